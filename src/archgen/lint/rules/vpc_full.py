"""AG110 vpc-full: no room for one more zone.

A zone added later needs a subnet in each tier. If the VPC's block has no room left (many tiers, pinned
blocks), adding it means moving others, and AWS cannot move a subnet.

Choose a larger `cidr` for the VPC, or pin smaller blocks.

```yaml bad
subnets:
  app: {cidrs: [10.0.0.0/17, 10.0.128.0/18]}
  db: {cidrs: [10.0.192.0/19, 10.0.224.0/20]}
  web: {cidrs: [10.0.240.0/21, 10.0.248.0/21]}
```

```yaml good
subnets:
  db: {cidrs: [10.0.192.0/19, 10.0.224.0/20]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.topology.addressing import allocations
from archgen.topology.graph import Topology

CODE = "AG110"
SEVERITY = Severity.INFO
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "a plan has the subnets that it makes, and no zone to come"
BREAKS_PATHS = True
REFERENCES = ("REL02 Ensure IP subnet allocation accounts for expansion and availability",)
_NEXT = "one more"


def faults(topology: Topology) -> Iterator[Fault]:
    """Each region that cannot grow by a zone."""
    for place in topology.vpcs.values():
        zones = (*dict.fromkeys(place.zones), _NEXT)
        given = topology.architecture.subnets
        own = {
            id: given[id] for id, row in topology.rows.items() if place.id in row.vpcs and not given[id].cidr
        }
        blocks = allocations(place.region, zones, place.cidr, own)
        there = [block.network for (_, zone), block in blocks.items() if zone != _NEXT]
        without = [
            row
            for (row, zone), block in blocks.items()
            if zone == _NEXT
            and not (
                place.cidr.supernet_of(block.network)
                and not any(block.network.overlaps(other) for other in there)
            )
        ]
        if without:
            message = Phrase(
                "{written} has no room for {without} in one more zone of {place}",
                written=place.written[0],
                without=listed(without),
                place=place.id,
            )
            yield Fault(place.route(), Phrase("{message}; choose a larger block", message=message))
