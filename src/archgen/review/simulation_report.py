"""A simulation as text, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from archgen.catalogue.sla import table_date, zone_uptime
from archgen.findings.json_text import json_text
from archgen.findings.phrase import Phrase, listing
from archgen.i18n.translate import say, word, worded
from archgen.lint.reports.json import coverage_data
from archgen.lint.reports.markdown import escaped
from archgen.model.kinds import INTERNET, kind_class, kinds
from archgen.render.docs.zone_failures import duration
from archgen.review.simulation import Failure, Simulation
from archgen.review.subject import Subject
from archgen.topology.failures.availability import Availability
from archgen.topology.failures.outage import Phase
from archgen.topology.failures.simulation import Need, Outcome, PathOutcome, PhaseVerdict, Verdict

MOST_COLUMNS = 12
"""Of more paths each outage has a line with their numbers instead of a matrix."""
MOST_NAMES = 5


def text(simulation: Simulation, language: str = "en") -> str:
    """A matrix of what fails by what is needed, then the failures, the targets and the availability."""
    lines = [f"archgen simulate: {simulation.subject.heading}", "", *_matrix(simulation, language)]
    lines += [*_pairs(simulation), *_single_points(simulation)]
    for failure in simulation.failures:
        lines += ["", *_failure(failure)]
    lines += [*_promises(simulation), *_availability(simulation), *not_checked(simulation.subject)]
    return "\n".join(worded(line, language) for line in lines) + "\n"


def not_checked(subject: Subject) -> Iterator[str]:
    """What of the file is unknown: a verdict does not cover it."""
    if not subject.coverage.whole:
        yield from ("", subject.coverage.line)


def markdown(simulation: Simulation, language: str = "en") -> str:
    """The same for a pull request or a wiki."""
    lines = [f"### archgen simulate: {escaped(simulation.subject.heading)}", ""]
    lines += _matrix_table(simulation, language)
    for failure in simulation.failures:
        first, *more = (escaped(worded(line, language).strip()) for line in _failure(failure))
        lines += ["", f"**{first}**", "", *(f"- {each}" for each in more)]
    for line in (*_pairs(simulation), *_single_points(simulation), *_promises(simulation)):
        lines.append(escaped(worded(line, language)))
    lines += _availability_table(simulation, language)
    lines += [escaped(worded(line, language)) for line in not_checked(simulation.subject)]
    return "\n".join(lines) + "\n"


def _matrix_table(simulation: Simulation, language: str) -> Iterator[str]:
    needs = _shown(simulation)
    if not needs or len(needs) > MOST_COLUMNS:
        yield from (f"- {escaped(worded(line, language))}" for line in _matrix(simulation, language))
        return
    head, *rows = _table(simulation, partial(_marked, language=language), language)
    yield "| " + " | ".join(map(escaped, head)) + " |"
    yield "|---" * len(head) + "|"
    yield from ("| " + " | ".join((escaped(name), *cells)) + " |" for name, *cells in rows)


def as_json(simulation: Simulation, _language: str = "en") -> str:
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
        "coverage": coverage_data(simulation.subject.coverage),
    }
    if simulation.pairs:
        pairs, worse = simulation.worse_pairs
        whole["pairs"] = {
            "simulated": pairs,
            "worse_than_each_alone": [_outcome(simulation, outcome) for outcome in worse],
        }
    return json_text(whole) + "\n"


def assumptions() -> Iterator[Phrase]:
    """What the availability rests on."""
    zone = zone_uptime()
    yield Phrase("every zone and service of AWS fails on its own; what shares one fails with it")
    text = "an AZ works {low} to {high} of the time: AWS publishes no figure for one"
    yield Phrase(text, low=f"{zone.low:.1%}", high=f"{zone.high:.0%}")
    yield Phrase("SLAs are promises of credits, not measurements")
    yield Phrase("failovers, your own software and clients are not counted")


FAILS = Phrase("FAILS")


def cell(path: PathOutcome) -> Phrase:
    """One path in one outage, in a word or two."""
    if path.promised is Verdict.FAILS:
        return Phrase("FAILS until relaunched") if path.heals else FAILS
    if path.recovers and path.seconds:
        return Phrase("recovers in {time}", time=duration(path.seconds))
    return Phrase("recovers") if path.recovers else Phrase(path.promised.value)


def _table(simulation: Simulation, said: Callable[[PathOutcome], str], language: str) -> list[list[str]]:
    """The head and the lines of the matrix; only ends of paths, and what fails without them."""
    needs = _shown(simulation)
    several = len({need.source for need in needs}) > 1
    head = [word("what fails", language), *(_column(need, several) for need in needs)]
    rows = []
    for outcome in simulation.outcomes:
        cells = {path.need: said(path) for path in outcome.paths}
        rows.append([outcome.outage.name, *(cells[need] for need in needs)])
    return [head, *rows]


def _shown(simulation: Simulation) -> list[Need]:
    """The ends of paths, and what fails in an outage in which no end of its source does."""
    alone: set[Need] = set()
    for outcome in simulation.outcomes:
        failing = [path.need for path in outcome.failing]
        ending = {need.source for need in failing if need.is_end}
        alone.update(need for need in failing if need.source not in ending)
    return [need for need in simulation.simulator.needs if need.is_end or need in alone]


def _column(need: Need, several: bool) -> str:
    target = named(need.target)
    return f"{need.source} -> {target}" if several else target


def named(id: str) -> str:
    """A component, or the internet at large."""
    return "internet" if id == INTERNET else id


def _matrix(simulation: Simulation, language: str) -> Iterator[str]:
    needs = _shown(simulation)
    if not needs:
        yield Phrase("no component opens a connection: there is no path that could fail")
        return
    if len(needs) > MOST_COLUMNS:
        yield from (Phrase("{what}: {said}", what=what, said=said) for what, said in _list(simulation, needs))
        return
    table = _table(simulation, lambda path: worded(cell(path), language), language)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        yield "  ".join(each.ljust(width) for each, width in zip(row, widths, strict=True)).rstrip()


def _list(simulation: Simulation, needs: Sequence[Need]) -> Iterator[tuple[str, str]]:
    """What fails, and how many of many paths do what: a matrix of them would be too wide to read."""
    several, shown = len({need.source for need in needs}) > 1, set(needs)
    for outcome in simulation.outcomes:
        by: dict[Phrase, list[Need]] = {}
        for path in outcome.paths:
            if path.need in shown:
                by.setdefault(_group(path), []).append(path.need)
        order = sorted(by, key=_GROUPS.index)
        told = [_counted(group, [_column(need, several) for need in by[group]]) for group in order]
        yield outcome.outage.name, joined(told)


_GROUPS = (
    FAILS,
    Phrase("FAILS until relaunched"),
    Phrase("recovers"),
    Phrase("degraded"),
    Phrase("survives"),
)


def _group(path: PathOutcome) -> Phrase:
    return Phrase("recovers") if path.recovers else cell(path)


def _counted(group: Phrase, names: Sequence[str]) -> Phrase:
    """How many paths do the same; those that fail or recover by name."""
    if group in _GROUPS[3:]:
        return Phrase("{count} {group}", count=len(names), group=group)
    shown: str = ", ".join(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        shown = Phrase("{names} and {count} more", names=shown, count=len(names) - MOST_NAMES)
    return Phrase("{count} {group} ({names})", count=len(names), group=group, names=shown)


def _pairs(simulation: Simulation) -> Iterator[str]:
    if not simulation.pairs:
        return
    count, worse = simulation.worse_pairs
    yield ""
    text = "pairs: {count} simulated, {worse} fail a path that neither of the two fails alone"
    yield Phrase(text, count=count, worse=len(worse))
    for outcome in worse:
        ends = [path for path in outcome.failing if path.need.is_end] or list(outcome.failing)
        yield f"  {outcome.outage.name}: {', '.join(named(path.need.target) for path in ends)}"


def _single_points(simulation: Simulation) -> Iterator[str]:
    if simulation.asked is not None:
        return
    count, single = simulation.copies
    yield ""
    if not single:
        yield Phrase("single points of failure: none of {count} copies in zones", count=count)
    for outcome in single:
        targets = tuple(dict.fromkeys(named(path.need.target) for path in outcome.failing))
        text = "single point of failure: {what}: without it {targets} fail"
        if len(targets) == 1:
            text = "single point of failure: {what}: without it {targets} fails"
        yield Phrase(text, what=outcome.outage.name, targets=listing(targets))


def _failure(failure: Failure) -> Iterator[str]:
    path = failure.paths[0]
    verdict = path.at_promise
    ends = [each for each in failure.paths if each.need.is_end] or list(failure.paths)
    paths = listing(tuple(f"{each.need.source} -> {named(each.need.target)}" for each in ends))
    text = "{what}: {paths} fails" if len(ends) == 1 else "{what}: {paths} fail"
    yield Phrase(text, what=failure.outcome.outage.name, paths=paths)
    yield Phrase("  path: {hops} (fails)", hops=" -> ".join(hops(verdict)))
    for reason in verdict.reasons:
        yield Phrase("  why:  {reason}", reason=reason)
    yield from _phases(path)
    if failure.warning is not None:
        level = Phrase("ignored: {reason}", reason=failure.ignored) if failure.ignored else None
        rule = f"{failure.warning.code} {failure.warning.name}"
        yield Phrase(
            "  rule: {rule} ({level})", rule=rule, level=level or Phrase(failure.warning.severity.value)
        )
        if failure.warning.help:
            yield Phrase("  fix:  {fix}", fix=failure.warning.help)


def _phases(path: PathOutcome) -> Iterator[str]:
    if path.heals:
        yield Phrase("  then: works again once new instances have been launched, which is not counted on")
    elif path.waits_for_a_person:
        yield Phrase("  then: works again once somebody has promoted the copy")


def hops(verdict: PhaseVerdict) -> tuple[str, ...]:
    """The hops of a path up to what breaks, the last between copies where that is known."""
    if verdict.broken is None:
        return tuple(map(named, verdict.hops))
    return (*map(named, verdict.hops[:-2]), *verdict.broken)


def _promises(simulation: Simulation) -> Iterator[str]:
    for number, promise in enumerate(simulation.promises):
        if number == 0:
            yield ""
        state = Phrase("met") if promise.kept else Phrase("NOT MET: {reason}", reason=promise.why)
        yield Phrase("target: {target}: {state}", target=promise.what, state=state)


def _availability(simulation: Simulation) -> Iterator[str]:
    shares = simulation.availability
    if not shares or simulation.asked is not None:
        return
    yield ""
    yield Phrase("availability, from AWS SLAs of {date}:", date=table_date())
    names = [f"{each.need.source} -> {named(each.need.target)}" for each in shares]
    width = max(map(len, names))
    for name, each in zip(names, shares, strict=True):
        facts = [share(each), *filter(None, (limited(each), _unknown(each)))]
        yield Phrase("  {name}  {facts}", name=name.ljust(width), facts=joined(facts))
    yield Phrase("assumptions: {assumptions}", assumptions=joined(list(assumptions())))


def joined(facts: Sequence[str]) -> str:
    """Facts with semicolons between them."""
    text = facts[0]
    for fact in facts[1:]:
        text = Phrase("{first}; {second}", first=text, second=fact)
    return text


def share(each: Availability) -> str:
    """An availability: one number, or its bounds."""
    low, high = f"{each.low:.3%}", f"{each.high:.3%}"
    return low if low == high else Phrase("{low} to {high}", low=low, high=high)


def limited(each: Availability) -> Phrase | None:
    """What limits an availability most."""
    if not each.limits:
        return None
    element, _ = each.limits[0]
    uptime = f"{element.uptime.low:.3%}"
    name = Phrase(kind_class(element.name).service_name) if element.name in kinds() else element.name
    if element.region is None or element.outage.zones or element.name == element.region:
        return Phrase("limited most by {what} ({uptime})", what=name, uptime=uptime)
    text = "limited most by {what} in {region} ({uptime})"
    return Phrase(text, what=name, region=element.region, uptime=uptime)


def _unknown(each: Availability) -> Phrase | None:
    """What an availability does not count, as nothing is known of it."""
    return Phrase("not counted: {what}", what=", ".join(each.not_counted)) if each.not_counted else None


def _availability_table(simulation: Simulation, language: str) -> Iterator[str]:
    if not simulation.availability or simulation.asked is not None:
        return
    yield from ("", say("Availability, from AWS SLAs of {date}:", language, date=table_date()), "")
    head = (word("path", language), word("availability", language), word("limited most by", language))
    yield from (f"| {' | '.join(head)} |", "|---|---|---|")
    for each in simulation.availability:
        path = f"{each.need.source} -> {named(each.need.target)}"
        facts = [fact for fact in (limited(each), _unknown(each)) if fact is not None]
        what = worded(joined(facts), language) if facts else ""
        yield f"| {escaped(path)} | {worded(share(each), language)} | {escaped(what)} |"
    yield from ("", *(f"- {escaped(worded(each, language))}" for each in assumptions()))


def _marked(path: PathOutcome, language: str) -> str:
    text = escaped(worded(cell(path), language))
    return f"**{text}**" if path.promised is Verdict.FAILS else text


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
