"""A simulation as text, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archgen.catalogue.sla import table_date, zone_uptime
from archgen.findings.json_text import json_text
from archgen.findings.phrase import Phrase
from archgen.lint.reports.markdown import escaped
from archgen.model.kinds import INTERNET
from archgen.render.docs.zone_failures import duration
from archgen.review.simulation import Failure, Simulation
from archgen.topology.failures.availability import Availability
from archgen.topology.failures.outage import Phase
from archgen.topology.failures.simulation import Need, Outcome, PathOutcome, PhaseVerdict, Verdict

ASSUMPTIONS = (
    "every zone and service of AWS fails on its own; what shares one fails with it",
    "an AZ works {low:.1%} to {high:.0%} of the time: AWS publishes no figure for one",
    "SLAs are promises of credits, not measurements",
    "failovers, your own software and clients are not counted",
)


def text(simulation: Simulation) -> str:
    """A matrix of what fails by what is needed, then the failures, the targets and the availability."""
    lines = [f"archgen simulate: {simulation.subject.heading}", "", *_matrix(simulation)]
    lines += [*_pairs(simulation), *_single_points(simulation)]
    for failure in simulation.failures:
        lines += ["", *_failure(failure)]
    lines += [*_promises(simulation), *_availability(simulation)]
    return "\n".join(lines) + "\n"


def markdown(simulation: Simulation) -> str:
    """The same for a pull request or a wiki."""
    head, *rows = _table(simulation)
    lines = [f"### archgen simulate: {escaped(simulation.subject.heading)}", ""]
    lines += ["| " + " | ".join(map(escaped, head)) + " |", "|---" * len(head) + "|"]
    lines += ["| " + " | ".join(_marked(cell) for cell in row) + " |" for row in rows]
    for failure in simulation.failures:
        first, *more = _failure(failure)
        lines += ["", f"**{escaped(first)}**", "", *(f"- {escaped(each.strip())}" for each in more)]
    for promise in simulation.promises:
        state = "kept" if promise.kept else f"**not kept:** {escaped(promise.why)}"
        lines += ["", f"Target: {escaped(promise.what)}: {state}"]
    lines += _availability_table(simulation)
    return "\n".join(lines) + "\n"


def as_json(simulation: Simulation) -> str:
    """Everything, for programs."""
    count, single = simulation.copies if simulation.asked is None else (0, ())
    whole: dict[str, Any] = {
        "version": 1,
        "command": "simulate",
        "source": simulation.subject.source,
        "outages": [_outcome(simulation, outcome) for outcome in simulation.outcomes],
        "single_points_of_failure": [outcome.outage.name for outcome in single],
        "copies": count,
        "targets": [
            {"target": each.what, "kept": each.kept, "reason": each.why} for each in simulation.promises
        ],
        "availability": [_shares(each) for each in simulation.availability],
        "sla_table": table_date(),
        "assumptions": list(assumptions()),
    }
    if simulation.pairs:
        pairs, worse = simulation.worse_pairs
        whole["pairs"] = {
            "simulated": pairs,
            "worse_than_each_alone": [_outcome(simulation, outcome) for outcome in worse],
        }
    return json_text(whole) + "\n"


def assumptions() -> Iterator[str]:
    """What the availability rests on."""
    zone = zone_uptime()
    yield from (each.format(low=zone.low, high=zone.high) for each in ASSUMPTIONS)


def cell(path: PathOutcome) -> str:
    """One path in one outage, in a word or two."""
    if path.promised is Verdict.FAILS:
        return "FAILS until relaunched" if path.heals else "FAILS"
    if path.recovers:
        return f"recovers in {duration(path.seconds)}" if path.seconds else "recovers"
    return path.promised.value


def _table(simulation: Simulation) -> list[list[str]]:
    """The head and the lines of the matrix; only ends of paths, and what fails without them."""
    needs = _shown(simulation)
    several = len({need.source for need in needs}) > 1
    head = ["what fails", *(_column(need, several) for need in needs)]
    rows = []
    for outcome in simulation.outcomes:
        cells = {path.need: cell(path) for path in outcome.paths}
        rows.append([outcome.outage.name, *(cells[need] for need in needs)])
    return [head, *rows]


def _shown(simulation: Simulation) -> list[Need]:
    found = []
    for need in simulation.simulator.needs:
        alone = any(_fails_alone(outcome, need) for outcome in simulation.outcomes)
        if need.is_end or alone:
            found.append(need)
    return found


def _fails_alone(outcome: Outcome, need: Need) -> bool:
    """Whether a path fails in an outage in which no end of its source does."""
    failing = [path.need for path in outcome.failing if path.need.source == need.source]
    return need in failing and not any(other.is_end for other in failing)


def _column(need: Need, several: bool) -> str:
    target = named(need.target)
    return f"{need.source} -> {target}" if several else target


def named(id: str) -> str:
    """A component, or the internet at large."""
    return "internet" if id == INTERNET else id


def _matrix(simulation: Simulation) -> Iterator[str]:
    table = _table(simulation)
    if len(table[0]) == 1:
        yield "no component opens a connection: there is no path that could fail"
        return
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        yield "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip()


def _pairs(simulation: Simulation) -> Iterator[str]:
    if not simulation.pairs:
        return
    count, worse = simulation.worse_pairs
    yield ""
    yield f"pairs: {count} simulated, {len(worse)} fail a path that neither of the two fails alone"
    for outcome in worse:
        ends = [path for path in outcome.failing if path.need.is_end] or list(outcome.failing)
        yield f"  {outcome.outage.name}: {', '.join(named(path.need.target) for path in ends)}"


def _single_points(simulation: Simulation) -> Iterator[str]:
    if simulation.asked is not None:
        return
    count, single = simulation.copies
    yield ""
    if not single:
        yield f"single points of failure: none of {count} copies in zones"
    for outcome in single:
        targets = dict.fromkeys(named(path.need.target) for path in outcome.failing)
        yield f"single point of failure: {outcome.outage.name}: without it {', '.join(targets)} fail"


def _failure(failure: Failure) -> Iterator[str]:
    path = failure.paths[0]
    verdict = path.at_promise
    ends = [each for each in failure.paths if each.need.is_end] or list(failure.paths)
    paths = ", ".join(f"{each.need.source} -> {named(each.need.target)}" for each in ends)
    yield f"{failure.outcome.outage.name}: {paths} fails"
    yield f"  path: {' -> '.join(hops(verdict))} (fails)"
    for reason in verdict.reasons:
        yield f"  why:  {reason}"
    yield from _phases(path)
    if failure.warning is not None:
        level = f"ignored: {failure.ignored}" if failure.ignored else failure.warning.severity.value
        yield f"  rule: {failure.warning.code} {failure.warning.name} ({level})"
        if failure.warning.help:
            yield f"  fix:  {failure.warning.help}"


def _phases(path: PathOutcome) -> Iterator[str]:
    if path.heals:
        yield "  then: works again once new instances have been launched, which is not counted on"
    elif path.waits_for_a_person:
        yield "  then: works again once somebody has promoted the copy"


def hops(verdict: PhaseVerdict) -> tuple[str, ...]:
    """The hops of a path up to what breaks, the last between copies where that is known."""
    if verdict.broken is None:
        return tuple(map(named, verdict.hops))
    return (*map(named, verdict.hops[:-2]), *verdict.broken)


def _promises(simulation: Simulation) -> Iterator[str]:
    for number, promise in enumerate(simulation.promises):
        if number == 0:
            yield ""
        yield f"target: {promise.what}: {'kept' if promise.kept else f'NOT KEPT: {promise.why}'}"


def _availability(simulation: Simulation) -> Iterator[str]:
    shares = simulation.availability
    if not shares or simulation.asked is not None:
        return
    yield ""
    yield f"availability, from AWS SLAs of {table_date()}:"
    names = [f"{each.need.source} -> {named(each.need.target)}" for each in shares]
    width = max(map(len, names))
    for name, each in zip(names, shares, strict=True):
        yield f"  {name.ljust(width)}  {share(each)}{_limited(each)}"
    yield "assumptions: " + "; ".join(assumptions())


def share(each: Availability) -> str:
    """An availability: one number, or its bounds."""
    low, high = f"{each.low:.3%}", f"{each.high:.3%}"
    return low if low == high else f"{low} to {high}"


def _limited(each: Availability) -> str:
    text = ""
    if each.limits:
        element, _ = each.limits[0]
        where = f" in {element.region}" if element.region and element.name != element.region else ""
        place = element.name if element.outage.zones else f"{element.name}{where}"
        text = f"; limited most by {place} ({element.uptime.low:.3%})"
    return text + (f"; not counted: {', '.join(each.not_counted)}" if each.not_counted else "")


def _availability_table(simulation: Simulation) -> Iterator[str]:
    if not simulation.availability or simulation.asked is not None:
        return
    yield from ("", f"Availability, from AWS SLAs of {table_date()}:", "")
    yield from ("| path | availability | limited most by |", "|---|---|---|")
    for each in simulation.availability:
        path = f"{each.need.source} -> {named(each.need.target)}"
        limit = _limited(each).removeprefix("; limited most by ")
        yield f"| {escaped(path)} | {share(each)} | {escaped(limit)} |"
    yield from ("", *(f"- {escaped(each)}" for each in assumptions()))


def _marked(text: str) -> str:
    return f"**{escaped(text)}**" if text.startswith("FAILS") else escaped(text)


def _outcome(simulation: Simulation, outcome: Outcome) -> dict[str, Any]:
    warned = {
        path.need: failure
        for failure in simulation.failures
        if failure.outcome.outage == outcome.outage
        for path in failure.paths
    }
    outage = outcome.outage
    return {
        "name": outage.name,
        "zones": outage.zones,
        "regions": outage.regions,
        "components": outage.components,
        "copies": [str(node) for node in outage.nodes],
        "verdict": outcome.verdict.value,
        "failed": outcome.failed,
        "promoted": dict(outcome.promoted),
        "data_loss": outcome.data_loss,
        "paths": [_path(path, warned.get(path.need)) for path in outcome.paths],
    }


def _path(path: PathOutcome, failure: Failure | None) -> dict[str, Any]:
    warning = failure.warning if failure else None
    return {
        "source": path.need.source,
        "target": named(path.need.target),
        "verdict": path.promised.value,
        "seconds": path.seconds,
        "data_loss": path.data_loss,
        "phases": {phase.value: _phase(path.at(phase)) for phase in Phase},
        "rule": f"{warning.code} {warning.name}" if warning else None,
        "ignored": failure.ignored if failure else None,
        "fix": warning.help if warning else None,
    }


def _phase(verdict: PhaseVerdict) -> dict[str, Any]:
    return {
        "verdict": verdict.verdict.value,
        "hops": [named(id) for id in verdict.hops],
        "broken": verdict.broken,
        "culprit": verdict.culprit,
        "reasons": [_reason(reason) for reason in verdict.reasons],
    }


def _reason(reason: Phrase) -> dict[str, Any]:
    values = {key: str(value) for key, value in reason.values.items()}
    return {"text": str(reason), "cause": reason.template, "arguments": values}


def _shares(each: Availability) -> dict[str, Any]:
    return {
        "source": each.need.source,
        "target": named(each.need.target),
        "low": each.low,
        "high": each.high,
        "limited_by": [
            {
                "service": element.name,
                "region": element.region,
                "uptime": [element.uptime.low, element.uptime.high],
                "source": element.uptime.source,
                "low_without": better,
            }
            for element, better in each.limits
        ],
        "not_counted": each.not_counted,
    }


FORMATS = {"text": text, "markdown": markdown, "json": as_json}


def formats() -> Sequence[str]:
    """The names of the formats."""
    return tuple(FORMATS)
