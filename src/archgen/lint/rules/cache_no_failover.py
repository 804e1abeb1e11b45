"""AG224 cache-no-failover: a cache without a replica in another zone.

A cache with one node is unreachable and empty after its zone fails, and the database behind it gets all
the load at once. A replica in another zone is promoted automatically within two minutes. Memcached nodes
share nothing: there a second node in another zone keeps part of the cache.

Set `replicas` to 1 or more.

```yaml bad
components:
  cache: {kind: elasticache, subnets: db}
connections+: [app -> cache]
```

```yaml good
components:
  cache: {kind: elasticache, subnets: db, replicas: 1}
connections+: [app -> cache]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.standing import spread
from archgen.lint.rules.ways import written
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG224"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG225",)
BREAKS_PATHS = True
REFERENCES = (
    "Security Hub ElastiCache.3",
    "Amazon ElastiCache User Guide: minimizing downtime with Multi-AZ",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each cache that stands in one zone of a region that has more."""
    for id in topology.of(Category.CACHE):
        component = topology.components[id]
        for _, zones in spread(topology, id):
            if len(zones) > 1:
                continue
            replicas = component.replica_count
            where = zones[0] if zones else Phrase("its zone")
            named = component.zones is not None and replicas > 0
            field = "zones" if named else "replicas" if "replicas" in component.model_fields_set else "kind"
            yield Fault(
                ("components", id, field),
                Phrase("{id} has no replica in another zone: it fails with {where}; ", id=id, where=where)
                + (Phrase("remove `zones`") if named else Phrase("set `replicas: 1`")),
                help=Phrase("remove `zones` from `components.{id}`", id=id)
                if named
                else written(id, "replicas: 1"),
            )
            break
