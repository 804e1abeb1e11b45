"""What is left when something fails: the one truth for rules, simulation and docs.

`Failure` answers for any set of zones, regions, components and copies; `without`, for a single zone, is one
use of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from archgen.findings.phrase import Phrase
from archgen.model.kinds import INTERNET, Component, Copy, FailureImpact, Group, State, Tier
from archgen.model.kinds.category import PRIVATE_CONNECTIONS, TRANSLATING, Category
from archgen.topology.analysis import computed_once
from archgen.topology.failures.free_addresses import free_for
from archgen.topology.failures.outage import FailedZones, Outage, Phase, places
from archgen.topology.failures.steady_state import closure, steady_state
from archgen.topology.routes.paths import all_paths
from archgen.topology.routes.routing import attachments

if TYPE_CHECKING:
    from archgen.topology.connections import Connection
    from archgen.topology.graph import Topology
    from archgen.topology.routes.paths import Path

FAILED = "it fails itself"
REGION_FAILED = "its region fails"
NOTHING_LEFT = "no copy of it is left"
OTHER_REGION = "the copy in another region is promoted manually; late writes may be lost"


NO_DETOUR = "{stop} fails, and no route avoids it until somebody changes the route tables"
IS_IN_STATE = "{target} is {state}: {note}"
NEEDS_SOMEBODY = "{target} does not recover automatically: {note}"
FAILS_OVER = "{target} fails over: {note}"
UNATTACHED = "{stop} has no attachment to {vpc} left"
NAME_LOST = "{zone} does not answer, and {source} finds {target} by it"
SPLIT = "what is left of the path to {target} is in different regions"
READS_LEFT = "reads are still served by {copy}"


@dataclass(frozen=True, slots=True)
class BrokenPath:
    """A copy that is left, and can no longer open one of its connections.

    `stops` are those of its path up to the one that is lost, and `reason` says why nothing takes over.
    """

    connection: Connection
    stops: tuple[str, ...]
    reason: Phrase
    aim: str = INTERNET
    """The copy that was to be reached, or INTERNET."""

    @property
    def source(self) -> str:
        """The copy that opens the connection."""
        return self.stops[0]

    @property
    def hop(self) -> tuple[str, str]:
        """The hop that broke."""
        return self.stops[-2], self.stops[-1]


@dataclass(frozen=True, slots=True)
class ZoneFailure:
    """A zone is lost.

    `impacts` has each component with something in the zone's region; `unreached` are the components that
    clients reached before and do not now, each with the cut that did it (None where it is down itself);
    `promoted` gives for each lost primary the copy that takes over by itself.
    """

    zone: str
    region: str
    lost: tuple[Copy, ...]
    impacts: Mapping[str, FailureImpact]
    broken_paths: tuple[BrokenPath, ...]
    unreached: Mapping[str, BrokenPath | None]
    promoted: Mapping[str, str]

    @property
    def survives(self) -> bool:
        """Whether every client still reaches everything that it needs, without a person."""
        return not self.unreached

    @property
    def seconds(self) -> int:
        """The longest typical time, in seconds, until what fails over serves again."""
        times = [
            impact.seconds[1] for impact in self.impacts.values() if impact.seconds and impact.state.serves
        ]
        return max(times, default=0)

    @property
    def data_loss(self) -> tuple[str, ...]:
        """The components that may lose what was written last."""
        return tuple(id for id, impact in self.impacts.items() if impact.data_loss)


@computed_once
def without(topology: Topology, zone: str) -> ZoneFailure:
    """What is left of a topology when one of its zones is lost."""
    region = next(region for region, name in topology.zones if name == zone)
    failure = Failure(topology, Outage(zones=(zone,)))
    lost = tuple(steady_state(topology).copies[zone])
    return ZoneFailure(
        zone,
        region,
        lost,
        {id: failure.failure_impact(id, region) for id in steady_state(topology).by_region[region]},
        failure.broken_paths(Phase.RECOVERED),
        failure.unreached(),
        failure.promoted,
    )


@dataclass(frozen=True)
class Failure:
    """What an outage does to a topology: to each component in each region, and to the paths."""

    topology: Topology
    outage: Outage

    @cached_property
    def failed(self) -> FailedZones:
        """The zones that each copy fails in."""
        return self.outage.failed(self.topology)

    def is_gone(self, copy: Copy) -> bool:
        """Whether nothing of a copy is left."""
        return self.failed.get(copy.id, frozenset()).issuperset(places(copy))

    @cached_property
    def components(self) -> Mapping[str, None]:
        """The components of which something failed, in the topology's order."""
        return dict.fromkeys(self.topology.copies[copy].component for copy in self.failed)

    @cached_property
    def touched(self) -> tuple[tuple[str, str | None], ...]:
        """The components of which something failed, each with the regions that it is in."""
        found: dict[tuple[str, str | None], None] = {}
        for id in self.components:
            found.update({(id, copy.region): None for copy in self.topology.copies_of(id)})
        return tuple(found)

    @cached_property
    def is_harmless(self) -> bool:
        """Whether everything works after automatic failovers: no path is cut, and nothing is down."""
        phase = Phase.RECOVERED
        return not self.severed(phase) and all(self.serves(*place, phase) for place in self.touched)

    @cached_property
    def _impacts(self) -> dict[tuple[str, str | None], FailureImpact]:
        return {}

    def failure_impact(self, id: str, region: str | None) -> FailureImpact:
        """What becomes of a component in a region."""
        if (id, region) not in self._impacts:
            self._impacts[id, region] = self._impact(id, region)
        return self._impacts[id, region]

    def _impact(self, id: str, region: str | None) -> FailureImpact:
        component = self.topology.components[id]
        copies = self._copies(id, region)
        lost = [copy for copy in copies if copy.id in self.failed]
        left = [copy for copy in copies if not self.is_gone(copy)]
        if not lost:
            return component.failure_impact(lost, left)
        if id in self.outage.components or all(not copy.zones and copy.zone is None for copy in lost):
            in_region = region in self.outage.regions
            return FailureImpact(State.DOWN, REGION_FAILED if in_region else FAILED)
        if region in self.outage.regions:
            copied = component.is_database and bool(left)
            return (
                FailureImpact(State.BY_HAND, OTHER_REGION, (600, 3600), True)
                if copied
                else _region_fails(component)
            )
        impact = component.failure_impact(lost, left)
        plain = self.outage.is_one_zone or left or component.is_database
        return impact if plain or impact.state is not State.DOWN else impact._replace(note=NOTHING_LEFT)

    def _copies(self, id: str, region: str | None) -> tuple[Copy, ...]:
        if region is None:
            return self.topology.copies_of(id)
        if self.topology.components[id].is_database:
            return _set_of(self.topology, id, region)
        return self.topology.copies_of(id, region)

    def serves(self, id: str, region: str | None, phase: Phase = Phase.RECOVERED) -> bool:
        """Whether a component works in a region, in a phase."""
        impact = self.failure_impact(id, region)
        if phase is Phase.INSTANT and impact.state is State.FAILS_OVER:
            return not self._waits_for_promotion(id, region)
        if impact.state.serves or phase is not Phase.HEALED:
            return impact.state.serves
        return self.heals(id, region)

    def _waits_for_promotion(self, id: str, region: str | None) -> bool:
        """Whether its primary failed, and another copy must take its place before it serves."""
        copies = self._copies(id, region)
        return any(copy.role for copy in copies) and any(
            not copy.role and copy.id in self.failed for copy in copies
        )

    def heals(self, id: str, region: str | None) -> bool:
        """Whether new launches in what is left bring it back: within `max`, and where addresses are free."""
        component = self.topology.components[id]
        if not isinstance(component, Group) or region is None or region in self.outage.regions:
            return False
        if id in self.outage.components:
            return False
        left = [copy for copy in self.topology.copies_of(id, region) if not self.is_gone(copy)]
        wanted = max(component.capacity.required, 1)
        return bool(left) and component.capacity.max >= wanted and self._room(id, left) >= wanted

    def _room(self, id: str, copies: Sequence[Copy]) -> int:
        """The addresses that a group may have in the subnets of these copies."""
        subnets = dict.fromkeys(copy.subnet for copy in copies if copy.subnet)
        return sum(free_for(self.topology, self.topology.subnets[subnet], id) for subnet in subnets)

    def broken_paths(self, phase: Phase) -> tuple[BrokenPath, ...]:
        """The first broken hop of each path whose beginning is left."""
        if phase not in self._broken_paths:
            self._broken_paths[phase] = tuple(self._broken(phase))
        return self._broken_paths[phase]

    @cached_property
    def _broken_paths(self) -> dict[Phase, tuple[BrokenPath, ...]]:
        return {}

    def _broken(self, phase: Phase) -> Iterator[BrokenPath]:
        through = steady_state(self.topology).through
        failing = (*self.failed, *self._unattached, *self._cut_off)
        numbers = {number for id in failing for number in through.get(id, ())}
        for number in sorted(numbers):
            path = all_paths(self.topology)[number]
            if self.is_gone(self.topology.copies[path.source]):
                continue
            hop = self._broken_hop(path, phase)
            if hop is not None:
                yield BrokenPath(path.connection, path.stops[: hop[0] + 1], hop[1], path.target)

    def _has_backup(self, component: str) -> bool:
        """Whether another VPN or Direct Connect leads to the same network, and takes over by BGP."""
        to = self.topology.components[component].leads_to
        if self.topology.components[component].category not in PRIVATE_CONNECTIONS:
            return False
        others = (id for id in self.topology.of(*PRIVATE_CONNECTIONS) if id != component)
        return any(
            self.topology.components[id].leads_to == to
            and not all(self.is_gone(copy) for copy in self.topology.copies_of(id))
            for id in others
        )

    @cached_property
    def _cut_off(self) -> Mapping[str, Copy]:
        """The NATs whose internet gateway fails, with it: paths pass that without naming it."""
        found: dict[str, Copy] = {}
        for id in self.topology.of(*TRANSLATING):
            for copy in self.topology.copies_of(id):
                border = self.topology.internet_gateway(copy.vpc) if copy.vpc else None
                private = self.topology.components[id].is_private_nat
                if border is not None and not private and self.is_gone(border):
                    found[copy.id] = border
        return found

    def _has_other_zone(self, path: Path, stop: Copy) -> bool:
        """Whether a target in several zones is reached through the same gateway of another zone."""
        target = self.topology.copies.get(path.target)
        if target is None or len(target.zones) < 2 or stop.zone is None:
            return False
        near = (copy for copy in self.topology.copies_of(stop.component) if copy.zone in target.zones)
        return any(not self.is_gone(copy) for copy in near)

    @cached_property
    def _unattached(self) -> Mapping[str, frozenset[str]]:
        """The transit gateways that have no attachment left to some VPCs, with these."""
        found: dict[str, frozenset[str]] = {}
        for id in self.topology.of(Category.TRANSIT_GATEWAY) if self.outage.zones else ():
            zones = {
                vpc: {s.zone for s in subnets} for vpc, subnets in attachments(self.topology, id).items()
            }
            gone = frozenset(vpc for vpc, own in zones.items() if own and own <= set(self.outage.zones))
            found |= {copy.id: gone for copy in self.topology.copies_of(id) if gone}
        return found

    def _unattached_hop(self, path: Path, index: int) -> Phrase | None:
        """Why a transit gateway on a path does not lead on: no attachment to the next VPC is left."""
        gone = self._unattached.get(path.stops[index], frozenset())
        after = path.stops[index + 1]
        vpc = self.topology.copies[after].vpc if after != INTERNET else None
        return Phrase(UNATTACHED, stop=path.stops[index], vpc=vpc) if vpc in gone else None

    def _broken_hop(self, path: Path, phase: Phase) -> tuple[int, Phrase] | None:
        """The first stop that failed and that nothing takes over from, and why."""
        for index, stop in enumerate(path.stops[1:-1], start=1):
            copy = self.topology.copies[stop]
            unattached = self._unattached_hop(path, index)
            if unattached is not None:
                return index + 1, unattached
            border = self._cut_off.get(stop)
            if border is not None:
                return index, self.reason(border.component, border.region)
            if not self.is_gone(copy) or self._has_backup(copy.component) or self._has_other_zone(path, copy):
                continue
            if not self.topology.components[copy.component].is_replaced_by_routes:
                return index, Phrase(NO_DETOUR, stop=stop)
            if not self.serves(copy.component, copy.region, phase):
                return index, self.reason(copy.component, copy.region)
        if path.target == INTERNET or path.target not in self.failed:
            return None
        copy = self.topology.copies[path.target]
        if self.serves(copy.component, copy.region, phase):
            return None
        return len(path.stops) - 1, self.reason(copy.component, copy.region)

    def reason(self, id: str, region: str | None) -> Phrase:
        """The state of a component, as the reason for which a path ends at it."""
        impact = self.failure_impact(id, region)
        if impact.state is State.FAILS_OVER:
            return Phrase(FAILS_OVER, target=id, note=Phrase(impact.note))
        if impact.state is State.BY_HAND:
            return Phrase(NEEDS_SOMEBODY, target=id, note=Phrase(impact.note))
        return Phrase(IS_IN_STATE, target=id, state=Phrase(impact.state.value), note=Phrase(impact.note))

    def severed(self, phase: Phase) -> Mapping[tuple[str, str], BrokenPath]:
        """The connections that are cut, each with the first cut, unless another region serves them."""
        if phase not in self._severed:
            found: dict[tuple[str, str], BrokenPath] = {}
            for cut in self.broken_paths(phase):
                region = self.topology.copies[cut.stops[-1]].region
                if not self._served_elsewhere(cut.connection.target, region, phase):
                    found.setdefault((cut.connection.source, cut.connection.target), cut)
            for cut in self._unnamed():
                found.setdefault((cut.connection.source, cut.connection.target), cut)
            self._severed[phase] = found
        return self._severed[phase]

    @cached_property
    def _severed(self) -> dict[Phase, Mapping[tuple[str, str], BrokenPath]]:
        return {}

    def _unnamed(self) -> Iterator[BrokenPath]:
        """The connections whose target is found by the name of a hosted zone that failed."""
        zones = {self.topology.copies[id].component for id in self.failed}
        found = zones & _names_in_use(self.topology)
        for connection in self.topology.connections if found else ():
            zone = next((name for name in connection.names if name in zones), None)
            source = next(iter(self.topology.copies_of(connection.source)), None)
            if zone is not None and source is not None:
                reason = Phrase(NAME_LOST, zone=zone, source=connection.source, target=connection.target)
                yield BrokenPath(connection, (source.id, zone), reason)

    def reads_left(self, id: str, region: str | None) -> Phrase | None:
        """That a copy still serves reads of a database which waits to be promoted manually."""
        if self.failure_impact(id, region).state is not State.BY_HAND:
            return None
        left = [copy for copy in self.topology.copies_of(id) if copy.role and not self.is_gone(copy)]
        readable = [copy.id for copy in left if copy.role != "standby"]
        return Phrase(READS_LEFT, copy=readable[0]) if readable else None

    def down(self, phase: Phase) -> Mapping[str, str | None]:
        """The components that work nowhere, each with the region in which it failed."""
        if phase not in self._down:
            self._down[phase] = {
                id: region
                for id, region in self.touched
                if not self.serves(id, region, phase) and not self._served_elsewhere(id, region, phase)
            }
        return self._down[phase]

    @cached_property
    def _down(self) -> dict[Phase, Mapping[str, str | None]]:
        return {}

    def _served_elsewhere(self, id: str, region: str | None, phase: Phase) -> bool:
        """Whether a full copy of it works in another region: clients are served there."""
        if id == INTERNET or self.topology.components[id].is_database:
            return False
        others = {copy.region for copy in self.topology.copies_of(id)} - {None, region}
        return any(self.serves(id, other, phase) for other in others)

    def pairs(self, phase: Phase) -> Iterable[tuple[str, str]]:
        """The connections over which requests still come."""
        severed, down = self.severed(phase), self.down(phase)
        return (
            pair for pair in steady_state(self.topology).pairs if pair not in severed and pair[1] not in down
        )

    def answering(self, source: str, phase: Phase) -> frozenset[str] | None:
        """What a source reaches region by region; None where there is only one region to ask.

        A load balancer that is left in one region and its targets that are left in the other are no path.
        """
        if len(self.topology.regions) < 2:
            return None
        cut = {_edge(self.topology, cut) for cut in self.broken_paths(phase)}
        dead = {place for place in self.touched if not self.serves(*place, phase)}
        seen = {(source, region) for region in _regions(self.topology, source)} - dead
        queue = list(seen)
        for place in queue:
            for next_place in regional_edges(self.topology).get(place, ()):
                if next_place not in seen | dead and (place, next_place) not in cut:
                    seen.add(next_place)
                    queue.append(next_place)
        return frozenset(id for id, _ in seen)

    def unreached(self, phase: Phase = Phase.RECOVERED) -> dict[str, BrokenPath | None]:
        """What callers reach otherwise and not now, in the file's order, each with the cut that did it."""
        severed, down = self.severed(phase), self.down(phase)
        if not severed and not down:
            return {}
        before = steady_state(self.topology).reached
        after = closure(self.topology.callers, self.pairs(phase))
        cut_to: dict[str, BrokenPath] = {}
        for (_, target), cut in severed.items():
            cut_to.setdefault(target, cut)
        stand_in = {self.topology.peers(id)[0] for id in after}
        return {
            id: cut_to.get(id)
            for id in (*self.topology.components, INTERNET)
            if id in before and self.topology.peers(id)[0] not in stand_in
        }

    @cached_property
    def promoted(self) -> Mapping[str, str]:
        """Which copy takes over from each primary that failed."""
        found: dict[str, str] = {}
        for id in self.failed:
            copy = self.topology.copies[id]
            if copy.role or copy.zone is None:
                continue
            if self.failure_impact(copy.component, copy.region).state is not State.FAILS_OVER:
                continue
            others = self.topology.copies_of(copy.component, copy.region)
            left = [other for other in others if other.role and not self.is_gone(other)]
            left.sort(key=lambda other: not other.is_standby)
            if left:
                found[id] = left[0].id
        return found


@computed_once
def regional_edges(topology: Topology) -> Mapping[tuple[str, str | None], tuple[tuple[str, str | None], ...]]:
    """Which component in which region connects to which in which, while everything runs."""
    found: dict[tuple[str, str | None], dict[tuple[str, str | None], None]] = {}
    for path in all_paths(topology):
        if path.broken is None:
            region = None if path.target == INTERNET else topology.copies[path.target].region
            source = (path.connection.source, topology.copies[path.source].region)
            found.setdefault(source, {})[path.connection.target, region] = None
    return {source: tuple(targets) for source, targets in found.items()}


def _edge(topology: Topology, cut: BrokenPath) -> tuple[tuple[str, str | None], tuple[str, str | None]]:
    region = topology.copies[cut.aim].region if cut.aim != INTERNET else None
    source = topology.copies[cut.source]
    return (source.component, source.region), (cut.connection.target, region)


def _regions(topology: Topology, id: str) -> set[str | None]:
    return {copy.region for copy in topology.copies_of(id)}


@computed_once
def _names_in_use(topology: Topology) -> frozenset[str]:
    """The hosted zones by whose names something is found."""
    return frozenset(name for connection in topology.connections for name in connection.names)


def _region_fails(component: Component) -> FailureImpact:
    """A region fails with everything of a component that was in it."""
    fails = component.in_tier is Tier.DATA
    return FailureImpact(State.DOWN, REGION_FAILED, (1800, 14400) if fails else None, fails)


def _set_of(topology: Topology, database: str, region: str) -> tuple[Copy, ...]:
    """The copies that hold the same data: each region's own set, and those of regions without a primary."""
    copies = topology.copies_of(database)
    own = {copy.region for copy in copies if not copy.role and copy.region != region}
    return tuple(copy for copy in copies if copy.region not in own)
