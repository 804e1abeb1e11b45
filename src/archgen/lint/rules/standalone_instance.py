"""AG214 standalone-instance: a single instance on a request path.

A single instance fails with its zone, its host or its disk, and nothing replaces it.

Make it an `auto-scaling-group` of two over two zones, behind a load balancer; or put a second instance in
another zone behind the same load balancer.

Known exception: an instance that may be down for a while (a bastion, a license server): ignore the rule
with a reason.

```yaml bad
components:
  app: {kind: instance, capacity: null}
```

```yaml good
components:
  app: {kind: instance, zones: [us-east-1a], capacity: null}
  app2:
    kind: instance
    tier: backend
    subnets: app
    zones: [us-east-1b]
    service: {image: "ghcr.io/example/backend:1.0.0", port: 8000}
connections+:
  - app-lb -> app2: 8000
  - app2 -> orders: 5432
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.standing import served
from archgen.lint.rules.ways import written
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG214"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG203", "AG206", "AG225")
BREAKS_PATHS = True
REFERENCES = ("REL10 Deploy the workload to multiple locations", "REL11 Fail over to healthy resources")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each instance that others outside reach, and that has no mate in another zone."""
    reached = served(topology)
    zones: dict[str, set[str | None]] = {}
    for id in topology.of(Category.INSTANCE):
        mates = topology.peers(id)
        if mates[0] not in zones:
            zones[mates[0]] = {copy.zone for mate in mates for copy in topology.copies_of(mate)}
        own = {copy.zone for copy in topology.copies_of(id)}
        if id not in reached or zones[mates[0]] - own:
            continue
        yield Fault(
            ("components", id, "kind"),
            Phrase(
                "{id} is a single instance{where}, and serves traffic alone; make it an auto-scaling-group",
                id=id,
                where=_where(topology, id),
            ),
            help=written(id, "kind: auto-scaling-group"),
        )


def _where(topology: Topology, id: str) -> str:
    zone = next((copy.zone for copy in topology.copies_of(id)), None)
    return Phrase(" in {zone}", zone=zone) if zone else ""
