"""What each path of requests does when something fails: survives, degrades or fails, in three phases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from archgen.findings.phrase import Phrase
from archgen.model.kinds import INTERNET, FailureImpact, Group, Scope, State
from archgen.topology.failures.failure import SPLIT, Failure
from archgen.topology.failures.outage import Outage, Phase, node_outages, places
from archgen.topology.failures.rest import Rest, Tree, following_of, tree_from, way_to
from archgen.topology.failures.steady_state import steady_state
from archgen.topology.routes.names import SWITCHED
from archgen.topology.routes.paths import all_paths

if TYPE_CHECKING:
    from archgen.topology.failures.failure import BrokenPath
    from archgen.topology.graph import Topology

K = TypeVar("K")

PAUSE = "{component} pauses for {time}"
SWITCHES = "Route 53 leads to {regions} after its health checks have failed"
NO_REDUNDANCY = "{component} is left in one zone, {zone}"


_PHASES = {phase: number for number, phase in enumerate(Phase)}


class Verdict(StrEnum):
    """How a path fares."""

    SURVIVES = "survives"
    DEGRADED = "degraded"
    FAILS = "fails"

    @property
    def rank(self) -> int:
        """How bad it is, as a number: the worse, the higher."""
        return ("survives", "degraded", "fails").index(self)


class Need(NamedTuple):
    """Something that opens connections of its own accord, and something that it needs behind them.

    `source` is a client, an external service that calls us, or a component that nobody calls (a worker);
    `target` is a component or INTERNET. `is_end`: nothing new is reached behind the target.
    """

    source: str
    target: str
    is_end: bool


@dataclass(frozen=True, slots=True)
class PhaseVerdict:
    """How one path fares in one phase.

    `hops` are the components on the way, up to what breaks where it fails; `broken` is the hop between copies
    that breaks, `culprit` the component that breaks it, and `reasons` say why it fails or is degraded.
    """

    phase: Phase
    verdict: Verdict
    hops: tuple[str, ...]
    reasons: tuple[Phrase, ...] = ()
    broken: tuple[str, str] | None = None
    culprit: str | None = None


@dataclass(frozen=True, slots=True)
class PathOutcome:
    """How one path fares in each phase, in their order.

    `seconds` is the typical longest pause until it works again.
    """

    need: Need
    phases: tuple[PhaseVerdict, ...]
    seconds: int
    data_loss: tuple[str, ...]
    waits_for_a_person: bool = False
    """Whether it fails only until a copy is promoted manually."""

    def at(self, phase: Phase) -> PhaseVerdict:
        """Its verdict in a phase."""
        return self.phases[_PHASES[phase]]

    @property
    def at_promise(self) -> PhaseVerdict:
        """How it fares in the phase in which promises are judged."""
        return self.at(Phase.RECOVERED)

    @property
    def promised(self) -> Verdict:
        """What may be promised of it: the verdict after automatic failovers."""
        return self.at_promise.verdict

    @property
    def recovers(self) -> bool:
        """Whether it fails at first, and works again after automatic failovers."""
        return self.at(Phase.INSTANT).verdict is Verdict.FAILS and self.promised is not Verdict.FAILS

    @property
    def heals(self) -> bool:
        """Whether only new launches bring it back."""
        return self.promised is Verdict.FAILS and self.at(Phase.HEALED).verdict is not Verdict.FAILS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one outage does to every path."""

    outage: Outage
    paths: tuple[PathOutcome, ...]
    failed: tuple[str, ...]
    promoted: Mapping[str, str]
    data_loss: tuple[str, ...]

    @property
    def failing(self) -> tuple[PathOutcome, ...]:
        """The paths that fail until somebody acts, or until new launches."""
        return tuple(path for path in self.paths if path.promised is Verdict.FAILS)

    @property
    def verdict(self) -> Verdict:
        """The worst that may be promised."""
        return max(
            (path.promised for path in self.paths), key=lambda each: each.rank, default=Verdict.SURVIVES
        )

    @property
    def seconds(self) -> int:
        """The longest pause of a path that works again by itself, in seconds."""
        return max((path.seconds for path in self.paths if path.promised is not Verdict.FAILS), default=0)


@dataclass(frozen=True)
class Simulator:
    """Simulates outages of one topology; what they have in common is computed once.

    `also` are components whose own paths are asked for, though somebody else begins the requests.
    """

    topology: Topology
    also: tuple[str, ...] = ()

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Who begins requests: callers first, then components that nobody calls."""
        found = list(self.topology.callers)
        reached = set(steady_state(self.topology).reached) | set(found)
        opening = dict.fromkeys(connection.source for connection in self.topology.connections)
        alone = [id for id in opening if not self.topology.connections_to(id)]
        for id in dict.fromkeys([*alone, *opening]):
            if id not in reached:
                found.append(id)
                reached |= {id, *self.tree(id)}
        return tuple(dict.fromkeys([*found, *self.also]))

    @cached_property
    def steady(self) -> Mapping[str, tuple[str, ...]]:
        """To whom each opens connections that have a network path while everything runs."""
        return following_of(self._ordered(steady_state(self.topology).pairs))

    def _ordered(self, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The pairs in the file's order, whatever order they come in."""
        known = set(pairs)
        return (pair for pair in self._in_file if pair in known)

    @cached_property
    def _in_file(self) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys((c.source, c.target) for c in self.topology.connections))

    @cached_property
    def administration(self) -> frozenset[tuple[str, str]]:
        """The pairs that are joined for SSH or Remote Desktop alone: requests take another way."""
        pairs = {(c.source, c.target) for c in self.topology.connections if c.for_administration}
        return frozenset(
            pairs - {(c.source, c.target) for c in self.topology.connections if not c.for_administration}
        )

    @cached_property
    def _trees(self) -> dict[str, Tree]:
        return {}

    def tree(self, source: str) -> Tree:
        """What a source reaches while everything runs."""
        if source not in self._trees:
            self._trees[source] = tree_from(source, self.steady, self.administration)
        return self._trees[source]

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """All paths of requests."""
        return tuple(need for source in self.sources for need in _needs(source, self.tree(source)))

    def way(self, need: Need) -> tuple[str, ...]:
        """The components of a path while everything runs."""
        return way_to(need.source, need.target, self.tree(need.source))

    def used(self, need: Need) -> frozenset[str]:
        """The components on any way from the source to the target, gateways and names among them."""
        below = {need.source, *self.tree(need.source)}
        above = {need.target, *tree_from(need.target, self._backwards)}
        pairs = [pair for pair in self._in_file if pair[0] in below and pair[1] in above]
        found = {id for pair in pairs for id in (*pair, *self._between.get(pair, ()))}
        for connection in self.topology.connections:
            if (connection.source, connection.target) in pairs:
                found.update(connection.names)
        return frozenset(found - {INTERNET})

    @cached_property
    def _backwards(self) -> Mapping[str, tuple[str, ...]]:
        return following_of((target, source) for source, target in self._in_file)

    def simulate(self, outage: Outage) -> Outcome:
        """What an outage does to every path."""
        failure = Failure(self.topology, outage)
        rest = Rest(self, failure)
        concerned = self._concerned(failure, Phase)
        verdicts = {phase: self._verdicts(rest, phase, concerned) for phase in Phase}
        paths = tuple(
            self._outcome(failure, need, tuple(verdicts[phase][need] for phase in Phase))
            if need in verdicts[Phase.INSTANT]
            else undisturbed
            for need, undisturbed in zip(self.needs, self._undisturbed, strict=True)
        )
        return Outcome(
            outage,
            paths,
            tuple(id for id in failure.failed if failure.is_gone(self.topology.copies[id])),
            failure.promoted,
            tuple(
                dict.fromkeys(
                    id for id, region in failure.touched if failure.failure_impact(id, region).data_loss
                )
            ),
        )

    def survives(self, outage: Outage) -> frozenset[Need]:
        """The paths that do not fail after automatic failovers, and nothing more: for enumeration."""
        failure = Failure(self.topology, outage)
        phase = Phase.RECOVERED
        if failure.is_harmless and not failure.broken_paths(phase):
            return self._all
        rest, lost = Rest(self, failure), set()
        for source, needs in self._concerned(failure, (phase,)).items():
            answered = {self.topology.peers(id)[0] for id in rest.tree(source, phase)}
            lost |= {need for need in needs if self.topology.peers(need.target)[0] not in answered}
        return self._all - lost

    def _concerned(self, failure: Failure, phases: Iterable[Phase]) -> Mapping[str, Sequence[Need]]:
        """The paths that something may happen to, by their source: a shortest way of others is as it was.

        Where requests may take administration, or are answered in several regions, that is all of them.
        """
        if len(self.topology.regions) > 1 or self.administration:
            return self._needs_of
        numbers = {number for id in failure.components for number in self._passing.get(id, ())}
        for phase in phases:
            for pair in failure.severed(phase):
                numbers.update(self._over.get(pair, ()))
            for id in failure.down(phase):
                numbers.update(self._passing.get(id, ()))
        found: dict[str, list[Need]] = {}
        for number in sorted(numbers):
            found.setdefault(self.needs[number].source, []).append(self.needs[number])
        return found

    @cached_property
    def _passing(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the paths that pass a component."""
        return _numbered(self._on(self.way(need)) for need in self.needs)

    @cached_property
    def _over(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """The numbers of the paths that take a connection of two."""
        return _numbered(pairwise(self.way(need)) for need in self.needs)

    @cached_property
    def _undisturbed(self) -> tuple[PathOutcome, ...]:
        """How each path fares when nothing on it fails."""
        return tuple(
            PathOutcome(
                need,
                tuple(PhaseVerdict(phase, Verdict.SURVIVES, self.way(need)) for phase in Phase),
                0,
                (),
            )
            for need in self.needs
        )

    @cached_property
    def _all(self) -> frozenset[Need]:
        return frozenset(self.needs)

    @cached_property
    def _needs_of(self) -> Mapping[str, tuple[Need, ...]]:
        found: dict[str, list[Need]] = {source: [] for source in self.sources}
        for need in self.needs:
            found[need.source].append(need)
        return {source: tuple(needs) for source, needs in found.items()}

    def _verdicts(
        self, rest: Rest, phase: Phase, concerned: Mapping[str, Sequence[Need]]
    ) -> dict[Need, PhaseVerdict]:
        found: dict[Need, PhaseVerdict] = {}
        for source, needs in concerned.items():
            tree = rest.tree(source, phase)
            answered = {self.topology.peers(id)[0]: id for id in reversed(tree)}
            for need in needs:
                by = need.target if need.target in tree else answered.get(self.topology.peers(need.target)[0])
                if by is None:
                    found[need] = self._failing(rest.failure, phase, need)
                else:
                    way = way_to(source, by, tree)
                    switches = phase is Phase.INSTANT and self._switches(rest.failure, way)
                    found[need] = (
                        self._switching(phase, way) if switches else self._working(rest.failure, phase, way)
                    )
        return found

    def _switches(self, failure: Failure, way: tuple[str, ...]) -> bool:
        """Whether what serves a path fails in the active regions, so that a name has to lead elsewhere."""
        if not self.topology.standby or self.topology.components[way[0]].scope is not Scope.OUTSIDE:
            return False
        return any(self._active_is_down(failure, id) for id in way[1:] if id != INTERNET)

    def _active_is_down(self, failure: Failure, id: str) -> bool:
        regions = {copy.region for copy in self.topology.copies_of(id)}
        active = regions - self.topology.standby - {None}
        if not active or not regions & self.topology.standby:
            return False
        return not any(failure.serves(id, region, Phase.RECOVERED) for region in active)

    def _switching(self, phase: Phase, way: tuple[str, ...]) -> PhaseVerdict:
        reason = Phrase(SWITCHES, regions=", ".join(sorted(self.topology.standby)))
        return PhaseVerdict(phase, Verdict.FAILS, way[:2], (reason,), None, None)

    def _failing(self, failure: Failure, phase: Phase, need: Need) -> PhaseVerdict:
        """Where a path breaks first, and why."""
        way = way_to(need.source, need.target, self.tree(need.source))
        severed, down = failure.severed(phase), failure.down(phase)
        if need.source in down:
            reason = failure.reason(need.source, down[need.source])
            return PhaseVerdict(phase, Verdict.FAILS, way[:1], (reason,), None, need.source)
        for index, pair in enumerate(pairwise(way), start=1):
            cut = severed.get(pair)
            if cut is not None:
                return self._cut(failure, phase, way[: index + 1], cut)
            if pair[1] in down:
                reasons = _with_reads(failure, failure.reason(pair[1], down[pair[1]]), pair[1], down[pair[1]])
                return PhaseVerdict(phase, Verdict.FAILS, way[: index + 1], reasons, None, pair[1])
        reason = Phrase(SPLIT, target=need.target)
        return PhaseVerdict(phase, Verdict.FAILS, way, (reason,), None, None)

    def _cut(self, failure: Failure, phase: Phase, way: tuple[str, ...], cut: BrokenPath) -> PhaseVerdict:
        copy = self.topology.copies[cut.hop[1]]
        reasons = _with_reads(failure, cut.reason, copy.component, copy.region)
        return PhaseVerdict(phase, Verdict.FAILS, way, reasons, cut.hop, copy.component)

    def _working(self, failure: Failure, phase: Phase, way: tuple[str, ...]) -> PhaseVerdict:
        """A path that works, and what it has lost."""
        harmed = [id for id in self._on(way) if id in failure.components]
        reasons = tuple(
            dict.fromkeys(reason for id in harmed for reason in _degradations(failure, phase, id))
        )
        return PhaseVerdict(phase, Verdict.DEGRADED if reasons else Verdict.SURVIVES, way, reasons)

    def _on(self, way: tuple[str, ...]) -> Iterator[str]:
        """The components on a way, with the gateways and endpoints between them."""
        yield way[0]
        for pair in pairwise(way):
            yield from self._between.get(pair, ())
            if pair[1] != INTERNET:
                yield pair[1]

    @cached_property
    def _between(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The components that the paths of a connection pass."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for path in all_paths(self.topology):
            passed = found.setdefault((path.connection.source, path.connection.target), {})
            passed.update({self.topology.copies[stop].component: None for stop in path.stops[1:-1]})
        return {pair: tuple(ids) for pair, ids in found.items()}

    def _outcome(self, failure: Failure, need: Need, phases: tuple[PhaseVerdict, ...]) -> PathOutcome:
        way = way_to(need.source, need.target, self.tree(need.source))
        harmed = [id for id in dict.fromkeys(self._on(way)) if id in failure.components]
        impacts = [(id, failure.failure_impact(id, region)) for id in harmed for region in self._regions(id)]
        times = [impact.seconds[1] for _, impact in impacts if impact.seconds and impact.state.serves]
        times += [SWITCHED] if self._switches(failure, way) else []
        losing = dict.fromkeys(id for id, impact in impacts if impact.data_loss)
        waits = self._waits(failure, phases[1].culprit)
        return PathOutcome(need, phases, max(times, default=0), tuple(losing), waits)

    def _waits(self, failure: Failure, culprit: str | None) -> bool:
        if culprit is None:
            return False
        return any(
            failure.failure_impact(culprit, region).state is State.BY_HAND
            for region in self._regions(culprit)
        )

    def _regions(self, id: str) -> tuple[str | None, ...]:
        return tuple(dict.fromkeys(copy.region for copy in self.topology.copies_of(id)))

    @cached_property
    def single_points(self) -> tuple[Outcome, ...]:
        """Each copy in one zone whose failure alone makes a path fail, with what it does.

        A path that works again when the whole zone fails has another copy in another zone: a NAT gateway of
        each zone is no single point of failure, a shared one is.
        """
        by_zone = {zone: self.survives(Outage(zones=(zone,))) for _, zone in self.topology.zones}
        found: list[Outcome] = []
        for outage in node_outages(self.topology):
            lasting = by_zone[outage.nodes[0].zone or ""]
            if (self._all - self.survives(outage)) - lasting:
                found.append(self.simulate(outage))
        return tuple(found)


def _numbered(paths: Iterable[Iterable[K]]) -> dict[K, list[int]]:
    """For each thing the numbers of the paths that it is on."""
    found: dict[K, list[int]] = {}
    for number, path in enumerate(paths):
        for key in dict.fromkeys(path):
            found.setdefault(key, []).append(number)
    return found


def _with_reads(failure: Failure, reason: Phrase, id: str, region: str | None) -> tuple[Phrase, ...]:
    left = failure.reads_left(id, region)
    return (reason, left) if left else (reason,)


def _needs(source: str, tree: Tree) -> Iterator[Need]:
    before = set(tree.values())
    for target in tree:
        if target != source:
            yield Need(source, target, target not in before)


def _degradations(failure: Failure, phase: Phase, id: str) -> Iterator[Phrase]:
    """What a component that works has lost, in each region in which something of it failed."""
    topology = failure.topology
    regions = dict.fromkeys(copy.region for copy in topology.copies_of(id))
    for region in regions:
        if region in topology.standby and not set(regions) <= {*topology.standby, *failure.outage.regions}:
            continue  # nobody is served there meanwhile
        copies = [copy for copy in topology.copies_of(id, region) if region is not None]
        if not any(copy.id in failure.failed for copy in copies):
            continue
        impact = failure.failure_impact(id, region)
        if (
            phase is Phase.INSTANT
            and impact.state is State.FAILS_OVER
            and impact.seconds
            and impact.seconds[1]
        ):
            yield Phrase(PAUSE, component=id, time=f"{impact.seconds[1]} s")
        if phase is not Phase.INSTANT and impact.state.serves:
            yield from _redundancy(failure, phase, id, impact, region)


def _redundancy(
    failure: Failure, phase: Phase, id: str, impact: FailureImpact, region: str | None
) -> Iterator[Phrase]:
    """Whether what is left of a component is in one zone alone."""
    topology = failure.topology
    copies = topology.copies_of(id, region)
    before = {zone for copy in copies for zone in places(copy)}
    after = {zone for copy in copies for zone in places(copy) if zone not in failure.failed.get(copy.id, ())}
    if phase is Phase.HEALED and isinstance(topology.components[id], Group) and len(after) > 1:
        return
    zone = next(iter(after), None)
    if len(before) > 1 and len(after) == 1 and zone is not None and impact.state is not State.UNAFFECTED:
        yield Phrase(NO_REDUNDANCY, component=id, zone=zone)
