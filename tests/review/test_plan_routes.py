"""A plan's own routes and targets decide what is reached, and what fails with a zone."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from archgen.commands._subjects import subject_of
from archgen.commands.diff import difference_of_plan
from archgen.review.simulation import Simulation
from archgen.review.subject import Subject
from archgen.review.why import Question, end_of
from archgen.topology.failures.outage import outage_of
from plan_changes import stored

A, B = "us-east-1a", "us-east-1b"


@cache
def plans() -> dict[str, dict[str, Any]]:
    return stored()


def subject(name: str, **planned: Any) -> Subject:
    """What a kept plan builds; `planned` are values of the private routes instead of the plan's own."""
    data = json.loads(json.dumps(plans()[name]))
    for resource in data["planned_values"]["root_module"]["resources"]:
        if planned and resource["address"].startswith("aws_route.private"):
            resource["values"].pop("nat_gateway_id", None)
            resource["values"] |= planned
    return subject_of("plan.json", raw=json.dumps(data).encode(), called="plan.json")


def default_route(found: Subject, zone: str) -> str | None:
    copy = found.topology.default_route(found.topology.subnets[f"private@{zone}"])
    return copy.id if copy else None


def test_a_subnet_routes_to_the_gateway_that_the_plan_names() -> None:
    own, shared = subject("an output"), subject("one NAT gateway for both zones")
    assert [default_route(own, zone) for zone in (A, B)] == [f"shop-nat@{A}", f"shop-nat@{B}"]
    assert [default_route(shared, zone) for zone in (A, B)] == [f"shop-nat@{A}", f"shop-nat@{A}"]


@pytest.mark.parametrize(("zone", "failing"), [(A, {"internet"}), (B, set())])
def test_a_shared_nat_gateway_fails_the_other_zone_with_its_own(zone: str, failing: set[str]) -> None:
    found = subject("one NAT gateway for both zones")
    simulation = Simulation(found, outage_of(found.topology, (zone,)))
    assert failing == {path.need.target for path in simulation.outcomes[0].failing}
    assert [f.warning.name for f in simulation.failures if f.warning] == ["shared-nat-gateway"] * len(failing)


def test_a_nat_gateway_of_each_zone_fails_nothing() -> None:
    found = subject("an output")
    for zone in (A, B):
        assert not Simulation(found, outage_of(found.topology, (zone,))).failures


@pytest.mark.parametrize(
    "foreign",
    [
        {"transit_gateway_id": "tgw-0123456789abcdef0"},
        {"vpc_endpoint_id": "vpce-0123456789abcdef0"},
        {"network_interface_id": "eni-0123456789abcdef0"},
    ],
)
def test_a_gateway_of_somebody_else_is_not_taken_for_the_nat_gateway(foreign: dict[str, str]) -> None:
    found = subject("an output", **foreign)
    assert default_route(found, A) is None
    answer = Question(found, end_of(found.topology, "api"), end_of(found.topology, "internet"), None).answer()
    assert answer.reaches  # nothing is known against it
    assert all("nat" not in stop for way in answer.ways for leg in way for p in leg.paths for stop in p.stops)


def test_a_changed_default_route_is_a_change() -> None:
    found = difference_of_plan("plan.json", json.dumps(plans()["one NAT gateway for both zones"]).encode())
    assert [f"{edit.sign} {edit.what}: {edit.detail}" for edit in found.edits] == [
        f"~ default route of private@{B}: shop-nat@{B} -> shop-nat@{A}"
    ]
    assert "worse in an AZ failure" in {meaning.sort.value for meaning in found.meanings}


def test_a_load_balancer_reaches_its_targets_only() -> None:
    found = subject("the servers detached from the load balancer")
    answer = Question(found, end_of(found.topology, "entry"), end_of(found.topology, "api"), None).answer()
    assert not answer.reaches
    assert "AG314" in {finding.code for finding in found.findings}


def test_the_change_of_a_plan_is_said_of_its_resources() -> None:
    found = subject("the servers detached from the load balancer")
    answer = Question(
        found, end_of(found.topology, "client"), end_of(found.topology, "orders"), None
    ).answer()
    assert answer.change is not None
    assert answer.change.text == "make aws_autoscaling_group.api a target of aws_lb.entry"
    assert answer.change.objections == ()
    answer = Question(found, end_of(found.topology, "api"), end_of(found.topology, "entry"), 443).answer()
    assert answer.change is not None
    assert answer.change.text == (
        "let the security group of aws_lb.entry admit aws_autoscaling_group.api on 443"
    )
