"""AG227 nat-instance-single-zone: private subnets depend on a NAT instance.

A NAT instance is one EC2 instance in one zone. When it or its zone fails, every subnet that routes to it
loses its egress until somebody replaces it or changes the routes. A NAT gateway is redundant within its zone,
and one per zone survives the failure of a zone.

Use a NAT gateway, unless the system can do without egress for an hour.

```yaml bad
subnets:
  app: {via: nat}
components:
  nat: {kind: nat-instance}
```

```yaml good
components:
  nat: {kind: nat-gateway}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed, row
from archgen.lint.rules.ways import used_rows
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG227"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG225",)
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: compare NAT gateways and NAT instances",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each NAT instance that private rows in use route to."""
    for id in topology.of(Category.NAT_INSTANCE):
        copies = {copy.id for copy in topology.copies_of(id)}
        used = {row for vpc in topology.vpcs for row in used_rows(topology, vpc, "private")}
        rows = dict.fromkeys(
            subnet.row
            for subnet in topology.subnets.values()
            if subnet.row in used and (way := topology.default_route(subnet)) and way.id in copies
        )
        if not rows:
            continue
        zone = next(copy.zone for copy in topology.copies_of(id))
        inside = [copy.component for copy in topology.copies.values() if copy.row in rows]
        targets = [c.target for each in inside for c in topology.connections_from(each)]
        yield Fault(
            ("components", id),
            Phrase(
                "{rows} depend on {id}, one instance in {zone}, for egress; use a NAT gateway per zone",
                rows=listed(rows),
                id=id,
                zone=zone,
            ),
            key=True,
            related=tuple(
                Place(("subnets", each, "via"), Phrase("routes to {nat}", nat=id)) for each in rows
            ),
            subjects=(id, *map(row, rows), *dict.fromkeys(inside), *dict.fromkeys(targets)),
        )
