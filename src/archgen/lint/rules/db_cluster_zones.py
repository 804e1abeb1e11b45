"""AG231 db-cluster-zones: a Multi-AZ DB cluster in subnets of fewer than three zones.

A Multi-AZ DB cluster (`multi_az: cluster`) has a writer and two readable standbys, each in another zone, and
AWS refuses to create one in a subnet group that covers fewer than three.

Give the region a third zone, or the component all three; with two zones, use `multi_az: true`, a database
instance with a standby that does not serve reads.

```yaml bad
components:
  orders: {multi_az: cluster, read_replicas: null}
```

```yaml good
components:
  orders: {multi_az: true}
```

```yaml good
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}
components:
  orders: {multi_az: cluster, read_replicas: null}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.lint.rules.standing import zones_route
from archgen.model.kinds.category import Category
from archgen.model.kinds.database import Relational
from archgen.topology.graph import Topology

CODE = "AG231"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG217", "AG220", "AG225")
BREAKS_PATHS = True
REFERENCES = ("Amazon RDS User Guide: creating a Multi-AZ DB cluster",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each Multi-AZ DB cluster whose instances cannot be in three zones."""
    for id in topology.of(Category.DATABASE):
        component = topology.components[id]
        if not isinstance(component, Relational) or not component.has_readable_standbys:
            continue
        for place in topology.regions.values():
            copies = topology.copies_of(id, place.name)
            zones = sorted({copy.zone for copy in copies if copy.zone})
            if not copies or len(zones) > 2:
                continue
            yield Fault(
                zones_route(topology, id),
                Phrase(
                    "{id} is a Multi-AZ DB cluster, which needs subnets in three zones, and it has them in "
                    "{zones} only; add a zone to {place}, or set `multi_az: true`",
                    id=id,
                    zones=listed(zones),
                    place=place.name,
                ),
                help=Phrase("add a third zone to `regions.{place}`", place=place.name),
            )
