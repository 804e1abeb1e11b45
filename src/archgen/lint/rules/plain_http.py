"""AG407 plain-http: a public entry point that serves HTTP only.

Passwords, sessions and pages can be read and changed in transit, and browsers mark the site as not secure.

Use `[80, 443]`: load balancers and distributions redirect 80 to HTTPS, for people who type the address.
Use 443 alone if nobody does.

```yaml bad
connections-: [cdn -> igw -> web-lb]
connections+:
  - client -> web-lb: 80
```

```yaml bad
connections-: [client -> dns -> cdn]
connections+:
  - client -> dns -> cdn: 80
```

```yaml good
connections-: [cdn -> igw -> web-lb]
connections+:
  - client -> web-lb: {port: [80, 443]}
```

```yaml good
connections-: [cdn -> igw -> web-lb]
connections+:
  - client -> web-lb: 80
  - client -> dns -> web-lb: 443
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import at_port, from_internet, is_plain, ports_text
from archgen.model.kinds import INTERNET
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

CODE = "AG407"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Security Hub ELB.1",
    "Security Hub CloudFront.3",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each entry that the internet opens in plain HTTP, and in nothing else."""
    for id in topology.components:
        incoming = [each for each in topology.connections_to(id) if from_internet(topology, each)]
        if not incoming or not all(is_plain(connection) for connection in incoming):
            continue
        yield _fault(topology, incoming[0])


def _fault(topology: Topology, connection: Connection) -> Fault:
    assert connection.target != INTERNET
    return at_port(
        topology,
        connection,
        connection.ports[0] if connection.ports else None,
        Phrase(
            "{source} reaches {target} over plain HTTP only ({ports}); use 443",
            source=connection.source,
            target=connection.target,
            ports=ports_text(connection),
        ),
        help=Phrase(
            "use `[80, 443]` on the connection: {target} redirects 80 to 443", target=connection.target
        ),
    )
