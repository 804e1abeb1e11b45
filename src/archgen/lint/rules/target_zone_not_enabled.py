"""AG206 target-zone-not-enabled: targets in a zone that their load balancer is not in, or the reverse.

A load balancer sends nothing to targets in a zone that is not enabled for it: they run, cost money, and
serve nothing. The reverse, a zone of the load balancer without targets, sends all of that zone's traffic
to other zones, and with a Network Load Balancer (cross-zone balancing is off by default) drops it.

Use the same zones for the load balancer and its targets.

```yaml bad
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}
components:
  web-lb: {zones: [us-east-1a, us-east-1b]}
```

```yaml bad
# also AG203
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}
components:
  web: {zones: [us-east-1a, us-east-1b]}
```

```yaml good
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}
components:
  web-lb: {zones: null}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.lint.rules.standing import spread, zones_route
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG206"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG225", "AG312")
BREAKS_PATHS = True
REFERENCES = (
    "Elastic Load Balancing User Guide: Availability Zones and load balancer nodes",
    "Elastic Load Balancing User Guide: cross-zone load balancing",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each load balancer whose zones are not those of all its targets together."""
    for id in topology.of(Category.APPLICATION_BALANCER, Category.NETWORK_BALANCER):
        targets = [
            connection.target
            for connection in topology.connections_from(id)
            if connection.target in topology.components and topology.components[connection.target].is_compute
        ]
        if targets:
            yield from _between(topology, id, targets)


def _between(topology: Topology, id: str, targets: list[str]) -> Iterator[Fault]:
    of_targets = {target: dict(_zones(topology, target)) for target in targets}
    for place, enabled in spread(topology, id):
        covered: set[str] = set()
        for target in targets:
            there = of_targets[target].get(place.name, ())
            covered.update(there)
            outside = [zone for zone in there if zone not in enabled]
            if outside and enabled:
                yield Fault(
                    zones_route(topology, id),
                    Phrase(
                        "{target} runs in {outside}, where {id} is not enabled and sends it nothing; enable "
                        "{id} there too",
                        target=target,
                        outside=listed(outside),
                        id=id,
                    ),
                    related=(
                        Place(
                            zones_route(topology, target),
                            Phrase("{target} runs in {there}", target=target, there=listed(there)),
                        ),
                    ),
                    subjects=(id, target),
                )
        empty = [zone for zone in enabled if zone not in covered]
        if empty and covered:
            yield Fault(
                zones_route(topology, targets[0]),
                Phrase(
                    "{id} is in {empty}, where it has no target; run {targets} there too",
                    id=id,
                    empty=listed(empty),
                    targets=listed(targets),
                ),
                related=(
                    Place(
                        zones_route(topology, id),
                        Phrase("{id} is in {enabled}", id=id, enabled=listed(enabled)),
                    ),
                ),
                subjects=(id, *targets),
            )


def _zones(topology: Topology, id: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for place, zones in spread(topology, id):
        regional = any(not copy.zones for copy in topology.copies_of(id, place.name))
        yield place.name, place.zones if regional else zones
