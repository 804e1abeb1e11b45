"""AG402 admin-port-open: anyone on the internet may open SSH (22) or Remote Desktop (3389).

Scanners try these ports constantly, and a stolen key or a weak password is enough. A connection whose
port is open to all (`protocol: all`, or no port where the kind gives none) counts.

In a plan, the groups of a NAT instance count too, which nobody outside needs to open.

Remove the connection: Session Manager gives a shell and port forwarding over the instance's own egress,
with no open port and an audit log. An office whose blocks are known is an `external` component with
`cidrs`, and not the internet.

```yaml bad
connections+:
  - client -> web: 22
```

```yaml bad
# also AG214
components:
  windows: {kind: instance, tier: frontend, subnets: web}
connections+: [client -> windows]
```

```yaml bad
# also AG509
connections+:
  - partners -> web-lb: {port: [443, 3389]}
```

```yaml good
# also AG214
components:
  office: {kind: external, cidrs: [203.0.113.0/24]}
  jump: {kind: instance, tier: frontend, subnets: web}
connections+:
  - office -> jump: 22
  - jump -> app: 22
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.lint.rules.ways import at_port, from_internet, way_of
from archgen.model.kinds import INTERNET
from archgen.topology.connections import ADMIN_PORTS
from archgen.topology.graph import Topology

CODE = "AG402"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG403", "AG414")
REFERENCES = (
    "Security Hub EC2.19",
    "AWS Systems Manager User Guide: Session Manager",
)

NAMES = {22: Phrase("22 (SSH)"), 3389: Phrase("3389 (Remote Desktop)")}
"""The ports of remote shells, by number."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection from the internet on such a port, or on every port, to something in a VPC."""
    for connection in topology.connections:
        if connection.target == INTERNET or not from_internet(topology, connection):
            continue
        if not any(copy.row for copy in topology.copies_of(connection.target)):
            continue
        if connection.protocol == "udp" and connection.ports:
            continue
        balances = topology.components[connection.target].is_load_balancer
        if balances and not connection.ports and connection.protocol != "all":
            continue  # it listens on 443 where nobody names a port
        ports = [port for port in ADMIN_PORTS if port in connection.ports or not connection.ports]
        if not ports:
            continue
        what = listed(NAMES[port] for port in ports)
        how = (
            Phrase("may open {what} of", what=what)
            if connection.ports
            else Phrase("may open every port, including {what}, of", what=what)
        )
        yield at_port(
            topology,
            connection,
            ports[0] if connection.ports else None,
            Phrase(
                "{source} {how} {target}; use Session Manager, which needs no open port",
                source=connection.source,
                how=how,
                target=connection.target,
            ),
            hops=way_of(topology, connection),
            help=Phrase("remove this port, or allow it only from an `external` component with `cidrs`")
            if connection.ports
            else Phrase(
                "set the connection's port: `{source} -> {target}: 443`",
                source=connection.source,
                target=connection.target,
            ),
        )
