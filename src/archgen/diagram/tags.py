"""On which piece of its line each label goes, and the room that is kept for it there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from archgen.diagram.grid import Node, Plan, Route, starts
from archgen.diagram.runs import HORIZONTAL, Piece, Run, Runs, Tag

CLEAR = 5.0
"""Pixels between a label and the edges of its strip."""
CROWDED = 45.0
"""What each line costs that passes where the label would be."""
UPRIGHT = 25.0
"""What it costs to lie across an upright line."""
SHORT = 0.12
"""What each pixel costs that the run is shorter than the longest."""


BESIDE = 19.0
"""Pixels between lines at a side of an icon, when there are two or three."""


class _Place(NamedTuple):
    cost: float
    order: int
    run: Run
    strip: int


def tags(plan: Plan, routes: tuple[Route, ...], runs: Runs) -> dict[str, Tag]:
    """The label of each wire that has one and has a place for it; room is added to the runs."""
    chooser = _Chooser(plan, routes, runs)
    placed: dict[str, Tag] = {}
    for route in routes:
        if route.wire.label:
            place = min(chooser.places(route), default=None)
            if place:
                placed[route.wire.id] = chooser.keep(place, route.wire.label)
    return placed


class _Chooser:
    """What is known of every node when labels are placed."""

    def __init__(self, plan: Plan, routes: tuple[Route, ...], runs: Runs) -> None:
        self.plan, self.runs = plan, runs
        self.x, self.y = starts(plan.columns), starts(plan.rows)
        self.users: dict[tuple[int, Node], int] = defaultdict(int)
        self.crossing: dict[tuple[int, Node], int] = defaultdict(int)
        self.taken: dict[Node, int] = defaultdict(int)
        for route in routes:
            for piece in runs.pieces(route):
                for node in self._nodes(piece):
                    self.users[id(piece.run), node] += 1
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
        if self.users[id(run), node] > 1:
            return None
        flat = run.lies == HORIZONTAL
        across, along = self.crossing[1 - run.lies, node], self.crossing[run.lies, node] - 1
        other = (self.plan.columns if flat else self.plan.rows)[strip]
        own = (self.plan.rows if flat else self.plan.columns)[run.strip]
        if other.kind == "plain" or (other.kind == "cell" and (across or not flat)):
            return None
        if own.kind == "cell" and along > 0:
            narrow = not flat and (width / 2 + CLEAR > BESIDE or self.taken[node])
            if along > 2 or narrow:
                return None
        need = (width if flat else height) + 2 * CLEAR
        cost = max(0.0, need - other.size) * 0.5 + CROWDED * (across + self.taken[node]) + 4.0 * along
        if not flat:
            cost += UPRIGHT + max(0.0, width + 2 * CLEAR - own.size) + along * width * 0.4
        return cost

    def _length(self, piece: Piece) -> float:
        edges = self.x if piece.run.lies == HORIZONTAL else self.y
        return edges[(piece.high + 1) // 2] - edges[(piece.low + 1) // 2]

    @staticmethod
    def _node(run: Run, strip: int) -> Node:
        return (strip, run.strip) if run.lies == HORIZONTAL else (run.strip, strip)

    def _nodes(self, piece: Piece) -> Iterator[Node]:
        for strip in range((piece.low + 1) // 2, piece.high // 2 + 1):
            yield self._node(piece.run, strip)
