"""Runs: the straight pieces that the ways of all nets are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from archgen.render.diagram.layout.grid import DOWN, LEFT, RIGHT, STEPS, UP, Node, Plan, Route

HORIZONTAL, VERTICAL = 0, 1
Key = tuple[str, int, Node, Node]
"""A step of a net: which net, how it lies, from where to where."""


@dataclass(slots=True, eq=False)
class Run:
    """A straight piece of a net in one strip, from `low` to `high`, in half strips: strip i is 2i.

    `legs` are the runs that it meets: where, to which side (-1 up or left, 1 down or right), which.
    A run with a `block` is no line: it keeps room, so many pixels across its strip, for a label on its owner.
    """

    lies: int
    strip: int
    low: int
    high: int
    legs: list[Leg] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    ported: bool = False
    block: float = 0.0
    length: float = 0.0
    shy: bool = False
    owner: Run | None = None
    place: float = 0.0
    begins: float = 0.0
    ends: float = 0.0

    def legs_at(self, place: int) -> list[Leg]:
        """The runs that it meets at a place."""
        return [leg for leg in self.legs if leg[0] == place]

    def covers(self, strip: int) -> bool:
        """Whether it comes into a strip of the other axis."""
        return self.low <= 2 * strip <= self.high


Leg = tuple[int, int, Run]


@dataclass(slots=True, eq=False)
class Tag:
    """A label on a run, at a strip of the other axis, where `room` keeps the place for it.

    `girth` is its size across the run, `length` its size along it.
    """

    run: Run
    strip: int
    room: Run
    girth: float
    length: float

    def spot(self, wire: str) -> tuple[str, int, int, int]:
        """What tells this place for the label of a wire from others."""
        return (wire, self.run.lies, self.run.strip, self.strip)

    @property
    def middle(self) -> tuple[float, float]:
        """The label's middle."""
        run, room = self.run, self.room
        return (room.place, run.place) if run.lies == HORIZONTAL else (run.place, room.place)


class Piece(NamedTuple):
    """What a wire has of a run: from position to position, in half strips."""

    run: Run
    low: int
    high: int


class Runs:
    """The runs of all nets."""

    def __init__(self, plan: Plan, routes: tuple[Route, ...]) -> None:
        self.all: list[Run] = []
        self.of_step: dict[Key, Run] = {}
        self._pieces: dict[str, list[Piece]] = {}
        self.ports = {node for stand in plan.stands.values() for node in stand.ports.values()}
        nets: dict[str, list[Route]] = defaultdict(list)
        for route in routes:
            nets[route.wire.net].append(route)
        for net, members in nets.items():
            steps = sorted({self._key(net, a, b) for route in members for a, b in pairwise(route.path)})
            self._cut(steps)
            self._join(steps)

    def lying(self, lies: int) -> list[Run]:
        """The runs that lie one way."""
        return [run for run in self.all if run.lies == lies]

    def add(self, run: Run) -> Run:
        """One more run."""
        self.all.append(run)
        return run

    def pieces(self, route: Route) -> list[Piece]:
        """The runs that a wire follows, and what it has of each."""
        if route.wire.id not in self._pieces:
            self._pieces[route.wire.id] = self._cut_up(route)
        return self._pieces[route.wire.id]

    def _cut_up(self, route: Route) -> list[Piece]:
        """A piece for each straight stretch of the way: only an icon could end a run in its midst."""
        path, pieces, at = route.path, [], 0
        while at < len(path) - 1:
            run = self.of_step[self._key(route.wire.net, path[at], path[at + 1])]
            end, across = at + 1, 1 - run.lies
            while end + 1 < len(path) and path[end + 1][across] == run.strip:
                end += 1
            pieces.append(
                Piece(run, *self._span(min(path[at], path[end]), max(path[at], path[end]), run.lies))
            )
            at = end
        return pieces

    @staticmethod
    def direction(a: Node, b: Node) -> int:
        """The direction from a node to its neighbour."""
        return STEPS.index((b[0] - a[0], b[1] - a[1]))

    @staticmethod
    def _key(net: str, a: Node, b: Node) -> Key:
        low, high = min(a, b), max(a, b)
        return (net, HORIZONTAL if low[1] == high[1] else VERTICAL, low, high)

    def _span(self, a: Node, b: Node, lies: int) -> tuple[int, int]:
        """A step in half strips; at a port it ends at the edge of the strip."""
        return 2 * a[lies] + (a in self.ports), 2 * b[lies] - (b in self.ports)

    def _cut(self, steps: Iterable[Key]) -> None:
        """Steps in a row become one run; icons end it."""
        for key in steps:
            net, lies, a, b = key
            before = (a[0] - 1, a[1]) if lies == HORIZONTAL else (a[0], a[1] - 1)
            run = None if a in self.ports else self.of_step.get((net, lies, before, a))
            low, high = self._span(a, b, lies)
            if run is None:
                run = self.add(Run(lies, a[1 - lies], low, high))
            run.high = high
            run.ported = run.ported or a in self.ports or b in self.ports
            self.of_step[key] = run

    def _join(self, steps: Iterable[Key]) -> None:
        """Runs of a net that meet at a node know each other."""
        arms: dict[Node, dict[int, Run]] = defaultdict(dict)
        for key in steps:
            _, lies, a, b = key
            arms[a][RIGHT if lies == HORIZONTAL else DOWN] = self.of_step[key]
            arms[b][LEFT if lies == HORIZONTAL else UP] = self.of_step[key]
        for node in sorted(set(arms) - self.ports):
            arm = arms[node]
            flat, upright = arm.get(LEFT) or arm.get(RIGHT), arm.get(UP) or arm.get(DOWN)
            if flat and upright:
                flat.legs += [
                    (2 * node[0], -1 if side == UP else 1, upright) for side in (UP, DOWN) if side in arm
                ]
                sides = [side for side in (LEFT, RIGHT) if side in arm]
                upright.legs += [(2 * node[1], -1 if side == LEFT else 1, flat) for side in sides]
