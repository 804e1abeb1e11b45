"""AG107 region-cidr-overlap: two regions' VPCs overlap.

VPCs whose blocks overlap can never be peered, nor joined by a transit gateway with plain routes, and a VPC's
block cannot be changed later.

Give each region a block of its own.

```yaml bad
# maybe AG516
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.0.0.0/16}
```

```yaml good
# maybe AG516
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG107"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "REL02 Enforce non-overlapping private IP address ranges in all private address spaces "
    "where they are connected",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each region whose VPC overlaps that of one before it."""
    places = list(topology.regions.values())
    for index, place in enumerate(places):
        for other in places[:index]:
            if place.cidr.overlaps(other.cidr):
                yield Fault(
                    ("regions", place.name, "cidr"),
                    Phrase(
                        "{written} overlaps {other_block} in {other}, so the two VPCs can never be peered; "
                        "use another block in each region",
                        written=place.written,
                        other_block=other.written,
                        other=other.name,
                    ),
                    related=(
                        Place(
                            ("regions", other.name, "cidr"), Phrase("the VPC of {other}", other=other.name)
                        ),
                    ),
                )
                break
