"""Where the steps of a flow are told in words: under the picture, or where it is empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from archgen.render.diagram.scene import Box, Callout, Edge, Line, Node, Text
from archgen.render.diagram.text import typeface

EDGE = 20.0
"""Pixels between the legend and the edge of the picture."""
CLEAR = 24.0
"""Pixels between the legend and what is drawn."""
TITLE = 52.0
"""Pixels for the heading."""
PITCH = 22.0
"""Pixels from one line of the legend to the next."""
DISC, BESIDE = 18.0, 5.0
"""Pixels of a step's number, and between it and what is written beside it."""
SPARED = 60.0
"""Pixels of height that must be spared for a legend above what is drawn."""


class _Seat(NamedTuple):
    """A place for the legend: how high the picture then is, in how many columns it is set, its top."""

    height: float
    columns: int
    top: float


def legend(
    told: Sequence[tuple[str, str]], nodes: Sequence[Node], edges: Sequence[Edge], size: tuple[float, float]
) -> tuple[tuple[Text, ...], tuple[Callout, ...], float]:
    """Numbers and sentences in columns, clear of nodes and edges, and how high the picture is with them.

    `size` is that of the picture without it. The legend goes to the left, as far down as must be; above what
    is drawn if only there is room.
    """
    lines = [Line(text, "small") for _, text in told]
    pitch = (
        DISC + BESIDE + max((typeface.width(line.text, line.style) for line in lines), default=1.0) + CLEAR
    )
    drawn = list(_drawn(nodes, edges))
    most = max(1, min(int((size[0] - 2 * EDGE + CLEAR) // pitch), len(lines)))
    seats = [_seat(columns, len(lines), pitch, drawn, size[1]) for columns in range(most, 0, -1)]
    seat = min(seats, key=lambda seat: seat.height)
    above = [one for one in (_above(seat, len(lines), pitch, drawn, size[1]) for seat in seats) if one]
    if above and seat.height - above[0].height > SPARED:
        seat = above[0]
    notes, callouts = [], []
    high = ceil(len(lines) / seat.columns)
    for index, ((number, _), line) in enumerate(zip(told, lines, strict=True)):
        x = round(EDGE + index // high * pitch, 1)
        y = round(seat.top + index % high * PITCH, 1)
        callouts.append(Callout(x + DISC / 2, y + DISC / 2, number))
        notes.append(Text(x + DISC + BESIDE, round(y + DISC / 2 - 7, 1), (line,), "start"))
    return tuple(notes), tuple(callouts), seat.height


def _seat(columns: int, lines: int, pitch: float, drawn: Sequence[Box], height: float) -> _Seat:
    """Under all that is drawn at the left, at the picture's foot if there is room."""
    high = ceil(lines / columns) * PITCH
    right = EDGE + columns * pitch
    lowest = max((box.bottom for box in drawn if box.x < right), default=TITLE - CLEAR)
    top = max(lowest + CLEAR, height - high - EDGE + 4)
    return _Seat(max(height, top + high + EDGE - 4), columns, top)


def _above(seat: _Seat, lines: int, pitch: float, drawn: Sequence[Box], height: float) -> _Seat | None:
    """Above all that is drawn at the left, if there is room."""
    right = EDGE + seat.columns * pitch
    highest = min((box.y for box in drawn if box.x < right), default=height)
    bottom = TITLE + ceil(lines / seat.columns) * PITCH + CLEAR
    return _Seat(height, seat.columns, TITLE) if bottom < highest else None


def _drawn(nodes: Sequence[Node], edges: Sequence[Edge]) -> Iterator[Box]:
    for node in nodes:
        yield node.box
        yield typeface.extent(node.label)
    for edge in edges:
        for (ax, ay), (bx, by) in pairwise(edge.points):
            yield Box(min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by))
        if edge.label:
            yield typeface.extent(edge.label)
        if edge.callout:
            yield edge.callout.box
