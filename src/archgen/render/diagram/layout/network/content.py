"""All that a network picture holds, before anything has a coordinate: things, lanes in their rows, wires."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archgen.render.diagram.layout.network import cells, lane_order
from archgen.render.diagram.layout.network.boxes import Box, boxed
from archgen.render.diagram.layout.network.buses import Bus, buses, fanned
from archgen.render.diagram.layout.network.cells import LaneContent
from archgen.render.diagram.layout.network.measures import TIGHT, USUAL, Sizes
from archgen.render.diagram.layout.network.things import Place, Thing, Things, things
from archgen.render.diagram.layout.network.wires import Wire, Wiring, settled, wiring
from archgen.topology.graph import Topology

CROWD = 6
"""Lanes of a row from which on they are drawn closer together."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of subnets in one VPC: its lanes in their order, its NAT gateways by zone, its balancers."""

    id: str
    vpc: str
    lanes: tuple[LaneContent, ...]
    nats: Mapping[str, tuple[Thing, ...]]
    balancers: tuple[Thing, ...]

    @property
    def crowded(self) -> bool:
        """Whether icons are smaller and lanes nearer to each other."""
        return len(self.lanes) > CROWD


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is drawn. `rows` are those of each VPC, from top to bottom."""

    topology: Topology
    things: Things
    wiring: Wiring
    buses: tuple[Bus, ...]
    boxes: tuple[Box, ...]
    rows: Mapping[str, tuple[Row, ...]]
    tight: bool = False
    """Whether texts are wrapped earlier, and services are nearer to each other, so that it can be read."""
    lower: frozenset[str] = frozenset()
    """The services over the VPCs that are in a second row, under the others."""
    under: frozenset[str] = frozenset()
    """The VPCs in which requests from the right border to load balancers run under the zones."""

    @property
    def sizes(self) -> Sizes:
        """How near things are to each other."""
        return TIGHT if self.tight else USUAL

    def lanes(self, vpc: str) -> list[LaneContent]:
        """The lanes of a VPC, from top to bottom."""
        return [lane for row in self.rows[vpc] for lane in row.lanes]

    def sites(self, region: str) -> list[str]:
        """The VPCs of a region that are drawn: those in which anything is, or could be."""
        return [vpc.id for vpc in self.topology.vpcs_of(region) if self._is_used(vpc.id)]

    def _is_used(self, vpc: str) -> bool:
        inside = (Place.GATEWAY, Place.BORDER, Place.NAT, Place.ATTACHMENT)
        return bool(self.rows[vpc]) or any(self.things.at(place, vpc) for place in inside)

    def entrance(self, region: str) -> str:
        """What the channels around a region's entrance column are named after: its first VPC."""
        return next(iter(self.sites(region)), region)

    def zones(self, vpc: str) -> tuple[str, ...]:
        """The zones of a VPC."""
        return self.topology.vpcs[vpc].zones

    def is_default(self, attachment: Thing) -> bool:
        """Whether a transit gateway sends to a VPC what no other route takes."""
        return self.topology.components[attachment.component].default_vpc == attachment.vpc

    def attached_row(self, attachment: Thing) -> str | None:
        """The row of subnets that an attachment is in."""
        attaches = self.topology.components[attachment.component].attachments
        return attaches.get(attachment.vpc or "") or self.topology.attachment_row(attachment.vpc or "")

    def entering(self, vpc: str) -> list[str]:
        """What on a VPC's right border leads to its load balancers."""
        balancers = {thing.id for thing in self.things.at(Place.BALANCER, vpc)}
        leading = {wire.source for wire in self.wiring.wires if wire.target in balancers}
        return [thing.id for thing in self.things.at(Place.BORDER, vpc) if thing.id in leading]

    def beside(self, vpc: str) -> list[Thing]:
        """What is beside a VPC: the services that it is the first to reach."""
        region = self.topology.vpcs[vpc].region
        sites = self.sites(region)
        return [t for t in self.things.at(Place.BESIDE, region) if self._reached_from(t.id, sites) == vpc]

    def _reached_from(self, thing: str, sites: list[str]) -> str:
        """The first of some VPCs from which a thing is reached."""
        sources = (self.things.by_id[wire.source] for wire in self.wiring.wires if wire.target == thing)
        return next((source.vpc for source in sources if source.vpc in sites), sites[0])

    def box(self, id: str) -> Box:
        """A box by its id."""
        return next(box for box in self.boxes if box.id == id)


def content(topology: Topology) -> Content:
    """What the picture of a topology holds."""
    made = things(topology)
    found = wiring(topology, made)
    made, found, boxes = boxed(settled(made, found), found)
    lanes = {thing.id: _lane(topology, thing, found) for thing in made.at(Place.LANE)}
    rows = {vpc: _rows(vpc, topology, made, lanes, found.wires) for vpc in topology.vpcs}
    return Content(topology, made, found, buses(made, found.wires), boxes, rows)


def tightened(held: Content) -> Content:
    """The content of a tight picture."""
    rows = {
        vpc: tuple(replace(row, lanes=tuple(_tight(held, lane) for lane in row.lanes)) for row in own)
        for vpc, own in held.rows.items()
    }
    return replace(held, rows=rows, tight=True)


def _tight(held: Content, lane: LaneContent) -> LaneContent:
    return _lane(held.topology, lane.thing, held.wiring, tight=True)


def _lane(topology: Topology, thing: Thing, found: Wiring, *, tight: bool = False) -> LaneContent:
    copies = {copy.id for copy in thing.copies}
    inner = [wire for wire in found.inner if wire.source in copies]
    return cells.lane(topology, thing, found.goes.get(thing.id, ()), inner, tight=tight)


def _rows(
    vpc: str, topology: Topology, made: Things, lanes: Mapping[str, LaneContent], wires: tuple[Wire, ...]
) -> tuple[Row, ...]:
    own = {id: lane for id, lane in lanes.items() if lane.thing.site == vpc}
    names = [row.id for row in topology.rows.values() if vpc in row.vpcs]
    model = [[id for id, lane in own.items() if lane.thing.row == row] for row in names]
    order = lane_order.ordered(model, _calls(own, made, wires))
    balancers, nats = made.at(Place.BALANCER, vpc), made.at(Place.NAT, vpc)
    return tuple(
        Row(
            row,
            vpc,
            tuple(own[id] for id in ids),
            _by_zone([nat for nat in nats if nat.row == row]),
            tuple(balancer for balancer in balancers if balancer.row == row),
        )
        for row, ids in zip(names, order, strict=True)
    )


def _by_zone(nats: list[Thing]) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, tuple[Thing, ...]] = {}
    for nat in nats:
        if zone := nat.copies[0].zone:
            found[zone] = (*found.get(zone, ()), nat)
    return found


def _calls(own: Mapping[str, LaneContent], made: Things, wires: tuple[Wire, ...]) -> lane_order.Calls:
    parting, pairs, fans = fanned(made, wires), dict[tuple[str, str], None](), dict[str, list[str]]()
    for w in wires:
        if w.source not in own or w.target not in own or w.source == w.target:
            continue
        if w.id in parting:
            fans.setdefault(parting[w.id], [w.source]).append(w.target)
        else:
            pairs.setdefault((w.source, w.target))
    right = {thing.id for place in (Place.BORDER, Place.BESIDE) for thing in made.at(place)}
    outward = {w.source for w in wires if w.source in own and w.target in right}
    outward |= {w.target for w in wires if w.target in own and w.source in right}
    return lane_order.Calls(tuple(pairs), frozenset(outward), tuple(map(tuple, fans.values())))


def gateway_is_aside(content: Content, vpc: str) -> bool:
    """Whether requests come down the entrance column into the VPC, and none over its internet gateway."""
    gateways = {thing.id for thing in content.things.at(Place.GATEWAY, vpc)}
    balancers = {thing.id for thing in content.things.at(Place.BALANCER, vpc)}
    entered = any(w.target in gateways and w.sort != "egress" for w in content.wiring.wires)
    edges = {thing.id for place in (Place.EDGE, Place.CLIENT) for thing in content.things.at(place)}
    passed = any(
        w.source in edges and w.target in balancers and w.sort == "request" for w in content.wiring.wires
    )
    return passed and not entered
