"""AG108 subnet-capacity: a subnet with too few addresses for the worst case.

A subnet must have room for the worst case: a group's largest share after one of its zones fails, 8
addresses for each load balancer, 1 for each NAT gateway, interface endpoint, copy of a database or cache,
mount target and instance. AWS keeps 5 of a block's addresses, so that 2^(32 - prefix) - 5 can be used.
When they run out, instances do not start, and nothing says so before.

It is an error where they do not suffice, and a warning where fewer than twice as many are there.

Pin a larger block, choose a larger `cidr` for the VPC, or lower `capacity.max`.

```yaml bad
subnets:
  app: {cidrs: [10.0.200.0/28, 10.0.201.0/28]}
components:
  app-lb: {subnets: db}
```

```yaml good
subnets:
  app: {cidrs: [10.0.200.0/26, 10.0.201.0/26]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.addresses import block_route, demands, usable
from archgen.lint.rules.fault import Fault, row
from archgen.model.kinds import Group
from archgen.topology.graph import Subnet, Topology

CODE = "AG108"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = (
    "Amazon VPC User Guide: subnet CIDR blocks",
    "REL02 Ensure IP subnet allocation accounts for expansion and availability",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each row with the tightest of its subnets in a region."""
    needs = demands(topology)
    tightest: dict[tuple[str, str], tuple[int, Subnet]] = {}
    for subnet in topology.subnets.values():
        spare = usable(subnet) - 2 * sum(needs.get(subnet.id, {}).values())
        key = (subnet.row, subnet.region)
        if spare < tightest.get(key, (0, subnet))[0]:
            tightest[key] = (spare, subnet)
    for _, subnet in tightest.values():
        yield _fault(topology, subnet, needs[subnet.id])


def _fault(topology: Topology, subnet: Subnet, needs: dict[str, int]) -> Fault:
    needed, free = sum(needs.values()), usable(subnet)
    short = needed > free
    largest = max(needs, key=lambda id: needs[id])
    prefix = 32 - (2 * needed + 5 - 1).bit_length()
    most = (
        Phrase(", {needs} of them for {largest}", needs=needs[largest], largest=largest)
        if len(needs) > 1
        else Phrase(" for {largest}", largest=largest)
    )
    worst = (
        Phrase("and needs {needed}{most}", needed=needed, most=most)
        if short
        else Phrase("and may need {needed}{most}, more than half", needed=needed, most=most)
    )
    return Fault(
        block_route(topology, subnet),
        Phrase(
            "{cidr} ({row}, {zone}) has {free} usable addresses {worst}; ",
            cidr=subnet.cidr,
            row=subnet.row,
            zone=subnet.zone,
            free=free,
            worst=worst,
        )
        + (
            Phrase("a /{prefix} has room for twice as many", prefix=prefix)
            if prefix >= 16
            else Phrase("lower the maximum of {largest}", largest=largest)
        ),
        key=subnet.slot is not None,
        severity=None if short else Severity.WARNING,
        related=(Place(_demand_route(topology, largest), Phrase("takes {needs}", needs=needs[largest])),),
        subjects=(row(subnet.row),),
    )


def _demand_route(topology: Topology, id: str) -> tuple[str, ...]:
    component = topology.components[id]
    if isinstance(component, Group) and "capacity" in component.model_fields_set:
        return ("components", id, "capacity")
    return ("components", id)
