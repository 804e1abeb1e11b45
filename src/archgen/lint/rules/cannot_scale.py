"""AG211 cannot-scale: a group in a tier that serves traffic, with a maximum that is its minimum.

Such a group replaces failed instances, and never grows with the load.

Raise `capacity.max`. If the size is intended, ignore the rule with a reason.

```yaml bad
components:
  web: {capacity: {min: 2, max: 2}}
```

```yaml good
components:
  web: {capacity: {min: 2, max: 4}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.standing import served
from archgen.model.kinds import Group
from archgen.topology.graph import Topology

CODE = "AG211"
SEVERITY = Severity.INFO
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("REL07 Obtain resources upon detection that more resources are needed for a workload",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each group that serves, and cannot grow."""
    reached = served(topology)
    for id, component in topology.components.items():
        if not isinstance(component, Group) or id not in reached:
            continue
        capacity = component.capacity
        if capacity.max == capacity.min:
            given = "capacity" in component.model_fields_set and "max" in capacity.model_fields_set
            route = ("components", id, "capacity", "max") if given else ("components", id)
            message = Phrase(
                "{id} always runs {max}, whatever the load; raise `max` above {min}",
                id=id,
                max=capacity.max,
                min=capacity.min,
            )
            yield Fault(route, message)
