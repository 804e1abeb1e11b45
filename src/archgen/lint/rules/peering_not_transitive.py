"""AG322 peering-not-transitive: a connection that would have to pass through a peered VPC.

VPC peering joins two VPCs and passes nothing on: from `a` peered with `b`, and `b` peered with `c`, nothing
leads from `a` to `c`, to the internet over `b`'s gateways, or over `b`'s VPN.

Peer the two VPCs, or join all of them with a transit gateway.

```yaml bad
# maybe AG214, AG314
regions: {us-east-1: {cidr: null}}
vpcs:
  main: {region: us-east-1, cidr: 10.0.0.0/16}
  hub: {region: us-east-1, cidr: 10.1.0.0/16}
  depot: {region: us-east-1, cidr: 10.2.0.0/16}
subnets:
  web: {vpc: main}
  app: {vpc: main}
  db: {vpc: main}
  tools: {vpc: hub, access: isolated}
  shelves: {vpc: depot, access: isolated}
components:
  main-hub: {kind: vpc-peering, between: [main, hub]}
  hub-depot: {kind: vpc-peering, between: [hub, depot]}
  scanner: {kind: instance, tier: backend, subnets: tools}
  inventory: {kind: rds, subnets: shelves, engine: postgres, multi_az: true, read_replicas: 1}
connections+:
  - app -> scanner: 8080
  - scanner -> inventory: 5432
  - app -> main-hub -> hub-depot -> inventory: 5432
```

```yaml good
regions: {us-east-1: {cidr: null}}
vpcs:
  main: {region: us-east-1, cidr: 10.0.0.0/16}
  depot: {region: us-east-1, cidr: 10.2.0.0/16}
subnets:
  web: {vpc: main}
  app: {vpc: main}
  db: {vpc: main}
  shelves: {vpc: depot, access: isolated}
components:
  main-depot: {kind: vpc-peering, between: [main, depot]}
  inventory: {kind: rds, subnets: shelves, engine: postgres, multi_az: true, read_replicas: 1}
connections+:
  - app -> main-depot -> inventory: 5432
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.lint.rules.ways import added, free_id, hops, target_name
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Cause, Path, all_paths

CODE = "AG322"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312", "AG225", "AG801")
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC Peering Guide: VPC peering limitations",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection of which a path ends at a peering, or would need two of them."""
    told: set[tuple[str, str]] = set()
    for path in all_paths(topology):
        middle = _middle(topology, path)
        pair = (path.connection.source, path.connection.target)
        if middle is None or pair in told:
            continue
        told.add(pair)
        yield _fault(topology, path, middle)


def _middle(topology: Topology, path: Path) -> str | None:
    """The VPC that a path would have to pass through."""
    if path.broken is None or path.target not in topology.copies:
        return None
    here, there = topology.copies[path.source].vpc, topology.copies[path.target].vpc
    if path.broken.cause not in (Cause.NOT_PEERED, Cause.NOT_TRANSITIVE) or here == there:
        return None
    beside = _peers(topology, here) & _peers(topology, there)
    return next((vpc for vpc in topology.vpcs if vpc in beside), None)


def _peers(topology: Topology, vpc: str | None) -> set[str]:
    pairs = (topology.components[id].joins for id in topology.of(Category.PEERING))
    return {other for pair in pairs if vpc in pair for other in pair if other != vpc}


def _fault(topology: Topology, path: Path, middle: str) -> Fault:
    connection = path.connection
    here, there = topology.copies[path.source].vpc, topology.copies[path.target].vpc
    message = Phrase(
        "{source} cannot reach {target} through {middle}: peering is not transitive; "
        "peer {here} with {there}, or use a transit gateway",
        source=connection.source,
        target=target_name(connection),
        middle=middle,
        here=here,
        there=there,
    )
    help = added(free_id(topology, "peering"), Category.PEERING, between=f"[{here}, {there}]")
    named = (*connection.ways, connection.source, connection.target)
    return fault_at(connection, message, hops=hops(path), help=help, subjects=named)
