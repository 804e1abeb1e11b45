"""The channels between columns of cards: on which upright track each trunk runs, and every line's corners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from archgen.render.diagram.layout.cards.heights import Heights, inside, port_key, reached
from archgen.render.diagram.layout.cards.layers import Layers
from archgen.render.diagram.layout.cards.order import Order, Segment
from archgen.render.diagram.layout.cards.sheet import Sheet, Wire
from archgen.render.diagram.routing.spacing import (
    CLEAR,
    HEAD,
    STUB,
    TRACK,
    Border,
    End,
    Sides,
    far_out,
    spaced,
)

Point = tuple[float, float]
ONE, SAME = 1.5, 5.0
"""Pixels below which two heights are one line, and below which they may be taken for one."""


class Grid(NamedTuple):
    """Where columns begin, how wide they are, and the corners of each wire in its own direction.

    `beside` is the room right of each card for lines between cards of its column; it belongs to their frames.
    """

    left: tuple[float, ...]
    width: tuple[float, ...]
    beside: Mapping[str, float]
    lines: Mapping[str, tuple[Point, ...]]


@dataclass(slots=True)
class Trunk:
    """What runs on one upright track: the heights at which it meets lines from the left and the right."""

    key: str
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    runs: list[tuple[float, float, bool]] = field(default_factory=list)
    """Each of its lines: from which height to which, and whether it goes on to the right from there."""

    @property
    def span(self) -> tuple[float, float]:
        ends = (*self.lefts, *self.rights)
        return min(ends), max(ends)

    @property
    def straight(self) -> bool:
        low, high = self.span
        return high - low < 0.5


def routed(sheet: Sheet, found: Layers, order: Order, high: Heights, start: float) -> Grid:
    """Columns and channels from left to right, and the wires through them."""
    wires = {wire.id: wire for wire in sheet.wires}
    widths = _widths(sheet, found, len(order.columns))
    pads = _pads(sheet, found, len(order.columns))
    borders = _borders(sheet, found, reached(sheet, order, high.middle, inside(sheet, order)))
    lefts = [start + pads[0][0] if pads else start]
    tracks: dict[tuple[int, str], float] = {}
    beside: dict[str, float] = {}
    for column in range(len(order.columns)):
        segments = [segment for segment in order.segments if segment.column == column]
        trunks = _trunks(segments, wires, order, high)
        loops = {key: trunk for key, trunk in trunks.items() if not trunk.rights}
        numbers = _tracks({key: trunk for key, trunk in trunks.items() if key not in loops})
        edge = lefts[column] + widths[column]
        ends = {key: _ends(key, segments, wires, order) for key in loops}
        paddings = {
            key: _passed(ends[key], trunk, sheet, found, high, column) for key, trunk in loops.items()
        }
        passing = {key: padding for key, padding in paddings.items() if padding}
        turns = _tracks({key: trunk for key, trunk in loops.items() if key not in passing})
        out = _room([s for s in segments if not s.loop], wires, order)
        room = max(_room([s for s in segments if s.loop], wires, order), out) + 4
        tracks |= {(column, key): edge + room + TRACK * number for key, number in turns.items()}
        within = room + TRACK * max(turns.values()) + 2 if turns else 0.0
        beside |= dict.fromkeys((id for id, at in found.columns.items() if at == column), within)
        right = within + pads[column][1]
        for key, number in _tracks({key: loops[key] for key in passing}).items():
            clear = max(room, within + max(passing.values()) + 2 * CLEAR) + TRACK * number
            tracks[column, key] = edge + clear
            for id in ends[key]:
                beside[id] = max(beside[id], clear + 2)
                right = max(right, clear + 2 + _padding(sheet, found, id, column))
        least = right + max(STUB, out - within) if loops else STUB
        frames = ([] if loops else borders[column, "right"], borders[column + 1, "left"])
        sides = _sides([s for s in segments if not s.loop], wires, order, high, frames)
        apart, across = spaced(numbers, {key: trunks[key].span for key in numbers}, sides, least)
        tracks |= {(column, key): edge + x for key, x in apart.items()}
        if column + 1 < len(order.columns):
            lefts.append(round(edge + max(across, _margins(sheet, found, column)), 1))
    lines = _lines(sheet, found, order, high, lefts, widths, tracks)
    return Grid(tuple(lefts), tuple(widths), beside, lines)


def _widths(sheet: Sheet, found: Layers, count: int) -> list[float]:
    widths = [0.0] * count
    for id, column in found.columns.items():
        widths[column] = max(widths[column], sheet.cards[id].width)
    return widths


def _ends(key: str, segments: Sequence[Segment], wires: Mapping[str, Wire], order: Order) -> set[str]:
    """The cards at which the lines of a trunk end."""
    mine = [segment for segment in segments if _key(segment, wires[segment.wire], order) == key]
    cards = (order.items[id].card for segment in mine for id in (segment.left, segment.right))
    return {card for card in cards if card is not None}


def _passed(ends: set[str], trunk: Trunk, sheet: Sheet, found: Layers, high: Heights, column: int) -> float:
    """The padding of frames that a line beside a column passes and that hold none of its ends."""
    spans = _spans(sheet, found)
    own = {frame for id in ends for frame in sheet.path(sheet.cards[id].frame)}
    low, top = trunk.span
    beside = [id for id, at in found.columns.items() if at == column and low < high.middle.get(id, low) < top]
    return max(
        (
            fsum(
                sheet.frames[f].padding
                for f in sheet.path(sheet.cards[id].frame)
                if f not in own and max(spans[f]) == column
            )
            for id in beside
        ),
        default=0.0,
    )


def _padding(sheet: Sheet, found: Layers, id: str, column: int) -> float:
    """The padding of all frames of a card that end at a column."""
    spans = _spans(sheet, found)
    path = sheet.path(sheet.cards[id].frame)
    return fsum(sheet.frames[f].padding for f in path if max(spans[f]) == column)


def _spans(sheet: Sheet, found: Layers) -> dict[str, list[int]]:
    """The columns in which each frame holds cards."""
    spans: dict[str, list[int]] = defaultdict(list)
    for id, column in found.columns.items():
        for frame in sheet.path(sheet.cards[id].frame):
            spans[frame].append(column)
    return spans


def _pads(sheet: Sheet, found: Layers, count: int) -> list[tuple[float, float]]:
    """What frames that begin or end at a column ask of its channels."""
    spans = _spans(sheet, found)
    pads = [[0.0, 0.0] for _ in range(count)]
    for id, column in found.columns.items():
        path = sheet.path(sheet.cards[id].frame)
        for side, edge in ((0, min), (1, max)):
            own = fsum(sheet.frames[f].padding for f in path if edge(spans[f]) == column)
            pads[column][side] = max(pads[column][side], own)
    return [(left, right) for left, right in pads]


def _key(segment: Segment, wire: Wire, order: Order) -> str:
    """Segments with one key run on one track: those of a fan beside its source, of a join at its target."""
    items = {order.items[id].card for id in (segment.left, segment.right)}
    if (wire.trunk == "fan" and wire.source in items) or (wire.trunk == "join" and wire.target in items):
        hub = wire.source if wire.trunk == "fan" else wire.target
        return port_key(wire, hub) + (" loop" if segment.loop else "")
    return wire.id


def _trunks(
    segments: Sequence[Segment], wires: Mapping[str, Wire], order: Order, high: Heights
) -> dict[str, Trunk]:
    trunks: dict[str, Trunk] = {}
    for segment in segments:
        trunk = trunks.setdefault(_key(segment, wires[segment.wire], order), Trunk(segment.wire))
        trunk.lefts.append(high.end(segment.wire, segment.left))
        other = high.end(segment.wire, segment.right)
        (trunk.lefts if segment.loop else trunk.rights).append(other)
        trunk.runs.append((trunk.lefts[-2 if segment.loop else -1], other, not segment.loop))
    return trunks


def _tracks(trunks: Mapping[str, Trunk]) -> dict[str, int]:
    """The number of each trunk's track: the order with fewest crossings, as few tracks as that needs."""
    keys = [key for key, trunk in trunks.items() if not trunk.straight]
    cost = {(a, b): _crossed(trunks[a], trunks[b]) for a in keys for b in keys if a != b}
    row = sorted(keys, key=lambda key: (fsum(trunks[key].span), key))
    while sum(_shifted(row, index, cost) for index in range(len(row))):
        continue
    numbers: dict[str, int] = {}
    for key in row:
        numbers[key] = max(
            (number + 1 for other, number in numbers.items() if _meet(trunks[key], trunks[other])), default=0
        )
    return numbers


def _shifted(row: list[str], index: int, cost: Mapping[tuple[str, str], int]) -> bool:
    """Whether a trunk crosses less on another track: it is then on the best one, the others shifted."""
    key = row[index]
    others = row[:index] + row[index + 1 :]
    saved = [0, *accumulate(cost[other, key] - cost[key, other] for other in others)]
    best = min(range(len(saved)), key=lambda place: (saved[place], abs(place - index)))
    if saved[best] >= saved[index]:
        return False
    row[:] = [*others[:best], key, *others[best:]]
    return True


def _meet(one: Trunk, two: Trunk) -> bool:
    """Whether two trunks would touch on one track."""
    return one.span[0] < two.span[1] + TRACK and two.span[0] < one.span[1] + TRACK


def _margins(sheet: Sheet, found: Layers, column: int) -> float:
    """The room right of a column for frames that are drawn later around the cards of one side only."""
    left, right = (
        {sheet.cards[id].margin for id, at in found.columns.items() if at == side}
        for side in (column, column + 1)
    )
    widest = max((abs(a - b) for a in left for b in right), default=0.0)
    return widest + STUB if widest else 0.0


def _crossed(left: Trunk, right: Trunk) -> int:
    """Pairs of lines that cross with one trunk left of the other; a run that both share counts as many."""
    crossings = 0
    for here, there, onward in left.runs:
        low, high = min(here, there), max(here, there)
        for start, end, leaves in right.runs:
            crossings += onward and min(start, end) < there < max(start, end)
            crossings += (low < start < high) + (not leaves and low < end < high)
    gaps = [abs(a - b) for a in left.rights for b in right.lefts]
    return crossings + 100 * sum(gap < ONE for gap in gaps) + 20 * sum(ONE <= gap < SAME for gap in gaps)


def _room(segments: Sequence[Segment], wires: Mapping[str, Wire], order: Order) -> float:
    """Pixels right of the cards of a column for what is written there on some lines."""
    ends = [
        (segment, item) for segment in segments for item in (segment.left, segment.right)[: 1 + segment.loop]
    ]
    return max([STUB, *(_written(item, wires[segment.wire], order)[0] for segment, item in ends)])


def _written(item: str, wire: Wire, order: Order) -> tuple[float, float]:
    """How wide and how high it is at the end of a line, its head included; nothing where it only passes."""
    id = order.items[item].card
    if id == wire.source and wire.stem[0]:
        return wire.stem[0] + 3 * CLEAR, wire.stem[1]
    if id == wire.target or (id is None and order.ends.get((wire.id, wire.target)) == item):
        return HEAD + (wire.arrival[0] + CLEAR if wire.arrival[0] else 0.0), wire.arrival[1]
    return 0.0, 0.0


def _sides(
    segments: Sequence[Segment],
    wires: Mapping[str, Wire],
    order: Order,
    high: Heights,
    frames: tuple[Sequence[Border], Sequence[Border]],
) -> Sides:
    """The lines of a channel with the room that their ends ask for, clear of frames that they enter."""
    hub = set(order.ends.values())
    lines = []
    for segment in segments:
        wire, ends = wires[segment.wire], []
        for item, beside in ((segment.left, frames[0]), (segment.right, frames[1])):
            y, (room, height) = high.end(wire.id, item), _written(item, wire, order)
            border = far_out(y, beside)
            if room > HEAD:
                room += max(0.0, border + CLEAR - HEAD)
            elif order.items[item].card or item in hub:
                room = max(room, STUB)
            room = max(room, border + CLEAR if border else 0.0)
            ends.append(End(y, room, height / 2 + 2 * CLEAR))
        lines.append((ends[0], ends[1]))
    return Sides(lines, *frames)


def _borders(
    sheet: Sheet, found: Layers, reach: Mapping[str, tuple[float, float]]
) -> dict[tuple[int, str], list[Border]]:
    """The borders of frames left and right of each column, and how far they are from its cards."""
    spans = _spans(sheet, found)
    out: dict[tuple[int, str], dict[str, float]] = defaultdict(dict)
    for id, column in found.columns.items():
        for side, edge in (("left", min), ("right", max)):
            padding, borders = 0.0, out[column, side]
            for frame in reversed(sheet.path(sheet.cards[id].frame)):
                if edge(spans[frame]) == column:
                    padding += sheet.frames[frame].padding
                    borders[frame] = max(borders.get(frame, 0.0), padding)
    return defaultdict(
        list, {key: [Border(*reach[f], far) for f, far in borders.items()] for key, borders in out.items()}
    )


def _lines(
    sheet: Sheet,
    found: Layers,
    order: Order,
    high: Heights,
    lefts: Sequence[float],
    widths: Sequence[float],
    tracks: Mapping[tuple[int, str], float],
) -> dict[str, tuple[Point, ...]]:
    parts: dict[str, list[Segment]] = defaultdict(list)
    for segment in order.segments:
        parts[segment.wire].append(segment)
    lines: dict[str, tuple[Point, ...]] = {}
    for wire in sheet.wires:
        if not parts[wire.id]:
            continue
        points: list[Point] = []
        for segment in parts[wire.id]:
            here, there = high.end(wire.id, segment.left), high.end(wire.id, segment.right)
            x = tracks.get((segment.column, _key(segment, wire, order)))
            if segment is parts[wire.id][0]:
                points.append((_right(segment.left, sheet, order, lefts, widths), here))
            if x is not None and abs(here - there) >= 0.05:
                points += [(x, here), (x, there)]
            if segment.loop:
                points.append((_right(segment.right, sheet, order, lefts, widths), there))
            elif segment is parts[wire.id][-1]:
                points.append((_left(segment.right, sheet, order, lefts, widths), there))
        forward = found.columns[wire.source] < found.columns[wire.target] or parts[wire.id][0].loop
        if parts[wire.id][0].loop and parts[wire.id][0].left != wire.source:
            points.reverse()
        lines[wire.id] = _corners(points if forward else points[::-1])
    return lines


def _right(item: str, sheet: Sheet, order: Order, lefts: Sequence[float], widths: Sequence[float]) -> float:
    """The right side of a card; cards of a column are as wide as the widest."""
    column = order.items[item].column
    return lefts[column] + widths[column]


def _left(item: str, sheet: Sheet, order: Order, lefts: Sequence[float], widths: Sequence[float]) -> float:
    return lefts[order.items[item].column]


def _corners(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points at which a line turns, rounded to a tenth of a pixel."""
    kept: list[Point] = []
    for x, y in points:
        point = (round(x, 1), round(y, 1))
        if kept and abs(kept[-1][0] - point[0]) < 0.05 and abs(kept[-1][1] - point[1]) < 0.05:
            continue
        if len(kept) > 1 and _on_one_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _on_one_line(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]
