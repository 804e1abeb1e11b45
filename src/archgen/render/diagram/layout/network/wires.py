"""Who is joined to whom in the network picture, thing to thing, once for each pair and sort of line.

Traffic that leaves a subnet over its default route is not a line of its lane: it is the subnet's route to its
gateway, the gateway's line to what is reached, and a name in the lane's cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from archgen.model.kinds import INTERNET, Tier
from archgen.model.kinds.category import PRIVATE_CONNECTIONS, Category
from archgen.render.diagram.layout.network.things import Place, Thing, Things, attachment
from archgen.render.diagram.scene import Sort
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.links import all_links
from archgen.topology.routes.paths import Path, all_paths

DNS = "DNS"
ROUTED = (Place.NAT, Place.TRANSIT)
"""What default routes lead to."""
INSIDE = (Place.LANE, Place.BALANCER)
"""The places of what has a subnet, and so a default route."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from a thing to a thing, or from copy to copy in one lane. `label` has the ports."""

    id: str
    source: str
    target: str
    sort: Sort
    label: str
    connections: tuple[Connection, ...] = ()

    @property
    def kind(self) -> Literal["traffic", "replication"]:
        return "replication" if self.sort == "replication" else "traffic"


@dataclass(frozen=True, slots=True)
class Wiring:
    """All lines. `inner` ones are replication inside a lane.

    `goes` are for each lane or load balancer the components that it reaches over the default route of its
    subnets; `direct` are the (VPC, row) of public subnets that send traffic out; `mutual`
    the wires over which data is copied both ways; `attached` the attachments that traffic passes, each with
    whether it goes "out" of the VPC or "in".
    """

    wires: tuple[Wire, ...]
    inner: tuple[Wire, ...]
    goes: Mapping[str, tuple[str, ...]]
    direct: frozenset[tuple[str, str]]
    mutual: frozenset[str] = frozenset()
    attached: frozenset[tuple[str, str]] = frozenset()


class _Hop(NamedTuple):
    source: str
    target: str
    sort: Sort


@dataclass(slots=True)
class _Drawing:
    labels: dict[str, None] = field(default_factory=dict)
    connections: dict[int, Connection] = field(default_factory=dict)


class _Wiring:
    """Wires being found."""

    def __init__(self, topology: Topology, things: Things) -> None:
        self.topology, self.things = topology, things
        self.found: dict[_Hop, _Drawing] = {}
        self.goes: dict[str, dict[str, None]] = {}
        self.direct: set[tuple[str, str]] = set()
        self.attached: set[tuple[str, str]] = set()

    def wiring(self) -> Wiring:
        for path in all_paths(self.topology):
            self._path(path)
        self._names()
        self._joined()
        wires = [_wire(hop, drawing) for hop, drawing in self.found.items()]
        copied = list(self._replication())
        inner = tuple(wire for wire, within in copied if within)
        apart = {(wire.source, wire.target): wire for wire, within in copied if not within}
        once = [wire for (a, b), wire in apart.items() if (b, a) not in apart or a < b]
        wires += once
        mutual = frozenset(wire.id for wire in once if (wire.target, wire.source) in apart)
        goes = {id: tuple(targets) for id, targets in self.goes.items()}
        return Wiring(
            _told_apart(wires), inner, goes, frozenset(self.direct), mutual, frozenset(self.attached)
        )

    def thing(self, copy: str) -> Thing:
        return self.things.by_id[self.things.of_copy[copy]]

    def _add(self, hop: _Hop, label: str = "", connection: Connection | None = None) -> None:
        drawing = self.found.setdefault(hop, _Drawing())
        if label:
            drawing.labels.setdefault(label)
        if connection is not None:
            drawing.connections.setdefault(id(connection), connection)

    def _path(self, path: Path) -> None:
        hops = list(self._hops(path))
        out = bool(hops) and hops[-1].sort == "egress"
        for index, hop in enumerate(hops):
            written = index == (len(hops) - 1 if out else 0)
            text = path.connection.text(self.topology.architecture.language) if written else ""
            self._add(hop, text, path.connection)

    def _hops(self, path: Path) -> Iterator[_Hop]:
        """The hops that are lines: those over a default route begin at the gateway that it leads to."""
        stops = [self.thing(stop) for stop in path.stops if stop != INTERNET]
        source, leaving = stops[0], False
        if path.stops[-1] == INTERNET:
            self._goes(source, INTERNET)
        for a, b in pairwise(stops):
            if a.place is b.place is Place.TRANSIT:
                yield _Hop(a.id, b.id, "egress")
                continue
            if b.place in ROUTED or (b.place is Place.GATEWAY and source.place in INSIDE):
                leaving = True
                self._leaves(path, source, b)
                if b.place is Place.TRANSIT and source.vpc:
                    self.attached.add((attachment(b.id, source.vpc), "out"))
                continue
            if a.place is Place.TRANSIT and b.place in INSIDE:
                if b.vpc:
                    self.attached.add((attachment(a.id, b.vpc), "in"))
                continue  # said in the lane's cell; the routes that it takes are drawn
            start = self._way_out(a) if leaving and a.place in (Place.NAT, Place.GATEWAY) else a
            if leaving and b.vpc and b.site != source.site and b.place in INSIDE:
                yield from self._into(start, b)
                continue
            sort: Sort = "egress" if leaving else self._sort(path.connection, source, stops[-1])
            yield _Hop(start.id, b.id, sort)

    def _leaves(self, path: Path, source: Thing, gateway: Thing) -> None:
        if path.stops[-1] != INTERNET:
            self._goes(source, self.topology.copies[path.stops[-1]].component)
        if gateway.place is Place.GATEWAY and source.vpc and source.row:
            self.direct.add((source.vpc, source.row))

    def _goes(self, source: Thing, target: str) -> None:
        if source.place in INSIDE:
            self.goes.setdefault(source.id, {}).setdefault(target)

    def _way_out(self, gateway: Thing) -> Thing:
        """What traffic leaves the VPC by: behind a NAT gateway, the internet gateway."""
        own = self.topology.internet_gateway(gateway.vpc)
        return self.thing(own.id) if own and gateway.place is Place.NAT else gateway

    def _into(self, start: Thing, target: Thing) -> Iterator[_Hop]:
        """From one VPC over the internet into another."""
        gateway = self.topology.internet_gateway(target.vpc)
        if gateway is None:
            yield _Hop(start.id, target.id, "egress")
            return
        yield _Hop(start.id, self.thing(gateway.id).id, "egress")
        yield _Hop(self.thing(gateway.id).id, target.id, "request")

    def _sort(self, connection: Connection, source: Thing, target: Thing) -> Sort:
        ends = [self.topology.components[thing.component] for thing in (source, target)]
        if connection.is_event or any(end.carries_events for end in ends):
            return "event"
        inside = source.place not in (Place.CLIENT, Place.EXTERNAL, Place.EDGE)
        return "data" if inside and ends[1].in_tier is Tier.DATA else "request"

    def _names(self) -> None:
        """Names looked up and what they point at, and web ACLs with what is behind them."""
        topology = self.topology
        for source, zone in topology.stated.lookups:
            for copy in topology.copies_of(source):
                self._add(
                    _Hop(self.thing(copy.id).id, self.thing(topology.copies_of(zone)[0].id).id, "request"),
                    DNS,
                )
        for pointer in topology.pointers:
            for copy in topology.copies_of(pointer.target):
                target = self.thing(copy.id)
                if not copy.role:
                    self._add(_Hop(self.thing(topology.copies_of(pointer.zone)[0].id).id, target.id, "name"))
        for guard in topology.guards:
            for acl in topology.copies_of(guard.acl):
                for copy in topology.copies_of(guard.target, acl.region):
                    self._add(_Hop(self.thing(acl.id).id, self.thing(copy.id).id, "request"))

    def _joined(self) -> None:
        """VPN and Direct Connect are joined to what they lead to, also where no traffic passes them."""
        drawn = {pair for hop in self.found for pair in ((hop.source, hop.target), (hop.target, hop.source))}
        for id in self.topology.of(*PRIVATE_CONNECTIONS):
            network = self.topology.components[id].leads_to or ""
            for copy in self.topology.copies_of(id):
                for other in self.topology.copies_of(network) if network in self.topology.components else ():
                    ends = (self.thing(copy.id).id, self.thing(other.id).id)
                    if ends not in drawn:
                        self._spare(self.thing(copy.id), ends[1])

    def _spare(self, private: Thing, network: str) -> None:
        """A connection to a network that no traffic passes: on a region's border it is like the first one."""
        alike = [hop for hop in self.found if hop.target == network and hop.source != private.id]
        first = next((hop for hop in alike if self.things.by_id[hop.source].place is Place.UPLINK), None)
        if private.place is not Place.UPLINK or first is None:
            self._add(_Hop(private.id, network, "request"))
            return
        for id in self.topology.components[private.component].attached:
            for copy in self.topology.copies_of(id, private.region) if id in self.topology.components else ():
                self._add(_Hop(self.thing(copy.id).id, private.id, first.sort))
        self._add(_Hop(private.id, network, first.sort))

    def _replication(self) -> Iterator[tuple[Wire, bool]]:
        """What copies its data to what, and whether both are in one lane."""
        for link in all_links(self.topology):
            if link.kind == "replication":
                source, target = self.thing(link.source).id, self.thing(link.target).id
                if source == target:
                    yield Wire(link.id, link.source, link.target, "replication", ""), True
                else:
                    yield Wire(f"{source}--{target}", source, target, "replication", ""), False


def _wire(hop: _Hop, drawing: _Drawing) -> Wire:
    label = ", ".join(drawing.labels)
    connections = tuple(drawing.connections.values())
    return Wire(f"{hop.source}--{hop.target}", hop.source, hop.target, hop.sort, label, connections)


def _told_apart(wires: list[Wire]) -> tuple[Wire, ...]:
    """Wires with ids of their own: the first of a pair has the plain one."""
    from dataclasses import replace

    seen: set[str] = set()
    told = []
    for wire in wires:
        id = wire.id if wire.id not in seen else f"{wire.id}/{wire.sort}"
        if id not in seen:
            told.append(replace(wire, id=id))
        seen.add(id)
    return tuple(told)


def wiring(topology: Topology, things: Things) -> Wiring:
    """The lines of a topology's picture."""
    return _Wiring(topology, things).wiring()


def settled(things: Things, wiring: Wiring) -> Things:
    """Regional services in the part of the picture from which they are reached."""
    places: dict[str, Place] = {}
    for thing in things.at(Place.STRIP):
        places[thing.id] = _beside_whom(thing, things, wiring)
    for _ in range(2):
        _follow(things, wiring, places)
    return things.moved(places)


def _beside_whom(thing: Thing, things: Things, wiring: Wiring) -> Place:
    callers = [
        things.by_id[w.source].place for w in wiring.wires if w.target == thing.id and w.source != thing.id
    ]
    called = [things.by_id[w.target].place for w in wiring.wires if w.source == thing.id]
    if thing.category is Category.WEB_ACL:
        return Place.ORIGIN
    if any(place in (Place.LANE, Place.BORDER) for place in callers):
        return Place.BESIDE
    outside = any(place in (Place.EDGE, Place.CLIENT, Place.EXTERNAL) for place in callers)
    inward = any(place in (Place.LANE, Place.BALANCER) for place in called)
    return Place.ORIGIN if outside and not inward and Place.GATEWAY not in callers else Place.STRIP


def _follow(things: Things, wiring: Wiring, places: dict[str, Place]) -> None:
    """What only regional services reach is beside them."""
    for id in list(places):
        others = [w.source for w in wiring.wires if w.target == id and w.source in places and w.source != id]
        callers = [w.source for w in wiring.wires if w.target == id and w.source != id]
        if others and len(others) == len(callers) and places[id] is Place.STRIP:
            places[id] = Place.BESIDE if places[others[0]] is Place.BESIDE else Place.STRIP
