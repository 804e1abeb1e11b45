"""AG201 zone-not-in-region: a zone that its region does not have.

AWS refuses a subnet in a zone that the region does not have. Zones are named by their region and a letter
(`us-east-1a`); Local Zones and Wavelength Zones also carry a location (`us-west-2-lax-1a`) and are
accepted as they are. For a region that archgen does not know (AWS opens new ones) only the form of the
name is checked.

Name a zone of the region, each once.

Known exception: accounts see different letters; older accounts see some that new ones do not.

```yaml bad
regions:
  us-east-1: {zones: [us-east-1a, us-west-2b]}
```

```yaml bad
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1b]}
```

```yaml good
regions:
  us-east-1: {zones: [us-east-1d, us-east-1f]}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.catalogue.regions import REGIONS, is_local, zones_of
from archgen.findings import Place, Severity, nearest
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.topology.graph import RegionPlace, Topology

CODE = "AG201"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = ("AWS Regions and Availability Zones: AWS Availability Zones",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each zone that is not its region's, or is named twice."""
    for place in topology.regions.values():
        for index, zone in enumerate(place.zones):
            route = ("regions", place.name, "zones", index)
            first = place.zones.index(zone)
            if not _has(place, zone):
                name = place.name or Phrase("a region without a name")
                yield Fault(
                    route,
                    Phrase(
                        "{name} has no zone {zone}; {way_out}",
                        name=name,
                        zone=zone,
                        way_out=_way_out(place, zone),
                    ),
                )
            elif first != index:
                related = (Place(("regions", place.name, "zones", first), Phrase("the same zone")),)
                yield Fault(
                    route,
                    Phrase("{place} names {zone} twice; name another zone", place=place.name, zone=zone),
                    related=related,
                )


def _has(place: RegionPlace, zone: str) -> bool:
    rest = zone.removeprefix(place.name)
    if rest == zone:
        return False
    known = zones_of(place.name)
    return is_local(place.name, zone) or (zone in known if known else bool(re.fullmatch("[a-z]", rest)))


def _way_out(place: RegionPlace, zone: str) -> str:
    known = zones_of(place.name)
    region = nearest(place.name, REGIONS) if place.name and not known else None
    if region and zone in zones_of(region):
        return Phrase("did you mean the region {region}?", region=region)
    if zone.lower() in known or not zone.startswith(place.name):
        meant = f"{place.name}{zone}" if len(zone) == 1 else nearest(zone.lower(), known)
        if meant in known:
            return Phrase("did you mean {meant}?", meant=meant)
    if known:
        return Phrase("it has {known}", known=listed(known, most=6))
    return Phrase("its zones are its name and a letter, such as {place}a", place=place.name)
