"""What is right of the lanes, at their height: endpoints on the VPC's border, services beside it."""

from __future__ import annotations

from archgen.render.diagram.layout.network.content import Content
from archgen.render.diagram.layout.network.demand import Channel
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
    column = _Column(content, frame, texts, lines, top)
    low = column.placed(border, frame.columns.vpc_end)
    _Column(content, frame, texts, lines, top).placed(beside, frame.columns.beside)
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


class _Column:
    """Things of a column at the heights that they want, or near to them."""

    def __init__(
        self, content: Content, frame: Frame, texts: Labels, lines: list[tuple[str, float]], top: float
    ) -> None:
        self.content, self.frame, self.texts = content, frame, texts
        self.lines, self.top = lines, top
        self.taken: list[tuple[float, float]] = []

    def placed(self, things: list[Thing], x: float) -> float:
        """Places them; returns where the last one ends."""
        demand = self.frame.demand
        under = {id for vpc in self.content.under for id in self.content.entering(vpc)}
        under -= demand.anchors.keys()
        order = sorted(
            things, key=lambda t: (t.id not in demand.anchors, t.id not in under, t.id not in demand.entries)
        )
        for thing in order:
            self._place(thing, x, self._under(thing) if thing.id in under else self.top)
        return max((bottom for _, bottom in self.taken), default=0.0) + 10

    def _place(self, thing: Thing, x: float, top: float) -> None:
        y, own = self._wanted(thing, top)
        below = RADIUS + UNDER + self.texts.height([thing.id])
        passing = [
            (line - LINE, line + LINE) for key, line in self.lines if key != own and abs(line - y) > 0.2
        ]
        y = _free(y, below, [*self.taken, *passing], top)
        self.taken.append((y - RADIUS - APART / 2, y + below + APART / 2))
        self.frame.icons[thing.id] = Box(round(x - RADIUS, 1), round(y - RADIUS, 1), ICON, ICON)
        self.frame.label_bottoms[thing.id] = y + below

    def _under(self, thing: Thing) -> float:
        """The first height under the zones."""
        return self.frame.track(Channel("HU", thing.site), 0)

    def _wanted(self, thing: Thing, top: float) -> tuple[float, str]:
        """The height that a thing wants, and the port from which its line comes."""
        anchor = self.frame.demand.anchors.get(thing.id)
        if anchor is None:
            return self._near(thing, top), ""
        other, key = anchor
        if other in self.frame.lanes:
            return self.frame.port(other, key, left=False), f"{other}/{key}"
        return self.frame.icons[other].center[1], ""

    def _near(self, thing: Thing, top: float) -> float:
        """Under the zones, or then beside what leads to the same network, else at the top."""
        if top > self.top:
            return top
        network = self._network(thing) if thing.site in self.content.under else None
        alike = [id for id in self.frame.icons if self._is_alike(id, thing, network)] if network else []
        return self.frame.icons[alike[0]].center[1] if alike else top + 60

    def _network(self, thing: Thing) -> str | None:
        return self.content.topology.components[thing.component].leads_to

    def _is_alike(self, id: str, thing: Thing, network: str) -> bool:
        other = self.content.things.by_id.get(id)
        same = other is not None and other.place is thing.place and other.site == thing.site
        return same and other is not None and self._network(other) == network


def _free(y: float, below: float, taken: list[tuple[float, float]], top: float) -> float:
    """The free height nearest to one: below it rather than above."""
    step = 0
    while True:
        for place in dict.fromkeys((y + step, y - step)):
            low, high = place - RADIUS - APART / 2, place + below + APART / 2
            if low >= top - 20 and all(high <= a or b <= low for a, b in taken):
                return place
        step += 2
