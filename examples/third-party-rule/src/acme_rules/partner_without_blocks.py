"""ACME002 partner-without-blocks: the backend connects to a partner whose address blocks nobody wrote down.

Acme's partners publish the blocks that they answer from. With `cidrs` the security groups of the backend
admit those alone, instead of the whole internet.

Write the partner's blocks to the component.

```yaml bad
components:
  partners: {kind: external}
```

```yaml good
components:
  partners: {kind: external, cidrs: [203.0.113.0/24]}
```
"""

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.lint.rules.fault import Fault, fault_at
from archgen.model.kinds import INTERNET, Tier
from archgen.topology.graph import Topology

CODE = "ACME002"
SEVERITY = Severity.WARNING
IMPLIES = ()
REFERENCES = ()


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection of a backend component to an external one without `cidrs`."""
    for connection in topology.connections:
        if connection.target == INTERNET:
            continue
        target = topology.components[connection.target]
        source = topology.components[connection.source]
        if target.kind == "external" and source.in_tier is Tier.BACKEND and not target.cidrs:
            yield fault_at(
                connection,
                f"{connection.source} connects to {connection.target}, whose address blocks are not known",
                help=f"write `cidrs` to `components.{connection.target}`",
            )
