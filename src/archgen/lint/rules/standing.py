"""Where components stand, as several rules ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Route
from archgen.topology.graph import RegionPlace, Topology


def spread(topology: Topology, id: str) -> Iterator[tuple[RegionPlace, tuple[str, ...]]]:
    """The regions with several zones in which a component stands, and its zones there.

    A region with one zone is left out: `single-zone` speaks of it, and nothing in it could do better.
    """
    for place in topology.regions.values():
        copies = topology.copies_of(id, place.name)
        if not copies or len(set(place.zones)) < 2:
            continue
        found = {zone for copy in copies for zone in copy.zones}
        yield place, tuple(zone for zone in dict.fromkeys(place.zones) if zone in found)


def zones_route(topology: Topology, id: str) -> Route:
    """What says in which zones a component stands."""
    return ("components", id, "zones" if topology.components[id].zones is not None else "subnets")


def served(topology: Topology) -> frozenset[str]:
    """The components that clients and others outside reach, over any number of connections."""
    seen: set[str] = set()
    queue = list(topology.callers)
    while queue:
        for connection in topology.connections_from(queue.pop()):
            if connection.target not in seen:
                seen.add(connection.target)
                queue.append(connection.target)
    return frozenset(seen)
