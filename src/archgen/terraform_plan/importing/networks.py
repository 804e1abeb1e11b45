"""The VPCs and subnets of a plan as those of a model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from ipaddress import IPv4Network

from archgen.terraform_plan.resources.naming import free
from archgen.terraform_plan.resources.observed import Observed, SeenNetwork, SeenSubnet


def vpc_ids(observed: Observed) -> Iterator[tuple[str, str]]:
    """An id for each VPC, by its address, where a region has several or one has secondary blocks."""
    counted = Counter(network.region for network in observed.networks)
    placed = {subnet.region for subnet in observed.subnets}
    if not (any(n.more for n in observed.networks) or any(count > 1 for count in counted.values())):
        return
    taken = set(counted) | {subnet.zone for subnet in observed.subnets}
    for network in observed.networks:
        if network.region in placed:
            id = free(network.id, taken)
            taken.add(id)
            yield network.address, id


def first_networks(observed: Observed) -> Iterator[tuple[str, SeenNetwork]]:
    """The VPC of each region that most subnets are in."""
    counted = Counter(subnet.network for subnet in observed.subnets)
    regions = dict.fromkeys(network.region for network in observed.networks)
    for region in regions:
        here = [network for network in observed.networks if network.region == region]
        yield region, max(here, key=lambda network: counted[network.address])


def access_of(subnets: list[SeenSubnet]) -> str:
    """What most of a row are; where one of them differs, what that one is: it is the one to speak of."""
    counted = Counter(subnet.access for subnet in subnets).most_common()
    return counted[-1][0] if len(counted) > 1 else counted[0][0]


def lowest_block(subnets: list[SeenSubnet]) -> IPv4Network:
    return min(IPv4Network(subnet.cidr, strict=False) for subnet in subnets)
