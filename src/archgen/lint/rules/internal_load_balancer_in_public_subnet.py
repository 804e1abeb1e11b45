"""AG307 internal-load-balancer-in-public-subnet: an internal load balancer in public subnets.

It has no public address, so nothing outside reaches it; but one changed field exposes it to the internet,
and it uses addresses of the public subnets.

Move it to private or isolated subnets.

```yaml bad
components:
  app-lb: {subnets: web, scheme: internal}
```

```yaml good
components:
  app-lb: {scheme: internal}
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

CODE = "AG307"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("SEC05 Create network layers",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each internal load balancer in a public row."""
    other = next((id for id, row in topology.rows.items() if row.access != "public"), None)
    for id in topology.of(Category.APPLICATION_BALANCER, Category.NETWORK_BALANCER):
        row = topology.components[id].subnets
        if topology.scheme(id) != "internal" or not row or topology.rows[row].access != "public":
            continue
        where = Phrase("move it to {other}", other=other) if other else Phrase("move it to private subnets")
        yield Fault(
            ("components", id, "subnets"),
            Phrase("{id} is internal and in {row}, which is public; {where}", id=id, row=row, where=where),
            related=(
                Place(("components", id, "scheme"), "internal"),
                Place(("subnets", row, "access"), "public"),
            ),
            help=written(id, f"subnets: {other}") if other else None,
        )
