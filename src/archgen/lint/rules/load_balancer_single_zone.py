"""AG204 load-balancer-single-zone: a load balancer in fewer than two zones.

AWS refuses an Application Load Balancer with subnets in fewer than two zones. A Network Load Balancer may
be in one, and then fails with it: that is a warning.

Remove `zones` from the load balancer, or name two.

```yaml bad
components:
  web-lb: {zones: [us-east-1a]}
```

```yaml bad
components:
  app-lb: {kind: nlb, zones: [us-east-1a, us-east-1a]}
```

```yaml good
components:
  web-lb: {zones: [us-east-1a, us-east-1b]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.standing import spread, zones_route
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG204"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG206", "AG225")
BREAKS_PATHS = True
REFERENCES = (
    "Security Hub ELB.13",
    "Elastic Load Balancing User Guide: subnets for your Application Load Balancer",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each load balancer that does not stand in two zones of a region."""
    for id in topology.of(Category.APPLICATION_BALANCER, Category.NETWORK_BALANCER):
        for place, zones in spread(topology, id):
            if len(zones) > 1:
                continue
            where = (
                Phrase("only in {zone}", zone=zones[0])
                if zones
                else Phrase("in no zone of {place}", place=place.name)
            )
            is_alb = topology.components[id].category is Category.APPLICATION_BALANCER
            why = Phrase("and AWS requires two zones") if is_alb else Phrase("and fails with it")
            yield Fault(
                zones_route(topology, id),
                Phrase(
                    "{id} is {where}, {why}; add another zone, or remove `zones`", id=id, where=where, why=why
                ),
                severity=None if is_alb else Severity.WARNING,
                help=Phrase("remove `zones` from `components.{id}`", id=id),
            )
