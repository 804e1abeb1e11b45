"""What the rules of reachability share: who is outside, and the way of a path as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.findings import Place, Route
from archgen.findings.phrase import Phrase, listing
from archgen.lint.rules.fault import Fault, fault_at, row
from archgen.model.kinds import INTERNET, Component, Tier
from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Cause, paths_of
from archgen.topology.routes.platform_egress import PlatformEgress, registry_of

if TYPE_CHECKING:
    from archgen.topology.routes.paths import Path

OUTSIDE = Phrase("the internet")


def from_internet(topology: Topology, connection: Connection) -> bool:
    """Whether anybody on the internet may open it: a client, or a service whose addresses are not known."""
    source = topology.components[connection.source]
    return source.category is Category.CLIENT or (
        source.category is Category.EXTERNAL and not source.written_blocks
    )


def hops(path: Path) -> tuple[str, ...]:
    """The stops of a path; where it is broken, the reason in brackets stands where it ends."""
    stops = [OUTSIDE if stop == INTERNET else stop for stop in path.stops]
    if path.broken is not None:
        stops.insert(path.broken.stop + 1, broken_by(path.broken.cause))
    return tuple(stops)


def broken_by(cause: Cause) -> Phrase:
    """The stop at which a path ends: its cause in brackets."""
    return Phrase("({cause})", cause=Phrase(cause.value))


def way_of(topology: Topology, connection: Connection) -> tuple[str, ...]:
    """The way of a connection: its first broken path, else its first."""
    paths = paths_of(topology, connection)
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
    return ", ".join(map(str, connection.ports)) or Phrase("every port")


def is_backend(component: Component) -> bool:
    """Whether it is compute behind the frontend."""
    return component.is_compute and component.in_tier is Tier.BACKEND


def used_rows(topology: Topology, vpc: str, access: str) -> Iterator[str]:
    """The rows of a VPC with this access in which something is."""
    used = {copy.row for copy in topology.copies.values() if copy.vpc == vpc}
    for id, known in topology.rows.items():
        if known.access == access and id in used:
            yield id


def written(id: str, *fields: str, of: str = "components") -> str:
    """The edit that sets fields (`subnets: app`) of a component or a row."""
    return Phrase(
        "set {fields} in `{path}`", fields=listing(tuple(f"`{field}`" for field in fields)), path=f"{of}.{id}"
    )


def added(id: str, category: Category, **fields: str) -> str:
    """The edit that adds a component."""
    body = ", ".join(f"{key}: {value}" for key, value in ({"kind": category.value} | fields).items())
    return Phrase("under `components` add `{id}: {{{body}}}`", id=id, body=body)


def added_in(topology: Topology, category: Category, wanted: str, **fields: str) -> str:
    """The edit that brings a kind to regions without one: a component loses its `region`, or one is added."""
    bound = [id for id in topology.of(category) if topology.components[id].region]
    return (
        Phrase("remove `region` from `components.{bound}`", bound=bound[0])
        if bound
        else added(free_id(topology, wanted), category, **fields)
    )


def moved_to_new_row(topology: Topology, id: str, access: str) -> str:
    """The edit that moves a component to a row of its own, where no row would do."""
    new = access if access not in topology.rows else f"{id}-row"
    return Phrase(
        "under `subnets` add `{new}: {{access: {access}}}`, and {edit}",
        new=new,
        access=access,
        edit=written(id, f"subnets: {new}"),
    )


def platform_lost(topology: Topology, egress: PlatformEgress) -> tuple[str, ...]:
    """What compute cannot reach of its platform, as it reads in a sentence: its image above all."""
    registry = registry_of(topology.components[egress.component])
    if registry in egress.missing:
        return (Phrase("{registry} (for its image)", registry=registry),)
    *others, last = egress.missing
    return (*others, Phrase("{last} (for its platform)", last=last))


def less_used(topology: Topology) -> tuple[str, ...]:
    """What has less to do where compute stands in a wrong row: NAT gateways, and empty rows."""
    return (*topology.of(Category.NAT_GATEWAY), *map(row, topology.empty_rows))


def free_id(topology: Topology, wanted: str) -> str:
    """An id for a component that a help line adds."""
    return wanted if wanted not in topology.components else f"{wanted}-2"


def at_port(
    topology: Topology,
    connection: Connection,
    port: int | None,
    message: str,
    *,
    hops: tuple[str, ...] = (),
    help: str | None = None,
) -> Fault:
    """A fault that points at a connection's port, where the file gives it; else at the connection."""
    route = _port_route(topology, connection, port)
    if route is None:
        return fault_at(connection, message, hops=hops, help=help)
    return Fault(route, message, hops=hops, help=help, subjects=(connection.source, connection.target))


def _port_route(topology: Topology, connection: Connection, port: int | None) -> Route | None:
    """Where the file says the port: on the first of the lines that make up the connection which does."""
    pair = {connection.source, connection.target}
    for chain in (connection.chain, *topology.architecture.connections):
        if port is None or port not in chain.ports or not pair <= {name.id for name in chain.names}:
            continue
        return chain.port_routes[chain.ports.index(port)]
    return None
