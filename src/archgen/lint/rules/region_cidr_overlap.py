"""AG107 region-cidr-overlap: two regions' VPCs overlap.

VPCs whose blocks overlap can never be peered, nor joined by a transit gateway with plain routes, and a VPC's
block cannot be changed later.

Use a different block in each region.

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
from archgen.topology.graph import Topology, VpcPlace
from archgen.topology.routes.routing import joining

CODE = "AG107"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = (
    "REL02 Enforce non-overlapping private IP address ranges in all private address spaces "
    "where they are connected",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each VPC that overlaps one before it; an error where a gateway joins the two."""
    places = list(topology.vpcs.values())
    for index, place in enumerate(places):
        for other in places[:index]:
            pair = _overlapping(place, other)
            if pair is not None:
                yield _fault(topology, place, other, pair)
                break


def _overlapping(place: VpcPlace, other: VpcPlace) -> tuple[int, int] | None:
    """The first two blocks of two VPCs that have addresses in common."""
    for index, block in enumerate(place.blocks):
        for second, taken in enumerate(other.blocks):
            if block.overlaps(taken):
                return index, second
    return None


def _fault(topology: Topology, place: VpcPlace, other: VpcPlace, pair: tuple[int, int]) -> Fault:
    first, second = place.written[pair[0]], other.written[pair[1]]
    names = {"written": first, "other_block": second, "place": place.id, "other": other.id}
    label = other.id if other.declared else Phrase("the VPC of {other}", other=other.id)
    related = (Place(other.route(pair[1]), label),)
    gateways = joining(topology, place.id, other.id, ())
    if gateways is None:
        text = "{written} overlaps {other_block} in {other}, so the two VPCs can never be peered; " + (
            "use another block in each VPC" if place.declared else "use another block in each region"
        )
        del names["place"]
        return Fault(place.route(pair[0]), Phrase(text, **names), related=related)
    message = Phrase(
        "{written} overlaps {other_block} in {other}, so {gateway} cannot route between {place} and {other}; "
        "use another block in each VPC",
        gateway=gateways[0],
        **names,
    )
    subjects = (place.id, other.id, gateways[0])
    return Fault(place.route(pair[0]), message, severity=Severity.ERROR, related=related, subjects=subjects)
