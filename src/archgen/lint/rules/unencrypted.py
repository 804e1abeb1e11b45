"""AG411 unencrypted: encryption is turned off by a field.

Storage is encrypted unless the file says otherwise, at no cost in speed. It cannot be turned on later: the
database or file system has to be copied into a new one.

Remove `encrypted: false`.

```yaml bad
components:
  orders: {encrypted: false}
```

```yaml bad
components:
  files: {kind: efs, subnets: db, encrypted: false}
connections+: [app -> files]
```

```yaml good
components:
  orders: {encrypted: true}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG411"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Security Hub RDS.3",
    "Security Hub RDS.27",
    "Security Hub EFS.1",
    "Security Hub ElastiCache.4",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component with `encrypted: false`."""
    for id, component in topology.components.items():
        if component.is_encrypted:
            continue
        yield Fault(
            ("components", id, "encrypted"),
            Phrase(
                "{id} is not encrypted, and cannot be encrypted in place later; remove `encrypted: false`",
                id=id,
            ),
            help=Phrase("remove `encrypted` from `components.{id}`", id=id),
        )
