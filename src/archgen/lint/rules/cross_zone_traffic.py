"""AG702 cross-zone-traffic: zone-local traffic that leaves its zone.

Traffic across zones inside a region is charged in both directions, and breaks when either zone fails.
Interface endpoints, mount targets and NAT gateways are meant to be used from their own zone.

Place the endpoint or the mount target in each zone that uses it. NAT gateways have [their own
rule](shared-nat-gateway.md).

```yaml bad
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}
components:
  queue: {kind: sqs}
  queue-endpoint: {kind: vpc-endpoint, service: sqs, subnets: app, zones: [us-east-1a, us-east-1b]}
connections+: [app -> queue-endpoint -> queue]
```

```yaml good
components:
  queue: {kind: sqs}
  queue-endpoint: {kind: vpc-endpoint, service: sqs, subnets: app}
connections+: [app -> queue-endpoint -> queue]
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
from archgen.topology.routes.paths import all_paths

CODE = "AG702"
SEVERITY = Severity.INFO
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("COST08 Select components to optimize data transfer cost",)
_LOCAL = (Category.ENDPOINT, Category.FILE_SYSTEM, Category.NAT_GATEWAY)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component that is reached in another zone, though it is made to be reached in one's own."""
    if not topology.of(*_LOCAL):
        return
    crossed: dict[str, dict[str, None]] = {}
    for path in all_paths(topology):
        source = topology.copies[path.source]
        for stop in path.stops[1:]:
            copy = topology.copies.get(stop)
            if copy is None or topology.components[copy.component].category not in _LOCAL:
                continue
            if source.zone and copy.zone and source.region == copy.region and source.zone != copy.zone:
                crossed.setdefault(copy.component, {})[source.id] = None
    for id, sources in crossed.items():
        yield Fault(
            zones_route(topology, id),
            Phrase(
                "{sources} can reach {id} only in another zone, and cross-zone traffic is charged; "
                "add {id} in that zone too",
                sources=listed(sources),
                id=id,
            ),
        )
