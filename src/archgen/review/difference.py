"""What a change means: paths, exposure, zone verdicts, findings, data; and what changed, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from archgen.findings import Finding, Severity
from archgen.findings.phrase import Phrase, listing
from archgen.model.kinds import INTERNET, Tier
from archgen.review.edits import Edit, edits_of
from archgen.review.renames import renamed_id, renames
from archgen.review.subject import Subject
from archgen.topology.connections import Connection
from archgen.topology.failures.availability import Availabilities, Availability
from archgen.topology.failures.outage import zone_outages
from archgen.topology.failures.simulation import Need, PathOutcome, Simulator, Verdict
from archgen.topology.graph import Topology
from archgen.topology.policies import opened_by
from archgen.topology.routes.paths import Path, paths_of
from archgen.topology.selectors import is_outside


class Sort(StrEnum):
    """What a change means, the worst first."""

    EXPOSURE = "exposure"
    DATA_LOSS = "data loss"
    WORSE_ZONE = "worse in an AZ failure"
    LOST_PATH = "path lost"
    WIDENED = "security group widened"
    NEW_FINDING = "new finding"
    DRIFT = "changed outside of Terraform"
    NEW_PATH = "path gained"
    CLOSED = "exposure closed"
    NARROWED = "security group narrowed"
    BETTER_ZONE = "better in an AZ failure"
    FIXED_FINDING = "finding fixed"
    AVAILABILITY = "availability"

    @property
    def is_bad(self) -> bool:
        """Whether somebody should look at it before it is merged."""
        return self in _BAD


NOW_FAILS = "when {zone} fails, {paths} now fails: {reason}"
NOW_FAIL = "when {zone} fails, {paths} now fail: {reason}"
NO_LONGER_FAILS = "when {zone} fails, {paths} no longer fails"
NO_LONGER_FAIL = "when {zone} fails, {paths} no longer fail"
_BAD = (
    Sort.EXPOSURE,
    Sort.DATA_LOSS,
    Sort.WORSE_ZONE,
    Sort.LOST_PATH,
    Sort.WIDENED,
    Sort.NEW_FINDING,
    Sort.DRIFT,
)
FAIL_ON = {"exposure": Sort.EXPOSURE, "data-loss": Sort.DATA_LOSS, "worse-zone": Sort.WORSE_ZONE}


class Meaning(NamedTuple):
    """One consequence: what it is about, a sentence, and the hops that show it.

    `pair` are the ends of the connection that it is about, where there is one.
    """

    sort: Sort
    text: Phrase
    hops: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None


class Resources(NamedTuple):
    """What Terraform would do, by address; the reasons of a replacement are attributes."""

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    replaced: tuple[tuple[str, tuple[str, ...]], ...] = ()
    destroyed: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to do."""
        return not any(self)


@dataclass(frozen=True)
class Difference:
    """Two sides of a change; `resources` and `lost` are a plan's own account of it."""

    old: Subject
    new: Subject
    resources: Resources | None = None
    lost: tuple[Meaning, ...] = ()
    drift: tuple[Meaning, ...] = ()
    label: str = ""
    widened: tuple[Meaning, ...] = field(default=())

    @cached_property
    def renames(self) -> Mapping[str, str]:
        """The old ids that have a new one, though nothing else of the component changed."""
        return renames(self.old.topology, self.new.topology)

    @cached_property
    def meanings(self) -> tuple[Meaning, ...]:
        """The consequences, the worst first."""
        found = [
            *self._exposure(),
            *(self.lost if self.resources is not None else self._data_loss()),
            *self._zones(),
            *self._paths(),
            *self.widened,
            *self._findings(),
            *self.drift,
            *self._availability(),
        ]
        order = list(Sort)
        return tuple(sorted(dict.fromkeys(found), key=lambda each: order.index(each.sort)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed at all."""
        nothing = self.resources is None or self.resources.is_nothing
        return not self.edits and not self.meanings and nothing

    def fails_on(self, words: Sequence[str]) -> bool:
        """Whether one of the consequences is there that must not be."""
        sorts = {FAIL_ON[word] for word in words}
        return any(meaning.sort in sorts for meaning in self.meanings)

    def _id(self, id: str) -> str:
        """The new id of something of the old side."""
        return renamed_id(id, self.renames)

    # --- exposure ---

    def _exposure(self) -> Iterator[Meaning]:
        before = {(self._id(id), port) for id, port in exposed(self.old.topology)}
        after = exposed(self.new.topology)
        for key, hops in after.items():
            if key not in before:
                yield Meaning(Sort.EXPOSURE, self._opened(*key), hops, (_component(hops[0]), key[0]))
        kept = {id for id, _ in after}
        for (id, port), hops in exposed(self.old.topology).items():
            now = self._id(id)
            if (now, port) not in after and (now in self.new.topology.components or now in kept):
                text = Phrase(
                    "{target} is no longer open to the internet on {port}", target=now, port=_port(port)
                )
                yield Meaning(Sort.CLOSED, text, hops)

    def _opened(self, id: str, port: int | None) -> Phrase:
        return Phrase("{target} is open to the internet on {port}", target=id, port=_port(port))

    # --- data ---

    def _data_loss(self) -> Iterator[Meaning]:
        """Stores of data that a change of the model deletes or makes again."""
        for id, component in self.old.topology.components.items():
            if component.in_tier is not Tier.DATA and not component.is_managed:
                continue
            now = self._id(id)
            other = self.new.topology.components.get(now)
            if other is None:
                if not component.keeps_nothing:
                    yield Meaning(Sort.DATA_LOSS, Phrase("{id} is removed, and its data with it", id=id))
            elif other.kind != component.kind and not component.keeps_nothing:
                text = "{id} becomes {kind}: the data of the {old} is deleted"
                yield Meaning(Sort.DATA_LOSS, Phrase(text, id=now, kind=other.kind, old=component.kind))
            else:
                for name in component.recreated_by(other):
                    text = "`{field}` of {id} changes: AWS creates it again, and its data is deleted"
                    yield Meaning(Sort.DATA_LOSS, Phrase(text, field=name, id=now))

    # --- zones and paths ---

    @cached_property
    def _simulators(self) -> tuple[Simulator, Simulator]:
        return Simulator(self.old.topology), Simulator(self.new.topology)

    def _verdicts(self, number: int) -> dict[tuple[str, str, str], PathOutcome]:
        simulator = self._simulators[number]
        found: dict[tuple[str, str, str], PathOutcome] = {}
        for outage in zone_outages(simulator.topology):
            for path in simulator.simulate(outage).paths:
                ends = path.need.source, path.need.target
                key = ends if number else (self._id(ends[0]), self._id(ends[1]))
                found[(outage.zones[0], *key)] = path
        return found

    def _zones(self) -> Iterator[Meaning]:
        before, after = self._verdicts(0), self._verdicts(1)
        changed: dict[tuple[Any, ...], list[tuple[str, str, str]]] = {}
        for key, path in after.items():
            old = before.get(key)
            if old is None:
                known = {zone for zone, *_ in before}
                if key[0] in known or path.promised is not Verdict.FAILS:
                    continue  # a new path: what it does is told with the path
                continue
            if (old.promised is Verdict.FAILS) != (path.promised is Verdict.FAILS):
                worse = path.promised is Verdict.FAILS
                verdict = path.at_promise if worse else old.at_promise
                changed.setdefault((worse, key[0], verdict.culprit, verdict.reasons), []).append(key)
        for (worse, zone, _, reasons), keys in changed.items():
            yield self._zone(worse, zone, reasons, keys, after if worse else before)

    def _zone(
        self,
        worse: bool,
        zone: str,
        reasons: tuple[Phrase, ...],
        keys: list[tuple[str, str, str]],
        side: Mapping[tuple[str, str, str], PathOutcome],
    ) -> Meaning:
        ends = [key for key in keys if key in side and side[key].need.is_end] or keys
        paths = listing(tuple(dict.fromkeys(f"{source} -> {_named(target)}" for _, source, target in ends)))
        one = len(ends) == 1
        if not worse:
            text = NO_LONGER_FAILS if one else NO_LONGER_FAIL
            return Meaning(Sort.BETTER_ZONE, Phrase(text, zone=zone, paths=paths))
        verdict = side[ends[0]].at_promise
        reason = reasons[0] if reasons else Phrase("what it depends on is down")
        text = Phrase(NOW_FAILS if one else NOW_FAIL, zone=zone, paths=paths, reason=reason)
        hops = (*verdict.hops[:-2], *verdict.broken) if verdict.broken else verdict.hops
        shown = (*map(_named, hops), "(fails)")
        last = verdict.hops[-2:] or None
        return Meaning(Sort.WORSE_ZONE, text, shown, last)  # type: ignore[arg-type]  # a pair, if any

    def _paths(self) -> Iterator[Meaning]:
        old, new = self._simulators
        before = {(self._id(need.source), self._id(need.target)): need for need in old.needs}
        after = {(need.source, need.target): need for need in new.needs}
        lost = [
            need
            for key, need in before.items()
            if key not in after and not (key[0] in new.topology.components and key[1] in new.tree(key[0]))
        ]
        known = {new_id: id for id, new_id in self.renames.items()}
        gained = [need for key, need in after.items() if key not in before and not _had(old, key, known)]
        yield from self._told(Sort.LOST_PATH, lost, old, "{source} no longer reaches {targets}")
        yield from self._unconnected({need.target for need in lost})
        yield from self._told(Sort.NEW_PATH, gained, new, "{source} now reaches {targets}")

    def _told(self, sort: Sort, needs: list[Need], simulator: Simulator, text: str) -> Iterator[Meaning]:
        """Paths by their source; one whose end was removed from the system is told as the removal."""
        by_source: dict[str, list[Need]] = {}
        for need in needs:
            if sort is Sort.LOST_PATH and (self._is_removed(need.source) or self._is_removed(need.target)):
                continue
            by_source.setdefault(need.source, []).append(need)
        for source, found in by_source.items():
            targets = listing(tuple(_named(need.target) for need in found))
            way = simulator.way(found[-1])
            pair = self._lost_hop(way) if sort is Sort.LOST_PATH else (found[-1].source, found[-1].target)
            yield Meaning(sort, Phrase(text, source=source, targets=targets), tuple(map(_named, way)), pair)

    def _lost_hop(self, way: tuple[str, ...]) -> tuple[str, str] | None:
        """The first connection on a way that the new side lacks, or that has no network path there."""
        steady = self._simulators[1].steady
        for source, target in pairwise(way):
            if self._id(target) not in steady.get(self._id(source), ()):
                return self._id(source), self._id(target)
        return None

    def _is_removed(self, id: str) -> bool:
        """Whether something of ours is gone; who is outside is gone where nothing is open to it any more."""
        if id == INTERNET or is_outside(self.old.topology.components[id]):
            return False
        return self._id(id) not in self.new.topology.components

    def _unconnected(self, told: set[str]) -> Iterator[Meaning]:
        """What a component connected to, and does not reach any more, where no request path says so."""
        simulator = self._simulators[1]
        for connection in self.old.topology.connections:
            source, target = connection.source, connection.target
            if self._is_removed(source) or self._is_removed(target) or target in told:
                continue
            now = self._id(target)
            if self._id(source) in self.new.topology.components and now not in simulator.tree(
                self._id(source)
            ):
                text = Phrase("{source} no longer reaches {targets}", source=source, targets=_named(target))
                yield Meaning(Sort.LOST_PATH, text, (source, _named(target)), (source, target))

    # --- findings and availability ---

    def _findings(self) -> Iterator[Meaning]:
        before = {_key(finding, self.renames) for finding in self.old.findings}
        after = {_key(finding, {}) for finding in self.new.findings}
        for finding in _heard(self.new):
            if _key(finding, {}) not in after - before:
                continue
            yield Meaning(Sort.NEW_FINDING, _rule(finding), finding.hops)
        for finding in _heard(self.old):
            if _key(finding, self.renames) in before - after:
                yield Meaning(Sort.FIXED_FINDING, _rule(finding))

    def _availability(self) -> Iterator[Meaning]:
        before = {(self._id(a.need.source), self._id(a.need.target)): a for a in _shares(self._simulators[0])}
        for share in _shares(self._simulators[1]):
            old = before.get((share.need.source, share.need.target))
            if old is None or abs(old.low - share.low) < 0.000_005:
                continue
            text = "{source} -> {target}: at least {before} before, {after} after"
            ends = {"source": share.need.source, "target": _named(share.need.target)}
            parts = {"before": f"{old.low:.3%}", "after": f"{share.low:.3%}"}
            yield Meaning(Sort.AVAILABILITY, Phrase(text, **ends, **parts))

    # --- what changed ---

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Components, subnets, connections and regions that are different, in words."""
        return tuple(edits_of(self.old.topology, self.new.topology, self.renames))


def _had(old: Simulator, ends: tuple[str, str], renamed: Mapping[str, str]) -> bool:
    """Whether the source of a path reached its target before, though another source began the requests."""
    source, target = (renamed.get(id, id) for id in ends)
    return source in old.topology.components and target in old.tree(source)


def exposed(topology: Topology) -> dict[tuple[str, int | None], tuple[str, ...]]:
    """What the internet may open a connection to, by port (None: any), each with the path."""
    found: dict[tuple[str, int | None], tuple[str, ...]] = {}
    for connection in topology.connections:
        source = topology.components[connection.source]
        inside = connection.target in topology.components
        if not is_outside(source) or not inside or is_outside(topology.components[connection.target]):
            continue
        path = _open(topology, connection)
        for port in (connection.ports or (None,)) if path else ():
            found.setdefault((connection.target, port), tuple(path.stops) if path else ())
    for id, component in topology.components.items():
        if opened_by(topology, id, component):
            found.setdefault((id, component.default_port), ("internet", id))
    return found


def _open(topology: Topology, connection: Connection) -> Path | None:
    return next((path for path in paths_of(topology, connection) if path.broken is None), None)


def _component(stop: str) -> str:
    """The component of a copy: `orders` of `orders.standby@us-east-1b`."""
    return stop.partition("@")[0].partition(".")[0]


def _port(port: int | None) -> str:
    return Phrase("any port") if port is None else str(port)


def _named(id: str) -> str:
    return "internet" if id == INTERNET else id


def _heard(subject: Subject) -> Iterator[Finding]:
    yield from (finding for finding in subject.findings if finding.severity is not Severity.INFO)


def _key(finding: Finding, renames: Mapping[str, str]) -> tuple[str, str]:
    """What makes a finding the same one on both sides: its rule and what it is about."""
    about = finding.route[:2]
    if about[:1] == ("components",):
        about = ("components", renames.get(str(about[1]), str(about[1])))
    if about[:1] == ("connections",):
        about = ("connections", str(finding.route[2]) if len(finding.route) > 2 else str(finding.message))
    return finding.code, ".".join(map(str, about))


def _rule(finding: Finding) -> Phrase:
    return Phrase("{code} {name}: {message}", code=finding.code, name=finding.name, message=finding.message)


def _shares(simulator: Simulator) -> Iterator[Availability]:
    computed = Availabilities(simulator)
    for need in [need for need in simulator.needs if need.is_end][:50]:
        yield computed.of(need)
