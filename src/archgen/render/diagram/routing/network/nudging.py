"""Lines of different nets that would run on each other, moved apart: what channels could not foresee.

The piece that can give way is moved, with all of its net that shares its strokes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from archgen.render.diagram.routing.network.lines import Points
from archgen.render.diagram.scene import Box

NEAR = 2.0
"""Pixels within which two parallel lines look like one."""
STEPS = (6.0, -6.0, 5.0, -5.0, 8.0, -8.0, 11.0, -11.0, 14.0, -14.0, 17.0, -17.0)
"""How far a piece is moved: the first step at which it is on no other line wins."""
ROUNDS = 12
"""Pieces that are moved at the most."""


class Piece(NamedTuple):
    """A straight piece of a line: `at` is what it keeps (x of an upright one), from `low` to `high`."""

    upright: bool
    at: float
    low: float
    high: float
    ends: bool
    """Whether the line begins or ends with it."""


def apart(lines: Sequence[tuple[str, Points]], icons: Iterable[Box]) -> list[Points]:
    """The corners of lines, each given with its net: none on another net's, where that can be helped."""
    found, taken = [points for _, points in lines], list(icons)
    nets = [net for net, _ in lines]
    for _ in range(ROUNDS):
        clash = next(_clashes(nets, found), None)
        if clash is None:
            break
        moved = _moved(nets, found, clash, taken)
        if moved is None:
            break
        found = moved
    return found


def clashes(lines: Sequence[tuple[str, Points]]) -> Iterator[tuple[str, str]]:
    """The nets of pieces that lie on each other."""
    for (one, _), (other, _) in _clashes([net for net, _ in lines], [points for _, points in lines]):
        yield one, other


def _pieces(points: Points) -> Iterator[Piece]:
    last = len(points) - 2
    for index, ((ax, ay), (bx, by)) in enumerate(pairwise(points)):
        ends = index in (0, last)
        if ax == bx:
            yield Piece(True, ax, min(ay, by), max(ay, by), ends)
        else:
            yield Piece(False, ay, min(ax, bx), max(ax, bx), ends)


def _clashes(nets: Sequence[str], lines: Sequence[Points]) -> Iterator[tuple[tuple[str, Piece], ...]]:
    """Pairs of pieces that lie on each other; the one that can give way first."""
    pieces = sorted(
        {(piece, net) for net, points in zip(nets, lines, strict=True) for piece in _pieces(points)}
    )
    for index, (piece, net) in enumerate(pieces):
        for other, its in pieces[index + 1 :]:
            if other.upright != piece.upright or other.at - piece.at >= NEAR:
                break
            if its != net and _shared(piece, other) > 1:
                pair = ((net, piece), (its, other))
                yield pair if not piece.ends else (pair[1], pair[0])


def _shared(one: Piece, other: Piece) -> float:
    return min(one.high, other.high) - max(one.low, other.low)


def _moved(
    nets: Sequence[str], lines: Sequence[Points], clash: tuple[tuple[str, Piece], ...], icons: Sequence[Box]
) -> list[Points] | None:
    """The lines with one of two pieces moved to where it is on no other line and through no icon."""
    for net, piece in clash:
        whole = _run(net, piece, nets, lines)
        others = [p for its, points in zip(nets, lines, strict=True) if its != net for p in _pieces(points)]
        for step in STEPS:
            there = whole._replace(at=round(whole.at + step, 1))
            if abs(step) > 11 and whole.ends:
                continue
            if not _is_taken(there, others, icons):
                return [
                    _with(points, whole, there.at) if its == net else points
                    for its, points in zip(nets, lines, strict=True)
                ]
    return None


def _run(net: str, piece: Piece, nets: Sequence[str], lines: Sequence[Points]) -> Piece:
    """A piece with all of its net that lies on it or goes straight on from it."""
    own = [p for its, points in zip(nets, lines, strict=True) if its == net for p in _pieces(points)]
    same = [p for p in own if p.upright == piece.upright and abs(p.at - piece.at) < 0.05]
    grown = True
    while grown:
        touching = [p for p in same if _shared(p, piece) >= 0]
        low, high = min(p.low for p in touching), max(p.high for p in touching)
        grown = (low, high) != (piece.low, piece.high)
        piece = piece._replace(low=low, high=high, ends=any(p.ends for p in touching))
    return piece


def _is_taken(piece: Piece, others: Iterable[Piece], icons: Iterable[Box]) -> bool:
    near = any(
        p.upright == piece.upright and abs(p.at - piece.at) < 4 and _shared(p, piece) > -2 for p in others
    )
    if near:
        return True
    for box in icons:
        across, along = ((box.x, box.right), (box.y, box.bottom))[:: 1 if piece.upright else -1]
        inner = piece.low < along[1] - 3 and piece.high > along[0] + 3
        if inner and across[0] - 3 < piece.at < across[1] + 3:
            return True
    return False


def _with(points: Points, run: Piece, at: float) -> Points:
    """A line with its pieces on a run moved."""
    changed = list(points)
    for index, ((ax, ay), (bx, by)) in enumerate(pairwise(points)):
        upright = ax == bx
        where, span = (ax, (ay, by)) if upright else (ay, (ax, bx))
        if upright != run.upright or abs(where - run.at) >= 0.05:
            continue
        if min(span) < run.low - 0.05 or max(span) > run.high + 0.05:
            continue
        for end in (index, index + 1):
            x, y = changed[end]
            changed[end] = (at, y) if upright else (x, at)
    return tuple(changed)
