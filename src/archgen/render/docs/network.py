"""The network plan: blocks and routes of every subnet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import JOINING, PRIVATE_CONNECTIONS, Category
from archgen.topology.graph import Access, Subnet, Topology, VpcPlace
from archgen.topology.network import Refusal
from archgen.topology.routes.platform_egress import rows_of_endpoint
from archgen.topology.routes.routing import (
    attachments,
    connected_networks,
    ipv6_of,
    routes_of,
    walker,
)

RESERVED = 5
"""Addresses that AWS keeps in each subnet (Amazon VPC User Guide, subnet CIDR blocks)."""


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One line of a route table: where to, by which copy; `local` stays in the VPC."""

    destination: str
    by: str


@dataclass(frozen=True, slots=True)
class SubnetLine:
    """A subnet as the docs list it; `slot` is None where the file pins its block."""

    row: str
    access: Access
    zone: str
    block: str
    usable: int
    slot: int | None
    routes: tuple[RouteLine, ...]
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionPlan:
    """The plan of one region."""

    region: str
    zones: tuple[str, ...]
    block: str
    subnets: tuple[SubnetLine, ...]


def plans(topology: Topology) -> tuple[RegionPlan, ...]:
    """The network plan, region by region."""
    return tuple(_plan(topology, place) for place in topology.vpcs.values())


def _plan(topology: Topology, place: VpcPlace) -> RegionPlan:
    subnets = tuple(_line(topology, s) for s in topology.subnets.values() if s.vpc == place.id)
    return RegionPlan(place.id, place.zones, ", ".join(map(str, place.blocks)), subnets)


def _line(topology: Topology, subnet: Subnet) -> SubnetLine:
    holds = (
        copy.component
        for copy in topology.copies.values()
        if copy.row == subnet.row and copy.region == subnet.region and subnet.zone in copy.zones
    )
    return SubnetLine(
        subnet.row,
        subnet.access,
        subnet.zone,
        str(subnet.cidr),
        max(subnet.cidr.num_addresses - RESERVED, 0),
        subnet.slot,
        tuple(routes(topology, subnet)),
        tuple(dict.fromkeys(holds)),
    )


def routes(topology: Topology, subnet: Subnet) -> Iterator[RouteLine]:
    """What its table holds beside the VPC's own blocks: gateway endpoints, other routes, default routes."""
    for id in topology.of(Category.ENDPOINT):
        if topology.components[id].subnets is None:
            for copy in topology.copies_of(id, subnet.region):
                if copy.vpc == subnet.vpc and subnet.row in rows_of_endpoint(topology, copy):
                    yield RouteLine(
                        topology.components[id].called_service or topology.components[id].leads_to or "",
                        copy.id,
                    )
    blocks = {str(ipv6_of(vpc)): f"IPv6 {vpc.id}" for vpc in topology.vpcs.values() if vpc.ipv6}
    seen: set[str] = set()
    for route in routes_of(topology, subnet):
        destination = str(route.destination)
        if destination not in seen:
            seen.add(destination)
            yield RouteLine(blocks.get(destination, destination), route.target)


@dataclass(frozen=True, slots=True)
class VpcLine:
    """A VPC as the docs list it: its blocks, each with the addresses that no subnet has taken."""

    id: str
    region: str
    account: str | None
    blocks: tuple[tuple[str, int], ...]
    ipv6: bool


def vpcs(topology: Topology) -> tuple[VpcLine, ...]:
    """The VPCs, where the file names them."""
    return tuple(
        VpcLine(vpc.id, vpc.region, vpc.account, tuple(_space(topology, vpc)), vpc.ipv6)
        for vpc in topology.vpcs.values()
        if vpc.declared
    )


def _space(topology: Topology, vpc: VpcPlace) -> Iterator[tuple[str, int]]:
    for block in vpc.blocks:
        taken = sum(
            subnet.cidr.num_addresses
            for subnet in topology.subnets.values()
            if subnet.vpc == vpc.id and block.supernet_of(subnet.cidr)
        )
        yield str(block), max(block.num_addresses - taken, 0)


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """Where a transit gateway is attached to a VPC: a row, and its zones."""

    gateway: str
    vpc: str
    row: str
    zones: tuple[str, ...]


def attached(topology: Topology) -> tuple[AttachmentLine, ...]:
    """The attachments of all transit gateways."""
    return tuple(
        AttachmentLine(id, vpc, subnets[0].row, tuple(subnet.zone for subnet in subnets))
        for id in topology.of(Category.TRANSIT_GATEWAY)
        for vpc, subnets in attachments(topology, id).items()
        if subnets
    )


@dataclass(frozen=True, slots=True)
class ReachLine:
    """One network reaches another over gateways, by component; `by` is empty where none is on the way.

    `open`: a gateway that another team runs decides on it.
    """

    source: str
    target: str
    by: tuple[str, ...]
    open: bool = False


def reach(topology: Topology) -> tuple[ReachLine, ...]:
    """Which VPC reaches which VPC, private network and the internet, and over what."""
    if not topology.of(*JOINING, *PRIVATE_CONNECTIONS):
        return ()
    ends = (*topology.vpcs, *connected_networks(topology), INTERNET)
    found = (
        _reached(topology, source, target) for source in topology.vpcs for target in ends if source != target
    )
    return tuple(line for line in found if line is not None)


def _reached(topology: Topology, source: str, target: str) -> ReachLine | None:
    """The gateways by which the first subnet of a VPC that reaches another network does it."""
    starts = [subnet.id for subnet in topology.subnets.values() if subnet.vpc == source]
    ends = [subnet.id for subnet in topology.subnets.values() if subnet.vpc == target] or [target]
    open_: ReachLine | None = None
    for start in starts:
        for end in ends:
            walk = walker(topology).walk(start, end)
            copies = (topology.copies.get(hop) for hop in walk.hops)
            by = tuple(copy.component for copy in copies if copy)
            if walk.carried:
                return ReachLine(source, target, by)
            if walk.refused is not None and walk.refused.cause is Refusal.UNPLACED:
                open_ = open_ or ReachLine(source, target, by, open=True)
    return open_


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """A VPN or Direct Connect: where it leads, whether it has two tunnels, and what else leads there."""

    id: str
    to: str
    tunnels: bool
    others: tuple[str, ...]


def private_connections(topology: Topology) -> tuple[ConnectionLine, ...]:
    """The connections to private networks, with those that carry the traffic where one fails."""
    every = topology.of(*PRIVATE_CONNECTIONS)
    to = {id: topology.components[id].leads_to or "" for id in every}
    return tuple(
        ConnectionLine(
            id,
            to[id],
            topology.components[id].category is Category.VPN,
            tuple(other for other in every if to[other] == to[id] and other != id),
        )
        for id in every
    )
