"""In which order icons of a row are drawn: the model's, unless where their lines lead has fewer crossings.

A picture is planned in the order of the model. If lines cross, what is side by side in the rows above the
VPCs is sorted by where its lines lead, and the picture is planned again; the better one is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import fsum
from typing import NamedTuple, TypeVar

from archgen.render.diagram.layout.network.buses import buses
from archgen.render.diagram.layout.network.content import Content
from archgen.render.diagram.layout.network.frame import Frame
from archgen.render.diagram.layout.network.things import Place, Thing, Things
from archgen.render.diagram.routing.network.lines import Docks, Points, Tracks, line
from archgen.render.diagram.routing.network.ways import Way

ROWS = (Place.EXTERNAL, Place.STRIP, Place.ORIGIN)
"""The rows whose order may change: all but the last from left to right, origins from top to bottom."""
P = TypeVar("P")
TRIES = 1
MOST = 70
"""Up to how many lines a picture is planned again."""


class Drawn(NamedTuple):
    """What a plan is judged by."""

    ways: Sequence[Way]
    frame: Frame
    docks: Docks
    tracks: Tracks


def arranged(content: Content, plan: Callable[[Content], P], drawn: Callable[[P], Drawn]) -> P:
    """The plan with fewest crossings: in the model's order, or in one that follows from where lines lead."""
    best = plan(content)
    if len(drawn(best).ways) > MOST:
        return best
    least = crossings(drawn(best))
    made, held = best, content
    for _ in range(TRIES):
        if not least:
            break
        changed = _sorted(held, drawn(made))
        if changed is None:
            break
        held, made = changed, plan(changed)
        found = crossings(drawn(made))
        if found < least:
            best, least = made, found
    return best


def crossings(drawn: Drawn) -> int:
    """How often lines of different nets cross."""
    lines = [(way.bus.id, line(way, drawn.frame, drawn.docks, drawn.tracks)) for way in drawn.ways]
    spans = [(net, _span(points), tuple(_pieces(points))) for net, points in lines]
    return sum(
        _crossed(a, b)
        for (one, s, a), (other, t, b) in combinations(spans, 2)
        if one != other and s[0] < t[2] and t[0] < s[2] and s[1] < t[3] and t[1] < s[3]
    )


Piece = tuple[bool, float, float, float]
"""Whether it is upright, what it keeps, and from where to where it runs."""


def _span(points: Points) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs) + 0.1, max(ys) + 0.1


def _pieces(points: Points) -> Iterator[Piece]:
    for (ax, ay), (bx, by) in pairwise(points):
        if ax == bx:
            yield True, ax, min(ay, by), max(ay, by)
        else:
            yield False, ay, min(ax, bx), max(ax, bx)


def _crossed(one: Iterable[Piece], other: Sequence[Piece]) -> int:
    return sum(p[0] != q[0] and p[2] < q[1] < p[3] and q[2] < p[1] < q[3] for p in one for q in other)


def _sorted(content: Content, drawn: Drawn) -> Content | None:
    """The content with icons in the order of where their lines lead; None where they are so already."""
    leads: dict[str, list[float]] = {}
    things = content.things.by_id
    for way in drawn.ways:
        a = drawn.docks.point(way.start, drawn.frame, start=True)
        b = drawn.docks.point(way.end, drawn.frame, start=False)
        for own, other in ((way.start, b), (way.end, a)):
            axis = 1 if things[own.thing].place is Place.ORIGIN else 0
            leads.setdefault(own.thing, []).append(other[axis])
    order: dict[str, Thing] = dict(things)
    for place in ROWS:
        for region in (None, *content.topology.regions):
            row = [t for t in things.values() if t.place is place and t.region == region]
            _reorder(order, row, leads)
    if list(order) == list(things):
        return None
    made = Things(order, content.things.of_copy)
    return replace(content, things=made, buses=buses(made, content.wiring.wires))


def _reorder(order: dict[str, Thing], row: Sequence[Thing], leads: Mapping[str, list[float]]) -> None:
    """Things of a row in the places that they have among all, by the mean of where their lines lead."""
    wanted = sorted(row, key=lambda t: fsum(leads[t.id]) / len(leads[t.id]) if t.id in leads else 0.0)
    turn = iter(wanted)
    ids = {thing.id for thing in row}
    items = [(next(turn) if id in ids else thing) for id, thing in order.items()]
    order.clear()
    order |= {thing.id: thing for thing in items}
