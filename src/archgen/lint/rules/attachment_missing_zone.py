"""AG321 attachment-missing-zone: subnets route to a transit gateway or firewall that is not in their zone.

A transit gateway takes traffic from a VPC only in the zones in which its attachment has a subnet: components
in other zones cannot reach it. A firewall endpoint in another zone is reachable, but every request crosses
zones, and the answer returns through the endpoint of its own zone, so the firewall drops it.

Attach a subnet tier that has a subnet in every zone of the VPC, and remove `zones` from the gateway and the
firewall.

```yaml bad
regions: {us-east-1: {cidr: null}}
vpcs:
  main: {region: us-east-1, cidr: 10.0.0.0/16}
  depot: {region: us-east-1, cidr: 10.1.0.0/16}
subnets:
  web: {vpc: main}
  app: {vpc: main}
  db: {vpc: main}
  shelves: {vpc: depot, access: isolated}
components:
  tgw: {kind: transit-gateway, attaches: [main, depot], zones: [us-east-1a]}
  inventory: {kind: rds, subnets: shelves, engine: postgres, multi_az: true, read_replicas: 1}
connections+:
  - app -> tgw -> inventory: 5432
```

```yaml good
regions: {us-east-1: {cidr: null}}
vpcs:
  main: {region: us-east-1, cidr: 10.0.0.0/16}
  depot: {region: us-east-1, cidr: 10.1.0.0/16}
subnets:
  web: {vpc: main}
  app: {vpc: main}
  db: {vpc: main}
  shelves: {vpc: depot, access: isolated}
components:
  tgw: {kind: transit-gateway, attaches: [main, depot]}
  inventory: {kind: rds, subnets: shelves, engine: postgres, multi_az: true, read_replicas: 1}
connections+:
  - app -> tgw -> inventory: 5432
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed, row
from archgen.model.kinds.category import Category
from archgen.topology.graph import Subnet, Topology
from archgen.topology.routes.routing import attachments, network_of

CODE = "AG321"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312", "AG225", "AG305")
BREAKS_PATHS = True
REFERENCES = (
    "AWS Transit Gateway guide: Availability Zones",
    "AWS Network Firewall Developer Guide: VPC subnets",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each transit gateway and firewall that is missing in a zone from which subnets route to it."""
    for id in topology.of(Category.TRANSIT_GATEWAY, Category.FIREWALL):
        lacking = _lacking(topology, id)
        if not lacking:
            continue
        zones = listed(subnet.zone for subnet in lacking)
        what = topology.components[id]
        text = (
            "{id} has no attachment in {zones}, where {subnets} route to it; attach it in each zone"
            if what.category is Category.TRANSIT_GATEWAY
            else "{id} has no endpoint in {zones}, where {subnets} route to it; give it one in each zone"
        )
        yield Fault(
            ("components", id),
            Phrase(text, id=id, zones=zones, subnets=listed(subnet.id for subnet in lacking)),
            key=True,
            help=Phrase("remove `zones` from `components.{id}`", id=id) if what.zones else None,
            subjects=(id, *_standing(topology, lacking), *dict.fromkeys(row(s.row) for s in lacking)),
        )


def _lacking(topology: Topology, id: str) -> list[Subnet]:
    """The subnets in use that route to a gateway which has nothing in their zone."""
    targets = {copy.id for copy in topology.copies_of(id)}
    used = {(copy.row, zone) for copy in topology.copies.values() for zone in copy.zones}
    network, found = network_of(topology), []
    for subnet in topology.subnets.values():
        routed = any(route.target in targets for route in network.subnets[subnet.id].routes)
        if (
            routed
            and (subnet.row, subnet.zone) in used
            and subnet.zone not in _zones(topology, id, subnet.vpc)
        ):
            found.append(subnet)
    return found


def _zones(topology: Topology, id: str, vpc: str) -> set[str]:
    if topology.components[id].category is Category.TRANSIT_GATEWAY:
        return {subnet.zone for subnet in attachments(topology, id).get(vpc, ())}
    return {zone for copy in topology.copies_of(id) if copy.vpc == vpc for zone in copy.zones}


def _standing(topology: Topology, subnets: list[Subnet]) -> dict[str, None]:
    rows = {subnet.row for subnet in subnets}
    inside = [copy.component for copy in topology.copies.values() if copy.row in rows]
    reached = [c.target for id in inside for c in topology.connections_from(id)]
    return dict.fromkeys((*inside, *reached))
