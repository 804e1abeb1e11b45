"""AG701 idle-nat-gateway: a NAT gateway that no subnet uses.

A NAT gateway is charged per hour, used or not. It is idle where no private subnets are in use in its
region, or where another one serves its zone.

Remove it, or make the subnets private that should use it.

```yaml bad
# maybe AG307, AG801
components:
  nat2: {kind: nat-gateway, subnets: web}
connections-: [app -> nat -> partners]
connections+: [app -> nat2 -> partners, app -> nat -> partners]
```

```yaml good
components:
  nat: {per: zone}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import all_paths
from archgen.topology.routes.platform_egress import platform_egress

CODE = "AG701"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("COST06 Select the correct resource type, size, and number", "Amazon VPC pricing: NAT gateways")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each NAT gateway with the copies of it that nothing routes to."""
    used = _used(topology)
    for id in topology.of(Category.NAT_GATEWAY):
        idle = [copy for copy in topology.copies_of(id) if copy.id not in used]
        if not idle:
            continue
        where = listed(copy.zone or copy.region or "" for copy in idle)
        yield Fault(
            ("components", id),
            Phrase(
                "no private subnet routes to {id} in {where}, and it is charged per hour; remove it",
                id=id,
                where=where,
            ),
            key=True,
        )


def _used(topology: Topology) -> set[str]:
    """The NAT gateways that private rows in use route to; all rows in a network in which nothing runs yet."""
    empty = topology.is_only_a_network
    rows = {(copy.row, copy.region) for copy in topology.copies.values() if copy.row}
    routed = (
        topology.default_route(subnet)
        for subnet in topology.subnets.values()
        if subnet.access == "private" and (empty or (subnet.row, subnet.region) in rows)
    )
    passed = {stop for path in all_paths(topology) for stop in path.stops[1:-1]}
    passed |= {stop for egress in platform_egress(topology) for stop in egress.stops[1:]}
    return {nat.id for nat in routed if nat is not None} | passed
