"""Laws of failures, on random models: redundancy, names, empty zones, rules, availability by brute force."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from math import isclose, prod
from typing import Any

import pytest

from archgen.lint.engine import check
from archgen.review.subject import Subject
from archgen.topology.failures.availability import Availabilities
from archgen.topology.failures.failure import without
from archgen.topology.failures.outage import Outage, component_outages, node_outages, zone_outages
from archgen.topology.failures.simulation import Need, Outcome, Simulator, Verdict
from archgen.topology.graph import Topology
from models import brief, renamed, topology_of
from random_models import graph_of, seeded, seeds

SEEDS = seeds(40)
MANY = seeds(120)


def outcomes(topology: Topology) -> list[Outcome]:
    simulator = Simulator(topology)
    return [simulator.simulate(outage) for outage in zone_outages(topology)]


def verdicts(topology: Topology) -> dict[tuple[str, Need], list[int]]:
    return {
        (outcome.outage.name, path.need): [each.verdict.rank for each in path.phases]
        for outcome in outcomes(topology)
        for path in outcome.paths
    }


def redundant(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The model with more redundancy, one thing at a time."""
    more = {
        "rds": {"multi_az": True},
        "aurora": {"read_replicas": 3},
        "elasticache": {"replicas": 4},
        "auto-scaling-group": {"capacity": {"min": 12, "max": 12}},
        "ecs-service": {"capacity": {"min": 12, "max": 12}},
    }
    for id, fields in data["components"].items():
        if fields["kind"] in more:
            changed = deepcopy(data)
            changed["components"][id].update(more[fields["kind"]])
            yield changed


@pytest.mark.parametrize("seed", SEEDS)
def test_more_redundancy_never_makes_a_verdict_worse(seed: int) -> None:
    data = seeded(seed)
    before = verdicts(graph_of(data))
    for changed in redundant(data):
        after = verdicts(graph_of(changed))
        recovered = {key: ranks[1] for key, ranks in before.items()}
        worse = {key for key, ranks in after.items() if ranks[1] > max(recovered[key], 1)}
        assert worse == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_names_change_nothing(seed: int) -> None:
    data = seeded(seed)
    names = {id: f"{id}-renamed" for id in data["components"]}
    before = verdicts(graph_of(data))
    after = verdicts(graph_of(renamed(data, names)))
    assert {
        (zone, names.get(need.source), names.get(need.target, need.target)): ranks
        for (zone, need), ranks in before.items()
    } == {(zone, need.source, need.target): ranks for (zone, need), ranks in after.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_an_empty_zone_changes_nothing(seed: int) -> None:
    data = seeded(seed)
    region, place = next(iter(data["regions"].items()))
    zones = [zone for each in data["regions"].values() for zone in each["zones"]]
    empty = f"{region}f"
    place["zones"] = [*place["zones"], empty]
    for fields in data["components"].values():
        if "subnets" in fields:
            fields.setdefault("zones", zones)
    simulator = Simulator(graph_of(data))
    outcome = simulator.simulate(Outage(zones=(empty,)))
    assert {each.verdict for path in outcome.paths for each in path.phases} <= {Verdict.SURVIVES}


@pytest.mark.parametrize("seed", MANY)
def test_a_path_that_fails_with_a_zone_is_warned_of(seed: int) -> None:
    topology = graph_of(seeded(seed))
    verdict = check(topology)
    subject = Subject("random", topology, verdict.findings, verdict.suppressed)
    for outcome in outcomes(topology):
        region = next(region for region, zone in topology.zones if zone == outcome.outage.zones[0])
        for path in outcome.failing:
            culprit = path.at_promise.culprit
            if culprit is None or path.need.source not in topology.callers:
                continue
            assert any(subject.warnings(culprit, region)), (outcome.outage.name, path.need, culprit)


@pytest.mark.parametrize("seed", MANY)
def test_the_rules_and_the_simulation_speak_of_the_same_zones(seed: int) -> None:
    topology = graph_of(seeded(seed))
    for outcome in outcomes(topology):
        unreached = set(without(topology, outcome.outage.zones[0]).unreached)
        failing = {path.need for path in outcome.failing if path.need.source in topology.callers}
        assert {need.target for need in failing} >= unreached
        assert bool(failing) >= bool(unreached)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_failure_does_not_touch_is_as_it_was(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the paths that a failure may touch are worked out: all of them give the same."""
    topology = graph_of(seeded(seed))
    outages = (*zone_outages(topology), *component_outages(topology), *node_outages(topology))[:30]
    few = Simulator(topology)
    found = [(few.simulate(outage), few.survives(outage)) for outage in outages]
    every = Simulator(topology)
    monkeypatch.setattr(Simulator, "_concerned", lambda self, failure, phases: self._needs_of)
    assert found == [(every.simulate(outage), every.survives(outage)) for outage in outages]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_enumeration_asks_what_the_simulation_says(seed: int) -> None:
    simulator = Simulator(graph_of(seeded(seed)))
    for outage in (*zone_outages(simulator.topology), *node_outages(simulator.topology)):
        outcome = simulator.simulate(outage)
        works = {path.need for path in outcome.paths if path.promised is not Verdict.FAILS}
        assert works == simulator.survives(outage)


# --- availability ---


def brute_force(computed: Availabilities, need: Need, bound: str) -> float:
    """The sum over all states of all elements."""
    elements = [element for element in computed.elements if computed._concerns(element, need)]
    total = 0.0
    for state in product((True, False), repeat=len(elements)):
        failed = frozenset(e for e, works in zip(elements, state, strict=True) if not works)
        if need in computed.surviving(failed):
            chances = (getattr(e.uptime, bound) for e in elements)
            total += prod(c if works else 1 - c for c, works in zip(chances, state, strict=True))
    return total


TWO_REGIONS: dict[str, Any] = {
    "archgen": 1,
    "name": "two",
    "regions": {
        "us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"},
        "us-west-2": {"zones": ["us-west-2a"], "cidr": "10.1.0.0/16"},
    },
    "subnets": {"web": {"access": "public"}},
    "components": {
        "client": {"kind": "client"},
        "dns": {"kind": "route53", "domain": "a.example.com"},
        "igw": {"kind": "internet-gateway"},
        "lb": {"kind": "nlb", "subnets": "web"},
        "web": {"kind": "ecs-service", "tier": "frontend", "subnets": "web"},
    },
    "connections": ["client -> dns -> igw -> lb -> web"],
}


@pytest.mark.parametrize("data", [brief(), TWO_REGIONS], ids=["brief", "two regions"])
@pytest.mark.parametrize("bound", ["low", "high"])
def test_availability_equals_the_sum_over_all_states(data: Any, bound: str) -> None:
    computed = Availabilities(Simulator(topology_of(data)))
    for need in computed.simulator.needs:
        if need.is_end:
            found = computed.of(need)
            assert isclose(getattr(found, bound), brute_force(computed, need, bound), rel_tol=1e-12)


def test_two_groups_in_the_same_zones_share_them() -> None:
    """As if independent, each group in two zones would be worth 1 - 0.005² again and again; zones are one."""
    computed = Availabilities(Simulator(topology_of(brief())))
    need = next(each for each in computed.simulator.needs if each.target == "sessions")
    zones = 1 - (1 - 0.995) ** 2
    services = 0.999 * 0.9999 * 0.9999 * 0.999 * 0.9999  # CloudFront, ELB, EC2, the endpoint, DynamoDB
    assert isclose(computed.of(need).low, zones * services)


def test_what_limits_it_most_comes_first() -> None:
    computed = Availabilities(Simulator(topology_of(brief())))
    need = next(each for each in computed.simulator.needs if each.target == "orders")
    limits = computed.of(need).limits
    assert limits[0][0].name == "CloudFront"
    assert [better for _, better in limits] == sorted((better for _, better in limits), reverse=True)
