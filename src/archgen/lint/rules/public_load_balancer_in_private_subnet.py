"""AG306 public-load-balancer-in-private-subnet: an internet-facing one that the internet cannot reach.

An internet-facing load balancer gets public addresses, but its subnets have no route from the internet
gateway: responses never leave, and clients time out.

Move it to public subnets, or make it internal. CloudFront reaches an internal one in private subnets as a
VPC origin.

```yaml bad
components:
  app-lb: {scheme: internet-facing}
```

```yaml good
components:
  app-lb: {scheme: internal}
```

```yaml good
components:
  web-lb: {scheme: internet-facing}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG306"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312",)
BREAKS_PATHS = True
REFERENCES = ("Application Load Balancers User Guide: subnets for your load balancer",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each internet-facing load balancer in subnets that are not public."""
    public = next((id for id, row in topology.rows.items() if row.access == "public"), None)
    for id in topology.of(Category.APPLICATION_BALANCER, Category.NETWORK_BALANCER):
        row = topology.components[id].subnets
        if topology.scheme(id) != "internet-facing" or not row or topology.rows[row].access == "public":
            continue
        access = topology.rows[row].access
        way_out = (
            Phrase("move it to {public}, or make it internal", public=public)
            if public
            else Phrase("make it internal")
        )
        yield Fault(
            ("components", id, "scheme"),
            Phrase(
                "{id} is internet-facing in {row}, which is {access}: the internet cannot reach it; "
                "{way_out}",
                id=id,
                row=row,
                access=access,
                way_out=way_out,
            ),
            related=(
                Place(("components", id, "subnets"), Phrase("its subnets")),
                Place(("subnets", row, "access"), Phrase("no route to the internet gateway")),
            ),
            help=Phrase(
                "set `subnets: {public}`, or `scheme: internal`, in `components.{id}`", public=public, id=id
            )
            if public
            else written(id, "scheme: internal"),
        )
