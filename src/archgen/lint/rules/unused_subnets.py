"""AG802 unused-subnets: a row of subnets with nothing in it.

Nothing stands in these subnets: the row is left over, or a component names another one by mistake.

Remove the row, or put something into it.

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
REFERENCES: tuple[str, ...] = ()


def faults(topology: Topology) -> Iterator[Fault]:
    """Each row that no component names."""
    for row in topology.empty_rows:
        message = Phrase("{row} is empty; remove it, or put a component into it", row=row)
        yield Fault(("subnets", row), message, key=True)
