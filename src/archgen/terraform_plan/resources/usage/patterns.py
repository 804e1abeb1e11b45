"""Rules whose patterns name what they pass on the events of: buckets, on the account's default bus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from archgen.terraform_plan.source.plan import Plan, Resource


def told_by(plan: Plan, rule: Resource, attribute: str, type_: str) -> tuple[Resource, ...]:
    """The resources of a type that a rule's pattern names: by a reference, or by the texts in it."""
    found = [*plan.spoken_of(rule, attribute, types=(type_,), asks=False)]
    for pattern in plan.values(rule, attribute):
        for text in _texts(_read(pattern)):
            found += plan.named(text, (type_,))
    return tuple({resource.address: resource for resource in found}.values())


def _read(pattern: str) -> Any:
    try:
        return json.loads(pattern)
    except (ValueError, RecursionError):
        return None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _texts(part))
