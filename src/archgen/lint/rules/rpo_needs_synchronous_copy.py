"""AG607 rpo-needs-synchronous-copy: a promise to lose nothing, on a copy that lags behind.

A standby has each write before it is confirmed, and so has Aurora's storage. Replicas of a cache and read
replicas have it a moment later, and so does whatever is copied to another region: what was written in that
moment is lost with the original.

Promise what may be lost, keep what must not be lost elsewhere, or ignore the rule for a cache whose content
can be made again.

```yaml bad
targets: {zone: {rpo: 0s}}
components:
  memo: {kind: elasticache, subnets: db, replicas: 1}
connections+: [app -> memo]
```

```yaml bad
# maybe AG516
targets: {region: {rpo: 0s}}
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
components:
  orders: {replica_regions: [us-west-2]}
  sessions: {replica_regions: [us-west-2]}
```

```yaml good
targets: {zone: {rpo: 1m}}
components:
  memo: {kind: elasticache, subnets: db, replicas: 1}
connections+: [app -> memo]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.failure import without
from archgen.topology.graph import Topology

CODE = "AG607"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("REL13 Use defined recovery strategies to meet the recovery objectives",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component that loses something when nothing may be lost."""
    targets = topology.architecture.targets
    if targets.zone is not None and targets.zone.rpo == 0:
        losses = [without(topology, zone) for _, zone in topology.zones]
        for id in dict.fromkeys(id for loss in losses for id in loss.data_loss):
            yield _fault(id, "zone")
    if targets.region is not None and targets.region.rpo == 0:
        for id, component in topology.components.items():
            if getattr(component, "replica_regions", ()):
                yield _fault(id, "region")


def _fault(id: str, what: str) -> Fault:
    return Fault(
        ("targets", what, "rpo"),
        Phrase(
            "when a {what} fails, the last writes of {id} may be lost, and `rpo: 0s` promises no data loss",
            what=what,
            id=id,
        ),
        related=(Place(("components", id), Phrase("its copies lag behind"), key=True),),
        help=Phrase(
            "set `rpo` in `targets.{what}` to what may be lost, or add `{{rule: {code}, "
            "component: {id}, reason: WHY}}` to `rules.ignore`",
            what=what,
            code=CODE,
            id=id,
        ),
        subjects=(id,),
    )
