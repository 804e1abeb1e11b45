"""What the rules of reachability share: who is outside, and the way of a path as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.components import INTERNET, Component, Tier
from archgen.connections import Connection
from archgen.findings import Place
from archgen.topology import Topology

if TYPE_CHECKING:
    from archgen.reachability import Path

OUTSIDE = "the internet"
ADMIN_PORTS = (22, 3389)
"""SSH and Remote Desktop."""


def from_internet(topology: Topology, connection: Connection) -> bool:
    """Whether anybody on the internet may open it: a client, or a service whose addresses are not known."""
    source = topology.components[connection.source]
    return source.kind == "client" or (source.kind == "external" and not getattr(source, "cidrs", ()))


def hops(path: Path) -> tuple[str, ...]:
    """The stops of a path; where it is broken, the reason in brackets stands where it ends."""
    stops = [OUTSIDE if stop == INTERNET else stop for stop in path.stops]
    if path.broken is not None:
        stops.insert(path.broken.stop + 1, f"({path.broken.cause})")
    return tuple(stops)


def way_of(topology: Topology, connection: Connection) -> tuple[str, ...]:
    """The way of a connection: its first broken path, else its first."""
    paths = topology.paths_of(connection)
    broken = [path for path in paths if path.broken]
    return hops((broken or list(paths))[0]) if paths else ()


def told(connection: Connection, label: str) -> Place:
    """The place of a connection, with what is to be seen there."""
    return Place(connection.route, label, key=connection.chain.key)


def target_name(connection: Connection) -> str:
    """What a connection leads to, as it reads in a sentence."""
    return OUTSIDE if connection.target == INTERNET else connection.target


def ports_text(connection: Connection) -> str:
    """The ports of a connection as they read in a sentence."""
    return ", ".join(map(str, connection.ports)) or "every port"


def is_backend(component: Component) -> bool:
    """Whether it is compute behind the frontend."""
    return component.is_compute and component.in_tier is Tier.BACKEND


def used_rows(topology: Topology, region: str, access: str) -> Iterator[str]:
    """The rows with this access in which something stands in a region."""
    used = {copy.row for copy in topology.copies.values() if copy.region == region}
    for id, row in topology.rows.items():
        if row.access == access and id in used:
            yield id


def free_id(topology: Topology, wanted: str) -> str:
    """An id for a component that a help line adds."""
    return wanted if wanted not in topology.components else f"{wanted}-2"
