"""AG810 reserved-name: a database name that its engine reserves.

The first database is called as its component, or as `database` says. The engine refuses some names: words of
SQL such as `user` and `order`, and the names of its own databases. Terraform fails at the first apply.

Give the component another id, or write `database: NAME`.

```yaml bad
components:
  orders: null
  order: {kind: rds, subnets: db, engine: postgres, multi_az: true, read_replicas: 1}
connections-: [app -> orders]
connections+:
  - app -> order
```

```yaml good
components:
  orders: null
  order: {kind: rds, subnets: db, engine: postgres, multi_az: true, read_replicas: 1, database: shop}
connections-: [app -> orders]
connections+:
  - app -> order
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.model.kinds.database import Relational
from archgen.topology.graph import Topology

CODE = "AG810"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Amazon RDS API reference: CreateDBInstance, DBName",
    "PostgreSQL documentation: SQL key words",
    "MySQL reference manual: keywords and reserved words",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each database whose first database has a reserved name."""
    for id, component in topology.components.items():
        if not isinstance(component, Relational):
            continue
        name = component.database or id.replace("-", "_")
        if not component.reserves(name):
            continue
        given = component.database is not None
        yield Fault(
            ("components", id, "database") if given else ("components", id),
            Phrase(
                "{id} calls its database {name}, a word that {engine} reserves; choose another name",
                id=id,
                name=name,
                engine=component.engine,
            ),
            key=not given,
            help=written(id, Phrase("database: {name}_data", name=name)),
        )
