"""AG324 firewall-bypassed: private subnets reach the internet around the firewall of their VPC.

Some subnets of the VPC send their traffic through a firewall, and these do not: their traffic is not
inspected, and an attacker in them can send data out unseen.

Set `via` to the firewall on these subnets too, or ignore the rule if that is intended.

```yaml bad
subnets:
  inspection: {access: private}
  app: {via: wall}
  jobs: {access: private}
components:
  wall: {kind: network-firewall, subnets: inspection}
  mailer: {kind: ecs-service, tier: backend, subnets: jobs, service: {image: "example/mailer:1.0.0"}}
connections+:
  - mailer -> partners: 443
```

```yaml good
subnets:
  inspection: {access: private}
  app: {via: wall}
  jobs: {access: private, via: wall}
components:
  wall: {kind: network-firewall, subnets: inspection}
  mailer: {kind: ecs-service, tier: backend, subnets: jobs, service: {image: "example/mailer:1.0.0"}}
connections+:
  - mailer -> partners: 443
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import used_rows, written
from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology
from archgen.topology.routes.routing import walker

CODE = "AG324"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "AWS Network Firewall Developer Guide: architectures",
    "SEC05 Implement inspection-based protection",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each private row with a way to the internet that avoids the firewall which others of its VPC use."""
    for vpc in topology.vpcs:
        inspected = {
            id: row.via
            for id, row in topology.rows.items()
            if vpc in row.vpcs and row.via and topology.components[row.via].category is Category.FIREWALL
        }
        walls = {topology.components[wall].subnets for wall in inspected.values() if wall}
        for id in used_rows(topology, vpc, "private"):
            if inspected and id not in inspected and id not in walls and _avoids(topology, vpc, id):
                yield _fault(id, *next(iter(inspected.items())))


def _avoids(topology: Topology, vpc: str, row: str) -> bool:
    firewalls = {copy.id for copy in topology.in_vpc(vpc, Category.FIREWALL)}
    for subnet in topology.subnets.values():
        if subnet.row == row and subnet.vpc == vpc:
            walk = walker(topology).walk(subnet.id, INTERNET)
            if walk.carried and not firewalls & set(walk.hops):
                return True
    return False


def _fault(row: str, other: str, wall: str | None) -> Fault:
    message = Phrase(
        "{row} reaches the internet without {wall}, which inspects the traffic of {other}; set `via: {wall}`",
        row=row,
        wall=wall,
        other=other,
    )
    related = (Place(("subnets", other, "via"), Phrase("inspected")),)
    edit = Phrase("via: {wall}", wall=wall)
    return Fault(("subnets", row), message, key=True, related=related, help=written(row, edit, of="subnets"))
