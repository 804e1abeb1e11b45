"""`archgen why`: every way from one thing to another, or the reason and the change that would open one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from archgen.cli import run
from archgen.commands.why import command
from archgen.lint.engine import check
from archgen.review.subject import Subject
from archgen.review.why import Answer, Question, end_of
from models import BRIEF, brief, topology_of


def asked(source: str, target: str, data: Any = None, port: int | None = None) -> Answer:
    data = data or brief()
    graph = topology_of(data)
    subject = Subject("a.yaml", graph, check(graph).findings, data=data)
    return Question(subject, end_of(graph, source), end_of(graph, target), port).answer()


def written(source: str, target: str, *args: str) -> str:
    result = CliRunner().invoke(command, [source, target, str(BRIEF), *args], standalone_mode=False)
    assert result.exception is None
    return str(result.output)


def test_each_connection_has_hops_ports_and_security_group() -> None:
    text = written("client", "orders")
    assert "path: client -> cdn -> web-lb -> web -> app-lb -> app -> orders" in text
    assert "client -> cdn\n      443 https; found by dns" in text
    assert "cdn -> igw@us-east-1 -> web-lb@us-east-1\n      443 https; the security group of web-lb" in text
    assert "5432 tcp; the security group of orders admits it" in text
    assert "client reaches orders only through others" in text


def test_a_direct_connection_is_said_to_be_one() -> None:
    answer = asked("app", "orders")
    assert answer.is_direct
    assert "app may open connections to orders" in written("app", "orders")


def test_every_way_is_found_the_shortest_first() -> None:
    data = brief()
    data["connections"] += ["web -> orders"]
    answer = asked("client", "orders", data)
    assert [len(way) for way in answer.ways] == [4, 6]


def test_a_copy_is_asked_for_itself() -> None:
    answer = asked("app@us-east-1b", "partners")
    assert [path.stops for leg in answer.ways[0] for path in leg.paths] == [
        ("app@us-east-1b", "nat@us-east-1b", "partners")
    ]


def test_a_network_path_that_is_blocked_has_its_reason_and_fix() -> None:
    data = brief()
    del data["components"]["nat"]
    data["connections"][-1] = {"app -> partners": 443}
    answer = asked("app", "partners", data)
    assert not answer.reaches
    assert answer.reason == "app is private and there is no NAT gateway in us-east-1"
    assert answer.change is not None
    assert "nat: {kind: nat-gateway, subnets: web}" in answer.change.text


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("assets", "orders", "assets opens no connections"),
        ("app", "assets", "only cdn connects to assets, and app does not reach it"),
        ("app", "client", "nothing connects to client"),
    ],
)
def test_why_there_is_none(source: str, target: str, reason: str) -> None:
    answer = asked(source, target)
    assert (answer.ways, answer.reason) == ((), reason)


def test_the_smallest_change_is_tried_and_what_it_would_break_is_said() -> None:
    change = asked("app", "assets").change
    assert change is not None
    assert change.text.startswith("add `app -> assets")
    assert any(each.startswith("AG318") for each in change.objections)


def test_a_store_of_data_is_not_asked_to_call() -> None:
    assert asked("orders", "app").change is None


def test_a_port_is_asked_of_one_connection() -> None:
    assert asked("app", "orders", port=5432).reaches
    answer = asked("app", "orders", port=22)
    assert answer.reason == "orders admits 5432 only, not 22"
    assert answer.change is not None
    assert answer.change.text == "add `app -> orders: 22` to `connections`"


def test_the_internet_is_who_is_out_there() -> None:
    answer = asked("internet", "web-lb")
    assert answer.reaches
    assert not answer.is_direct
    data = brief()
    data["connections"].append({"client -> igw -> web-lb": 22})
    assert asked("internet", "web-lb", data, port=22).is_direct
    assert not asked("internet", "web-lb", port=22).reaches


def test_a_block_is_what_has_addresses_in_it() -> None:
    inside = asked("10.0.32.0/22", "orders")
    assert inside.source.what == "10.0.32.0/22 has addresses of app@us-east-1a"
    assert {path.source for leg in inside.ways[0] for path in leg.paths} == {"app@us-east-1a"}
    nowhere = asked("172.16.0.0/12", "orders")
    assert nowhere.reason == "172.16.0.0/12 is not the block of anything here"
    assert asked("app", "203.0.113.0/24").reaches


def test_a_private_network_is_found_by_its_block() -> None:
    data = brief()
    data["components"]["office"] = {"kind": "external", "cidrs": ["192.168.0.0/16"]}
    data["connections"].append({"office -> app-lb": 8000})
    assert asked("192.168.7.0/24", "app-lb", data).reaches
    assert not asked("172.16.0.0/12", "app-lb", data).reaches


def test_json_has_everything() -> None:
    found = json.loads(written("app", "orders", "--format", "json"))
    leg = found["paths"][0][0]
    assert leg["security_group"] == "orders"
    assert leg["ports"] == [5432]
    assert leg["hops"][0]["stops"] == ["app@us-east-1a", "orders@us-east-1a"]
    assert (found["reaches"], found["direct"], found["reason"]) == (True, True, None)


def test_exit_codes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["why", "client", "orders", str(BRIEF)]) == 0
    assert run(["why", "orders", "client", str(BRIEF)]) == 1
    assert run(["why", "orderz", "client", str(BRIEF)]) == 2
    assert 'no component, copy or address block "orderz"; did you mean "orders"?' in capsys.readouterr().err
    broken = tmp_path / "a.yaml"
    broken.write_text(yaml.safe_dump({"archgen": 1}))
    assert run(["why", "a", "b", str(broken)]) == 2


def test_a_block_that_holds_both_ends_has_the_paths_between_them() -> None:
    answer = asked("10.0.0.0/16", "orders")
    assert answer.reaches and answer.is_direct
    assert [way[0].connection.source for way in answer.ways if len(way) == 1] == ["app"]


def test_the_internet_is_everybody_out_there_though_a_component_is_called_so() -> None:
    data = brief()
    data["components"]["internet"] = {"kind": "external"}
    data["connections"].append({"app -> nat -> internet": 443})
    assert asked("internet", "orders", data).reaches  # clients are on it
    assert not asked("id:internet", "orders", data).reaches
    assert asked("app", "id:internet", data).reaches
