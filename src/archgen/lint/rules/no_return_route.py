"""AG323 no-return-route: a path without a return route.

A connection needs routes in both directions. archgen generates them for the connections of the file; a
static route (`routes` of subnets) or the route table of a transit gateway (`routes` of the gateway) can lead
out where nothing leads back: the first packet arrives, and the answer is dropped.

Add the return route, or add this VPC to the transit gateway's route table for the other VPC.

```yaml bad
regions: {us-east-1: {cidr: null}}
vpcs:
  main: {region: us-east-1, cidr: 10.0.0.0/16}
  depot: {region: us-east-1, cidr: 10.1.0.0/16}
subnets:
  web: {vpc: main}
  app: {vpc: main}
  db: {vpc: main}
  shelves: {vpc: depot, access: isolated}
components:
  tgw: {kind: transit-gateway, attaches: [main, depot], routes: {main: [depot], depot: []}}
  inventory: {kind: rds, subnets: shelves, engine: postgres, multi_az: true, read_replicas: 1}
connections+:
  - app -> tgw -> inventory: 5432
```

```yaml good
regions: {us-east-1: {cidr: null}}
vpcs:
  main: {region: us-east-1, cidr: 10.0.0.0/16}
  depot: {region: us-east-1, cidr: 10.1.0.0/16}
subnets:
  web: {vpc: main}
  app: {vpc: main}
  db: {vpc: main}
  shelves: {vpc: depot, access: isolated}
components:
  tgw: {kind: transit-gateway, attaches: [main, depot], routes: {main: [depot], depot: [main]}}
  inventory: {kind: rds, subnets: shelves, engine: postgres, multi_az: true, read_replicas: 1}
connections+:
  - app -> tgw -> inventory: 5432
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.lint.rules.ways import hops, target_name
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Cause, all_paths

CODE = "AG323"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312", "AG225")
BREAKS_PATHS = True
REFERENCES = (
    "Amazon VPC User Guide: route table concepts",
    "AWS Transit Gateway guide: transit gateway route tables",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection of which the answer does not return, or not by the same firewall."""
    told: set[tuple[str, str]] = set()
    for path in all_paths(topology):
        pair = (path.connection.source, path.connection.target)
        if path.broken is None or pair in told:
            continue
        if path.broken.cause not in (Cause.NO_RETURN, Cause.ASYMMETRIC):
            continue
        told.add(pair)
        message = Phrase(
            "{source} reaches {target}, and the answer does not return: {reason}",
            source=path.connection.source,
            target=target_name(path.connection),
            reason=path.broken.reason,
        )
        named = (*pair, *path.connection.ways)
        yield fault_at(path.connection, message, hops=hops(path), subjects=named)
