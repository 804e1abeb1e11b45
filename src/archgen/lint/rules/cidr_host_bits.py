"""AG105 cidr-host-bits: a block with host bits.

`10.0.1.5/24` is an address where a block is meant. AWS stores the block, `10.0.1.0/24`: the file and AWS
differ, and Terraform shows a change in each plan.

Write the block's first address.

```yaml bad
regions:
  us-east-1: {cidr: 10.0.0.1/16}
```

```yaml good
components:
  partners: {cidrs: [203.0.113.0/24]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Interface

from archgen.findings import Route, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG105"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "Terraform and AWS keep the network address of a block, so a plan has no host bits"
BREAKS_PATHS = True
REFERENCES = ("Amazon EC2 API Reference: CreateVpc, CreateSubnet",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each block that is written with an address inside it."""
    for route, written in _written(topology):
        if written.ip != written.network.network_address:
            message = Phrase(
                "{written} has host bits set, and AWS stores {network}; write {network}",
                written=written,
                network=written.network,
            )
            yield Fault(route, message, help=Phrase("write `{network}`", network=written.network))


def _written(topology: Topology) -> Iterator[tuple[Route, IPv4Interface]]:
    for place in topology.vpcs.values():
        for index, block in enumerate(place.written):
            yield place.route(index), block
    for row, given in topology.architecture.subnets.items():
        for region, cidrs in given.cidrs.items():
            for index, cidr in enumerate(cidrs):
                yield ("subnets", row, "cidrs", *((region,) if region else ()), index), cidr
    for id in topology.of(Category.EXTERNAL):
        for index, cidr in enumerate(topology.components[id].written_blocks):
            yield ("components", id, "cidrs", index), cidr
