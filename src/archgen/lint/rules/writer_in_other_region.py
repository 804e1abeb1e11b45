"""AG229 writer-in-other-region: the only database writer is in a region that nothing leads to.

`replica_regions` copies a database to other regions, where it can be read. Its writer stays in its home
region: the replica's endpoint for writing is inactive, and another region's VPC is not reached without
peering or a transit gateway. What writes in the second region fails, so that region does not work.

Join the VPCs of the regions, let Aurora forward writes (`write_forwarding: true`), write `to: readers` for
what only reads, or keep what writes in the home region. A DynamoDB global table is written in every region.

```yaml bad
# maybe AG516, AG204, AG225
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
components:
  orders: {replica_regions: [us-west-2]}
```

```yaml good
# maybe AG516
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
components:
  orders: {replica_regions: [us-west-2]}
  regions: {kind: vpc-peering, between: [us-east-1, us-west-2]}
```

```yaml good
# maybe AG516
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
components:
  orders:
    kind: aurora
    engine: aurora-postgresql
    multi_az: null
    replica_regions: [us-west-2]
    write_forwarding: true
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.lint.rules.ways import hops
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Path, all_paths

CODE = "AG229"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312", "AG225")
NOT_IN_PLANS = "a plan does not say whether a component that connects to a database writes to it"
BREAKS_PATHS = True
REFERENCES = (
    "Amazon Aurora User Guide: write forwarding in an Aurora global database",
    "Amazon RDS User Guide: creating a read replica in a different AWS Region",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection to a database whose writer is out of reach, though a replica is near."""
    told: set[tuple[str, str]] = set()
    for path in all_paths(topology):
        pair = (path.connection.source, path.connection.target)
        if path.broken is not None and pair not in told and _is_far(topology, path):
            told.add(pair)
            yield _fault(topology, path)


def _is_far(topology: Topology, path: Path) -> bool:
    source, target = topology.copies[path.source], topology.copies.get(path.target)
    if target is None or not topology.components[target.component].is_database:
        return False
    far = source.region is not None and target.region != source.region and not target.role
    return far and bool(topology.copies_of(target.component, source.region))


def _fault(topology: Topology, path: Path) -> Fault:
    source, target = topology.copies[path.source], topology.copies[path.target]
    aurora = topology.components[target.component].category is Category.DATABASE_CLUSTER
    edit = (
        Phrase("set `write_forwarding: true`")
        if aurora
        else Phrase("write `to: readers` for what only reads")
    )
    message = Phrase(
        "{source} in {region} cannot write to {target}: its only writer is in {home}, and nothing leads "
        "there; join the VPCs of the two regions, or {edit}",
        source=source.component,
        region=source.region,
        target=target.component,
        home=target.region,
        edit=edit,
    )
    replica = Place(("components", target.component, "replica_regions"), Phrase("replicas take no writes"))
    subjects = (source.component, target.component)
    return fault_at(path.connection, message, related=(replica,), hops=hops(path), subjects=subjects)
