"""AG506 origin-http: CloudFront connects to a load balancer over plain HTTP.

People see a lock, and the second half of the way is open all the same: over the internet from the edge to the
load balancer.

Connect on 443, with a certificate at the load balancer.

```yaml bad
connections-: [cdn -> igw -> web-lb]
connections+:
  - cdn -> igw -> web-lb: 80
```

```yaml bad
connections-: [cdn -> igw -> web-lb]
connections+:
  - cdn -> igw -> web-lb: {port: 8080, protocol: http}
```

```yaml good
connections-: [cdn -> igw -> web-lb]
connections+:
  - cdn -> igw -> web-lb: {port: 8443, protocol: https}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import at_port, ports_text, way_of
from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology
from archgen.topology.listening import is_plain

CODE = "AG506"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("Security Hub CloudFront.9",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection in plain HTTP from a distribution to something in a VPC."""
    for id in topology.of(Category.DISTRIBUTION):
        for connection in topology.connections_from(id):
            if connection.target == INTERNET or not is_plain(topology, connection):
                continue
            if not any(copy.row for copy in topology.copies_of(connection.target)):
                continue
            yield at_port(
                topology,
                connection,
                connection.ports[0] if connection.ports else None,
                Phrase(
                    "{id} uses plain HTTP to {target} ({ports}); connect on 443",
                    id=id,
                    target=connection.target,
                    ports=ports_text(connection),
                ),
                hops=way_of(topology, connection),
                help=Phrase("write `{id} -> {target}: 443`", id=id, target=connection.target),
            )
