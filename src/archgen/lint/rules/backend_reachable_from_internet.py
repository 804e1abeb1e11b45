"""AG309 backend-reachable-from-internet: the internet may connect directly to the backend.

A path from a client, or from an external service with unknown addresses, ends at a backend component and
passes no load balancer, CDN or frontend. There is then no place for a certificate, a web ACL or a health
check, the backend needs public addresses, and each of its instances is an entry point.

Connect the client to a load balancer, a distribution or the frontend, and that one to the backend. An
external service whose `cidrs` are known is not the internet. An entry that archgen does not know (a
custom component such as an API gateway) counts as one.

```yaml bad
connections+:
  - client -> app: 8000
```

```yaml bad
# also AG308
components:
  app: {subnets: web}
connections+:
  - client -> igw -> app: 8000
```

```yaml bad
components:
  hooks: {kind: lambda, tier: backend}
connections+: [partners -> hooks]
```

```yaml good
components:
  api-lb: {kind: alb, subnets: web}
connections+:
  - client -> api-lb: 443
  - api-lb -> app: 8000
```

```yaml good
components:
  api: {kind: custom, icon: aws.network.APIGateway, port: 443}
  hooks: {kind: lambda, tier: backend}
connections+: [client -> api -> hooks]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at, listed
from archgen.lint.rules.ways import from_internet, is_backend, ports_text, way_of
from archgen.model.kinds import INTERNET
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

CODE = "AG309"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312", "AG403", "AG407", "AG414")
BREAKS_PATHS = True
REFERENCES = ("SEC05 Create network layers", "SEC05 Control traffic flow within your network layers")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection from the internet straight to a backend component."""
    for connection in topology.connections:
        if connection.target == INTERNET or not is_backend(topology.components[connection.target]):
            continue
        admin = connection.for_administration
        if admin or not from_internet(topology, connection):
            continue
        instead, help = _way_out(topology, connection)
        yield fault_at(
            connection,
            Phrase(
                "{source} may open {ports} of {target} (backend) without a load balancer, CDN or "
                "frontend between them; {instead}",
                source=connection.source,
                ports=ports_text(connection),
                target=connection.target,
                instead=instead,
            ),
            hops=way_of(topology, connection),
            help=help,
        )


def _way_out(topology: Topology, connection: Connection) -> tuple[str, str]:
    source, target = connection.source, connection.target
    before = [each.source for each in topology.connections_to(target)]
    faces_out = [id for id in before if topology.scheme(id) == "internet-facing"]
    inside = [id for id in before if topology.scheme(id) == "internal"]
    if faces_out:
        return Phrase("use {balancer}, which is in front of it", balancer=faces_out[0]), Phrase(
            "remove this connection: {source} reaches {balancer}", source=source, balancer=faces_out[0]
        )
    if inside:
        front = [each.source for each in topology.connections_to(inside[0])]
        if front:
            way = Phrase("{front} and {inside}", front=listed(front, 2), inside=inside[0])
            return Phrase("connect through {way}", way=way), Phrase(
                "remove this connection: {target} is reached through {way}", target=target, way=way
            )
    lb = f"{target}-lb"
    edit = Phrase(
        "add a load balancer in public subnets, and connect `{source} -> {lb}: 443` and `{lb} -> {target}`",
        source=source,
        lb=lb,
        target=target,
    )
    return Phrase("put one in front of it"), edit
