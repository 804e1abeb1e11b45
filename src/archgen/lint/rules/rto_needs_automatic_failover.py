"""AG603 rto-needs-automatic-failover: a recovery target that relies on promoting a replica manually.

A read replica is asynchronous, and its promotion is a decision: somebody must be on call, see that the
primary will not come back, and accept that the last writes are lost. A recovery time in minutes cannot
rely on that; an hour or more is accepted. The same applies to a replica in another region. AG607 checks
`rpo: 0s`.

For a zone failure: `multi_az: true` (RDS), or a reader (Aurora). For a region failure: a global table
(DynamoDB) needs no promotion; for a relational database set a target that allows for a manual one.

```yaml bad
# also AG216
targets: {zone: {rto: 5m, rpo: 0s}}
components:
  orders: {multi_az: false}
```

```yaml bad
# maybe AG516, AG606, AG229
targets: {region: {rto: 15m}}
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
components:
  orders: {replica_regions: [us-west-2]}
```

```yaml good
targets: {zone: {rto: 5m, rpo: 0s}}
```

```yaml good
# maybe AG516, AG606, AG229
targets: {region: {rto: 4h, rpo: 5m}}
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
components:
  orders: {replica_regions: [us-west-2]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Route, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.model.architecture import Target
from archgen.model.kinds import State
from archgen.model.kinds.category import Category
from archgen.model.kinds.database import Relational
from archgen.topology.failures.failure import without
from archgen.topology.graph import Topology

CODE = "AG603"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG607",)
NOT_IN_PLANS = "recovery targets are set in a model only"
REFERENCES = (
    "REL13 Use defined recovery strategies to meet the recovery objectives",
    "Amazon RDS User Guide: promoting a read replica to be a standalone DB instance",
)

PERSON = 3600
"""Seconds within which somebody may be expected to have promoted a replica."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each declared target with the databases that it rests on and that wait for a manual promotion."""
    targets = topology.architecture.targets
    if targets.zone is not None and (route := _route("zone", targets.zone)):
        losses = [without(topology, zone) for _, zone in topology.zones]
        by_hand = [
            id
            for id in topology.of(Category.DATABASE, Category.DATABASE_CLUSTER)
            if any(loss.impacts[id].state is State.BY_HAND for loss in losses if id in loss.impacts)
        ]
        if by_hand:
            yield _fault(topology, route, by_hand, "zone", "multi_az", Phrase("set `multi_az: true`"))
    if targets.region is not None and (route := _route("region", targets.region)):
        copied = [
            id
            for id in topology.of(Category.DATABASE, Category.DATABASE_CLUSTER)
            if _replica_regions(topology, id)
        ]
        if copied:
            way_out = Phrase("promise an hour or more")
            yield _fault(topology, route, copied, "region", "replica_regions", way_out)


def _replica_regions(topology: Topology, id: str) -> bool:
    component = topology.components[id]
    return isinstance(component, Relational) and bool(component.replica_regions)


def _route(what: str, target: Target) -> Route | None:
    """The promise, if it leaves no time for that."""
    return ("targets", what, "rto") if target.rto is not None and target.rto < PERSON else None


def _fault(topology: Topology, route: Route, ids: list[str], what: str, field: str, way_out: str) -> Fault:
    related = tuple(
        Place(("components", id, field if field in topology.components[id].model_fields_set else "kind"), id)
        for id in ids[:8]
    )
    return Fault(
        route,
        Phrase(
            "when a {what} fails, {ids} needs a replica promoted manually, and an `rto` of "
            "minutes leaves no time for that; {fix}"
            if len(ids) == 1
            else "when a {what} fails, {ids} need a replica promoted manually, and an `rto` of minutes "
            "leaves no time for that; {fix}",
            what=Phrase(what),
            ids=listed(ids),
            fix=way_out,
        ),
        related=related,
        subjects=tuple(ids),
    )
