"""The way of each wire over the plan: which strips it follows, not yet on which track.

One wire after another takes the cheapest way (length, corners, crossings, borders), wires of a net branching
off what the net has already; then each net is taken up and laid again among all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush

from archgen.diagram.grid import (
    DOWN,
    LEFT,
    OPPOSITE,
    RIGHT,
    STEPS,
    UP,
    Node,
    Plan,
    Route,
    Stand,
    Wire,
    starts,
)

BEND = 70.0
"""What a corner costs, in pixels of way."""
CROSSING = 160.0
"""What crossing another wire costs."""
BORDER = 30.0
"""What crossing any border costs: none is crossed twice without need."""
INTRUSION = 900.0
"""What entering a box costs that holds neither end."""
CROWD = 6.0
"""What each wire costs that is already at a node."""
CELL = 12.0
"""What passing a free cell costs: lines rather keep to channels."""
BRANCH = 40.0
"""What it costs to branch off a line of the same net."""
LEAVE = {DOWN: 0.0, RIGHT: 8.0, LEFT: 8.0, UP: 40.0}
"""What leaving a stand in a direction costs."""
ENTER = {UP: 0.0, LEFT: 4.0, RIGHT: 4.0, DOWN: 30.0}
"""What entering a stand costs, by the side."""
PORT = 22.0
"""What each line costs that is already at a side of a stand; the fifth and later cost much more."""
FULL = 5
RELAID = 260
"""Up to how many nets are laid again to better the whole; beyond, the first way stands."""


def routes(plan: Plan) -> tuple[Route, ...]:
    """A way for every wire, in the plan's order."""
    router = _Router(plan)
    nets: dict[str, list[Wire]] = defaultdict(list)
    for wire in plan.wires:
        nets[wire.net].append(wire)
    order = sorted(nets, key=lambda net: router.span(nets[net]))
    for net in order:
        router.lay(nets[net])
    if len(nets) <= RELAID:
        for _ in range(2):
            for net in order:
                router.relay(nets[net])
    found = router.paths
    return tuple(Route(wire, found[wire.id]) for wire in plan.wires)


@dataclass(slots=True)
class _Net:
    """What of a net is laid: each node with the one before it, seen from the hub, and the ports in use."""

    parents: dict[Node, Node | None] = field(default_factory=dict)
    sides: list[tuple[str, int]] = field(default_factory=list)


class _Router:
    """The state of routing: what each node carries so far."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.wide, self.high = len(plan.columns), len(plan.rows)
        self.x = _middles(starts(plan.columns), [strip.kind for strip in plan.columns])
        self.y = _middles(starts(plan.rows), [strip.kind for strip in plan.rows])
        self.along = [strip.kind != "plain" for strip in plan.rows]
        self.cell_column = [strip.kind == "cell" for strip in plan.columns]
        self.cell_row = [strip.kind == "cell" for strip in plan.rows]
        self.blocked = self._blocked()
        self.places, self.members = self._places()
        self.across: dict[Node, int] = defaultdict(int)
        self.upright: dict[Node, int] = defaultdict(int)
        self.touched: dict[Node, int] = defaultdict(int)
        self.sides: dict[tuple[str, int], int] = defaultdict(int)
        self.nets: dict[str, _Net] = {}
        self.paths: dict[str, tuple[Node, ...]] = {}

    def span(self, wires: list[Wire]) -> tuple[int, float]:
        """Straight ones first, then short before long."""
        spans = []
        for wire in wires:
            a, b = (self._centre(self.plan.stands[id]) for id in (wire.source, wire.target))
            dx, dy = abs(self.x[a[0]] - self.x[b[0]]), abs(self.y[a[1]] - self.y[b[1]])
            spans.append((int(dx > 0 and dy > 0), dx + dy))
        return max(spans)

    def relay(self, wires: list[Wire]) -> None:
        """Take a net up and lay it again, now that all others lie."""
        self._mark(self.nets[wires[0].net], -1)
        self.lay(wires)

    def lay(self, wires: list[Wire]) -> None:
        """Lay all wires of a net, short ones first."""
        net = self.nets[wires[0].net] = _Net()
        for wire in sorted(wires, key=lambda wire: self.span([wire])):
            path = self._search(wire, net)
            before: Node | None = path[0] if path[0] in net.parents else None
            if before is None or net.parents[before] is None:
                hub = wire.source if wire.hub == "source" else wire.target
                net.sides.append((hub, _direction(path[0], path[1])))
            for onto in path:
                net.parents.setdefault(onto, before)
                before = onto
            self.paths[wire.id] = _whole(path, net, wire)
        self._mark(net, 1)

    @staticmethod
    def _centre(stand: Stand) -> Node:
        nodes = list(stand.ports.values())
        return (sum(c for c, _ in nodes) // len(nodes), sum(r for _, r in nodes) // len(nodes))

    def _blocked(self) -> set[Node]:
        areas = [area for stand in self.plan.stands.values() for area in stand.covers]
        areas += self.plan.captions
        return {
            (column, row)
            for area in areas
            for column in range(area.left, area.right + 1)
            for row in range(area.top, area.bottom + 1)
        }

    def _places(self) -> tuple[list[int], list[frozenset[int]]]:
        """For each node which set of frames it lies in, as a number; and the sets."""
        inside: list[list[int]] = [[] for _ in range(self.wide * self.high)]
        for index, frame in enumerate(self.plan.frames):
            for row in range(frame.area.top, frame.area.bottom + 1):
                for column in range(frame.area.left, frame.area.right + 1):
                    inside[row * self.wide + column].append(index)
        numbers: dict[frozenset[int], int] = {}
        places = [numbers.setdefault(frozenset(frames), len(numbers)) for frames in inside]
        return places, list(numbers)

    def _borders(self, wire: Wire) -> _Borders:
        """A table of what stepping from one place to another costs this wire, filled as it is asked."""
        return _Borders(self.members, self.plan, wire)

    def _search(self, wire: Wire, net: _Net) -> list[Node]:
        """The cheapest way from the hub, or from what the net has, to the other end."""
        hub, other = (wire.source, wire.target) if wire.hub == "source" else (wire.target, wire.source)
        leave, enter = (LEAVE, ENTER) if wire.hub == "source" else (ENTER, LEAVE)
        goals = self._goals(other, enter)
        borders = self._borders(wire)
        heap: list[tuple[float, int, float, Node, int, int]] = []
        count = 0
        history: list[tuple[Node, int]] = []
        reach = _Reach(self.x, self.y, goals)
        best: dict[tuple[Node, int], float] = {}

        def push(cost: float, node: Node, direction: int, before: int) -> None:
            nonlocal count
            if best.get((node, direction), 1e18) <= cost:
                return
            best[node, direction] = cost
            count += 1
            heappush(heap, (cost + reach.estimate(node, direction), count, cost, node, direction, before))

        for cost, first, node, direction in self._begin(hub, net, leave, borders):
            history.append((first, -1))
            step = self._step(first, node, direction, borders)
            push(cost + step, node, direction, len(history) - 1)
        while heap:
            _, _, cost, node, direction, before = heappop(heap)
            if direction < 0:
                history.append((node, before))
                return self._finish(history, net, other)
            if best[node, direction] < cost:
                continue
            history.append((node, before))
            here = len(history) - 1
            for need, port, extra in goals.get(node, ()):
                bend = self._turn(node, direction, need)
                if bend is not None:
                    count += 1
                    total = cost + extra + bend
                    heappush(heap, (total, count, total, port, -1, here))
            for ahead in range(4):
                bend = self._turn(node, direction, ahead)
                if bend is None:
                    continue
                onto = (node[0] + STEPS[ahead][0], node[1] + STEPS[ahead][1])
                if not self._free(onto) or onto in net.parents:
                    continue
                push(cost + bend + self._step(node, onto, ahead, borders), onto, ahead, here)
        raise LookupError(f"no way for {wire.id}")

    def _begin(
        self, hub: str, net: _Net, leave: Mapping[int, float], borders: _Borders
    ) -> Iterable[tuple[float, Node, Node, int]]:
        """First steps: cost, node, next node, direction."""
        used = {side for id, side in net.sides if id == hub}
        for direction, port in self.plan.stands[hub].ports.items():
            onto = (port[0] + STEPS[direction][0], port[1] + STEPS[direction][1])
            if direction not in used and self._free(onto) and onto not in net.parents:
                yield leave[direction] + self._crowd(hub, direction), port, onto, direction
        for node in net.parents:
            if node in self.blocked or not self.along[node[1]]:
                continue
            for direction, step in enumerate(STEPS):
                onto = (node[0] + step[0], node[1] + step[1])
                if self._free(onto) and onto not in net.parents:
                    yield (
                        BRANCH + borders.inside(self.places[node[1] * self.wide + node[0]]),
                        node,
                        onto,
                        direction,
                    )

    def _finish(self, history: list[tuple[Node, int]], net: _Net, other: str) -> list[Node]:
        path = []
        index = len(history) - 1
        while index >= 0:
            step, index = history[index]
            path.append(step)
        path.reverse()
        net.sides.append((other, _direction(path[-1], path[-2])))
        return path

    def _goals(self, id: str, enter: Mapping[int, float]) -> dict[Node, list[tuple[int, Node, float]]]:
        """From which nodes the end is entered: in which direction, at which port, at what cost."""
        goals: dict[Node, list[tuple[int, Node, float]]] = {}
        for side, port in self.plan.stands[id].ports.items():
            outside = (port[0] + STEPS[side][0], port[1] + STEPS[side][1])
            if self._free(outside):
                extra = enter[side] + self._crowd(id, side)
                goals.setdefault(outside, []).append((OPPOSITE[side], port, extra))
        return goals

    def _crowd(self, id: str, side: int) -> float:
        count = self.sides[id, side]
        return PORT * count + (400.0 * (count - FULL + 1) if count >= FULL else 0.0)

    def _free(self, node: Node) -> bool:
        return 0 <= node[0] < self.wide and 0 <= node[1] < self.high and node not in self.blocked

    def _turn(self, node: Node, direction: int, ahead: int) -> float | None:
        """What going on in a direction costs at a node; None where it cannot be."""
        if ahead == direction:
            crossed = self.upright if direction < UP else self.across
            return CROSSING * crossed[node] if node in crossed else 0.0
        if ahead == OPPOSITE[direction] or not self.along[node[1]]:
            return None
        through = (self.upright.get(node, 0) + self.across.get(node, 0)) * 0.3
        return BEND + CROSSING * through

    def _step(self, node: Node, onto: Node, direction: int, borders: dict[tuple[int, int], float]) -> float:
        way = abs(self.x[onto[0]] - self.x[node[0]]) + abs(self.y[onto[1]] - self.y[node[1]])
        if self.cell_column[onto[0]] and self.cell_row[onto[1]]:
            way += CELL
        a, b = self.places[node[1] * self.wide + node[0]], self.places[onto[1] * self.wide + onto[0]]
        crossed = 0.0 if a == b else borders[a, b]
        return way + crossed + CROWD * self.touched.get(onto, 0)

    def _mark(self, net: _Net, sign: int) -> None:
        """Count (or discount) what a net puts on the nodes that it passes."""
        for side in net.sides:
            self.sides[side] += sign
        arms: dict[Node, set[int]] = defaultdict(set)
        for node, before in net.parents.items():
            if before is not None:
                arms[node].add(_direction(node, before))
                arms[before].add(_direction(before, node))
        for node, directions in arms.items():
            self.touched[node] += sign
            if LEFT in directions and RIGHT in directions:
                self.across[node] += sign
            if UP in directions and DOWN in directions:
                self.upright[node] += sign


class _Borders(dict[tuple[int, int], float]):
    """What stepping from one place into another costs a wire."""

    def __init__(self, members: list[frozenset[int]], plan: Plan, wire: Wire) -> None:
        super().__init__()
        self.members = members
        self.plan = plan
        self.ends = (wire.source, wire.target)

    def __missing__(self, step: tuple[int, int]) -> float:
        a, b = self.members[step[0]], self.members[step[1]]
        cost = BORDER * len(a ^ b)
        cost += INTRUSION * sum(self._foreign(index) for index in sorted(b - a))
        self[step] = cost
        return cost

    def inside(self, place: int) -> float:
        """What it costs to start in the midst of boxes that hold neither end."""
        return INTRUSION * sum(self._foreign(index) for index in sorted(self.members[place]))

    def _foreign(self, index: int) -> float:
        frame = self.plan.frames[index]
        return 0.0 if any(end in frame.holds for end in self.ends) else frame.weight


class _Reach:
    """How far it is at least from a node to the nearest goal."""

    def __init__(self, x: list[float], y: list[float], goals: Iterable[Node]) -> None:
        nodes = list(goals)
        self.x, self.y = x, y
        self.left, self.right = min(x[c] for c, _ in nodes), max(x[c] for c, _ in nodes)
        self.top, self.bottom = min(y[r] for _, r in nodes), max(y[r] for _, r in nodes)

    def estimate(self, node: Node, direction: int) -> float:
        x, y = self.x[node[0]], self.y[node[1]]
        dx = max(self.left - x, x - self.right, 0.0)
        dy = max(self.top - y, y - self.bottom, 0.0)
        bend = BEND if (dx > 0 and direction >= UP) or (dy > 0 and direction < UP) else 0.0
        return dx + dy + bend


def _middles(edges: tuple[float, ...], kinds: list[str]) -> list[float]:
    """The middle of each strip, were each channel a little wider than it must be."""
    middles, shift = [], 0.0
    for index, kind in enumerate(kinds):
        extra = 8.0 if kind == "channel" else 0.0
        middles.append((edges[index] + edges[index + 1]) / 2 + shift + extra / 2)
        shift += extra
    return middles


def _direction(a: Node, b: Node) -> int:
    """The direction from a node to a neighbour."""
    return STEPS.index((b[0] - a[0], b[1] - a[1]))


def _whole(path: list[Node], net: _Net, wire: Wire) -> tuple[Node, ...]:
    """A way with the part that the net had already, from source to target."""
    front: list[Node] = []
    node = net.parents[path[0]]
    while node is not None:
        front.append(node)
        node = net.parents[node]
    whole = [*reversed(front), *path]
    return tuple(whole if wire.hub == "source" else reversed(whole))
