"""The default routes of subnets: to the NAT gateway of the zone, from there to the internet gateway.

They run in the zones' paddings: what leads to a NAT gateway at the right, what leads out at the left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from archgen.render.diagram.layout.network.content import Content
from archgen.render.diagram.layout.network.demand import Channel
from archgen.render.diagram.layout.network.frame import Frame
from archgen.render.diagram.layout.network.things import Place, Thing, attachment
from archgen.render.diagram.routing.network.lines import LEAVING, Points, Tracks, simple
from archgen.render.diagram.routing.network.runs import Run, Turn
from archgen.render.diagram.scene import Box, Sort
from archgen.topology.graph import Subnet

BESIDE = 9.0
"""From an attachment's middle to lines of static routes, where another one is there."""
UNDER_SIGN = 33.0
"""From a subnet's top border to where a route begins at its left border: under its sign."""
DOWN = 18.0
"""From a subnet's top border to where its route begins."""


@dataclass(frozen=True, slots=True)
class Route:
    """A piece of a default route: its ends, its line, and the net of lines that share its strokes."""

    source: str
    target: str
    net: str
    points: Points
    sort: Sort = "egress"


def frame_id(subnet: str) -> str:
    """The id of a subnet's frame: a component may be called like its row."""
    return f"{subnet}/subnet"


def out(vpc: str) -> str:
    """The net of lines to a VPC's internet gateway."""
    return f"out@{vpc}"


def to_nat(vpc: str) -> str:
    """The net of lines to a NAT gateway in another zone, or in none."""
    return f"nat@{vpc}"


@dataclass(frozen=True, slots=True)
class DefaultRoutes:
    """The default routes of one VPC."""

    content: Content
    vpc: str

    @property
    def gateway(self) -> Thing | None:
        copy = self.content.topology.internet_gateway(self.vpc)
        return self.content.things.by_id[copy.id] if copy else None

    def _private(self) -> Iterator[tuple[Subnet, Thing]]:
        """Private subnets with the NAT gateway that each routes to."""
        topology = self.content.topology
        for subnet in topology.subnets.values():
            if subnet.vpc == self.vpc and subnet.access == "private":
                thing = self._gateway_of(subnet)
                if thing is not None and thing.place is Place.NAT:
                    yield subnet, thing

    def _gateway_of(self, subnet: Subnet) -> Thing | None:
        """What a subnet's default route leads to."""
        route = self.content.topology.default_route(subnet)
        return self.content.things.by_id.get(route.id) if route else None

    def _transit(self) -> Iterator[tuple[Subnet, Thing, Thing]]:
        """Subnets whose default route leads to a transit gateway, with the VPC's attachment to it."""
        for subnet in self.content.topology.subnets.values():
            gateway = self._gateway_of(subnet) if subnet.vpc == self.vpc else None
            if gateway is not None and gateway.place is Place.TRANSIT:
                own = self.content.things.by_id.get(attachment(gateway.id, self.vpc))
                if own is not None:
                    yield subnet, own, gateway

    def _arriving(self) -> Iterator[tuple[Subnet, Thing, Thing]]:
        """Subnets of attachments to which a transit gateway sends what no other route takes."""
        for own in self.content.things.at(Place.ATTACHMENT, self.vpc):
            if not self.content.is_default(own):
                continue
            gateway = self.content.things.by_id[own.id.rpartition("/")[0]]
            row = self.content.attached_row(own)
            for subnet in self.content.topology.subnets.values():
                if subnet.vpc == self.vpc and subnet.row == row:
                    yield subnet, own, gateway

    def _public(self) -> Iterator[Subnet]:
        """Public subnets that send traffic out."""
        for subnet in self.content.topology.subnets.values():
            direct = (subnet.vpc, subnet.row) in self.content.wiring.direct
            if subnet.vpc == self.vpc and direct and self.gateway:
                yield subnet

    def _nats(self) -> Iterator[Thing]:
        """NAT gateways from which a route leads to the internet gateway."""
        rows = self.content.topology.rows
        for nat in self.content.things.at(Place.NAT, self.vpc):
            if self.gateway and (nat.row is None or rows[nat.row].access == "public"):
                yield nat

    def runs(self, frame: Frame) -> list[Run]:
        """What the routes use of the channel over the zones."""
        found = []
        leaving = [self._up(nat, frame) for nat in self._nats() if not _loose(nat)]
        leaving += [self._left(subnet.zone, frame) for subnet in self._public()]
        if leaving and self.gateway:
            end = self._door(frame)
            turns = [Turn(x, False) for x in sorted(set(leaving))]
            found.append(
                Run(out(self.vpc), min(*leaving, end), max(*leaving, end), (*turns, Turn(end, True)), 0)
            )
        far = [(subnet, nat) for subnet, nat in self._private() if self._is_far(subnet, nat)]
        if far:
            xs = sorted({self._right(subnet.zone, frame) for subnet, _ in far})
            ends = sorted({self._entry(nat, frame) for _, nat in far})
            outer = [Turn(x, _loose(nat)) for _, nat in far for x in [self._entry(nat, frame)]]
            turns = [*(Turn(x, False) for x in xs), *dict.fromkeys(outer)]
            found.append(Run(to_nat(self.vpc), min(*xs, *ends), max(*xs, *ends), tuple(turns), 1))
        through: dict[str, list[float]] = {}
        for subnet, own, _ in self._transit():
            through.setdefault(own.id, []).append(self._rise(subnet, frame))
        for id, xs in through.items():
            end = frame.icons[id].x
            found.append(Run(f">{id}", min(xs), end, tuple(Turn(x, False) for x in sorted(set(xs))), -1))
        return [run for run in found if run.high - run.low > 0.5]

    def routes(self, frame: Frame, tracks: Tracks) -> Iterator[Route]:
        """All pieces as lines."""
        for subnet, nat in self._private():
            source = next((device for device in self._devices(subnet) if device.id != nat.id), None)
            line = simple(self._to_nat(subnet, nat, frame, tracks))
            yield Route(source.id if source else frame_id(subnet.id), nat.id, f">{nat.id}", line)
        yield from self._over_transit(frame)
        gateway = self.gateway
        if gateway is None:
            return
        for nat in self._nats():
            yield Route(nat.id, gateway.id, out(self.vpc), simple(self._from_nat(nat, frame, tracks)))
        for subnet in self._public():
            points = simple(self._direct(subnet, frame, tracks))
            yield Route(frame_id(subnet.id), gateway.id, out(self.vpc), points)

    def _over_transit(self, frame: Frame) -> Iterator[Route]:
        """To a transit gateway over the zones, and from it to them from below."""
        joined: dict[str, Thing] = {}
        for subnet, own, gateway in self._transit():
            box, icon = frame.subnets[subnet.id], frame.icons[own.id]
            x, y = self._rise(subnet, frame), icon.center[1]
            start = ((x, box.y),) if x < box.right else ((box.right, box.y + DOWN), (x, box.y + DOWN))
            yield Route(frame_id(subnet.id), own.id, f">{own.id}", simple((*start, (x, y), (icon.x, y))))
            joined[own.id] = gateway
        for id, gateway in joined.items():
            icon, lane = frame.icons[id], frame.boxes[gateway.id]
            y = icon.center[1]
            yield Route(id, f"{gateway.id}/lane", f"{id}>", ((icon.right + 2, y), (lane.x, y)))
        seen: set[str] = set()
        for subnet, own, gateway in self._arriving():
            icon, lane = frame.icons[own.id], frame.boxes[gateway.id]
            y = icon.center[1]
            if own.id not in seen:
                yield Route(f"{gateway.id}/lane", own.id, f"{own.id}<", ((lane.x, y), (icon.right, y)))
            seen.add(own.id)
            device = next(self._devices(subnet), None)
            end = device.id if device else frame_id(subnet.id)
            box = frame.icons[device.id] if device else frame.subnets[subnet.id]
            yield Route(own.id, end, f"<{own.id}", simple(self._below(subnet, box, icon, frame)))
        yield from self._attached(joined, seen, frame)

    def _attached(self, joined: Collection[str], fed: Collection[str], frame: Frame) -> Iterator[Route]:
        """Between attachments and the transit gateway, what static routes lead out, and in."""
        used = self.content.wiring.attached
        for own in self.content.things.at(Place.ATTACHMENT, self.vpc):
            gateway = self.content.things.by_id[own.id.rpartition("/")[0]]
            icon, lane = frame.icons[own.id], frame.boxes[gateway.id]
            leaves = (own.id, "out") in used and own.id not in joined
            enters = (own.id, "in") in used and own.id not in fed
            y = icon.center[1] + (BESIDE if enters else 0.0)
            if leaves:
                line = ((icon.right + 2, y), (lane.x, y))
                yield Route(own.id, f"{gateway.id}/lane", f"{own.id}>", line, "request")
            if enters:
                up = icon.center[1] - (BESIDE if leaves or own.id in joined else 0.0)
                line = ((lane.x, up), (icon.right, up))
                yield Route(f"{gateway.id}/lane", own.id, f"{own.id}<", line, "request")

    def _below(self, subnet: Subnet, box: Box, icon: Box, frame: Frame) -> Points:
        """From under the zones up into a subnet: straight if it is the lowest one."""
        y = icon.center[1]
        lowest = self.content.rows[self.vpc][-1].id == subnet.row
        if lowest:
            x = frame.subnets[subnet.id].right - self.content.sizes.exit
            return ((icon.x - 2, y), (x, y), (x, box.bottom))
        x = self._right(subnet.zone, frame)
        return ((icon.x - 2, y), (x, y), (x, box.bottom - 12), (box.right, box.bottom - 12))

    def _rise(self, subnet: Subnet, frame: Frame) -> float:
        """Where a route to a transit gateway rises: from the top row in the exit column."""
        box = frame.subnets[subnet.id]
        top = self.content.rows[self.vpc][0].id == subnet.row
        return box.right - self.content.sizes.exit if top else self._right(subnet.zone, frame)

    def _devices(self, subnet: Subnet) -> Iterator[Thing]:
        """What traffic passes in a subnet: a firewall's endpoint."""
        for nat in self.content.things.at(Place.NAT, self.vpc):
            if nat.row == subnet.row and nat.copies[0].zone == subnet.zone:
                yield nat

    # Places

    def _door(self, frame: Frame) -> float:
        assert self.gateway is not None
        return frame.icons[self.gateway.id].center[0] + LEAVING

    def _right(self, zone: str, frame: Frame) -> float:
        return frame.zones[f"{self.vpc}/{zone}"].right - self.content.sizes.pad / 2

    def _left(self, zone: str, frame: Frame) -> float:
        return frame.zones[f"{self.vpc}/{zone}"].x + self.content.sizes.pad / 2

    def _up(self, nat: Thing, frame: Frame) -> float:
        """Where a NAT gateway's way out rises over its zone."""
        top = self.content.rows[self.vpc][0].id == nat.row
        return frame.icons[nat.id].center[0] if top else self._left(nat.copies[0].zone or "", frame)

    def _entry(self, nat: Thing, frame: Frame) -> float:
        """Where what comes from other zones turns to a NAT gateway."""
        return frame.icons[nat.id].center[0] if _loose(nat) else self._right(nat.copies[0].zone or "", frame)

    def _is_far(self, subnet: Subnet, nat: Thing) -> bool:
        return _loose(nat) or nat.copies[0].zone != subnet.zone

    def _is_above(self, subnet: Subnet, nat: Thing) -> bool:
        """Whether a NAT gateway is in the row over a subnet, with nothing between them."""
        rows = self.content.rows[self.vpc]
        order = [row.id for row in rows]
        if nat.row not in order or self._is_far(subnet, nat):
            return False
        at = order.index(nat.row or "")
        return at + 1 == order.index(subnet.row) and not rows[at].lanes

    # Lines

    def _to_nat(self, subnet: Subnet, nat: Thing, frame: Frame, tracks: Tracks) -> Points:
        box, icon = frame.subnets[subnet.id], frame.icons[nat.id]
        device = next((d for d in self._devices(subnet) if d.id != nat.id), None)
        if device is not None and self._is_above(subnet, nat):
            x = icon.center[0]
            return ((x, frame.icons[device.id].y - 2), (x, icon.bottom))
        if self._is_above(subnet, nat):
            return ((icon.center[0], box.y), (icon.center[0], icon.bottom))
        x, y = self._right(subnet.zone, frame), box.y + DOWN
        start: Points = ((box.right, y), (x, y))
        if device is not None:
            passed = frame.icons[device.id]
            start = ((passed.right + 2, passed.center[1]), (x, passed.center[1]))
        if not self._is_far(subnet, nat):
            return (*start, (x, icon.center[1]), (icon.right, icon.center[1]))
        over = self._track(frame, tracks, to_nat(self.vpc))
        end = self._entry(nat, frame)
        if _loose(nat):
            return (*start, (x, over), (end, over), (end, icon.bottom))
        return (*start, (x, over), (end, over), (end, icon.center[1]), (icon.right, icon.center[1]))

    def _from_nat(self, nat: Thing, frame: Frame, tracks: Tracks) -> Points:
        assert self.gateway is not None
        icon, door = frame.icons[nat.id], self._door(frame)
        bottom = frame.icons[self.gateway.id].bottom
        if _loose(nat):
            side = icon.x - 2 if icon.x > door else icon.right + 2
            return ((side, icon.center[1]), (door, icon.center[1]), (door, bottom))
        over = self._track(frame, tracks, out(self.vpc))
        x, up = icon.center[0], self._up(nat, frame)
        start: Points = ((x, icon.y - 2),)
        if up != x:
            gap = frame.subnets[f"{nat.row}@{nat.copies[0].zone}"].y - 11
            start = (*start, (x, gap), (up, gap))
        return (*start, (up, over), (door, over), (door, bottom))

    def _direct(self, subnet: Subnet, frame: Frame, tracks: Tracks) -> Points:
        assert self.gateway is not None
        box, x, door = frame.subnets[subnet.id], self._left(subnet.zone, frame), self._door(frame)
        over = self._track(frame, tracks, out(self.vpc))
        y = box.y + UNDER_SIGN
        return ((box.x, y), (x, y), (x, over), (door, over), (door, frame.icons[self.gateway.id].bottom))

    def _track(self, frame: Frame, tracks: Tracks, net: str) -> float:
        channel = Channel("HZ", self.vpc)
        return frame.track(channel, tracks.get((channel, net), 0))


def _loose(nat: Thing) -> bool:
    return not (nat.copies[0].zone and nat.row)
