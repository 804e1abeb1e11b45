"""AG101 vpc-cidr-size: a VPC block outside /16 to /28.

AWS refuses to make a VPC whose block is larger than a /16 (65,536 addresses) or smaller than a /28 (16). With
archgen's allocation (a subnet is 1/64 of the VPC) anything smaller than a /22 leaves subnets that AWS refuses
too; [subnet-cidr-size](subnet-cidr-size.md) says so.

Choose a `cidr` from /16 to /22: a /16 gives 64 subnets of 1,019 usable addresses.

```yaml bad
regions:
  us-east-1: {cidr: 10.0.0.0/8}
```

```yaml good
regions:
  us-east-1: {cidr: 10.64.0.0/18}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, row
from archgen.lint.rules.ways import written
from archgen.topology.graph import Topology

CODE = "AG101"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG102", "AG108", "AG109", "AG110")
REFERENCES = ("Amazon VPC User Guide: VPC CIDR blocks",)
LARGEST, SMALLEST = 16, 28


def faults(topology: Topology) -> Iterator[Fault]:
    """Each region whose block AWS would refuse."""
    for region in topology.regions.values():
        length = region.cidr.prefixlen
        if LARGEST <= length <= SMALLEST:
            continue
        block = LARGEST if length < LARGEST else 22
        size = Phrase("larger than a /16") if length < LARGEST else Phrase("smaller than a /28")
        what = Phrase(
            "{written} is {size}, so AWS refuses the VPC in {region}",
            written=region.written,
            size=size,
            region=region.name,
        )
        yield Fault(
            ("regions", region.name, "cidr"),
            Phrase("{what}; choose a block from /16 to /22", what=what),
            help=written(
                region.name,
                Phrase(
                    "cidr: {network_address}/{block}",
                    network_address=region.cidr.network_address,
                    block=block,
                ),
                of="regions",
            ),
            subjects=(region.name, *(row(id) for id in topology.rows)),
        )
