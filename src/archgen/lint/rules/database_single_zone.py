"""AG216 database-single-zone: a relational database without a standby.

Without a standby a database is down when its zone is: a read replica is promoted manually, and loses what
had not reached it yet. A standby (`multi_az`) has every committed write, and takes over automatically
within one to two minutes. It also shortens maintenance.

Set `multi_az: true`. Aurora has [its own rule](aurora-no-reader.md).

```yaml bad
components:
  orders: {multi_az: false}
```

```yaml good
components:
  orders: {multi_az: true, read_replicas: 0}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.model.kinds.category import Category
from archgen.model.kinds.database import Relational
from archgen.topology.graph import Topology

CODE = "AG216"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG225",)
BREAKS_PATHS = True
REFERENCES = ("Security Hub RDS.5", "Amazon RDS User Guide: Multi-AZ DB instance deployments")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each instance of RDS that nothing stands by."""
    for id in topology.of(Category.DATABASE):
        component = topology.components[id]
        if isinstance(component, Relational) and not component.multi_az:
            replicas = component.read_replicas or component.replica_regions
            instead = (
                Phrase("its read replicas must be promoted manually")
                if replicas
                else Phrase("nothing takes over")
            )
            yield Fault(
                ("components", id, "multi_az" if "multi_az" in component.model_fields_set else "kind"),
                Phrase(
                    "{id} has no standby: if its zone fails, {instead}; set `multi_az: true`",
                    id=id,
                    instead=instead,
                ),
                help=written(id, "multi_az: true"),
            )
