"""Names for what a plan makes: the model's own where tags say them, else the labels of the resources."""

from __future__ import annotations

import re

from archgen.plans.reading import Resource

_ZONE = re.compile(r"([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$")
_ZONE_SUFFIX = re.compile(r"[-_]?(?:[a-f]|\d|az\d|zone\d|[a-z]{2}[-_][a-z]+[-_]\d[a-f])$")


def component_id(resource: Resource) -> str:
    """The id of the component that a resource is."""
    tagged = resource.tag("Component")
    if tagged:
        return tagged
    name = resource.name if resource.name not in ("this", "main") else _in_module(resource)
    if isinstance(resource.index, str) and region_of(resource.index) is None:
        name = f"{name}-{resource.index}"
    return id_of(name)


def row_id(resource: Resource, crowded: bool) -> str:
    """The id of the row that a subnet is in: one resource for all zones, or one for each with a suffix.

    `crowded` says that one resource has several subnets in a zone: then its keys tell the rows apart.
    """
    tagged = resource.tag("Row")
    if tagged:
        return tagged
    if crowded and isinstance(resource.index, str):
        return id_of(_ZONE_SUFFIX.sub("", resource.index) or resource.index)
    name = resource.name if resource.name not in ("this", "main") else _in_module(resource)
    return id_of(name if resource.index is not None else _ZONE_SUFFIX.sub("", name) or name)


def id_of(name: str) -> str:
    """A name as an id of the format."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].rstrip("-")
    return plain if plain[:1].isalpha() else f"x-{plain}"[:40].rstrip("-")


def region_of(zone: str) -> str | None:
    """The region that a zone's name says."""
    match = _ZONE.search(zone)
    return match[1] if match else None


def _in_module(resource: Resource) -> str:
    calls = re.findall(r"module\.([^.\[]+)", resource.module)
    return calls[-1] if calls else resource.type.removeprefix("aws_")
