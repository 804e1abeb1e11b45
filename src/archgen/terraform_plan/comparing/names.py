"""What a model calls the VPCs of a plan, and the gateways that its subnets route to."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.model.kinds import Copy
from archgen.model.kinds.category import TRANSLATING
from archgen.terraform_plan.importing.crossings import Crossings
from archgen.terraform_plan.resources.observed import Observed, SeenComponent, SeenSubnet
from archgen.topology.graph import Topology


class Names:
    """The model's names for networks of a plan that was made of it."""

    def __init__(self, topology: Topology, observed: Observed) -> None:
        self.topology = topology
        self.zones = {subnet.address: subnet.zone for subnet in observed.subnets}
        self.vpcs = dict(_vpcs(topology, observed))
        self.components = {a: each for each in observed.components for a in each.addresses}
        ids = {address: each.id for address, each in self.components.items()}
        self.crossings = Crossings(observed, ids, lambda address: self.vpcs.get(address or ""))

    def default_route(self, subnet: SeenSubnet) -> str:
        """What the default route of a subnet leads to: a copy of the model, or a word for its sort."""
        if subnet.leads is None:
            return "none"
        address = self.crossings.default_gateway(subnet)
        return self.copy(self.components[address], subnet) if address else subnet.leads

    def copy(self, gateway: SeenComponent, subnet: SeenSubnet | None = None) -> str:
        """The copy of the model that a gateway is: in the same zone, else of the same VPC, else region."""
        zones = [self.zones[place] for place in gateway.subnets if place in self.zones]
        zone = zones[0] if gateway.category in TRANSLATING and zones else subnet.zone if subnet else None
        vpc = self.vpcs.get((subnet.network if subnet else gateway.network) or "")
        copies = self.topology.copies_of(gateway.id) if gateway.id in self.topology.components else ()
        for alike in (_in_zone, _in_vpc, _in_region):
            for copy in copies:
                if alike(copy, zone, vpc, gateway.region):
                    return copy.id
        return f"{gateway.id}@{zone if gateway.category in TRANSLATING and zone else gateway.region}"


def _in_zone(copy: Copy, zone: str | None, vpc: str | None, region: str | None) -> bool:
    return copy.zone is not None and copy.zone == zone


def _in_vpc(copy: Copy, zone: str | None, vpc: str | None, region: str | None) -> bool:
    return copy.zone is None and copy.vpc is not None and copy.vpc == vpc


def _in_region(copy: Copy, zone: str | None, vpc: str | None, region: str | None) -> bool:
    return copy.zone is None and copy.region == region


def _vpcs(topology: Topology, observed: Observed) -> Iterator[tuple[str, str]]:
    """The model's id of each VPC: by region and block, else the only one of its region."""
    for network in observed.networks:
        here = [vpc for vpc in topology.vpcs.values() if vpc.region == network.region]
        same = [vpc.id for vpc in here if str(vpc.cidr) == network.cidr]
        alone = sum(other.region == network.region for other in observed.networks) == 1
        if same or (len(here) == 1 and alone):
            yield network.address, same[0] if same else here[0].id
