"""AG220 replica-same-zone: a database with copies, none of them outside its primary's zone.

Copies in the primary's own zone are lost with it: they carry load, and no disaster.

Let the database stand in a second zone: give its region one, or remove `zones`.

```yaml bad
# also AG202
regions:
  us-east-1: {zones: [us-east-1a]}
```

```yaml good
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.rules.fault import Fault
from archgen.rules.standing import zones_route
from archgen.topology import Topology

CODE = "AG220"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG225",)
REFERENCES = ("REL10 Deploy the workload to multiple locations",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each database whose copies are all where its primary is."""
    for id in topology.of_kind("rds", "aurora"):
        copies = topology.copies_of(id)
        for primary in (copy for copy in copies if not copy.role):
            mates = [copy for copy in copies if copy.role]
            if not mates or any(mate.zone != primary.zone for mate in mates):
                continue
            named = topology.components[id].zones is not None
            region = primary.region or ""
            yield Fault(
                zones_route(topology, id) if named else ("components", id, "kind"),
                f"every copy of {id} stands in {primary.zone}, its primary's zone; let it have a second zone",
                related=(Place(("regions", region, "zones"), f"the zones of {region}"),),
            )
