"""AG509 origin-exposed: clients go around the CDN, straight to the load balancer behind it.

A client that knows the load balancer's name bypasses the distribution's cache, web ACL and DDoS protection,
and the load balancer's security group is open to the internet instead of to CloudFront.

Let clients use the distribution only. If they need both, add a second load balancer for direct access. A
connection from an `external` component with `cidrs` does not open it to the internet.

```yaml bad
connections+:
  - client -> web-lb: 443
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
  partners: {cidrs: [203.0.113.0/24]}
connections+:
  - partners -> web-lb: 443
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.lint.rules.ways import from_internet, told, way_of
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG509"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG504",)
REFERENCES = (
    "Amazon CloudFront Developer Guide: restrict access to Application Load Balancers",
    "SEC05 Control traffic flow within your network layers",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection from the internet to a load balancer that is also an origin."""
    for id in topology.of(Category.APPLICATION_BALANCER, Category.NETWORK_BALANCER):
        incoming = topology.connections_to(id)
        cdns = [
            each for each in incoming if topology.components[each.source].category is Category.DISTRIBUTION
        ]
        if not cdns:
            continue
        cdn = cdns[0]
        for connection in incoming:
            if from_internet(topology, connection):
                yield fault_at(
                    connection,
                    Phrase(
                        "{source} reaches {id} without {cdn}, whose origin it is; connect through {cdn}",
                        source=connection.source,
                        id=id,
                        cdn=cdn.source,
                    ),
                    related=(told(cdn, Phrase("its path through the CDN")),),
                    hops=way_of(topology, connection),
                    help=Phrase("write `{source} -> {cdn}`", source=connection.source, cdn=cdn.source),
                )
