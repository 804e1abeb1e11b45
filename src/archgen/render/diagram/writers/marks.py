"""Findings on the picture: a ring around what is guilty, the path in colour, the code as a badge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from archgen.render.diagram import themes
from archgen.render.diagram.icons import Theme
from archgen.render.diagram.scene import Box, Line, Mark, Scene, Text
from archgen.render.diagram.text import typeface

Points = tuple[tuple[float, float], ...]
BELOW = 20.0
"""Pixels that badges are put lower by where others are in their place."""
RING, CHIP = 6.0, 9.0
"""The radius of a ring's and a badge's corners."""
RANK = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Ring:
    """What goes around a marked icon or frame."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Trail:
    """A way that nobody declared: a dashed line with a head."""

    points: Points
    colour: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A finding's code on a chip; `id` is what it is about."""

    id: str
    box: Box
    text: Text
    colour: str


def colour_of(scene: Scene, id: str, theme: Theme) -> str | None:
    """The colour of the gravest finding about something; none where there is no finding."""
    severities = [mark.severity for mark in scene.marks if mark.id == id]
    return _colour(min(severities, key=RANK.index), theme) if severities else None


def drawn(scene: Scene, theme: Theme) -> Iterator[Ring | Trail | Badge]:
    """The marks of a scene: ways that have no line, then rings and badges, place by place."""
    yield from (Trail(mark.points, _colour(mark.severity, theme)) for mark in scene.marks if mark.points)
    boxes = {group.id: group.box for group in scene.groups} | {node.id: node.box for node in scene.nodes}
    lines = {mark.id: mark.points for mark in scene.marks if mark.points}
    lines |= {edge.id: edge.points for edge in scene.edges}
    taken: list[Box] = []
    for id in dict.fromkeys(mark.id for mark in scene.marks):
        marks = list(dict.fromkeys(mark for mark in scene.marks if mark.id == id and mark.code))
        if id in boxes:
            yield Ring(_around(boxes[id]), colour_of(scene, id, theme) or "")
        elif id not in lines:
            continue
        place = (boxes[id].right, boxes[id].y) if id in boxes else _middle(lines[id])
        badges = _free(list(_row(marks, *place, theme)), taken)
        taken += [badge.box for badge in badges]
        yield from badges


def _colour(severity: str, theme: Theme) -> str:
    palette = themes.PALETTES[theme]
    return {"error": palette.error, "warning": palette.warning, "info": palette.info}[severity]


def _around(box: Box) -> Box:
    return Box(box.x - 3, box.y - 3, box.width + 6, box.height + 6)


def _row(marks: list[Mark], x: float, y: float, theme: Theme) -> Iterator[Badge]:
    """Badges beside each other, the first one centred on the point."""
    left = x
    for mark in marks:
        width = typeface.width(mark.code, "callout") + 12
        left = x - width / 2 if mark is marks[0] else left
        box = Box(left, y - 9, width, 18)
        text = Text(box.center[0], y - 7, (Line(mark.code, "callout"),))
        yield Badge(mark.id, box, text, _colour(mark.severity, theme))
        left += width + 2


def _free(badges: list[Badge], taken: list[Box]) -> list[Badge]:
    """A row of badges, below all that would be under it."""
    while any(_overlap(badge.box, box) for badge in badges for box in taken):
        badges = [
            replace(
                badge,
                box=replace(badge.box, y=badge.box.y + BELOW),
                text=replace(badge.text, y=badge.text.y + BELOW),
            )
            for badge in badges
        ]
    return badges


def _overlap(one: Box, two: Box) -> bool:
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom


def right(mark: Ring | Trail | Badge) -> float:
    """How far to the right a mark reaches."""
    return max(x for x, _ in mark.points) if isinstance(mark, Trail) else mark.box.right


def _middle(points: Points) -> tuple[float, float]:
    """The middle of the longest piece of a line."""
    pieces = list(pairwise(points))
    lengths = [abs(ax - bx) + abs(ay - by) for (ax, ay), (bx, by) in pieces]
    (ax, ay), (bx, by) = pieces[lengths.index(max(lengths))]
    return (ax + bx) / 2, (ay + by) / 2
