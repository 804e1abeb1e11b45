"""What is left when a zone is lost: the one truth for rules, simulation and docs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archgen.components import INTERNET, Copy, Fate, Scope, State

if TYPE_CHECKING:
    from archgen.connections import Connection
    from archgen.reachability import Path
    from archgen.topology import Topology


@dataclass(frozen=True, slots=True)
class Cut:
    """A copy that is left, and can no longer open one of its connections: the hop that broke, and why."""

    connection: Connection
    source: str
    hop: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Loss:
    """A zone is lost.

    `fates` has each component with something in the zone's region; `unreached` are the components that
    clients reached before and do not now, each with the cut that did it (None where it is down itself);
    `promoted` gives for each lost primary the copy that takes over by itself.
    """

    zone: str
    region: str
    lost: tuple[Copy, ...]
    fates: Mapping[str, Fate]
    cuts: tuple[Cut, ...]
    unreached: Mapping[str, Cut | None]
    promoted: Mapping[str, str]

    @property
    def survives(self) -> bool:
        """Whether every client still reaches everything that it needs, without a person."""
        return not self.unreached

    @property
    def seconds(self) -> int:
        """The longest typical time, in seconds, until what fails over serves again."""
        times = [fate.seconds[1] for fate in self.fates.values() if fate.seconds and fate.state.serves]
        return max(times, default=0)

    @property
    def data_loss(self) -> tuple[str, ...]:
        """The components that may lose what was written last."""
        return tuple(id for id, fate in self.fates.items() if fate.data_loss)


def loss(topology: Topology, zone: str) -> Loss:
    """What is left of a topology when one of its zones is lost."""
    region = next(region for region, name in topology.zones if name == zone)
    lost = tuple(copy for copy in topology.copies.values() if copy.zone == zone)
    fates = {
        id: _fate(topology, id, region, zone)
        for id in topology.components
        if _stands_in(topology, id, region)
    }
    cuts = tuple(_cuts(topology, zone, fates))
    return Loss(
        zone,
        region,
        lost,
        fates,
        cuts,
        _unreached(topology, region, fates, cuts),
        _promoted(topology, lost, fates),
    )


def _stands_in(topology: Topology, component: str, region: str) -> bool:
    copies = topology.copies_of(component, region)
    scope = topology.components[component].standing
    return bool(copies) or scope is Scope.GLOBAL


def _fate(topology: Topology, id: str, region: str, zone: str) -> Fate:
    component = topology.components[id]
    copies = _set_of(topology, id, region) if component.is_database else topology.copies_of(id, region)
    lost = [copy for copy in copies if zone in copy.zones]
    left = [copy for copy in copies if any(other != zone for other in copy.zones) or not copy.zones]
    return component.fate(lost, left)


def _set_of(topology: Topology, database: str, region: str) -> tuple[Copy, ...]:
    """The copies that hold the same data: each region's own set, and those of regions without a primary."""
    copies = topology.copies_of(database)
    own = {copy.region for copy in copies if not copy.role and copy.region != region}
    return tuple(copy for copy in copies if copy.region not in own)


def _cuts(topology: Topology, zone: str, fates: Mapping[str, Fate]) -> Iterator[Cut]:
    """The first broken hop of each path whose beginning is left."""
    for path in topology.paths:
        source = topology.copies[path.source]
        if path.broken or source.zone == zone or source.zones == (zone,):
            continue
        hop = _broken_hop(topology, path, zone, fates)
        if hop is not None:
            index, reason = hop
            yield Cut(path.connection, path.source, (path.stops[index - 1], path.stops[index]), reason)


def _broken_hop(
    topology: Topology, path: Path, zone: str, fates: Mapping[str, Fate]
) -> tuple[int, str] | None:
    for index, stop in enumerate(path.stops[1:-1], start=1):
        copy = topology.copies[stop]
        fate = fates.get(copy.component)
        if copy.zone != zone:
            continue
        if topology.components[copy.component].kind == "nat-gateway" or not (fate and fate.state.serves):
            return index, f"{stop} is lost, and no route leads around it until a person changes it"
    if path.target == INTERNET:
        return None
    target = topology.copies[path.target]
    fate = fates.get(target.component)
    if (
        fate is not None
        and not fate.state.serves
        and (target.zone == zone or zone in target.zones or not target.zone)
    ):
        return len(path.stops) - 1, f"{target.component} is {fate.state}: {fate.note}"
    return None


def _unreached(
    topology: Topology, region: str, fates: Mapping[str, Fate], cuts: tuple[Cut, ...]
) -> dict[str, Cut | None]:
    """What clients reach in quiet times and not now, in the file's order."""
    clients = topology.callers
    broken = {(path.connection.source, path.connection.target) for path in topology.paths if path.broken}
    whole = {(c.source, c.target) for c in topology.connections} - broken
    cut_of: dict[tuple[str, str], Cut] = {}
    for cut in cuts:
        cut_of.setdefault((cut.connection.source, cut.connection.target), cut)
    dead = {pair for pair in cut_of if not _served_elsewhere(topology, pair[1], region)}
    down = {
        id
        for id, fate in fates.items()
        if not fate.state.serves and not _served_elsewhere(topology, id, region)
    }
    before = _closure(clients, whole)
    after = _closure(clients, {pair for pair in whole - dead if pair[1] not in down})
    found: dict[str, Cut | None] = {}
    for id in (*topology.components, INTERNET):
        if id in before and id not in after and not any(mate in after for mate in topology.mates(id)):
            found[id] = next((cut for pair, cut in cut_of.items() if pair[1] == id and pair in dead), None)
    return found


def _served_elsewhere(topology: Topology, component: str, region: str) -> bool:
    """Whether a full copy of it stands in another region: clients are served there."""
    if component == INTERNET or topology.components[component].is_database:
        return False
    return any(copy.region not in (None, region) for copy in topology.copies_of(component))


def _closure(starts: tuple[str, ...], pairs: set[tuple[str, str]]) -> set[str]:
    """What is reached over pairs of who opens connections to whom."""
    following: dict[str, list[str]] = {}
    for source, target in pairs:
        following.setdefault(source, []).append(target)
    seen: set[str] = set()
    queue = list(starts)
    while queue:
        for target in following.pop(queue.pop(), ()):
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return seen


def _promoted(topology: Topology, lost: tuple[Copy, ...], fates: Mapping[str, Fate]) -> dict[str, str]:
    """Which copy takes over from each lost primary."""
    found: dict[str, str] = {}
    for copy in lost:
        if copy.role or fates[copy.component].state is not State.FAILS_OVER:
            continue
        mates = [c for c in topology.copies_of(copy.component, copy.region) if c.role and c.zone != copy.zone]
        mates.sort(key=lambda mate: mate.role != "standby")
        if mates:
            found[copy.id] = mates[0].id
    return found
