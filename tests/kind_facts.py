"""What archgen holds to be true of each kind, as text: its answers to what other code asks of components.

The answers are those of the least component of the kind; after them, for each other choice of a field, those
that differ. What a kind has from a class that several share is there too, so that a change of that class is
read in each kind that it concerns. What most kinds answer is in the text of `Component` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from enum import Enum
from typing import Any

from pydantic import BaseModel

from archgen.help.kind_pages import HOME, choices, failure_impact, least_fields, made_of
from archgen.model.kinds import Component, Scope, kind_class
from archgen.model.kinds.facts import StandIn

_ASIDE = {*dir(BaseModel), *Component.model_fields, "example", "page_keys"}
_CALLERS = ("lambda", "ecs-service", "auto-scaling-group")


def usual_answers() -> str:
    """What a component answers whose kind states nothing."""
    return _lines(_answers(Component(kind="plain")))


def kind_facts(kind: str) -> str:
    """What a kind answers otherwise than usual, and what its fields change in that."""
    component, usual = kind_class(kind), _answers(Component(kind="plain"))
    fields = least_fields(component)
    least = _facts(component.model_validate(fields))
    text = _lines({name: value for name, value in least.items() if usual.get(name) != value})
    for key, value in choices(component):
        if (other := made_of(component, fields | {key: value})) is None:
            continue
        differing = dict(sorted(_facts(other).items() - least.items()))
        text += f"\nwith {key}: {value}\n{_lines(differing)}" if differing else ""
    return text


def _lines(answers: Mapping[str, str]) -> str:
    return "".join(f"{name} = {value}\n" for name, value in answers.items())


def _facts(component: Component) -> dict[str, str]:
    return _answers(component) | dict(_asked(component))


def _answers(component: Component) -> dict[str, str]:
    names = sorted(name for name in dir(type(component)) if name not in _ASIDE and not name.startswith("_"))
    values = {name: getattr(component, name) for name in names if hasattr(component, name)}
    return {name: _text(value) for name, value in values.items() if not callable(value)}


def _asked(component: Component) -> Iterator[tuple[str, str]]:
    """What it answers to the questions that have arguments."""
    if stand_in := component.stand_in("orders"):
        yield "stand_in", _text({name: getattr(stand_in, name) for name in StandIn.__slots__})
    for caller in _CALLERS:
        by = kind_class(caller).model_validate(least_fields(kind_class(caller)))
        yield f"usual_access of {caller}", _text(component.usual_access(by))
    if component.actual_scope not in (Scope.OUTSIDE, Scope.GLOBAL):
        copies = component.copies("x", HOME)
        yield "copies", _text([(copy.id, copy.zones, copy.row) for copy in copies])
        written = component.model_dump(exclude_unset=True, by_alias=True)
        yield "failure_impact", _text(failure_impact(type(component), **written))


def _text(value: Any) -> str:
    """The same text for equal values on each Python and in each run."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, BaseModel):
        return _text(value.model_dump())
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(key)}: {_text(value[key])}" for key in value) + "}"
    if isinstance(value, Set):
        return "{" + ", ".join(sorted(map(_text, value))) + "}"
    if isinstance(value, tuple | list):
        return "(" + ", ".join(map(_text, value)) + ")"
    return repr(value) if isinstance(value, str) else str(value)
