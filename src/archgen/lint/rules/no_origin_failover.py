"""AG516 no-origin-failover: several regions, and the distribution has an origin in one of them only.

When that region fails, CloudFront has no other origin, whatever runs in the other regions. With origins in
two regions archgen makes an origin group, which fails over automatically.

Deploy the origin in every region (the default without `region`), or connect the distribution to one in each.
If the files of a bucket belong in one region only, ignore the rule.

```yaml bad
regions:
  eu-west-1: {zones: [eu-west-1a, eu-west-1b], cidr: 10.1.0.0/16}
components:
  web-lb: {region: us-east-1}
  web: {region: us-east-1}
```

```yaml good
regions:
  eu-west-1: {zones: [eu-west-1a, eu-west-1b], cidr: 10.1.0.0/16}
```

```yaml good
components:
  web-lb: {region: us-east-1}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at, listed
from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

CODE = "AG516"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = (
    "Amazon CloudFront Developer Guide: optimize high availability with CloudFront origin failover",
    "REL10 Deploy the workload to multiple locations",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """For each distribution: buckets in one region only, other origins in one region only."""
    if len(topology.regions) < 2:
        return
    for id in topology.of(Category.DISTRIBUTION):
        origins = [each for each in topology.connections_from(id) if each.target != INTERNET]
        buckets = [each for each in origins if topology.components[each.target].category is Category.BUCKET]
        others = [each for each in origins if each not in buckets]
        for alike in (buckets, others):
            regions = _regions(topology, alike)
            if len(regions) == 1:
                yield _fault(topology, alike[0], regions)


def _regions(topology: Topology, origins: Sequence[Connection]) -> list[str]:
    copies = (copy for origin in origins for copy in topology.copies_of(origin.target))
    return list(dict.fromkeys(copy.region for copy in copies if copy.region))


def _fault(topology: Topology, origin: Connection, regions: list[str]) -> Fault:
    elsewhere = [region for region in topology.regions if region not in regions]
    bound = topology.components[origin.target].region is not None
    return fault_at(
        origin,
        Phrase(
            "{source} has its origin {target} only in {regions}, and no failover when that region "
            "fails; add an origin in {elsewhere} too",
            source=origin.source,
            target=origin.target,
            regions=regions[0],
            elsewhere=listed(elsewhere),
        ),
        related=(Place(("components", origin.target, "region"), Phrase("only here")),) if bound else (),
        help=Phrase("remove `region` from `components.{target}`", target=origin.target) if bound else None,
    )
