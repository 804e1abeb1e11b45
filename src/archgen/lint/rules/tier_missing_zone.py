"""AG203 tier-missing-zone: a frontend or backend tier that is absent from a declared zone.

A zone that the file declares is to carry the system when another is lost. If a tier does not stand in it, the
others stand there in vain: their traffic must cross into the zones that the tier has, and what is left of
these must carry all of it.

Remove `zones` from the component, or add the zone to it. Databases have rules of their own.

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
