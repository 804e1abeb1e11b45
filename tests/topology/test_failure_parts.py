"""What the answers on failures are made of, each part alone."""

from __future__ import annotations

import pytest

from archgen.topology.failures.free_addresses import free_for, usable
from archgen.topology.failures.rest import following_of, tree_from
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


def test_aws_keeps_five_addresses_of_each_subnet() -> None:
    subnet = next(iter(topology_of(small()).subnets.values()))
    assert usable(subnet) == subnet.cidr.num_addresses - 5


@pytest.mark.parametrize(
    ("component", "taken"),
    [
        ({"kind": "alb", "subnets": "db"}, 8),
        ({"kind": "rds", "subnets": "db", "engine": "postgres", "multi_az": True}, 1),
    ],
)
def test_what_runs_in_a_subnet_takes_addresses_of_it(component: dict[str, object], taken: int) -> None:
    before, after = topology_of(small()), topology_of(small(components={"another": component}))
    subnet = next(each for each in after.subnets.values() if each.row == "db")
    left = free_for(before, subnet, "app")
    assert left - free_for(after, subnet, "app") == taken
    assert free_for(after, subnet, "another") == left
