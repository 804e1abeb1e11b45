"""AG301 public-subnet-without-gateway: public subnets in a VPC without an internet gateway.

A subnet is public because of its default route to an internet gateway. Without one, nothing in it is
reachable from the internet or can reach it, and a NAT gateway in it has no route out.

Add a component of kind `internet-gateway`: one is created in the VPC of each region. Empty subnets are
not checked.

```yaml bad
components:
  igw: null
connections-: [cdn -> igw -> web-lb]
connections+:
  - cdn -> web-lb: 443
```

```yaml good
connections-: [cdn -> igw -> web-lb]
connections+:
  - cdn -> web-lb: 443
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed, row
from archgen.lint.rules.ways import added_in, used_rows
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG301"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG305", "AG312")
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: enable internet access for a VPC using an internet gateway",)


def faults(topology: Topology) -> Iterator[Fault]:
    """One for all rows and regions: one gateway fixes it."""
    regions: dict[str, None] = {}
    rows: dict[str, None] = {}
    for vpc in topology.vpcs:
        if topology.internet_gateway(vpc) is None:
            for id in used_rows(topology, vpc, "public"):
                regions[vpc] = rows[id] = None
    if not rows:
        return
    first, *others = rows
    vpcs = (
        Phrase("the VPC in {regions} has", regions=listed(regions))
        if len(regions) == 1
        else Phrase("the VPCs in {regions} have", regions=listed(regions))
    )
    inside = [copy.component for copy in topology.copies.values() if copy.row in rows]
    yield Fault(
        ("subnets", first, "access"),
        Phrase(
            "the subnets of {rows} are public, and {vpcs} no internet gateway to route to; add one",
            rows=listed(rows),
            vpcs=vpcs,
        ),
        related=tuple(Place(("subnets", id, "access"), Phrase("public too")) for id in others),
        help=added_in(topology, Category.INTERNET_GATEWAY, "igw"),
        subjects=(*(row(id) for id in rows), *dict.fromkeys(inside)),
    )
