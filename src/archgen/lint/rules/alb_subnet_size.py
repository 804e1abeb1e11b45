"""AG109 alb-subnet-size: a load balancer in subnets smaller than a /27.

A load balancer grows by taking addresses in its subnets. AWS requires at least a /27 with 8 free
addresses in each; with fewer it may not scale, and cannot be created at all. The finding is an error
where the other components of the subnet leave fewer than 8.

Pin larger blocks for these subnets, choose a larger `cidr` for the VPC, or move the load balancer to
other subnets.

```yaml bad
subnets:
  edge: {access: public, cidrs: [10.0.200.0/28, 10.0.201.0/28]}
components:
  web-lb: {subnets: edge}
```

```yaml good
subnets:
  edge: {access: public, cidrs: [10.0.200.0/26, 10.0.201.0/26]}
components:
  web-lb: {subnets: edge}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.addresses import PER_LOAD_BALANCER, block_route, demands, usable
from archgen.lint.rules.fault import Fault, row
from archgen.model.kinds.category import Category
from archgen.topology.graph import Subnet, Topology

CODE = "AG109"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG108",)
BREAKS_PATHS = True
REFERENCES = ("Elastic Load Balancing User Guide: subnets for your Application Load Balancer",)
LONGEST, USABLE = 27, 27
"""The longest prefix, and how many addresses it leaves: 32, of which AWS reserves five."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each load balancer, with the tightest of its subnets."""
    if all(subnet.cidr.prefixlen <= LONGEST for subnet in topology.subnets.values()):
        return
    needs = demands(topology)
    for id in topology.of(Category.APPLICATION_BALANCER, Category.NETWORK_BALANCER):
        small = [
            subnet
            for copy in topology.copies_of(id)
            for zone in copy.zones
            if (subnet := topology.subnets[f"{copy.row}@{zone}"]).cidr.prefixlen > LONGEST
        ]
        if small:
            yield _fault(topology, id, min(small, key=lambda subnet: _left(subnet, id, needs)), needs)


def _left(subnet: Subnet, id: str, needs: dict[str, dict[str, int]]) -> int:
    others = sum(count for other, count in needs[subnet.id].items() if other != id)
    return usable(subnet) - others


def _is_enough(needs: dict[str, int]) -> bool:
    """Whether a /27, which this rule asks for, has room for twice what the subnet needs."""
    return sum(needs.values()) <= USABLE // 2


def _fault(topology: Topology, id: str, subnet: Subnet, needs: dict[str, dict[str, int]]) -> Fault:
    left = _left(subnet, id, needs)
    short = left < PER_LOAD_BALANCER
    wants = (
        Phrase("leaves it {left} of the 8 addresses that it needs", left=max(left, 0))
        if short
        else Phrase("is smaller than a /27")
    )
    return Fault(
        ("components", id, "subnets"),
        Phrase(
            "{id} is in {row}, where {cidr} ({zone}) {wants}; use larger blocks for {row}",
            id=id,
            row=subnet.row,
            cidr=subnet.cidr,
            zone=subnet.zone,
            wants=wants,
        ),
        severity=Severity.ERROR if short else None,
        related=(Place(block_route(topology, subnet), f"{subnet.cidr}", key=subnet.slot is not None),),
        subjects=(id, row(subnet.row)) if _is_enough(needs[subnet.id]) else (id,),
    )
