"""The lines of the picture: every hop that a path takes, once, with what is written on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from archgen.model.kinds import INTERNET, Copy
from archgen.model.kinds.category import Category
from archgen.topology.analysis import computed_once
from archgen.topology.connections import Connection
from archgen.topology.graph import Link, Role, Topology
from archgen.topology.routes.paths import Path, all_paths

DNS = "DNS"
REPLICATION = "replication"


@dataclass(slots=True)
class _Line:
    role: Role
    labels: dict[str, None] = field(default_factory=dict)
    connections: dict[int, Connection] = field(default_factory=dict)


@computed_once
def all_links(topology: Topology) -> tuple[Link, ...]:
    """All lines, in the order in which the file speaks of them; replication last."""
    lines: dict[tuple[str, str], _Line] = {}
    for path in all_paths(topology):
        for source, target, role, label in _hops(topology, path):
            line = lines.setdefault((source, target), _Line(role))
            if label:
                line.labels.setdefault(label)
            line.connections.setdefault(id(path.connection), path.connection)
    for pair, role, label in _named(topology):
        line = lines.setdefault(pair, _Line(role))
        if label:
            line.labels.setdefault(label)
    drawn = [_link(pair, line) for pair, line in lines.items() if _is_drawn(pair)]
    return (*drawn, *_replication(topology))


def _is_drawn(pair: tuple[str, str]) -> bool:
    """Whether a hop leads from one copy of the file to another one."""
    return INTERNET not in pair and pair[0] != pair[1]


def _link(pair: tuple[str, str], line: _Line) -> Link:
    source, target = pair
    label = ", ".join(line.labels) or None
    connections = tuple(line.connections.values())
    return Link(f"{source}--{target}", source, target, "traffic", line.role, label, connections)


def _hops(topology: Topology, path: Path) -> Iterator[tuple[str, str, Role, str | None]]:
    """The hops of a path; what is said of the connection is written on the hop outside the VPC."""
    connection = path.connection
    names = [copy.id for zone in connection.names for copy in topology.copies_of(zone)[:1]]
    guards = [_guard(topology, guard, path) for guard in connection.guards]
    stops = [path.source, *names, *guards, *path.stops[1:]]
    labelled = _labelled(topology, path, len(names) + len(guards))
    for index, (source, target) in enumerate(pairwise(stops)):
        if index < len(names):
            yield source, target, "dns", DNS if index == 0 else None
        else:
            yield (
                source,
                target,
                "traffic",
                connection.text(topology.architecture.language) if index == labelled else None,
            )


def _labelled(topology: Topology, path: Path, before: int) -> int:
    """Which hop carries the label: the last behind a NAT gateway or on the way out, else the first."""
    leaves = path.target == INTERNET or topology.copies[path.target].row is None
    through = [topology.copies[stop].component for stop in path.stops[1:-1]]
    outward = leaves and any(topology.components[id].category is not Category.ENDPOINT for id in through)
    return before + (len(path.stops) - 2 if outward else 0)


def _guard(topology: Topology, guard: str, path: Path) -> str:
    target = topology.copies.get(path.target)
    copies = topology.copies_of(guard)
    own = (copy for copy in copies if target and copy.region == target.region)
    return next(own, copies[0]).id


def _named(topology: Topology) -> Iterator[tuple[tuple[str, str], Role, str | None]]:
    """What stands in no path: names looked up and pointed, web ACLs beside the way."""
    for source, zone in topology.stated.lookups:
        for copy in topology.copies_of(source):
            yield (copy.id, topology.copies_of(zone)[0].id), "dns", DNS
    in_path = {zone for connection in topology.connections for zone in connection.names}
    for pointer in topology.pointers:
        if pointer.zone not in in_path:
            for copy in topology.copies_of(pointer.target):
                yield (pointer.zone, copy.id), "dns", None
    inline = {guard for connection in topology.connections for guard in connection.guards}
    for guard in topology.guards:
        if guard.acl in inline:
            continue
        for acl in topology.copies_of(guard.acl):
            for copy in topology.copies_of(guard.target, acl.region):
                yield (acl.id, copy.id), "guard", None


def _replication(topology: Topology) -> Iterator[Link]:
    for id in topology.components:
        yield from (_replicated(*pair) for pair in replications(topology, id))


def replications(topology: Topology, id: str) -> tuple[tuple[Copy, Copy], ...]:
    """Which copies of a component are replicated to which: the one truth for pictures, docs and Terraform.

    A database's primary to the others, the replicas of a global table to each other, the first of the buckets
    in several regions to the others.
    """
    component, copies = topology.components[id], topology.copies_of(id)
    if any(copy.role for copy in copies):
        primaries = [copy for copy in copies if not copy.role]
        return tuple(
            (primary, mate)
            for primary in primaries
            for mate in copies
            if mate.role and (mate.region == primary.region or len(primaries) == 1)
        )
    if component.copied_to:
        return tuple((one, other) for one in copies for other in copies if one is not other)
    return tuple((copies[0], copy) for copy in copies[1:]) if component.copies_follow_first else ()


def _replicated(primary: Copy, copy: Copy) -> Link:
    return Link(f"{primary.id}--{copy.id}", primary.id, copy.id, "replication", "replication", REPLICATION)
