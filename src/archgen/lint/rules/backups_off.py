"""AG412 backups-off: backups or point-in-time recovery are turned off.

A standby and replicas repeat a wrong delete within a second. Only a backup restores what was there
before. Amazon Aurora does not accept a retention of 0 days.

Keep backups for a week or more, and leave `point_in_time_recovery` on.

```yaml bad
components:
  orders: {backup_retention_days: 0, read_replicas: 0}
```

```yaml bad
components:
  sessions: {point_in_time_recovery: false}
```

```yaml good
components:
  orders: {backup_retention_days: 1}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG412"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Security Hub RDS.11",
    "Security Hub DynamoDB.2",
    "REL09 Perform data backup automatically",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each database without backups, and each table that cannot be restored to a second."""
    for id, component in topology.components.items():
        if component.backup_days == 0:
            aurora = component.category is Category.DATABASE_CLUSTER
            what = (
                Phrase("which Amazon Aurora refuses")
                if aurora
                else Phrase("so deleted data cannot be restored")
            )
            yield Fault(
                ("components", id, "backup_retention_days"),
                Phrase("{id} keeps no backups, {what}; keep them for 7 days or more", id=id, what=what),
                severity=Severity.ERROR if aurora else None,
                help=written(id, "backup_retention_days: 7"),
            )
        if not component.is_restorable:
            yield Fault(
                ("components", id, "point_in_time_recovery"),
                Phrase(
                    "{id} cannot be restored to a point in time; leave `point_in_time_recovery` on", id=id
                ),
                help=Phrase("remove `point_in_time_recovery` from `components.{id}`", id=id),
            )
