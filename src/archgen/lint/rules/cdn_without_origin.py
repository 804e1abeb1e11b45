"""AG511 cdn-without-origin: a distribution without an origin.

AWS does not accept a distribution without an origin. Its origins are the components that it connects to.

Connect it to a bucket, a load balancer or another origin.

```yaml bad
connections-: [cdn -> assets, cdn -> igw -> web-lb]
connections+:
  - client -> web-lb: 443
```

```yaml good
connections-: [cdn -> assets]
connections+:
  - web -> assets
components:
  s3-endpoint: {kind: vpc-endpoint, service: s3}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG511"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG801",)
BREAKS_PATHS = True
REFERENCES = ("Amazon CloudFront API Reference: DistributionConfig (Origins)",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each distribution that connects to nothing."""
    origins = topology.of(Category.BUCKET, Category.APPLICATION_BALANCER)
    idle = tuple(other for other in origins if not topology.connections_to(other))
    origin = next(iter(origins), None)
    for id in topology.of(Category.DISTRIBUTION):
        if topology.connections_from(id):
            continue
        yield Fault(
            ("components", id),
            Phrase("{id} has no origin; connect it to what it serves", id=id),
            key=True,
            help=Phrase("under `connections` add, for example, `{id} -> {origin}`", id=id, origin=origin)
            if origin
            else None,
            subjects=(id, *idle),
        )
