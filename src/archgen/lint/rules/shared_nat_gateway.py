"""AG215 shared-nat-gateway: a private subnet whose NAT gateway is in another zone.

A zonal NAT gateway fails with its zone, and with it the egress of every subnet whose default route leads
to it, in healthy zones too, until somebody changes the routes manually. Traffic across zones is also
charged.

Leave `per` at `zone` (one NAT gateway in each zone), and give the gateway all zones of its region. A
regional NAT gateway (`per: vpc`) works in every zone. If one is enough (a staging environment), ignore
the rule with a reason.

```yaml bad
components:
  nat: {per: region}
```

```yaml bad
components:
  nat: {zones: [us-east-1a]}
```

```yaml good
components:
  nat: {per: vpc, subnets: null}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.model.kinds.category import Category
from archgen.topology.graph import Subnet, Topology

CODE = "AG215"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG225", "AG702")
BREAKS_PATHS = True
REFERENCES = (
    "REL10 Deploy the workload to multiple locations",
    "Amazon VPC User Guide: NAT gateway basics",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each NAT gateway that private subnets of other zones route to."""
    for nat, subnets in _borrowed(topology).items():
        copy = topology.copies[nat]
        rows = tuple(dict.fromkeys(subnet.row for subnet in subnets))
        per_region = topology.components[copy.component].is_one_per_region
        gateway = topology.internet_gateway(copy.vpc)
        yield Fault(
            ("components", copy.component, "per" if per_region else "zones"),
            Phrase(
                "{subnets} depend on {nat} in {zone} for egress, and lose it if that zone fails; use "
                "one NAT gateway per zone"
                if len(subnets) > 1
                else "{subnets} depends on {nat} in {zone} for egress, and loses it if that zone fails; "
                "use one NAT gateway per zone",
                subnets=listed(subnet.id for subnet in subnets),
                nat=copy.component,
                zone=copy.zone,
            ),
            related=tuple(
                Place(("subnets", row), Phrase("routes to {nat}", nat=nat), key=True) for row in rows
            ),
            hops=(subnets[0].id, nat, *((gateway.id,) if gateway else ())),
            help=Phrase(
                "remove `{what}` from `components.{copy}`",
                what="per" if per_region else "zones",
                copy=copy.component,
            ),
        )


def _borrowed(topology: Topology) -> dict[str, list[Subnet]]:
    """The subnets in use that route to each NAT gateway of another zone.

    A network by itself, in which nothing runs yet, is there for what will: all of its subnets count.
    """
    used = {(copy.row, zone) for copy in topology.copies.values() for zone in copy.zones}
    found: dict[str, list[Subnet]] = {}
    for subnet in topology.subnets.values():
        in_use = (subnet.row, subnet.zone) in used or topology.is_only_a_network
        if subnet.access != "private" or not in_use:
            continue
        nat = topology.default_route(subnet)
        if nat is None or topology.components[nat.component].category is not Category.NAT_GATEWAY:
            continue
        if nat.zone not in (None, subnet.zone):
            found.setdefault(nat.id, []).append(subnet)
    return found
