"""What is taken for what a plan does not say: assumptions that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from archgen.model.kinds import kind_class
from archgen.terraform_plan.resources.observed import Observed, SeenComponent, Somewhere


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is taken for what a plan does not say.

    `access` is that of subnets whose routes are not known, and of subnets outside of the plan; `zones` how
    many zones a region has of which the plan has no VPC; `good` whether unknown values are the safe ones.
    """

    access: Literal["public", "private", "isolated"]
    zones: int
    good: bool


ASSUMPTIONS = (
    Assumption("private", 2, good=True),
    Assumption("isolated", 3, good=False),
    Assumption("public", 3, good=True),
)
"""Assumptions that contradict each other: what is found under all of them does not follow from any."""
_VALUES: Mapping[str, tuple[Any, Any]] = {
    "multi_az": (True, False),
    "encrypted": (True, False),
    "deletion_protection": (True, False),
    "backup_retention_days": (7, 0),
    "publicly_accessible": (False, True),
    "replicas": (1, 0),
    "read_replicas": (1, 0),
    "point_in_time_recovery": (True, False),
    "capacity": ({"min": 6, "max": 12}, {"min": 1, "max": 1}),
    "public_address": (False, True),
}
"""For fields that are not known: a safe value and an unsafe one. Other fields are as the format has them."""


def guessed(component: SeenComponent, key: str, assumption: Assumption) -> Any:
    """A value for a field of which the plan does not say what it is."""
    if key not in component.unknown:
        return None
    usual = kind_class(component.kind).model_fields[key].default if key not in _VALUES else None
    safe, unsafe = _VALUES.get(key, (usual, not usual if isinstance(usual, bool) else usual))
    return safe if assumption.good else unsafe


def located(seen: Observed, number: int) -> Observed:
    """What was seen, with a place for each component that is somewhere in a tier.

    First all of them are in the first zone, then in different ones, so that whether two are in one zone
    follows from no assumption alone.
    """
    places = {
        address: _one_of(there, number, order)
        for order, (address, there) in enumerate(sorted(seen.somewhere.items()))
    }
    components = (
        replace(c, subnets=places[c.address]) if c.address in places else c for c in seen.components
    )
    return replace(seen, components=tuple(components)) if places else seen


def _one_of(there: Somewhere, number: int, order: int) -> tuple[str, ...]:
    """The subnets that a component is taken to be in, as many as it has."""
    many = len(there.subnets)
    first = (0, order % many, (order // many + 1) % many)[number]
    turned = (*there.subnets[first:], *there.subnets[:first])
    return turned[: there.number or (1 if number else many)]
