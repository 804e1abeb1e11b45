"""Which card is over which in each column, so that few lines cross.

A line that passes a column without stopping has a place in it as a card has. Frames keep their cards together
and are in the same order in all columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from archgen.render.diagram.layout.cards.layers import Layers
from archgen.render.diagram.layout.cards.sheet import Sheet, Wire


@dataclass(frozen=True, slots=True)
class Item:
    """What has a place in a column: a card, a wire that passes it, or a place kept for a frame."""

    id: str
    column: int
    card: str | None
    frames: tuple[str, ...] = ()
    wire: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a wire in the channel right of a column, from an item to an item; `loop`: both left of it."""

    wire: str
    left: str
    right: str
    column: int
    loop: bool = False


@dataclass(slots=True)
class Order:
    """The items of each column from top to bottom, and what joins them."""

    items: dict[str, Item]
    segments: list[Segment]
    columns: list[list[str]]
    rank: dict[str, int]
    hub: str | None
    ends: dict[tuple[str, str], str] = field(default_factory=dict)
    """The item at which a wire ends at the hub."""
    ports: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """The ports of a side of a card from top to bottom, where the places of their ends do not say that."""


def begun(sheet: Sheet, found: Layers) -> Order:
    """The items of each column as they are reached, before any of them is put elsewhere."""
    count = max(found.columns.values(), default=-1) + 1
    columns: list[list[str]] = [[] for _ in range(count)]
    items: dict[str, Item] = {}
    spans: dict[str, set[int]] = defaultdict(set)

    def place(item: Item) -> str:
        items[item.id] = item
        columns[item.column].append(item.id)
        return item.id

    for id in _as_reached(sheet, found):
        if id != found.hub:
            frames = sheet.path(sheet.cards[id].frame)
            place(Item(id, found.columns[id], id, frames))
            for frame in frames:
                spans[frame].add(found.columns[id])
    for frame, used in spans.items():
        for column in range(min(used), max(used)):
            if column not in used:
                frames = sheet.path(frame)
                place(Item(f"{frame} {column}", column, None, frames))
    lane = found.columns[found.hub] if found.hub else None
    order = Order(items, [], columns, _ranks(sheet, spans, items, lane), found.hub)
    for wire in sheet.wires:
        if wire.source != wire.target:
            held = common(*(sheet.path(sheet.cards[id].frame) for id in (wire.source, wire.target)))
            order.segments += _segments(wire, found, held, place, order)
    return order


def _ranks(
    sheet: Sheet, spans: Mapping[str, set[int]], items: Mapping[str, Item], lane: int | None
) -> dict[str, int]:
    """Frames as they are reached, those that keep their place as they are given; what is below a hub last."""
    reached = list(dict.fromkeys(frame for item in items.values() for frame in item.frames))
    reached.sort(key=lambda frame: lane in spans[frame])
    given = {frame: index for index, frame in enumerate(sheet.frames)}
    kept = iter(sorted((f for f in reached if sheet.frames[f].ordered), key=lambda f: given[f]))
    return {(next(kept) if sheet.frames[f].ordered else f): index for index, f in enumerate(reached)}


def _as_reached(sheet: Sheet, found: Layers) -> list[str]:
    """The cards by the first way from where requests begin, depth first, and then all others."""
    after: dict[str, list[str]] = {id: [] for id in sheet.cards}
    for wire in sheet.wires:
        after[wire.source].append(wire.target)
    seen: dict[str, None] = {}
    roots = sorted(sheet.cards, key=lambda id: (not sheet.cards[id].start, found.columns[id]))
    for root in roots:
        stack = [root]
        while stack:
            id = stack.pop()
            if id not in seen:
                seen[id] = None
                if id != found.hub:
                    stack += reversed(after[id])
    return list(seen)


def common(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...]:
    """The frames that two items are both in."""
    length = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        length += 1
    return one[:length]


def _segments(
    wire: Wire, found: Layers, held: tuple[str, ...], place: Callable[[Item], str], order: Order
) -> Iterable[Segment]:
    """The wire cut at every column between its ends; it is counted from its left end.

    What holds both its ends holds the whole of it.
    """
    ends = []
    for id in (wire.source, wire.target):
        if id == found.hub:
            item = Item(f"{wire.id} {id}", found.columns[id], None, (f"{id} lane",), wire.id)
            order.rank.setdefault(f"{id} lane", -1)
            order.ends[wire.id, id] = place(item)
            ends.append((item.id, found.columns[id]))
        else:
            ends.append((id, found.columns[id]))
    (left, start), (right, end) = sorted(ends, key=lambda end: end[1])
    if start == end:
        return [Segment(wire.id, left, right, start, loop=True)]
    stops = [left]
    for column in range(start + 1, end):
        stops.append(place(Item(f"{wire.id} {column}", column, None, held, wire.id)))
    stops.append(right)
    return [Segment(wire.id, a, b, start + i) for i, (a, b) in enumerate(pairwise(stops))]
