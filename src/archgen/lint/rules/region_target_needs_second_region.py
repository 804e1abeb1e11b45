"""AG604 region-target-needs-second-region: a recovery target for a region failure, with one region only.

A recovery target for a region failure needs a second region.

Declare a second region, with the copies of the data that it needs (`replica_regions`), or remove the target.

```yaml bad
targets: {region: {rto: 4h, rpo: 15m}}
```

```yaml good
targets: {zone: {rto: 5m, rpo: 0s}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG604"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "recovery targets are set in a model only"
REFERENCES = ("REL13 Use defined recovery strategies to meet the recovery objectives",)


def faults(topology: Topology) -> Iterator[Fault]:
    """The target, where there is nowhere else to go."""
    if topology.architecture.targets.region is None or len(topology.regions) > 1:
        return
    (only,) = topology.regions
    yield Fault(
        ("targets", "region"),
        Phrase(
            "a recovery target for a region failure is declared, and everything is in {only}; "
            "declare a second region",
            only=only,
        ),
        related=(Place(("regions", only), Phrase("the only region"), key=True),),
    )
