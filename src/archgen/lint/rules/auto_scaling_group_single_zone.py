"""AG207 auto-scaling-group-single-zone: a group in a single zone.

A group (or a container service) in one zone fails with it, however many instances it has.

Remove `zones` from the group, or name two.

```yaml bad
components:
  app: {zones: [us-east-1a]}
```

```yaml good
components:
  app: {zones: [us-east-1a, us-east-1b]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.standing import spread, zones_route
from archgen.model.kinds import Group
from archgen.topology.graph import Topology

CODE = "AG207"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG203", "AG206", "AG208", "AG225")
REFERENCES = ("Security Hub AutoScaling.2", "REL10 Deploy the workload to multiple locations")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each group that stands in one zone of a region that has more."""
    for id, component in topology.components.items():
        if not isinstance(component, Group):
            continue
        for place, zones in spread(topology, id):
            if len(zones) < 2:
                yield Fault(
                    zones_route(topology, id),
                    Phrase(
                        "{id} runs only in {zone}, and fails with it; "
                        "run it in {count} zones: remove `zones`",
                        id=id,
                        zone=zones[0],
                        count=len(set(place.zones)),
                    ),
                    help=Phrase("remove `zones` from `components.{id}`", id=id),
                )
