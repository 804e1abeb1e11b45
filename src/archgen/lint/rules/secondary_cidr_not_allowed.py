"""AG111 secondary-cidr-not-allowed: a secondary block that AWS does not allow with the primary one.

A VPC takes secondary blocks, but the private ranges restrict each other: with a primary block of 10.0.0.0/8
AWS refuses 172.16.0.0/12, 192.168.0.0/16 and 198.19.0.0/16, and likewise for the other ranges. Blocks of one
VPC must not overlap either.

Take the secondary block from the same range as the primary one, or from 100.64.0.0/10.

```yaml bad
regions: {us-east-1: {cidr: null}}
vpcs:
  main: {region: us-east-1, cidr: [10.0.0.0/16, 172.16.0.0/16]}
```

```yaml good
regions: {us-east-1: {cidr: null}}
vpcs:
  main: {region: us-east-1, cidr: [10.0.0.0/16, 100.64.0.0/16]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology, VpcPlace

CODE = "AG111"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: IPv4 CIDR block association restrictions",)

RESTRICTED = tuple(
    IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16")
)
"""The ranges of which a VPC takes blocks of one only."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each secondary block of another range than the primary one's, or that overlaps one before it."""
    for vpc in topology.vpcs.values():
        for index in range(1, len(vpc.blocks)):
            yield from _second(vpc, index)


def _second(vpc: VpcPlace, index: int) -> Iterator[Fault]:
    block, first = vpc.blocks[index], vpc.blocks[0]
    related = (Place(vpc.route(0), Phrase("the primary block")),)
    taken = next((other for other in vpc.blocks[:index] if other.overlaps(block)), None)
    if taken is not None:
        message = Phrase(
            "{block} overlaps {other}, a block of {vpc} already; use another one",
            block=block,
            other=taken,
            vpc=vpc.id,
        )
        yield Fault(vpc.route(index), message, related=related)
        return
    own = next((each for each in RESTRICTED if each.supernet_of(block)), None)
    if own is not None and not own.supernet_of(first):
        text = (
            "AWS refuses {block} beside {first}, the primary block of {vpc}; use a block of the same range, "
        )
        message = Phrase(text + "or of 100.64.0.0/10", block=block, first=first, vpc=vpc.id)
        yield Fault(vpc.route(index), message, related=related)
