"""The VPCs and subnets of a plan as those of a model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from ipaddress import IPv4Network

from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.naming import free
from archgen.terraform_plan.resources.observed import Observed, SeenComponent, SeenNetwork, SeenSubnet


def vpc_ids(observed: Observed) -> Iterator[tuple[str, str]]:
    """An id for each VPC, by its address, where a region has several or one has more than one block."""
    counted = Counter(network.region for network in observed.networks)
    placed = {subnet.region for subnet in observed.subnets}
    several = any(count > 1 for count in counted.values())
    if not (several or any(n.more or n.ipv6 for n in observed.networks)):
        return
    taken = set(counted) | {subnet.zone for subnet in observed.subnets}
    for network in observed.networks:
        if network.region in placed:
            id = free(network.id.removesuffix(f"-{network.account}"), taken)
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
    return min(IPv4Network(subnet.cidr or "0.0.0.0/0", strict=False) for subnet in subnets)


def merged_gateways(
    components: Iterable[SeenComponent], subnets: Mapping[str, SeenSubnet]
) -> Iterator[SeenComponent]:
    """NAT gateways of one row are one component."""
    nats: dict[tuple[str | None, str, bool], list[SeenComponent]] = {}
    for component in components:
        if component.category is not Category.NAT_GATEWAY:
            yield component
            continue
        rows = sorted({subnets[address].row for address in component.subnets if address in subnets})
        private = bool(component.fields.get("private"))
        nats.setdefault((component.region, rows[0] if rows else "", private), []).append(component)
    for same in nats.values():
        places = tuple(place for nat in same for place in nat.subnets)
        addresses = tuple(dict.fromkeys(nat.address for nat in same))
        yield replace(
            same[0],
            addresses=addresses,
            subnets=places,
            gap=next((nat.gap for nat in same if nat.gap), None),
            unknown=tuple(dict.fromkeys(name for nat in same for name in nat.unknown)),
        )
