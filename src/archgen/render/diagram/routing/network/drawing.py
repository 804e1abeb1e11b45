"""The lines of a planned picture as edges, and what is written on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from archgen.findings import Route
from archgen.render.diagram.layout.network.things import Place
from archgen.render.diagram.layout.network.wires import Wire
from archgen.render.diagram.routing.network import written
from archgen.render.diagram.routing.network.default_routes import DefaultRoutes
from archgen.render.diagram.routing.network.lines import Points, line, straight
from archgen.render.diagram.routing.network.nudging import apart, clashes
from archgen.render.diagram.routing.network.plan import Plan
from archgen.render.diagram.routing.network.replication import replication
from archgen.render.diagram.routing.network.written import Ground, Stretch
from archgen.render.diagram.scene import Box, Edge, Sort, Text

TRIES = 8
"""How often texts are placed, if some find no free place."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line with its corners, before it is known where its text is. `net` names what shares its strokes."""

    id: str
    source: str
    target: str
    sort: Sort
    net: str
    points: Points
    label: str = ""
    rooted: bool = False
    bus: str = ""
    routes: tuple[Route, ...] = ()


def drawn(plan: Plan) -> list[Drawn]:
    """All lines, connections first, then default routes, then replication inside lanes."""
    found = [*_connections(plan), *_default_routes(plan), *_copied(plan)]
    lines = apart([(one.net, one.points) for one in found], plan.frame.icons.values())
    return [replace(one, points=points) for one, points in zip(found, lines, strict=True)]


def _connections(plan: Plan) -> Iterator[Drawn]:
    found = {}
    nets = _nets(plan)
    for way in plan.ways:
        points = line(way, plan.frame, plan.docks, plan.tracks)
        net = nets[way.bus.id]
        found[way.wire.id] = _drawn(plan, way.wire, net, points, way.bus.id)
    for one in plan.straights:
        points = straight(one, plan.frame)
        wire = one.wire
        net = f"{one.bus.id}/{wire.id}"
        found[wire.id] = _drawn(plan, wire, net, points, net)
    for wire in plan.content.wiring.wires:
        if wire.id in found:
            yield found[wire.id]
        if wire.id in plan.content.wiring.mutual:
            there = found[wire.id]
            back = tuple(reversed(there.points))
            id, source, target = f"{there.target}--{there.source}", there.target, there.source
            yield replace(there, id=id, source=source, target=target, points=back)


def _nets(plan: Plan) -> dict[str, str]:
    """The net of each bus: buses whose lines leave a lane at one port share strokes."""
    nets = {way.bus.id: way.bus.id for way in plan.ways}
    ports: dict[tuple[str, str], str] = {}
    for way in plan.ways:
        if plan.content.things.by_id[way.start.thing].place is Place.LANE:
            port = (way.start.thing, f"{way.start.side} {way.start.key}")
            one, other = ports.setdefault(port, nets[way.bus.id]), nets[way.bus.id]
            if nets[one] != nets[way.bus.id]:
                nets |= {bus: nets[one] for bus, net in nets.items() if net == other}
    return nets


def _end(plan: Plan, thing: str) -> str:
    """What a line ends at: of a transit gateway, its lane."""
    transit = plan.content.things.by_id[thing].place is Place.TRANSIT
    return f"{thing}/lane" if transit else thing


def _drawn(plan: Plan, wire: Wire, net: str, points: Points, bus: str) -> Drawn:
    routes = tuple(dict.fromkeys(connection.route[:2] for connection in wire.connections))
    ends = _end(plan, wire.source), _end(plan, wire.target)
    return Drawn(wire.id, *ends, wire.sort, net, points, wire.label, bus=bus, routes=routes)


def _default_routes(plan: Plan) -> Iterator[Drawn]:
    for vpc in plan.content.rows:
        for route in DefaultRoutes(plan.content, vpc).routes(plan.frame, plan.tracks):
            id = f"{route.source}--{route.target}"
            rooted = route.source.endswith("/subnet")
            yield Drawn(id, route.source, route.target, route.sort, route.net, route.points, rooted=rooted)


def _copied(plan: Plan) -> Iterator[Drawn]:
    for vpc in plan.content.rows:
        for lane in plan.content.lanes(vpc):
            for copied in replication(lane, plan.content.topology, plan.frame):
                wire = copied.wire
                net = f"{lane.thing.id}>over" if copied.shared else f"{wire.id}>beside"
                yield Drawn(wire.id, wire.source, wire.target, "replication", net, copied.points)


class Edges(NamedTuple):
    """The lines with their texts; `crowded` is how much texts cover, and lines that lie on each other.

    `stuck` are the lines whose texts cover something.
    """

    edges: tuple[Edge, ...]
    crowded: int
    stuck: frozenset[str]


def edges(plan: Plan, lines: Iterable[Drawn], ground: Ground) -> Edges:
    """The lines with their texts, in the lines' order."""
    lines = list(lines)
    for one in lines:
        ground.add(one.net, one.points)
    made = _texts(plan, lines, ground)
    crowded = made.hits + _alike(lines)
    sizes = Counter(one.net for one in lines)
    found = tuple(
        Edge(
            one.id,
            one.source,
            one.target,
            "replication" if one.sort == "replication" else "traffic",
            one.points,
            made.found.get(one.id),
            sort=one.sort,
            net=one.net if sizes[one.net] > 1 else None,
            rooted=one.rooted,
            routes=one.routes,
        )
        for one in lines
    )
    return Edges(found, crowded, frozenset(made.crowded))


def _alike(lines: list[Drawn]) -> int:
    """How many pieces of lines without an end in common lie on each other, and look like one line."""
    ends: dict[str, set[str]] = {}
    for one in lines:
        ends.setdefault(one.net, set()).update((one.source, one.target))
    pairs = clashes([(one.net, one.points) for one in lines])
    return sum(1 for one, other in pairs if not ends[one] & ends[other])


def _texts(plan: Plan, lines: list[Drawn], ground: Ground) -> _Placing:
    """The texts of lines; those that find no free place are placed first in the next try."""
    first: list[str] = []
    best: _Placing | None = None
    for _ in range(TRIES):
        made = _Placing(plan, lines, ground.copy())
        made.place(first)
        if best is None or made.hits < best.hits:
            best = made
        if not made.crowded or set(made.crowded) <= set(first):
            break
        first = [*made.crowded, *(id for id in first if id not in made.crowded)]
    assert best is not None
    return best


class _Placing:
    """The texts of lines being placed: where all lines of a net say the same, it is written once."""

    def __init__(self, plan: Plan, lines: list[Drawn], ground: Ground) -> None:
        self.plan, self.ground = plan, ground
        self.joins = {bus.id: bus.joins for bus in plan.content.buses}
        self.nets: dict[tuple[str, str], list[Drawn]] = {}
        self.every = Counter(self._key(one) for one in lines)
        for one in lines:
            if one.label:
                self.nets.setdefault(self._key(one), []).append(one)
        self.found: dict[str, Text] = {}
        self.crowded: list[str] = []
        self.hits = 0

    def _key(self, one: Drawn) -> tuple[str, str]:
        return one.bus, "" if self.joins.get(one.bus) else one.source

    def place(self, first: list[str]) -> None:
        """Writes all texts, those of some lines before the others."""
        rank = {id: index for index, id in enumerate(first)}
        for key, group in sorted(
            self.nets.items(), key=lambda item: min(rank.get(one.id, len(first)) for one in item[1])
        ):
            tries = [[(one, self._own(one, group)) for one in group]]
            if shared := self._shared(key, group):
                tries.insert(0, [(group[0], shared)])
            self._write(tries)

    def _own(self, one: Drawn, group: list[Drawn]) -> list[Stretch]:
        return _anywhere(self.plan, one, [other.points for other in group if other is not one])

    def _shared(self, key: tuple[str, str], group: list[Drawn]) -> list[Stretch]:
        """Where lines that all say the same run together."""
        same = len({one.label for one in group}) == 1 and self.every[key] == len(group) > 1
        return _together(self.plan, group, self.joins.get(key[0], False)) if same else []

    def _write(self, tries: list[list[tuple[Drawn, list[Stretch]]]]) -> None:
        """Writes texts in the first way in which they cover nothing, else where they cover least."""
        best: list[_Placed] = []
        for one_way in tries:
            found = self._placed(one_way)
            if found and (not best or _hits(found) < _hits(best)):
                best = found
            if best and not _hits(best):
                break
        for one in best:
            self.found[one.id] = one.text
            self.ground.boxes.put(one.box)
            if one.hits > 0:
                self.crowded.append(one.id)
                self.hits += one.hits

    def _placed(self, texts: list[tuple[Drawn, list[Stretch]]]) -> list[_Placed]:
        """Where texts are best; the ground is as before."""
        found = []
        before = len(self.ground.boxes.boxes)
        for one, stretches in texts:
            hits, text = written.placed(one.label, stretches, one.net, self.ground)
            if text is not None:
                found.append(_Placed(one.id, text, self.ground.boxes.boxes[-1], hits))
        self.ground.boxes.keep(before)
        return found


class _Placed(NamedTuple):
    """A text of a line, its place, and how much it covers there."""

    id: str
    text: Text
    box: Box
    hits: int


def _hits(found: list[_Placed]) -> int:
    return sum(one.hits for one in found)


def _together(plan: Plan, group: list[Drawn], joins: bool) -> list[Stretch]:
    """Where lines of a net run together: before their target, or behind their source."""
    if joins:
        return _arriving(plan, group[0])
    shared = written.shared_start([one.points for one in group])
    if len(shared) < 2:
        return []
    needed = written.extent(group[0].label)
    stretches = _leaving(plan, group[0], shared)
    return [s for s in stretches if _fits(s, needed)]


def _fits(stretch: Stretch, size: tuple[float, float]) -> bool:
    (ax, ay), (bx, by) = stretch.a, stretch.b
    return abs(ax - bx) + abs(ay - by) >= (size[1] if ax == bx else size[0]) + 8


def _alone(plan: Plan, one: Drawn, others: list[Points]) -> list[Stretch]:
    """Where the text of a line may be: where no other one of its bus is."""
    source = plan.content.things.by_id[one.source.removesuffix("/lane")]
    together = [other for other in others if other[0] == one.points[0]]
    if together:
        return written.arrival(written.own_end(one.points, together))
    if source.place is Place.EDGE or one.sort == "egress":
        return [*_leaving(plan, one, one.points), *written.arrival(one.points)]
    return _arriving(plan, one)


def _anywhere(plan: Plan, one: Drawn, others: list[Points]) -> list[Stretch]:
    """The same, then what the line has for itself, then all of it."""
    own = written.own_end(one.points, others) if others else one.points
    whole = (replace(stretch, shared=bool(others)) for stretch in written.arrival(one.points))
    return [*_alone(plan, one, others), *written.departure(own, near=False), *whole]


def _arriving(plan: Plan, one: Drawn) -> list[Stretch]:
    """Before the target; at a load balancer's side there is no room for it."""
    stretches = written.arrival(one.points)
    into = plan.content.things.by_id[one.target.removesuffix("/lane")].place
    if into is Place.BALANCER and len(stretches) > 1:
        return [*stretches[1:2], stretches[0], *stretches[2:]]
    return stretches


def _leaving(plan: Plan, one: Drawn, points: Points) -> list[Stretch]:
    """Behind a gateway on the level piece over the strip, else near the source or in the middle."""
    source = plan.content.things.by_id.get(one.source)
    if one.sort == "egress" and len(points) > 2:
        (ax, ay), (bx, by) = points[1], points[2]
        length = abs(ax - bx) + abs(ay - by)
        return [
            Stretch((ax, ay), (bx, by), min(60 / length, 0.5) if length else 0.5),
            *written.departure(points, near=True),
        ]
    near = source is not None and source.place in (Place.EDGE, Place.CLIENT)
    return written.departure(points, near=near)
