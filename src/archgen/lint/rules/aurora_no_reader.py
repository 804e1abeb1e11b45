"""AG223 aurora-no-reader: Aurora without a reader in another zone.

The storage of an Aurora cluster is in three zones; its instances are where you place them. Without a
reader in another zone there is nothing to promote when the writer's zone fails: a new instance has to be
created, which takes ten minutes or more, if there is capacity. A reader is promoted automatically,
usually within a minute.

Set `read_replicas` to 1 or more (or `multi_az: true`, which asks for one reader).

```yaml bad
# maybe AG516, AG229
components:
  orders:
    kind: aurora
    engine: aurora-postgresql
    multi_az: false
    read_replicas: 0
    replica_regions: [us-west-2]
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
```

```yaml good
components:
  orders: {kind: aurora, engine: aurora-postgresql, multi_az: null, read_replicas: 1}
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

CODE = "AG223"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG225",)
BREAKS_PATHS = True
REFERENCES = ("Security Hub RDS.15", "Amazon Aurora User Guide: high availability for Amazon Aurora")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each cluster whose writer has nobody to take over from another zone of its region."""
    for id in topology.of(Category.DATABASE_CLUSTER):
        component = topology.components[id]
        copies = topology.copies_of(id)
        for writer in (copy for copy in copies if not copy.role):
            mates = [copy for copy in copies if copy.region == writer.region and copy.zone != writer.zone]
            if mates or len(set(topology.regions[writer.region or ""].zones)) < 2:
                continue
            assert isinstance(component, Relational)
            fields = [field for field in ("read_replicas", "multi_az") if field in component.model_fields_set]
            yield Fault(
                ("components", id, fields[0] if fields else "kind"),
                Phrase(
                    "{id} has no reader outside {zone}, its writer's zone; set `read_replicas: 1`",
                    id=id,
                    zone=writer.zone,
                ),
                help=written(id, "read_replicas: 1"),
            )
            break
