"""Blocks of addresses: which slot of its VPC each subnet gets.

The slot of a subnet is `row * 8 + zone`, and a slot is a block of the VPC's prefix + 6, so that appending a
row or a zone moves nothing. Pinned blocks stand as they are, and the others go around them. Each block of a
VPC has slots of its own, for the rows that are taken from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Interface, IPv4Network
from typing import NamedTuple

from archgen.model.architecture import Subnets

ROWS = 8
ZONES = 8
SLOTS = ROWS * ZONES


class Allocation(NamedTuple):
    """The block of one subnet: `slot` is None where the file pins it, `written` is what the file says."""

    network: IPv4Network
    slot: int | None = None
    written: IPv4Interface | None = None


def allocations(
    region: str, zones: Sequence[str], block_of_vpc: IPv4Network, rows: Mapping[str, Subnets]
) -> dict[tuple[str, str], Allocation]:
    """The block of each (row, zone) among the rows that are taken from one block of a VPC."""
    found: dict[tuple[str, str], Allocation] = {}
    own = {row: row_zones(subnets, zones) for row, subnets in rows.items()}
    for row, subnets in rows.items():
        for zone, cidr in zip(own[row], pinned(subnets, region), strict=False):
            found[row, zone] = Allocation(cidr.network, None, cidr)
    wanted = {
        (row, zone): slot * ZONES + index if index < ZONES else SLOTS
        for row, slot in slots(rows).items()
        for index, zone in enumerate(zones)
        if (row, zone) not in found and zone in own[row]
    }
    vpc, reserved = block_of_vpc, set(wanted.values())
    blocked = {slot for allocation in found.values() for slot in _overlapped(vpc, allocation.network)}
    free = (slot for slot in range(SLOTS) if slot not in reserved and slot not in blocked)
    for key, slot in wanted.items():
        chosen = slot if slot < SLOTS and slot not in blocked else next(free, slot)
        found[key] = Allocation(block(vpc, chosen), chosen)
    return found


def _overlapped(vpc: IPv4Network, network: IPv4Network) -> range:
    """The slots that a block reaches into."""
    size = 2 ** (32 - min(vpc.prefixlen + 6, 32))
    start = int(network.network_address) - int(vpc.network_address)
    last = (start + network.num_addresses - 1) // size
    return range(max(start // size, 0), min(last + 1, SLOTS))


def row_zones(subnets: Subnets, zones: Sequence[str]) -> tuple[str, ...]:
    """The zones of a VPC in which a row has subnets."""
    return tuple(zone for zone in zones if subnets.zones is None or zone in subnets.zones)


def pinned(subnets: Subnets, region: str) -> tuple[IPv4Interface, ...]:
    """The blocks that the file pins for a row in one region, zone by zone."""
    return subnets.cidrs.get(region, subnets.cidrs.get("", ()))


def slots(rows: Mapping[str, Subnets]) -> dict[str, int]:
    """The slot of each row: the one that it says, else the next that no row says."""
    said = {subnets.slot for subnets in rows.values()}
    places = (place for place in range(len(rows) + ROWS) if place not in said)
    return {row: next(places) if subnets.slot is None else subnets.slot for row, subnets in rows.items()}


def block(vpc: IPv4Network, slot: int) -> IPv4Network:
    """The block in a slot of the VPC; beyond the last slot it lies outside the VPC."""
    prefix = min(vpc.prefixlen + 6, 32)
    first = int(vpc.network_address) + slot * 2 ** (32 - prefix)
    return IPv4Network((first % 2**32, prefix))
