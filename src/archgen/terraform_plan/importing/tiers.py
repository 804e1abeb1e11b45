"""Which tier a compute component is of, where no tag says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archgen.model.kinds import Tier, kind_class
from archgen.model.kinds.category import Category
from archgen.terraform_plan.importing.connections import SeenConnection
from archgen.terraform_plan.resources.observed import Observed, SeenComponent


def tiers(
    observed: Observed, seen_connections: Sequence[SeenConnection], ids: Mapping[str, str]
) -> dict[str, str]:
    """The tier of each id.

    Frontend is what is met first, from outside or from a distribution; what nothing is known of is what its
    subnets are for: in public ones it is no backend. So it is where a load balancer may call more than the
    plan says.
    """
    access = {subnet.address: subnet.access for subnet in observed.subnets}
    components = {
        ids[component.address]: component for component in observed.components if component.address in ids
    }
    callers: dict[str, list[SeenComponent | None]] = {}
    to_data: set[str] = set()
    for connection in seen_connections:
        caller = components.get(connection.source)
        if connection.port is not None or caller is None:  # who opens all ports to another says nothing
            callers.setdefault(connection.target, []).append(caller)
        target = components.get(connection.target)
        if target is not None and kind_class(target.kind).own_tier is Tier.DATA:
            to_data.add(connection.source)
    hidden = any(
        kind_class(component.kind).is_load_balancer and observed.open.intersection(component.addresses)
        for component in components.values()
    )
    return {
        id: _tier(
            [] if hidden and not any(map(_is_first, callers.get(id, ()))) else callers.get(id, ()),
            [access.get(a) for a in component.subnets],
            talks=id in to_data,
        )
        for id, component in components.items()
    }


def _tier(callers: Sequence[SeenComponent | None], places: Sequence[str | None], *, talks: bool) -> str:
    """The tier of what has these callers and is in these subnets; `talks`: it talks to data."""
    if talks:
        return "backend"
    first = any(map(_is_first, callers)) if callers else "public" in places
    return "frontend" if first else "backend"


def _is_first(caller: SeenComponent | None) -> bool:
    """Whether a caller is outside, a distribution or a load balancer that is, or may be, public."""
    return (
        caller is None
        or caller.category is Category.DISTRIBUTION
        or caller.fields.get("scheme") == "internet-facing"
        or "scheme" in caller.unknown
    )
