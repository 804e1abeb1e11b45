"""AG219 database-no-replica: a database without standby, replica or replica region.

It has a single copy, in one zone. While that zone or its host has failed, the database is down. If its
volume fails, it has to be restored to a point in time, and what was written after that is missing.

Set `multi_az: true` (a standby that takes over automatically), `read_replicas` (readable copies in other
zones), or both. `replica_regions` keeps a copy elsewhere.

```yaml bad
components:
  orders: {multi_az: false, read_replicas: 0}
```

```yaml bad
components:
  orders: {kind: aurora, engine: aurora-postgresql, multi_az: false, read_replicas: 0}
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

CODE = "AG219"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG216", "AG223", "AG225", "AG603")
BREAKS_PATHS = True
REFERENCES = (
    "Security Hub RDS.5",
    "Security Hub RDS.15",
    "REL10 Deploy the workload to multiple locations",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each relational database of which there is one copy."""
    for id in topology.of(Category.DATABASE, Category.DATABASE_CLUSTER):
        component = topology.components[id]
        if not isinstance(component, Relational):
            continue
        if component.standbys or component.readers or component.replica_regions:
            continue
        places = [copy.id.partition("@")[2] for copy in topology.copies_of(id)]
        given = [field for field in ("multi_az", "read_replicas") if field in component.model_fields_set]
        way_out = "read_replicas: 1" if component.category is Category.DATABASE_CLUSTER else "multi_az: true"
        yield Fault(
            ("components", id, given[0] if given else "kind"),
            Phrase(
                "{id} has no replica: its only copy is in {what}; set `{way_out}`",
                id=id,
                what=", ".join(places) or Phrase("no zone"),
                way_out=way_out,
            ),
            help=written(id, way_out),
        )
