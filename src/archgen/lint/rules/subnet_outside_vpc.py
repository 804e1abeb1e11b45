"""AG103 subnet-outside-vpc: a subnet block outside its VPC's.

AWS refuses a subnet whose block is not part of the VPC's. A pinned block is outside after a mistyped
octet, or when the VPC's `cidr` changed and the pins did not; an allocated one when all 64 slots are
taken.

Pin blocks inside the VPC's, or remove `cidrs` and let archgen allocate them.

```yaml bad
subnets:
  db: {cidrs: [10.1.0.0/24, 10.1.1.0/24]}
```

```yaml good
subnets:
  db: {cidrs: [10.0.200.0/24, 10.0.201.0/24]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.addresses import block_route
from archgen.lint.rules.fault import Fault, listed
from archgen.topology.graph import Topology

CODE = "AG103"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: subnet CIDR blocks",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each subnet whose block its VPC does not hold."""
    for subnet in topology.subnets.values():
        place = topology.vpcs[subnet.vpc]
        if any(block.supernet_of(subnet.cidr) for block in place.blocks):
            continue
        blocks = listed(map(str, place.blocks))
        what = Phrase("({row}, {zone})", row=subnet.row, zone=subnet.zone)
        if subnet.slot is None:
            message = Phrase(
                "{written} {what} is outside {cidr}, the VPC's block; pin a block inside it"
                if len(place.blocks) == 1
                else "{written} {what} is outside {cidr}, the VPC's blocks; pin a block inside them",
                written=subnet.written,
                what=what,
                cidr=blocks,
            )
        else:
            message = Phrase(
                "{cidr} has no free block for {row} in {zone}; pin smaller ones",
                cidr=place.cidr,
                row=subnet.row,
                zone=subnet.zone,
            )
        label = Phrase("the VPC of {place}", place=place.id)
        related = (Place((place.key, place.id, "cidr"), label),)
        yield Fault(block_route(topology, subnet), message, related=related)
