"""The composition: a document is examined, and what was examined is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from archgen.catalogue.regions import REGIONS
from archgen.findings import Finding, Severity, nearest
from archgen.findings.codes import schema_finding
from archgen.findings.phrase import CodePoint, Phrase, arguments, did_you_mean
from archgen.lint.coverage import Coverage
from archgen.lint.engine import check, unknown_settings
from archgen.lint.examination import Examination
from archgen.lint.implications import revealed
from archgen.lint.model_coverage import coverage_of, forced
from archgen.lint.selection import EVERYTHING, Choice
from archgen.model.architecture import Architecture
from archgen.model.complaints import unseen
from archgen.model.identity import Identity
from archgen.model.reading import architecture
from archgen.topology.building import topology
from archgen.yamlfile.document import Document, environments, overlay
from archgen.yamlfile.ignore_comments import apart

if TYPE_CHECKING:
    from archgen.render.outputs import Output
    from archgen.render.outputs.artifact import Artifact
    from archgen.render.outputs.view import View


class Rendering(NamedTuple):
    """The files of each output, what is to be said about them, and what outputs want to know next time."""

    made: Mapping[str, tuple[Artifact, ...]]
    notes: tuple[str, ...]
    memory: Mapping[str, Mapping[str, Mapping[str, str]]]


def examine(
    document: Document,
    choice: Choice = EVERYTHING,
    *,
    today: date | None = None,
    allocated: Mapping[str, str] | None = None,
    share: Callable[[Architecture], tuple[Architecture, list[Finding]]] | None = None,
    identity: Identity | None = None,
) -> Examination:
    """What a document means, and every fault in it; no rule runs on a file that has not its shape.

    `today` lets ignores expire; `allocated` are the blocks that an earlier render made; `share` adds the
    policies of other files. `identity` is what the system is called with the environments that are laid over
    the document; without one, the shape of all its environments is looked at too.
    """
    if document.data is None:
        return Examination(document, findings=_in_file_order(document, _seen(document, document.findings)))
    model, faults = shaped(document.data)
    faults = [*document.findings, *faults]
    if model is not None and share is not None and not faults:
        model, faults = share(model)
    if model is not None and not faults and not (identity and identity.laid):
        faults = [*_faults_of_environments(document)]
    if model is not None and identity is not None:
        model = model.identified(identity)
    if model is None or faults:
        return Examination(document, findings=_in_file_order(document, _seen(document, faults)))
    graph = topology(model)
    verdict = check(graph, today=today, allocated=allocated)
    pool, implied = revealed(
        verdict.findings,
        verdict.implied,
        (each.finding for each in verdict.suppressed),
        lambda findings: [f for f in apart(document, findings, today)[0] if choice.keeps(f)],
    )
    active, ignored = apart(document, pool, today)
    heard = [f for f in active if choice.keeps(f) and not _serves_others(document, f)]
    heard += _new_regions(model)
    return Examination(
        document,
        model,
        graph,
        _in_file_order(document, heard),
        (*verdict.suppressed, *ignored),
        coverage_of(graph, (*pool, *(each.finding for each in verdict.suppressed))),
        tuple(each for each in implied if choice.keeps(each.finding)),
    )


def _serves_others(document: Document, finding: Finding) -> bool:
    """Whether an ignore that nothing needs here is in an included file, which other models may include."""
    return finding.unused is not None and document.is_included(document.place(finding))


def shaped(data: Any) -> tuple[Architecture | None, list[Finding]]:
    """The data of a file as types, or every reason why it has not its shape."""
    model, faults = architecture(data)
    if model is None:
        return None, faults
    more = (_unknown_outputs, unknown_settings, _too_large, _unknown_regions)
    return model, [*faults, *(fault for ask in more for fault in ask(model))]


def _faults_of_environments(document: Document) -> Iterator[Finding]:
    """What makes an environment no model, where it stands in its patch."""
    for name in environments(document):
        patch = document.value(("environments", name))
        if isinstance(patch, dict) and "include" in patch:
            text = "in the environment {name}: `include` is for the whole file; write it at the top"
            message = Phrase(text, name=name)
            yield schema_finding("AG001", message, ("environments", name, "include"), key=True)
        laid = overlay(document, name)
        faults = laid.findings[len(document.findings) :] if laid.data is None else architecture(laid.data)[1]
        for fault in faults:
            message = Phrase("in the environment {name}: {fault}", name=name, fault=fault.message)
            told = fault._replace(message=message, span=laid.place(fault))
            yield told._replace(help=_meant_component(document, fault) or fault.help)


def _meant_component(document: Document, fault: Finding) -> Phrase | None:
    """The component that an environment means with an id that the file does not have."""
    components = document.value(("components",)) or {}
    if fault.code != "AG005" or fault.route[:1] != ("components",) or fault.route[1:2] == ():
        return None
    id = str(fault.route[1])
    meant = nearest(id, list(components)) if id not in components else None
    return Phrase('did you mean "{meant}"? a new component needs a `kind`', meant=meant) if meant else None


def view_of(
    examination: Examination,
    *,
    annotate: bool = False,
    memory: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None,
) -> View:
    """What the outputs see of a model that has its shape, and what they wrote down for this render."""
    from archgen.render.outputs.view import View

    assert examination.architecture is not None and examination.topology is not None
    return View(
        examination.architecture,
        examination.topology,
        examination.findings,
        examination.suppressed,
        examination.document.name.replace("\\", "/").rpartition("/")[2],
        annotate,
        memory or {},
        covered(examination),
    )


def covered(examination: Examination) -> Coverage:
    """What the rules know of what is rendered: less than of the model, where it has errors."""
    errors = examination.has(Severity.ERROR)
    return forced(examination.coverage, examination.findings) if errors else examination.coverage


def render(view: View, outputs: Sequence[Output]) -> Rendering:
    """What the outputs make of it."""
    from archgen.render.outputs.artifact import Artifact, Memory, Note

    found = {output.NAME: tuple(output.artifacts(view)) for output in outputs}
    notes = (item.text for items in found.values() for item in items if isinstance(item, Note))
    made = {
        name: tuple(item for item in items if isinstance(item, Artifact)) for name, items in found.items()
    }
    memory = {
        name: item.tables for name, items in found.items() for item in items if isinstance(item, Memory)
    }
    return Rendering(made, tuple(dict.fromkeys(notes)), memory)


def _seen(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Errors of the file itself, with what cannot be seen on their line, or on the one before, named."""
    return list(_named(document, findings))


def _named(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    named = cache(lambda number: unseen(document.line(number)))
    for finding in findings:
        line = document.place(finding).line
        lines = [number for number in (line, line - 1) if named(number)]
        if not lines or _names_characters(finding):
            yield finding
            continue
        hidden = Phrase("line {line}: {hidden}", line=lines[0], hidden=named(lines[0]))
        both = Phrase("{help}; {hidden}", help=finding.help, hidden=hidden)
        yield finding._replace(help=both if finding.help else hidden)


def _names_characters(finding: Finding) -> bool:
    values = (*arguments(finding.message), *arguments(finding.help))
    return any(isinstance(value, CodePoint) for value in values)


def _in_file_order(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=document.place))


_MOST_COPIES = 250_000
_MOST_SUBNETS = 5_000


def _too_large(model: Architecture) -> Iterator[Finding]:
    """A system that nobody has would keep the rules busy for hours."""
    zones = sum(len(region.zones) for region in model.regions.values())
    if len(model.subnets) * zones > _MOST_SUBNETS:
        message = Phrase("these are more than {most:,} subnets", most=_MOST_SUBNETS)
        yield schema_finding("AG004", message, ("subnets",), key=True)
    if len(model.components) * zones > _MOST_COPIES:
        message = Phrase("these would have copies in more than {most:,} places", most=_MOST_COPIES)
        yield schema_finding("AG004", message, ("components",), key=True)


_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-[0-9]")


def _unknown_regions(model: Architecture) -> Iterator[Finding]:
    """Regions that have not the form of one, or are a slip for one that AWS has."""
    for region in model.regions:
        if region in REGIONS:
            continue
        shaped = bool(_REGION.fullmatch(region))
        meant = _slip(region) if shaped else nearest(region, REGIONS)
        if shaped and meant is None:
            continue
        hint = did_you_mean(meant) or Phrase("; write it as eu-west-1")
        message = Phrase('there is {none} "{name}"', none=Phrase("no region"), name=region) + hint
        yield schema_finding("AG015", message, ("regions", region), key=True)


def _new_regions(model: Architecture) -> Iterator[Finding]:
    """Regions that are not known here, though AWS may have opened them."""
    for region in model.regions:
        if region not in REGIONS:
            from archgen.catalogue.sizes import date

            text = "{region} is not among the regions that AWS had on {date}; check its name"
            message = Phrase(text, region=region, date=date())
            found = schema_finding("AG015", message, ("regions", region), key=True)
            yield found._replace(severity=Severity.WARNING)


def _slip(region: str) -> str | None:
    """The region that was meant, unless it may be one more in a place that has some: eu-north-2."""
    place = region.rstrip("0123456789")
    if any(known.startswith(place) for known in REGIONS):
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(region, REGIONS, n=1, cutoff=0.85)), None)


def _unknown_outputs(model: Architecture) -> Iterator[Finding]:
    if model.outputs is None:
        return
    from archgen.render.outputs import names

    for index, name in enumerate(model.outputs):
        if name not in names():
            meant = nearest(name, names())
            hint = did_you_mean(meant) or Phrase("; the outputs are {names}", names=", ".join(names()))
            message = Phrase('there is no output "{name}"{hint}', name=name, hint=hint)
            yield schema_finding("AG002", message, ("outputs", index))
