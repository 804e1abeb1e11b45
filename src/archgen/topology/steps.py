"""A request, step by step: who opens a connection to whom, in the order in which clients cause it.

The flow view numbers its lines by it, and the docs their table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from archgen.i18n.translate import worded
from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import Category
from archgen.topology.analysis import computed_once
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Path, all_paths
from archgen.topology.sorts import Sort, sort_of
from archgen.topology.trunks import Ends, Trunk, trunks


@dataclass(frozen=True, slots=True)
class Step:
    """One component opens connections to another, or looks a name up in a hosted zone (`dns`).

    `target` is a component's id or INTERNET; `connections` are those that it stands for, none for `dns`.
    What happens at the same moment has one number. Steps of one `net` share a trunk in the picture, which
    is at the source (`fan`) or at the target (`join`).
    """

    number: int
    source: str
    target: str
    role: Literal["dns", "traffic"]
    connections: tuple[Connection, ...] = ()
    sort: Sort = "request"
    net: str = ""
    trunk: Trunk = "alone"

    @property
    def ports(self) -> str:
        """What they are for, or the ports with their protocols: `443 https`; `all` where any port will do."""
        return ", ".join(_ports(connection) for connection in self.connections)

    def purpose(self, language: str) -> str:
        """What its connections are for, or their ports."""
        found = (worded(c.purpose, language) if c.purpose else _ports(c) for c in self.connections)
        return ", ".join(dict.fromkeys(found))

    @property
    def label(self) -> str | None:
        """What the file calls it."""
        return ", ".join(dict.fromkeys(c.label for c in self.connections if c.label)) or None


@computed_once
def steps(topology: Topology) -> tuple[Step, ...]:
    """All steps: clients first, then whom they reach, and so on; what no client causes comes last."""
    outgoing = _outgoing(topology)
    found: list[Step] = []
    for source in _order(topology, outgoing):
        for target, connections in outgoing.get(source, {}).items():
            role: Literal["dns", "traffic"] = "traffic" if connections else "dns"
            sort = sort_of(topology, source, target, connections) if connections else "name"
            found.append(Step(0, source, target, role, tuple(connections), sort))
    return _numbered(topology, _in_nets(found))


def _in_nets(found: list[Step]) -> list[Step]:
    """Each step in the net of its source, of its target, or in one of its own."""
    ends = [Ends(step.source, step.target, step.sort, (step.ports, step.label)) for step in found]
    return [
        replace(step, net=net, trunk=trunk) for step, (net, trunk) in zip(found, trunks(ends), strict=True)
    ]


ALIKE = 3
"""From how many chains of the same kinds on they are one step."""


def _numbered(topology: Topology, found: list[Step]) -> tuple[Step, ...]:
    """A number for each moment, counted in the order of the steps; those of one number stand together."""
    alike: dict[tuple[str, ...], list[Step]] = {}
    for step in found:
        alike.setdefault(_kinds(topology, step), []).append(step)
    kinds: dict[str, set[str]] = {}
    for step in found:
        kinds.setdefault(step.net, set()).add(_kinds(topology, step)[1])
    numbers: dict[tuple[str, ...], int] = {}
    numbered = []
    for step in found:
        key: tuple[str, ...] = (step.net,)
        if step.trunk == "fan" and len(kinds[step.net]) > 1:
            key = (step.source, step.target)
        elif step.trunk == "alone" and step.role != "dns":
            same = alike[_kinds(topology, step)]
            single = [one for one in same if one.trunk == "alone"]
            key = _kinds(topology, step) if len(single) >= ALIKE else key
        numbered.append(replace(step, number=numbers.setdefault(key, len(numbers) + 1)))
    return tuple(sorted(numbered, key=lambda step: step.number))


def _kinds(topology: Topology, step: Step) -> tuple[str, ...]:
    """What a step has in common with its like: the kinds of its ends, their icons, the ports."""
    ends = (topology.components.get(id) for id in (step.source, step.target))
    source, target = (f"{end.kind} {end.icon}" if end else INTERNET for end in ends)
    return source, target, step.sort, step.ports, step.label or ""


def requests(topology: Topology, client: str, steps: tuple[Step, ...]) -> dict[str, tuple[Step, ...]]:
    """The shortest way from a client to each thing behind which it reaches nothing new."""
    ways: dict[str, tuple[Step, ...]] = {client: ()}
    queue = [client]
    for source in queue:
        for step in steps:
            if step.source == source and step.role == "traffic" and step.target not in ways:
                ways[step.target] = (*ways[source], step)
                queue.append(step.target)
    passed = {step.source for way in ways.values() for step in way}
    return {target: way for target, way in ways.items() if way and target not in passed}


def paths_of(topology: Topology, step: Step) -> tuple[Path, ...]:
    """The paths, copy by copy, that a step takes."""
    return tuple(path for path in all_paths(topology) if path.connection in step.connections)


def ways_of(topology: Topology, step: Step) -> tuple[str, ...]:
    """The gateways and endpoints that a step passes, by component, in order."""
    stops = (stop for path in paths_of(topology, step) for stop in path.stops[1:-1])
    return tuple(dict.fromkeys(topology.copies[stop].component for stop in stops))


def _outgoing(topology: Topology) -> dict[str, dict[str, list[Connection]]]:
    """Whom each component speaks to; a name is looked up before it is used."""
    found: dict[str, dict[str, list[Connection]]] = {}
    for source, zone in topology.stated.lookups:
        found.setdefault(source, {}).setdefault(zone, [])
    for connection in topology.connections:
        found.setdefault(connection.source, {}).setdefault(connection.target, []).append(connection)
    return found


def _order(topology: Topology, outgoing: dict[str, dict[str, list[Connection]]]) -> Iterator[str]:
    """The components by their distance from clients; then those that nobody calls, with what they reach."""
    called = {target for targets in outgoing.values() for target in targets}
    callers = [id for id in topology.components if id in outgoing and id not in called]
    seen: set[str] = set()
    for roots in (topology.of(Category.CLIENT), callers, tuple(topology.components)):
        queue = [root for root in roots if root not in seen]
        seen.update(queue)
        for source in queue:
            yield source
            new = [target for target in outgoing.get(source, {}) if target not in seen]
            seen.update(new)
            queue += [target for target in new if target != INTERNET]


def _ports(connection: Connection) -> str:
    if not connection.ports:
        return "all" if connection.protocol == "all" else f"all {connection.protocol}"
    return f"{', '.join(map(str, connection.ports))} {connection.protocol}"
