"""Where things are from left to right: the same columns in all regions.

cloud | region | VPC | balancers' names | entrance | stubs | name cells | zones | trunks | VPC | beside
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, fsum

from archgen.render.diagram.layout.network import labels
from archgen.render.diagram.layout.network.cells import widest
from archgen.render.diagram.layout.network.content import Content, gateway_is_aside
from archgen.render.diagram.layout.network.demand import Demand
from archgen.render.diagram.layout.network.labels import Labels
from archgen.render.diagram.layout.network.measures import (
    ICON,
    LANE_OUT,
    LEFT,
    PORT_STUB,
    RADIUS,
    SIGN,
    STUB,
    TRACK,
    TRUNK,
    USUAL,
)
from archgen.render.diagram.layout.network.things import Place
from archgen.render.diagram.text import captions, typeface

BESIDE, BESIDE_WIDTH = 95.0, 150.0
"""From the VPC's right border to the middle of what is beside it, and to the region's border."""
ACCOUNT, TRANSIT = 12.0, 76.0
"""The padding of an account's frame, and the width of a transit gateway."""
BEFORE_TRANSIT, NEAR_TRANSIT = 46.0, 20.0
"""From a VPC to a transit gateway at least, and to it from an account's frame or an attachment's label."""
EXTERNAL = 76.0
"""From the cloud's right border to the middle of the last external."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Left sides, unless said otherwise."""

    region: float
    vpc: float
    entrance: float
    """The middle of the entrance column."""
    names: float
    """The right end of the balancers' names."""
    lanes: float
    zones: float
    subnet: float
    """The width of a subnet."""
    pitch: float
    """From copy to copy in it."""
    gap: float
    """From zone to zone."""
    pad: float
    """Inside a zone beside its subnets."""
    lanes_end: Mapping[str, float]
    trunk: float
    """From a lane's end to the first trunk."""
    up: float
    """The first upright track over the name cells."""
    vpc_end: float
    attached: float
    """How far attachments reach beyond the VPC's right border."""
    beside: float
    transit: float
    after: float
    """Where lines right of the VPCs may run upright."""
    region_end: float
    cloud_end: float

    def zone(self, number: int) -> float:
        """The left side of a zone."""
        return self.zones + number * (self.subnet + 2 * self.pad + self.gap)


def columns(content: Content, texts: Labels, demand: Demand) -> Columns:
    """The columns that hold everything."""
    nest = content.sizes.nest
    region = LEFT + nest + demand.upright(8) * max(demand.count("ML") - 1, 0)
    account = ACCOUNT if any(place.account for place in content.topology.vpcs.values()) else 0
    vpc = region + nest + account
    names = demand.count("VN")
    entrance = _entrance(content, texts, demand, region, vpc)
    lanes = round(entrance + _stub(content, demand), 1)
    every = [lane for name in content.rows for lane in content.lanes(name)]
    gateway = max((texts.width(t.id) for t in content.things.at(Place.GATEWAY)), default=0.0)
    up = entrance + RADIUS + 4 + gateway + 10
    climbing = up + demand.upright(TRACK) * demand.count("VU") - lanes
    zones = lanes + ceil(max(widest(every) + content.sizes.cell, climbing, 60.0))
    pitch, gap = _pitch(content), content.sizes.gap
    subnet = _subnet(content, texts, pitch)
    ends = {name: _lanes_end(content, name, zones, subnet, gap) for name in content.rows}
    trunk = max(TRUNK, demand.arrival + 19)
    right = (_vpc_end(content, texts, demand, name, end, trunk) for name, end in ends.items())
    vpc_end = max(right, default=zones)
    vpc_end = max(vpc_end, entrance + RADIUS + 4 + gateway + 12)
    vpc_end = max(vpc_end, _strips_end(content, texts, demand, entrance))
    several = max((len(content.things.at(Place.GATEWAY, name)) for name in ends), default=0)
    if several > 1 or any(gateway_is_aside(content, name) for name in ends):
        vpc_end = max(vpc_end, zones + 20 + 190 * max(several - 1, 0) + RADIUS + gateway + 20)
    beyond = _attached(content, texts)
    transit = vpc_end + (beyond + account - 8 + NEAR_TRANSIT if account else max(BEFORE_TRANSIT, beyond + 8))
    after = transit + TRANSIT - 30 if content.things.at(Place.TRANSIT) else vpc_end + account
    region_end, beside = _region_end(content, texts, demand, after)
    if content.things.at(Place.TRANSIT):
        region_end = max(region_end, transit + TRANSIT + nest)
    cloud_end = region_end + max(nest, 8 + demand.upright(TRACK) * demand.count("MR") + 4)
    lacking = max(labels.above(content, texts, demand, entrance) - cloud_end, 0.0)
    return Columns(
        region,
        vpc,
        entrance,
        entrance - RADIUS - 6 - (demand.upright(8) * names + 12 if names else 0),
        lanes,
        zones,
        subnet,
        pitch,
        gap,
        content.sizes.pad,
        ends,
        trunk,
        up,
        vpc_end,
        beyond,
        beside,
        transit,
        after,
        region_end + lacking,
        cloud_end + lacking,
    )


def _strips_end(content: Content, texts: Labels, demand: Demand, entrance: float) -> float:
    """Where the VPCs must end so that the services over them end left of the lines beside the VPCs."""
    strips = (
        labels.strip_end(content, texts, region, entrance)
        for region in content.topology.regions
        if demand.count("VT", region)
    )
    return max(strips, default=0.0) - 36


def _entrance(content: Content, texts: Labels, demand: Demand, region: float, vpc: float) -> float:
    """The middle of the entrance column: right of the VPC's caption and of the balancers' names."""
    names = demand.count("VN")
    beside = demand.upright(8) * names + 12 if names else 0
    passed = [texts.vpcs[vpc] for vpc in texts.vpcs if _is_entered(content, vpc)]
    caption = max((captions.extent(lines)[0] for lines in passed), default=0.0) + SIGN + 6
    balancers = max((texts.width(t.id) for t in content.things.at(Place.BALANCER)), default=0.0)
    wanted = [vpc + caption + 8 + RADIUS + beside, vpc + balancers + 6 + RADIUS + 10 + beside]
    accounts = [labels.account(content, place.account) for place in content.topology.vpcs.values()]
    wanted += [vpc + captions.extent(lines)[0] + 8 + RADIUS for lines in accounts if lines]
    clients = content.things.at(Place.CLIENT)[:1]
    wanted += [LEFT + texts.width(t.id) / 2 + 2 for t in clients]
    aside = demand.upright(11) * max(demand.count("VX") - 1, 0) or 20 * _entered_twice(content)
    for origin in content.things.at(Place.ORIGIN):
        half = max(RADIUS + 48, texts.width(origin.id) / 2 + 6) if aside else texts.width(origin.id) / 2 + 9
        wanted.append(region + 4 + 2 * (half + aside))
    regions = max(captions.extent(lines)[0] for lines in texts.regions.values())
    wanted.append(region + SIGN + 6 + regions + 22)
    if names and not content.things.at(Place.ORIGIN):
        wanted.append(region + SIGN + 6 + regions + 14 + RADIUS + beside)
    first, guards = labels.edge_order(content)
    if guards:
        width = fsum(texts.width(t.id) + 14 for t in guards)
        wanted.append(LEFT + 8 + width + (texts.width(first[0].id) / 2 if first else 0.0))
        wanted.append(LEFT + 8 + width + RADIUS + 34)
    if first:
        wanted.append(LEFT + 10 + texts.width(first[0].id) / 2)
    return float(ceil(max(wanted)))


def _is_entered(content: Content, vpc: str) -> bool:
    """Whether the entrance column is used in a VPC, right of its caption."""
    used = (Place.GATEWAY, Place.BALANCER)
    region = content.topology.vpcs[vpc].region
    return vpc == content.entrance(region) or any(content.things.at(place, vpc) for place in used)


def _entered_twice(content: Content) -> bool:
    """Whether several lines come down to one internet gateway, side by side."""
    gateways = {thing.id for thing in content.things.at(Place.GATEWAY)}
    entering = {(w.target, w.source) for w in content.wiring.wires if w.target in gateways}
    return len(entering) > len({target for target, _ in entering})


def _stub(content: Content, demand: Demand) -> float:
    """From the entrance column's middle to the name cells."""
    tracks = demand.count("VL")
    if tracks or demand.aligned:
        more = demand.upright(demand.step) * max(tracks - 1, 0)
        wide = max(PORT_STUB, RADIUS + 18 + 2 + demand.branch + 14) + more
        return max(wide, RADIUS + 12 + 2 * demand.side + more if tracks else 0.0)
    return max(STUB, demand.branch + 35)


def _pitch(content: Content) -> float:
    """From copy to copy in a subnet: their roles are side by side."""
    lanes = [lane for name in content.rows for lane in content.lanes(name)]
    roles = [typeface.width(role, "small") + 8 for lane in lanes for role in lane.roles.values()]
    return max(content.sizes.pitch, min(USUAL.pitch, max(roles, default=0.0)))


def _subnet(content: Content, texts: Labels, pitch: float) -> float:
    """The width of all subnets: captions, beside them the exit column where it is used, and copies."""
    sizes = content.sizes
    wide, exit = [USUAL.pitch + 24], sizes.exit + sizes.before
    for vpc, rows in content.rows.items():
        for row in rows:
            caption = max((texts.caption_width(s) for s in texts.subnets_of(row.id, vpc)), default=0.0)
            nats = max((len(found) for found in row.nats.values()), default=0)
            names = [texts.width(t.id) for found in row.nats.values() for t in found]
            more = (nats - 1) * (max(names) + ICON + 16) if nats else 0.0
            wide.append(SIGN + 6 + caption + (exit + more if nats else 10))
            if nats:
                wide.append(sizes.exit + RADIUS + 6 + max(names) + 10 + more)
            wide += [
                len(copies) * pitch + 24 for lane in row.lanes for copies in lane.copies.values() if copies
            ]
    return 2.0 * ceil(max(wide) / 2)


def _lanes_end(content: Content, vpc: str, zones: float, subnet: float, gap: float) -> float:
    count = len(content.zones(vpc))
    return zones + count * (subnet + 2 * content.sizes.pad) + max(count - 1, 0) * gap + LANE_OUT


def _vpc_end(
    content: Content, texts: Labels, demand: Demand, vpc: str, lanes_end: float, trunk: float
) -> float:
    tracks = demand.count("VR", vpc)
    border = content.things.at(Place.BORDER, vpc)
    trunks = trunk + demand.upright(content.sizes.trunks) * (tracks - 1) if tracks else 0.0
    wide = trunks + 22
    if content.things.at(Place.ATTACHMENT, vpc):
        wide = max(wide, _attached(content, texts) + 2)
    if border:
        text = demand.border + content.sizes.border if demand.border else 42.0
        half = max(texts.width(thing.id) for thing in border) / 2
        wide = max(trunks + text, trunks + half + 8 if tracks else 0.0, 100.0)
    return lanes_end + wide


def _attached(content: Content, texts: Labels) -> float:
    """From a VPC's right border to where the labels of attachments end, with some air."""
    labels = [texts.width(thing.id) / 2 + 4 for thing in content.things.at(Place.ATTACHMENT)]
    return round(max([24.0, *labels]), 1)


def _region_end(content: Content, texts: Labels, demand: Demand, vpc_end: float) -> tuple[float, float]:
    beside, nest = content.things.at(Place.BESIDE), content.sizes.nest
    tracks = demand.count("VT")
    border = [max(texts.width(thing.id) / 2, RADIUS) + 10 for thing in content.things.at(Place.BORDER)]
    if not beside:
        return vpc_end + max(
            [nest, 47 + demand.upright(TRACK) * tracks if tracks else nest, *border]
        ), vpc_end
    half = max(max(texts.width(thing.id) / 2 for thing in beside), RADIUS)
    if content.tight:
        apart, after = max([half + RADIUS + 12, *(half + wide + 2 for wide in border)]), 0.0
    else:
        apart, after = BESIDE, BESIDE_WIDTH - BESIDE
    middle = vpc_end + max(apart, 47 + demand.upright(TRACK) * (tracks - 1) + 8 + half if tracks else 0.0)
    return max(middle + after, middle + half + 8), middle
