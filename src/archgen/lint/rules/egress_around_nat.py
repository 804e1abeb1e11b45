"""AG316 egress-around-nat: egress from private or isolated subnets that does not use NAT.

The chain names an internet gateway or an endpoint for egress. A private subnet has no route to the
internet gateway, and an endpoint leads to one AWS service: the diagram would not match the network.

Name the NAT gateway (`app -> nat -> partners`) or the gateway that the subnets' `via` names, or leave the
gateway out of the chain: archgen finds it. An interface endpoint to a third party's service (`service:
vpce...`, AWS PrivateLink) is allowed.

```yaml bad
connections-: [app -> nat -> partners]
connections+:
  - app -> igw -> partners: 443
```

```yaml bad
connections-: [app -> nat -> partners]
connections+:
  - app -> dynamodb-endpoint -> partners: 443
```

```yaml good
connections-: [app -> nat -> partners]
connections+:
  - app -> partners: 443
```

```yaml good
components:
  partner-link: {kind: vpc-endpoint, service: vpce.us-east-1.vpce-svc-0e123abc123198abc, subnets: app}
connections-: [app -> nat -> partners]
connections+:
  - app -> partner-link -> partners: 443
```

```yaml good
connections+:
  - web -> igw -> partners: 443
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.lint.rules.ways import target_name, way_of
from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import paths_of

CODE = "AG316"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312", "AG319")
BREAKS_PATHS = True
REFERENCES = (
    "Amazon VPC User Guide: NAT gateway use cases",
    "SEC05 Control traffic flow within your network layers",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection out of a private or isolated row that names other ways than NAT."""
    for connection in topology.connections:
        wrong = _wrong_way(topology, connection)
        row = topology.components[connection.source].subnets
        if wrong is None or row is None:
            continue
        source, target = connection.source, connection.target
        access = topology.rows[row].access
        nat = topology.rows[row].via or next(iter(topology.of(Category.NAT_GATEWAY)), None)
        end = (
            Phrase("use {nat}", nat=nat)
            if nat and access == "private"
            else Phrase("it needs private subnets and a NAT gateway")
        )
        yield fault_at(
            connection,
            Phrase(
                "{source} goes to {target} via {wrong}, to which {row}, {subnet}, has no route; {end}",
                source=source,
                target=target_name(connection),
                wrong=wrong,
                row=row,
                subnet=Phrase("an isolated subnet") if access == "isolated" else Phrase("a private subnet"),
                end=end,
            ),
            related=(Place(("subnets", row, "access"), Phrase("no route to {wrong}", wrong=wrong)),),
            hops=way_of(topology, connection),
            help=Phrase("write `{source} -> {nat} -> {target}`", source=source, nat=nat, target=target)
            if nat and access == "private"
            else None,
        )


def _wrong_way(topology: Topology, connection: Connection) -> str | None:
    """The way out that a chain names in the place of NAT."""
    row = topology.components[connection.source].subnets
    target = topology.components.get(connection.target)
    outside = target is None or (target.category is Category.EXTERNAL and not target.on_private_network)
    if not outside or row is None or topology.rows[row].access == "public" or not connection.ways:
        return None
    if not any(path.broken for path in paths_of(topology, connection)):
        return None
    named = {way: topology.components[way] for way in connection.ways}
    if any(each.category is Category.NAT_GATEWAY for each in named.values()):
        return None
    private_link = [way for way, each in named.items() if each.category is Category.ENDPOINT and each.subnets]
    return None if private_link else connection.ways[0]
