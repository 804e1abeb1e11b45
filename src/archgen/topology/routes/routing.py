"""The network of a model: its VPCs, its subnets with their route tables, and its gateways.

`access` is the short form of a route table: `public` has a default route to the internet gateway, `private`
one to the NAT gateway of its zone, or to what `via` names, `isolated` has none. Beside it are the routes that
the file writes, those that a connection to another VPC or a private network needs, in both directions, and
those by which answers return from a VPC that others leave by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv6Network, ip_network
from typing import NamedTuple

from archgen.model.kinds import Component, Copy, Scope
from archgen.model.kinds.category import JOINING, PRIVATE_CONNECTIONS, TRANSLATING, Category
from archgen.model.kinds.transit_gateway import TransitGateway as TransitGatewayKind
from archgen.topology import network as net
from archgen.topology.analysis import computed_once
from archgen.topology.connections import Connection
from archgen.topology.graph import Subnet, Topology, VpcPlace
from archgen.topology.routes.walk import Walker

DOCUMENTATION = IPv6Network("2001:db8::/32")
"""What stands for the IPv6 blocks that Amazon gives, which nobody knows before they are given (RFC 3849)."""
EVERYWHERE = {4: ip_network("0.0.0.0/0"), 6: ip_network("::/0")}


class Need(NamedTuple):
    """A route that the subnets of a row in a VPC need: to a block, by a gateway component.

    `to` is the VPC or the external component whose block it is.
    """

    row: str
    vpc: str
    block: net.Block
    gateway: str
    to: str


@computed_once
def network_of(topology: Topology) -> net.Network:
    """The network: that of the file, unless another front door gave it."""
    if topology.given is not None:
        return topology.given
    return net.Network(
        {vpc.id: net.Vpc(vpc.id, vpc.region, blocks_of(vpc)) for vpc in topology.vpcs.values()},
        {subnet.id: _subnet(topology, subnet) for subnet in topology.subnets.values()},
        {gateway.id: gateway for gateway in _gateways(topology)},
        {id: net.Remote(id, topology.components[id].networks) for id in connected_networks(topology)},
    )


@computed_once
def walker(topology: Topology) -> Walker:
    """What follows packets through the network of a topology."""
    return Walker(network_of(topology))


def blocks_of(vpc: VpcPlace) -> tuple[net.Block, ...]:
    """The blocks of a VPC, its IPv6 block last."""
    return (*vpc.blocks, ipv6_of(vpc)) if vpc.ipv6 else vpc.blocks


def ipv6_of(vpc: VpcPlace) -> IPv6Network:
    """What stands for the IPv6 block of a VPC."""
    first = int(DOCUMENTATION.network_address) + (vpc.number << 72)
    return IPv6Network((first, 56))


def ipv6_subnet(topology: Topology, subnet: Subnet) -> IPv6Network | None:
    """What stands for the IPv6 block of a subnet, if it has one."""
    vpc = topology.vpcs[subnet.vpc]
    if not topology.rows[subnet.row].ipv6 or not vpc.ipv6:
        return None
    first = int(ipv6_of(vpc).network_address) + (subnet.number % 256 << 64)
    return IPv6Network((first, 64))


# Subnets and their tables


def _subnet(topology: Topology, subnet: Subnet) -> net.Subnet:
    own: list[net.Block] = [subnet.cidr] if topology.rows[subnet.row].ipv4 else []
    six = ipv6_subnet(topology, subnet)
    blocks = (*own, six) if six else tuple(own)
    return net.Subnet(subnet.id, subnet.vpc, subnet.zone, blocks, tuple(routes_of(topology, subnet)))


def routes_of(topology: Topology, subnet: Subnet) -> Iterator[net.Route]:
    """The routes of a subnet's table beside the local ones: written ones, needed ones, the default routes."""
    row = topology.rows[subnet.row]
    for block, id in row.routes:
        gateway = topology.gateway_for(id, subnet)
        yield net.Route(ip_network(block), gateway.id if gateway else id)
    for need in needs_of(topology, subnet.row, subnet.vpc):
        gateway = topology.gateway_for(need.gateway, subnet)
        if gateway is not None:
            yield net.Route(need.block, gateway.id)
    yield from _back_through_firewalls(topology, subnet)
    default = topology.default_route(subnet)
    if default is not None and row.ipv4:
        yield net.Route(EVERYWHERE[4], default.id)
    if ipv6_subnet(topology, subnet) is not None:
        yield from _default_over_ipv6(topology, subnet, default)


def _default_over_ipv6(topology: Topology, subnet: Subnet, default: Copy | None) -> Iterator[net.Route]:
    """To the internet gateway, or out only; through the firewall that the row names."""
    via = topology.rows[subnet.row].via
    inspected = via is not None and topology.components[via].category is Category.FIREWALL
    if subnet.access == "isolated":
        return
    if default is not None and (inspected or subnet.access == "public"):
        yield net.Route(EVERYWHERE[6], default.id)
    elif subnet.access == "private":
        yield net.Route(EVERYWHERE[6], egress_only(topology, subnet.vpc))


def egress_only(topology: Topology, vpc: str) -> str:
    """The id of a VPC's egress-only internet gateway: a copy's, or one that is made without being told."""
    found = topology.in_vpc(vpc, Category.EGRESS_ONLY_GATEWAY)
    return found[0].id if found else f"egress-only@{vpc}"


def _back_through_firewalls(topology: Topology, subnet: Subnet) -> Iterator[net.Route]:
    """Answers from a NAT gateway to what left through a firewall, more specific than the local route.

    What else is in the subnets of the NAT gateway takes these routes too: then its answers need the same
    firewall, in the zone of the inspected subnet. Sources: AWS Network Firewall Developer Guide, architecture
    with an internet gateway and a NAT gateway; asymmetric routing.
    """
    inspected = _inspecting(topology, subnet)
    for other in topology.subnets.values():
        if other.vpc != subnet.vpc or other.row == subnet.row:
            continue
        if _translates(topology, subnet):
            firewall = _inspecting(topology, other)
        else:
            shared = _translates(topology, other) and _is_in_use(topology, other.row)
            firewall = inspected if shared else None
        if firewall is not None:
            yield net.Route(other.cidr, firewall)


def _translates(topology: Topology, subnet: Subnet) -> bool:
    return any(copy.subnet == subnet.id for copy in topology.in_vpc(subnet.vpc, *TRANSLATING))


def _is_in_use(topology: Topology, row: str) -> bool:
    """Whether something other than gateways is in a row."""
    return any(each.subnets == row and not each.is_way for each in topology.components.values())


def _inspecting(topology: Topology, subnet: Subnet) -> str | None:
    """The endpoint of the firewall that a private subnet sends everything through."""
    via = topology.rows[subnet.row].via
    if via is None or subnet.access != "private":
        return None
    gateway = topology.gateway_for(via, subnet)
    inspects = topology.components[via].category is Category.FIREWALL
    return gateway.id if gateway is not None and inspects else None


# Gateways


def _gateways(topology: Topology) -> Iterator[net.Gateway]:
    for copy in topology.copies.values():
        component = topology.components[copy.component]
        if component.is_way:
            yield from _gateway(topology, copy, component)
    for vpc in topology.vpcs.values():
        if vpc.ipv6 and not topology.in_vpc(vpc.id, Category.EGRESS_ONLY_GATEWAY):
            yield net.EgressOnlyGateway(egress_only(topology, vpc.id), vpc.id)


def _gateway(topology: Topology, copy: Copy, component: Component) -> Iterator[net.Gateway]:
    vpc = copy.vpc or ""
    match component.category:
        case Category.INTERNET_GATEWAY:
            yield net.InternetGateway(copy.id, vpc, tuple(edge_routes(topology, vpc)))
        case Category.EGRESS_ONLY_GATEWAY:
            yield net.EgressOnlyGateway(copy.id, vpc)
        case Category.NAT_GATEWAY | Category.NAT_INSTANCE:
            regional = component.actual_scope is Scope.VPC
            private = topology.is_private_nat(copy)
            yield net.Nat(copy.id, vpc, copy.subnet, copy.zone, private, regional)
        case Category.FIREWALL:
            if copy.subnet is not None:
                yield net.Appliance(copy.id, copy.subnet, copy.zone)
        case Category.PEERING:
            first, second = component.joins
            yield net.Peering(copy.id, (first, second))
        case Category.TRANSIT_GATEWAY:
            yield _transit_gateway(topology, copy)
        case Category.VPN | Category.DIRECT_CONNECT:
            yield _connection(topology, copy, component)


def _connection(topology: Topology, copy: Copy, component: Component) -> net.PrivateConnection:
    home, remote = component.home, component.leads_to or ""
    if home in topology.vpcs:
        return net.PrivateConnection(copy.id, remote, vpc=home)
    return net.PrivateConnection(copy.id, remote, transit=topology.copies_of(home)[0].id)


def edge_routes(topology: Topology, vpc: str) -> Iterator[net.Route]:
    """The routes of an internet gateway: what is public behind a firewall is reached through it."""
    for subnet in topology.subnets.values():
        via = topology.rows[subnet.row].via
        if subnet.vpc == vpc and subnet.access == "public" and via is not None:
            gateway = topology.gateway_for(via, subnet)
            if gateway is not None:
                yield net.Route(subnet.cidr, gateway.id)


# Transit gateways


def attachments(topology: Topology, id: str) -> dict[str, tuple[Subnet, ...]]:
    """The subnets of a transit gateway's attachment in each of its VPCs, one for each zone."""
    gateway = topology.components[id]
    given = gateway.attachments
    found: dict[str, tuple[Subnet, ...]] = {}
    for vpc, row in given.items():
        chosen = row or topology.attachment_row(vpc)
        own = (subnet for subnet in topology.subnets.values() if subnet.vpc == vpc and subnet.row == chosen)
        zones = gateway.zones
        found[vpc] = tuple(subnet for subnet in own if zones is None or subnet.zone in zones)
    return found


def peers_of(topology: Topology, id: str) -> tuple[str, ...]:
    """The transit gateways that one is peered with, whichever of the two says so."""
    others = topology.of(Category.TRANSIT_GATEWAY)
    own = topology.components[id].peered_with
    return tuple(o for o in others if o in own or id in topology.components[o].peered_with)


def connections_of(topology: Topology, id: str) -> tuple[str, ...]:
    """The VPN and Direct Connect components that are attached to a VPC or a transit gateway."""
    return tuple(each for each in topology.of(*PRIVATE_CONNECTIONS) if topology.components[each].home == id)


def _transit_gateway(topology: Topology, copy: Copy) -> net.TransitGateway:
    id = copy.component
    vpcs = attachments(topology, id)
    attached: dict[str, tuple[str, ...]] = {
        vpc: tuple(s.id for s in subnets) for vpc, subnets in vpcs.items()
    }
    attached |= {topology.copies_of(each)[0].id: () for each in connections_of(topology, id)}
    attached |= {topology.copies_of(peer)[0].id: () for peer in peers_of(topology, id)}
    tables = {origin: tuple(transit_routes(topology, id, origin)) for origin in attached}
    kept = frozenset(vpc for vpc in vpcs if topology.in_vpc(vpc, Category.FIREWALL))
    shared = topology.components[id].is_shared
    return net.TransitGateway(copy.id, attached, tables, kept, open=shared)


def transit_routes(topology: Topology, id: str, origin: str) -> Iterator[net.Route]:
    """The routes for what comes into a transit gateway from a VPC, a connection or a peered gateway."""
    gateway = topology.components[id]
    assert isinstance(gateway, TransitGatewayKind)
    allowed = gateway.routes.get(origin)
    for vpc in gateway.attaches:
        if vpc != origin and (allowed is None or vpc in allowed):
            yield from (net.Route(block, vpc) for block in blocks_of(topology.vpcs[vpc]))
    for each in connections_of(topology, id):
        copy = topology.copies_of(each)[0]
        if copy.id != origin:
            yield from (net.Route(block, copy.id) for block in _blocks_beyond(topology, each))
    for peer in peers_of(topology, id):
        end = topology.copies_of(peer)[0].id
        if end != origin:
            yield from (net.Route(block, end) for block in _blocks_of_peer(topology, peer, allowed))
    if gateway.default is not None and gateway.default != origin:
        yield net.Route(EVERYWHERE[4], gateway.default)
        if allowed is not None and not inspects(topology, id, gateway.default):
            others = (vpc for vpc in gateway.attaches if vpc not in (*allowed, origin, gateway.default))
            yield from (net.Route(block, net.BLACKHOLE) for v in others for block in topology.vpcs[v].blocks)


def inspects(topology: Topology, id: str, vpc: str) -> bool:
    """Whether what a transit gateway sends into a VPC passes a firewall there, which decides on it.

    Without one, a default route would lead from VPC to VPC by the NAT gateway: blackhole routes prevent it
    (AWS whitepaper on multi-VPC infrastructure, centralized egress).
    """
    attached = attachments(topology, id).get(vpc, ())
    via = topology.rows[attached[0].row].via if attached else None
    return via is not None and topology.components[via].category is Category.FIREWALL


def _blocks_beyond(topology: Topology, connection: str) -> Iterator[net.Block]:
    outside = topology.components[topology.components[connection].leads_to or ""]
    yield from outside.networks


def _blocks_of_peer(topology: Topology, peer: str, allowed: tuple[str, ...] | None) -> Iterator[net.Block]:
    for vpc in topology.components[peer].attachments:
        if allowed is None or vpc in allowed:
            yield from blocks_of(topology.vpcs[vpc])
    beyond = [block for each in connections_of(topology, peer) for block in _blocks_beyond(topology, each)]
    yield from dict.fromkeys(beyond)


# What connections need


@computed_once
def connected_networks(topology: Topology) -> tuple[str, ...]:
    """The external components that a VPN or Direct Connect of the file leads to."""
    ends = (topology.components[id].leads_to or "" for id in topology.of(*PRIVATE_CONNECTIONS))
    return tuple(dict.fromkeys(ends))


@computed_once
def _needs_by_row(topology: Topology) -> Mapping[tuple[str, str], tuple[Need, ...]]:
    found: dict[tuple[str, str], dict[Need, None]] = {}
    for need in (*_needs_of_connections(topology), *_needs_of_egress(topology)):
        row = topology.rows[need.row]
        if row.via != need.gateway and (need.row, need.vpc) != ("", ""):
            found.setdefault((need.row, need.vpc), {})[need] = None
    return {key: tuple(needs) for key, needs in found.items()}


def needs_of(topology: Topology, row: str, vpc: str) -> tuple[Need, ...]:
    """The routes that a row of a VPC needs beside its default route and those that the file writes."""
    return _needs_by_row(topology).get((row, vpc), ())


def _needs_of_connections(topology: Topology) -> Iterator[Need]:
    if not topology.of(*JOINING, *PRIVATE_CONNECTIONS):
        return
    for connection in topology.connections:
        for source in topology.copies_of(connection.source):
            target_id = connection.target
            targets = topology.reached(source, target_id) if target_id in topology.components else ()
            for target in targets:
                yield from _needs_of_pair(topology, connection, source, target)


def _needs_of_pair(topology: Topology, connection: Connection, source: Copy, target: Copy) -> Iterator[Need]:
    """The routes of both directions between two copies that are in different networks."""
    if source.row and target.row and source.vpc != target.vpc:
        if not _by_endpoint_service(topology, source, target):
            yield from _between_vpcs(topology, connection, source, target)
        return
    inside, outside = (source, target) if source.row else (target, source)
    if inside.row and outside.component in connected_networks(topology):
        blocks = topology.components[outside.component].networks
        gateway = gateway_to_network(topology, inside.vpc or "", outside.component, connection.ways)
        if gateway is not None:
            for block in blocks:
                yield from _by_private_nat(topology, connection, inside, block, gateway, outside.component)


def _by_endpoint_service(topology: Topology, source: Copy, target: Copy) -> bool:
    """Whether a load balancer is reached over an endpoint of its endpoint service."""
    return private_link(topology, source, target.component) is not None


def private_link(topology: Topology, source: Copy, balancer: str) -> Copy | None:
    """The endpoint in the VPC of a copy that leads to a load balancer of another VPC."""
    for copy in topology.in_vpc(source.vpc, Category.ENDPOINT):
        if topology.components[copy.component].leads_to == balancer:
            near = [each for each in topology.copies_of(copy.component) if each.zone == source.zone]
            return near[0] if near else copy
    return None


def _between_vpcs(topology: Topology, connection: Connection, source: Copy, target: Copy) -> Iterator[Need]:
    if topology.scheme(target.component) == "internet-facing":
        return
    here, there = source.vpc or "", target.vpc or ""
    gateways = joining(topology, here, there, connection.ways)
    if gateways is None or target.row is None:
        return
    for block in blocks_of(topology.vpcs[there]):
        yield from _by_private_nat(topology, connection, source, block, gateways[0], there)
    for block in blocks_of(topology.vpcs[here]):
        yield Need(target.row, there, block, gateways[1], here)


def _by_private_nat(
    topology: Topology, connection: Connection, inside: Copy, block: net.Block, gateway: str, to: str
) -> Iterator[Need]:
    """A route out of a row; where a private NAT gateway is on the way, to it, and on from its row."""
    nat = _private_nat(topology, connection, inside)
    row, vpc = inside.row or "", inside.vpc or ""
    if nat is None or block.version == 6:
        yield Need(row, vpc, block, gateway, to)
        return
    yield Need(row, vpc, block, nat, to)
    yield Need(topology.components[nat].subnets or "", vpc, block, gateway, to)


def _private_nat(topology: Topology, connection: Connection, inside: Copy) -> str | None:
    wanted = (*connection.ways, topology.rows[inside.row or ""].via)
    own = [nat for nat in topology.in_vpc(inside.vpc, Category.NAT_GATEWAY) if topology.is_private_nat(nat)]
    return next((nat.component for nat in own if nat.component in wanted), None)


def joining(topology: Topology, here: str, there: str, named: tuple[str, ...]) -> tuple[str, str] | None:
    """The gateways that join two VPCs, seen from each: those that the file names, else the nearest."""
    found: list[tuple[str, str]] = []
    for id in topology.of(Category.PEERING):
        if {here, there} == set(topology.components[id].joins):
            found.append((id, id))
    transits = topology.of(Category.TRANSIT_GATEWAY)
    for id in transits:
        joined = topology.components[id].attachments
        if here in joined:
            ends = (
                [id]
                if there in joined
                else [p for p in peers_of(topology, id) if _attaches(topology, p, there)]
            )
            found += [(id, end) for end in ends]
    chosen = [pair for pair in found if set(pair) & set(named)]
    return next(iter([*chosen, *found]), None)


def _attaches(topology: Topology, gateway: str, vpc: str) -> bool:
    return vpc in topology.components[gateway].attachments


def gateway_to_network(topology: Topology, vpc: str, outside: str, named: tuple[str, ...]) -> str | None:
    """What a VPC routes to for a private network: its VPN or Direct Connect, or a transit gateway."""
    found: list[tuple[str, str]] = []
    for id in topology.of(*PRIVATE_CONNECTIONS):
        connection = topology.components[id]
        home = connection.home
        if connection.leads_to != outside:
            continue
        if home == vpc:
            found.append((id, id))
        elif home in topology.components:
            gateways = [home, *peers_of(topology, home)]
            found += [(gateway, id) for gateway in gateways if _attaches(topology, gateway, vpc)]
    chosen = [pair for pair in found if set(pair) & set(named)]
    return next((pair[0] for pair in (*chosen, *found)), None)


def _needs_of_egress(topology: Topology) -> Iterator[Need]:
    """The way back into the VPCs that leave by another one: from its NAT gateways and its firewalls.

    Where the attachment's row sends everything through a firewall, answers pass it too.
    """
    for id in topology.of(Category.TRANSIT_GATEWAY):
        gateway = topology.components[id]
        home = gateway.default_vpc
        if home is None:
            continue
        attached = attachments(topology, id).get(home, ())
        via = topology.rows[attached[0].row].via if attached else None
        inspected = inspects(topology, id, home)
        blocks = [
            (vpc, block) for vpc in _leaving_by(topology, id, home) for block in topology.vpcs[vpc].blocks
        ]
        for nat in topology.in_vpc(home, *TRANSLATING, Category.FIREWALL):
            firewall = topology.components[nat.component].category is Category.FIREWALL
            by = via if inspected and via and not firewall else id
            for vpc, block in blocks:
                if nat.row:
                    yield Need(nat.row, home, block, by, vpc)


def _leaving_by(topology: Topology, id: str, home: str) -> Iterator[str]:
    """The VPCs whose traffic may leave by the default route of a transit gateway."""
    yield from (vpc for vpc in topology.components[id].attachments if vpc != home)
