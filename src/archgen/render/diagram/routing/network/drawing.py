"""The lines of a planned picture as edges, and what is written on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archgen.findings import Route
from archgen.render.diagram.layout.network.things import Place
from archgen.render.diagram.layout.network.wires import Wire
from archgen.render.diagram.routing.network import written
from archgen.render.diagram.routing.network.default_routes import DefaultRoutes
from archgen.render.diagram.routing.network.lines import Points, line, straight
from archgen.render.diagram.routing.network.nudging import apart
from archgen.render.diagram.routing.network.plan import Plan
from archgen.render.diagram.routing.network.replication import replication
from archgen.render.diagram.routing.network.written import Ground, Stretch
from archgen.render.diagram.scene import Edge, Sort, Text

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


def edges(plan: Plan, lines: Iterable[Drawn], ground: Ground) -> tuple[Edge, ...]:
    """The lines with their texts, in the lines' order."""
    lines = list(lines)
    for one in lines:
        ground.add(one.net, one.points)
    texts = _texts(plan, lines, ground)
    sizes = Counter(one.net for one in lines)
    return tuple(
        Edge(
            one.id,
            one.source,
            one.target,
            "replication" if one.sort == "replication" else "traffic",
            one.points,
            texts.get(one.id),
            sort=one.sort,
            net=one.net if sizes[one.net] > 1 else None,
            rooted=one.rooted,
            routes=one.routes,
        )
        for one in lines
    )


def _texts(plan: Plan, lines: list[Drawn], ground: Ground) -> dict[str, Text]:
    """The text of each line that has one. Those that find no free place are placed first in the next try."""
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
    return best.found if best else {}


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
            stretches = self._shared(key, group)
            if stretches and self._write(group[0], stretches):
                continue
            for one in group:
                others = [other.points for other in group if other is not one]
                self._write(one, _anywhere(self.plan, one, others))

    def _shared(self, key: tuple[str, str], group: list[Drawn]) -> list[Stretch]:
        """Where lines that all say the same run together."""
        same = len({one.label for one in group}) == 1 and self.every[key] == len(group) > 1
        return _together(self.plan, group, self.joins.get(key[0], False)) if same else []

    def _write(self, one: Drawn, stretches: list[Stretch]) -> bool:
        hits, text = written.placed(one.label, stretches, one.net, self.ground)
        if text is None:
            return False
        self.found[one.id] = text
        if hits > 0:
            self.crowded.append(one.id)
            self.hits += hits
        return True


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
    return [*_alone(plan, one, others), *written.departure(own, near=False), *written.arrival(one.points)]


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
