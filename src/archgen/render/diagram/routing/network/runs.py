"""Which track each bus has in a channel: as few tracks and as few crossings as can be.

A run is the stretch of a channel that a bus uses. Where it is left or entered, its line goes off to one side:

    inner side   ---.     .---   outer side (a greater track number)
                    |=====|
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

APART = 8.0
"""Least pixels between two runs on one track."""
LOOSE = 40.0
"""The same for runs that end at a track of another channel, which may still change."""
BESIDE = 3.0
"""Pixels within which two lines look like one."""
CLASH = 60
"""What it costs, in crossings, that lines of two buses lie on each other."""
EXACT = 8
"""Up to how many runs every order is compared."""


class Turn(NamedTuple):
    """Where a run is entered or left, and whether on the outer side."""

    at: float
    outer: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A bus in a channel. `wish` orders runs between which crossings do not decide."""

    bus: str
    low: float
    high: float
    turns: tuple[Turn, ...]
    wish: float
    apart: float = APART
    """Least pixels to another run on its track: more where its ends may still move."""

    def overlaps(self, other: Run) -> bool:
        apart = max(self.apart, other.apart)
        return self.low < other.high + apart and other.low < self.high + apart


def tracks(runs: Sequence[Run], kept: Mapping[str, int]) -> dict[str, int]:
    """The track of each bus. `kept` have theirs already."""
    free = [run for run in runs if run.bus not in kept]
    found = dict(kept)
    for cluster in _clusters(free):
        for run in _ordered(cluster):
            taken = [found[o.bus] for o in runs if o.bus in found and o is not run and run.overlaps(o)]
            inner = [found[o.bus] for o in cluster if o.bus in found and o is not run and run.overlaps(o)]
            track = max(inner, default=-1) + 1
            while track in taken:
                track += 1
            found[run.bus] = track
    return found


def _clusters(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that overlap, directly or through others."""
    clusters: list[list[Run]] = []
    end = float("-inf")
    for run in sorted(runs, key=lambda run: (run.low, run.high, run.bus)):
        if run.low < end + LOOSE and clusters:
            clusters[-1].append(run)
        else:
            clusters.append([run])
            end = run.high
        end = max(end, run.high)
    return clusters


def _ordered(runs: list[Run]) -> list[Run]:
    """The runs from the innermost track outwards."""
    start = sorted(runs, key=lambda run: (run.wish, run.bus))
    if len(runs) < 2:
        return start
    return _best(start) if len(runs) <= EXACT else _improved(start)


def _cost(inner: Run, outer: Run) -> int:
    """Crossings of two runs if the one is inside of the other."""
    if not inner.overlaps(outer):
        return 0
    crossings = sum(outer.low < turn.at < outer.high for turn in inner.turns if turn.outer)
    crossings += sum(inner.low < turn.at < inner.high for turn in outer.turns if not turn.outer)
    clashes = sum(
        abs(a.at - b.at) < BESIDE for a in inner.turns if a.outer for b in outer.turns if not b.outer
    )
    return crossings + CLASH * clashes


def _best(runs: list[Run]) -> list[Run]:
    """The cheapest of all orders; of equal ones the first, by the order that is given."""
    size = len(runs)
    costs = [[_cost(a, b) if a is not b else 0 for b in runs] for a in runs]
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for chosen in range(1, 1 << size):
        options = []
        for last in range(size):
            if not chosen >> last & 1:
                continue
            before = chosen ^ (1 << last)
            cost, order = best[before]
            added = sum([costs[i][last] for i in range(size) if before >> i & 1])
            options.append((cost + added, (*order, last)))
        best[chosen] = min(options)
    return [runs[i] for i in best[(1 << size) - 1][1]]


def _improved(runs: list[Run]) -> list[Run]:
    """Neighbours exchanged while that is cheaper."""
    order, better, rounds = list(runs), True, 0
    while better and rounds < 2 * len(runs):
        better, rounds = False, rounds + 1
        for i in range(len(order) - 1):
            a, b = order[i], order[i + 1]
            if _cost(b, a) < _cost(a, b):
                order[i], order[i + 1] = b, a
                better = True
    return order
