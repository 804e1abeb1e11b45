"""Pydantic's complaints in the words of the file: what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from archgen.components import kind_class, kinds
from archgen.findings import Finding, Route, nearest
from archgen.schema_codes import MAX_FAULTS, schema_finding

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a map",
    "model_type": "a map",
    "model_attributes_type": "a map",
    "tuple_type": "a list",
    "list_type": "a list",
    "is_instance_of": "a map",
}


def findings_of(
    error: ValidationError, model: type[BaseModel], data: Any, route: Route = ()
) -> list[Finding]:
    """Each complaint as a finding, with its place in the file; `route` leads to `data`."""
    seen: dict[tuple[Route, str], Finding] = {}
    for details in error.errors(include_url=False)[: MAX_FAULTS + 1]:
        finding = _finding(details, model, data, route)
        seen.setdefault((finding.route, finding.code), finding)
    return list(seen.values())


def _finding(details: ErrorDetails, model: type[BaseModel], data: Any, route: Route) -> Finding:
    kind, loc = details["type"], details["loc"]
    inner = tuple(_existing(loc, data))
    place = (*route, *inner, *_told_place(details))
    if kind == "extra_forbidden":
        return _unknown_key(str(loc[-1]), place, _keys(model, loc[:-1]))
    if kind == "missing":
        where = f"{place[-1]} has" if place else "the file has"
        return schema_finding("AG005", f"{where} no `{loc[-1]}`", place, key=True)
    if "[key]" in loc:
        return bad_id(place)
    return schema_finding("AG004", f"`{_name(place)}` {_fault(details)}", place)


def _told_place(details: ErrorDetails) -> list[str]:
    """Where in a part a complaint about the whole part points, if the complaint says so."""
    at: str = details.get("ctx", {}).get("at", "")
    return at.split(".") if at else []


def _existing(loc: tuple[int | str, ...], data: Any) -> Iterator[int | str]:
    """The part of a location that leads through the data; the rest are pydantic's own names."""
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            continue
        yield step


def _name(place: Route) -> str:
    names = [step for step in place if isinstance(step, str)]
    return names[-1] if names else "file"


def _unknown_key(key: str, place: Route, known: list[str]) -> Finding:
    meant = nearest(key, known)
    hint = f'; did you mean "{meant}"?' if meant else ""
    owner = f"{place[-2]} has" if len(place) > 1 else "the file has"
    help = None if meant else f"the keys are {', '.join(known)}; keys that begin with x- are free"
    if "kind" in known and (others := _kinds_with(key)):
        help = f"`{key}` is a key of {', '.join(others)}"
    return schema_finding("AG001", f'{owner} an unknown key "{key}"{hint}', place, key=True, help=help)


def _kinds_with(key: str) -> list[str]:
    """The kinds of component that have a key."""
    fields = {kind: kind_class(kind).model_fields for kind in kinds()}
    return [
        kind for kind, own in fields.items() if key in {field.alias or name for name, field in own.items()}
    ]


def bad_id(place: Route) -> Finding:
    """A key that cannot be an id."""
    message = (
        f'"{place[-1]}" is not an id: lower-case letters, digits and hyphens, a letter first, at most 40'
    )
    return schema_finding("AG013", message, place, key=True)


def _fault(details: ErrorDetails) -> str:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind in ("cidr", "date", "duration", "needs_subnets", "needs_port", "elsewhere"):
        shown = "" if kind.startswith(("needs_", "elsewhere")) else f"{_shown(value)} "
        return f"{shown}{details['msg']}"
    if kind == "literal_error":
        return _not_one_of(value, str(context["expected"]))
    if kind in _WANTED:
        return f"is {_described(value)}, not {_WANTED[kind]}"
    bounds = {"greater_than_equal": "ge", "less_than_equal": "le"}
    if kind in bounds:
        side = "at least" if bounds[kind] == "ge" else "at most"
        return f"is {_shown(value)}; it must be {side} {context[bounds[kind]]}"
    if kind == "string_pattern_mismatch":
        return f"is {_shown(value)}, which is not of the form it must have: {context['pattern']}"
    if kind in ("too_short", "string_too_short"):
        return "is empty"
    if kind == "too_long":
        return f"has more than {context['max_length']} entries"
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters"
    message = details["msg"]
    return message[:1].lower() + message[1:]


def _not_one_of(value: Any, expected: str) -> str:
    choices = [choice.strip().strip("'") for choice in expected.replace(" or ", ", ").split(",")]
    meant = nearest(value, choices) if isinstance(value, str) else None
    hint = f'; did you mean "{meant}"?' if meant else f"; it must be {' or '.join(choices)}"
    return f"is {_shown(value)}{hint}"


def _described(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, list | tuple):
        return "a list"
    return _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = (
        f'"{value}"'
        if isinstance(value, str)
        else _described(value)
        if isinstance(value, dict | list)
        else repr(value)
    )
    return text if len(text) <= 60 else f"{text[:57]}..."


def _keys(model: Any, loc: tuple[int | str, ...]) -> list[str]:
    """The keys that the part of the model at `loc` knows."""
    for step in loc:
        field = model.model_fields.get(step) if hasattr(model, "model_fields") else None
        if field is None:
            continue
        model = _part(field.annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _part(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `dict[Id, Region]` or `Capacity | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _part(argument)
        if found:
            return found
    return None
