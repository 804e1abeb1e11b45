"""AG225 zone-loss-outage: the failure of one zone cuts a path from a client to a component that it needs.

The general rule of this family: for each zone, archgen simulates its failure with automatic recovery only
(standbys take over, load balancers leave the zone, subnets that routed to a failed NAT gateway have no
egress, manual steps are not taken), and checks whether clients still reach everything they reached
before. The finding names the hop that breaks. It is not reported where a more specific rule reports the
same component.

Run what breaks in a second zone, or give it automatic failover.

Known exception: a group that may pause until Auto Scaling has launched others: set `required: 0` in its
`capacity`.

```yaml bad
components:
  queue: {kind: custom, scope: zone, zones: [us-east-1a], subnets: app, icon: aws.integration.MQ, port: 5671}
connections+: [app -> queue]
```

```yaml good
components:
  queue: {kind: custom, scope: zone, subnets: app, icon: aws.integration.MQ, port: 5671}
connections+: [app -> queue]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.model.kinds import INTERNET
from archgen.topology.failures.failure import BrokenPath, ZoneFailure, without
from archgen.topology.graph import Topology

CODE = "AG225"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("REL10 Deploy the workload to multiple locations", "AWS Fault Isolation Boundaries")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component that breaks a path when one of its region's zones fails."""
    found: dict[str, list[tuple[ZoneFailure, BrokenPath]]] = {}
    for place in topology.regions.values():
        zones = tuple(dict.fromkeys(place.zones))
        for zone in zones if len(zones) > 1 else ():
            loss = without(topology, zone)
            for cut in filter(None, loss.unreached.values()):
                if not _may_pause(topology, _culprit(topology, cut), zone):
                    found.setdefault(_culprit(topology, cut), []).append((loss, cut))
    before = _ways_from_clients(topology) if found else {}
    for culprit, losses in found.items():
        yield _fault(topology, culprit, losses, before)


def _may_pause(topology: Topology, id: str, zone: str) -> bool:
    """Whether the file requires none of a group to be left, and others are launched in another zone."""
    capacity = topology.components[id].how_many
    copies = (copy for copy in topology.copies.values() if copy.component == id)
    return capacity is not None and not capacity.required and any(copy.zone != zone for copy in copies)


def _culprit(topology: Topology, cut: BrokenPath) -> str:
    """What broke: the component at the far end of the hop."""
    stop = cut.hop[1]
    return topology.copies[stop].component if stop in topology.copies else cut.connection.source


def _fault(
    topology: Topology, culprit: str, losses: list[tuple[ZoneFailure, BrokenPath]], before: dict[str, str]
) -> Fault:
    cut = losses[0][1]
    each = tuple(dict.fromkeys(loss.zone for loss, _ in losses))
    zones = Phrase("any of {zones}", zones=listed(each)) if len(each) > 1 else each[0]
    whom = listed(_named(cut.connection.target) for _, cut in losses)
    hops = (*_way(cut.connection.source, before)[:-1], *cut.stops, Phrase("(cut)"))
    return Fault(
        ("components", culprit, "kind"),
        Phrase(
            "if {zones} fails, clients no longer reach {whom} ({reason}); run {culprit} in another zone too",
            zones=zones,
            whom=whom,
            reason=cut.reason,
            culprit=culprit,
        ),
        related=(
            Place(cut.connection.route, Phrase("this connection breaks"), key=cut.connection.chain.key),
        ),
        hops=hops,
        subjects=(culprit,),
    )


def _named(target: str) -> str:
    return Phrase("the internet") if target == INTERNET else target


def _ways_from_clients(topology: Topology) -> dict[str, str]:
    """For each component that a client reaches, the one before it on a shortest way."""
    before = dict.fromkeys(topology.callers, "")
    queue = list(before)
    for id in queue:
        for connection in topology.connections_from(id):
            if connection.target not in before:
                before[connection.target] = id
                queue.append(connection.target)
    return before


def _way(id: str, before: dict[str, str]) -> tuple[str, ...]:
    """The components from a client to this one."""
    way = [id]
    while before.get(way[-1]):
        way.append(before[way[-1]])
    return tuple(reversed(way))
