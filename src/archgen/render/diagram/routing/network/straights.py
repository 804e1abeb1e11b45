"""Lines that run straight from icon to icon, or around one corner: nothing is between these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from archgen.model.kinds.category import Category
from archgen.render.diagram.layout.network.buses import Bus
from archgen.render.diagram.layout.network.content import Content
from archgen.render.diagram.layout.network.labels import edge_order, strip_rows
from archgen.render.diagram.layout.network.things import Place, Thing
from archgen.render.diagram.layout.network.wires import Wire

Shape = Literal["level", "corner", "upright"]
ASIDE = (0.0, 12.0, 18.0)
"""How far under the middle of an icon a level line is, by the number of other lines at its side."""


@dataclass(frozen=True, slots=True)
class Straight:
    """A wire whose line is straight. `aside` is how far under the middle of the icons it runs."""

    bus: Bus
    wire: Wire
    shape: Shape
    aside: float = 0.0


def first_edge(content: Content) -> str | None:
    """What is over the entrance column in the edge row."""
    order, _ = edge_order(content)
    return order[0].id if order and order[0].category not in (Category.DNS_ZONE, Category.WEB_ACL) else None


@dataclass(frozen=True, slots=True)
class Straights:
    """Which lines of a picture are straight."""

    content: Content

    def shape(self, source: Thing, target: Thing, wire: Wire) -> tuple[Shape, float] | None:
        """The shape of a wire's line, and how far aside it runs; None where it takes channels."""
        places = (source.place, target.place)
        if self._upright(source, target):
            return "upright", 0.0
        if places == (Place.EDGE, Place.EDGE):
            order, left = edge_order(self.content)
            return self._level([*left, *order], wire)
        if places == (Place.STRIP, Place.STRIP) and source.region == target.region:
            rows = strip_rows(self.content, source.region or "")
            return next((self._level(row, wire) for row in rows if source in row and target in row), None)
        if set(places) == {Place.ORIGIN, Place.STRIP} and source.region == target.region:
            return self._over_entrance(wire, source.region or "")
        if places == (Place.CLIENT, Place.EDGE) and target.category is Category.DNS_ZONE:
            order, _ = edge_order(self.content)
            at = [thing.id for thing in order].index(target.id)
            beside = at == (0 if first_edge(self.content) is None else 1)
            return ("corner", 0.0) if beside and len(self.content.things.at(Place.CLIENT)) == 1 else None
        return None

    def _upright(self, source: Thing, target: Thing) -> bool:
        """Whether one thing is over the other: a transit gateway and another's, or what is first over it."""
        if source.place is target.place is Place.TRANSIT:
            regions = list(self.content.topology.regions)
            return abs(regions.index(source.region or "") - regions.index(target.region or "")) == 1
        if {source.place, target.place} != {Place.TRANSIT, Place.UPLINK}:
            return False
        over = self.content.things.at(Place.UPLINK, source.region)
        below = self.content.things.at(Place.TRANSIT, source.region)
        return over[0] in (source, target) and below[0] in (source, target)

    def _level(self, row: Sequence[Thing], wire: Wire) -> tuple[Shape, float] | None:
        """Whether a wire joins neighbours, and no other one does."""
        ids = [thing.id for thing in row]
        beside = abs(ids.index(wire.source) - ids.index(wire.target)) == 1
        return ("level", 0.0) if beside and self._alone(wire) else None

    def _over_entrance(self, wire: Wire, region: str) -> tuple[Shape, float] | None:
        """Whether a wire joins what is first left and right of the entrance column, under what comes down."""
        origin = self.content.things.at(Place.ORIGIN, region)[0].id
        first = strip_rows(self.content, region)[0][0].id
        others = [w for w in self.content.wiring.wires if origin in (w.source, w.target) and w != wire]
        if {wire.source, wire.target} != {origin, first} or len(others) >= len(ASIDE):
            return None
        return ("level", ASIDE[len(others)]) if self._alone(wire) else None

    def _alone(self, wire: Wire) -> bool:
        """Whether no other wire joins the same two things."""
        pair = {wire.source, wire.target}
        return sum({w.source, w.target} == pair for w in self.content.wiring.wires) == 1
