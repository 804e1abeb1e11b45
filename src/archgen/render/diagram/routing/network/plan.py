"""The layout and the lines of a network picture, made to fit each other.

What lines there are does not depend on places; how many tracks, ports and pixels they need does. So the
picture is laid out without lines, the lines are fitted in, and it is laid out again with what they need,
until that is what they have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from archgen.render.diagram.layout.network.columns import columns
from archgen.render.diagram.layout.network.content import Content
from archgen.render.diagram.layout.network.demand import Channel, Demand, Port, grown
from archgen.render.diagram.layout.network.frame import Frame
from archgen.render.diagram.layout.network.labels import Labels, texts
from archgen.render.diagram.layout.network.rows import frame
from archgen.render.diagram.layout.network.things import Place
from archgen.render.diagram.routing.network.arranging import Drawn, arranged, crossings
from archgen.render.diagram.routing.network.default_routes import DefaultRoutes
from archgen.render.diagram.routing.network.lines import Docks, Tracks, docks, runs, turned
from archgen.render.diagram.routing.network.runs import Run, tracks
from archgen.render.diagram.routing.network.straights import Straight
from archgen.render.diagram.routing.network.ways import Dock, Map, Way
from archgen.render.diagram.routing.network.written import NARROW, WIDE, extent

ROUNDS, SETTLED = 9, 3
"""How often the picture is laid out anew at the most, and after how often it only grows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A picture with all its places and ways."""

    content: Content
    labels: Labels
    frame: Frame
    ways: tuple[Way, ...]
    straights: tuple[Straight, ...]
    docks: Docks
    tracks: Tracks


def plan(content: Content, air: float = 1.0, detours: Mapping[str, int] | None = None) -> Plan:
    """Layout and lines of a picture, with what is beside each other in the best order that is found.

    `air` is how many times farther than usual lines are apart that run side by side; `detours` are the wires
    that take another way than the nearest one, and how many ways they must not take.
    """
    planned = partial(_planned, air=air, detours=detours)
    found = [arranged(each, planned, ways_of) for each in _entrances(content)]
    return found[0] if len(found) == 1 else min(found, key=lambda made: crossings(ways_of(made)))


def _entrances(content: Content) -> list[Content]:
    """The content with requests from the right border to load balancers over the zones, and under them."""
    entered = frozenset(vpc for vpc in content.rows if content.entering(vpc))
    return [content, replace(content, under=entered)] if entered else [content]


def ways_of(made: Plan) -> Drawn:
    """What a plan is judged by."""
    return Drawn(made.ways, made.frame, made.docks, made.tracks)


def _planned(content: Content, air: float = 1.0, detours: Mapping[str, int] | None = None) -> Plan:
    """Layout and lines of a picture in the order of its content."""
    labels, chart = texts(content), Map(content, detours or {})
    found = [chart.way(bus, wire) for bus in content.buses for wire in bus.wires]
    ways = tuple(way for way in found if isinstance(way, Way))
    straights = tuple(way for way in found if isinstance(way, Straight))
    placed = docks(content, ways)
    fitting = _Fitting(content, labels, chart, ways, placed, air)
    demand = fitting.demand({}, None)
    assigned: dict[tuple[Channel, str], int] = {}
    made = fitting.frame(demand)
    for number in range(ROUNDS):
        assigned = fitting.settled(made, assigned)
        if number < SETTLED and fitting.turned(made, assigned):
            assigned = fitting.settled(made, assigned)
        wanted = fitting.demand(assigned, made)
        if number >= SETTLED:
            wanted = grown(demand, wanted)
        if wanted == demand:
            break
        demand = wanted
        made = fitting.frame(demand)
    else:
        assigned = fitting.settled(made, assigned)
    return Plan(content, labels, made, ways, straights, fitting.placed, assigned)


class _Fitting:
    def __init__(
        self, content: Content, labels: Labels, chart: Map, ways: Sequence[Way], placed: Docks, air: float
    ) -> None:
        self.content, self.labels, self.chart = content, labels, chart
        self.ways, self.placed, self.air = ways, placed, air
        self.routes = [DefaultRoutes(content, vpc) for vpc in content.rows]

    def frame(self, demand: Demand) -> Frame:
        return frame(self.content, self.labels, demand, columns(self.content, self.labels, demand))

    def turned(self, made: Frame, assigned: Tracks) -> bool:
        """Puts docks in the order in which their lines go on; whether that changes anything."""
        before = self.placed.shifts
        self.placed = turned(self.placed, self.ways, made, assigned)
        return self.placed.shifts != before

    def settled(self, made: Frame, before: Tracks) -> dict[tuple[Channel, str], int]:
        """The tracks in a frame: where they are in one channel may decide where they are in another."""
        found = self.tracks(made, before)
        for _ in range(SETTLED):
            again = self.tracks(made, found)
            if again == found:
                break
            found = again
        return found

    def tracks(self, made: Frame, before: Tracks) -> dict[tuple[Channel, str], int]:
        """A track for every bus in every channel that it runs along."""
        found: dict[tuple[Channel, str], int] = {}
        used = runs(self.ways, made, self.placed, before)
        for routes in self.routes:
            for run in routes.runs(made):
                used.setdefault(Channel("HZ", routes.vpc), []).append(run)
        inline = {
            (dock.channel, way.bus.id) for way in self.ways for dock in (way.start, way.end) if dock.inline
        }
        for channel, all_runs in used.items():
            kept = {run.bus: 0 for run in all_runs if (channel, run.bus) in inline}
            if channel.name == "HZ":
                kept |= {r.bus: 0 for r in all_runs if r.wish < 0}
            if channel.name == "VX":
                kept |= self._entering(channel.region, made, all_runs)
            for bus, track in tracks(all_runs, kept).items():
                found[channel, bus] = track
        return found

    def _entering(self, vpc: str, made: Frame, all_runs: list[Run]) -> dict[str, int]:
        """The line into the internet gateway is in the entrance column as well."""
        for way in self.ways:
            into = self.content.things.by_id[way.end.thing]
            mine = into.place is Place.GATEWAY and into.site == vpc and way.end.side == "top"
            if mine and self.placed.keys[into.id, "top"][0] == way.end.key:
                bottom = made.icons[into.id].y
                start = made.track(way.channels[-1], 0) if not way.channels[-1].upright else bottom - 60
                own = [run for run in all_runs if run.bus == way.bus.id]
                low = min([start, *(run.low for run in own)])
                all_runs[:] = [run for run in all_runs if run not in own]
                all_runs.append(Run(way.bus.id, low, bottom, tuple(t for r in own for t in r.turns), 0))
                return {way.bus.id: 0}
        return {}

    def demand(self, assigned: Tracks, made: Frame | None) -> Demand:
        """What the lines need, given their tracks."""
        counts: dict[Channel, int] = {}
        for (channel, _), track in assigned.items():
            counts[channel] = max(counts.get(channel, 0), track + 1)
        left, right = self._ports("left", assigned, made), self._ports("right", assigned, made)
        aligned = {
            balancer: (lane, f"in:{self._bus(balancer, lane)}")
            for balancer, lane in self.chart.aligned.items()
        }
        branch, arrival = self._texts()
        return Demand(
            counts,
            left,
            right,
            aligned,
            dict(self._anchors()),
            self._entries(),
            self._passing(),
            self._border(assigned),
            self._side(assigned),
            self._step(assigned),
            branch,
            arrival,
            self._high(),
            self.air,
        )

    def _entries(self) -> frozenset[str]:
        """What is on a VPC's right border and leads into it."""
        return frozenset(way.start.thing for way in self.ways if way.start.side == "left")

    def _passing(self) -> frozenset[tuple[str, str]]:
        """The ports of lanes whose lines leave the VPC at the right."""
        docks = (dock for way in self.ways for dock in (way.start, way.end) if dock.side == "right")
        return frozenset((dock.thing, dock.key) for dock in docks if dock.channel.name in ("VT", "MR"))

    def _side(self, assigned: Tracks) -> float:
        """From the lanes to the first upright line left of them: what is written at or on it must fit."""
        found = [18.0]
        for way in self.ways:
            if way.end.channel.name != "VL" or (way.end.channel, way.bus.id) not in assigned:
                continue
            width = self._extent(way.wire.label)[0]
            if self.content.things.by_id[way.end.thing].place is Place.LANE:
                found.append(width + 22 if width and way.bus.label is None else 18.0)
            elif len(way.channels) == 1:
                found.append(width / 2 + 4)
        return max(found)

    def _step(self, assigned: Tracks) -> float:
        """From one upright line left of the lanes to the next: several may have something written on them."""
        widths = {
            way.bus.id: self._extent(way.wire.label)[0]
            for way in self.ways
            if len(way.channels) == 1
            and way.end.channel.name == "VL"
            and way.end.side == "right"
            and (way.end.channel, way.bus.id) in assigned
        }
        return max(widths.values()) + 8 if len(widths) > 1 and max(widths.values()) else 12.0

    def _border(self, assigned: Tracks) -> float:
        """The widest text between a trunk and an endpoint on the border."""
        return max(
            (
                self._extent(way.wire.label)[0]
                for way in self.ways
                if self.content.things.by_id[way.end.thing].place is Place.BORDER
                and (way.end.channel, way.bus.id) in assigned
            ),
            default=0.0,
        )

    def _extent(self, text: str) -> tuple[float, float]:
        """How wide and how high a text is, which is wrapped earlier in a tight picture."""
        return extent(text, NARROW if self.content.tight else WIDE)

    def _bus(self, source: str, target: str) -> str:
        return next(w.bus.id for w in self.ways if (w.wire.source, w.wire.target) == (source, target))

    def _ports(self, side: str, assigned: Tracks, made: Frame | None) -> dict[str, tuple[Port, ...]]:
        """The ports of every lane on one side, from top to bottom."""
        found: dict[str, dict[str, list[tuple[Way, bool]]]] = {}
        for way in self.ways:
            for dock, leaving in ((way.start, True), (way.end, False)):
                if dock.side == side and self.content.things.by_id[dock.thing].place is Place.LANE:
                    found.setdefault(dock.thing, {}).setdefault(dock.key, []).append((way, leaving))
        order = _RightOrder(assigned, made, self.placed) if side == "right" else None
        return {
            lane: tuple(
                Port(key, self._half(ends))
                for key, ends in sorted(
                    keys.items(), key=lambda item: order(lane, *item) if order else _left_order(item[0])
                )
            )
            for lane, keys in found.items()
        }

    def _half(self, ends: list[tuple[Way, bool]]) -> float:
        """Half of the height of what is written at a port."""
        heights = [self._extent(way.wire.label)[1] for way, leaving in ends if not leaving]
        return max([8.0, *(height / 2 + 2 for height in heights)])

    def _anchors(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """For what is right of the lanes, the first lane or endpoint that leads to it."""
        right = (Place.BORDER, Place.BESIDE)
        seen: set[str] = set()
        for place in right:
            for way in self.ways:
                target = self.content.things.by_id[way.wire.target]
                source = self.content.things.by_id[way.wire.source]
                if target.place is not place or target.id in seen or source.region != target.region:
                    continue
                if source.place is Place.LANE or (source.place is Place.BORDER and place is Place.BESIDE):
                    seen.add(target.id)
                    yield target.id, (source.id, way.start.key if source.place is Place.LANE else "")

    def _texts(self) -> tuple[float, float]:
        """The widest text that is written at the left ends of lanes, and at the right ones."""
        sides = {"left": 29.0, "right": 29.0}
        for way in self.ways:
            dock = way.end
            if self.content.things.by_id[dock.thing].place is Place.LANE and dock.side in sides:
                sides[dock.side] = max(sides[dock.side], self._extent(way.wire.label)[0])
        return sides["left"], sides["right"]

    def _high(self) -> dict[Channel, float]:
        """How much higher than one line what is written at a level channel is."""
        found: dict[Channel, float] = {}
        for way in self.ways:
            for dock in (way.start, way.end):
                if not dock.channel.upright and self.content.things.by_id[dock.thing].place is not Place.LANE:
                    more = self._extent(way.wire.label)[1] - 14
                    more += (
                        16 if dock.channel.name in ("HS", "HM") and way.bus.label is None and more >= 0 else 0
                    )
                    if more > 0:
                        found[dock.channel] = max(found.get(dock.channel, 0.0), more)
        return found


class _RightOrder:
    """Ports from top to bottom so that no two lines of a lane cross.

    Leaving upwards, inner trunk first; arriving from above, inner first; to the border; leaving downwards,
    outer trunk first; arriving from below, outer first.
    """

    def __init__(self, assigned: Tracks, made: Frame | None, placed: Docks) -> None:
        self.assigned, self.made, self.placed = assigned, made, placed

    def __call__(self, lane: str, key: str, ends: list[tuple[Way, bool]]) -> tuple[float, ...]:
        way, leaving = ends[0]
        outward = key.startswith("b")
        if self.made is None:
            return (2.0 if outward else 1.0, 0.0)
        if outward:
            return (2.0, self._other(way, leaving))
        track = float(self.assigned.get((way.channels[0 if leaving else -1], way.bus.id), 0))
        here = self.made.lanes[lane].center[1]
        above = sum(self._other(each, out) < here for each, out in ends) * 2 > len(ends)
        if leaving:
            return (0.0, track) if above else (3.0, -track)
        return (1.0, track) if above else (4.0, -track)

    def _other(self, way: Way, leaving: bool) -> float:
        assert self.made is not None
        dock: Dock = way.end if leaving else way.start
        return self.placed.point(dock, self.made, start=not leaving)[1]


def _left_order(key: str) -> tuple[bool, str]:
    return not key.startswith("in:"), ""
