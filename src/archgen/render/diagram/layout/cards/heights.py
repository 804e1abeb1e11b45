"""How high each card and each passing line is: as straight lines as the order allows.

Minimised is the weighted length of all upright pieces, the sum of w * |y(a) + port - y(b) - port|, under the
order of each column and the frames' paddings. A set of items is moved together as long as that makes the sum
less: an item with what it pushes, and with what is in line with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from archgen.render.diagram.layout.cards.order import Item, Order, Segment, common
from archgen.render.diagram.layout.cards.sheet import Sheet, Wire

PORTS = 13.0
"""Pixels between the ports of one side of a card."""
LINES = 11.0
"""Pixels between lines that pass a column, and half of it beyond a card."""
LINE, SMALL = 0.3, 12.0
"""The least weight of a line, and pixels up to which a step in one is taken out if that can be."""
ROUNDS = 40
NEAR = 0.01

Port = tuple[str, str]
"""A wire's id and the item at which it ends."""


class Heights(NamedTuple):
    """The middle of each item, and how far from it each wire meets it."""

    middle: Mapping[str, float]
    ports: Mapping[Port, float]

    def end(self, wire: str, item: str) -> float:
        """The height at which a wire meets an item."""
        return self.middle[item] + self.ports.get((wire, item), 0.0)


def heights(sheet: Sheet, order: Order) -> Heights:
    """The heights, from 0 on."""
    ports = _ports(sheet, order)
    solver = _Solver(sheet, order, ports)
    solver.solve()
    return Heights(dict(zip(solver.ids, solver.y, strict=True)), ports)


def with_room(sheet: Sheet, order: Order) -> Sheet:
    """The cards as high as their ports need."""
    least = _needed(sheet, order)
    cards = {
        id: replace(card, height=max(card.height, least.get(id, 0.0))) for id, card in sheet.cards.items()
    }
    return replace(sheet, cards=cards)


def _needed(sheet: Sheet, order: Order) -> dict[str, float]:
    """The least height of the cards that have several ports on a side."""
    wires = {wire.id: wire for wire in sheet.wires}
    found: dict[str, float] = defaultdict(float)
    for (item, _), keys in _sides(sheet, order).items():
        if len(keys) > 1:
            found[item] = max(found[item], _pitch(keys, wires) * (len(keys) - 1) + 16)
    return found


def _pitch(keys: Mapping[str, list[tuple[str, str, str]]], wires: Mapping[str, Wire]) -> float:
    """Pixels between the ports of a side: more where two of them have something written beside them."""
    tall = []
    for uses in keys.values():
        at = [(wires[id].stem if here == wires[id].source else wires[id].arrival)[1] for id, here, _ in uses]
        tall.append(max(at))
    lower, higher = (0.0, 0.0, *sorted(tall))[-2:]
    return max(PORTS, (lower + higher) / 2 + 2)


def _half(sheet: Sheet, item: Item) -> float:
    return sheet.cards[item.card].height / 2 if item.card else 0.0


def port_key(wire: Wire, item: str) -> str:
    """Wires with the same key meet a card at one point."""
    shared = (wire.trunk == "fan" and item == wire.source) or (wire.trunk == "join" and item == wire.target)
    return f"{wire.net} {wire.trunk}" if shared else wire.id


def _sides(sheet: Sheet, order: Order) -> dict[tuple[str, str], dict[str, list[tuple[str, str, str]]]]:
    """The ports on each side of each card: their wires, with the item at the other end."""
    wires = {wire.id: wire for wire in sheet.wires}
    found: dict[tuple[str, str], dict[str, list[tuple[str, str, str]]]] = defaultdict(dict)
    for segment in order.segments:
        wire = wires[segment.wire]
        ends = ((segment.left, "right", segment.right), (segment.right, "left", segment.left))
        if segment.loop:
            ends = ((segment.left, "right", segment.right), (segment.right, "right", segment.left))
        for item, side, other in ends:
            if order.items[item].card:
                found[item, side].setdefault(port_key(wire, item), []).append((wire.id, item, other))
    return found


def rows(sheet: Sheet, order: Order) -> dict[tuple[str, str], list[str]]:
    """The ports on each side of each card from top to bottom: by the places of their other ends."""
    at = {id: index / len(column) for column in order.columns for index, id in enumerate(column)}
    found = {}
    for side, keys in _sides(sheet, order).items():
        mean = {key: fsum(at[other] for _, _, other in uses) / len(uses) for key, uses in keys.items()}
        found[side] = order.ports.get(side) or sorted(keys, key=lambda key: mean[key])
    return found


def _ports(sheet: Sheet, order: Order) -> dict[Port, float]:
    """How far the ports are from their card's middle; the one in the middle of a side is level with it."""
    wires = {wire.id: wire for wire in sheet.wires}
    sides = _sides(sheet, order)
    alone = {item for (item, _), keys in sides.items() if len(keys) == 1}
    ports: dict[Port, float] = {}
    for side, row in rows(sheet, order).items():
        item, keys = side[0], sides[side]
        middle = float(_middle(row, keys, wires, alone, order.items))
        room = sheet.cards[item].height / 2 - 6
        pitch = _pitch(keys, wires)
        if pitch * max(middle, len(row) - 1 - middle) > room:
            middle = (len(row) - 1) / 2
            pitch = min(pitch, room / middle) if middle else pitch
        for index, key in enumerate(row):
            for wire, here, _ in keys[key]:
                ports[wire, here] = (index - middle) * pitch
    return ports


def _middle(
    row: Sequence[str],
    keys: Mapping[str, list[tuple[str, str, str]]],
    wires: Mapping[str, Wire],
    alone: set[str],
    items: Mapping[str, Item],
) -> int:
    """Which of the ports is level with the card: of two in the middle the more important one."""
    low, high = (len(row) - 1) // 2, len(row) // 2

    def weight(index: int) -> tuple[bool, bool, bool]:
        uses = keys[row[index]]
        near = any(items[other].card for _, _, other in uses)
        return any(wires[w].main for w, _, _ in uses), near, any(other in alone for _, _, other in uses)

    main = next((i for i in range(len(row)) if weight(i)[0]), None)
    if main is not None and low - 1 <= main <= high + 1:
        return main
    return high if weight(high) > weight(low) else low


class _Solver:
    """Items by number: their heights, who is at least how far below whom, and who wants to be level."""

    def __init__(self, sheet: Sheet, order: Order, ports: Mapping[Port, float]) -> None:
        self.sheet, self.order = sheet, order
        self.ids = [id for column in order.columns for id in column]
        self.number = {id: index for index, id in enumerate(self.ids)}
        self.below: list[dict[int, float]] = [{} for _ in self.ids]
        self.above: list[dict[int, float]] = [{} for _ in self.ids]
        self.ties: list[list[tuple[int, float, float]]] = [[] for _ in self.ids]
        for upper, lower, apart in _Distances(sheet, order).all():
            a, b = self.number[upper], self.number[lower]
            self.below[a][b] = max(self.below[a].get(b, 0.0), apart)
            self.above[b][a] = self.below[a][b]
        self._tie(ports)
        self.y = self._packed()

    def _tie(self, ports: Mapping[Port, float]) -> None:
        wires = {wire.id: wire for wire in self.sheet.wires}
        for segment in self.order.segments:
            a, b = self.number[segment.left], self.number[segment.right]
            left, right = (ports.get((segment.wire, item), 0.0) for item in (segment.left, segment.right))
            weight = self._weight(segment, wires[segment.wire])
            self.ties[a].append((b, left - right, weight))
            self.ties[b].append((a, right - left, weight))
        for column in self.order.columns:
            real = [id for id in column if self.order.items[id].wire is None]
            for upper, lower in pairwise(real):
                a, b = self.number[upper], self.number[lower]
                same = self.order.items[upper].frames == self.order.items[lower].frames
                apart, weight = self.below[a].get(b, 60.0), 0.12 if same else 0.03
                self.ties[a].append((b, apart, weight))
                self.ties[b].append((a, -apart, weight))

    def _weight(self, segment: Segment, wire: Wire) -> float:
        """Straight where it passes columns; a trunk is upright anyway, whoever joins it."""
        ends = (segment.left, segment.right)
        passing = [self.order.items[item].wire is not None for item in ends]
        hub = {"fan": wire.source, "join": wire.target}.get(wire.trunk)
        weight = 0.3 if hub in ends else (1.2, 2.0, 4.0)[sum(passing)]
        return weight * (4.0 if wire.main else 1.0)

    def _packed(self) -> list[float]:
        """Everything as high as it can be."""
        y = [0.0] * len(self.ids)
        waiting = [len(above) for above in self.above]
        queue = [index for index, count in enumerate(waiting) if not count]
        for a in queue:
            for b, apart in self.below[a].items():
                y[b] = max(y[b], y[a] + apart)
                waiting[b] -= 1
                if not waiting[b]:
                    queue.append(b)
        return y

    def solve(self) -> None:
        """Moves until none makes it better."""
        for _ in range(ROUNDS):
            if not sum(self._moved(index, way) for index in range(len(self.ids)) for way in (1, -1)):
                break
        for index in range(len(self.ids)):
            for other, off, weight in self.ties[index]:
                if weight >= LINE:
                    self._straighten(index, self.y[other] - self.y[index] - off)

    def _straighten(self, index: int, step: float) -> None:
        """A small step in a line taken out, where that bends no other."""
        if not NEAR < abs(step) <= SMALL:
            return
        way = 1 if step > 0 else -1
        for items in (self._shifted([index], step), self._shifted(self._in_line(index, way), step)):
            before = self._bends(items)
            for item in items:
                self.y[item] += step
            if self._bends(items) < before:
                return
            for item in items:
                self.y[item] -= step

    def _shifted(self, start: Iterable[int], step: float) -> set[int]:
        """Items with those that they push when they move so far."""
        found = set(start)
        queue = list(found)
        links = self.below if step > 0 else self.above
        for a in queue:
            for b, apart in links[a].items():
                if b not in found and abs(self.y[b] - self.y[a]) - apart < abs(step) + NEAR:
                    found.add(b)
                    queue.append(b)
        return found

    def _bends(self, items: set[int]) -> int:
        """The lines of some items that are not straight."""
        return sum(
            abs(self.y[a] + off - self.y[b]) > NEAR
            for a in items
            for b, off, weight in self.ties[a]
            if weight >= LINE
        )

    def _moved(self, index: int, way: int) -> bool:
        """Whether an item was moved with what it pushes, or with what is in line with it."""
        pushes = self._gradient(index, way) < -NEAR and self._move(self._pushed([index], way), way)
        return pushes or self._move(self._in_line(index, way), way)

    def _gradient(self, index: int, way: int) -> float:
        here = self.y[index]
        return fsum(w if (here + off - self.y[j]) * way > -NEAR else -w for j, off, w in self.ties[index])

    def _pushed(self, start: Sequence[int], way: int) -> set[int]:
        """Items with those that they push."""
        found, queue = set(start), list(start)
        links = self.below if way > 0 else self.above
        for a in queue:
            for b, apart in links[a].items():
                if b not in found and abs(self.y[b] - self.y[a]) - apart < NEAR:
                    found.add(b)
                    queue.append(b)
        return found

    def _in_line(self, index: int, way: int) -> set[int]:
        """An item with those that are level with it, and those that all of them push."""
        found, queue = {index}, [index]
        links = self.below if way > 0 else self.above
        for a in queue:
            for b, apart in links[a].items():
                if b not in found and abs(self.y[b] - self.y[a]) - apart < NEAR:
                    found.add(b)
                    queue.append(b)
            for b, off, weight in self.ties[a]:
                if b not in found and weight >= 1 and abs(self.y[a] + off - self.y[b]) < NEAR:
                    found.add(b)
                    queue.append(b)
        return found

    def _move(self, items: set[int], way: int) -> bool:
        """The set moved to where it is best; whether that was a gain."""
        slope, turns = 0.0, []
        room = float("inf")
        links = self.below if way > 0 else self.above
        for a in items:
            for b, off, weight in self.ties[a]:
                if b not in items:
                    gap = (self.y[a] + off - self.y[b]) * way
                    if gap < -NEAR:
                        slope -= weight
                        turns.append((-gap, 2 * weight))
                    else:
                        slope += weight
            for b, apart in links[a].items():
                if b not in items:
                    room = min(room, abs(self.y[b] - self.y[a]) - apart)
        if slope >= -NEAR or room < NEAR:
            return False
        step = 0.0
        for gap, change in sorted(turns):
            step = gap
            slope += change
            if slope >= -NEAR or gap >= room:
                break
        step = min(step, room)
        for a in items:
            self.y[a] += way * step
        return step > NEAR


class _Distances:
    """Who must be how far below whom: in a column, and from frame to frame."""

    def __init__(self, sheet: Sheet, order: Order) -> None:
        self.sheet, self.order = sheet, order
        self.firsts: dict[str, list[str]] = defaultdict(list)
        self.lasts: dict[str, list[str]] = defaultdict(list)
        self.inside = inside(sheet, order)
        for column in order.columns:
            first: dict[str, str] = {}
            last: dict[str, str] = {}
            for id in column:
                for frame in self.inside[id]:
                    first.setdefault(frame, id)
                    last[frame] = id
            for frame, id in first.items():
                self.firsts[frame].append(id)
                self.lasts[frame].append(last[frame])

    def all(self) -> Iterator[tuple[str, str, float]]:
        """Pairs of items, the upper one first, with the pixels between their middles."""
        for column in self.order.columns:
            for upper, lower in pairwise(column):
                yield upper, lower, self._apart(upper, lower)
                yield from self._framed(upper, lower)

    def _apart(self, a: str, b: str) -> float:
        upper, lower = self.order.items[a], self.order.items[b]
        one, two = self.inside[a], self.inside[b]
        halves = _half(self.sheet, upper) + _half(self.sheet, lower)
        shared = common(one, two)
        left, entered = one[len(shared) :], two[len(shared) :]
        lane = any(frame not in self.sheet.frames for frame in (*one, *two))
        if lane and one == two:
            return PORTS
        if lane and self.order.hub:
            halves += self.sheet.cards[self.order.hub].height / 2 + LINES
        frames = self.sheet.frames
        left = tuple(f for f in left if f in frames)
        entered = tuple(f for f in entered if f in frames)
        room = fsum(frames[f].padding for f in left) + fsum(frames[f].caption for f in entered)
        if _passes(upper) or _passes(lower):
            return halves + room + LINES
        gap = max([frames[f].gap for f in (*left[:1], *entered[:1])], default=0.0)
        between = self.sheet.within if shared else self.sheet.apart
        return halves + room + (gap or (between if upper.card and lower.card else 0.0))

    def _framed(self, upper: str, lower: str) -> Iterator[tuple[str, str, float]]:
        """Frames that are over one another are so in all their columns."""
        one, two = self.inside[upper], self.inside[lower]
        shared = common(one, two)
        left, entered = one[len(shared) :], two[len(shared) :]
        if not left and not entered:
            return
        for a in self.lasts[left[0]] if left else [upper]:
            for b in self.firsts[entered[0]] if entered else [lower]:
                if (a, b) != (upper, lower):
                    yield a, b, self._apart(a, b)


def inside(sheet: Sheet, order: Order) -> dict[str, tuple[str, ...]]:
    """The frames that each item is in.

    A line that passes is in the frame between whose cards it does so; at the edge of a frame it is in it only
    if it ends there: then it runs below the frame's caption. What is in a frame is in one piece.
    """
    found = {id: item.frames for id, item in order.items.items()}
    paths = {
        wire.id: {f for end in (wire.source, wire.target) for f in sheet.path(sheet.cards[end].frame)}
        for wire in sheet.wires
    }
    for column in order.columns:
        found |= _enclosed(column, order)
        before: tuple[str, ...] = ()
        run: list[str] = []
        for id in column:
            if _loose(order.items[id]) and not found[id]:
                run.append(id)
                continue
            found |= _edged(run, before, found[id], order, paths)
            before, run = found[id], []
        found |= _edged(run, before, (), order, paths)
    return found


def _enclosed(column: Sequence[str], order: Order) -> dict[str, tuple[str, ...]]:
    """The frames of lines that pass: the innermost that has something over them and under them."""
    first: dict[tuple[str, ...], int] = {}
    last: dict[tuple[str, ...], int] = {}
    for index, id in enumerate(column):
        frames = order.items[id].frames
        for depth in range(1, len(frames) + 1):
            first.setdefault(frames[:depth], index)
            last[frames[:depth]] = index
    found: dict[str, tuple[str, ...]] = {}
    for index, id in enumerate(column):
        item = order.items[id]
        if item.wire is not None and not any(frame.endswith(" lane") for frame in item.frames):
            around = [frames for frames in first if first[frames] < index < last[frames]]
            found[id] = max([item.frames, *around], key=len)
    return found


def _loose(item: Item) -> bool:
    """Whether it is a line that passes, and not one that ends at an upright lane."""
    return item.wire is not None and not item.frames


def _edged(
    run: Sequence[str],
    before: tuple[str, ...],
    after: tuple[str, ...],
    order: Order,
    paths: Mapping[str, set[str]],
) -> dict[str, tuple[str, ...]]:
    """The frames of lines that pass one after another between two cards."""
    shared = common(before, after)
    found = dict.fromkeys(run, shared)
    for ids, frames in ((run, before), (run[::-1], after)):
        for id in ids:
            own = paths[order.items[id].wire or ""]
            frames = next((frames[:i] for i, f in enumerate(frames) if f not in own), frames)
            if len(frames) <= len(shared) or found[id] != shared:
                break
            found[id] = frames
    return found


def _passes(item: Item) -> bool:
    return item.wire is not None


def reached(
    sheet: Sheet, order: Order, middle: Mapping[str, float], within: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[float, float]]:
    """The top and the bottom of each frame, around cards, frames and lines in it."""
    held: dict[str, list[float]] = defaultdict(list)
    for id, frames in within.items():
        item = order.items[id]
        if frames and frames[-1] in sheet.frames and (item.card or item.wire):
            held[frames[-1]] += [middle[id] - _half(sheet, item), middle[id] + _half(sheet, item)]
    found = {}
    for id in sorted(sheet.frames, key=lambda frame: -len(sheet.path(frame))):
        if held[id]:
            frame = sheet.frames[id]
            found[id] = min(held[id]) - frame.caption, max(held[id]) + frame.padding
            if frame.parent is not None:
                held[frame.parent] += found[id]
    return found
