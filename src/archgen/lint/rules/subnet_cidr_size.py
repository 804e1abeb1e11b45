"""AG102 subnet-cidr-size: a subnet block outside /16 to /28.

AWS refuses a subnet larger than a /16 (65,536 addresses) or smaller than a /28 (16, of which 11 can be
used). A subnet that archgen allocates is 1/64 of its VPC, so a VPC smaller than a /22 has subnets that
AWS refuses.

Pin a block from /16 to /28, or choose a `cidr` of /22 or larger for the VPC.

```yaml bad
subnets:
  db: {cidrs: [10.0.200.0/29, 10.0.201.0/29]}
```

```yaml bad
regions:
  us-east-1: {cidr: 10.0.0.0/24}
```

```yaml good
subnets:
  db: {cidrs: [10.0.200.0/27, 10.0.201.0/27]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.addresses import block_route
from archgen.lint.rules.fault import Fault, row
from archgen.lint.rules.ways import written
from archgen.topology.graph import Topology

CODE = "AG102"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG108", "AG109")
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: subnet CIDR blocks",)
LARGEST, SMALLEST = 16, 28


def faults(topology: Topology) -> Iterator[Fault]:
    """Each pinned block, and each VPC whose shares, AWS would refuse."""
    said: set[str] = set()
    for subnet in topology.subnets.values():
        length = subnet.cidr.prefixlen
        if LARGEST <= length <= SMALLEST or not topology.rows[subnet.row].ipv4:
            continue
        size = Phrase("larger than a /16") if length < LARGEST else Phrase("smaller than a /28")
        if subnet.slot is None:
            message = Phrase(
                "{cidr} ({row}, {zone}) is {size}, so AWS refuses the subnet",
                cidr=subnet.cidr,
                row=subnet.row,
                zone=subnet.zone,
                size=size,
            )
            yield Fault(
                block_route(topology, subnet),
                Phrase("{message}; pin a block from /16 to /28", message=message),
                subjects=(row(subnet.row),),
            )
        elif subnet.vpc not in said:
            said.add(subnet.vpc)
            place = topology.vpcs[subnet.vpc]
            yield Fault(
                place.route(),
                Phrase(
                    "the subnets of {written} are 1/64 of it, /{length}, {size}, so AWS refuses them; "
                    "choose a VPC block from /16 to /22",
                    written=place.written[0],
                    length=length,
                    size=size,
                ),
                help=written(
                    place.id,
                    Phrase(
                        "cidr: {network_address}/{LARGEST}",
                        network_address=place.cidr.network_address,
                        LARGEST=LARGEST,
                    ),
                    of=place.key,
                ),
                subjects=(place.id, *(row(id) for id in topology.rows)),
            )
