"""Findings on the picture: a ring around what is guilty, the path in colour, the code as a badge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from archgen.diagram import strokes, themes, typeface
from archgen.diagram.icons import Theme
from archgen.diagram.scene import Box, Mark, Scene
from archgen.diagram.xmltext import element, escape, number

RANK = ("error", "warning", "info")


def marked_colour(scene: Scene, id: str, theme: Theme) -> str | None:
    """The colour of the gravest finding about something; none where there is no finding."""
    severities = [mark.severity for mark in scene.marks if mark.id == id]
    return _colour(min(severities, key=RANK.index), theme) if severities else None


def badges(scene: Scene, theme: Theme) -> Iterator[str]:
    """A ring around each marked icon or frame, the lines that have no other, and codes, side by side."""
    yield from (_trail(mark, theme) for mark in scene.marks if mark.points)
    boxes = {group.id: group.box for group in scene.groups} | {node.id: node.box for node in scene.nodes}
    for id in dict.fromkeys(mark.id for mark in scene.marks):
        marks = list(dict.fromkeys(mark for mark in scene.marks if mark.id == id and mark.code))
        drawn = [edge.points for edge in scene.edges if edge.id == id]
        drawn += [mark.points for mark in scene.marks if mark.id == id and mark.points]
        if id in boxes:
            yield _ring(boxes[id], marked_colour(scene, id, theme) or "", theme)
            yield from _row(marks, boxes[id].right, boxes[id].y, theme)
        elif drawn:
            yield from _row(marks, *_middle(drawn[0]), theme)


def _colour(severity: str, theme: Theme) -> str:
    palette = themes.PALETTES[theme]
    return {"error": palette.error, "warning": palette.warning, "info": palette.info}[severity]


def _ring(box: Box, colour: str, theme: Theme) -> str:
    x, y, width, height = (number(v) for v in (box.x - 3, box.y - 3, box.width + 6, box.height + 6))
    shape = {"x": x, "y": y, "width": width, "height": height, "rx": "6"}
    return element("rect", **{"class": "mark"}, **shape, fill="none", stroke=colour, stroke_width="2")


def _trail(mark: Mark, theme: Theme) -> str:
    """A way that nobody declared: a dashed line with a head."""
    paint = {"fill": "none", "stroke": _colour(mark.severity, theme), "stroke_width": "2"}
    line = "L".join(f"{number(x)} {number(y)}" for x, y in mark.points)
    path = element("path", d=f"M{line}", stroke_dasharray="6 4", **paint)
    return element("g", path + element("path", d=strokes.head(mark.points), **paint), **{"class": "mark"})


def _row(marks: list[Mark], x: float, y: float, theme: Theme) -> Iterator[str]:
    """Badges beside each other, the first one centred on the point."""
    if not marks:
        return
    widths = [typeface.width(mark.code, "small") * 1.1 + 10 for mark in marks]
    left = x - widths[0] / 2
    for mark, width in zip(marks, widths, strict=True):
        yield _badge(mark, Box(left, y - 9, width, 18), theme)
        left += width + 2


def _badge(mark: Mark, box: Box, theme: Theme) -> str:
    place = {"x": number(box.x), "y": number(box.y), "width": number(box.width), "height": "18", "rx": "9"}
    chip = element("rect", **place, fill=_colour(mark.severity, theme), stroke=themes.PALETTES[theme].ground)
    middle = {"x": number(box.center[0]), "y": number(box.y + 13)}
    ground = themes.PALETTES[theme].ground
    lettering = f"fill:{ground};font-size:11.5px;font-weight:600"
    text = element("text", escape(mark.code), **middle, text_anchor="middle", style=lettering)
    return element("g", chip + text, **{"class": "mark"}, data_id=mark.id)


def _middle(points: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """The middle of the longest piece of a line."""
    pieces = list(pairwise(points))
    (ax, ay), (bx, by) = max(
        pieces, key=lambda piece: abs(piece[0][0] - piece[1][0]) + abs(piece[0][1] - piece[1][1])
    )
    return (ax + bx) / 2, (ay + by) / 2
