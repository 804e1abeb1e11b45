"""What the page shows when a region or a component fails: what takes over, which paths break, who is cut off.

The failure of zones is that of the docs (`losses`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archgen.i18n.translate import say, word, worded
from archgen.model.kinds import INTERNET, FailureImpact, Scope, State
from archgen.render.docs.zone_failures import duration, span
from archgen.topology.failures.failure import BrokenPath, Failure
from archgen.topology.failures.outage import Outage, Phase
from archgen.topology.graph import Topology

MOST = 60
"""Up to how many components the failure of each single one is worked out for the page."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outage by its name and sort (`region`, `component`), with what it does."""

    name: str
    sort: str
    data: dict[str, Any]


def outcomes(topology: Topology) -> Iterator[Outcome]:
    """The failure of each region, and of each component where there are not too many."""
    for region in topology.regions:
        yield Outcome(region, "region", _outcome(topology, Outage(regions=(region,))))
    able = [id for id, one in topology.components.items() if one.actual_scope is not Scope.OUTSIDE]
    for id in able if len(able) <= MOST else ():
        yield Outcome(id, "component", _outcome(topology, Outage(components=(id,))))


def _outcome(topology: Topology, outage: Outage) -> dict[str, Any]:
    failure, language = Failure(topology, outage), topology.architecture.language
    unreached = failure.unreached()
    impacts = {(id, region): failure.failure_impact(id, region) for id, region in failure.touched}
    touched = {key: impact for key, impact in impacts.items() if impact.state is not State.UNAFFECTED}
    lost = [id for id in failure.failed if failure.is_gone(topology.copies[id])]
    return {
        "survives": not unreached,
        "text": _told(bool(unreached), list(impacts.values()), language),
        "unreached": [[id, _why(topology, failure, id, cut)] for id, cut in unreached.items()],
        "lost": lost,
        "down": [
            copy.id
            for (id, region), impact in touched.items()
            if not impact.state.serves
            for copy in topology.copies_of(id, region)
            if copy.id not in lost
        ],
        "promoted": dict(failure.promoted),
        "cuts": [_cut(cut, language) for cut in failure.broken_paths(Phase.RECOVERED)],
        "fates": {id: _impact(impact, language) for (id, _), impact in reversed(touched.items())},
    }


def _told(fatal: bool, impacts: list[FailureImpact], language: str) -> str:
    if fatal:
        return word("until somebody intervenes, clients are cut off from", language)
    slowest = max((f.seconds[1] for f in impacts if f.seconds and f.state.serves), default=0)
    if not slowest:
        return word("clients notice nothing", language)
    text = "everything that clients use recovers automatically, typically within {time}"
    return say(text, language, time=duration(slowest))


def _why(topology: Topology, failure: Failure, id: str, cut: BrokenPath | None) -> str:
    language = topology.architecture.language
    if cut is not None:
        return worded(cut.reason, language)
    regions = [copy.region for copy in topology.copies_of(id)] if id != INTERNET else []
    for region in regions:
        impact = failure.failure_impact(id, region)
        if not impact.state.serves:
            return word(impact.note, language)
    return word("what it depends on is down", language)


def _cut(cut: BrokenPath, language: str) -> dict[str, Any]:
    return {"hop": list(cut.hop), "reason": worded(cut.reason, language)}


def _impact(impact: FailureImpact, language: str) -> dict[str, str]:
    return {
        "state": impact.state.value,
        "word": word(impact.state.value, language),
        "outcome": word(impact.note, language),
        "time": span(impact.seconds, language) if impact.seconds else "",
        "data": word("the last writes may be lost", language) if impact.data_loss else "",
    }
