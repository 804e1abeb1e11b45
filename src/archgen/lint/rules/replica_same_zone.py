"""AG220 replica-same-zone: a database or cache whose replicas are all in its primary's zone.

Replicas in the primary's own zone fail with it: they add read capacity, but no availability.

Use a second zone: remove `zones`, or add another zone.

```yaml bad
components:
  cache: {kind: elasticache, subnets: db, replicas: 2, zones: [us-east-1a]}
connections+: [app -> cache]
```

```yaml good
components:
  cache: {kind: elasticache, subnets: db, replicas: 2}
connections+: [app -> cache]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.standing import zones_route
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG220"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG224", "AG225")
BREAKS_PATHS = True
REFERENCES = ("REL10 Deploy the workload to multiple locations",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each database whose copies are all where its primary is."""
    for id in topology.of(Category.DATABASE, Category.DATABASE_CLUSTER, Category.CACHE):
        copies = topology.copies_of(id)
        if any(copy.zone != copies[0].zone for copy in copies) or not any(copy.role for copy in copies):
            continue
        named = topology.components[id].zones is not None
        region = copies[0].region or ""
        yield Fault(
            zones_route(topology, id) if named else ("components", id, "kind"),
            Phrase(
                "every copy of {id} is in {zone}, its primary's zone; use a second zone",
                id=id,
                zone=copies[0].zone,
            ),
            related=(Place(("regions", region, "zones"), Phrase("the zones of {region}", region=region)),),
            subjects=(id, region),
        )
