"""Blocks of addresses: which slot of the VPC each subnet gets.

The slot of a subnet is `row * 8 + zone`, and a slot is a block of the VPC's prefix + 6, so that appending a
row or a zone moves nothing. Pinned blocks stand as they are, and the others go around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Interface, IPv4Network
from typing import NamedTuple

from archgen.model import Region, Subnets

ROWS = 8
ZONES = 8


class Allocation(NamedTuple):
    """The block of one subnet: `slot` is None where the file pins it, `written` is what the file says."""

    network: IPv4Network
    slot: int | None = None
    written: IPv4Interface | None = None


def allocations(region: str, place: Region, rows: Mapping[str, Subnets]) -> dict[tuple[str, str], Allocation]:
    """The block of each (row, zone) of one region."""
    found: dict[tuple[str, str], Allocation] = {}
    for row, subnets in rows.items():
        for zone, cidr in zip(place.zones, pinned(subnets, region), strict=False):
            found[row, zone] = Allocation(cidr.network, None, cidr)
    taken = [allocation.network for allocation in found.values()]
    wanted = {
        (row, zone): slot * ZONES + index
        for row, slot in slots(rows).items()
        for index, zone in enumerate(place.zones)
        if (row, zone) not in found
    }
    reserved = set(wanted.values())
    for key, slot in wanted.items():
        free = _free(place.cidr.network, slot, taken, reserved)
        network = block(place.cidr.network, free)
        found[key] = Allocation(network, free)
        if free != slot:
            taken.append(network)
    return found


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


def _free(vpc: IPv4Network, slot: int, taken: list[IPv4Network], reserved: set[int]) -> int:
    for candidate in _candidates(slot, reserved):
        if not any(block(vpc, candidate).overlaps(network) for network in taken):
            return candidate
    return slot


def _candidates(slot: int, reserved: set[int]) -> Iterator[int]:
    if slot < ROWS * ZONES:
        yield slot
    yield from (other for other in range(ROWS * ZONES) if other not in reserved)
