"""Of several orders the one in which fewest lines cross as they are drawn, with what can be exchanged in it.

The search counts by places in columns. Ports, trunks and heights add crossings that only coordinates show.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from archgen.render.diagram.layout.cards.heights import heights, rows, with_room
from archgen.render.diagram.layout.cards.layers import Layers
from archgen.render.diagram.layout.cards.order import Order
from archgen.render.diagram.layout.cards.search import exchangeable, ordered
from archgen.render.diagram.layout.cards.sheet import Sheet
from archgen.render.diagram.routing.channels import Point, routed

EFFORT = 12_000
"""How many orders are drawn: this through the square of how many things are in order."""

Crossing = tuple[str, str]
"""The ids of two wires that cross."""


def settled(sheet: Sheet, found: Layers) -> Order:
    """The order in which fewest lines cross."""
    orders = ordered(sheet, found)
    drawing = _Drawing(sheet, found, EFFORT // (len(orders[0].items) + 1) ** 2)
    best = drawing.best(orders)
    while better := drawing.better(best):
        best = better
    return best[1]


Drawn = tuple[list[Crossing], Order]
"""An order and what crosses in it."""


class _Drawing:
    """Orders drawn to see what crosses, as many as there is time for."""

    def __init__(self, sheet: Sheet, found: Layers, left: int) -> None:
        self.sheet, self.found, self.left = sheet, found, left

    def crossings(self, order: Order) -> list[Crossing]:
        """What crosses in the drawing of an order."""
        self.left -= 1
        sheet = with_room(self.sheet, order)
        grid = routed(sheet, self.found, order, heights(sheet, order), 0.0)
        return list(crossed(grid.lines))

    def best(self, orders: list[Order]) -> Drawn:
        """The order with fewest crossings, the first of those."""
        if self.left < 2:
            return [], orders[0]
        found: list[Drawn] = []
        for order in orders:
            if self.left > 0 and not (found and not found[-1][0]):
                found.append((self.crossings(order), order))
        return min(found, key=lambda one: len(one[0]))

    def better(self, drawn: Drawn) -> Drawn | None:
        """An order that differs in one exchange and has fewer crossings."""
        crossings, order = drawn
        for changed in _changed(self.sheet, order, {wire for pair in crossings for wire in pair}):
            if self.left <= 0:
                break
            found = self.crossings(changed)
            if len(found) < len(crossings):
                return found, changed
        return None


def _changed(sheet: Sheet, order: Order, wires: set[str]) -> Iterator[Order]:
    """The order with two neighbours exchanged where some wires are: ports, then things in a column."""
    ends = {end for wire in sheet.wires if wire.id in wires for end in (wire.source, wire.target)}
    for side, row in rows(sheet, order).items():
        for index in range(len(row) - 1 if side[0] in ends else 0):
            ports = [*row[:index], row[index + 1], row[index], *row[index + 2 :]]
            yield replace(order, ports={**order.ports, side: ports})
    for number, column in enumerate(order.columns):
        for index, (a, b) in enumerate(pairwise(column)):
            near = {a, b, order.items[a].wire, order.items[b].wire} & (ends | wires)
            if near and exchangeable(order.items[a], order.items[b]):
                changed = [*column[:index], b, a, *column[index + 2 :]]
                yield replace(order, columns=[*order.columns[:number], changed, *order.columns[number + 1 :]])


def crossed(lines: Mapping[str, Iterable[Point]]) -> Iterator[Crossing]:
    """Each crossing of two lines."""
    flat: list[tuple[float, float, float, str]] = []
    upright: list[tuple[float, float, float, str]] = []
    for id, points in lines.items():
        for (ax, ay), (bx, by) in pairwise(points):
            if ax == bx:
                upright.append((ax, min(ay, by), max(ay, by), id))
            else:
                flat.append((ay, min(ax, bx), max(ax, bx), id))
    flat.sort()
    heights = [y for y, *_ in flat]
    for x, top, bottom, id in upright:
        for _, left, right, other in flat[bisect_right(heights, top) : bisect_left(heights, bottom)]:
            if left < x < right:
                yield id, other
