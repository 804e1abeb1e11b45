"""AG217 database-subnets-single-zone: database subnets in fewer than two zones.

AWS refuses a DB subnet group whose subnets are in fewer than two zones of the region, even for a database
without a standby.

Remove `zones` from the database, or name two. The first is the primary's.

```yaml bad
components:
  orders: {zones: [us-east-1a]}
```

```yaml good
components:
  orders: {zones: [us-east-1b, us-east-1a]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.lint.rules.standing import zones_route
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG217"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG220", "AG223", "AG225")
BREAKS_PATHS = True
REFERENCES = ("Amazon RDS User Guide: working with DB subnet groups",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each database that may use one zone of a region that has more."""
    for id in topology.of(Category.DATABASE, Category.DATABASE_CLUSTER):
        component = topology.components[id]
        for place in topology.regions.values():
            zones = dict.fromkeys(place.zones)
            own = [zone for zone in zones if component.zones is None or zone in component.zones]
            if len(zones) < 2 or len(own) > 1 or not topology.copies_of(id, place.name):
                continue
            yield Fault(
                zones_route(topology, id),
                Phrase(
                    "{id} may use only {own}, and AWS requires subnets in two zones of {place}; remove "
                    "`zones`, or add another zone",
                    id=id,
                    own=listed(own),
                    place=place.name,
                ),
                help=Phrase("remove `zones` from `components.{id}`", id=id),
            )
