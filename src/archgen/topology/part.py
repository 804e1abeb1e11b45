"""A part of a topology: some components with those they are connected to, or what is in one region."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from archgen.model.kinds import INTERNET, Component, Copy
from archgen.topology.connections import StatedConnections
from archgen.topology.graph import Row, Topology


def around(topology: Topology, chosen: Iterable[str]) -> frozenset[str]:
    """Some components, and all that open connections to them or that they open connections to."""
    chosen = set(chosen)
    found = set(chosen)
    for connection in topology.connections:
        if connection.source in chosen or connection.target in chosen:
            found |= {connection.source, connection.target, *connection.names, *connection.guards}
    for source, zone in topology.stated.lookups:
        if zone in found or source in chosen:
            found |= {source, zone} if source in found else set()
    return frozenset(found - {INTERNET})


def part(topology: Topology, components: Iterable[str], region: str | None = None) -> Topology:
    """What there is of some components, in one region or in all, with the gateways that they pass.

    Rows of subnets and VPCs in which nothing of it is are left out, and gateways that lead to none of it.
    Connections between two that were not chosen themselves stay: who looks at a part sees all that is
    between what is drawn.
    """
    chosen = set(components)
    beyond, joined = _ends(topology, chosen)
    kept = chosen | beyond
    ways = {id for id, component in topology.components.items() if component.is_way}
    copies = {
        id: copy
        for id, copy in topology.copies.items()
        if copy.component in kept | ways and (region is None or copy.region in (None, region))
    }
    shown = {id: copy for id, copy in copies.items() if copy.component in kept}
    vpcs = {copy.vpc for copy in shown.values() if copy.vpc} | joined
    copies = {id: copy for id, copy in copies.items() if id in shown or copy.vpc in vpcs or not copy.vpc}
    rows = {copy.row for copy in copies.values() if copy.row}
    regions = {copy.region for copy in shown.values() if copy.region}
    present = {copy.component for copy in copies.values()}
    left = _left({id: c for id, c in topology.components.items() if id in present}, vpcs)
    copies = {id: copy for id, copy in copies.items() if copy.component in left}
    architecture = topology.architecture.model_copy(
        update={
            "components": left,
            "groups": {
                id: group
                for id, group in topology.architecture.groups.items()
                if any(component.group == id for component in left.values())
            },
        }
    )
    return replace(
        topology,
        architecture=architecture,
        regions={name: place for name, place in topology.regions.items() if name in regions},
        vpcs={id: vpc for id, vpc in topology.vpcs.items() if id in vpcs},
        rows={id: _routed(row, left) for id, row in topology.rows.items() if id in rows},
        subnets={
            id: subnet
            for id, subnet in topology.subnets.items()
            if subnet.row in rows and subnet.region in regions and subnet.vpc in vpcs
        },
        copies=copies,
        stated=_stated(topology.stated, set(left)),
    )


def _ends(topology: Topology, chosen: Iterable[str]) -> tuple[set[str], set[str]]:
    """What gateways join: other gateways, private networks and load balancers; and VPCs."""
    made = [topology.components[id] for id in chosen]
    attached = {end for component in made for end in component.attached}
    gateways = attached - set(topology.vpcs)
    attached |= {end for id in gateways for end in topology.components[id].attached}
    beyond = {component.leads_to for component in made if component.leads_to}
    return gateways | beyond, attached & set(topology.vpcs)


def _left(components: Mapping[str, Component], vpcs: set[str]) -> dict[str, Component]:
    """What is left of components in these VPCs: a gateway may lead to one that leads nowhere."""
    found = dict(components)
    while True:
        present = {*vpcs, *found}
        left = {id: some for id, component in found.items() if (some := component.among(present))}
        if len(left) == len(found):
            return left
        found = left


def _routed(row: Row, present: Collection[str]) -> Row:
    """The row with the routes over gateways that are present."""
    routes = tuple((block, gateway) for block, gateway in row.routes if gateway in present)
    return row._replace(via=row.via if row.via in present else None, routes=routes)


def of_region(topology: Topology, region: str) -> Topology:
    """What is in a region, and what outside of all regions has to do with it."""
    inside = {id for id, copies in _by_component(topology).items() if any(c.region == region for c in copies)}
    outside = {id for id, copies in _by_component(topology).items() if all(c.region is None for c in copies)}
    near = around(topology, inside)
    edge = around(topology, near & outside) & outside
    return part(topology, inside | (near & outside) | edge, region)


def _by_component(topology: Topology) -> dict[str, tuple[Copy, ...]]:
    return {id: topology.copies_of(id) for id in topology.components}


def _stated(stated: StatedConnections, present: set[str]) -> StatedConnections:
    """What is said between those that are present."""
    both = present | {INTERNET}
    return StatedConnections(
        tuple(
            c._replace(ways=tuple(way for way in c.ways if way in present))
            for c in stated.connections
            if c.source in present and c.target in both
        ),
        tuple(p for p in stated.pointers if p.zone in present and p.target in present),
        tuple(g for g in stated.guards if g.acl in present and g.target in present),
        tuple((source, zone) for source, zone in stated.lookups if source in present and zone in present),
    )
