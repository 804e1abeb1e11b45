"""AG202 single-zone: a region with one zone.

A region with one zone fails when that zone fails: each zone has its own power, cooling and network. Every
high-availability feature of AWS inside a region needs a second zone.

Add a second zone; archgen then creates the subnets in each zone.

```yaml bad
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

from archgen.catalogue.regions import zones_of
from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.topology.graph import Topology

CODE = "AG202"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG220",)
BREAKS_PATHS = True
REFERENCES = ("REL10 Deploy the workload to multiple locations",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each region that has no second zone."""
    for place in topology.regions.values():
        zones = tuple(dict.fromkeys(place.zones))
        if len(zones) != 1:
            continue  # without zones nothing is in a VPC
        others = [zone for zone in zones_of(place.name) if zone not in zones]
        second = others[0] if others else Phrase("another zone of {place}", place=place.name)
        yield Fault(
            ("regions", place.name, "zones"),
            Phrase(
                "{place} has a single zone, {zone}, and fails with it; add {second}",
                place=place.name,
                zone=zones[0],
                second=second,
            ),
            help=written(
                place.name,
                Phrase("zones: [{zone}, {second_zone}]", zone=zones[0], second_zone=others[0]),
                of="regions",
            )
            if others
            else None,
        )
