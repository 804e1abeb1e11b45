"""AG605 replica-region-unknown: `replica_regions` names a region that the file does not have.

A replica in another region needs that region's VPC and subnets (a global table needs at least the
region), and the file does not declare them, so the replica is not created.

Declare the region under `regions`, or name one that is declared. The database's own region is not a
replica region.

```yaml bad
components:
  orders: {replica_regions: [eu-west-1]}
```

```yaml good
# maybe AG516, AG229
regions:
  eu-west-1: {zones: [eu-west-1a, eu-west-1b], cidr: 10.1.0.0/16}
components:
  orders: {replica_regions: [eu-west-1]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.catalogue.regions import REGIONS
from archgen.findings import Severity, nearest
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG605"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG219",)
NOT_IN_PLANS = "a plan has the replicas themselves, in their regions"
REFERENCES: tuple[str, ...] = ()


def faults(topology: Topology) -> Iterator[Fault]:
    """Each region that a database is to be copied to, and is not."""
    for id, component in topology.components.items():
        replicas = component.copied_to
        home = (component.region or tuple(topology.regions))[0] if replicas else ""
        for index, region in enumerate(replicas):
            route = ("components", id, "replica_regions", index)
            if region not in topology.regions:
                meant = None if region in REGIONS else nearest(region, list(topology.regions))
                hint = Phrase('did you mean "{meant}"?', meant=meant) if meant else Phrase("declare it there")
                yield Fault(
                    route,
                    Phrase(
                        '{id} is replicated to "{region}", which is not under `regions`; {hint}',
                        id=id,
                        region=region,
                        hint=hint,
                    ),
                )
            elif region == home:
                yield Fault(
                    route,
                    Phrase("{id} is in {region} already; name another region", id=id, region=region),
                )
