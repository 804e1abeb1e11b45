"""Where blocks of addresses are said in the file, and what takes addresses in a subnet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.findings import Route
from archgen.model.kinds import Group
from archgen.topology.failures.free_addresses import PER_LOAD_BALANCER, usable
from archgen.topology.graph import Subnet, Topology

__all__ = ["PER_LOAD_BALANCER", "block_route", "demands", "usable"]


def block_route(topology: Topology, subnet: Subnet) -> Route:
    """What gives a subnet its block: the pin, the row's slot, or the VPC's block."""
    given = topology.architecture.subnets[subnet.row]
    own = [s.zone for s in topology.subnets.values() if s.row == subnet.row and s.vpc == subnet.vpc]
    index = own.index(subnet.zone)
    if subnet.slot is None:
        inner: Route = (index,) if "" in given.cidrs else (subnet.region, index)
        return ("subnets", subnet.row, "cidrs", *inner)
    if given.slot is not None:
        return ("subnets", subnet.row, "slot")
    return ("subnets", subnet.row)


def demands(topology: Topology) -> dict[str, dict[str, int]]:
    """For each subnet the addresses that each of its components needs there at the worst."""
    found: dict[str, dict[str, int]] = {}
    for id, copy_row, zone, count in _demands(topology):
        needs = found.setdefault(f"{copy_row}@{zone}", {})
        needs[id] = needs.get(id, 0) + count
    return found


def _demands(topology: Topology) -> Iterator[tuple[str, str, str, int]]:
    for copy in topology.copies.values():
        if copy.row is None:
            continue
        component = topology.components[copy.component]
        zones = len({zone for mate in topology.copies_of(copy.component, copy.region) for zone in mate.zones})
        for zone in copy.zones:
            yield copy.component, copy.row, zone, _share(component, zones)


def _share(component: Any, zones: int) -> int:
    """What one zone takes: of a group, its largest share after one of its zones is lost."""
    if isinstance(component, Group):
        return -(-component.capacity.max // max(zones - 1, 1))
    return PER_LOAD_BALANCER if component.is_load_balancer else 1
