"""AG221 replica-source-without-backups: read replicas of a source that keeps no backups.

RDS creates a read replica from a snapshot, and refuses to create one of an instance with automatic
backups turned off. (Aurora always keeps them, and refuses 0 days.)

Set `backup_retention_days` to 1 or more; the default is 7.

```yaml bad
components:
  orders: {backup_retention_days: 0}
```

```yaml good
components:
  orders: {backup_retention_days: 14}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.model.kinds.category import Category
from archgen.model.kinds.database import Relational
from archgen.topology.graph import Topology

CODE = "AG221"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG412",)
REFERENCES = ("Amazon RDS User Guide: working with DB instance read replicas",)

DAYS = "backup_retention_days: 7"


def faults(topology: Topology) -> Iterator[Fault]:
    """Each database that is copied, and keeps no backups to copy from."""
    for id in topology.of(Category.DATABASE, Category.DATABASE_CLUSTER):
        component = topology.components[id]
        if not isinstance(component, Relational) or component.backup_retention_days > 0:
            continue
        field = "read_replicas" if component.read_replicas else "replica_regions"
        at = ("components", id, "backup_retention_days")
        if component.category is Category.DATABASE_CLUSTER:
            message = Phrase("{id} keeps no backups, and Aurora requires them", id=id)
            yield Fault(
                at,
                Phrase("{message}; set `backup_retention_days` to 1 or more", message=message),
                help=written(id, DAYS),
            )
        elif component.has_readable_standbys:
            message = Phrase("{id} keeps no backups, and a Multi-AZ DB cluster requires them", id=id)
            yield Fault(
                at,
                Phrase("{message}; set `backup_retention_days` to 1 or more", message=message),
                help=written(id, DAYS),
            )
        elif component.value_of(field):
            yield Fault(
                at,
                Phrase(
                    "{id} keeps no backups, and RDS creates read replicas from a backup; set "
                    "`backup_retention_days` to 1 or more",
                    id=id,
                ),
                related=(Place(("components", id, field), Phrase("is created from a backup")),),
                help=written(id, DAYS),
            )
