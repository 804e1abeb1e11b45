"""AG325 target-closed: a target that its load balancer cannot reach, or a listener that nobody can.

A load balancer opens connections to its targets: with requests, on the port of the target group, and with
health checks. A target whose security group does not admit them never becomes healthy, and neither does one
to which the load balancer's own group does not let them out. A load balancer whose own group admits nobody
on the port of a listener is the same on its other side: nobody can reach it.

archgen derives security groups from connections, so in a model this follows from the protocol alone: an
Application Load Balancer uses HTTP over TCP, and a UDP connection does not admit it. In a plan or a state the
rules of both groups are compared with listeners, target groups and their health checks. A Network Load
Balancer checks the health of UDP targets over TCP too.

Add the rule that the finding names. In a model, leave the protocol out, or use a Network Load Balancer.

```yaml bad
connections-: [web-lb -> web]
connections+:
  - web-lb -> web: {port: 3000, protocol: udp}
```

```yaml good
components:
  games-lb: {kind: nlb, subnets: app}
  games:
    kind: auto-scaling-group
    tier: backend
    subnets: app
    service: {image: "example/games:1.0.0", port: 7777}
connections+:
  - web -> games-lb: {port: 7777, protocol: udp}
  - games-lb -> games: {port: 7777, protocol: udp}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG325"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = (
    "Elastic Load Balancing User Guide: security groups for your Application Load Balancer",
    "Elastic Load Balancing User Guide: health checks for target groups",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection of UDP from an Application Load Balancer, which speaks TCP."""
    for connection in topology.connections:
        if (
            topology.components[connection.source].category is Category.APPLICATION_BALANCER
            and connection.protocol == "udp"
        ):
            yield fault_at(
                connection,
                Phrase(
                    "{source} reaches its targets over TCP, and {target} admits UDP alone; use an nlb, or "
                    "leave `protocol` out",
                    source=connection.source,
                    target=connection.target,
                ),
                help=Phrase("use `kind: nlb` in `components.{source}`", source=connection.source),
            )
