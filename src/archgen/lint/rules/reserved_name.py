"""AG810 reserved-name: a database name that its engine reserves.

The first database is called as its component, or as `database` says. The engine refuses some names: words of
SQL such as `user` and `order`, and the names of its own databases. Terraform fails at the first apply.

Oracle and Db2 take eight letters and digits, and SQL Server begins without a database. A longer id is
shortened for them; what `database` says has to fit as it is.

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
        given = component.database is not None
        name = component.database or id.replace("-", "_")
        called = component.database_called(name)
        if given and (called or "").lower() != name:
            yield _unfit(id, component, name, called)
        if called is None or not component.reserves(called):
            continue
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


def _unfit(id: str, component: Relational, name: str, called: str | None) -> Fault:
    """A name that AWS gets in another form, or not at all."""
    shorter = Phrase(
        "{id} calls its database {name}, and {engine} takes eight letters and digits; use {called}",
        id=id,
        name=name,
        engine=component.engine,
        called=(called or "").lower(),
    )
    none = Phrase(
        "{id} calls its database {name}, and {engine} begins without one; remove `database`",
        id=id,
        name=name,
        engine=component.engine,
    )
    return Fault(("components", id, "database"), shorter if called else none)
