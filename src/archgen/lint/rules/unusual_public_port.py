"""AG403 unusual-public-port: anyone on the internet may open a port other than 80 and 443 in the VPC.

Browsers need 80 and 443. Any other port that is open to the internet is usually a development server, an
administration page or a database that was meant for fewer people.

Use 443 for clients, and let the load balancer use the targets' own port. If a protocol is meant to be
public (mail, games, devices), ignore the rule for that component with a reason.

```yaml bad
# also AG509
connections+:
  - client -> web-lb: 8443
```

```yaml bad
connections+:
  - partners -> web: 3000
```

```yaml good
connections-: [cdn -> igw -> web-lb]
connections+:
  - client -> igw -> web-lb: {port: [80, 443]}
```

```yaml good
components:
  partners: {cidrs: [203.0.113.0/24]}
connections+:
  - partners -> web-lb: 8443
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import at_port, from_internet, way_of
from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import Category
from archgen.topology.connections import ADMIN_PORTS
from archgen.topology.graph import Topology

CODE = "AG403"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("Security Hub EC2.18",)

_USUAL = (80, 443, *ADMIN_PORTS)
"""Ports that are usual, or that a rule of their own speaks of."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection from the internet on such a port to something in a VPC."""
    for connection in topology.connections:
        unusual = [port for port in connection.ports if port not in _USUAL]
        if not unusual or connection.target == INTERNET or not from_internet(topology, connection):
            continue
        if not any(copy.row for copy in topology.copies_of(connection.target)):
            continue
        ports = ", ".join(map(str, unusual))
        source, target = connection.source, connection.target
        balances_any = topology.components[target].category is Category.NETWORK_BALANCER
        needed = (
            Phrase("ignore the rule if that is intended")
            if balances_any
            else Phrase("the internet needs 443 only")
        )
        yield at_port(
            topology,
            connection,
            unusual[0],
            Phrase(
                "{source} may open {ports} of {target}; {needed}",
                source=source,
                ports=ports,
                target=target,
                needed=needed,
            ),
            hops=way_of(topology, connection),
            help=_accepted(target) if balances_any else None,
        )


def _accepted(target: str) -> str:
    """The edit that keeps a public protocol that is no HTTP, which is what such a load balancer is for."""
    entry = Phrase("{{rule: {code}, component: {target}, reason: WHY}}", code=CODE, target=target)
    return Phrase("if clients need this protocol, add `{entry}` to `rules.ignore`", entry=entry)
