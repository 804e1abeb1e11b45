"""Connections as drawn: rounded corners, and an open head that stops short of what it points at.

Paths are SVG's, of the commands M, L and Q with absolute coordinates.
"""

from __future__ import annotations

from math import hypot

from archgen.render.diagram.scene import Box
from archgen.render.diagram.writers.xmltext import number

Point = tuple[float, float]
Points = tuple[Point, ...]

CORNER = 6.0
"""Radius of a connection's corners, in pixels."""
HEAD = (7.0, 3.8)
"""Length and half width of an arrow head, in pixels."""
GAP = 2.0
"""Pixels between an arrow's tip and the icon that it points at."""
KEY = 26.0
"""Length of a line in the legend, in pixels."""
BAR, BARS, BAR_CORNER = (5.0, 9.0), 7.0, 1.0
"""Of bars that count zones: width and height, from one to the next, and their corners' radius, in pixels."""


def bars(left: float, middle: float, count: int) -> tuple[Box, ...]:
    """Upright bars beside each other, centred on a height."""
    width, height = BAR
    return tuple(Box(left + BARS * i, middle - height / 2, width, height) for i in range(count))


def shortened(points: Points) -> Points:
    """The line ending a gap earlier, where its last piece is long enough."""
    (ax, ay), (bx, by) = points[-2:]
    length = abs(bx - ax) + abs(by - ay)
    if length < 3 * GAP:
        return points
    return (*points[:-1], (bx - (bx - ax) * GAP / length, by - (by - ay) * GAP / length))


def rounded(points: Points) -> str:
    """A path through points; each corner is a curve no longer than half of the shorter piece beside it."""
    parts = [f"M{_point(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        parts.append(f"L{_point(start)}Q{_point(corner)} {_point(end)}")
    return "".join([*parts, f"L{_point(points[-1])}"])


def outline(box: Box, radius: float) -> str:
    """A rectangle with rounded corners."""
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    sides = (
        ((left + radius, top), (right - radius, top), (right, top), (right, top + radius)),
        ((right, top + radius), (right, bottom - radius), (right, bottom), (right - radius, bottom)),
        ((right - radius, bottom), (left + radius, bottom), (left, bottom), (left, bottom - radius)),
        ((left, bottom - radius), (left, top + radius), (left, top), (left + radius, top)),
    )
    path = f"M{_point(sides[0][0])}"
    return path + "".join(f"L{_point(b)}Q{_point(c)} {_point(d)}" for _, b, c, d in sides) + "Z"


def head(points: Points) -> str:
    """An open arrow head at the end of a line."""
    tip, length = points[-1], max(hypot(points[-1][0] - points[-2][0], points[-1][1] - points[-2][1]), 0.001)
    ux, uy = ((points[-1][i] - points[-2][i]) / length for i in (0, 1))
    long, half = HEAD
    base = (tip[0] - ux * long, tip[1] - uy * long)
    left, right = (base[0] - uy * half, base[1] + ux * half), (base[0] + uy * half, base[1] - ux * half)
    return f"M{_point(left)}L{_point(tip)}L{_point(right)}"


def patch(label: Box, number: Box | None = None) -> Box:
    """What is painted behind a label, and from the number before it, so that its line does not show."""
    left = label.x - 3
    if number and abs(label.x - number.right) < 8 and number.y < label.center[1] < number.bottom:
        left = number.center[0]
    return Box(left, label.y + 1, label.right + 3 - left, label.height - 2)


def _point(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _distance(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])  # pieces are horizontal or vertical


def _towards(start: Point, end: Point, length: float) -> Point:
    share = length / _distance(start, end) if length else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
