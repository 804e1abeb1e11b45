"""AG101 vpc-cidr-size: a VPC block outside /16 to /28.

AWS refuses a VPC whose block is larger than a /16 (65,536 addresses) or smaller than a /28 (16). With
archgen's allocation (a subnet is 1/64 of the VPC) anything smaller than a /22 gives subnets that AWS
refuses too; see [subnet-cidr-size](subnet-cidr-size.md).

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
from archgen.topology.graph import Topology, VpcPlace

CODE = "AG101"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG102", "AG108", "AG109", "AG110")
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: VPC CIDR blocks",)
LARGEST, SMALLEST = 16, 28


def faults(topology: Topology) -> Iterator[Fault]:
    """Each region whose block AWS would refuse."""
    for vpc in topology.vpcs.values():
        for index, block in enumerate(vpc.blocks):
            if not LARGEST <= block.prefixlen <= SMALLEST:
                yield _fault(topology, vpc, index)


def _fault(topology: Topology, vpc: VpcPlace, index: int) -> Fault:
    block = vpc.blocks[index]
    length = LARGEST if block.prefixlen < LARGEST else 22
    size = Phrase("larger than a /16") if block.prefixlen < LARGEST else Phrase("smaller than a /28")
    text = "{written} is {size}, so AWS refuses {vpc}"
    if not vpc.declared:
        text = "{written} is {size}, so AWS refuses the VPC in {region}"
    named = {"vpc": vpc.id} if vpc.declared else {"region": vpc.id}
    what = Phrase(text, written=vpc.written[index], size=size, **named)
    edit = Phrase("cidr: {network_address}/{block}", network_address=block.network_address, block=length)
    return Fault(
        vpc.route(index),
        Phrase("{what}; choose a block from /16 to /22", what=what),
        help=written(vpc.id, edit, of=vpc.key),
        subjects=(vpc.id, *(row(id) for id, known in topology.rows.items() if vpc.id in known.vpcs)),
    )
