"""What the answers on failures are made of, each part alone."""

from __future__ import annotations

import re
from ipaddress import IPv4Network

import pytest

from archgen.topology.failures.failure import without
from archgen.topology.failures.free_addresses import free_for, usable
from archgen.topology.failures.outage import (
    Node,
    Outage,
    UnknownPartError,
    component_outages,
    node_outages,
    outage_of,
    region_outages,
    zone_outages,
)
from archgen.topology.failures.rest import following_of, tree_from, way_to
from archgen.topology.failures.steady_state import closure, steady_state
from archgen.topology.graph import Topology
from models import small, topology_of

PAIRS = [("client", "lb"), ("lb", "app"), ("app", "db"), ("app", "client"), ("lb", "db")]


def test_a_tree_has_each_thing_once_by_its_nearest_caller() -> None:
    found = tree_from("client", following_of(PAIRS))
    assert found == {"lb": "", "app": "lb", "db": "lb"}


def test_a_pair_that_comes_last_is_used_only_where_there_is_no_other_way() -> None:
    following = following_of([("client", "a"), ("client", "b"), ("a", "db"), ("b", "db")])
    assert tree_from("client", following)["db"] == "a"
    assert tree_from("client", following, frozenset({("a", "db")}))["db"] == "b"
    only = following_of([("client", "a"), ("a", "db")])
    assert tree_from("client", only, frozenset({("a", "db")})) == {"a": "", "db": "a"}


def test_a_pair_that_comes_last_is_not_followed_twice() -> None:
    following = following_of([("client", "a"), ("a", "db"), ("db", "a")])
    last = frozenset({("a", "db"), ("db", "a")})
    assert tree_from("client", following, last) == {"a": "", "db": "a"}


GROUP = {"kind": "auto-scaling-group", "tier": "backend", "subnets": "db"}


def test_aws_keeps_five_addresses_of_each_subnet() -> None:
    subnet = next(iter(topology_of(small()).subnets.values()))
    assert usable(subnet) == subnet.cidr.num_addresses - 5


def test_a_subnet_that_aws_keeps_whole_has_no_address_left() -> None:
    subnet = next(iter(topology_of(small()).subnets.values()))
    sizes = {
        prefix: usable(subnet._replace(cidr=IPv4Network(f"10.0.0.0/{prefix}"))) for prefix in (28, 29, 30)
    }
    assert sizes == {28: 11, 29: 3, 30: 0}


@pytest.mark.parametrize(
    ("component", "taken"),
    [
        ({"kind": "alb", "subnets": "db"}, 8),
        ({"kind": "rds", "subnets": "db", "engine": "postgres", "multi_az": True}, 1),
        (GROUP | {"capacity": {"min": 1, "max": 4}}, 1),
        (GROUP | {"capacity": {"min": 3, "max": 4}}, 2),
        (GROUP | {"capacity": {"min": 3, "max": 4}, "zones": ["us-east-1a"]}, 3),
    ],
)
def test_what_runs_in_a_subnet_takes_addresses_of_it(component: dict[str, object], taken: int) -> None:
    before, after = topology_of(small()), topology_of(small(components={"another": component}))
    subnet = next(each for each in after.subnets.values() if each.row == "db")
    left = free_for(before, subnet, "app")
    assert left - free_for(after, subnet, "app") == taken
    assert free_for(after, subnet, "another") == left


def test_what_nothing_leads_to_is_in_no_tree_and_the_source_is_not_in_its_own() -> None:
    assert tree_from("client", following_of([("a", "b")])) == {}
    assert tree_from("client", {"client": ("client",)}) == {}
    last = frozenset({("client", "a"), ("client", "client")})
    assert tree_from("client", following_of(sorted(last)), last) == {"a": ""}


def test_a_way_begins_at_its_source() -> None:
    tree = tree_from("client", following_of(PAIRS))
    assert way_to("client", "lb", tree) == ("client", "lb")
    assert way_to("client", "db", tree) == ("client", "lb", "db")


def test_what_pairs_lead_to_is_reached_and_no_more() -> None:
    assert closure(["client"], PAIRS) == {"lb", "app", "db", "client"}
    assert closure(["app"], [("lb", "app"), ("app", "db")]) == {"db"}
    assert closure([], PAIRS) == set()


@pytest.mark.parametrize(
    ("capacity", "taken"),
    [((1, 4), 1), ((2, 4), 1), ((3, 4), 2), ((4, 4), 2), ((5, 8), 3), ((0, 4), 1)],
)
def test_a_group_takes_its_share_of_the_instances_that_always_run(
    capacity: tuple[int, int], taken: int
) -> None:
    group = {
        "kind": "auto-scaling-group",
        "tier": "backend",
        "subnets": "db",
        "capacity": {"min": capacity[0], "max": capacity[1]},
    }
    graph = topology_of(small(components={"more": group}))
    subnet = next(each for each in graph.subnets.values() if each.row == "db")
    assert free_for(topology_of(small()), subnet, "app") - free_for(graph, subnet, "app") == taken


SMALL = topology_of(small(connections=[{"client -> igw -> lb": 443}, {"lb -> app": 80}, {"app -> db": 5432}]))


@pytest.mark.parametrize(
    ("word", "outage"),
    [
        ("us-east-1a", Outage(zones=("us-east-1a",))),
        ("us-east-1", Outage(regions=("us-east-1",))),
        ("app", Outage(components=("app",))),
        ("app@us-east-1b", Outage(nodes=(Node("app@us-east-1b", "us-east-1b"),))),
        ("db.standby@us-east-1b", Outage(nodes=(Node("db.standby@us-east-1b", "us-east-1b"),))),
        ("db@us-east-1b", Outage(nodes=(Node("db.standby@us-east-1b", "us-east-1b"),))),
        ("lb@us-east-1a", Outage(nodes=(Node("lb@us-east-1", "us-east-1a"),))),
        ("igw@us-east-1", Outage(nodes=(Node("igw@us-east-1", None),))),
    ],
)
def test_a_word_names_what_fails(word: str, outage: Outage) -> None:
    assert outage_of(SMALL, [word]) == outage


def test_all_zones_of_a_copy_fail_with_it() -> None:
    (nodes,) = [outage_of(SMALL, ["lb@us-east-1"]).nodes]
    assert nodes == (Node("lb@us-east-1", "us-east-1a"), Node("lb@us-east-1", "us-east-1b"))


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("us-east-1c", 'did you mean "us-east-1"?'),
        ("ap", 'did you mean "app"?'),
        ("nat@us-east-1", 'did you mean "nat@us-east-1'),
        ("nothing-like-it", "there is no zone, region, component or copy"),
    ],
)
def test_a_word_that_names_nothing_is_refused_with_what_was_meant(word: str, hint: str) -> None:
    with pytest.raises(UnknownPartError, match=re.escape(hint)):
        outage_of(SMALL, [word])


def test_several_words_are_one_failure_with_each_part_once() -> None:
    both = outage_of(SMALL, ["us-east-1a", "lb@us-east-1b", "app", "us-east-1a"])
    assert both.name == "us-east-1a + app + lb@us-east-1[us-east-1b]"
    assert not both.is_one_zone
    assert outage_of(SMALL, ["us-east-1a", "us-east-1a"]).is_one_zone
    assert not outage_of(SMALL, ["us-east-1a", "us-east-1b"]).is_one_zone
    assert not outage_of(SMALL, ["us-east-1a", "app"]).is_one_zone


@pytest.mark.parametrize(
    ("words", "failed"),
    [
        (["us-east-1a"], {"lb@us-east-1": {"us-east-1a"}, "nat@us-east-1a": {"us-east-1a"},
                          "app@us-east-1a": {"us-east-1a"}, "db@us-east-1a": {"us-east-1a"}}),
        (["app"], {"app@us-east-1a": {"us-east-1a"}, "app@us-east-1b": {"us-east-1b"}}),
        (["lb"], {"lb@us-east-1": {"us-east-1a", "us-east-1b"}}),
        (["igw"], {"igw@us-east-1": {None}}),
        (["lb@us-east-1b"], {"lb@us-east-1": {"us-east-1b"}}),
    ],
)  # fmt: skip
def test_a_failure_takes_the_copies_that_it_names_and_no_others(
    words: list[str], failed: dict[str, set[str | None]]
) -> None:
    assert outage_of(SMALL, words).failed(SMALL) == failed


def test_everything_in_a_region_fails_with_it_and_what_is_outside_does_not() -> None:
    failed = set(outage_of(SMALL, ["us-east-1"]).failed(SMALL))
    assert failed == {copy.id for copy in SMALL.copies.values() if copy.component != "client"}


def test_each_part_of_aws_can_fail_alone() -> None:
    assert [each.name for each in zone_outages(SMALL)] == ["us-east-1a", "us-east-1b"]
    assert [each.name for each in region_outages(SMALL)] == ["us-east-1"]
    assert [each.name for each in component_outages(SMALL)] == ["igw", "lb", "nat", "app", "db"]
    assert [each.name for each in node_outages(SMALL)] == [
        "lb@us-east-1[us-east-1a]",
        "lb@us-east-1[us-east-1b]",
        "nat@us-east-1a",
        "nat@us-east-1b",
        "app@us-east-1a",
        "app@us-east-1b",
        "db@us-east-1a",
        "db.standby@us-east-1b",
    ]


def test_while_everything_runs_all_connections_that_have_a_path_work() -> None:
    graph = topology_of(
        small(connections=[{"client -> igw -> lb": 443}, {"lb -> app": 80}, {"client -> db": 5432}])
    )
    steady = steady_state(graph)
    assert steady.pairs == {("client", "lb"), ("lb", "app")}
    assert steady.reached == {"lb", "app"}
    assert {"lb@us-east-1", "igw@us-east-1", "app@us-east-1a", "app@us-east-1b"} == set(steady.through)
    assert [copy.id for copy in steady.copies["us-east-1b"]] == [
        "nat@us-east-1b",
        "app@us-east-1b",
        "db.standby@us-east-1b",
    ]


def two_regions(**changes: object) -> Topology:
    return topology_of(
        small(
            regions={
                "us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"},
                "eu-west-1": {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.1.0.0/16"},
            },
            components={
                "dns": {"kind": "route53", "domain": "a.example.com"},
                "here": {"kind": "sqs", "region": "us-east-1"},
            },
            connections=["client -> dns -> lb", {"client -> igw -> lb": 443}, {"lb -> app": 80}],
            **changes,
        )
    )


def test_what_is_global_is_in_every_region_and_what_is_regional_in_its_own() -> None:
    regions = steady_state(two_regions()).by_region
    assert "dns" in regions["us-east-1"] and "dns" in regions["eu-west-1"]
    assert "here" in regions["us-east-1"] and "here" not in regions["eu-west-1"]
    assert "client" not in regions["us-east-1"]


def test_what_is_in_another_zone_or_region_is_not_touched_by_a_failure() -> None:
    graph = two_regions()
    impacts = without(graph, "eu-west-1a").impacts
    assert "app" in impacts and "here" not in impacts and "client" not in impacts
