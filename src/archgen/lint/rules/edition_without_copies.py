"""AG226 edition-without-copies: a standby or replica that the database's edition does not support.

Only the Enterprise Editions of Oracle and SQL Server have read replicas, and those of SQL Server stay in
one region. SQL Server Express has no standby either, and only MySQL and PostgreSQL have Multi-AZ DB clusters.

Use another edition, or a standby (`multi_az: true`) instead of replicas.

```yaml bad
# maybe AG414
components:
  orders: {engine: oracle-se2, read_replicas: 1}
```

```yaml bad
# maybe AG414
components:
  orders: {engine: sqlserver-ex, read_replicas: 0}
```

```yaml bad
# maybe AG414, AG516, AG229
regions:
  eu-west-1: {zones: [eu-west-1a, eu-west-1b], cidr: 10.1.0.0/16}
components:
  orders: {engine: sqlserver-ee, replica_regions: [eu-west-1]}
```

```yaml bad
# maybe AG414, AG231
components:
  orders: {engine: mariadb, multi_az: cluster, read_replicas: null}
```

```yaml good
# maybe AG414
components:
  orders: {engine: sqlserver-se, read_replicas: 0}
connections-: [app -> orders]
connections+: [app -> orders]
```

```yaml good
connections-: [app -> orders]
connections+: [app -> orders]
components:
  orders: {engine: oracle-ee}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import Category
from archgen.model.kinds.database import Relational
from archgen.topology.graph import Topology

CODE = "AG226"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG222", "AG231")
REFERENCES = (
    "Amazon RDS User Guide: requirements and considerations for RDS for Oracle replicas",
    "Amazon RDS User Guide: read replica limitations with SQL Server",
    "Amazon RDS User Guide: Multi-AZ deployments for Microsoft SQL Server",
    "Amazon RDS User Guide: limitations of Multi-AZ DB clusters",
)
_NO_STANDBY = ("sqlserver-ex",)
_CLUSTERED = ("mysql", "postgres")
_ENTERPRISE = {
    "oracle-se2": "oracle-ee",
    "sqlserver-ex": "sqlserver-ee",
    "sqlserver-web": "sqlserver-ee",
    "sqlserver-se": "sqlserver-ee",
}
"""The edition that has read replicas, for each that has none."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each database with a copy that there cannot be."""
    for id in topology.of(Category.DATABASE):
        component = topology.components[id]
        if not isinstance(component, Relational):
            continue
        engine = component.engine
        if component.has_readable_standbys and engine not in _CLUSTERED:
            lacks = Phrase("no Multi-AZ DB clusters; use `multi_az: true`")
            yield _fault(component, id, "multi_az", lacks)
            continue
        if component.multi_az and engine in _NO_STANDBY:
            yield _fault(component, id, "multi_az", Phrase("no standby; use `sqlserver-se`"))
        if component.read_replicas and engine in _ENTERPRISE:
            yield _fault(
                component,
                id,
                "read_replicas",
                Phrase("no read replicas; use `{edition}`", edition=_ENTERPRISE[engine]),
            )
        if component.replica_regions and engine.startswith("sqlserver"):
            yield _fault(component, id, "replica_regions", Phrase("no replicas in other regions"))
        elif component.replica_regions and engine in _ENTERPRISE:
            yield _fault(
                component,
                id,
                "replica_regions",
                Phrase("no replicas; use `{edition}`", edition=_ENTERPRISE[engine]),
            )


def _fault(component: Relational, id: str, field: str, lacks: str) -> Fault:
    return Fault(
        ("components", id, field),
        Phrase(
            "{id} asks for `{field}`, and {engine} has {lacks}",
            id=id,
            field=field,
            engine=component.engine,
            lacks=lacks,
        ),
        related=(Place(("components", id, "engine"), Phrase("this edition")),),
    )
