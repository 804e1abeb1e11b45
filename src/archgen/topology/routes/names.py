"""How the names of hosted zones are answered: by latency, by failover, or by weight.

Source: Amazon Route 53 Developer Guide, choosing a routing policy. Failover has one primary and one secondary
answer; an answer that is an alias with `evaluate target health` is left out while its target is unhealthy.
"""

from __future__ import annotations

from typing import NamedTuple

from archgen.model.kinds.route53 import Route53
from archgen.topology.connections import Pointer
from archgen.topology.graph import Topology

LATENCY, FAILOVER, WEIGHTED = "latency", "failover", "weighted"
SWITCHED = 180
"""Seconds until clients are led to the secondary: three failed checks of 30 s, and cached answers of 60 s."""
EQUAL_WEIGHT = 100


class Answer(NamedTuple):
    """One of the targets that a name leads to, in one region (None for a global one)."""

    target: str
    region: str | None
    role: str = "primary"
    weight: int = EQUAL_WEIGHT


def policy(topology: Topology, zone: str) -> str:
    """How a hosted zone answers where a name has several targets."""
    component = topology.components[zone]
    stated = component.routing if isinstance(component, Route53) else None
    if stated:
        return stated
    routed = [each for pointer in _of(topology, zone) for each in pointer.routed]
    if any(each.role for each in routed) or any(
        region.role == "standby" for region in topology.architecture.regions.values()
    ):
        return FAILOVER
    return WEIGHTED if any(each.weight is not None for each in routed) else LATENCY


def answers(topology: Topology, zone: str) -> tuple[Answer, ...]:
    """The targets that share the name of a hosted zone: the first one, and those with a role or a weight."""
    pointers = _of(topology, zone)
    stated = [pointer for pointer in pointers if any(r.role or r.weight is not None for r in pointer.routed)]
    shared = dict.fromkeys(pointer.target for pointer in (*pointers[:1], *stated))
    return tuple(
        _answer(topology, pointer, region)
        for pointer in pointers
        if pointer.target in shared
        for region in dict.fromkeys(copy.region for copy in topology.copies_of(pointer.target))
    )


def shares_name(topology: Topology, zone: str, target: str) -> bool:
    """Whether a target is one of those that have the zone's own name."""
    return any(answer.target == target for answer in answers(topology, zone))


def _of(topology: Topology, zone: str) -> list[Pointer]:
    return [pointer for pointer in topology.pointers if pointer.zone == zone]


def _answer(topology: Topology, pointer: Pointer, region: str | None) -> Answer:
    meant = [each for each in pointer.routed if each.region in (None, region)]
    role = next((each.role for each in meant if each.role), None)
    weight = next((each.weight for each in meant if each.weight is not None), None)
    waits = region in topology.standby
    usual = "secondary" if waits else "primary"
    return Answer(pointer.target, region, role or usual, EQUAL_WEIGHT if weight is None else weight)
