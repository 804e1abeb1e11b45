"""AG607 rpo-needs-synchronous-copy: `rpo: 0s` on asynchronous replication.

A standby and Aurora's storage have each write before it is confirmed. Replicas of a cache, read replicas
and replicas in another region have it a moment later: what was written in that moment is lost if the
primary fails.

Set `rpo` to what may be lost, use synchronous replication for data that must not be lost, or ignore the
rule for a cache whose content can be recreated.

```yaml bad
targets: {zone: {rpo: 0s}}
components:
  memo: {kind: elasticache, subnets: db, replicas: 1}
connections+: [app -> memo]
```

```yaml bad
# maybe AG516, AG229
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
from archgen.topology.failures.failure import without
from archgen.topology.graph import Topology

CODE = "AG607"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "recovery targets are set in a model only"
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
            if component.copied_to:
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
