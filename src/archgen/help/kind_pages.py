"""The page of a kind, in Markdown: its keys, what a zone failure does to it, how it is called, its Terraform.

All of it is read from the kind's class and its template, so that a new kind has its page at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from archgen.help.kind_calls import calls
from archgen.model.kinds import Component, FailureImpact, Scope, Territory, kind_class
from archgen.model.kinds.category import Category
from archgen.model.kinds.facts import Made
from archgen.render.templating import exists, source

HOME = Territory("us-east-1", ("us-east-1a", "us-east-1b"))
"""Where the components of the pages are: a zone fails, and there is another."""

_SCOPES = {
    "outside": "it is outside of AWS",
    "global": "it exists once for all regions",
    "region": "it exists once in a region",
    "vpc": "it exists once in a VPC, and belongs to no zone",
    "zone": "it has copies in zones",
}
_NEEDED: Mapping[str, Any] = {
    "subnets": "app",
    "tier": "backend",
    "between": ["hub", "shop"],
    "attaches": "hub",
    "to": "office",
}
"""Values of the keys that some kinds require."""
_RESOURCE = re.compile(r'^resource "(\w+)"', re.MULTILINE)
_CALLED = re.compile(r'source = "\./modules/([\w-]+)"')
_INCLUDED = re.compile(r'{% include "([^"]+)" %}')


def kind_page(kind: str) -> str:
    """The page of a kind; KeyError if there is none."""
    component = kind_class(kind)
    about = " ".join((component.__doc__ or "").split())
    parts = [
        f"# {kind}: {component.service_name}",
        about,
        f"Scope: {component.scope}; {_SCOPES[component.scope]}.",
        f"```yaml\n{_least(kind)}\n```",
        "\n".join(_keys(component)),
        _lost(component),
        *_calls(kind, component),
        _terraform(kind),
        *_lacks(component),
    ]
    return "\n\n".join(parts) + "\n"


def _calls(kind: str, component: type[Component]) -> Iterator[str]:
    usual = least_fields(component)
    made = made_of(component, usual)
    if made is not None:
        tried = {
            f"{key}: {value}": made_of(component, usual | {key: value}) for key, value in choices(component)
        }
        yield from calls(kind, made, {choice: other for choice, other in tried.items() if other})


def _least(kind: str) -> str:
    """The shortest component of a kind that somebody would write."""
    component = kind_class(kind)
    values = {**_NEEDED, **dict(component.example)}
    needed = {key: values[key] for key in _required(component) if key != "kind"}
    needed |= {**dict(component.example), **dict(component.page_keys)}
    shown = {
        key: f"[{', '.join(value)}]" if isinstance(value, list) else value for key, value in needed.items()
    }
    fields = "".join(f", {key}: {value}" for key, value in shown.items())
    return f"components:\n  {kind}: {{kind: {kind}{fields}}}"


@cache
def _required(component: type[Component]) -> tuple[str, ...]:
    return tuple(component.model_json_schema(by_alias=True).get("required", []))


def _lost(component: type[Component]) -> str:
    """What becomes of it, and for each field what changes that."""
    usual = failure_impact(component)
    if usual is None:
        return "When a zone fails: unaffected, it is in no zone."
    lines = [f"- {_told(usual)}"]
    seen = {usual}
    for key, value in choices(component):
        other = failure_impact(component, **{key: value})
        if other is not None and other not in seen:
            seen.add(other)
            lines.append(f"- with `{key}: {_value(value).strip('`')}`: {_told(other)}")
    return "When its zone fails, and the region has another:\n\n" + "\n".join(lines)


def failure_impact(component: type[Component], **fields: Any) -> FailureImpact | None:
    """What becomes of such a component when the first zone fails; None if it is in no region."""
    usual = least_fields(component)
    tried = (usual | fields, usual | fields | {"subnets": _NEEDED["subnets"]})
    made = next((made for choice in tried if (made := made_of(component, choice))), None)
    if made is None:  # this choice takes another one beside it
        return None
    copies = made.copies("x", HOME) if made.actual_scope not in (Scope.OUTSIDE, Scope.GLOBAL) else []
    if not copies:
        return None
    zone = HOME.zones[0]
    lost = [copy for copy in copies if zone in copy.zones]
    left = [copy for copy in copies if any(other != zone for other in copy.zones) or not copy.zones]
    return made.failure_impact(lost, left)


def made_of(component: type[Component], fields: dict[str, Any]) -> Component | None:
    """A component of a kind with such fields; None where they do not go together."""
    try:
        return component.model_validate(fields)
    except ValidationError:
        return None


def least_fields(component: type[Component]) -> dict[str, Any]:
    """The least that a component of a kind has."""
    kind = str(component.model_fields["kind"].annotation.__args__[0])  # type: ignore[union-attr]  # a Literal
    values = {**_NEEDED, **dict(component.example)}
    needed = {key: value for key, value in values.items() if key in _required(component)}
    return {"kind": kind, **needed, **dict(component.example)}


def _told(impact: FailureImpact) -> str:
    text = f"{impact.state}: {impact.note}"
    if impact.seconds and impact.seconds[1]:
        text += f" (typically {_span(*impact.seconds)})"
    return text + ("; late writes may be lost" if impact.data_loss and "lost" not in impact.note else "")


def _span(least: int, most: int) -> str:
    unit, divisor = ("s", 1) if most <= 120 else ("min", 60)
    low, high = f"{least // divisor}", f"{most // divisor}"
    return f"{low} to {high} {unit}" if least else f"up to {high} {unit}"


def choices(component: type[Component]) -> Iterator[tuple[str, Any]]:
    """Each field of its own with each other value that an impact may depend on."""
    schema = component.model_json_schema(by_alias=True)
    for key, part in schema["properties"].items():
        default = part.get("default")
        for option in part.get("anyOf", (part,)):
            yield from ((key, value) for value in _other_values(option, default))
        if key == "subnets" and key not in schema.get("required", []):
            yield key, _NEEDED[key]


def _lacks(component: type[Component]) -> Iterator[str]:
    """What it has not, with the reason; that no Terraform is made of it is said before."""
    for made, why in component.lacks:
        if made in _LACKING:
            yield f"{_LACKING[made]}: {why}."


_LACKING = {Made.IMPORT: "Not read from plans", Made.LOCAL: "Not in the local stack"}


def _other_values(option: dict[str, Any], default: Any) -> Iterator[Any]:
    """The other values of a field, of one type of it."""
    if option.get("type") == "boolean":
        yield not default
    elif option.get("type") == "integer" and default == 0:
        yield 1
    elif "const" in option:
        yield option["const"]
    elif "enum" in option:
        yield from (value for value in option["enum"] if value != default)


def _terraform(kind: str) -> str:
    template = f"terraform/{kind}.tf.j2"
    if not exists(template):
        why = dict(kind_class(kind).lacks).get(Made.TERRAFORM, "")
        return f"It is drawn and documented; archgen makes no Terraform of its own for it: {why}."
    text = source(template) or ""
    text += "".join(source(other) or "" for other in _INCLUDED.findall(text))
    text += "".join(source(f"terraform/modules/{name}/main.tf.j2") or "" for name in _CALLED.findall(text))
    resources = dict.fromkeys(_RESOURCE.findall(text))
    if not resources:
        return "Its Terraform is part of what other components get."
    return "Terraform that it becomes: " + ", ".join(f"`{resource}`" for resource in resources) + "."


class Key(NamedTuple):
    """A key of a part of the file, in Markdown: what it says, what it may hold, and what holds if unset."""

    name: str
    about: str
    values: str
    default: str
    required: bool

    @property
    def unless(self) -> str:
        """Whether it may be left out, and what then holds."""
        return "required" if self.required else f"{self.default} unless set" if self.default else ""


def keys(part: type[BaseModel]) -> Iterator[Key]:
    """The keys of a kind, or of another part of the file."""
    schema = part.model_json_schema(by_alias=True)
    for name, inner in schema["properties"].items():
        values = _values(inner, schema.get("$defs", {}))
        required = name in schema.get("required", [])
        yield Key(name, inner.get("description", ""), values, _value(inner.get("default")), required)


def _keys(component: type[Component]) -> Iterator[str]:
    left_out = {"kind"}
    if not _is_placed(component):
        left_out |= {"subnets", "zones"}
    if component.scope in (Scope.OUTSIDE, Scope.GLOBAL) and component.category is not Category.WEB_ACL:
        left_out.add("region")
    for key in keys(component):
        if key.name not in left_out:
            yield f"- `{key.name}`: {key.about} ({'; '.join(filter(None, (key.values, key.unless)))})"


def _is_placed(component: type[Component]) -> bool:
    """Whether there are subnets for it in any of its forms: AG317 tells off what names some and has none."""
    from archgen.lint.rules.regional_service_in_subnet import stands_in_subnets

    usual = least_fields(component) | {"subnets": _NEEDED["subnets"]}
    tried = ({}, *({key: value} for key, value in choices(component)))
    return any(stands_in_subnets(component.model_validate(usual | choice)) for choice in tried)


def _values(part: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """What a key may hold, in a few words."""
    if "$ref" in part:
        inner = definitions[part["$ref"].rpartition("/")[2]]
        return f"a map of {', '.join(f'`{key}`' for key in inner.get('properties', {}))}"
    if "anyOf" in part:
        choices = [_values(choice, definitions) for choice in part["anyOf"] if choice.get("type") != "null"]
        return " or ".join(dict.fromkeys(choices))
    if "const" in part or "enum" in part:
        return ", ".join(_value(value) for value in part.get("enum", [part.get("const")]))
    if part.get("type") == "array":
        return f"a list: {_values(part.get('items', {}), definitions)}"
    return f"{_TYPES.get(part.get('type', ''), 'anything')}{_bounds(part)}"


_TYPES = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "`true`, `false`"}
_TYPES |= {"object": "a map"}


def _bounds(part: Mapping[str, Any]) -> str:
    least, most = part.get("minimum"), part.get("maximum")
    if least is not None and most is not None:
        return f", {least} to {most}"
    return f", {least} or more" if least is not None else ""


def _value(value: Any) -> str:
    if value is None or value in ([], {}, ()):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Mapping):
        return ", ".join(f"`{key}: {item}`" for key, item in value.items() if item is not None)
    return f"`{value}`"
