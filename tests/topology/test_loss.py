"""What a failed zone takes down, what takes over automatically, and what clients no longer reach."""

from __future__ import annotations

from typing import Any

import pytest

from archgen.model.kinds import INTERNET, State
from archgen.topology.failures.failure import ZoneFailure, without
from models import brief, small, topology_of

A, B, C = "us-east-1a", "us-east-1b", "us-east-1c"
TWO = {"us-east-1": {"zones": [A, B], "cidr": "10.0.0.0/16"}}
THREE = {"us-east-1": {"zones": [A, B, C], "cidr": "10.0.0.0/16"}}
BOTH = TWO | {"us-west-2": {"zones": ["us-west-2a", "us-west-2b"], "cidr": "10.1.0.0/16"}}


def lost(zone: str, *connections: Any, regions: Any = None, **components: Any) -> ZoneFailure:
    """A zone of the small model is lost."""
    named = {id.replace("_", "-"): fields for id, fields in components.items()}
    data = small(components=named, connections=list(connections), regions=regions or TWO)
    return without(topology_of(data), zone)


def group(**fields: Any) -> dict[str, Any]:
    return {"kind": "auto-scaling-group", "tier": "backend", "subnets": "app"} | fields


def rds(**fields: Any) -> dict[str, Any]:
    return {"kind": "rds", "subnets": "db"} | fields


FATES = [
    ("route53", {"kind": "route53", "domain": "a.example.com"}, State.UNAFFECTED),
    ("cloudfront", {"kind": "cloudfront"}, State.UNAFFECTED),
    ("s3", {"kind": "s3"}, State.UNAFFECTED),
    ("dynamodb", {"kind": "dynamodb"}, State.UNAFFECTED),
    ("sqs", {"kind": "sqs"}, State.UNAFFECTED),
    ("sns", {"kind": "sns"}, State.UNAFFECTED),
    ("secrets", {"kind": "secrets-manager"}, State.UNAFFECTED),
    ("gateway endpoint", {"kind": "vpc-endpoint", "service": "s3"}, State.UNAFFECTED),
    ("interface endpoint", {"kind": "vpc-endpoint", "service": "sqs", "subnets": "app"}, State.FAILS_OVER),
    ("endpoint in one zone", {"kind": "vpc-endpoint", "service": "sqs", "subnets": "app", "zones": [A]},
     State.DOWN),
    ("alb", {"kind": "alb", "subnets": "web"}, State.FAILS_OVER),
    ("alb in one zone", {"kind": "alb", "subnets": "web", "zones": [A]}, State.DOWN),
    ("nlb", {"kind": "nlb", "subnets": "web"}, State.FAILS_OVER),
    ("group", group(), State.REDUCED),
    ("group of one", group(capacity={"min": 1, "max": 4}), State.DOWN),
    ("group that needs more", group(capacity={"min": 4, "max": 8, "required": 3}), State.DOWN),
    ("group elsewhere", group(zones=[B]), State.UNAFFECTED),
    ("containers", group(kind="ecs-service"), State.REDUCED),
    ("regional function", {"kind": "lambda", "tier": "backend"}, State.UNAFFECTED),
    ("function in subnets", {"kind": "lambda", "tier": "backend", "subnets": "app"}, State.FAILS_OVER),
    ("instance", {"kind": "instance", "tier": "backend", "subnets": "app"}, State.DOWN),
    ("instance elsewhere", {"kind": "instance", "tier": "backend", "subnets": "app", "zones": [B]},
     State.UNAFFECTED),
    ("nat per zone", {"kind": "nat-gateway", "subnets": "web"}, State.REDUCED),
    ("nat per region", {"kind": "nat-gateway", "subnets": "web", "per": "region"}, State.DOWN),
    ("nat per vpc", {"kind": "nat-gateway", "per": "vpc"}, State.UNAFFECTED),
    ("rds alone", rds(), State.DOWN),
    ("rds with a standby", rds(multi_az=True), State.FAILS_OVER),
    ("rds with a replica", rds(read_replicas=1), State.BY_HAND),
    ("rds with both", rds(multi_az=True, read_replicas=1), State.FAILS_OVER),
    ("aurora alone", rds(kind="aurora"), State.DOWN),
    ("aurora with a reader", rds(kind="aurora", read_replicas=1), State.FAILS_OVER),
    ("cache alone", {"kind": "elasticache", "subnets": "db"}, State.DOWN),
    ("cache with a replica", {"kind": "elasticache", "subnets": "db", "replicas": 1}, State.FAILS_OVER),
    ("memcached", {"kind": "elasticache", "subnets": "db", "engine": "memcached", "replicas": 1},
     State.REDUCED),
    ("efs", {"kind": "efs", "subnets": "db"}, State.UNAFFECTED),
    ("efs in one zone", {"kind": "efs", "subnets": "db", "zones": [A]}, State.DOWN),
    ("custom in zones", {"kind": "custom", "scope": "zone", "subnets": "app"}, State.REDUCED),
    ("custom, regional", {"kind": "custom"}, State.UNAFFECTED),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "state"), [case[1:] for case in FATES], ids=[case[0] for case in FATES])
def test_each_kind_has_its_fate(fields: dict[str, Any], state: State) -> None:
    assert state is lost(A, it=fields).impacts["it"].state


def test_nothing_is_lost_with_a_standby_and_late_writes_with_a_replica() -> None:
    assert not lost(A, it=rds(multi_az=True)).impacts["it"].data_loss
    assert lost(A, it=rds(read_replicas=1)).data_loss == ("it",)


def test_a_standby_takes_over_within_two_minutes() -> None:
    loss = lost(A, it=rds(multi_az=True, read_replicas=1), db=rds(multi_az=True))
    assert loss.impacts["it"].seconds == (60, 120)
    assert dict(loss.promoted) == {
        "it@us-east-1a": "it.standby@us-east-1b",
        "db@us-east-1a": "db.standby@us-east-1b",
    }


def test_the_zone_of_a_standby_costs_nothing_but_the_standby() -> None:
    loss = lost(B, it=rds(multi_az=True))
    assert State.REDUCED is loss.impacts["it"].state
    assert "it@us-east-1a" not in loss.promoted


def test_what_is_lost_are_the_copies_in_the_zone() -> None:
    assert {"nat@us-east-1a", "app@us-east-1a", "db@us-east-1a"} == {copy.id for copy in lost(A).lost}


# --- paths ---


def test_the_brief_survives_either_zone() -> None:
    topology = topology_of(brief())
    for zone in (A, B):
        assert without(topology, zone).survives
        assert without(topology, zone).broken_paths == ()


def changed(**fields: dict[str, Any]) -> Any:
    data = brief()
    for id, more in fields.items():
        data["components"][id.replace("_", "-")].update(more)
    return topology_of(data)


def test_a_shared_nat_gateway_cuts_the_egress_of_healthy_zones() -> None:
    topology = changed(nat={"per": "region"})
    cuts = without(topology, A).broken_paths
    assert [cut.hop for cut in cuts] == [("app@us-east-1b", "nat@us-east-1a")]
    assert list(without(topology, A).unreached) == ["partners"]
    assert without(topology, B).survives


def test_a_nat_gateway_in_some_zones_cuts_those_that_borrow_it() -> None:
    data = brief()
    data["regions"]["us-east-1"]["zones"].append(C)
    data["components"]["nat"]["zones"] = [A, B]
    topology = topology_of(data)
    assert [cut.hop for cut in without(topology, A).broken_paths] == [("app@us-east-1c", "nat@us-east-1a")]
    assert without(topology, B).survives
    assert without(topology, C).survives


def test_a_database_without_a_standby_is_unreached() -> None:
    topology = changed(orders={"multi_az": False})
    loss = without(topology, A)
    assert list(loss.unreached) == ["orders"]
    cut = loss.unreached["orders"]
    assert cut is not None
    assert cut.hop == ("app@us-east-1b", "orders@us-east-1a")
    assert (
        cut.reason == "orders does not recover automatically: "
        "a read replica must be promoted manually; the last writes may be lost"
    )
    assert without(topology, B).survives


def test_a_group_of_one_takes_along_what_only_it_reaches() -> None:
    loss = without(changed(app={"capacity": {"min": 1, "max": 4}}), B)
    assert {"app", "orders", "dynamodb-endpoint", "sessions", "partners"} >= set(loss.unreached)
    assert "orders" in loss.unreached
    assert [id for id, cut in loss.unreached.items() if cut] == ["app"]


def test_a_load_balancer_in_one_zone_is_lost_with_it() -> None:
    topology = changed(web_lb={"zones": [A]})
    assert "web-lb" in without(topology, A).unreached
    assert without(topology, B).survives


def test_instances_behind_one_load_balancer_stand_in_for_each_other() -> None:
    one = {"kind": "instance", "tier": "backend", "subnets": "app"}
    chains = ("client -> igw -> lb", {"lb -> one": 80}, {"lb -> two": 80}, "one -> db", "two -> db")
    assert lost(A, *chains, one=one | {"zones": [A]}, two=one | {"zones": [B]}).survives
    loss = lost(A, *chains, one=one | {"zones": [A]}, two=one | {"zones": [A]})
    assert sorted(loss.unreached) == ["db", "one", "two"]


def test_what_only_a_lost_instance_reached_is_unreached() -> None:
    one = {"kind": "instance", "tier": "backend", "subnets": "app"}
    chains = ("client -> igw -> lb", {"lb -> one": 80}, {"lb -> two": 80}, "one -> table")
    parts = {"one": one | {"zones": [A]}, "two": one | {"zones": [B]}, "table": {"kind": "dynamodb"}}
    assert list(lost(A, *chains, **parts).unreached) == ["table"]
    assert lost(B, *chains, **parts).survives


def test_endpoints_in_other_zones_serve() -> None:
    endpoint = {"kind": "vpc-endpoint", "service": "sqs", "subnets": "app"}
    chains = ("client -> igw -> lb -> app", "app -> door -> queue")
    assert lost(A, *chains, door=endpoint, queue={"kind": "sqs"}).survives
    loss = lost(A, *chains, door=endpoint | {"zones": [A]}, queue={"kind": "sqs"})
    assert list(loss.unreached) == ["queue"]


def test_what_nobody_outside_reaches_is_no_outage() -> None:
    loss = lost(A, "app -> it", it=rds())
    assert loss.survives
    assert [cut.hop for cut in loss.broken_paths] == [("app@us-east-1b", "it@us-east-1a")]


def test_partners_that_call_us_are_callers_and_those_that_we_call_are_not() -> None:
    others = {"kind": "external", "label": "Partners"}
    alone = group(capacity={"min": 1, "max": 1})
    assert "it" in lost(A, "others -> igw -> lb -> it", others=others, it=alone).unreached
    assert lost(A, "it -> nat -> others", others=others, it=alone).survives


def test_the_internet_at_large_is_reached_too() -> None:
    chains = ("client -> igw -> lb -> app", "app -> nat")
    nat = {"kind": "nat-gateway", "subnets": "web", "per": "region"}
    assert list(lost(A, *chains, nat=nat).unreached) == [INTERNET]


def test_a_path_that_is_broken_in_quiet_times_is_no_loss() -> None:
    chains = ("client -> igw -> lb -> it", "it -> outside")
    parts = {"it": group(subnets="db"), "outside": {"kind": "external"}}
    assert lost(A, *chains, **parts).survives


# --- several regions ---


def test_a_zone_touches_its_own_region_only() -> None:
    loss = lost(A, regions=BOTH)
    assert {"us-east-1"} == {copy.region for copy in loss.lost}
    other = lost("us-west-2a", regions=BOTH)
    assert {"us-west-2"} == {copy.region for copy in other.lost}


def test_capacity_is_counted_region_by_region() -> None:
    assert State.REDUCED is lost(A, regions=BOTH).impacts["app"].state
    one = group(capacity={"min": 1, "max": 2})
    assert State.DOWN is lost("us-west-2b", regions=BOTH, it=one).impacts["it"].state


def test_a_second_region_serves_what_is_down_in_the_first() -> None:
    chains = ("client -> dns -> igw -> lb -> it", "it -> table")
    parts = {
        "dns": {"kind": "route53", "domain": "a.example.com"},
        "it": group(capacity={"min": 1, "max": 2}),
        "table": {"kind": "dynamodb"},
    }
    assert not lost(A, *chains, **parts).survives
    assert lost(A, *chains, regions=BOTH, **parts).survives


def test_a_database_of_each_region_has_its_own_standby() -> None:
    assert State.DOWN is lost(A, regions=BOTH, it=rds()).impacts["it"].state
    standby = lost("us-west-2a", regions=BOTH, it=rds(multi_az=True))
    assert {"it.standby@us-west-2b", "db.standby@us-west-2b"} == set(standby.promoted.values())


def test_the_data_of_a_lost_database_is_not_in_another_regions_own() -> None:
    loss = lost(A, "client -> igw -> lb -> app -> it", regions=BOTH, it=rds())
    assert "it" in loss.unreached


def test_a_copy_in_a_replica_region_is_promoted_by_hand() -> None:
    copied = rds(replica_regions=["us-west-2"])
    assert State.BY_HAND is lost(A, regions=BOTH, it=copied).impacts["it"].state
    assert State.REDUCED is lost("us-west-2a", regions=BOTH, it=copied).impacts["it"].state


def test_a_load_balancer_down_in_one_region_cuts_nothing_in_the_other() -> None:
    door = {"kind": "alb", "subnets": "web", "zones": [A, "us-west-2a", "us-west-2b"]}
    loss = lost(A, "client -> igw -> door -> app", regions=BOTH, door=door)
    assert State.DOWN is loss.impacts["door"].state
    assert {"us-east-1"} == {cut.hop[1].partition("@")[2] for cut in loss.broken_paths}
    assert loss.survives


def test_without_is_computed_once() -> None:
    topology = topology_of(small(regions=THREE))
    assert without(topology, C) is without(topology, C)


def test_a_region_without_a_name_loses_a_zone_like_any_other() -> None:
    place = {"": {"zones": [A, B], "cidr": "10.0.0.0/16"}}
    promoted = lost(A, regions=place, orders=rds(multi_az=True)).promoted
    assert promoted[f"orders@{A}"] == f"orders.standby@{B}"
