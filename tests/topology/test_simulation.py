"""Small systems worked out by hand: what fails, when, at which hop and why."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from archgen.topology.failures.outage import (
    Node,
    Outage,
    Phase,
    UnknownPartError,
    component_outages,
    node_outages,
    outage_of,
    region_outages,
    zone_outages,
)
from archgen.topology.failures.simulation import Outcome, PathOutcome, Simulator, Verdict
from models import brief, small, topology_of

A, B, C = "us-east-1a", "us-east-1b", "us-east-1c"
EAST, WEST = "us-east-1", "us-west-2"
TWO = {EAST: {"zones": [A, B], "cidr": "10.0.0.0/16"}}
THREE = {EAST: {"zones": [A, B, C], "cidr": "10.0.0.0/16"}}
BOTH = TWO | {WEST: {"zones": ["us-west-2a", "us-west-2b"], "cidr": "10.1.0.0/16"}}

ENTRY = "client -> igw -> lb -> app"
GROUP = {"kind": "auto-scaling-group", "tier": "backend", "subnets": "app"}
INSTANCE = {"kind": "instance", "tier": "backend", "subnets": "app"}
RDS = {"kind": "rds", "subnets": "db"}
ENDPOINT = {"kind": "vpc-endpoint", "service": "sqs", "subnets": "app"}
DNS = {"kind": "route53", "domain": "app.example.com"}


def system(*connections: Any, regions: Any = None, **components: Any) -> Simulator:
    """The small model (client, igw, lb, nat, app in two zones, db with a standby) with more in it."""
    named = {id.replace("_", "-"): fields for id, fields in components.items()}
    data = small(components=named, connections=list(connections), regions=regions or TWO)
    return Simulator(topology_of(data))


def fail(simulator: Simulator, *words: str) -> Outcome:
    return simulator.simulate(outage_of(simulator.topology, words))


def path(outcome: Outcome, target: str, source: str = "client") -> PathOutcome:
    return next(p for p in outcome.paths if p.need[:2] == (source, target))


class Case(NamedTuple):
    """One small system, what fails in it, and what each phase must say of the path to the target."""

    why: str
    connections: tuple[Any, ...]
    components: dict[str, Any]
    lost: str
    target: str
    instant: str
    recovered: str
    healed: str
    regions: Any = TWO
    source: str = "client"


S, D, F = "survives", "degraded", "fails"
CASES = [
    Case("app and lb are in both zones: what is left serves, in one zone; DNS first drops the lb's dead node",
         (ENTRY,), {}, A, "app", D, D, D),
    Case("with three zones two are left: nothing is degraded once DNS has dropped the node",
         (ENTRY,), {"app": GROUP | {"capacity": {"min": 3, "max": 6}}}, A, "app", D, S, S, THREE),
    Case("a minimum of one may be the one in the zone: none is left until a launch replaces it",
         (ENTRY,), {"app": GROUP | {"capacity": {"min": 1, "max": 4}}}, A, "app", F, F, D),
    Case("4 over two zones leave 2, and 3 are required: fails until launches, which `max` 8 allows",
         (ENTRY,), {"app": GROUP | {"capacity": {"min": 4, "max": 8, "required": 3}}}, A, "app", F, F, D),
    Case("6 over two zones leave 3, which are the 3 required",
         (ENTRY,), {"app": GROUP | {"capacity": {"min": 6, "max": 8, "required": 3}}}, B, "app", D, D, D),
    Case("4 are required and `max` is 3: not even launches are enough",
         (ENTRY,), {"app": GROUP | {"capacity": {"min": 3, "max": 3, "required": 4}}}, A, "app", F, F, F),
    Case("a single instance is in the first zone, and nothing launches another",
         ("client -> igw -> lb -> it",), {"it": INSTANCE}, A, "it", F, F, F),
    Case("the single instance is in the other zone: only the lb loses a node",
         ("client -> igw -> lb -> it",), {"it": INSTANCE | {"zones": [B]}}, A, "it", D, D, D),
    Case("two instances behind one lb stand in for each other",
         ("client -> igw -> lb", "lb -> one", "lb -> two"),
         {"one": INSTANCE | {"zones": [A]}, "two": INSTANCE | {"zones": [B]}}, A, "one", D, D, D),
    Case("the primary is in the first zone: connections fail until the standby takes over",
         (ENTRY, "app -> db"), {}, A, "db", F, D, D),
    Case("the standby's zone: the primary serves on, without a standby",
         (ENTRY, "app -> db"), {}, B, "db", D, D, D),
    Case("no standby and no replica: down until it is restored",
         (ENTRY, "app -> it"), {"it": RDS}, A, "it", F, F, F),
    Case("a read replica is promoted manually: a promise does not count on it",
         (ENTRY, "app -> it"), {"it": RDS | {"read_replicas": 1}}, A, "it", F, F, F),
    Case("Aurora promotes a reader automatically",
         (ENTRY, "app -> it"), {"it": RDS | {"kind": "aurora", "read_replicas": 1}}, A, "it", F, D, D),
    Case("Aurora without a reader has its writer in the zone",
         (ENTRY, "app -> it"), {"it": RDS | {"kind": "aurora"}}, A, "it", F, F, F),
    Case("a cache with a replica in the other zone promotes it",
         (ENTRY, "app -> it"), {"it": {"kind": "elasticache", "subnets": "db", "replicas": 1}}, A, "it",
         F, D, D),
    Case("S3 is kept in three zones by the service; only what leads there is left in one zone",
         ("client -> it",), {"it": {"kind": "s3"}}, A, "it", S, S, S),
    Case("each zone has its NAT gateway: b's instances leave by b's",
         (ENTRY, "app -> nat -> out"), {"out": {"kind": "external"}}, A, "out", D, D, D),
    Case("one NAT gateway for both zones, and it was in the zone: b's instances have no egress",
         (ENTRY, "app -> nat -> out"),
         {"out": {"kind": "external"}, "nat": {"kind": "nat-gateway", "subnets": "web", "per": "region"}},
         A, "out", F, F, F),
    Case("the same in the zone without the NAT gateway: its own instances are gone, the others leave by it",
         (ENTRY, "app -> nat -> out"),
         {"out": {"kind": "external"}, "nat": {"kind": "nat-gateway", "subnets": "web", "per": "region"}},
         B, "out", D, D, D),
    Case("AWS's regional NAT gateway works in the other zone",
         (ENTRY, "app -> nat -> out"),
         {"out": {"kind": "external"}, "nat": {"kind": "nat-gateway", "per": "vpc"}}, A, "out", D, D, D),
    Case("interface endpoints in both zones: b's serves b's instances",
         (ENTRY, "app -> door -> queue"), {"door": ENDPOINT, "queue": {"kind": "sqs"}}, A, "queue", D, D, D),
    Case("the only interface endpoint was in the zone",
         (ENTRY, "app -> door -> queue"),
         {"door": ENDPOINT | {"zones": [A]}, "queue": {"kind": "sqs"}}, A, "queue", F, F, F),
    Case("a load balancer in one zone goes with it",
         ("client -> igw -> lb",), {"lb": {"kind": "alb", "subnets": "web", "zones": [A]}}, A, "lb", F, F, F),
    Case("one copy of a group of two: the other serves",
         (ENTRY,), {}, f"app@{A}", "app", S, D, D),
    Case("the load balancer itself fails in all zones",
         (ENTRY,), {}, "lb", "app", F, F, F),
    Case("the hosted zone by whose name the client finds the lb does not answer",
         ("client -> dns -> igw -> lb -> app",), {"dns": DNS}, "dns", "app", F, F, F),
    Case("a region fails, and it is the only one",
         (ENTRY,), {}, EAST, "app", F, F, F),
    Case("a region fails, and the other has all of it",
         ("client -> dns -> igw -> lb -> app",), {"dns": DNS}, EAST, "app", S, S, S, BOTH),
    Case("a region fails with the primary: its copy in the other region is promoted manually",
         ("client -> dns -> igw -> lb -> app", "app -> it"),
         {"dns": DNS, "it": RDS | {"multi_az": True, "region": EAST, "replica_regions": [WEST]},
          "peering": {"kind": "vpc-peering", "between": [EAST, WEST]}},
         EAST, "it", F, F, F, BOTH),
    Case("a region fails, and the table is a global one",
         ("client -> dns -> igw -> lb -> app", "app -> it"),
         {"dns": DNS, "it": {"kind": "dynamodb", "region": EAST, "replica_regions": [WEST]}},
         EAST, "it", S, S, S, BOTH),
    Case("both zones fail together: a second zone was all the redundancy there was",
         (ENTRY,), {}, f"{A},{B}", "app", F, F, F),
    Case("two of three zones fail: 6 leave 2 in the third, and one is required",
         (ENTRY,), {"app": GROUP | {"capacity": {"min": 6, "max": 8}}}, f"{A},{B}", "app", D, D, D, THREE),
    Case("two of three zones fail: 6 leave 2 in the third, and 3 are required",
         (ENTRY,), {"app": GROUP | {"capacity": {"min": 6, "max": 8, "required": 3}}}, f"{A},{B}", "app",
         F, F, D, THREE),
    Case("a worker that nobody calls needs its queue: nobody's request, and a path all the same",
         ("worker -> door -> queue",),
         {"worker": GROUP, "door": ENDPOINT | {"zones": [A]}, "queue": {"kind": "sqs"}}, A, "queue", F, F, F,
         TWO, "worker"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.why.split(":")[0].replace(" ", "-") for case in CASES])
def test_small_systems_worked_out_by_hand(case: Case) -> None:
    simulator = system(*case.connections, regions=case.regions, **case.components)
    found = path(fail(simulator, *case.lost.split(",")), case.target, case.source)
    assert (case.instant, case.recovered, case.healed) == tuple(str(each.verdict) for each in found.phases)


def test_there_are_thirty_of_them() -> None:
    assert len(CASES) >= 30


def test_what_is_left_in_different_regions_is_no_path() -> None:
    front = GROUP | {"subnets": "web", "tier": "frontend", "zones": [A, "us-west-2a"]}
    back = GROUP | {"zones": [B, "us-west-2b"]}
    chain = "client -> dns -> igw -> front -> back"
    simulator = system(chain, regions=BOTH, dns=DNS, front=front, back=back)
    for zone in (A, "us-west-2b"):
        assert path(fail(simulator, zone), "back").promised is not Verdict.FAILS
    both = path(fail(simulator, A, "us-west-2b"), "back")
    assert both.promised is Verdict.FAILS
    assert both.at_promise.reasons == ("what is left of the path to back is in different regions",)


# --- the brief ---


def changed(**fields: dict[str, Any]) -> Simulator:
    data = brief()
    for id, more in fields.items():
        data["components"][id.replace("_", "-")].update(more)
    return Simulator(topology_of(data))


def test_the_brief_survives_the_standbys_zone_at_once_and_the_primarys_after_the_failover() -> None:
    simulator = changed()
    standby, primary = fail(simulator, B), fail(simulator, A)
    assert all(each.at(Phase.INSTANT).verdict is not Verdict.FAILS for each in standby.paths)
    assert path(primary, "orders").at(Phase.INSTANT).verdict is Verdict.FAILS
    assert path(primary, "orders").recovers and not primary.failing
    assert primary.promoted == {f"orders@{A}": f"orders.standby@{B}"}
    assert simulator.single_points == ()


@pytest.mark.parametrize(
    ("change", "zone", "target", "culprit", "hop"),
    [
        ({"orders": {"multi_az": False}}, A, "orders", "orders", (f"app@{B}", f"orders@{A}")),
        ({"nat": {"per": "region"}}, A, "partners", "nat", (f"app@{B}", f"nat@{A}")),
        ({"app": {"zones": [A]}}, A, "orders", "app", None),
        ({"web": {"zones": [B]}}, B, "orders", "web", None),
    ],
)
def test_without_redundancy_the_path_fails_with_its_hop(
    change: Any, zone: str, target: str, culprit: str, hop: tuple[str, str] | None
) -> None:
    found = path(fail(changed(**change), zone), target).at(Phase.RECOVERED)
    assert (Verdict.FAILS, culprit) == (found.verdict, found.culprit)
    assert found.hops[-1] == culprit or found.broken is not None
    assert hop is None or hop == found.broken
    assert found.reasons


def test_a_failed_path_ends_where_it_breaks() -> None:
    found = path(fail(changed(), "app-lb"), "orders").at(Phase.RECOVERED)
    assert found.hops == ("client", "cdn", "web-lb", "web", "app-lb")
    assert found.reasons[0] == "app-lb is down: it fails itself"


def test_reads_are_left_where_a_replica_is() -> None:
    found = path(fail(changed(orders={"multi_az": False}), A), "orders").at(Phase.RECOVERED)
    assert f"reads are still served by orders.replica-1@{B}" in found.reasons


def test_a_pause_has_its_time() -> None:
    outcome = fail(changed(), A)
    assert path(outcome, "assets").seconds == 0
    assert path(outcome, "orders").seconds == 300
    assert path(outcome, "orders").at(Phase.INSTANT).verdict is Verdict.FAILS
    assert "web-lb pauses for 120 s" in path(outcome, "web-lb").at(Phase.INSTANT).reasons


def test_a_shared_nat_gateway_is_a_single_point_of_failure_and_one_of_each_zone_is_not() -> None:
    assert [o.outage.name for o in changed(nat={"per": "region"}).single_points] == [f"nat@{A}"]
    assert changed().single_points == ()


def test_a_database_without_a_standby_is_a_single_point_of_failure() -> None:
    assert [o.outage.name for o in changed(orders={"multi_az": False}).single_points] == [f"orders@{A}"]


# --- what fails ---


def test_a_word_names_a_zone_a_region_a_component_or_a_copy() -> None:
    topology = topology_of(brief())
    assert Outage(zones=(A,)) == outage_of(topology, [A])
    assert Outage(regions=(EAST,)) == outage_of(topology, [EAST])
    assert Outage(components=("orders",)) == outage_of(topology, ["orders"])
    assert Outage(nodes=(Node(f"nat@{A}", A),)) == outage_of(topology, [f"nat@{A}"])
    assert Outage(nodes=(Node(f"web-lb@{EAST}", A),)) == outage_of(topology, [f"web-lb@{A}"])
    both = outage_of(topology, [f"nat@{A}", "orders"])
    assert both.name == f"orders + nat@{A}"


def test_a_word_that_names_nothing_is_told_with_what_it_probably_means() -> None:
    with pytest.raises(
        UnknownPartError, match='no zone, region, component or copy "order"; did you mean "orders"'
    ):
        outage_of(topology_of(brief()), ["order"])


def test_what_can_fail_is_listed() -> None:
    topology = topology_of(brief())
    assert [outage.name for outage in zone_outages(topology)] == [A, B]
    assert [outage.name for outage in region_outages(topology)] == [EAST]
    names = [outage.name for outage in component_outages(topology)]
    assert "orders" in names
    assert "client" not in names
    assert f"web-lb@{EAST}[{A}]" in [outage.name for outage in node_outages(topology)]


def test_an_empty_zone_takes_nothing() -> None:
    data = brief()
    data["regions"][EAST]["zones"].append(C)
    for component in data["components"].values():
        if "subnets" in component:
            component["zones"] = [A, B]
    outcome = fail(Simulator(topology_of(data)), C)
    assert {each.verdict for found in outcome.paths for each in found.phases} == {Verdict.SURVIVES}


# --- new launches need addresses ---


@pytest.mark.parametrize(
    ("others", "healed"),
    [
        ({}, Verdict.DEGRADED),  # 11 usable addresses, 4 instances are required
        ({"inner": {"kind": "alb", "subnets": "app"}}, Verdict.FAILS),  # a load balancer keeps 8 of them
    ],
)
def test_new_launches_need_addresses_that_nothing_else_has(others: dict[str, Any], healed: Verdict) -> None:
    subnets = {
        "web": {"access": "public"},
        "app": {"access": "private", "cidrs": ["10.0.200.0/28", "10.0.201.0/28"]},
        "db": {"access": "isolated"},
    }
    group = GROUP | {"capacity": {"min": 4, "max": 8, "required": 4}}
    data = small(subnets=subnets, components={"app": group, **others}, connections=[ENTRY])
    outcome = fail(Simulator(topology_of(data)), A)
    assert path(outcome, "app").promised is Verdict.FAILS
    assert path(outcome, "app").at(Phase.HEALED).verdict is healed
