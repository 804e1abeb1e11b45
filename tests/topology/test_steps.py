"""A request is told step by step, from clients on."""

from __future__ import annotations

import pytest

from archgen.topology.steps import requests, steps, ways_of
from models import brief, small, topology_of


def told(data: object) -> list[str]:
    return [f"{s.source} {s.ports or s.role} {s.target}" for s in steps(topology_of(data))]


def test_a_request_is_told_in_its_order() -> None:
    assert told(brief()) == [
        "client dns dns",
        "client 443 https cdn",
        "cdn 443 https assets",
        "cdn 443 https web-lb",
        "web-lb 3000 tcp web",
        "web 8000 tcp app-lb",
        "app-lb 8000 tcp app",
        "app 5432 tcp orders",
        "app 443 https sessions",
        "app 443 https partners",
    ]


@pytest.mark.parametrize("first", [0, 1])
def test_what_no_client_causes_comes_last(first: int) -> None:
    lines: list[object] = [{"client -> lb": 443}, {"app -> db": 5432}]
    worker = {"kind": "instance", "tier": "backend", "subnets": "app"}
    data = small(
        components={"worker": worker}, connections=[*lines[:first], {"worker -> db": 5432}, *lines[first:]]
    )
    assert told(data)[0] == "client 443 https lb"
    assert {line.split()[0] for line in told(data)[1:]} == {"app", "worker"}


def test_two_that_call_each_other_are_two_steps() -> None:
    app = {"kind": "instance", "tier": "backend", "subnets": "app"}
    data = small(components={"a": app, "b": app}, connections=[{"a -> b": 80}, {"b -> a": 81}])
    assert told(data) == ["a 80 http b", "b 81 tcp a"]


def test_a_step_names_the_gateways_on_its_way() -> None:
    topology = topology_of(brief())
    by = {(s.source, s.target): ways_of(topology, s) for s in steps(topology)}
    assert by["cdn", "web-lb"] == ("igw",)
    assert by["app", "sessions"] == ("dynamodb-endpoint",)
    assert by["app", "partners"] == ("nat",)
    assert by["web", "app-lb"] == ()


def test_paths_lead_from_a_client_to_where_nothing_new_follows() -> None:
    topology = topology_of(brief())
    ways = requests(topology, "client", steps(topology))
    assert list(ways) == ["assets", "orders", "sessions", "partners"]
    assert [step.target for step in ways["orders"]] == ["cdn", "web-lb", "web", "app-lb", "app", "orders"]


def test_the_internet_at_large_ends_a_request() -> None:
    data = small(connections=[{"client -> igw -> lb": 443}, {"lb -> app": 80}, "app -> nat"])
    topology = topology_of(data)
    assert list(requests(topology, "client", steps(topology))) == ["0.0.0.0/0"]
