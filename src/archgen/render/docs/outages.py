"""What fails beyond a single zone, for the docs: paths with their hops, regions, copies, availability."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archgen.findings.phrase import Phrase
from archgen.i18n.translate import say, word, worded
from archgen.render.docs.zone_failures import duration
from archgen.topology.failures.availability import Availabilities
from archgen.topology.failures.outage import Outage, Phase, region_outages, zone_outages
from archgen.topology.failures.simulation import Outcome, PathOutcome, Simulator, Verdict
from archgen.topology.graph import Topology

MOST_LINES = 100
"""Of more paths only those are listed that fail."""
MOST_SHARES = 40
"""So many paths have their availability listed, the nearest first."""


@dataclass(frozen=True, slots=True)
class PathLine:
    """One path when something fails: at once, after automatic failovers, and the hops that say it."""

    outage: str
    source: str
    target: str
    at_once: str
    then: str
    hops: tuple[str, ...]
    reasons: tuple[str, ...]
    fails: bool = False
    """Whether it fails, at once at the least."""


@dataclass(frozen=True, slots=True)
class ShareLine:
    """How available one path is, and what limits it most."""

    source: str
    target: str
    share: str
    limit: str


@dataclass(frozen=True, slots=True)
class Outages:
    """All that the section prints. `copies` are the single points of failure."""

    paths: tuple[PathLine, ...]
    copies: tuple[tuple[str, tuple[str, ...]], ...]
    shares: tuple[ShareLine, ...]


def outages(topology: Topology) -> Outages:
    """What fails when zones and regions fail, path by path."""
    simulator = Simulator(topology)
    outcomes = [simulator.simulate(each) for each in _told(topology)]
    lines = tuple(line for outcome in outcomes for line in _lines(topology, outcome))
    if len(lines) > MOST_LINES:
        lines = tuple(line for line in lines if line.fails)
    copies = tuple(
        (outcome.outage.name, tuple(dict.fromkeys(path.need.target for path in outcome.failing)))
        for outcome in simulator.single_points
    )
    return Outages(lines, copies, tuple(_shares(topology, simulator)))


def _told(topology: Topology) -> Iterator[Outage]:
    yield from zone_outages(topology)
    if len(topology.regions) > 1:
        yield from region_outages(topology)


def _lines(topology: Topology, outcome: Outcome) -> Iterator[PathLine]:
    """The paths that something happens to: the ends of requests, and what fails without one."""
    told = {path.need.source for path in outcome.failing if path.need.is_end}
    for path in outcome.paths:
        alone = path.promised is Verdict.FAILS and path.need.source not in told
        if path.need.is_end or alone:
            yield _line(topology, outcome, path)


def _line(topology: Topology, outcome: Outcome, path: PathOutcome) -> PathLine:
    language = topology.architecture.language
    worst = path.at_promise if path.promised is Verdict.FAILS else path.at(Phase.INSTANT)
    shown = worst if worst.verdict is Verdict.FAILS else path.at_promise
    broken = worst.verdict is Verdict.FAILS
    hops = (*shown.hops[:-2], *shown.broken) if shown.broken else shown.hops
    return PathLine(
        outcome.outage.name,
        path.need.source,
        path.need.target,
        word(path.at(Phase.INSTANT).verdict.value, language),
        _then(path, language),
        hops,
        tuple(_reasons(topology, shown.reasons if broken else path.at_promise.reasons)),
        broken,
    )


def _then(path: PathOutcome, language: str) -> str:
    if path.recovers and path.seconds:
        return say("works within {time}", language, time=duration(path.seconds))
    if path.heals:
        return word("fails until new instances are launched", language)
    return word(path.promised.value, language)


def _reasons(topology: Topology, reasons: tuple[Phrase, ...]) -> Iterator[str]:
    """Why; what is left in one zone is said once, for all components of a path."""
    language = topology.architecture.language
    left: dict[str, list[str]] = {}
    for reason in reasons:
        if set(reason.values) == {"component", "zone"}:
            left.setdefault(str(reason.values["zone"]), []).append(str(reason.values["component"]))
        else:
            yield worded(reason, language)
    for zone, components in left.items():
        yield say("left in {zone} alone: {components}", language, zone=zone, components=", ".join(components))


def _shares(topology: Topology, simulator: Simulator) -> Iterator[ShareLine]:
    computed = Availabilities(simulator)
    ends = [need for need in simulator.needs if need.is_end]
    for need in ends[:MOST_SHARES]:
        found = computed.of(need)
        low, high = f"{found.low:.3%}", f"{found.high:.3%}"
        limit = found.limits[0][0].name if found.limits else ""
        yield ShareLine(need.source, need.target, low if low == high else f"{low} – {high}", limit)
