"""How many addresses of a subnet are free for the instances of a group."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.model.kinds import Component, Group
from archgen.topology.analysis import computed_once
from archgen.topology.graph import Subnet, Topology

PER_LOAD_BALANCER = 8
"""The free addresses that a load balancer wants in each subnet (Elastic Load Balancing User Guide)."""


def usable(subnet: Subnet) -> int:
    """The addresses of a subnet that AWS does not keep for itself."""
    return max(subnet.cidr.num_addresses - 5, 0)


def free_for(topology: Topology, subnet: Subnet, group: str) -> int:
    """The addresses of a subnet that nothing but this group has while everything runs."""
    taken = _taken(topology).get(subnet.id, {})
    return max(usable(subnet) - sum(count for id, count in taken.items() if id != group), 0)


@computed_once
def _taken(topology: Topology) -> Mapping[str, Mapping[str, int]]:
    """For each subnet the addresses that each component has there."""
    found: dict[str, dict[str, int]] = {}
    for copy in topology.copies.values():
        mates = topology.copies_of(copy.component, copy.region)
        zones = len({zone for mate in mates for zone in mate.zones})
        count = _addresses(topology.components[copy.component], zones)
        for zone in copy.zones if copy.row is not None else ():
            own = found.setdefault(f"{copy.row}@{zone}", {})
            own[copy.component] = own.get(copy.component, 0) + count
    return found


def _addresses(component: Component, zones: int) -> int:
    """What a component has in one of its zones: of a group its share of the instances that always run."""
    if isinstance(component, Group):
        return -(-max(component.capacity.min, 1) // max(zones, 1))
    return PER_LOAD_BALANCER if component.is_load_balancer else 1
