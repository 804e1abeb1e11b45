"""Lines that run together, drawn once: the edges of a net cut into pieces that the same edges share.

o---> a          three pieces: the stem (a, b), and one to each of them; a dot where they part.
---o                A piece says whose it is, so that a reader can follow one edge over all its pieces.
o---> b
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archgen.render.diagram.scene import Edge, Sort

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of line that the same edges use, in the direction of the first of them.

    `head`: it ends at what one of them leads to; `tail`: it begins there. `dots`: where it meets others.
    """

    edges: tuple[Edge, ...]
    points: tuple[Point, ...]
    head: bool
    tail: bool
    dots: tuple[Point, ...]

    @property
    def sort(self) -> Sort:
        return self.edges[0].sort

    @property
    def main(self) -> bool:
        return any(edge.main for edge in self.edges)

    @property
    def hub(self) -> str:
        """What all its edges lead to, else where they come from."""
        targets = {edge.target for edge in self.edges}
        return self.edges[0].target if len(targets) == 1 else self.edges[0].source


def pieces(edges: Iterable[Edge]) -> tuple[Piece, ...]:
    """The pieces of all nets, net by net in the edges' order."""
    nets: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.net is not None:
            nets[edge.net].append(edge)
    return tuple(piece for net in nets.values() for piece in _pieces(net))


class _Net:
    """The lines of a net as links between points, each with the edges that use it."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        self.edges = edges
        stops = _Stops(edges)
        self.ways = [_cut(edge.points, stops) for edge in edges]
        self.ends = {way[-1] for way in self.ways}
        self.arms: dict[Point, set[Point]] = defaultdict(set)
        self.users: dict[frozenset[Point], dict[int, None]] = defaultdict(dict)
        for index, way in enumerate(self.ways):
            for a, b in pairwise(way):
                self.users[frozenset((a, b))][index] = None
                self.arms[a].add(b)
                self.arms[b].add(a)

    def stretches(self) -> Iterator[list[Point]]:
        """Runs of links with the same users, each link once."""
        done: set[frozenset[Point]] = set()
        for way in self.ways:
            stretch: list[Point] = []
            for a, b in pairwise(way):
                link = frozenset((a, b))
                if stretch and (link in done or self._parts(stretch, link)):
                    yield stretch
                    stretch = []
                if link not in done:
                    stretch = [*stretch, b] if stretch else [a, b]
                    done.add(link)
            if stretch:
                yield stretch

    def _parts(self, stretch: list[Point], link: frozenset[Point]) -> bool:
        """Whether others join or leave between a stretch and the link after it."""
        before = frozenset(stretch[-2:])
        return self.users[before] != self.users[link] or len(self.arms[stretch[-1]]) != 2


def _pieces(edges: Sequence[Edge]) -> Iterator[Piece]:
    """The pieces of a net; each dot belongs to the first piece that reaches it.

    Where four meet, two lines cross, and there is none.
    """
    net = _Net(edges)
    dotted: set[Point] = set()
    for stretch in net.stretches():
        users = tuple(edges[index] for index in net.users[frozenset(stretch[:2])])
        dots = tuple(p for p in (stretch[0], stretch[-1]) if len(net.arms[p]) == 3 and p not in dotted)
        dotted.update(dots)
        head, tail = stretch[-1] in net.ends, stretch[0] in net.ends
        yield Piece(users, _corners(stretch), head, tail, dots)


class _Stops:
    """Where the lines of a net turn or end, by the upright and by the level that each is on."""

    def __init__(self, net: Sequence[Edge]) -> None:
        self.upright: dict[float, list[float]] = defaultdict(list)
        self.level: dict[float, list[float]] = defaultdict(list)
        for x, y in sorted({_snapped(point) for edge in net for point in edge.points}):
            self.upright[x].append(y)
            self.level[y].append(x)
        for line in self.level.values():
            line.sort()

    def between(self, a: Point, b: Point) -> list[Point]:
        """Those strictly between two points, from the first on; none where the piece is slanted."""
        if a[0] == b[0]:
            return [(a[0], y) for y in _between(self.upright[a[0]], a[1], b[1])]
        if a[1] == b[1]:
            return [(x, a[1]) for x in _between(self.level[a[1]], a[0], b[0])]
        return []


def _between(line: Sequence[float], start: float, end: float) -> Sequence[float]:
    low, high = min(start, end), max(start, end)
    inner = line[bisect_right(line, low) : bisect_left(line, high)]
    return inner if start < end else inner[::-1]


def _cut(points: Sequence[Point], stops: _Stops) -> list[Point]:
    """A line with a point wherever a line of the net has one on it."""
    way = [_snapped(points[0])]
    for a, b in pairwise(_snapped(point) for point in points):
        if a != b:
            way += [*stops.between(a, b), b]
    return way


def _snapped(point: Point) -> Point:
    return (round(point[0], 1), round(point[1], 1))


def _corners(stretch: Sequence[Point]) -> tuple[Point, ...]:
    """The stretch without the points at which it goes straight on."""
    kept = [stretch[0]]
    for before, point, after in zip(stretch, stretch[1:], stretch[2:], strict=False):
        if not (before[0] == point[0] == after[0] or before[1] == point[1] == after[1]):
            kept.append(point)
    return (*kept, stretch[-1])
