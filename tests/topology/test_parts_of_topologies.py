"""A part of a system: what is chosen, what is between it, and nothing else."""

from __future__ import annotations

import pytest

from archgen.topology.graph import Topology
from archgen.topology.part import around, of_region, part
from models import ROOT, data_of, small, topology_of

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


@pytest.fixture(scope="module")
def spokes() -> Topology:
    """A hub with a firewall and two spokes, a private network behind each way to it."""
    folder = ROOT / "examples" / "networks"
    data = data_of((folder / "inspection" / "architecture.yaml").read_text(encoding="utf-8"))
    data["components"] |= {
        "site": {"kind": "external", "cidrs": ["172.16.0.0/16"]},
        "tunnel": {"kind": "vpn", "attaches": "tgw", "to": "site"},
        "line": {"kind": "direct-connect", "attaches": "shop", "to": "site"},
        "link": {"kind": "vpc-peering", "between": ["billing", "inspection"]},
    }
    return topology_of(data)


def test_a_transit_gateway_joins_what_is_in_a_part(spokes: Topology) -> None:
    gateway = part(spokes, ["invoices"]).components["tgw"]
    assert gateway.attachments == {"billing": "billing-app"} and gateway.default_vpc is None
    both = part(spokes, ["invoices", "orders"]).components["tgw"]
    assert set(both.attachments) == {"billing", "shop"}
    assert spokes.components["tgw"].default_vpc == "inspection"


def test_ways_that_lead_to_nothing_of_a_part_are_not_in_it(spokes: Topology) -> None:
    assert {"tunnel", "line", "site"} & set(part(spokes, ["orders"]).components) == set()
    assert {"tunnel", "line"} <= set(part(spokes, ["orders", "site"]).components)
    assert "line" not in part(spokes, ["invoices", "site"]).components
    assert "link" in part(spokes, ["invoices"]).components
    assert "link" not in part(spokes, ["orders"]).components
    assert "tgw" not in part(spokes, ["payments"]).components


def test_a_gateway_is_shown_with_what_it_joins(spokes: Topology) -> None:
    found = part(spokes, ["tunnel"])
    assert set(found.components) >= {"tunnel", "tgw", "site"}
    assert set(found.vpcs) == {"inspection", "shop", "billing"}
    assert set(part(spokes, ["line"]).vpcs) == {"shop"}


def test_connections_name_no_way_that_is_not_in_a_part() -> None:
    path = ROOT / "examples" / "networks" / "centralised-egress" / "architecture.yaml"
    whole = topology_of(data_of(path.read_text(encoding="utf-8")))
    found = part(whole, ["orders", "payments"])
    assert [each.ways for each in whole.connections_from("orders")] == [("tgw", "nat")]
    assert [each.ways for each in found.connections] == [("tgw",)]
    assert found.rows["shop-app"].via == "tgw"


def test_rows_have_the_routes_over_ways_that_are_in_a_part() -> None:
    hybrid = data_of((ROOT / "examples/networks/hybrid/architecture.yaml").read_text(encoding="utf-8"))
    hybrid["subnets"]["app"] |= {"via": "office-line", "routes": {"172.16.0.0/16": "datacenter-vpn"}}
    every = topology_of(hybrid)
    alone = part(every, ["portal"]).rows["app"]
    assert (alone.via, alone.routes) == (None, ())
    both = part(every, ["portal", "datacenter", "office"])
    assert both.rows["app"] == every.rows["app"]
