"""The way of each wire over the plan: which strips it follows, not yet on which track.

One wire after another takes the cheapest way (length, corners, crossings, borders), wires of a net branching
off what the net has already; then each net is taken up and laid again among all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archgen.render.diagram.layout.grid import DOWN, LEFT, OPPOSITE, RIGHT, UP, Plan, Route, Stand, Wire
from archgen.render.diagram.routing.maze import Borders, Goal, Maze, Start

BRANCH = 40.0
"""What it costs to branch off a line of the same net."""
LEAVE = {DOWN: 0.0, RIGHT: 8.0, LEFT: 8.0, UP: 40.0}
"""What leaving a stand in a direction costs."""
ENTER = {UP: 0.0, LEFT: 4.0, RIGHT: 4.0, DOWN: 30.0}
"""What entering a stand costs, by the side."""
PORT = 22.0
"""What each line costs that is already at a side of a stand; the sixth and later cost much more."""
FULL = 5
OVERFULL = 400.0
MANY = 400
"""Up to how many wires are laid again to better the whole; beyond, the first way stands, found in haste."""
HASTE, CARE = 4.0, 1 / 3
"""How the ways are found when there are many: see the maze."""
AGAIN = 2
"""How often all nets are laid again."""


def routes(plan: Plan) -> tuple[Route, ...]:
    """A way for every wire, in the plan's order."""
    nets: dict[str, list[Wire]] = defaultdict(list)
    for wire in plan.wires:
        nets[wire.net].append(wire)
    many = len(plan.wires) > MANY
    router = _Router(Maze(plan, CARE), HASTE) if many else _Router(Maze(plan), 1.0)
    order = sorted(nets, key=lambda net: max(router.span(wire) for wire in nets[net]))
    for net in order:
        router.lay(nets[net])
    for _ in range(0 if many else AGAIN):
        for net in order:
            router.relay(nets[net])
    return tuple(Route(wire, router.path(wire.id)) for wire in plan.wires)


@dataclass(slots=True)
class _Net:
    """What of a net is laid: each node with the one before it, seen from the hub, and the ports in use."""

    parents: dict[int, int | None] = field(default_factory=dict)
    sides: list[tuple[str, int]] = field(default_factory=list)


class _Router:
    """The state of routing: which ways the wires take so far."""

    def __init__(self, maze: Maze, haste: float) -> None:
        self.maze, self.haste, self.plan = maze, haste, maze.plan
        self.sides: dict[tuple[str, int], int] = defaultdict(int)
        self.nets: dict[str, _Net] = {}
        self.paths: dict[str, list[int]] = {}

    def path(self, wire: str) -> tuple[tuple[int, int], ...]:
        """The nodes of a wire's way."""
        return tuple(self.maze.node(number) for number in self.paths[wire])

    def span(self, wire: Wire) -> tuple[int, float]:
        """What orders wires: straight ones first, then short before long."""
        (ax, ay), (bx, by) = (self._centre(self.plan.stands[id]) for id in (wire.source, wire.target))
        dx, dy = abs(ax - bx), abs(ay - by)
        return int(dx > 0 and dy > 0), dx + dy

    def relay(self, wires: list[Wire]) -> None:
        """Take a net up and lay it again, now that all others lie."""
        self._mark(self.nets[wires[0].net], -1)
        self.lay(wires)

    def lay(self, wires: list[Wire]) -> None:
        """Lay all wires of a net, short ones first."""
        net = self.nets[wires[0].net] = _Net()
        for wire in sorted(wires, key=self.span):
            way = self._search(wire, net)
            hub, other = _ends(wire)
            before = way[0] if way[0] in net.parents else None
            if before is None or net.parents[before] is None:
                net.sides.append((hub, self._direction(way[0], way[1])))
            net.sides.append((other, self._direction(way[-1], way[-2])))
            for onto in way:
                net.parents.setdefault(onto, before)
                before = onto
            whole = [*_back(net, way[0]), *way]
            self.paths[wire.id] = whole if wire.hub == "source" else whole[::-1]
        self._mark(net, 1)

    def _centre(self, stand: Stand) -> tuple[float, float]:
        column, row = stand.at
        return self.maze.x[column], self.maze.y[row]

    def _direction(self, a: int, b: int) -> int:
        return self.maze.steps.index(b - a)

    def _search(self, wire: Wire, net: _Net) -> list[int]:
        """The cheapest way from the hub, or from what the net has, to the other end."""
        hub, other = _ends(wire)
        leave, enter = (LEAVE, ENTER) if wire.hub == "source" else (ENTER, LEAVE)
        borders = Borders(self.maze, wire)
        begin, goals = self._begin(hub, net, leave, borders), self._goals(other, enter, borders)
        way = self.maze.cheapest(begin, goals, net.parents, borders, self.haste) if goals else None
        if way is None:
            raise LookupError(f"no way for {wire.id}")
        return way

    def _begin(self, hub: str, net: _Net, leave: Mapping[int, float], borders: Borders) -> Iterator[Start]:
        """First steps: from unused sides of the hub, and off what the net has."""
        maze = self.maze
        used = {side for id, side in net.sides if id == hub}
        for direction, port in self.plan.stands[hub].ports.items():
            first = maze.number(port)
            onto = maze.onto[direction][first]
            if direction not in used and onto and onto not in net.parents:
                cost = leave[direction] + self._crowd(hub, direction)
                yield Start(cost + borders.leapt(first, direction), first, onto, direction)
        for node in net.parents:
            if not maze.free[node] or not maze.turning[node]:
                continue
            cost = BRANCH + borders.inside(maze.place[node])
            for direction in range(4):
                onto = maze.onto[direction][node]
                if onto and onto not in net.parents:
                    yield Start(cost + borders.leapt(node, direction), node, onto, direction)

    def _goals(self, id: str, enter: Mapping[int, float], borders: Borders) -> dict[int, list[Goal]]:
        """From which nodes an end is entered, and how much dearer than at its best side."""
        sides: list[tuple[int, Goal]] = []
        for side, port in self.plan.stands[id].ports.items():
            number = self.maze.number(port)
            outside = self.maze.onto[side][number]
            if outside:
                near = number + self.maze.steps[side]
                cost = enter[side] + self._crowd(id, side) + borders.between(outside, near)
                cost += abs(self.maze.y[self.maze.row[outside]] - self.maze.y[self.maze.row[near]])
                sides.append((outside, Goal(OPPOSITE[side], number, cost)))
        cheapest = min((goal.cost for _, goal in sides), default=0.0)
        goals: dict[int, list[Goal]] = {}
        for outside, goal in sides:
            goals.setdefault(outside, []).append(goal._replace(cost=goal.cost - cheapest))
        return goals

    def _crowd(self, id: str, side: int) -> float:
        count = self.sides[id, side]
        return PORT * count + OVERFULL * max(count - FULL + 1, 0)

    def _mark(self, net: _Net, sign: int) -> None:
        """Count (or discount) what a net puts on the nodes that it passes."""
        for side in net.sides:
            self.sides[side] += sign
        arms: dict[int, set[int]] = defaultdict(set)
        for node, before in net.parents.items():
            if before is not None:
                arms[node].add(self._direction(node, before))
                arms[before].add(self._direction(before, node))
        for node, directions in arms.items():
            flat, upright = directions >= {LEFT, RIGHT}, directions >= {UP, DOWN}
            self.maze.count(node, flat=flat, upright=upright, by=sign)


def _ends(wire: Wire) -> tuple[str, str]:
    """The hub and the other end."""
    return (wire.source, wire.target) if wire.hub == "source" else (wire.target, wire.source)


def _back(net: _Net, node: int) -> list[int]:
    """The nodes from the hub to before a node of the net."""
    way: list[int] = []
    before = net.parents[node]
    while before is not None:
        way.append(before)
        before = net.parents[before]
    return way[::-1]
