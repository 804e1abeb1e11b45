"""A part of a system: what is chosen, what is between it, and nothing else."""

from __future__ import annotations

import pytest

from archgen.topology.graph import Topology
from archgen.topology.part import around, of_region, part
from models import small, topology_of

LINES = ["client -> dns -> lb", {"client -> igw -> lb": 443}, {"lb -> app": 80}, {"app -> db": 5432}]
LINES += [{"app -> nat -> world": 443}, "acl -> lb"]
REGIONS = {
    "us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"},
    "eu-west-1": {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.1.0.0/16"},
}
MORE = {
    "dns": {"kind": "route53", "domain": "a.example.com"},
    "acl": {"kind": "waf"},
    "here": {"kind": "sqs", "region": "us-east-1"},
    "world": {"kind": "external", "label": "The internet"},
    "there": {"kind": "sqs", "region": "eu-west-1"},
}


@pytest.fixture(scope="module")
def whole() -> Topology:
    return topology_of(small(components=MORE, connections=[*LINES, "app -> here"], regions=REGIONS))


def test_around_a_component_is_what_it_is_connected_with(whole: Topology) -> None:
    assert around(whole, ["db"]) == {"db", "app"}
    assert around(whole, ["app"]) == {"app", "lb", "db", "here", "world"}
    assert {"client", "lb", "app"} <= around(whole, ["lb"])
    assert "dns" in around(whole, ["client"]) and "dns" not in around(whole, ["lb"])
    assert around(whole, ["there"]) == {"there"}


def test_a_part_has_what_is_said_between_what_is_chosen(whole: Topology) -> None:
    found = part(whole, ["lb", "app", "acl", "world"])
    pairs = {(each.source, each.target) for each in found.connections}
    assert pairs == {("lb", "app"), ("app", "world")}
    assert [(each.acl, each.target) for each in found.guards] == [("acl", "lb")]
    assert found.pointers == () and found.stated.lookups == ()


def test_names_are_in_a_part_with_who_looks_them_up_and_what_they_lead_to(whole: Topology) -> None:
    both = part(whole, ["client", "dns", "lb"])
    assert [(each.zone, each.target) for each in both.pointers] == [("dns", "lb")]
    assert both.stated.lookups == (("client", "dns"),)
    assert part(whole, ["dns", "app"]).pointers == ()
    assert part(whole, ["client", "app"]).stated.lookups == ()


def test_a_part_in_a_region_has_its_copies_and_subnets_only(whole: Topology) -> None:
    found = part(whole, ["app", "dns"], "us-east-1")
    assert {copy.region for copy in found.copies.values()} == {None, "us-east-1"}
    assert list(found.regions) == ["us-east-1"]
    assert {subnet.region for subnet in found.subnets.values()} == {"us-east-1"}
    assert {subnet.row for subnet in found.subnets.values()} >= {"app"}
    assert "db" not in found.rows and "db" not in found.architecture.components


def test_what_is_in_no_vpc_has_no_subnets(whole: Topology) -> None:
    found = part(whole, ["here"])
    assert found.subnets == {} and found.vpcs == {}
    assert set(found.architecture.components) >= {"here"}


def test_a_region_has_what_is_in_it_and_what_is_outside_of_all_with_it(whole: Topology) -> None:
    found = of_region(whole, "eu-west-1")
    assert {"client", "dns", "lb", "app", "there"} <= set(found.architecture.components)
    assert "here" not in found.architecture.components
    assert {copy.region for copy in found.copies.values()} == {None, "eu-west-1"}
