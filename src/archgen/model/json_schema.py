"""The JSON Schema of `architecture.yaml`, for editors: what the types say, put in one document.

It knows the shape and the closed sets, zones included. What needs more than one object (an id that names
nothing, a rule) is left to `archgen validate`.
"""

from __future__ import annotations

import json
from typing import Any

from archgen.catalogue.regions import REGIONS, zones_of
from archgen.model.architecture import Architecture
from archgen.model.chains import ACCESSES, PROTOCOLS
from archgen.model.kinds import kind_class, kinds
from archgen.model.kinds.fields import ID_PATTERN, MAX_ID

Schema = dict[str, Any]

_REF = "#/$defs/{model}"


def schema() -> Schema:
    """The whole schema, draft 2020-12."""
    # What a file writes as text is made into values of ours by `chains` and `components`, not by pydantic.
    whole = Architecture.model_json_schema(by_alias=True, ref_template=_REF)
    definitions = {name: part for name, part in whole.pop("$defs").items() if name not in _OWN}
    definitions |= {"Component": _component(), "Connection": _connection()}
    for kind in kinds():
        part = kind_class(kind).model_json_schema(by_alias=True, ref_template=_REF)
        definitions |= part.pop("$defs", {})
        definitions[f"kind-{kind}"] = part
    properties = whole["properties"]
    properties["components"] |= _by_id({"$ref": "#/$defs/Component"})
    properties["subnets"] |= _by_id({"$ref": "#/$defs/Subnets"})
    properties["groups"] |= _by_id({"$ref": "#/$defs/ComponentGroup"})
    properties["views"] |= _by_id({"$ref": "#/$defs/DrawnView"})
    properties["environments"] |= _by_id({"type": "object"})
    properties["connections"] |= {"items": {"$ref": "#/$defs/Connection"}, "default": []}
    properties["regions"] |= _regions()
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "architecture.yaml of archgen",
    }
    tidy: Schema = _tidy(whole | {"$defs": dict(sorted(definitions.items()))})
    return head | tidy


def text() -> str:
    """The schema as it is printed."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


_OWN = {"Chain", "Name", "Component", "Scope", "Tier"}


def _by_id(part: Schema) -> Schema:
    pattern = f"^(?=.{{1,{MAX_ID}}}$){ID_PATTERN}$"
    return {"type": "object", "additionalProperties": False, "patternProperties": {pattern: part}}


def _component() -> Schema:
    """A component is of the type that its kind says; `if` gives better errors than a choice of thirty."""
    choices = [
        {"if": {"properties": {"kind": {"const": kind}}}, "then": {"$ref": f"#/$defs/kind-{kind}"}}
        for kind in kinds()
    ]
    kind = {"description": "what it is", "enum": list(kinds())}
    return {"type": "object", "required": ["kind"], "properties": {"kind": kind}, "allOf": choices}


def _connection() -> Schema:
    name = f" *{ID_PATTERN} *"
    chain = f"^{name}(->{name})+$"
    port = {"type": "integer", "minimum": 1, "maximum": 65535}
    ports = {"anyOf": [port, {"type": "array", "minItems": 1, "items": port}, {"type": "null"}]}
    label = {"anyOf": [{"type": "string", "minLength": 1, "maxLength": 120}, {"type": "null"}]}
    details = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "port": ports
            | {"description": "the port, or a list of ports; the target's kind decides unless set"},
            "protocol": {
                "enum": [*PROTOCOLS, None],
                "description": "http for port 80, https for 443 unless set",
            },
            "label": label | {"description": "what it is called in the picture and the docs"},
            "access": {
                "enum": [*ACCESSES, None],
                "description": "what it is for; the role of who connects allows no more",
            },
            "to": {"enum": ["readers", None], "description": "the replicas that are read from"},
        },
    }
    return {
        "description": "who may open a connection to whom: `a -> b`, or `a -> b: 443`",
        "anyOf": [
            {"type": "string", "pattern": chain},
            {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
                "patternProperties": {chain: {"anyOf": [*ports["anyOf"], details]}},
            },
        ],
    }


def _regions() -> Schema:
    """The regions that are known here, with their zones; others are allowed, since AWS opens new ones."""
    return {
        "patternProperties": {"^x-": {}},
        "properties": {
            region: {
                "$ref": "#/$defs/Region",
                "properties": {"zones": {"items": {"enum": list(zones_of(region))}}},
            }
            for region in REGIONS
        },
    }


def _tidy(part: Any) -> Any:
    """The part without the titles that pydantic makes up, with its patterns in the dialect of JSON Schema."""
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return part.replace(r"\z", "$") if isinstance(part, str) else part
    tidy = {
        key: {_tidy(name): _tidy(item) for name, item in value.items()} if key in _NAMED else _tidy(value)
        for key, value in part.items()
        if key != "title"
    }
    if tidy.get("additionalProperties") is False:
        tidy["patternProperties"] = {"^x-": {}} | tidy.get("patternProperties", {})
    return tidy


_NAMED = ("properties", "patternProperties", "$defs")
"""Words of JSON Schema whose value is a map by names of the file's."""
