"""The nodes of a plan as a maze with a price for each step, and the cheapest way through it.

A node is a number here: the maze has a rim that is never free, so that no step needs to look where it ends.
Rows that are only crossed are no stops: a step goes from one row with tracks to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from math import fsum
from typing import NamedTuple

from archgen.render.diagram.layout.grid import OPPOSITE, UP, Frame, Node, Plan, Strip, Wire, starts

BEND = 100.0
"""What a corner costs, in pixels of way."""
CROSSING = 200.0
"""What crossing another wire costs."""
BESIDE = 0.8
"""Which part of a crossing turning costs where another wire passes."""
BORDER = 30.0
"""What crossing any border costs: none is crossed twice without need."""
INTRUSION = 900.0
"""What entering a box costs that holds neither end."""
CROWD = 6.0
"""What each wire costs that is already at a node."""
ALIKE = 0.25
"""What a wire costs for each other column that grows with its own, as part of what it costs in its own."""
MOST = 3
"""How many lines at a node count where there are many in all."""
CELL = 12.0
"""What passing a free cell costs: lines rather keep to channels."""
ROOM = 8.0
"""How much wider than their least the channels are taken to be, in pixels."""
AHEAD = ((0, 2, 3), (1, 2, 3), (2, 0, 1), (3, 0, 1))
"""Where a line may go on, by its direction: straight on first."""
INFINITE = float("inf")


class Start(NamedTuple):
    """A first step: what it costs, from where, to where, in which direction."""

    cost: float
    first: int
    node: int
    direction: int


class Goal(NamedTuple):
    """A last step: in which direction it must be, to where, what it costs."""

    direction: int
    port: int
    cost: float


class Maze:
    """The prices of all steps; what wires already lie there makes them dearer.

    `care` is the part of what crossings and foreign boxes cost that counts: with less of it, ways are found
    faster.
    """

    def __init__(self, plan: Plan, care: float = 1.0) -> None:
        self.plan = plan
        self.crossing, self.intrusion = CROSSING * care, INTRUSION * care
        self.wide, self.high = len(plan.columns), len(plan.rows)
        self.line = self.wide + 2
        size = self.line * (self.high + 2)
        self.x, self.y = _middles(plan.columns), _middles(plan.rows)
        self.column = [index % self.line - 1 for index in range(size)]
        self.row = [index // self.line - 1 for index in range(size)]
        self.steps = (-1, 1, -self.line, self.line)
        self.free = self._free(plan, size)
        self.turning = bytearray(size)
        for row, strip in enumerate(plan.rows):
            if strip.kind != "plain":
                begin = self.number((0, row))
                self.turning[begin : begin + self.wide] = b"\1" * self.wide
        self.onto = self._steps(size)
        self.price = self._prices(plan, size)
        self.place, self.members = self._places(plan.frames, size)
        self.frames = plan.frames
        self.most = MOST if care < 1 else None
        self.width = self._widths(plan)
        self._counts: tuple[list[int], ...] = tuple([0] * size for _ in range(3))
        self.flat, self.upright, self.crowd = ([0.0] * size for _ in range(3))

    def number(self, node: Node) -> int:
        """The number of a node."""
        return (node[1] + 1) * self.line + node[0] + 1

    def node(self, number: int) -> Node:
        """The node of a number."""
        return (self.column[number], self.row[number])

    def count(self, node: int, *, flat: bool, upright: bool, by: int) -> None:
        """One line more, or less, at a node, and whether it passes straight: what that costs others.

        With little care the first few count only, lest every way be searched around a busy place.
        """
        kinds = (
            (self.flat, self.crossing, flat),
            (self.upright, self.crossing, upright),
            (self.crowd, CROWD, True),
        )
        for counts, (prices, price, counted) in zip(self._counts, kinds, strict=True):
            if counted:
                counts[node] += by
                prices[node] = price * (counts[node] if self.most is None else min(counts[node], self.most))
        self.crowd[node] *= self.width[node]

    def _widths(self, plan: Plan) -> list[float]:
        """How much dearer a crowd is at each node: where columns are alike, all of them grow by its lines."""
        alike = Counter(strip.like for strip in plan.columns if strip.like and strip.kind == "channel")
        widths = [1 + ALIKE * max(alike[strip.like] - 1, 0) for strip in plan.columns]
        return [widths[c] if 0 <= c < self.wide else 1.0 for c in self.column]

    def _free(self, plan: Plan, size: int) -> bytearray:
        free = bytearray(size)
        for row in range(self.high):
            begin = self.number((0, row))
            free[begin : begin + self.wide] = b"\1" * self.wide
        areas = [area for stand in plan.stands.values() for area in stand.covers]
        for area in (*areas, *plan.captions):
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    free[self.number((column, row))] = 0
        return free

    def _steps(self, size: int) -> tuple[list[int], ...]:
        """Where a step leads, by direction and by the node that it leaves; 0, on the rim, if nowhere."""
        onto = tuple([0] * size for _ in range(4))
        for number in range(size):
            if not (0 <= self.column[number] < self.wide and 0 <= self.row[number] < self.high):
                continue
            for direction, step in enumerate(self.steps):
                at = number + step
                while self.free[at] and not self.turning[at] and direction >= UP:
                    at += step
                onto[direction][number] = at if self.free[at] else 0
        return onto

    def _prices(self, plan: Plan, size: int) -> tuple[list[float], ...]:
        """What a step costs, by direction and by the node that it leaves."""
        cells = (
            [strip.kind == "cell" for strip in plan.columns],
            [strip.kind == "cell" for strip in plan.rows],
        )
        prices = tuple([0.0] * size for _ in range(4))
        for direction in range(4):
            for number, onto in enumerate(self.onto[direction]):
                if onto:
                    column, row = self.column[onto], self.row[onto]
                    way = abs(self.x[column] - self.x[self.column[number]])
                    way += abs(self.y[row] - self.y[self.row[number]])
                    prices[direction][number] = way + (CELL if cells[0][column] and cells[1][row] else 0.0)
        return prices

    def _places(self, frames: Sequence[Frame], size: int) -> tuple[list[int], list[tuple[int, ...]]]:
        """For each node which set of frames it lies in, as a number; and the sets."""
        inside: list[list[int]] = [[] for _ in range(size)]
        for index, frame in enumerate(frames):
            for row in range(frame.area.top, frame.area.bottom + 1):
                begin = self.number((frame.area.left, row))
                for number in range(begin, begin + frame.area.right - frame.area.left + 1):
                    inside[number].append(index)
        numbers: dict[tuple[int, ...], int] = {}
        places = [numbers.setdefault(tuple(held), len(numbers)) for held in inside]
        return places, list(numbers)

    def cheapest(
        self,
        begin: Iterable[Start],
        goals: Mapping[int, Sequence[Goal]],
        taken: Container[int],
        borders: Borders,
        haste: float,
    ) -> list[int] | None:
        """The cheapest way from a start to a goal, or with haste one that is nearly so."""
        search = _Search(self._estimates(goals, haste), BEND * haste)
        self._set_out(begin, borders, search)
        while search.heap:
            _, _, cost, node, direction, before = heappop(search.heap)
            if direction < 0:
                return self._way(search.trail, node, before)
            turn = BEND + BESIDE * (self.upright[node] + self.flat[node])
            lowest = search.least.setdefault(node, cost)
            if search.best[node * 4 + direction] < cost or cost > lowest + turn:
                continue
            search.trail.append((node, before))
            if node in goals:
                self._arrive(goals[node], node, direction, cost, turn, search)
            self._go_on(node, direction, cost, turn, taken, borders, search)
        return None

    def _set_out(self, begin: Iterable[Start], borders: Borders, search: _Search) -> None:
        """All first steps."""
        place = self.place
        for start in begin:
            cost = start.cost + self.price[start.direction][start.first] + self.crowd[start.node]
            cost += borders[place[start.first], place[start.node]]
            key = start.node * 4 + start.direction
            if cost < search.best.get(key, INFINITE):
                search.best[key] = cost
                search.trail.append((start.first, -1))
                rest = search.across[self.column[start.node]] + search.down[self.row[start.node]]
                search.push(cost + rest, cost, start.node, start.direction, len(search.trail) - 1)

    def _arrive(
        self, goals: Sequence[Goal], node: int, direction: int, cost: float, turn: float, search: _Search
    ) -> None:
        """The last steps from before a goal."""
        for goal in goals:
            if goal.direction == direction or (self.turning[node] and goal.direction != OPPOSITE[direction]):
                total = cost + goal.cost + (0.0 if goal.direction == direction else turn)
                search.push(total, total, goal.port, -1, len(search.trail) - 1)

    def _go_on(
        self,
        node: int,
        direction: int,
        cost: float,
        turn: float,
        taken: Container[int],
        borders: Borders,
        search: _Search,
    ) -> None:
        """The steps from a node: the hot part, so nothing in it is a call that need not be."""
        best, here, heap, crowd, place = (
            search.best,
            len(search.trail) - 1,
            search.heap,
            self.crowd,
            self.place,
        )
        inside = place[node]
        for ahead in AHEAD[direction]:
            onto = self.onto[ahead][node]
            if not onto or onto in taken:
                continue
            on = cost + self.price[ahead][node] + crowd[onto]
            if ahead != direction:
                on += turn
            else:
                on += self.upright[node] if ahead < UP else self.flat[node]
            if inside != place[onto]:
                on += borders[inside, place[onto]]
            key = onto * 4 + ahead
            if on < best.get(key, INFINITE):
                best[key] = on
                search.count += 1
                x, y = search.across[self.column[onto]], search.down[self.row[onto]]
                rest = x + y + (search.corner if (y if ahead < UP else x) else 0.0)
                heappush(heap, (on + rest, search.count, on, onto, ahead, here))

    def _way(self, trail: list[tuple[int, int]], last: int, before: int) -> list[int]:
        """The nodes of a way, with those that its steps leapt over."""
        stops = [last]
        while before >= 0:
            node, before = trail[before]
            stops.append(node)
        stops.reverse()
        way = stops[:1]
        for stop in stops[1:]:
            step = stop - way[-1]
            unit = step if abs(step) < self.line else self.line if step > 0 else -self.line
            while way[-1] != stop:
                way.append(way[-1] + unit)
        return way

    def _estimates(self, goals: Iterable[int], haste: float) -> tuple[list[float], list[float]]:
        """How far each column and each row is from the goals at least."""
        numbers = list(goals)
        xs, ys = [self.x[self.column[n]] for n in numbers], [self.y[self.row[n]] for n in numbers]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        across = [haste * (left - x if x < left else x - right if x > right else 0.0) for x in self.x]
        down = [haste * (top - y if y < top else y - bottom if y > bottom else 0.0) for y in self.y]
        return across, down


class _Search:
    """A search under way: what is known of every node, and what comes next.

    An entry of the heap is what a way costs at least, a number that decides between equals, what it costs so
    far, the node, the direction (-1 at a goal), and where in the trail it came from.
    """

    def __init__(self, estimates: tuple[list[float], list[float]], corner: float) -> None:
        self.across, self.down = estimates
        self.corner = corner
        self.best: dict[int, float] = {}
        self.least: dict[int, float] = {}
        self.trail: list[tuple[int, int]] = []
        self.heap: list[tuple[float, int, float, int, int, int]] = []
        self.count = 0

    def push(self, least: float, cost: float, node: int, direction: int, before: int) -> None:
        """One more way to go on from."""
        self.count += 1
        heappush(self.heap, (least, self.count, cost, node, direction, before))


class Borders(dict[tuple[int, int], float]):
    """What stepping from one place into another costs a wire."""

    def __init__(self, maze: Maze, wire: Wire) -> None:
        super().__init__()
        self.maze = maze
        ends = (wire.source, wire.target)
        self._foreign = [
            0.0 if ends[0] in frame.holds or ends[1] in frame.holds else frame.weight for frame in maze.frames
        ]
        self._inside: dict[int, float] = {}

    def __missing__(self, step: tuple[int, int]) -> float:
        a, b = self.maze.members[step[0]], self.maze.members[step[1]]
        cost = BORDER * (sum(index not in b for index in a) + sum(index not in a for index in b))
        cost += self.maze.intrusion * fsum(self._foreign[index] for index in b if index not in a)
        self[step] = cost
        return cost

    def between(self, a: int, b: int) -> float:
        """What the frames between two nodes cost."""
        step = (self.maze.place[a], self.maze.place[b])
        return self[step] if step[0] != step[1] else 0.0

    def leapt(self, node: int, direction: int) -> float:
        """What the frames cost that a first step leaps over."""
        return self.between(node + self.maze.steps[direction], self.maze.onto[direction][node])

    def inside(self, place: int) -> float:
        """What it costs to start in the midst of boxes that hold neither end."""
        if place not in self._inside:
            weights = fsum(self._foreign[index] for index in self.maze.members[place])
            self._inside[place] = self.maze.intrusion * weights
        return self._inside[place]


def _middles(strips: tuple[Strip, ...]) -> list[float]:
    """The middle of each strip, were each channel a little wider than it must be."""
    edges = starts(strips)
    middles, shift = [], 0.0
    for index, strip in enumerate(strips):
        extra = ROOM if strip.kind == "channel" else 0.0
        middles.append((edges[index] + edges[index + 1]) / 2 + shift + extra / 2)
        shift += extra
    return middles
