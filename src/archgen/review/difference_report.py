"""A difference as text, Markdown with a Mermaid picture, and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from archgen.findings.phrase import Phrase
from archgen.i18n.translate import say, word, worded
from archgen.lint.reports.json import coverage_data
from archgen.lint.reports.markdown import escaped
from archgen.review.difference import Difference, Meaning
from archgen.review.edits import Edit
from archgen.review.simulation_report import not_checked
from archgen.topology.graph import Topology

MARK = "<!-- archgen diff -->"
"""The first line of the Markdown: by it a comment on a pull request is found again and updated."""
RESOURCES = (
    "Terraform resources: {created} created, {updated} updated, {replaced} replaced, {destroyed} destroyed"
)
MOST_NODES = 40
MOST_RESOURCES = 20


def text(difference: Difference, language: str = "en") -> str:
    """First what it means, then what changed."""
    return "\n".join(worded(line, language) for line in _text(difference, language)) + "\n"


def _text(difference: Difference, language: str) -> Iterator[str]:
    yield f"archgen diff: {worded(title_of(difference), language)}"
    yield ""
    yield Phrase("What it means")
    if not difference.meanings:
        yield f"  {worded(nothing(), language)}"
    sorts = [word(meaning.sort.value, language) for meaning in difference.meanings]
    width = max(map(len, sorts), default=0)
    for sort, meaning in zip(sorts, difference.meanings, strict=True):
        sign = "!" if meaning.sort.is_bad else " "
        yield f"{sign} {sort.ljust(width)}  {worded(meaning.text, language)}"
        if meaning.hops:
            yield f"  {' ' * width}  {worded(path_of(meaning), language)}"
    yield ""
    yield Phrase("What changed")
    if not difference.edits:
        yield Phrase("  nothing in the architecture")
    for edit in difference.edits:
        yield f"  {edit.sign} {worded(edit.text, language)}"
    if difference.resources is not None:
        yield ""
        yield from resource_lines(difference)
    yield from _not_checked(difference)


def nothing() -> Phrase:
    """What a change without consequences means."""
    return Phrase("nothing: the same paths, exposure, zone verdicts and findings")


def path_of(meaning: Meaning) -> Phrase:
    """The hops that show a consequence."""
    return Phrase("path: {hops}", hops=" -> ".join(meaning.hops))


def title_of(difference: Difference) -> str:
    """What is compared."""
    return difference.label or f"{difference.old.source} -> {difference.new.source}"


def _not_checked(difference: Difference) -> Iterator[str]:
    """What of the new side is unknown: nothing is said of it."""
    yield from not_checked(difference.new)


def resource_lines(difference: Difference) -> Iterator[str]:
    """What Terraform does, counted, and the resources."""
    resources = difference.resources
    assert resources is not None
    yield Phrase(
        RESOURCES,
        created=len(resources.created),
        updated=len(resources.updated),
        replaced=len(resources.replaced),
        destroyed=len(resources.destroyed),
    )
    for address, paths in resources.replaced:
        yield f"  -/+ {address}" + (f" ({', '.join(paths)})" if paths else "")
    yield from (f"  -   {address}" for address in resources.destroyed)
    for sign, addresses in (("~", resources.updated), ("+", resources.created)):
        yield from (f"  {sign}   {address}" for address in addresses[:MOST_RESOURCES])
        if len(addresses) > MOST_RESOURCES:
            yield Phrase("  {sign}   and {count} more", sign=sign, count=len(addresses) - MOST_RESOURCES)


def markdown(difference: Difference, language: str = "en") -> str:
    """For a comment on a pull request: the consequences, a picture of what changed, and the details."""
    return "\n".join(_markdown(difference, language)) + "\n"


def _markdown(difference: Difference, language: str) -> Iterator[str]:
    bad = [meaning for meaning in difference.meanings if meaning.sort.is_bad]
    good = [meaning for meaning in difference.meanings if not meaning.sort.is_bad]
    yield MARK
    title = escaped(worded(title_of(difference), language))
    yield f"### archgen diff: {title}: {worded(verdict(difference), language)}"
    yield ""
    yield from _listed(bad, word("Before you merge", language), language)
    yield from _listed(good, word("Also", language), language)
    if not difference.meanings:
        yield worded(Phrase("It means {nothing}.", nothing=nothing()), language)
        yield ""
    picture = list(mermaid(difference, language))
    if picture:
        yield from ("```mermaid", *picture, "```", "")
    yield from _details(difference, language)
    yield from (escaped(worded(line, language)) for line in _not_checked(difference))


def verdict(difference: Difference) -> Phrase:
    """How many consequences somebody should look at."""
    count = sum(meaning.sort.is_bad for meaning in difference.meanings)
    return Phrase("{count} to look at", count=count) if count else Phrase("nothing to look at")


def _listed(meanings: list[Meaning], heading: str, language: str) -> Iterator[str]:
    if not meanings:
        return
    yield f"**{heading}**"
    yield ""
    for meaning in meanings:
        path = f"<br>{escaped(worded(path_of(meaning), language))}" if meaning.hops else ""
        sort = word(meaning.sort.value, language)
        yield f"- **{sort}:** {escaped(worded(meaning.text, language))}{path}"
    yield ""


def _details(difference: Difference, language: str) -> Iterator[str]:
    edits, resources = difference.edits, difference.resources
    if not edits and resources is None:
        return
    summary = say("What changed: {count} in the architecture", language, count=len(edits))
    yield f"<details><summary>{summary}</summary>"
    yield ""
    for edit in edits:
        yield f"- {escaped(worded(_line(edit), language))}"
    if resources is not None:
        yield ""
        lines = (worded(line, language) for line in resource_lines(difference))
        yield from (escaped(line.strip()) + "  " for line in lines)
    yield ""
    yield "</details>"


def _line(edit: Edit) -> Phrase:
    if edit.sign == "+":
        return Phrase("added: {what}", what=edit.text)
    return Phrase("removed: {what}" if edit.sign == "-" else "changed: {what}", what=edit.text)


def mermaid(difference: Difference, language: str = "en") -> Iterator[str]:
    """What changed and what is beside it: added green, removed red and dashed, changed amber."""
    looks = {edit.id: edit.sign for edit in difference.edits if edit.id}
    pairs = {each.pair: "!" for each in difference.meanings if each.sort.is_bad and each.pair}
    pairs |= {edit.pair: edit.sign for edit in difference.edits if edit.pair}
    if not looks and not pairs:
        return
    edges = list(_edges(difference, looks, pairs))
    shown = dict.fromkeys([*looks, *(id for pair, _ in edges for id in pair)])
    if len(shown) > MOST_NODES:
        return
    yield "flowchart LR"
    for id in shown:
        yield f'  {_node(id)}["{_caption(difference, id)}"]{_CLASSES.get(looks.get(id, ""), "")}'
    for pair, sign in edges:
        yield f"  {_node(pair[0])} {_arrow(sign, language)} {_node(pair[1])}"
    yield "  classDef added stroke:#1d8102,stroke-width:3px"
    yield "  classDef removed stroke:#d13212,stroke-width:3px,stroke-dasharray:5 4"
    yield "  classDef changed stroke:#b7730b,stroke-width:3px"


_CLASSES = {"+": ":::added", "-": ":::removed", "~": ":::changed"}
_ARROWS = {"+": "==>", "-": "-.->"}
_ON_ARROWS = {"+": "added", "-": "removed", "~": "changed", "!": "breaks"}


def _arrow(sign: str, language: str) -> str:
    said = f"|{word(_ON_ARROWS[sign], language)}|" if sign in _ON_ARROWS else ""
    return _ARROWS.get(sign, "-->") + said


def _edges(
    difference: Difference, looks: dict[str, str], pairs: dict[tuple[str, str], str]
) -> Iterator[tuple[tuple[str, str], str]]:
    told = set(pairs)
    for topology in (difference.new.topology, difference.old.topology):
        for connection in topology.connections:
            pair = (connection.source, connection.target)
            near = pair[0] in looks or pair[1] in looks
            if near and pair not in told and topology is difference.new.topology:
                told.add(pair)
                yield pair, ""
    yield from ((pair, sign) for pair, sign in pairs.items())


def _node(id: str) -> str:
    return "n_" + re.sub(r"[^A-Za-z0-9]", "_", id)


def _caption(difference: Difference, id: str) -> str:
    topology: Topology = difference.new.topology
    if id not in topology.components:
        topology = difference.old.topology
    component = topology.components.get(id)
    label = component.title if component is not None else "internet"
    return re.sub(r"[^\w .,:()-]", " ", f"{id} ({label})")


def as_json(difference: Difference, _language: str = "en") -> str:
    """Everything, for programs."""
    resources = difference.resources
    whole: dict[str, Any] = {
        "version": 1,
        "command": "diff",
        "source": str(title_of(difference)),
        "meanings": [
            {
                "sort": meaning.sort.value.replace(" ", "-"),
                "bad": meaning.sort.is_bad,
                "text": str(meaning.text),
                "cause": meaning.text.template,
                "arguments": {key: str(value) for key, value in meaning.text.values.items()},
                "hops": meaning.hops,
            }
            for meaning in difference.meanings
        ],
        "changes": [
            {"sign": edit.sign, "what": str(edit.what), "detail": str(edit.detail)}
            for edit in difference.edits
        ],
        "resources": None
        if resources is None
        else {
            "created": resources.created,
            "updated": resources.updated,
            "replaced": [{"address": address, "because": paths} for address, paths in resources.replaced],
            "destroyed": resources.destroyed,
        },
        "coverage": {
            "old": coverage_data(difference.old.coverage),
            "new": coverage_data(difference.new.coverage),
        },
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


FORMATS = {"text": text, "markdown": markdown, "json": as_json}
