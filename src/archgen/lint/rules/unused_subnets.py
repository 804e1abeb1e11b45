"""AG802 unused-subnets: subnets without a component.

These subnets are empty: they are left over, or a component names others by mistake.

Remove them, or place a component in them.

```yaml bad
subnets:
  cache: {access: isolated}
```

```yaml good
subnets:
  cache: {access: isolated}
components:
  sessions-cache: {kind: elasticache, subnets: cache, replicas: 1}
connections+: [app -> sessions-cache]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG802"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "subnets for something outside of the plan are usual"
REFERENCES: tuple[str, ...] = ()


def faults(topology: Topology) -> Iterator[Fault]:
    """Each row that no component names."""
    for row in topology.empty_rows:
        message = Phrase("{row} is empty; remove it, or put a component into it", row=row)
        yield Fault(("subnets", row), message, key=True)
