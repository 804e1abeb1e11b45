"""A sheet laid out: the boxes of cards and frames, the corners of lines, in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import fsum
from typing import NamedTuple

from archgen.render.diagram.layout.cards.heights import Heights, heights, inside, reached, with_room
from archgen.render.diagram.layout.cards.layers import Layers, folded, layers
from archgen.render.diagram.layout.cards.order import Order
from archgen.render.diagram.layout.cards.settling import settled
from archgen.render.diagram.layout.cards.sheet import Sheet
from archgen.render.diagram.routing.channels import Grid, Point, routed
from archgen.render.diagram.scene import Box

HUB = 76.0
"""Pixels that an upright lane is wide at least."""
BESIDE = 20.0
"""Pixels of an upright lane above its first line and below its last."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Where everything is; frames from the outermost in."""

    cards: Mapping[str, Box]
    frames: Mapping[str, Box]
    lines: Mapping[str, tuple[Point, ...]]
    hub: str | None

    @property
    def right(self) -> float:
        boxes = (*self.cards.values(), *self.frames.values())
        lines = (x for line in self.lines.values() for x, _ in line)
        return max([*(box.right for box in boxes), *lines], default=0.0)

    @property
    def bottom(self) -> float:
        boxes = (*self.cards.values(), *self.frames.values())
        lines = (y for line in self.lines.values() for _, y in line)
        return max([*(box.bottom for box in boxes), *lines], default=0.0)


class Plan(NamedTuple):
    """Columns and order of a sheet's cards, which do not depend on how large the cards are."""

    found: Layers
    order: Order

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max(self.found.columns.values(), default=-1) + 1

    def across(self, sheet: Sheet) -> float:
        """Pixels that the columns of cards take, without the channels between them."""
        widest: dict[int, float] = {}
        for id, column in self.found.columns.items():
            widest[column] = max(widest.get(column, 0.0), sheet.cards[id].width)
        return fsum(widest.values())


def planned(sheet: Sheet, most: int | None = None) -> Plan:
    """The columns and the order of a sheet's cards; columns beyond `most` are turned back under them."""
    found = layers(sheet)
    if most is not None:
        found = folded(found, most)
    return Plan(found, settled(freed(sheet, found), found))


def freed(sheet: Sheet, found: Layers) -> Sheet:
    """The sheet with its upright lane in no frame: that would go round all that is beside the lane."""
    if found.hub is None:
        return sheet
    return replace(sheet, cards={**sheet.cards, found.hub: replace(sheet.cards[found.hub], frame=None)})


def laid(sheet: Sheet, corner: Point, plan: Plan | None = None) -> Laid:
    """The sheet laid out from its top left corner on."""
    found, order = plan or planned(sheet)
    sheet = with_room(freed(sheet, found), order)
    high = heights(sheet, order)
    high = high._replace(middle=_lowered(sheet, order, high, corner[1]))
    grid = routed(sheet, found, order, high, corner[0])
    cards = {id: _card(sheet, found, order, high, grid, id) for id in sheet.cards}
    return Laid(
        cards, _frames(sheet, order, high, _with_loops(sheet, found, grid, cards)), grid.lines, found.hub
    )


def _lowered(sheet: Sheet, order: Order, high: Heights, top: float) -> dict[str, float]:
    """The heights moved so that the highest thing begins at the top."""
    within = inside(sheet, order)
    tops = [0.0] if not high.middle else []
    for id, middle in high.middle.items():
        item = order.items[id]
        captions = fsum(sheet.frames[f].caption for f in within[id] if f in sheet.frames)
        half = sheet.cards[item.card].height / 2 if item.card else BESIDE if item.frames else 0.0
        tops.append(middle - half - captions)
    shift = top - min(tops)
    return {id: round(middle + shift, 1) for id, middle in high.middle.items()}


def _card(sheet: Sheet, found: Layers, order: Order, high: Heights, grid: Grid, id: str) -> Box:
    column = found.columns[id]
    x, width, height = grid.left[column], grid.width[column], sheet.cards[id].height
    if id != found.hub:
        return Box(x, round(high.middle[id] - height / 2, 1), width, height)
    ends = [high.middle[item] for (_, card), item in order.ends.items() if card == id]
    top, bottom = min(ends) - BESIDE, max(ends) + BESIDE
    spare = max(0.0, height - (bottom - top)) / 2
    return Box(x, round(top - spare, 1), width, round(bottom - top + 2 * spare, 1))


def _with_loops(sheet: Sheet, found: Layers, grid: Grid, cards: Mapping[str, Box]) -> dict[str, Box]:
    """The cards with the room beside them that lines of their own column take."""
    return {id: replace(box, width=box.width + grid.beside[id]) for id, box in cards.items()}


def _frames(sheet: Sheet, order: Order, high: Heights, cards: Mapping[str, Box]) -> dict[str, Box]:
    """Around all that is in each frame; the inner ones are measured first."""
    boxes: dict[str, Box] = {}
    reach = reached(sheet, order, high.middle, inside(sheet, order))
    for id in sorted(sheet.frames, key=lambda frame: -len(sheet.path(frame))):
        held = [cards[card.id] for card in sheet.cards.values() if card.frame == id]
        held += [boxes[f.id] for f in sheet.frames.values() if f.parent == id and f.id in boxes]
        if not held:
            continue
        frame = sheet.frames[id]
        left, right = min(box.x for box in held), max(box.right for box in held)
        top, bottom = reach[id]
        x, y = round(left - frame.padding, 1), round(top, 1)
        boxes[id] = Box(x, y, round(right - left + 2 * frame.padding, 1), round(bottom - top, 1))
    return {id: boxes[id] for id in sheet.frames if id in boxes}
