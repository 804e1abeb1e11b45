"""AG407 plain-http: a public entry point that serves HTTP, only or on one of its ports.

Passwords, sessions and pages can be read and changed in transit, and browsers mark the site as not secure. A
port such as 8443 is not HTTPS by its number: a load balancer needs a certificate, and it has one if a hosted
zone has a `domain`, or if a connection to it says 443 or `protocol: https`.

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

```yaml bad
# also AG403
components:
  dns: {domain: null}
connections-: [cdn -> igw -> web-lb]
connections+:
  - client -> web-lb: 8443
```

```yaml bad
# also AG403
connections-: [cdn -> igw -> web-lb]
connections+:
  - client -> web-lb: 443
  - client -> web-lb: {port: 8080, protocol: http}
```

```yaml good
connections-: [cdn -> igw -> web-lb]
connections+:
  - client -> web-lb: {port: [80, 443]}
```

```yaml good
components:
  dns: {domain: null}
connections-: [cdn -> igw -> web-lb]
connections+:
  - client -> web-lb: 443
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
from archgen.lint.rules.ways import at_port, from_internet, ports_text
from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.listening import is_plain, plain_ports

CODE = "AG407"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Security Hub ELB.1",
    "Security Hub CloudFront.3",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each entry that the internet opens in plain HTTP, and in nothing else; and ports in it beside HTTPS."""
    for id, component in topology.components.items():
        if topology.scheme(id) == "internal":
            continue
        incoming = [each for each in topology.connections_to(id) if from_internet(topology, each)]
        plain = [connection for connection in incoming if is_plain(topology, connection)]
        if plain and len(plain) == len(incoming):
            yield _fault(topology, plain[0])
        elif component.category is Category.APPLICATION_BALANCER:
            yield from (_beside(topology, each) for each in plain if plain_ports(topology, each))


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
        help=_help(connection),
    )


def _beside(topology: Topology, connection: Connection) -> Fault:
    ports = plain_ports(topology, connection)
    return at_port(
        topology,
        connection,
        ports[0],
        Phrase(
            "{source} reaches {target} over plain HTTP ({ports}) beside HTTPS; use 443",
            source=connection.source,
            target=connection.target,
            ports=", ".join(map(str, ports)),
        ),
        help=_help(connection),
    )


def _help(connection: Connection) -> Phrase:
    return Phrase("use `[80, 443]` on the connection: {target} redirects 80 to 443", target=connection.target)
