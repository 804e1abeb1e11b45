"""Where things are from top to bottom, and with it where everything is."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from archgen.render.diagram.layout.network import labels as written
from archgen.render.diagram.layout.network.boxes import EXTERNALS
from archgen.render.diagram.layout.network.columns import ACCOUNT, TRANSIT, Columns
from archgen.render.diagram.layout.network.content import Content, Row, gateway_is_aside
from archgen.render.diagram.layout.network.demand import Channel, Demand, needed
from archgen.render.diagram.layout.network.frame import Frame
from archgen.render.diagram.layout.network.labels import Labels
from archgen.render.diagram.layout.network.measures import (
    AIR,
    COPY,
    CORRIDOR,
    CROWDED_AIR,
    CROWDED_GAP,
    ICON,
    LANE_GAP,
    LEFT,
    LEVEL,
    NEST,
    RADIUS,
    REGION_GAP,
    ROW_GAP,
    SMALL_COPY,
    TOP,
    TRACK,
    UNDER,
    ZONE_CAPTION,
)
from archgen.render.diagram.layout.network.right_side import place_right_side
from archgen.render.diagram.layout.network.things import Place, Thing
from archgen.render.diagram.scene import Box

OVER_BOX, LOOSE, VPC_GAP = 14.0, 60.0, 18.0
"""Between a box of externals and the cloud; for a NAT gateway over the zones; between VPCs."""


def frame(content: Content, texts: Labels, demand: Demand, columns: Columns) -> Frame:
    """Everything in its place."""
    return _Rows(content, texts, demand, columns).frame()


class _Rows:
    """A frame being filled from the top."""

    def __init__(self, content: Content, texts: Labels, demand: Demand, columns: Columns) -> None:
        self.content, self.texts, self.demand, self.columns = content, texts, demand, columns
        self.level = demand.level(LEVEL)
        self.made = Frame(columns, demand)
        self.account_top = 0.0

    def frame(self) -> Frame:
        top = self._outside()
        y = self._edges(top)
        for number, region in enumerate(self.content.topology.regions):
            if number:
                y += REGION_GAP + self.level * max(self._count("HG", region) - 1, 0)
                self.made.channels[Channel("HG", region)] = (y - 14, -self.level)
            y = self._region(region, y)
        bottom = y + NEST
        self.made.cloud = _box(LEFT, top, self.columns.cloud_end - LEFT, bottom - top)
        self._upright()
        return self.made

    def _count(self, name: str, region: str = "") -> int:
        return self.demand.tracks.get(Channel(name, region), 0)

    def _icon(self, thing: Thing, x: float, y: float, side: float = ICON) -> None:
        """An icon by its middle."""
        self.made.icons[thing.id] = _box(x - side / 2, y - side / 2, side, side)
        height = self.texts.height([thing.id])
        self.made.label_bottoms[thing.id] = y + side / 2 + (UNDER + height if height else 0)

    # Above the cloud, and in it above the regions

    def _outside(self) -> float:
        """Clients and externals; returns the cloud's top."""
        content, columns = self.content, self.columns
        middle = TOP + RADIUS
        for id, x in written.client_places(content, self.texts, columns.entrance).items():
            self._icon(content.things.by_id[id], x, middle)
        end = columns.cloud_end
        bottom = 0.0
        known = self._private(middle)
        if known:
            end = min(x - max(RADIUS, self.texts.width(id) / 2) for id, x in known.items()) - 14
        for box in content.boxes:
            if box.id == EXTERNALS:
                width, height = written.box_size(box, self.texts)
                self._box(box.id, end - width, TOP - 4, width, height)
                end, bottom = end - width - 16, TOP - 4 + height + OVER_BOX
        externals = [t for t in written.outside_right(content) if t.id not in known]
        widths = {t.id: self.texts.width(t.id) for t in externals}
        if externals:
            last = end - max(written.LAST_EXTERNAL, widths[externals[-1].id] / 2 + 8)
            for id, x in written.leftwards(externals, widths, last, written.EXTERNAL).items():
                self._icon(content.things.by_id[id], x, middle)
        ids = [t.id for t in (*content.things.at(Place.CLIENT), *written.outside_right(content))]
        if ids:
            bottom = max(bottom, TOP + ICON + 30 + self.texts.height(ids))
        tracks = self._count("HX")
        top = max(bottom, TOP) + (self.level * tracks + 19 if tracks else 0)
        self.made.channels[Channel("HX")] = (top - 10, -self.level)
        return top

    def _private(self, middle: float) -> dict[str, float]:
        """The private networks over what leads to them; with them, where that is, and its labels."""
        first = next(iter(self.content.topology.regions))
        known: dict[str, float] = {}
        places = self._uplinks(first)
        for id, uplink in written.private(self.content).items():
            x = places.get(uplink, self.columns.transit + TRANSIT / 2)
            while any(abs(x - other) < written.EXTERNAL for other in known.values()):
                x -= written.EXTERNAL
            known[id] = x
            self._icon(self.content.things.by_id[id], x, middle)
        return known | {id: x - self.texts.width(id) / 2 - RADIUS for id, x in places.items()}

    def _uplinks(self, region: str) -> dict[str, float]:
        return written.uplink_places(self.content, self.texts, region, self.columns.transit + TRANSIT / 2)

    def _box(self, id: str, x: float, y: float, width: float, height: float) -> None:
        """A box and what is in it."""
        box = self.content.box(id)
        self.made.boxes[id] = _box(x, y, width, height)
        columns, pitch = written.box_columns(box), written.box_pitch(box, self.texts)
        for number, member in enumerate(box.members):
            left = x + 12 + number % columns * pitch
            self.made.icons[member.id] = _box(left, y + 30 + number // columns * 32, 24, 24)

    def _edges(self, top: float) -> float:
        """Edge services; returns the first region's top."""
        places = written.edge_places(self.content, self.texts, self.columns.entrance, self.demand)
        over, under = self._count("HC"), self._count("HE")
        self.made.channels[Channel("HC")] = (top + 14, self.level)
        between = 24 + self.level * (under - 1) if under else 0
        if not places:
            y = top + 40 + (self.level * over + 1 if over else 0) + between
            y += self.demand.high.get(Channel("HE"), 0.0) + self.demand.more
        else:
            icon = (
                top + 50 + (self.level * over - 3 if over else 0) + self.demand.high.get(Channel("HC"), 0.0)
            )
            for id, x in places.items():
                self._icon(self.content.things.by_id[id], x, icon + RADIUS)
            height = max(self.texts.height(places), 16.0)
            y = icon + ICON + height + 39 + between
            y += self.demand.high.get(Channel("HE"), 0.0) + self.demand.more
        self.made.channels[Channel("HE")] = (y - 16, -self.level)
        return y

    # Regions

    def _region(self, region: str, top: float) -> float:
        """A region with its strip and its VPCs; returns its bottom."""
        columns = self.columns
        for id, x in self._uplinks(region).items():
            self._icon(self.content.things.by_id[id], x, top)
            self.made.label_bottoms[id] = top + RADIUS
        bottom = self._strip(region, top)
        sites = self.content.sites(region)
        first = bottom
        for number, vpc in enumerate(sites):
            y = self._over(vpc, bottom) if number else bottom
            y += self._account_top(sites, number)
            bottom = self._vpc(vpc, y) + NEST + self._account_bottom(sites, number, y)
        self._transit(region, first)
        beside = [t.id for t in self.content.things.at(Place.BESIDE, region)]
        bottom = max([bottom, *(self.made.label_bottoms[id] + 14 for id in beside)])
        self.made.regions[region] = _box(
            columns.region, top, columns.region_end - columns.region, bottom - top
        )
        return bottom

    def _strip(self, region: str, top: float) -> float:
        """What is in the region above its VPC; returns the VPC's top."""
        below = Channel("HB", self.content.entrance(region))
        over, under = self._count("HS", region), self._count(*below)
        self.made.channels[Channel("HS", region)] = (top + 22, self.level)
        icon = top + 48 + self.level * max(over - 1, 0) + self.demand.more
        icon += self.demand.high.get(Channel("HS", region), 0.0)
        bottoms = [*self._origins(region, icon), *self._rows(region, icon)]
        if bottoms:
            y = max(bottoms) + 34
        elif over or under or self.content.things.at(Place.GATEWAY, below.region):
            y = top + 62 + self.level * max(over - 1, 0)
        else:
            y = top + 42
        if self.content.things.at(Place.UPLINK, region):
            y = max(y, top + 76)
        y += self.demand.more
        if under:
            y += self.level * under - 3 + self.demand.high.get(below, 0.0)
        self.made.channels[below] = (y - 32, -self.level)
        return y

    def _account(self, sites: list[str], number: int) -> str | None:
        return self.content.topology.vpcs[sites[number]].account if 0 <= number < len(sites) else None

    def _account_top(self, sites: list[str], number: int) -> float:
        """The room over a VPC for its account's caption, if the VPC before it is of another one."""
        account = self._account(sites, number)
        if account is None or account == self._account(sites, number - 1):
            return 0.0
        return 34.0 if self.content.things.at(Place.GATEWAY, sites[number]) else 30.0

    def _account_bottom(self, sites: list[str], number: int, top: float) -> float:
        """Draws the account's frame round its last VPC; returns the room under it."""
        account, columns = self._account(sites, number), self.columns
        if account is None:
            return 0.0
        over = self._account_top(sites, number)
        if over:
            self.account_top = top - over
        if account == self._account(sites, number + 1):
            return 0.0
        bottom = self.made.vpcs[sites[number]].bottom + ACCOUNT
        left, right = columns.vpc - ACCOUNT, columns.vpc_end + columns.attached + (ACCOUNT - 8)
        box = _box(left, self.account_top, right - left, bottom - self.account_top)
        for vpc in sites[: number + 1]:
            if self.content.topology.vpcs[vpc].account == account and vpc not in self.made.accounts:
                self.made.accounts[vpc] = box
        return ACCOUNT

    def _transit(self, region: str, top: float) -> None:
        """Transit gateways: upright lanes from the first VPC to under the last attachment."""
        attached = self.content.things.at(Place.ATTACHMENT)
        for number, thing in enumerate(self.content.things.at(Place.TRANSIT, region)):
            x = self.columns.transit + number * (TRANSIT + 20)
            own = [self.made.icons[a.id].bottom for a in attached if a.component == thing.component]
            bottom = max([top + 200, *(y + 30 for y in own)])
            self.made.boxes[thing.id] = _box(x, top + 8, TRANSIT, bottom - top - 8)
            self._icon(thing, x + TRANSIT / 2, top + 48)

    def _attach(self, vpc: str, zones: float, bottom: float) -> float:
        """A VPC's attachments, at the height of their lines; returns the least bottom of the VPC."""
        for thing in self.content.things.at(Place.ATTACHMENT, vpc):
            y = zones - 14
            if self.content.is_default(thing):
                y = bottom + 22
                bottom += 56
            self._icon(thing, self.columns.vpc_end, y, 36)
        return bottom

    def _over(self, vpc: str, bottom: float) -> float:
        """The room over a VPC that is below another one; returns its top."""
        tracks = self._count("HB", vpc)
        gateway = RADIUS if self.content.things.at(Place.GATEWAY, vpc) else 0.0
        y = bottom - NEST + max(VPC_GAP, gateway + 8) + (self.level * tracks + 12 if tracks else 0)
        self.made.channels[Channel("HB", vpc)] = (y - 32, -self.level)
        return y

    def _origins(self, region: str, top: float) -> list[float]:
        """What is left of the entrance column, one under another."""
        x = (self.columns.region + self.columns.entrance - 4) / 2
        bottoms = []
        for thing in self.content.things.at(Place.ORIGIN, region):
            self._icon(thing, x, top + RADIUS)
            bottoms.append(self.made.label_bottoms[thing.id])
            top = bottoms[-1] + 20
        return bottoms

    def _rows(self, region: str, top: float) -> list[float]:
        """What is at the right of a strip, in one row or in two."""
        bottoms: list[float] = []
        above: list[Thing] = []
        for services in written.strip_rows(self.content, region):
            if bottoms:
                between, tracks = Channel("HM", region), self._count("HM", region)
                top = max(bottoms) + 44 + self.level * max(tracks - 1, 0) + self.demand.more
                top += self.demand.high.get(between, 0.0)
                self.made.channels[between] = (max(bottoms) + 22, self.level)
            bottoms += self._services(region, services, top, self._under_what(above, services))
            above = above or services
        return bottoms

    def _under_what(self, above: list[Thing], services: list[Thing]) -> dict[str, float]:
        """Places under others: in their columns, or, half as many, under what each is joined to."""
        places = {t.id: self.made.icons[t.id].center[0] for t in above if t.id in self.made.icons}
        if len(services) <= len(places) < 2 * len(services):
            pairs = zip(reversed(services), reversed(places.values()), strict=False)
            return {service.id: x for service, x in pairs}
        own = {t.id for t in services}
        leads: dict[str, list[float]] = {}
        for wire in self.content.wiring.wires:
            for one, other in ((wire.source, wire.target), (wire.target, wire.source)):
                if one in own and other in places:
                    leads.setdefault(one, []).append(places[other])
        return {id: fmean(xs) for id, xs in leads.items()}

    def _services(
        self, region: str, services: list[Thing], top: float, wanted: Mapping[str, float]
    ) -> list[float]:
        """One row of it."""
        widths = {t.id: written.size(self.content, self.texts, t) for t in services}
        last = self.columns.cloud_end - max(
            written.strip_last(self.content), widths[services[-1].id] / 2 + 60
        )
        if uplinks := self._uplinks(region):
            left = min(x - RADIUS - self.texts.width(id) for id, x in uplinks.items())
            last = min(last, left - widths[services[-1].id] / 2 - 30)
        if self._count("VT", region):
            last = min(last, self.columns.vpc_end + 36 - widths[services[-1].id] / 2)
        bottoms = []
        entrance = self.columns.entrance + 60 + written.gateway_width(self.content, self.texts) + TRACK
        space = (entrance + written.strip_pitch(self.content) / 2, last)
        for id, x in written.strip_places(self.content, self.texts, services, space, wanted).items():
            thing = self.content.things.by_id[id]
            if thing.place is Place.BOX:
                width, height = written.box_size(self.content.box(id), self.texts)
                self._box(id, x - width / 2, top, width, height)
                bottoms.append(top + height)
            else:
                self._icon(thing, x, top + RADIUS)
                bottoms.append(self.made.label_bottoms[id])
        return bottoms

    # A VPC

    def _vpc(self, vpc: str, top: float) -> float:
        """A VPC with its zones; returns its bottom."""
        columns, content = self.columns, self.content
        zones = self._corridor(vpc, top)
        y = zones + ZONE_CAPTION
        for number, row in enumerate(content.rows[vpc]):
            y = self._row(row, y + (ROW_GAP if number else 0))
        if not content.rows[vpc]:
            y += 60
        self._zones(vpc, zones, y + 12 - zones)
        least = self._attach(vpc, zones, y + 12)
        self.made.channels[Channel("HU", vpc)] = (least + 16, self.level)
        low = place_right_side(content, self.texts, self.made, vpc, zones)
        if vpc in content.under:
            least = self._under(vpc)
        bottom = max(least + 14, low)
        self.made.vpcs[vpc] = _box(columns.vpc, top, columns.vpc_end - columns.vpc, bottom - top)
        return bottom

    def _under(self, vpc: str) -> float:
        """The channel under the zones at the height of what is first there; returns where it ends."""
        channel = Channel("HU", vpc)
        first = self.made.track(channel, 0)
        entries = [self.made.icons[id].center[1] for id in self.content.entering(vpc)]
        first = min((y for y in entries if y >= first), default=first)
        self.made.channels[channel] = (first, self.level)
        return self.made.track(channel, max(self._count("HU", vpc) - 1, 0))

    def _corridor(self, vpc: str, top: float) -> float:
        """The room over the zones, with gateways on the border over it; returns the zones' top."""
        content, columns = self.content, self.columns
        gateways = content.things.at(Place.GATEWAY, vpc)
        for number, thing in enumerate(gateways):
            right = columns.zones + 20 + number * 190
            column = number == 0 and not gateway_is_aside(content, vpc)
            self._icon(thing, columns.entrance if column else right, top)
            self.made.label_bottoms[thing.id] = top + RADIUS
        tracks, step = self._count("HZ", vpc), self.demand.level(12.0)
        label = self.texts.height(t.id for t in gateways)
        under = step * tracks
        room = max(CORRIDOR, label + 14 + 36, label + 14 + under + 16) if gateways else 30 + under
        if content.things.at(Place.ATTACHMENT, vpc):
            room = max(room, 54)
        loose = self._loose_nats(vpc)
        apart = max([LOOSE, *(self.texts.height([nat.id]) + 12 for nat in loose)])
        zones = top + room + apart * len(loose)
        self.made.channels[Channel("HZ", vpc)] = (zones - 14, -step)
        for number, nat in enumerate(loose):
            aside = 190 if gateway_is_aside(content, vpc) else 0
            x, zone = columns.zones + 40 + aside, nat.copies[0].zone
            names = content.zones(vpc)
            if zone in names:
                x = (
                    columns.zone(names.index(zone))
                    + columns.subnet
                    + self.content.sizes.pad
                    - self.content.sizes.exit
                )
            self._icon(nat, x, zones - 22 - under - RADIUS - number * apart)
            self.made.label_bottoms[nat.id] = self.made.icons[nat.id].bottom
        return zones

    def _loose_nats(self, vpc: str) -> list[Thing]:
        """NAT gateways that are in no subnet of a zone."""
        nats = self.content.things.at(Place.NAT, vpc)
        return [nat for nat in nats if not (nat.copies[0].zone and nat.row)]

    def _zones(self, vpc: str, top: float, height: float) -> None:
        columns = self.columns
        width = columns.subnet + 2 * self.content.sizes.pad
        for number, zone in enumerate(self.content.zones(vpc)):
            self.made.zones[f"{vpc}/{zone}"] = _box(columns.zone(number), top, width, height)

    def _row(self, row: Row, top: float) -> float:
        """A row of subnets in all zones; returns its bottom."""
        ids = self.texts.subnets_of(row.id, row.vpc)
        y = top + max(36.0, self.texts.caption_height(ids) + 6)
        y = self._nats(row, y)
        start = y
        for lane in row.lanes:
            y = self._lane(row, lane.thing.id, y)
        if row.lanes:
            y += (8.0 if row.crowded else 10.0) - (CROWDED_GAP if row.crowded else LANE_GAP)
        elif not row.nats:
            y += 12.0
        bottom = self._balancers(row, top, max(y, start))
        for number, zone in enumerate(self.content.zones(row.vpc)):
            left = self.columns.zone(number) + self.content.sizes.pad
            self.made.subnets[f"{row.id}@{zone}"] = _box(left, top, self.columns.subnet, bottom - top)
        return bottom

    def _nats(self, row: Row, y: float) -> float:
        """The NAT gateways of a row; returns where its lanes begin."""
        if not row.nats:
            return y
        names = [nat.id for found in row.nats.values() for nat in found]
        height = max(ICON, self.texts.height(names))
        over, under = (2.0, 12.0) if row.lanes else (8.0, 14.0)
        zones = self.content.zones(row.vpc)
        widest = max(self.texts.width(id) for id in names)
        for zone, found in row.nats.items():
            right = self.columns.zone(zones.index(zone)) + self.content.sizes.pad + self.columns.subnet
            for number, nat in enumerate(found):
                x = right - self.content.sizes.exit - number * (ICON + widest + 16)
                self._icon(nat, x, y + over + height / 2)
                self.made.label_bottoms[nat.id] = y + over + height / 2 + RADIUS
        return y + over + height + under

    def _lane(self, row: Row, id: str, top: float) -> float:
        """A lane with its copies; returns where the next one begins."""
        lane = next(each for each in row.lanes if each.thing.id == id)
        icon, air = (SMALL_COPY, CROWDED_AIR) if row.crowded else (COPY, AIR)
        ports = max(needed(self.demand.left.get(id, ())), needed(self.demand.right.get(id, ())))
        height = max(lane.height(icon, air), ports)
        end = self.columns.lanes_end[row.vpc]
        self.made.lanes[id] = _box(self.columns.lanes, top, end - self.columns.lanes, height)
        inner = icon + (16.0 if lane.roles else 0.0) + (12.0 if lane.over else 0.0)
        y = top + (height - inner) / 2 + (12.0 if lane.over else 0.0)
        zones = self.content.zones(row.vpc)
        for zone, copies in lane.copies.items():
            middle = self.columns.zone(zones.index(zone)) + self.content.sizes.pad + self.columns.subnet / 2
            for number, copy in enumerate(copies):
                x = middle + (number - (len(copies) - 1) / 2) * self.columns.pitch
                self.made.icons[copy.id] = _box(x - icon / 2, y, icon, icon)
        return top + height + (CROWDED_GAP if row.crowded else LANE_GAP)

    def _balancers(self, row: Row, top: float, bottom: float) -> float:
        """The load balancers of a row, each at the height of its lane; returns the row's bottom."""
        if not row.balancers:
            return bottom
        free = top + 4
        for number, balancer in enumerate(row.balancers):
            half = max(RADIUS, self.texts.height([balancer.id]) / 2)
            lane, port = self.demand.aligned.get(balancer.id, ("", ""))
            wanted = (top + bottom) / 2
            if lane in self.made.lanes:
                wanted = self.made.port(lane, port, left=True)
            elif len(row.balancers) > 1:
                wanted = top + (bottom - top) * (number + 0.5) / len(row.balancers)
            y = max(wanted, free + half)
            self._icon(balancer, self.columns.entrance, y)
            self.made.label_bottoms[balancer.id] = y + RADIUS
            free = y + half + 18
        return max(bottom, free - 10)

    # Upright channels

    def _upright(self) -> None:
        columns, made, demand = self.columns, self.made, self.demand
        step = demand.upright(written.PASSING_STEP)
        made.channels[Channel("VE")] = (columns.entrance + written.PASSING, step)
        made.channels[Channel("ML")] = (columns.region - 8, -demand.upright(8.0))
        made.channels[Channel("MR")] = (columns.region_end + 8, demand.upright(TRACK))
        for region in self.content.topology.regions:
            made.channels[Channel("VT", region)] = (columns.after + 47, demand.upright(TRACK))
            if not self.content.sites(region):
                self._around(region, columns.vpc_end - 40)
                made.channels[Channel("HZ", region)] = (made.regions[region].bottom - 20, -12.0)
        for vpc, end in columns.lanes_end.items():
            self._around(vpc, end)

    def _around(self, site: str, end: float) -> None:
        columns, channels, demand = self.columns, self.made.channels, self.demand
        channels[Channel("VX", site)] = (columns.entrance, -demand.upright(11.0))
        channels[Channel("VN", site)] = (columns.entrance - RADIUS - 8, -demand.upright(8.0))
        channels[Channel("VL", site)] = (columns.lanes - self.demand.side, -demand.upright(demand.step))
        channels[Channel("VU", site)] = (columns.up, demand.upright(TRACK))
        channels[Channel("VR", site)] = (end + columns.trunk, demand.upright(self.content.sizes.trunks))


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(round(x, 1), round(y, 1), round(width, 1), round(height, 1))
