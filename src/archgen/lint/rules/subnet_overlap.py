"""AG104 subnet-overlap: two subnet blocks overlap.

AWS refuses a subnet whose block overlaps another one of the same VPC.

Change one of the two pins (or `slot`s), or remove `cidrs` and let archgen allocate around the others.

```yaml bad
subnets:
  app: {cidrs: [10.0.128.0/23, 10.0.130.0/23]}
  db:  {cidrs: [10.0.129.0/24, 10.0.132.0/24]}
```

```yaml good
subnets:
  app: {cidrs: [10.0.128.0/23, 10.0.130.0/23]}
  db:  {cidrs: [10.0.132.0/24, 10.0.133.0/24]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.addresses import block_route
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Subnet, Topology

CODE = "AG104"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: subnet CIDR blocks",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each subnet whose block reaches into another's of its VPC, with the first such."""
    order = {id: index for index, id in enumerate(topology.subnets)}
    for home in dict.fromkeys((s.region, s.vpc) for s in topology.subnets.values()):
        for some, other in _overlaps([s for s in topology.subnets.values() if (s.region, s.vpc) == home]):
            first, second = sorted((some, other), key=lambda subnet: (subnet.slot is None, order[subnet.id]))
            yield Fault(
                block_route(topology, second),
                Phrase(
                    "{block} overlaps {other}; use another block for one of them",
                    block=_named(second),
                    other=_named(first),
                ),
                related=(
                    Place(
                        block_route(topology, first),
                        Phrase("{cidr}, {zone}", cidr=first.cidr, zone=first.zone),
                    ),
                ),
            )


def _overlaps(subnets: list[Subnet]) -> Iterator[tuple[Subnet, Subnet]]:
    """Neighbours by address that overlap: blocks either hold one another or have nothing in common."""
    holders: list[Subnet] = []
    for subnet in sorted(subnets, key=lambda s: (int(s.cidr.network_address), s.cidr.prefixlen)):
        while holders and not holders[-1].cidr.overlaps(subnet.cidr):
            holders.pop()
        if holders:
            yield holders[-1], subnet
        holders.append(subnet)


def _named(subnet: Subnet) -> str:
    return Phrase("{cidr} ({row}, {zone})", cidr=subnet.cidr, row=subnet.row, zone=subnet.zone)


def _first(topology: Topology, subnet: Subnet) -> Place:
    return Place(block_route(topology, subnet), Phrase("{cidr}, {zone}", cidr=subnet.cidr, zone=subnet.zone))
