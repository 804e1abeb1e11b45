"""AG203 tier-missing-zone: a frontend or backend tier that is absent from a declared zone.

Each declared zone should keep the system running when another fails. If a tier is missing in a zone, the
other tiers there are of no use: their traffic crosses into the zones that have the tier, and the
remaining ones carry all of it.

Remove `zones` from the component, or add the zone to it. Databases have their own rules.

```yaml bad
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}
components:
  app: {zones: [us-east-1a, us-east-1b]}
  app-lb: {zones: [us-east-1a, us-east-1b]}
```

```yaml good
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.lint.rules.standing import zones_route
from archgen.model.kinds import Tier
from archgen.topology.graph import RegionPlace, Topology

CODE = "AG203"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = ("REL10 Deploy the workload to multiple locations",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each tier of a region that stands in some of its zones only."""
    for place in topology.regions.values():
        if len(set(place.zones)) < 2:
            continue
        for tier in (Tier.FRONTEND, Tier.BACKEND):
            yield from _in(topology, place, tier)


def _in(topology: Topology, place: RegionPlace, tier: Tier) -> Iterator[Fault]:
    members: list[str] = []
    there: set[str] = set()
    for id, component in topology.components.items():
        if not component.is_compute or component.in_tier is not tier:
            continue
        copies = topology.copies_of(id, place.name)
        if copies:
            members.append(id)
        for copy in copies:
            there.update(copy.zones or place.zones)
    missing = [zone for zone in dict.fromkeys(place.zones) if zone not in there]
    if not members or not missing:
        return
    guilty = next((id for id in members if topology.components[id].zones is not None), members[0])
    standing = listed(zone for zone in place.zones if zone in there)
    yield Fault(
        zones_route(topology, guilty),
        Phrase(
            "the {tier} ({members}) runs in {standing} and not in {missing}; run {guilty} in every zone",
            tier=tier,
            members=listed(members),
            standing=standing,
            missing=listed(missing),
            guilty=guilty,
        ),
        help=Phrase("remove `zones` from `components.{guilty}`", guilty=guilty)
        if topology.components[guilty].zones is not None
        else None,
        subjects=tuple(members),
    )
