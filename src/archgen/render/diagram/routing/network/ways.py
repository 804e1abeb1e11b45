"""Which way each line takes: from a side of its source, by channels, to a side of its target.

A way is chosen on the map of channels alone, with no coordinates: the fewest channels win.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from typing import Literal, NamedTuple

from archgen.model.kinds.category import Category
from archgen.render.diagram.layout.network.buses import Bus
from archgen.render.diagram.layout.network.content import Content, gateway_is_aside
from archgen.render.diagram.layout.network.demand import Channel
from archgen.render.diagram.layout.network.labels import strip_rows
from archgen.render.diagram.layout.network.things import Place, Thing
from archgen.render.diagram.layout.network.wires import Wire
from archgen.render.diagram.routing.network.straights import Straight, Straights, first_edge
from archgen.render.diagram.scene import Sort

Side = Literal["left", "right", "top", "bottom"]
INSIDE = (Place.BALANCER, Place.LANE)
COSTS = {
    "HX": 1.6,
    "HS": 0.9,
    "HM": 0.9,
    "ML": 1.2,
    "MR": 1.4,
    "VU": 1.1,
    "VT": 1.05,
    "VX": 0.6,
    "VE": 1.1,
    "HZ": 0.99,
    "HU": 0.9,
}
"""What a channel costs, if not 1."""


class Dock(NamedTuple):
    """Where a line ends: a side of a thing, at a channel. `key` names the port that it shares with others.

    `inline`: the channel runs straight on from there.
    """

    thing: str
    side: Side
    channel: Channel
    key: str
    inline: bool = False


class Offer(NamedTuple):
    side: Side
    channel: Channel
    cost: float = 0.0
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one wire of a bus."""

    bus: Bus
    wire: Wire
    start: Dock
    channels: tuple[Channel, ...]
    end: Dock


@dataclass(frozen=True)
class Map:
    """The channels of a picture, and what may be docked at them."""

    content: Content
    detours: Mapping[str, int] = field(default_factory=dict)
    """The wires that must not arrive over the nearest channels, and how many ways they must not take."""

    @cached_property
    def regions(self) -> tuple[str, ...]:
        return tuple(self.content.topology.regions)

    @cached_property
    def first(self) -> str:
        """What the channels around the topmost entrance column are named after."""
        return self.content.entrance(self.regions[0])

    def top(self, site: str) -> Channel:
        """The channel over a VPC, or over a region: over the first VPC of a region it is over both."""
        for number, region in enumerate(self.regions):
            if site in (region, self.content.entrance(region)):
                return Channel("HG", region) if number else Channel("HE")
        return Channel("HB", site)

    @cached_property
    def joined(self) -> Mapping[Channel, tuple[Channel, ...]]:
        """The channels that each one crosses."""
        found: dict[Channel, list[Channel]] = {}
        for a, b in self._crossings():
            found.setdefault(a, []).append(b)
            found.setdefault(b, []).append(a)
        return {channel: tuple(others) for channel, others in found.items()}

    def _crossings(self) -> Iterator[tuple[Channel, Channel]]:
        for name in ("HX", "HC", "HE"):
            yield Channel(name), Channel("VE")
        yield Channel("HC"), Channel("MR")
        for region in self.regions:
            entrance = self.content.entrance(region)
            top = self.top(region)
            yield top, Channel("ML")
            yield top, Channel("MR")
            yield top, Channel("VX", entrance)
            yield top, Channel("VU", entrance)
            if not self.content.things.at(Place.ORIGIN, region):
                yield top, Channel("VN", entrance)
            yield Channel("HS", region), Channel("VU", entrance)
            yield Channel("HS", region), Channel("VT", region)
            yield Channel("HS", region), Channel("MR")
            if self.content.lower:
                for name in ("VU", "VT"):
                    yield Channel("HM", region), Channel(name, entrance if name == "VU" else region)
                yield Channel("HM", region), Channel("MR")
            for site in self.content.sites(region) or (region,):
                yield from self._around(site, region)

    def _around(self, site: str, region: str) -> Iterator[tuple[Channel, Channel]]:
        """The crossings of the channels over a VPC, and of those in it."""
        for name in ("VX", "VN", "VU", "VR"):
            yield Channel("HB", site), Channel(name, site)
        yield Channel("HB", site), Channel("VT", region)
        yield Channel("HB", site), Channel("MR")
        if site != self.content.entrance(region):
            yield Channel("HB", site), Channel("ML")
        for name in ("VN", "VL", "VU", "VR"):
            yield Channel("HZ", site), Channel(name, site)
        if site in self.content.under:
            for name in ("VX", "VN", "VR"):
                yield Channel("HU", site), Channel(name, site)

    # What may be docked where

    @cached_property
    def first_edge(self) -> str | None:
        """What is over the entrance column in the edge row."""
        return first_edge(self.content)

    @cached_property
    def straights(self) -> Straights:
        """The lines that need no channel."""
        return Straights(self.content)

    def offers(self, thing: Thing, *, source: bool, sort: Sort, other: Thing) -> list[Offer]:
        """Where a line may begin or end at a thing."""
        match thing.place:
            case Place.BORDER:
                region = thing.region or ""
                return [Offer("left", Channel("VR", thing.site)), Offer("right", Channel("VT", region))]
            case Place.GATEWAY:
                return self._gateway(thing, sort, other, source=source and other.place in INSIDE)
            case Place.BALANCER:
                return self._balancer(thing, source, other)
            case Place.LANE:
                return self._lane(thing, source, other)
            case Place.NAT:
                return [Offer("top", Channel("HZ", thing.site))]
            case _:
                return self._outside(thing, source=source)

    def _outside(self, thing: Thing, *, source: bool) -> list[Offer]:
        """Where a line may begin or end at what is in no VPC."""
        region = thing.region or ""
        below = Channel("HB", self.content.entrance(region))
        match thing.place:
            case Place.UPLINK:
                over = Channel("HX") if region == self.regions[0] else self.top(region)
                return [Offer("top", over), Offer("bottom", below)]
            case Place.TRANSIT:
                return [Offer("top", below)]
            case Place.CLIENT:
                return self._client(thing)
            case Place.EDGE:
                return self._edge(thing, source=source)
            case Place.ORIGIN:
                return self._origin(thing, source=source)
            case Place.BESIDE:
                return [Offer("left", Channel("VT", region)), Offer("right", Channel("MR"))]
            case _ if not thing.region:
                return self._external()
            case _:
                return self._strip(thing, region, below)

    def _strip(self, thing: Thing, region: str, below: Channel) -> list[Offer]:
        """What is in the strip has lines over it and under it; with two rows, some run between these."""
        rows = strip_rows(self.content, region)
        over, under = Channel("HS", region), below
        if len(rows) > 1:
            between = Channel("HM", region)
            over, under = (between, under) if thing in rows[1] else (over, between)
        return [Offer("top", over), Offer("bottom", under)]

    def _client(self, thing: Thing) -> list[Offer]:
        offers = [Offer("bottom", Channel("HC")), Offer("bottom", Channel("HX"))]
        first = self.content.things.at(Place.CLIENT)[0]
        if thing is first and self.first_edge is None:
            offers.append(Offer("bottom", Channel("HE")))
            offers.append(Offer("bottom", Channel("VX", self.first), inline=True))
        return offers

    def _external(self) -> list[Offer]:
        names = ("HX", "HC", "HE")
        return [
            *(Offer("bottom", Channel(name)) for name in names),
            Offer("bottom", Channel("HS", self.regions[0])),
        ]

    def _edge(self, thing: Thing, *, source: bool) -> list[Offer]:
        below = Offer("bottom", Channel("HE"), 0.0 if source else 1.5)
        offers = [below] if source else [Offer("top", Channel("HC")), below]
        if thing.id == self.first_edge and source:
            offers.append(Offer("bottom", Channel("VX", self.first), inline=True))
        return offers

    def _origin(self, thing: Thing, *, source: bool) -> list[Offer]:
        region = thing.region or ""
        offers = [
            Offer(
                "right",
                Channel("VX", self.content.entrance(region)),
                1.0 if thing.category is Category.WEB_ACL else 0.0,
            )
        ]
        if thing is self.content.things.at(Place.ORIGIN, region)[-1]:
            offers.append(
                Offer("bottom", Channel("HB", self.content.entrance(region)), 0.0 if source else 1.2)
            )
        return offers

    def _gateway(self, thing: Thing, sort: Sort, other: Thing, *, source: bool) -> list[Offer]:
        site = thing.site
        offers = [
            Offer("top", self.top(site)),
            Offer("top", Channel("HB", site)),
        ]
        if site == self.content.entrance(thing.region or ""):
            offers.append(Offer("top", Channel("HS", thing.region or ""), 0.0 if sort == "egress" else 0.3))
        if other.region == thing.region and not source:
            offers = offers[1:]
        if not source:
            return offers
        free = not self.aside(site) and self._first(other)
        inline = [Offer("bottom", Channel("VX", site), inline=True)] if free else []
        return [*inline, Offer("bottom", Channel("HZ", site))]

    def _first(self, inside: Thing) -> bool:
        """Whether the entrance column is free from the VPC's top down to something in it."""
        column = self.column(inside.site)
        if inside.place is Place.BALANCER or not column:
            return not column or column[0] == inside.id
        first = self.content.things.by_id[column[0]]
        own = self._height(inside.id, inside)
        return own < self._height(self.aligned.get(first.id), first)

    def aside(self, vpc: str) -> bool:
        """Whether the entrance column passes beside the internet gateway: nothing comes in over it."""
        return gateway_is_aside(self.content, vpc)

    def _balancer(self, thing: Thing, source: bool, other: Thing) -> list[Offer]:
        site = thing.site
        column = self.column(site)
        at = column.index(thing.id)
        if source:
            right = Offer("right", Channel("VL", site), 0.2)
            below = self._below(thing, other)
            return [right, Offer("bottom", Channel("VX", site), inline=True)] if below else [right]
        if other.place in (Place.LANE, Place.BALANCER) and other.site == site:
            straight = at > 0 and column[at - 1] == other.id
            inline = [Offer("top", Channel("VX", site), inline=True)] if straight else []
            return [Offer("right", Channel("VL", site)), *inline]
        offers = [Offer("left", Channel("VN", site)), Offer("right", Channel("VL", site), 0.5)]
        if other.place is Place.BORDER and site in self.content.under and self._is_last(thing):
            offers.append(Offer("bottom", Channel("VX", site), inline=True))
        clear = (
            other.place is Place.GATEWAY
            or self.aside(site)
            or not self.content.things.at(Place.GATEWAY, site)
        )
        clear = clear and (other.place is not Place.CLIENT or self.first_edge is None)
        if at == 0 and clear and site == self._entered(other):
            offers.append(Offer("top", Channel("VX", site), inline=True))
        return offers

    def _is_last(self, balancer: Thing) -> bool:
        """Whether the entrance column is free under a load balancer."""
        called = [w.target for w in self.content.wiring.wires if w.source == balancer.id]
        last = self.column(balancer.site)[-1] == balancer.id
        return last and not any(self._below(balancer, self.content.things.by_id[id]) for id in called)

    def _entered(self, other: Thing) -> str:
        """The VPC into which something leads straight down."""
        return other.vpc or (self.content.entrance(other.region) if other.region else self.first)

    def column(self, vpc: str) -> list[str]:
        """The load balancers of a VPC, from top to bottom."""
        return [balancer.id for row in self.content.rows[vpc] for balancer in row.balancers]

    def _below(self, balancer: Thing, other: Thing) -> bool:
        """Whether the entrance column is free from a load balancer down to a lane, or to the next one."""
        column = self.column(balancer.site)
        at = column.index(balancer.id)
        after = column[at + 1 : at + 2]
        if other.place is Place.BALANCER:
            return after == [other.id]
        if other.place is not Place.LANE or other.site != balancer.site:
            return False
        height = self._height(other.id, other)
        own = self._height(self.aligned.get(balancer.id), balancer)
        if own[0] == height[0] and not self._is_first(balancer):
            return False
        next_one = [self.content.things.by_id[id] for id in after]
        return own < height and all(height < self._height(self.aligned.get(b.id), b) for b in next_one)

    def _is_first(self, balancer: Thing) -> bool:
        """Whether it is at the height of its lane for sure: no other load balancer of its row is above it."""
        rows = self.content.rows[balancer.site]
        first = next(row.balancers[0].id for row in rows if row.id == balancer.row)
        return first == balancer.id and balancer.id in self.aligned

    def _height(self, lane: str | None, thing: Thing) -> tuple[int, float]:
        """Its row and its place there: a load balancer without a lane of its own is somewhere in its row."""
        rows = self.content.rows[thing.site]
        number = next(index for index, row in enumerate(rows) if row.id == thing.row)
        lanes = [each.thing.id for each in rows[number].lanes]
        return number, lanes.index(lane) if lane in lanes else -0.5

    @cached_property
    def aligned(self) -> Mapping[str, str]:
        """The lane at whose height each load balancer is: the first of its row that it leads to."""
        found: dict[str, str] = {}
        for vpc in self.content.rows:
            for row in self.content.rows[vpc]:
                last = -1
                for balancer in row.balancers:
                    called = {w.target for w in self.content.wiring.wires if w.source == balancer.id}
                    for index, lane in enumerate(row.lanes):
                        if index > last and lane.thing.id in called:
                            found[balancer.id], last = lane.thing.id, index
                            break
        return found

    def _lane(self, thing: Thing, source: bool, other: Thing) -> list[Offer]:
        site = thing.site
        left = [Offer("left", Channel("VL", site))]
        right = [
            Offer("right", Channel("VR", site)),
            Offer("right", Channel("VT", thing.region or "")),
            Offer("right", Channel("MR"), 0.1),
        ]
        if source:
            inner = other.place is Place.BALANCER and other.site == site
            return left if inner else right
        entering = other.place in (Place.GATEWAY, Place.BALANCER) and other.site == site
        if entering:
            return [*left, Offer("left", Channel("VX", site))]
        return right if other.place in (Place.LANE, Place.BORDER, Place.BESIDE) else [*left, *right]

    # The choice

    def way(self, bus: Bus, wire: Wire) -> Way | Straight:
        """The way of a wire."""
        source, target = (self.content.things.by_id[id] for id in (wire.source, wire.target))
        shape = self.straights.shape(source, target, wire)
        if shape:
            return Straight(bus, wire, *shape)
        starts = self.offers(source, source=True, sort=wire.sort, other=target)
        ends = self.offers(target, source=False, sort=wire.sort, other=source)
        start, channels, end = self._cheapest(starts, ends)
        for _ in range(self.detours.get(wire.id, 0)):
            ends = [offer for offer in ends if offer.channel not in channels]
            if ends:
                start, channels, end = self._cheapest(starts, ends)
        return Way(
            bus,
            wire,
            self._dock(source, start, bus, wire, leaving=True),
            channels,
            self._dock(target, end, bus, wire, leaving=False),
        )

    def _dock(self, thing: Thing, offer: Offer, bus: Bus, wire: Wire, *, leaving: bool) -> Dock:
        key = (
            f"out:{wire.sort}"
            if leaving and thing.place is Place.LANE
            else f"{'out' if leaving else 'in'}:{bus.id}"
        )
        if thing.place is Place.LANE and offer.side == "right":
            other = self.content.things.by_id[wire.target if leaving else wire.source]
            inner = offer.channel.name == "VR" and other.place is Place.LANE
            beyond = {"VR": "border", "VT": "beside"}.get(offer.channel.name, "beyond")
            key = key if inner else f"{beyond}-{key}"
        return Dock(thing.id, offer.side, offer.channel, key, offer.inline)

    def _cheapest(self, starts: list[Offer], ends: list[Offer]) -> tuple[Offer, tuple[Channel, ...], Offer]:
        """The way with the cheapest channels."""
        queue: list[tuple[float, int, tuple[Channel, ...], Offer]] = []
        for number, offer in enumerate(starts):
            heappush(queue, (offer.cost + _cost(offer.channel), number, (offer.channel,), offer))
        done: set[tuple[Channel, Offer]] = set()
        number = len(starts)
        best: tuple[float, Offer, tuple[Channel, ...], Offer] | None = None
        while queue:
            cost, _, channels, start = heappop(queue)
            if best and cost >= best[0]:
                break
            if (channels[-1], start) in done:
                continue
            done.add((channels[-1], start))
            for end in ends:
                if end.channel != channels[-1]:
                    continue
                if best is None or cost + end.cost < best[0]:
                    best = (cost + end.cost, start, channels, end)
            for after in self.joined.get(channels[-1], ()):
                if after not in channels:
                    number += 1
                    heappush(queue, (cost + _cost(after), number, (*channels, after), start))
        assert best is not None, (starts, ends)
        return best[1], best[2], best[3]


def _cost(channel: Channel) -> float:
    return COSTS.get(channel.name, 1.0)
