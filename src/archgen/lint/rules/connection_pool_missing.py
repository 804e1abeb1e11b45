"""AG335 connection-pool-missing: a function that opens connections to a relational database without a proxy.

Each instance of a function has a connection of its own, and a burst of calls opens hundreds: more than the
database takes. RDS Proxy keeps a pool of them that all instances share.

Put an `rds-proxy` between them.

```yaml bad
components:
  report: {kind: lambda, tier: backend, subnets: app}
connections+:
  - app -> nat -> report
  - report -> orders
```

```yaml good
components:
  report: {kind: lambda, tier: backend, subnets: app}
  pool: {kind: rds-proxy, subnets: db, database: orders}
connections+:
  - app -> nat -> report
  - report -> pool -> orders
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.model.kinds import Compute
from archgen.topology.graph import Topology

CODE = "AG335"
SEVERITY = Severity.INFO
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("Amazon RDS User Guide: Amazon RDS Proxy",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection of a function to a relational database."""
    for connection in topology.connections:
        source, target = topology.components[connection.source], topology.components.get(connection.target)
        if isinstance(source, Compute) and not source.listens and target and target.is_database:
            yield fault_at(
                connection,
                Phrase(
                    "each instance of {source} opens a connection to {target}; use an `rds-proxy`",
                    source=connection.source,
                    target=connection.target,
                ),
            )
