"""Routes become lines: within each strip an order of tracks that crosses little, then widths, then places.

In channels runs lie on tracks side by side, and the channel is as wide as they and the labels on them need;
in cells they lie about the axis, where the icons' sides are. Columns are settled first; rows then know where
each run truly begins and ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from archgen.render.diagram.layout.grid import UP, Drawn, Node, Paper, Plan, Route, Strip, axis, middle
from archgen.render.diagram.routing.runs import HORIZONTAL, VERTICAL, Run, Runs, Tag
from archgen.render.diagram.routing.tags import Spot, tags, touched_labels

TRACK = 14.0
"""Pixels between parallel lines."""
PORT = 20.0
"""Pixels between lines at a side of an icon, if there is room."""
SIDE = 42.0
"""Pixels of an icon's side that lines may use."""
MARGIN = 9.0
"""Pixels between a line and the edge of its channel."""
CLEAR = 5.0
"""Pixels between a label and anything else."""
TRIES = 4
"""How often labels are put elsewhere."""
MANY = 400
"""From how many wires on a label that has no room is left out at once."""
CROWDED = 80
"""Up to how many runs of a strip their order is bettered."""
DEPTH = 6
"""How many corners ahead two lines are followed to see which of them turns away first."""


def drawn(plan: Plan, routes: tuple[Route, ...]) -> Paper:
    """Coordinates of all strips and all wires.

    Where icons have so many lines that a label has no room after all, it is put elsewhere, or left out.
    """
    banned: set[Spot] = set()
    for _ in range(TRIES if len(routes) <= MANY else 1):
        runs = Runs(plan, routes)
        labels = tags(plan, routes, runs, banned)
        columns = _settled(runs.lying(VERTICAL), plan.columns)
        for run in runs.lying(HORIZONTAL):
            _reach(run, columns)
        rows = _settled(runs.lying(HORIZONTAL), plan.rows)
        lines = [_line(plan, route, runs, labels.get(route.wire.id), columns, rows) for route in routes]
        touched = touched_labels(lines)
        if not touched:
            break
        banned |= {labels[id].spot(id) for id in sorted(touched)}
    kept = tuple(replace(line, label=None) if line.wire.id in touched else line for line in lines)
    return Paper(columns, rows, kept)


def _settled(runs: list[Run], strips: tuple[Strip, ...]) -> tuple[float, ...]:
    """Gives every run its place; returns where the strips begin."""
    by_strip: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        by_strip[run.strip].append(run)
    orders = {index: ordered(by_strip[index]) for index in sorted(by_strip)}
    sizes = [strip.size for strip in strips]
    for index, order in orders.items():
        need = _packed(order) if strips[index].kind == "channel" else _cell_need(order)
        sizes[index] = max(sizes[index], need)
    sizes = [2.0 * ceil(size / 2) for size in sizes]
    _alike(sizes, strips)
    edges = [0.0]
    for size in sizes:
        edges.append(edges[-1] + size)
    for index, order in orders.items():
        if strips[index].kind == "channel":
            _spread(order, edges[index], sizes[index])
        else:
            _about(order, edges[index] + axis(strips[index], sizes[index]))
    return tuple(edges)


def _alike(sizes: list[float], strips: tuple[Strip, ...]) -> None:
    """Strips that are like each other get the size of the widest."""
    widest: dict[str, float] = defaultdict(float)
    for strip, size in zip(strips, sizes, strict=True):
        widest[strip.like] = max(widest[strip.like], size)
    for index, strip in enumerate(strips):
        if strip.like:
            sizes[index] = widest[strip.like]


def _reach(run: Run, columns: tuple[float, ...]) -> None:
    """From where to where a horizontal run truly goes."""
    if run.block:
        across = run.owner.place if run.owner else 0.0
        run.begins, run.ends = across - run.length / 2, across + run.length / 2
        return
    places = [leg.place for _, _, leg in run.legs]
    places += [columns[(end + 1) // 2] for end in (run.low, run.high) if end % 2]
    run.begins, run.ends = min(places), max(places)


def ordered(runs: list[Run]) -> list[Run]:
    """The runs of a strip in an order in which their lines cross little."""
    order: list[Run] = []
    for run in runs:
        _put(order, run)
    for _ in range(2 if len(runs) <= CROWDED else 0):
        for run in runs:
            order.remove(run)
            _put(order, run)
    return order


def _put(order: list[Run], run: Run) -> None:
    """Insert a run where it costs least, and there as near to the middle as can be."""
    middle = len(order) // 2
    cost, begin = 0.0, 0
    best: tuple[float, int, int] | None = None
    for index in [*_meeting(order, run), len(order)]:
        place = min(max(middle, begin), index)
        if best is None or (cost, abs(place - middle)) < best[:2]:
            best = (cost, abs(place - middle), place)
        if index < len(order):
            cost += preference(order[index], run)
            begin = index + 1
    assert best is not None
    order.insert(best[2], run)


def _meeting(order: Sequence[Run], run: Run) -> list[int]:
    """Which of these a run would touch on one track."""
    block, shy = run.block, run.shy
    if run.lies == VERTICAL:
        low, high = run.low, run.high
        found = [i for i, other in enumerate(order) if other.low <= high and low <= other.high]
    else:
        begins, ends = run.begins - TRACK, run.ends + TRACK
        found = [i for i, other in enumerate(order) if other.begins < ends and begins < other.ends]
    return [i for i in found if not order[i].block or (shy and order[i].shy)] if block else found


def preference(a: Run, b: Run, skip: int | None = None, depth: int = DEPTH) -> float:
    """Crossings with a before b, minus crossings with b before a."""
    if a.block or b.block or depth == 0:
        return 0.0
    if a.lies == HORIZONTAL and skip is None:
        return _exact(a, b)
    total = 0.0
    for place, side, _ in a.legs:
        if place != skip and b.low < place < b.high:
            total += side
    for place, side, _ in b.legs:
        if place != skip and a.low < place < a.high:
            total -= side
    for end in ("low", "high"):
        place = getattr(a, end)
        if place == getattr(b, end) and place != skip:
            total += _at_end(a, b, place, end == "high", depth)
    return total


def _exact(a: Run, b: Run) -> float:
    """The preference of horizontal runs, once it is known where their legs are."""
    total = 0.0
    for _, side, leg in a.legs:
        if b.begins < leg.place < b.ends:
            total += side
    for _, side, leg in b.legs:
        if a.begins < leg.place < a.ends:
            total -= side
    return total


def _at_end(a: Run, b: Run, place: int, high: bool, depth: int) -> float:
    """The preference of two runs that end at the same strip: where they turn away from each other decides."""
    total = 0.0
    for _, side_a, leg_a in a.legs_at(place):
        for _, side_b, leg_b in b.legs_at(place):
            if leg_a is leg_b:
                continue
            if side_a != side_b:
                total += side_a
                continue
            onward = preference(leg_a, leg_b, 2 * a.strip, depth - 1)
            total += onward if (side_a < 0) == high else -onward
    return total


def apart(a: Run, b: Run, track: float = TRACK) -> float:
    """Pixels that must be between the middles of two runs that meet, labels included."""
    girth = _girth(a, b) + _girth(b, a)
    return max(girth + CLEAR, 0.0 if a.block or b.block else track) if girth else track


def _girth(run: Run, other: Run) -> float:
    """Half of what a run takes across its strip where another passes."""
    if run.block:
        return run.block / 2
    halves = [tag.girth / 2 for tag in run.tags if _beside(tag, other)]
    return max(halves, default=0.0)


def _beside(tag: Tag, other: Run) -> bool:
    if other.lies == VERTICAL:
        return other.low <= 2 * tag.strip <= other.high
    middle = tag.room.place
    return other.begins < middle + tag.length / 2 + CLEAR and middle - tag.length / 2 - CLEAR < other.ends


def _edge(run: Run) -> float:
    """Pixels between a run's middle and the edge of its channel."""
    girth = max([run.block / 2, *(tag.girth / 2 for tag in run.tags)])
    return max(MARGIN, girth + CLEAR)


def _packed(order: Sequence[Run], track: float = TRACK) -> float:
    """Puts runs as low as their order allows; returns how wide the channel must be."""
    for index, run in enumerate(order):
        run.place = _edge(run)
        before = order[:index]
        for at in _meeting(before, run):
            run.place = max(run.place, before[at].place + apart(before[at], run, track))
    return max(run.place + _edge(run) for run in order)


def _spread(order: list[Run], start: float, size: float, track: float = TRACK) -> None:
    """Puts runs midway between the lowest and the highest place that they can have."""
    highest: list[float] = []
    for index in range(len(order) - 1, -1, -1):
        run = order[index]
        place = size - _edge(run)
        after = order[index + 1 :]
        for at in _meeting(after, run):
            place = min(place, highest[len(after) - 1 - at] - apart(run, after[at], track))
        highest.append(place)
    for run, high in zip(order, reversed(highest), strict=True):
        run.place = start + (run.place + high) / 2


def _clusters(order: list[Run]) -> list[list[Run]]:
    """Runs that hang together by meeting each other, each cluster in order."""
    clusters: list[list[Run]] = []
    for run in order:
        touching = [cluster for cluster in clusters if _meeting(cluster, run)]
        merged = {id(other) for cluster in touching for other in cluster}
        clusters = [cluster for cluster in clusters if cluster not in touching]
        clusters.append([*(other for other in order if id(other) in merged), run])
    return clusters


def _cell_need(order: list[Run]) -> float:
    need = 0.0
    for cluster in _clusters(order):
        width = _packed(cluster, PORT)
        places = [run.place for run in cluster]
        side = min(max(places) - min(places), SIDE) + 2 * MARGIN
        need = max(need, side if any(run.ported for run in cluster) else width)
        need = max([need, *(2 * _edge(run) for run in cluster)])
    return need


def _about(order: list[Run], centre: float) -> None:
    """Puts the runs of a cell about its axis, each cluster by itself, ported ones within the icon's side."""
    for cluster in _clusters(order):
        width = _packed(cluster, PORT)
        _spread(cluster, 0.0, width, PORT)
        low, high = min(run.place for run in cluster), max(run.place for run in cluster)
        ported = any(run.ported for run in cluster)
        scale = min(1.0, SIDE / (high - low)) if ported and high > low else 1.0
        for run in cluster:
            run.place = centre + (run.place - (low + high) / 2) * scale


def _line(
    plan: Plan, route: Route, runs: Runs, tag: Tag | None, columns: tuple[float, ...], rows: tuple[float, ...]
) -> Drawn:
    """The corners of a wire and the middle of its label."""
    wire, path = route.wire, route.path
    pieces = runs.pieces(route)

    def end(id: str, node: Node, onto: Node, run: Run) -> tuple[float, float]:
        stand = plan.stands[id]
        x, y = middle(stand, plan, columns, rows)
        side = runs.direction(node, onto)
        offset = stand.reach[side]
        if side < UP:
            return (x + (offset if side else -offset), run.place)
        return (run.place, y + (offset if side > UP else -offset))

    points = [end(wire.source, path[0], path[1], pieces[0].run)]
    for a, b in pairwise(pieces):
        points.append((a.run.place, b.run.place) if a.run.lies == VERTICAL else (b.run.place, a.run.place))
    points.append(end(wire.target, path[-1], path[-2], pieces[-1].run))
    return Drawn(wire, tuple(points), tag.middle if tag else None)
