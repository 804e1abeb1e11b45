"""What a plan says of a value: the one place that tells false from unknown.

A value is known, or it is not given and a default of AWS holds, or it comes from a snapshot or from another
resource, or only AWS will tell. Readers ask here, and never take a value that is missing for one.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, StrEnum
from typing import Any, Final, Literal

from archgen.terraform_plan.source.plan import Plan
from archgen.terraform_plan.source.resource import Resource, at


class Knowledge(StrEnum):
    """How a value is known."""

    KNOWN = "known"
    DEFAULT = "default"
    INHERITED = "inherited"
    UNKNOWN = "unknown"


class Unknown(Enum):
    """The value of what the plan does not say."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN
Flag = bool | Literal[Unknown.UNKNOWN]


def knowledge(plan: Plan, resource: Resource, *path: str, inherited: bool = False) -> Knowledge:
    """How a value is known; `inherited`: what is not given comes from somewhere else."""
    if resource.is_later(*path) and plan.is_set(resource, *path):
        return Knowledge.UNKNOWN
    if any(value is not None for value in at(resource.values, path)):
        return Knowledge.KNOWN
    return Knowledge.INHERITED if inherited else Knowledge.DEFAULT


def stated(plan: Plan, resource: Resource, *path: str, default: Any = None, inherited: bool = False) -> Any:
    """A value, of blocks the first one's; the default where none is given; UNKNOWN if only AWS will tell."""
    how = knowledge(plan, resource, *path, inherited=inherited)
    if how is Knowledge.KNOWN:
        return next(value for value in at(resource.values, path) if value is not None)
    return default if how is Knowledge.DEFAULT else UNKNOWN


def flag(plan: Plan, resource: Resource, *path: str, default: bool = False, inherited: bool = False) -> Flag:
    """A value that is true or false."""
    value = stated(plan, resource, *path, default=default, inherited=inherited)
    return UNKNOWN if value is UNKNOWN else str(value).lower() == "true"


def number(
    plan: Plan, resource: Resource, *path: str, default: int = 0, inherited: bool = False
) -> int | Literal[Unknown.UNKNOWN]:
    """A whole number."""
    value = stated(plan, resource, *path, default=default, inherited=inherited)
    try:
        return UNKNOWN if value is UNKNOWN else int(value)
    except (TypeError, ValueError):
        return default


def any_of(flags: Iterable[Flag]) -> Flag:
    """Whether one of them is true, as far as that is known."""
    found = list(flags)
    return True if True in found else UNKNOWN if UNKNOWN in found else False


def all_of(flags: Iterable[Flag]) -> Flag:
    """Whether all of them are true, as far as that is known."""
    found = list(flags)
    return False if False in found else UNKNOWN if UNKNOWN in found else True


def is_open(plan: Plan, resource: Resource, *path: str) -> bool:
    """Whether an attribute will refer to something, and the plan does not say to what."""
    meant = plan.meant(resource, *path)
    return not meant.certain and (bool(meant.choices) or plan.is_said_later(resource, *path))
