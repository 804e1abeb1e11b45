"""Ways as lines: the corners of every line in a frame, and the runs that they make in channels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from archgen.render.diagram.layout.network.content import Content
from archgen.render.diagram.layout.network.demand import Channel
from archgen.render.diagram.layout.network.frame import Frame
from archgen.render.diagram.layout.network.things import Place
from archgen.render.diagram.routing.network.runs import APART, LOOSE, Run, Turn
from archgen.render.diagram.routing.network.straights import Straight
from archgen.render.diagram.routing.network.ways import Dock, Way

Point = tuple[float, float]
Points = tuple[Point, ...]
Tracks = Mapping[tuple[Channel, str], int]
"""The track of a bus in a channel."""

SPREAD = (0.0, 12.0, -12.0, 18.0, -18.0, 6.0, -6.0, 9.0, -9.0, 15.0, -15.0, 3.0, -3.0)
"""Where lines of several buses begin or end on one side of an icon, from its middle."""
AT_GATEWAY = (0.0, -20.0, 6.0, -6.0, 18.0, -16.0, -3.0, 9.0, -13.5, 15.0, 3.0, 21.0, -8.0)
TURNED = (Place.CLIENT, Place.EXTERNAL, Place.EDGE, Place.STRIP, Place.BESIDE, Place.ORIGIN)
"""The icons at which docks are ordered by where their lines lead."""
BOX_SPREAD = (0.0, -30.0, -60.0, 30.0, -90.0)
START = 2.0
"""Pixels between an icon and a line that begins there."""
SIDE = 10.0
"""Pixels from the middle of a transit gateway to lines up, and to lines down."""
LEAVING = 12.0
"""Pixels from a gateway's middle to the lines on their way out."""


@dataclass(frozen=True, slots=True)
class Docks:
    """Where on its side each dock is."""

    content: Content
    keys: Mapping[tuple[str, str], tuple[str, ...]]
    shifts: Mapping[tuple[str, str, str], float] = field(default_factory=dict)
    """How far from its side's middle a dock is, where it is known in which direction its line goes on."""

    def point(self, dock: Dock, frame: Frame, *, start: bool) -> Point:
        """The point at which a line begins or ends."""
        thing = self.content.things.by_id[dock.thing]
        if thing.place is Place.LANE:
            box = frame.lanes[thing.id]
            x = box.x if dock.side == "left" else box.right
            return (x, frame.port(thing.id, dock.key, left=dock.side == "left"))
        if lead := self.lead(dock, frame):
            return lead[-1]
        box = frame.boxes.get(dock.thing) or frame.icons[dock.thing]
        gap = START if start else 0.0
        shift = self._shift(dock)
        x, y = box.center
        if thing.place is Place.BOX and thing.region is None:
            x = box.right - 60
        bottom = frame.label_bottoms.get(dock.thing, box.bottom) if dock.side == "bottom" else 0.0
        match dock.side:
            case "left":
                return (box.x - gap, y + shift)
            case "right":
                return (box.right + gap, y + shift)
            case "top":
                return (x + shift, box.y - gap)
            case _:
                return (x + shift, max(bottom + 1, box.bottom) + gap)

    def lead(self, dock: Dock, frame: Frame) -> Points:
        """From a NAT gateway under other subnets to where nothing is over it: in its zone's left padding."""
        thing = self.content.things.by_id[dock.thing]
        zone = thing.copies[0].zone if thing.copies else None
        if thing.place is not Place.NAT or not zone or thing.row in (None, self._top(thing.site)):
            return ()
        icon, gap = frame.icons[thing.id], frame.subnets[f"{thing.row}@{zone}"].y - 11
        x = frame.zones[f"{thing.site}/{zone}"].x + self.content.sizes.pad / 2
        return (icon.center[0], icon.y - START), (icon.center[0], gap), (x, gap)

    def _top(self, vpc: str) -> str:
        return self.content.rows[vpc][0].id

    def _shift(self, dock: Dock) -> float:
        thing = self.content.things.by_id[dock.thing]
        if thing.place is Place.GATEWAY and dock.key == "out:egress":
            return LEAVING
        keys = self.keys[dock.thing, dock.side]
        if (dock.thing, dock.side, dock.key) in self.shifts:
            return self.shifts[dock.thing, dock.side, dock.key]
        number = keys.index(dock.key)
        if dock.inline and dock.side == "bottom":
            return (0.0, -6.0, 6.0, -12.0, -18.0)[number % 5]
        if thing.place is Place.BOX:
            return BOX_SPREAD[number % len(BOX_SPREAD)]
        if thing.place is Place.GATEWAY:
            return AT_GATEWAY[number % len(AT_GATEWAY)]
        if thing.place is Place.BALANCER and dock.side == "right":
            return _balancer_shift(keys, dock.key)
        return SPREAD[number % len(SPREAD)]


def _balancer_shift(keys: Sequence[str], key: str) -> float:
    """Lines to lanes leave in the middle; others enter over it."""
    leaving = [k for k in keys if k.startswith("out")]
    if key in leaving:
        return (0.0, 8.0, 14.0, 18.0)[leaving.index(key) % 4]
    arriving = [k for k in keys if not k.startswith("out")]
    return (-12.0, -18.0, -6.0, 12.0, 18.0)[arriving.index(key) % 5]


def docks(content: Content, ways: Sequence[Way]) -> Docks:
    """The docks of all ways, side by side in the ways' order; what comes straight has the middle."""
    keys: dict[tuple[str, str], dict[str, None]] = {}
    for way in ways:
        for dock in (way.start, way.end):
            keys.setdefault((dock.thing, dock.side), {}).setdefault(dock.key)
    inline = {f"in:{way.bus.id}" for way in ways if way.start.inline}
    ordered = {place: sorted(found, key=lambda key: key not in inline) for place, found in keys.items()}
    for gateway in content.things.at(Place.GATEWAY):
        mine = ordered.get((gateway.id, "top"))
        if mine and _passed(content, gateway.site, ways) - set(mine):
            mine.insert(0, "")
    return Docks(content, {place: tuple(found) for place, found in ordered.items()})


def _passed(content: Content, vpc: str, ways: Sequence[Way]) -> set[str]:
    """What comes down the entrance column from above a VPC."""
    outside = (Place.CLIENT, Place.EDGE)
    return {
        f"in:{way.bus.id}"
        for way in ways
        if way.start.inline
        and way.start.channel == Channel("VX", vpc)
        and content.things.by_id[way.start.thing].place in outside
    }


def turned(placed: Docks, ways: Sequence[Way], frame: Frame, tracks: Tracks) -> Docks:
    """The same docks, on each side of an icon in the order of the directions in which their lines go on."""
    headings: dict[tuple[str, str], dict[str, tuple[float, float]]] = {}
    fixed = {(dock.thing, dock.side) for way in ways for dock in (way.start, way.end) if dock.inline}
    for way in ways:
        for start in (True, False):
            dock = way.start if start else way.end
            place = placed.content.things.by_id[dock.thing].place
            if (dock.thing, dock.side) in fixed or place not in TURNED:
                continue
            found = headings.setdefault((dock.thing, dock.side), {})
            found.setdefault(dock.key, _heading(way, placed, frame, tracks, start=start))
    shifts: dict[tuple[str, str, str], float] = {}
    for (thing, side), found in headings.items():
        slots = sorted(SPREAD[: len(found)])
        if len(found) in range(2, len(SPREAD) + 1):
            order = sorted(found, key=lambda key: found[key])
            shifts |= {(thing, side, key): slot for key, slot in zip(order, slots, strict=True)}
    return replace(placed, shifts=shifts)


def _heading(way: Way, placed: Docks, frame: Frame, tracks: Tracks, *, start: bool) -> tuple[float, float]:
    """Where a line turns to behind its dock: what turns back is outermost, the farthest of it innermost."""
    points = line(way, frame, placed, tracks)
    points = points if start else tuple(reversed(points))
    if len(points) < 3:
        return 0.0, 0.0
    axis = 1 if (way.start if start else way.end).side in ("left", "right") else 0
    first, turn, next_one = points[:3]
    aside = next_one[axis] - turn[axis]
    side = (aside > 0) - (aside < 0)
    out = turn[1 - axis] - first[1 - axis]
    back = len(points) > 3 and (points[3][1 - axis] - next_one[1 - axis]) * out < 0
    return (2.0 * side, -aside) if back else (1.0 * side, aside)


def line(way: Way, frame: Frame, placed: Docks, tracks: Tracks) -> Points:
    """The corners of a way."""
    a, b = placed.point(way.start, frame, start=True), placed.point(way.end, frame, start=False)
    at = {}
    for channel in way.channels:
        at[channel] = frame.track(channel, tracks.get((channel, way.bus.id), 0))
    for dock, point in ((way.start, a), (way.end, b)):
        if dock.inline:
            at[dock.channel] = point[0] if dock.channel.upright else point[1]
    points, along = [a], a
    for channel, after in zip(way.channels, (*way.channels[1:], None), strict=True):
        track = at[channel]
        end = at[after] if after else (b[1] if channel.upright else b[0])
        start = along[1] if channel.upright else along[0]
        points += [(track, start), (track, end)] if channel.upright else [(start, track), (end, track)]
        along = points[-1]
    return simple((*placed.lead(way.start, frame), *points, b))


def simple(points: Iterable[Point]) -> Points:
    """The corners alone, to a tenth of a pixel."""
    kept: list[Point] = []
    for x, y in points:
        point = (round(x, 1), round(y, 1))
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (
            kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]
        ):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def straight(one: Straight, frame: Frame) -> Points:
    """The line of a wire between neighbours."""
    ends = (one.wire.source, one.wire.target)
    if one.shape == "upright":
        a, b = (frame.boxes.get(id) or frame.icons[id] for id in ends)
        x = round(b.center[0] + (SIDE if one.wire.sort == "egress" else -SIDE), 1)
        return ((x, a.bottom + START), (x, b.y)) if a.y < b.y else ((x, a.y - START), (x, b.bottom))
    a, b = (frame.icons[id] for id in ends)
    y = round(a.center[1] + one.aside, 1)
    if one.shape == "level":
        return ((a.right + START, y), (b.x, y)) if a.x < b.x else ((a.x - START, y), (b.right, y))
    return ((a.right + 4, y), (b.center[0], y), (b.center[0], b.y))


def runs(ways: Iterable[Way], frame: Frame, placed: Docks, tracks: Tracks) -> dict[Channel, list[Run]]:
    """What every bus uses of the channels; stretches without length are none."""
    found: dict[tuple[Channel, str], list[_Stretch]] = {}
    for way in ways:
        for stretch in _stretches(way, frame, placed, tracks):
            found.setdefault((stretch.channel, way.bus.id), []).append(stretch)
    made: dict[Channel, list[Run]] = {}
    for (channel, bus), parts in found.items():
        low, high = min(min(part.span) for part in parts), max(max(part.span) for part in parts)
        if high - low > 0.5:
            turns = tuple(sorted({turn for part in parts for turn in part.turns}))
            apart = LOOSE if any(part.loose for part in parts) else APART
            run = Run(bus, low, high, turns, min(part.wish for part in parts), apart)
            made.setdefault(channel, []).append(run)
    return made


class _Stretch(NamedTuple):
    """What a way uses of a channel, and how it turns off at both ends."""

    channel: Channel
    span: tuple[float, float]
    turns: tuple[Turn, ...]
    wish: float
    loose: bool


def _stretches(way: Way, frame: Frame, placed: Docks, tracks: Tracks) -> Iterable[_Stretch]:
    """What a way uses of its channels."""
    a, b = placed.point(way.start, frame, start=True), placed.point(way.end, frame, start=False)
    places = [frame.track(c, tracks.get((c, way.bus.id), 0)) for c in way.channels]
    for index, channel in enumerate(way.channels):
        axis = 1 if channel.upright else 0
        before = places[index - 1] if index else a[axis]
        after = places[index + 1] if index + 1 < len(places) else b[axis]
        sides = (
            (a if index == 0 else _beyond(way, index - 1, places, a, b, back=True))[1 - axis],
            (b if index + 1 == len(places) else _beyond(way, index + 1, places, a, b, back=False))[1 - axis],
        )
        step = frame.channels[channel][1]
        turns = tuple(
            Turn(round(place, 1), (side - places[index]) * step > 0)
            for place, side, dock in zip((before, after), sides, (way.start, way.end), strict=True)
            if not (dock.inline and dock.channel == channel)
        )
        loose = len(places) > 1
        yield _Stretch(channel, (before, after), turns, after if way.bus.joins else before, loose)


def _beyond(way: Way, index: int, places: list[float], a: Point, b: Point, *, back: bool) -> Point:
    """Where a way goes on in a neighbouring channel: its far end there."""
    channel = way.channels[index]
    far = index - 1 if back else index + 1
    along = places[far] if 0 <= far < len(places) else (a if back else b)[1 if channel.upright else 0]
    return (places[index], along) if channel.upright else (along, places[index])
