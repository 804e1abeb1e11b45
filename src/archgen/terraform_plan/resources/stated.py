"""Resources that are read as their kinds state it: the types, and where the fields are in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from archgen.model.kinds import Component, kind_class, kinds
from archgen.terraform_plan.resources.databases import is_restored
from archgen.terraform_plan.resources.observed import SeenComponent
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.resources.usage.patterns import told_by
from archgen.terraform_plan.source.knowledge import UNKNOWN
from archgen.terraform_plan.source.plan import Plan, Resource

Make = Callable[[Observer, Resource], SeenComponent | None]


def makers() -> dict[str, Make]:
    """What makes a component of each type that a kind states."""
    return {type_: _maker(kind_class(kind)) for kind in kinds() for type_ in kind_class(kind).read_from}


def _maker(kind: type[Component]) -> Make:
    name = next(name for name in kinds() if kind_class(name) is kind)

    def make(o: Observer, r: Resource) -> SeenComponent | None:
        owners = kind.read_from
        if any(r.type == type_ and o.plan.linked(r, by, types=owners) for type_, by in kind.read_part_of):
            return None
        if any(r.type == type_ and told_by(o.plan, r, *told) for type_, *told in kind.read_patterns):
            return None
        placed = _placed(o.plan, r, kind)
        places = o.places(placed, *kind.read_places)
        if kind.read_subnet_group:
            groups = o.plan.linked(r, kind.read_subnet_group, types=_subnet_groups(o.plan))
            places = tuple(place for group in groups for place in o.places(group, ("subnet_ids",)))
        gap = None if kind.read_subnet_group else o.gap_of(placed, places, *kind.read_places)
        fields = dict(_fields(o, r, kind)) | ({"open": True} if kind.is_entry else {})
        return o.component(name, r, places, o.groups(placed, *kind.read_groups), fields, gap=gap)

    return make


def _subnet_groups(plan: Plan) -> tuple[str, ...]:
    """The types of the plan that say in which subnets something is: a local may name any of its module's."""
    types = dict.fromkeys(resource.type for resource in plan.resources)
    return tuple(type_ for type_ in types if type_.endswith("_subnet_group"))


def _placed(plan: Plan, r: Resource, kind: type[Component]) -> Resource:
    """What has the subnets of a resource: itself, or its link into the VPC."""
    if kind.read_link:
        type_, back, forth = kind.read_link
        for joint in plan.pointing(r, type_, back):
            for other in plan.linked(joint, forth):
                return other
    return r


def _fields(o: Observer, r: Resource, kind: type[Component]) -> Iterator[tuple[str, Any]]:
    """The fields that the values of a resource give, as the format writes them."""
    for type_, field, constant in kind.read_constants:
        if r.type == type_:
            yield field, constant
    if kind.read_members:
        members = len(o.plan.pointing(r, *kind.read_members))
        yield "replicas", max(members - 1, 0) if o.all_pointing(*kind.read_members) else UNKNOWN
    for field, path in kind.read_fields:
        inherited = field == "encrypted" and is_restored(o, r)
        value = o.value(r, *path, default=dict(kind.read_defaults).get(field), inherited=inherited)
        if value is not None:
            yield field, value if value is UNKNOWN else kind.as_written(field, value)
