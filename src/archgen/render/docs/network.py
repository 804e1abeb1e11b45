"""The network plan: blocks and routes of every subnet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archgen.topology.graph import Access, Subnet, Topology, VpcPlace

RESERVED = 5
"""Addresses that AWS keeps in each subnet (Amazon VPC User Guide, subnet CIDR blocks)."""
ENTIRE = "0.0.0.0/0"


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
    return RegionPlan(place.id, place.zones, str(place.cidr), subnets)


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
    """What its route table holds beside the VPC's own block: gateway endpoints, then the default route."""
    for id in topology.of_kind("vpc-endpoint"):
        if topology.components[id].subnets is None:
            for copy in topology.copies_of(id, subnet.region):
                yield RouteLine(str(getattr(topology.components[id], "service", "")), copy.id)
    gateway = topology.default_route(subnet)
    if gateway is not None:
        yield RouteLine(ENTIRE, gateway.id)
