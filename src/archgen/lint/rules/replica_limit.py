"""AG222 replica-limit: more read replicas than the engine allows.

RDS allows 15 read replicas of a PostgreSQL, MySQL or MariaDB instance, 5 of Oracle and SQL Server, 3 of Db2;
an Aurora cluster has 15 readers at most.

```yaml bad
components:
  orders: {read_replicas: 16}
```

```yaml bad
# maybe AG414
components:
  orders: {engine: sqlserver-ee, read_replicas: 6}
```

```yaml good
components:
  orders: {read_replicas: 15}
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

CODE = "AG222"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Amazon RDS User Guide: working with DB instance read replicas",
    "Amazon Aurora User Guide: replication with Amazon Aurora",
)
LIMITS = {"oracle": 5, "sqlserver": 5, "db2": 3}
USUAL = 15


def faults(topology: Topology) -> Iterator[Fault]:
    """Each database with too many readable copies."""
    for id in topology.of(Category.DATABASE, Category.DATABASE_CLUSTER):
        component = topology.components[id]
        if not isinstance(component, Relational):
            continue
        limit = LIMITS.get(component.engine.partition("-")[0], USUAL)
        if component.read_replicas > limit:
            given = "engine" in component.model_fields_set
            yield Fault(
                ("components", id, "read_replicas"),
                Phrase(
                    "{id} has {read_replicas} read replicas, and {engine} allows {limit}; set "
                    "`read_replicas` to {limit} or fewer",
                    id=id,
                    read_replicas=component.read_replicas,
                    engine=component.engine,
                    limit=limit,
                ),
                related=(Place(("components", id, "engine"), Phrase("allows {limit}", limit=limit)),)
                if given
                else (),
            )
