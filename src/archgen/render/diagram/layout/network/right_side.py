"""What is right of the lanes, at their height: endpoints on the VPC's border, services beside it."""

from __future__ import annotations

from archgen.render.diagram.layout.network.content import Content
from archgen.render.diagram.layout.network.frame import Frame
from archgen.render.diagram.layout.network.labels import Labels
from archgen.render.diagram.layout.network.measures import ICON, RADIUS, UNDER
from archgen.render.diagram.layout.network.things import Place, Thing
from archgen.render.diagram.scene import Box

APART = 10.0
"""Least pixels between two of them, one under another."""
LINE = 7.0
"""Pixels that a line beside them needs above and below."""


def place_right_side(content: Content, texts: Labels, frame: Frame, vpc: str, top: float) -> float:
    """Places them; returns the least bottom of the VPC."""
    lines = _lines(frame, content, vpc)
    border = content.things.at(Place.BORDER, vpc)
    beside = content.beside(vpc)
    low = _placed(border, frame.columns.vpc_end, texts, frame, lines, top)
    _placed(beside, frame.columns.beside, texts, frame, lines, top)
    return low


def _lines(frame: Frame, content: Content, vpc: str) -> list[tuple[str, float]]:
    """The heights at which lines leave lanes towards the VPC's right border, each with its port."""
    return [
        (f"{lane}/{port.key}", frame.port(lane, port.key, left=False))
        for lane, ports in frame.demand.right.items()
        if content.things.by_id[lane].site == vpc
        for port in ports
        if (lane, port.key) in frame.demand.passing
    ]


def _placed(
    things: list[Thing], x: float, texts: Labels, frame: Frame, lines: list[tuple[str, float]], top: float
) -> float:
    """Things of a column at the heights that they want, or near to them; returns where the last one ends."""
    taken: list[tuple[float, float]] = []
    wanted = {thing.id: _wanted(thing, frame, top) for thing in things}
    first = [thing for thing in things if thing.id in frame.demand.anchors]
    others = [thing for thing in things if thing.id not in frame.demand.anchors]
    others.sort(key=lambda thing: thing.id not in frame.demand.entries)
    for thing in (*first, *others):
        y, own = wanted[thing.id]
        below = RADIUS + UNDER + texts.height([thing.id])
        passing = [(line - LINE, line + LINE) for key, line in lines if key != own and abs(line - y) > 0.2]
        y = _free(y, below, [*taken, *passing], top)
        taken.append((y - RADIUS - APART / 2, y + below + APART / 2))
        frame.icons[thing.id] = Box(round(x - RADIUS, 1), round(y - RADIUS, 1), ICON, ICON)
        frame.label_bottoms[thing.id] = y + below
    return max((bottom for _, bottom in taken), default=0.0) + 10


def _wanted(thing: Thing, frame: Frame, top: float) -> tuple[float, str]:
    """The height that a thing wants, and the port from which its line comes."""
    anchor = frame.demand.anchors.get(thing.id)
    if anchor is None:
        return top + 60, ""
    other, key = anchor
    if other in frame.lanes:
        return frame.port(other, key, left=False), f"{other}/{key}"
    return frame.icons[other].center[1], ""


def _free(y: float, below: float, taken: list[tuple[float, float]], top: float) -> float:
    """The free height nearest to one: below it rather than above."""
    step = 0
    while True:
        for place in dict.fromkeys((y + step, y - step)):
            low, high = place - RADIUS - APART / 2, place + below + APART / 2
            if low >= top - 20 and all(high <= a or b <= low for a, b in taken):
                return place
        step += 2
