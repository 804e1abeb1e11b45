"""Where the upright tracks of a channel are, and how wide it is: only as wide as what is in it asks for.

A track keeps clear of what is written at the heights that it passes, and of the frames there; what is at
other heights does not push it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

TRACK = 11.0
"""Pixels between upright tracks."""
STUB, HEAD = 13.0, 17.0
"""Pixels that a line leaves its card by, and that it and its head arrive by."""
CLEAR = 4.0
"""Pixels around what is written on a line."""
BESIDE = 8.0
"""Pixels between a track and the border of a frame that it passes."""
NEAR = 1.0
"""Pixels below which two heights are one."""
APART = 14.0
"""Pixels between frames on both sides of a channel, and from a frame to a card."""

Span = tuple[float, float]


class End(NamedTuple):
    """Where a line enters a channel or leaves it, and the room that it asks for from the cards' side on."""

    y: float
    room: float
    half: float = CLEAR
    """How far above and below the line what is written on it reaches."""


class Border(NamedTuple):
    """The upright border of a frame at a channel: from where to where, how far from the cards' side."""

    top: float
    bottom: float
    out: float


class Sides(NamedTuple):
    """What is on both sides of a channel: lines with both of their ends, and borders of frames."""

    lines: Sequence[tuple[End, End]]
    lefts: Sequence[Border]
    rights: Sequence[Border]


def spaced(
    numbers: Mapping[str, int], spans: Mapping[str, Span], sides: Sides, least: float
) -> tuple[dict[str, float], float]:
    """How far each track is from the cards on the left, at least so far, and the cards on the right."""
    tracks: dict[str, float] = {}
    for key in sorted(numbers, key=lambda key: numbers[key]):
        span = spans[key]
        before = [tracks[other] + TRACK for other in tracks if _meet(spans[other], span)]
        tracks[key] = max(least, _asked(span, (left for left, _ in sides.lines), sides.lefts), *before, 0.0)
    across = [least + HEAD, *_facing(sides, least)]
    for key, x in tracks.items():
        across.append(
            x + max(2 * CLEAR, _asked(spans[key], (right for _, right in sides.lines), sides.rights))
        )
    across += [border.out + APART for border in (*sides.lefts, *sides.rights)]
    across += [
        one.out + two.out + APART
        for one in sides.lefts
        for two in sides.rights
        if _meet((one.top, one.bottom), (two.top, two.bottom))
    ]
    return tracks, max(across)


def _asked(span: Span, ends: Iterable[End], borders: Sequence[Border]) -> float:
    """How far a track is from the cards of one side because of what it passes there."""
    low, high = span
    rooms = [end.room for end in ends if low - end.half < end.y < high + end.half]
    rooms += [b.out + BESIDE for b in borders if low - BESIDE < b.bottom and b.top < high + BESIDE]
    return max(rooms, default=0.0)


def _facing(sides: Sides, least: float) -> Iterator[float]:
    """The room that ends on both sides at one height ask for together."""
    for left, _ in sides.lines:
        for _, right in sides.lines:
            if abs(left.y - right.y) < max(left.half + right.half - 3 * CLEAR, NEAR):
                yield max(least, left.room) + right.room


def _meet(one: Span, two: Span) -> bool:
    """Whether two upright things would touch on one track."""
    return one[0] < two[1] + TRACK and two[0] < one[1] + TRACK


def far_out(y: float, borders: Sequence[Border]) -> float:
    """How far out the borders are at a height."""
    return max((border.out for border in borders if border.top < y < border.bottom), default=0.0)
