"""The walk of a packet through a network, hop by hop, by longest prefix, and the way back of its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from archgen.topology.network import (
    BLACKHOLE,
    INTERNET,
    Address,
    Appliance,
    Block,
    EgressOnlyGateway,
    Gateway,
    InternetGateway,
    Nat,
    Network,
    Peering,
    PrivateConnection,
    Reason,
    Refusal,
    Route,
    Subnet,
    TransitGateway,
    Unplaced,
    Version,
)

_EVERYWHERE: Mapping[Version, tuple[Address, ...]] = {
    4: (ip_address("8.0.0.1"), ip_address("198.18.0.1")),
    6: (ip_address("2600::1"), ip_address("a000::1")),
}
"""Addresses that stand for all of the internet, one in each half of it: a default route may be two halves."""

_PRIVATE: tuple[Block, ...] = tuple(
    ip_network(block)
    for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
)


class Walk(NamedTuple):
    """The way of a packet: the gateways that it passes; and why it is not carried, after the last of them.

    `back` has the gateways that the answer passes. `version` is that of the addresses.
    """

    hops: tuple[str, ...]
    refused: Reason | None = None
    back: tuple[str, ...] = ()
    version: Version = 4

    @property
    def carried(self) -> bool:
        """Whether it arrives, and its answer returns."""
        return self.refused is None


@dataclass(frozen=True, slots=True)
class _Packet:
    """A packet on its way. `translations` are those it went through: the NAT, and the address before it."""

    source: Address
    target: Address
    hops: tuple[str, ...] = ()
    translations: tuple[tuple[str, Address], ...] = ()
    seen: frozenset[tuple[str, str]] = frozenset()

    @property
    def version(self) -> Version:
        return 4 if self.target.version == 4 else 6


class _Arrival(NamedTuple):
    """Where a packet arrived: in a VPC, in a private network, or on the internet, with the last gateway."""

    where: str
    by: str | None


_End = tuple[_Packet, _Arrival | Reason]


@dataclass(frozen=True)
class Walker:
    """It follows packets through one network. `walk` asks the way from one place to another."""

    network: Network

    @cached_property
    def _walks(self) -> dict[tuple[str, str, str | None], Walk]:
        return {}

    def walk(self, source: str, target: str, down: str | None = None) -> Walk:
        """The way from one place to another: ids of subnets or private networks, or INTERNET.

        IPv4 where both have it, else IPv6. `down` is a zone that has failed: its gateways and attachments.
        """
        key = (source, target, down)
        if key not in self._walks:
            self._walks[key] = self._walked(source, target, down)
        return self._walks[key]

    def _walked(self, source: str, target: str, down: str | None) -> Walk:
        tried = [self._in_version(source, target, version, down) for version in (4, 6)]
        return next(
            (walk for walk in tried if walk.carried),
            next((walk for walk in tried if not _has_no_address(walk)), tried[0]),
        )

    def walk_in(self, source: str, target: str, version: Version) -> Walk:
        """The way in one version of the protocol."""
        return self._in_version(source, target, version, None)

    def _in_version(self, source: str, target: str, version: Version, down: str | None) -> Walk:
        walk = Walk((), Reason(Refusal.NO_ADDRESS, (source,)), version=version)
        for address in self._addresses(target, version):
            walk = self._to(source, target, address, down)
            if not walk.carried:
                return walk
        return walk

    def _addresses(self, place: str, version: Version) -> Iterator[Address]:
        """The addresses that stand for a place."""
        if place == INTERNET:
            yield from _EVERYWHERE[version]
        elif place in self.network.subnets:
            address = self.network.subnets[place].address(version)
            yield from (address,) if address is not None else ()
        elif place in self.network.remotes:  # a VPC without subnets has no address to reach
            for block in self.network.remotes[place].blocks:
                if block.version == version:
                    yield block[min(1, block.num_addresses - 1)]

    def _to(self, source: str, target: str, address: Address, down: str | None) -> Walk:
        version: Version = 4 if address.version == 4 else 6
        own = next(self._addresses(source, version), None)
        if own is None:
            return Walk((), Reason(Refusal.NO_ADDRESS, (source,)), version=version)
        packet = _Packet(own, address)
        ends = [self._started(source, target, packet, down)] if source in self.network.subnets else []
        ends = ends or list(self._entered(source, target, packet, down))
        walks = [self._finished(source, target, end, down) for end in ends]
        refused = Walk((), Reason(Refusal.NO_ROUTE, (source,)), version=version)
        return next((walk for walk in walks if walk.carried), walks[0] if walks else refused)

    def _started(self, source: str, target: str, packet: _Packet, down: str | None) -> _End:
        return self._routed(packet, self.network.subnets[source], down)

    def _entered(self, source: str, target: str, packet: _Packet, down: str | None) -> Iterator[_End]:
        """The ways into AWS: an internet gateway, or the connections of a private network."""
        for gateway in self.network.gateways.values():
            if source == INTERNET and isinstance(gateway, InternetGateway):
                if target in self.network.subnets and self.network.subnets[target].vpc == gateway.vpc:
                    yield self._from_edge(_passed(packet, gateway.id), gateway, down)
            elif isinstance(gateway, PrivateConnection) and gateway.remote == source:
                yield self._from_remote(_passed(packet, gateway.id), gateway, down)

    def _from_edge(self, packet: _Packet, gateway: InternetGateway, down: str | None) -> _End:
        """Through an internet gateway into its VPC; its edge routes lead to firewalls."""
        route = _longest(gateway.routes, packet.target)
        if route is None:
            return packet, self._at_home(gateway.vpc, packet, gateway.id)
        return self._through(packet, route.target, Subnet(gateway.id, gateway.vpc, "", ()), down)

    def _from_remote(self, packet: _Packet, connection: PrivateConnection, down: str | None) -> _End:
        """From a private network over its connection: a virtual private gateway leads into its VPC only."""
        if connection.transit is None:
            return packet, self._at_home(connection.vpc or "", packet, connection.id)
        gateway = self.network.gateways[connection.transit]
        if not isinstance(gateway, TransitGateway):
            return packet, Reason(Refusal.UNPLACED, (gateway.id,))
        return self._transit(_passed(packet, gateway.id), gateway, connection.id, "", down)

    def _at_home(self, vpc: str, packet: _Packet, by: str | None) -> _Arrival | Reason:
        known = self.network.vpcs.get(vpc)
        if known is not None and known.holds(packet.target):
            return _Arrival(vpc, by)
        return Reason(Refusal.NO_ROUTE, (by or vpc,))

    # Hop by hop

    def _routed(self, packet: _Packet, subnet: Subnet, down: str | None) -> _End:
        """On from a subnet, by the longest prefix of its table; the VPC's own blocks are local."""
        vpc = self.network.vpcs[subnet.vpc]
        route = _longest(subnet.routes, packet.target)
        local = max((b.prefixlen for b in vpc.blocks if _in(packet.target, b)), default=-1)
        if local >= 0 and (route is None or route.destination.prefixlen <= local):
            return packet, _Arrival(vpc.id, packet.hops[-1] if packet.hops else None)
        if route is None:
            return packet, Reason(Refusal.NO_ROUTE, (subnet.id,))
        return self._through(packet, route.target, subnet, down)

    def _through(self, packet: _Packet, id: str, subnet: Subnet, down: str | None) -> _End:
        """Through the gateway that a route of a subnet leads to."""
        gateway = self.network.gateways.get(id, Unplaced(id))
        if id == BLACKHOLE:
            return packet, Reason(Refusal.BLACKHOLE, (subnet.id,))
        if (id, subnet.id) in packet.seen:
            return packet, Reason(Refusal.LOOP, (id,))
        packet = replace(_passed(packet, id), seen=packet.seen | {(id, subnet.id)})
        if down is not None and gateway.zone == down:
            return packet, Reason(Refusal.DOWN, (id,))
        return self._beyond(packet, gateway, subnet, down)

    def _beyond(self, packet: _Packet, gateway: Gateway, subnet: Subnet, down: str | None) -> _End:
        match gateway:
            case InternetGateway():
                return packet, self._out(packet, gateway)
            case EgressOnlyGateway():
                return packet, self._out_only(packet, gateway)
            case Nat():
                return self._translated(packet, gateway, down)
            case Appliance():
                return self._routed(packet, self.network.subnets[gateway.subnet], down)
            case Peering():
                return packet, self._peered(packet, gateway, subnet)
            case TransitGateway():
                return self._transit(packet, gateway, subnet.vpc, subnet.zone, down)
            case PrivateConnection():
                return packet, self._away(packet, gateway, subnet.vpc)
            case Unplaced():
                return packet, Reason(Refusal.UNPLACED, (gateway.id,))

    def _out(self, packet: _Packet, gateway: InternetGateway) -> _Arrival | Reason:
        """To the internet: for addresses of the VPC itself, which the gateway translates one to one."""
        if _is_private(packet.target):
            return Reason(Refusal.NOT_CONNECTED, (gateway.id,))
        behind = self.network.gateways.get(packet.translations[-1][0]) if packet.translations else None
        private = isinstance(behind, Nat) and behind.private
        if private or not self.network.vpcs[gateway.vpc].holds(packet.source):
            return Reason(Refusal.NOT_TRANSLATED, (gateway.id,))
        return _Arrival(INTERNET, gateway.id)

    def _out_only(self, packet: _Packet, gateway: EgressOnlyGateway) -> _Arrival | Reason:
        if packet.version == 4 or not self.network.vpcs[gateway.vpc].holds(packet.source):
            return Reason(Refusal.NOT_TRANSLATED, (gateway.id,))
        return _Arrival(INTERNET, gateway.id)

    def _translated(self, packet: _Packet, nat: Nat, down: str | None) -> _End:
        """On from a NAT, which sends under its own address by the table of its own subnet."""
        if nat.subnet is None:
            return self._from_regional(packet, nat)
        subnet = self.network.subnets[nat.subnet]
        own = subnet.address(packet.version)
        if own is None:
            return packet, Reason(Refusal.NO_ADDRESS, (nat.id,))
        behind = (*packet.translations, (nat.id, packet.source))
        return self._routed(replace(packet, source=own, translations=behind), subnet, down)

    def _from_regional(self, packet: _Packet, nat: Nat) -> _End:
        """AWS's regional NAT gateway has routes of its own: to the internet gateway of its VPC."""
        if not nat.regional:
            return packet, Reason(Refusal.NO_SUBNET, (nat.id,))
        gateways = (
            g for g in self.network.gateways.values() if isinstance(g, InternetGateway) and g.vpc == nat.vpc
        )
        gateway = next(gateways, None)
        if gateway is None:
            return packet, Reason(Refusal.NO_INTERNET_GATEWAY, (nat.vpc,))
        if not self.network.vpcs[nat.vpc].holds(packet.source):
            return packet, Reason(Refusal.NO_RETURN, (nat.id,))
        return _passed(packet, gateway.id), _Arrival(INTERNET, gateway.id)

    def _peered(self, packet: _Packet, peering: Peering, subnet: Subnet) -> _Arrival | Reason:
        if subnet.vpc not in peering.vpcs:
            return Reason(Refusal.NOT_CONNECTED, (peering.id,))
        other = peering.vpcs[0] if peering.vpcs[1] == subnet.vpc else peering.vpcs[1]
        own = self.network.vpcs[subnet.vpc].holds(packet.source)
        if not own or not self.network.vpcs[other].holds(packet.target):
            return Reason(Refusal.NOT_TRANSITIVE, (peering.id, other))
        return _Arrival(other, peering.id)

    def _away(self, packet: _Packet, connection: PrivateConnection, vpc: str) -> _Arrival | Reason:
        """Over a virtual private gateway: to its network, for addresses of its own VPC."""
        if connection.vpc != vpc or not self.network.remotes[connection.remote].holds(packet.target):
            return Reason(Refusal.NOT_CONNECTED, (connection.id,))
        if not self.network.vpcs[vpc].holds(packet.source):
            return Reason(Refusal.NOT_TRANSITIVE, (connection.id, connection.remote))
        return _Arrival(connection.remote, connection.id)

    def _transit(
        self, packet: _Packet, gateway: TransitGateway, origin: str, zone: str, down: str | None
    ) -> _End:
        """Through a transit gateway: by the table of the attachment that a packet comes from.

        A VPC's attachment serves the zones that it has a subnet in. The packet enters the other VPC in its
        own zone where that one has a subnet, else in another that works.
        """
        if origin not in gateway.attachments:
            return packet, Reason(Refusal.NO_ATTACHMENT, (gateway.id, origin))
        if origin in self.network.vpcs and zone not in self.network.zones_of(gateway, origin):
            return packet, Reason(Refusal.NO_ATTACHMENT_IN_ZONE, (gateway.id, origin, zone))
        route = _longest(gateway.routes.get(origin, ()), packet.target)
        if route is None:
            cause = Refusal.UNPLACED if gateway.open else Refusal.NO_TRANSIT_ROUTE
            return packet, Reason(cause, (gateway.id, origin))
        if route.target == BLACKHOLE:
            return packet, Reason(Refusal.BLACKHOLE, (gateway.id, origin))
        if (route.target, gateway.id) in packet.seen:
            return packet, Reason(Refusal.LOOP, (gateway.id,))
        packet = replace(packet, seen=packet.seen | {(route.target, gateway.id)})
        return self._attached(packet, gateway, route.target, zone, down)

    def _attached(
        self, packet: _Packet, gateway: TransitGateway, target: str, zone: str, down: str | None
    ) -> _End:
        """Out of a transit gateway over one of its attachments."""
        if target in self.network.vpcs:
            subnets = [self.network.subnets[id] for id in gateway.attachments.get(target, ())]
            alive = [subnet for subnet in subnets if down is None or subnet.zone != down]
            if not alive:
                cause = Refusal.DOWN if subnets else Refusal.NO_ATTACHMENT
                return packet, Reason(cause, (gateway.id, target))
            near = next((subnet for subnet in alive if subnet.zone == zone), alive[0])
            return self._routed(packet, near, down)
        other = self.network.gateways.get(target)
        if isinstance(other, TransitGateway):
            return self._transit(_passed(packet, other.id), other, gateway.id, zone, down)
        if isinstance(other, PrivateConnection):
            holds = self.network.remotes[other.remote].holds(packet.target)
            end = _Arrival(other.remote, target) if holds else Reason(Refusal.NOT_CONNECTED, (target,))
            return _passed(packet, target), end
        return packet, Reason(Refusal.UNPLACED, (target,))

    # The way back

    def _finished(self, source: str, target: str, end: _End, down: str | None) -> Walk:
        """What arrived where it should, and whether its answer finds back."""
        packet, arrival = end
        version = packet.version
        if isinstance(arrival, Reason):
            return Walk(packet.hops, arrival, version=version)
        wanted = self.network.subnets[target].vpc if target in self.network.subnets else target
        if arrival.where != wanted:
            return Walk(packet.hops, Reason(Refusal.OVERLAP, (arrival.where,)), version=version)
        back, lost = self._answered(source, target, packet, arrival, down)
        if lost is not None:
            cause = Refusal.UNPLACED if lost.cause is Refusal.UNPLACED else Refusal.NO_RETURN
            return Walk(packet.hops, Reason(cause, lost.arguments), back, version)
        alone = self._inspectors(packet.hops) ^ self._inspectors(back)
        reason = Reason(Refusal.ASYMMETRIC, tuple(sorted(alone))) if alone else None
        return Walk(packet.hops, reason, back, version)

    def _inspectors(self, hops: Iterable[str]) -> frozenset[str]:
        """The firewalls among some hops: each zone's by itself, or a VPC's where flows keep to one zone."""
        gateways = (self.network.gateways.get(hop) for hop in hops)
        found = [(g.id, self.network.subnets[g.subnet].vpc) for g in gateways if isinstance(g, Appliance)]
        return frozenset(vpc if vpc in self._keeping else id for id, vpc in found)

    @cached_property
    def _keeping(self) -> frozenset[str]:
        """The VPCs that a transit gateway keeps flows of in one zone."""
        gateways = (g for g in self.network.gateways.values() if isinstance(g, TransitGateway))
        return frozenset(vpc for gateway in gateways for vpc in gateway.appliance_mode)

    def _answered(
        self, source: str, target: str, packet: _Packet, arrival: _Arrival, down: str | None
    ) -> tuple[tuple[str, ...], Reason | None]:
        """The answer: to the last NAT, then from NAT to NAT, then to the source."""
        hops: tuple[str, ...] = ()
        for start, address, home in self._legs(source, target, packet):
            reply, end = self._replied(start, address, arrival, down)
            hops += reply.hops
            if isinstance(end, Reason):
                return hops, end
            if end.where != home or reply.translations:
                return hops, Reason(Refusal.NO_RETURN, (start,))
        return hops, None

    def _legs(self, source: str, target: str, packet: _Packet) -> Iterator[tuple[str, Address, str]]:
        """From where each leg of the answer starts, to which address, and where that has to be."""
        at, address = target, packet.source
        for nat, before in reversed(packet.translations):
            known = self.network.gateways[nat]
            yield at, address, known.vpc if isinstance(known, Nat) else ""
            at, address = (known.subnet if isinstance(known, Nat) else None) or nat, before
        yield at, address, self.network.subnets[source].vpc if source in self.network.subnets else source

    def _replied(self, start: str, address: Address, arrival: _Arrival, down: str | None) -> _End:
        packet = _Packet(_any(address.version), address)
        if start in self.network.subnets:
            own = self.network.subnets[start].address(packet.version)
            return self._routed(
                replace(packet, source=own or packet.source), self.network.subnets[start], down
            )
        gateway = self.network.gateways[arrival.by or ""]
        if isinstance(gateway, PrivateConnection):
            return self._from_remote(packet, gateway, down)
        if isinstance(gateway, EgressOnlyGateway):
            return packet, self._at_home(gateway.vpc, packet, gateway.id)
        if isinstance(gateway, InternetGateway):
            return self._from_edge(packet, gateway, down)
        return packet, Reason(Refusal.NO_RETURN, (start,))


def _passed(packet: _Packet, hop: str) -> _Packet:
    return replace(packet, hops=(*packet.hops, hop))


def _longest(routes: Iterable[Route], address: Address) -> Route | None:
    """The route with the longest prefix that holds an address; the first of equals."""
    held = [route for route in routes if _in(address, route.destination)]
    return max(held, key=lambda route: route.destination.prefixlen, default=None)


def _in(address: Address, block: Block) -> bool:
    return address.version == block.version and address in block


def _is_private(address: Address) -> bool:
    return any(_in(address, block) for block in _PRIVATE)


def _any(version: int) -> Address:
    return _EVERYWHERE[4 if version == 4 else 6][0]


def _has_no_address(walk: Walk) -> bool:
    return walk.refused is not None and walk.refused.cause is Refusal.NO_ADDRESS
