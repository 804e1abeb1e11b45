"""What is left when a zone is lost: the one truth for rules, simulation and docs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from archgen.findings.phrase import Phrase
from archgen.model.kinds import INTERNET, Copy, Fate, Scope, State
from archgen.model.kinds.base import UNAFFECTED
from archgen.topology.analysis import computed_once
from archgen.topology.paths import all_paths

if TYPE_CHECKING:
    from archgen.topology.connections import Connection
    from archgen.topology.graph import Topology
    from archgen.topology.paths import Path


@dataclass(frozen=True, slots=True)
class Cut:
    """A copy that is left, and can no longer open one of its connections.

    `stops` are those of its path up to the one that is lost, and `reason` says why nothing takes over.
    """

    connection: Connection
    stops: tuple[str, ...]
    reason: Phrase

    @property
    def source(self) -> str:
        """The copy that opens the connection."""
        return self.stops[0]

    @property
    def hop(self) -> tuple[str, str]:
        """The hop that broke."""
        return self.stops[-2], self.stops[-1]


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


class Quiet(NamedTuple):
    """What holds while every zone stands, computed once for all losses.

    `pairs` are the connections that have a path, `reached` is what callers reach over them; `passing` gives
    for each zone the paths that have a stop in it behind their source, `standing` for each region the
    components with something in it, `copies` those in each zone.
    """

    pairs: frozenset[tuple[str, str]]
    reached: frozenset[str]
    passing: Mapping[str, Sequence[Path]]
    standing: Mapping[str, Sequence[str]]
    copies: Mapping[str, Sequence[Copy]]


@computed_once
def quiet(topology: Topology) -> Quiet:
    """What holds while every zone stands."""
    broken = {(path.connection.source, path.connection.target) for path in all_paths(topology) if path.broken}
    pairs = frozenset((c.source, c.target) for c in topology.connections) - broken
    passing: dict[str, dict[int, Path]] = {}
    for index, path in enumerate(all_paths(topology)):
        if path.broken:
            continue
        for stop in path.stops[1:]:
            for zone in topology.copies[stop].zones if stop != INTERNET else ():
                passing.setdefault(zone, {})[index] = path
    regions: dict[str, dict[str, None]] = {region: {} for region in topology.regions}
    copies: dict[str, list[Copy]] = {zone: [] for _, zone in topology.zones}
    for id, component in topology.components.items():
        everywhere = component.standing is Scope.GLOBAL
        for region in (
            regions
            if everywhere
            else [copy.region for copy in topology.copies_of(id) if copy.region is not None]
        ):
            regions[region][id] = None
        for copy in topology.copies_of(id):
            if copy.zone:
                copies[copy.zone].append(copy)
    return Quiet(
        pairs,
        frozenset(_closure(topology.callers, pairs)),
        {zone: tuple(paths.values()) for zone, paths in passing.items()},
        {region: tuple(ids) for region, ids in regions.items()},
        copies,
    )


@computed_once
def without(topology: Topology, zone: str) -> Loss:
    """What is left of a topology when one of its zones is lost."""
    region = next(region for region, name in topology.zones if name == zone)
    lost = tuple(quiet(topology).copies[zone])
    fates = {id: _fate(topology, id, region, zone) for id in quiet(topology).standing[region]}
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
    for path in quiet(topology).passing.get(zone, ()):
        if topology.copies[path.source].zones == (zone,):
            continue
        hop = _broken_hop(topology, path, zone, fates)
        if hop is not None:
            index, reason = hop
            yield Cut(path.connection, path.stops[: index + 1], reason)


def _broken_hop(
    topology: Topology, path: Path, zone: str, fates: Mapping[str, Fate]
) -> tuple[int, Phrase] | None:
    """The first stop that is lost with the zone and that nothing takes over from, and why."""
    for index, stop in enumerate(path.stops[1:-1], start=1):
        copy = topology.copies[stop]
        if copy.zone != zone:
            continue
        if topology.components[copy.component].kind == "nat-gateway":
            return index, Phrase(
                "{stop} fails, and no route avoids it until somebody changes the route tables", stop=stop
            )
        fate = fates.get(copy.component, UNAFFECTED)
        if not fate.state.serves:
            return index, _fate_reason(copy.component, fate)
    if path.target == INTERNET or zone not in topology.copies[path.target].zones:
        return None
    target = topology.copies[path.target].component
    fate = fates.get(target, UNAFFECTED)
    return None if fate.state.serves else (len(path.stops) - 1, _fate_reason(target, fate))


def _fate_reason(component: str, fate: Fate) -> Phrase:
    state, note = Phrase(fate.state.value), Phrase(fate.note)
    return Phrase("{target} is {state}: {note}", target=component, state=state, note=note)


def _unreached(
    topology: Topology, region: str, fates: Mapping[str, Fate], cuts: tuple[Cut, ...]
) -> dict[str, Cut | None]:
    """What callers reach in quiet times and not now, in the file's order."""
    cut_of: dict[tuple[str, str], Cut] = {}
    for cut in cuts:
        if not _served_elsewhere(topology, cut.connection.target, region):
            cut_of.setdefault((cut.connection.source, cut.connection.target), cut)
    down = {
        id
        for id, fate in fates.items()
        if not fate.state.serves and not _served_elsewhere(topology, id, region)
    }
    if not cut_of and not down:
        return {}
    before = quiet(topology).reached
    after = _closure(
        topology.callers,
        (pair for pair in quiet(topology).pairs if pair not in cut_of and pair[1] not in down),
    )
    cut_to: dict[str, Cut] = {}
    for (_, target), cut in cut_of.items():
        cut_to.setdefault(target, cut)
    stand_in = {topology.mates(id)[0] for id in after}
    return {
        id: cut_to.get(id)
        for id in (*topology.components, INTERNET)
        if id in before and topology.mates(id)[0] not in stand_in
    }


def _served_elsewhere(topology: Topology, component: str, region: str) -> bool:
    """Whether a full copy of it stands in another region: clients are served there."""
    if component == INTERNET or topology.components[component].is_database:
        return False
    return any(copy.region not in (None, region) for copy in topology.copies_of(component))


def _closure(starts: Iterable[str], pairs: Iterable[tuple[str, str]]) -> set[str]:
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
