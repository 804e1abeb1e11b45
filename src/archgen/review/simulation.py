"""A simulation of a system: outages, what they do, the rules that warn, the targets, the availability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from archgen.findings import Finding
from archgen.findings.phrase import Phrase, listing
from archgen.render.docs.zone_failures import duration as span
from archgen.review.subject import Subject
from archgen.topology.failures.availability import Availabilities, Availability
from archgen.topology.failures.outage import (
    Outage,
    component_outages,
    node_outages,
    region_outages,
    zone_outages,
)
from archgen.topology.failures.simulation import Outcome, PathOutcome, Simulator

BY_A_PERSON = 3600
"""Seconds within which somebody may be expected to have acted, as AG603 has it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that fails, or several that fail at the same hop, with what warns of it."""

    outcome: Outcome
    paths: tuple[PathOutcome, ...]
    warning: Finding | None
    ignored: str | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of the file, and whether it is kept when something fails."""

    what: Phrase
    kept: bool
    why: Phrase


@dataclass(frozen=True)
class Simulation:
    """All that is said of a system; `asked` is what --fail names, None for everything in turn."""

    subject: Subject
    asked: Outage | None = None
    pairs: bool = False

    @cached_property
    def simulator(self) -> Simulator:
        """The simulator of the system."""
        return Simulator(self.subject.topology)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Zones, regions and components in turn, or what was asked for."""
        if self.asked is not None:
            return (self.simulator.simulate(self.asked),)
        return tuple(self.simulator.simulate(outage) for outage in self._singles())

    def _singles(self) -> Iterator[Outage]:
        topology = self.subject.topology
        yield from zone_outages(topology)
        yield from region_outages(topology)
        yield from component_outages(topology)

    @cached_property
    def copies(self) -> tuple[int, tuple[Outcome, ...]]:
        """How many single copies were failed in turn, and those that are single points of failure."""
        return len(node_outages(self.subject.topology)), self.simulator.single_points

    @cached_property
    def worse_pairs(self) -> tuple[int, tuple[Outcome, ...]]:
        """How many pairs were failed, and those that fail a path which neither of the two fails alone."""
        singles = list(self._singles())
        alone = {outage: self.simulator.survives(outage) for outage in singles}
        found: list[Outcome] = []
        count = 0
        for one, other in combinations(singles, 2):
            count += 1
            if (alone[one] & alone[other]) - self.simulator.survives(one | other):
                found.append(self.simulator.simulate(one | other))
        return count, tuple(found)

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """The failing paths of each outage that is a zone, was asked for or is a single point of failure."""
        explained = [
            outcome for outcome in self.outcomes if outcome.outage.is_one_zone or self.asked is not None
        ]
        return tuple(failure for outcome in explained for failure in self._failures(outcome))

    def _failures(self, outcome: Outcome) -> Iterator[Failure]:
        found: dict[tuple[object, ...], list[PathOutcome]] = {}
        for path in outcome.failing:
            verdict = path.at_promise
            found.setdefault((verdict.culprit, verdict.broken, verdict.reasons), []).append(path)
        for paths in found.values():
            warning, ignored = self._warning(outcome, paths[0])
            yield Failure(outcome, tuple(paths), warning, ignored)

    def _warning(self, outcome: Outcome, path: PathOutcome) -> tuple[Finding | None, str | None]:
        culprit = path.at_promise.culprit
        if culprit is None or not outcome.outage.is_one_zone:
            return None, None
        zone = outcome.outage.zones[0]
        region = next(region for region, name in self.subject.topology.zones if name == zone)
        return next(self.subject.warnings(culprit, region), (None, None))

    @cached_property
    def availability(self) -> tuple[Availability, ...]:
        """How available each path of requests is."""
        computed = Availabilities(self.simulator)
        return tuple(computed.of(need) for need in self.simulator.needs if need.is_end)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """The targets of the file, each with whether it is kept."""
        return tuple(self._promises())

    @property
    def keeps_its_promises(self) -> bool:
        """Whether no path that the targets promise fails."""
        return all(promise.kept for promise in self.promises)

    def _promises(self) -> Iterator[Promise]:
        targets, topology = self.subject.topology.architecture.targets, self.subject.topology
        if targets.zone is not None:
            yield from _kept("zone", targets.zone.rto, targets.zone.rpo, self._all(zone_outages(topology)))
        if targets.region is not None:
            yield from _kept(
                "region", targets.region.rto, targets.region.rpo, self._all(region_outages(topology))
            )

    def _all(self, outages: Sequence[Outage]) -> tuple[Outcome, ...]:
        known = {outcome.outage: outcome for outcome in self.outcomes}
        return tuple(known.get(outage) or self.simulator.simulate(outage) for outage in outages)


_RTO = {
    "zone": "an AZ fails: everything works again within {time}",
    "region": "a region fails: everything works again within {time}",
}
_RPO = {
    "zone": "an AZ fails: at most {time} of data is lost",
    "region": "a region fails: at most {time} of data is lost",
}


def _kept(what: str, rto: int | None, rpo: int | None, outcomes: Sequence[Outcome]) -> Iterator[Promise]:
    if rto is not None:
        kind = Phrase(_RTO[what], time=span(rto))
        late = [outcome for outcome in outcomes if not _in_time(outcome, rto)]
        yield Promise(kind, not late, _late(late, rto) if late else Phrase("the target is met"))
    if rpo is not None:
        kind = Phrase(_RPO[what], time=span(rpo))
        losing = dict.fromkeys(id for outcome in outcomes for id in outcome.data_loss)
        lost = Phrase("the last writes of {components} may be lost", components=listing(tuple(losing)))
        yield Promise(kind, not losing or rpo > 0, lost if losing else Phrase("the target is met"))


def _in_time(outcome: Outcome, rto: int) -> bool:
    if outcome.failing and rto < BY_A_PERSON:
        return False
    return all(path.waits_for_a_person for path in outcome.failing) and outcome.seconds <= rto


def _late(late: Sequence[Outcome], rto: int) -> Phrase:
    first = late[0]
    if first.failing:
        targets = tuple(dict.fromkeys(path.need.target for path in first.failing if path.need.is_end))
        names = targets or tuple(dict.fromkeys(path.need.target for path in first.failing))
        return Phrase("without {what}, {paths} fail", what=first.outage.name, paths=listing(names))
    text = "without {what}, it takes up to {time}"
    return Phrase(text, what=first.outage.name, time=span(first.seconds))
