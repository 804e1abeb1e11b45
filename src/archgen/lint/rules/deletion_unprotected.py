"""AG413 deletion-unprotected: deletion protection of a database or table is turned off.

One wrong plan, or one click, deletes the data. With protection on, deleting takes two deliberate steps.

Remove `deletion_protection: false`. For a short-lived environment, set it only there (`environments`), or
ignore the rule with a reason.

```yaml bad
components:
  orders: {deletion_protection: false}
```

```yaml bad
components:
  sessions: {deletion_protection: false}
```

```yaml good
components:
  orders: {deletion_protection: true}
```

```yaml good
environments:
  review: {components: {orders: {deletion_protection: false}}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG413"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Security Hub RDS.7",
    "Security Hub RDS.8",
    "Security Hub DynamoDB.6",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component with `deletion_protection: false`."""
    for id, component in topology.components.items():
        if component.is_protected:
            continue
        yield Fault(
            ("components", id, "deletion_protection"),
            Phrase("{id} can be deleted in one step, with its data; leave `deletion_protection` on", id=id),
            help=Phrase("remove `deletion_protection` from `components.{id}`", id=id),
        )
