"""AG207 auto-scaling-group-single-zone: a group in a single zone.

A group (or a container service) in one zone fails with it, however many instances it has.

Remove `zones` from the group, or name two. If its subnets share one NAT gateway, the help names that too:
AG215 reports it only once something runs in the other zones.

```yaml bad
components:
  app: {zones: [us-east-1a]}
```

```yaml bad
# also AG215
components:
  app: {zones: [us-east-1a]}
  nat: {per: region}
```

```yaml good
components:
  app: {zones: [us-east-1a, us-east-1b]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.standing import spread, zones_route
from archgen.model.kinds import Group
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG207"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG203", "AG206", "AG208", "AG225")
BREAKS_PATHS = True
REFERENCES = ("Security Hub AutoScaling.2", "REL10 Deploy the workload to multiple locations")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each group that stands in one zone of a region that has more."""
    for id, component in topology.components.items():
        if not isinstance(component, Group):
            continue
        for place, zones in spread(topology, id):
            if len(zones) < 2:
                yield Fault(
                    zones_route(topology, id),
                    Phrase(
                        "{id} runs only in {zone}, and fails with it; "
                        "run it in {count} zones: remove `zones`",
                        id=id,
                        zone=zones[0],
                        count=len(set(place.zones)),
                    ),
                    help=_edit(topology, id),
                )


def _edit(topology: Topology, id: str) -> Phrase:
    """The edit; it includes the NAT gateway that the group's subnets in the other zones would share."""
    row = topology.components[id].subnets
    for subnet in topology.subnets.values():
        nat = topology.default_route(subnet) if subnet.row == row and subnet.access == "private" else None
        if nat is None or nat.zone in (None, subnet.zone):
            continue
        component = topology.components[nat.component]
        if component.category is Category.NAT_GATEWAY:
            return Phrase(
                "remove `zones` from `components.{id}`, and `{what}` from `components.{nat}`, on which its "
                "instances in the other zones would depend",
                id=id,
                what="per" if component.is_one_per_region else "zones",
                nat=nat.component,
            )
    return Phrase("remove `zones` from `components.{id}`", id=id)
