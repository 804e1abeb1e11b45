"""On which piece of its line each label goes, and the room that is kept for it there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from archgen.render.diagram.layout.grid import Drawn, Node, Plan, Route, starts
from archgen.render.diagram.routing.runs import HORIZONTAL, Piece, Run, Runs, Tag

CLEAR = 5.0
"""Pixels between a label and the edges of its strip."""
CROWDED = 45.0
"""What each line costs that passes where the label would be."""
UPRIGHT = 25.0
"""What it costs to lie across an upright line."""
NARROW = 42.0
"""How wide a label may be, in pixels, beside the caption of a row."""
CAPTIONED = 40.0
"""What it costs to stand in a row of captions."""
SHORT = 0.12
"""What each pixel costs that the run is shorter than the longest."""


BESIDE = 19.0
"""Pixels between lines at a side of an icon, when there are two or three."""


class _Place(NamedTuple):
    cost: float
    order: int
    run: Run
    strip: int


Spot = tuple[str, int, int, int]
"""A place for the label of a wire: the wire, how the run lies, its strip, the strip across."""


def tags(
    plan: Plan, routes: tuple[Route, ...], runs: Runs, banned: Set[Spot] = frozenset()
) -> dict[str, Tag]:
    """The label of each wire that has one and has a place for it; room is added to the runs."""
    chooser = _Chooser(plan, routes, runs)
    placed: dict[str, Tag] = {}
    for route in routes:
        if route.wire.label:
            free = (place for place in chooser.places(route) if _spot(route, place) not in banned)
            place = min(free, default=None)
            if place:
                placed[route.wire.id] = chooser.keep(place, route.wire.label)
    return placed


def _spot(route: Route, place: _Place) -> Spot:
    return (route.wire.id, place.run.lies, place.run.strip, place.strip)


def touched_labels(lines: Sequence[Drawn]) -> set[str]:
    """The wires whose label another line runs through, or that lies on another label."""
    flat: list[tuple[float, float, float, str]] = []
    upright: list[tuple[float, float, float, str]] = []
    for line in lines:
        for (ax, ay), (bx, by) in pairwise(line.points):
            if ay == by:
                flat.append((ay, min(ax, bx), max(ax, bx), line.wire.id))
            else:
                upright.append((ax, min(ay, by), max(ay, by), line.wire.id))
    flat.sort()
    upright.sort()
    touched: set[str] = set()
    labels = sorted(
        ((line.label[1], line.label[0], line) for line in lines if line.label), key=lambda place: place[:2]
    )
    for index, (y, x, line) in enumerate(labels):
        width, height = line.wire.label or (0.0, 0.0)
        left, right, top, bottom = x - width / 2, x + width / 2, y - height / 2, y + height / 2
        if _hit(flat, top, bottom, left, right, line.wire.id) or _hit(
            upright, left, right, top, bottom, line.wire.id
        ):
            touched.add(line.wire.id)
        for other_y, other_x, other in labels[index + 1 :]:
            other_width, other_height = other.wire.label or (0.0, 0.0)
            if other_y - y > 60:
                break
            if (
                abs(other_y - y) < (height + other_height) / 2
                and abs(other_x - x) < (width + other_width) / 2
            ):
                touched.add(other.wire.id)
    return touched


def _hit(
    segments: list[tuple[float, float, float, str]],
    low: float,
    high: float,
    begin: float,
    end: float,
    own: str,
) -> bool:
    """Whether a segment of another wire at a place between `low` and `high` passes from `begin` to `end`."""
    for at in range(bisect_left(segments, (low,)), len(segments)):
        place, start, stop, wire = segments[at]
        if place > high:
            return False
        if wire != own and start < end and begin < stop:
            return True
    return False


class _Chooser:
    """What is known of every node when labels are placed."""

    def __init__(self, plan: Plan, routes: tuple[Route, ...], runs: Runs) -> None:
        self.plan, self.runs = plan, runs
        self.x, self.y = starts(plan.columns), starts(plan.rows)
        self.begins: dict[int, list[int]] = defaultdict(list)
        self.ends: dict[int, list[int]] = defaultdict(list)
        self.crossing: dict[tuple[int, Node], int] = defaultdict(int)
        self.taken: dict[Node, int] = defaultdict(int)
        for route in routes:
            for piece in runs.pieces(route):
                self.begins[id(piece.run)].append((piece.low + 1) // 2)
                self.ends[id(piece.run)].append(piece.high // 2)
        for strips in (*self.begins.values(), *self.ends.values()):
            strips.sort()
        for run in runs.all:
            for node in self._nodes(Piece(run, run.low, run.high)):
                self.crossing[run.lies, node] += 1

    def places(self, route: Route) -> Iterator[_Place]:
        """Where the label of a wire may go, each with its cost."""
        assert route.wire.label
        width, height = route.wire.label
        pieces = self.runs.pieces(route)
        lengths = [self._length(piece) for piece in pieces]
        order = 0
        for piece, length in zip(pieces, lengths, strict=True):
            for strip in range((piece.low + 2) // 2, (piece.high + 1) // 2):
                if not piece.low < 2 * strip < piece.high:
                    continue
                order += 1
                cost = self._cost(piece.run, strip, width, height)
                if cost is None:
                    continue
                off = abs(2 * strip - (piece.low + piece.high) / 2) * 2.0
                yield _Place(cost + off + (max(lengths) - length) * SHORT, order, piece.run, strip)

    def keep(self, place: _Place, label: tuple[float, float]) -> Tag:
        """The label at a place, with room kept for it."""
        width, height = label
        run, strip = place.run, place.strip
        flat = run.lies == HORIZONTAL
        room = Run(1 - run.lies, strip, 2 * run.strip, 2 * run.strip, owner=run)
        room.block, room.length = (width, height) if flat else (height, width)
        strips = self.plan.rows if flat else self.plan.columns
        room.shy = strips[run.strip].kind == "cell"
        tag = Tag(run, strip, self.runs.add(room), height if flat else width, width if flat else height)
        run.tags.append(tag)
        self.taken[self._node(run, strip)] += 1
        return tag

    def _cost(self, run: Run, strip: int, width: float, height: float) -> float | None:
        """What a label there costs; None where it cannot be."""
        node = self._node(run, strip)
        if self._users(run, strip) > 1:
            return None
        flat = run.lies == HORIZONTAL
        across, along = self.crossing[1 - run.lies, node], self.crossing[run.lies, node] - 1
        other = (self.plan.columns if flat else self.plan.rows)[strip]
        own = (self.plan.rows if flat else self.plan.columns)[run.strip]
        if other.kind == "plain" and (flat or other.size < height + 2 * CLEAR or width > NARROW):
            return None
        if other.kind == "cell" and (across or not flat):
            return None
        if own.kind == "cell" and along > 0:
            narrow = not flat and (width / 2 + CLEAR > BESIDE or self.taken[node])
            if along > 2 or narrow:
                return None
        need = (width if flat else height) + 2 * CLEAR
        cost = max(0.0, need - other.size) * 0.5 + CROWDED * (across + self.taken[node]) + 4.0 * along
        if not flat:
            cost += (
                UPRIGHT
                + (CAPTIONED if other.kind == "plain" else 0.0)
                + max(0.0, width + 2 * CLEAR - own.size)
                + along * width * 0.4
            )
        return cost

    def _users(self, run: Run, strip: int) -> int:
        """How many wires follow a run at a strip."""
        return bisect_right(self.begins[id(run)], strip) - bisect_left(self.ends[id(run)], strip)

    def _length(self, piece: Piece) -> float:
        edges = self.x if piece.run.lies == HORIZONTAL else self.y
        return edges[(piece.high + 1) // 2] - edges[(piece.low + 1) // 2]

    @staticmethod
    def _node(run: Run, strip: int) -> Node:
        return (strip, run.strip) if run.lies == HORIZONTAL else (run.strip, strip)

    def _nodes(self, piece: Piece) -> Iterator[Node]:
        for strip in range((piece.low + 1) // 2, piece.high // 2 + 1):
            yield self._node(piece.run, strip)
