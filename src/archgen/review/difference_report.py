"""A difference as text, Markdown with a Mermaid picture, and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from archgen.lint.reports.markdown import escaped
from archgen.review.difference import Difference, Edit, Meaning
from archgen.topology.graph import Topology

MARK = "<!-- archgen diff -->"
"""The first line of the Markdown: by it a comment on a pull request is found again and updated."""
NOTHING = "nothing: the same paths, exposure, zone verdicts and findings"
MOST_NODES = 40


def text(difference: Difference) -> str:
    """First what it means, then what changed."""
    return "\n".join(_text(difference)) + "\n"


def _text(difference: Difference) -> Iterator[str]:
    yield f"archgen diff: {_title(difference)}"
    yield ""
    yield "What it means"
    if not difference.meanings:
        yield f"  {NOTHING}"
    width = max((len(meaning.sort.value) for meaning in difference.meanings), default=0)
    for meaning in difference.meanings:
        sign = "!" if meaning.sort.is_bad else " "
        yield f"{sign} {meaning.sort.value.ljust(width)}  {meaning.text}"
        if meaning.hops:
            yield f"  {' ' * width}  path: {' -> '.join(meaning.hops)}"
    yield ""
    yield "What changed"
    if not difference.edits:
        yield "  nothing in the architecture"
    for edit in difference.edits:
        yield f"  {edit.sign} {edit.what}{f': {edit.detail}' if edit.detail else ''}"
    if difference.resources is not None:
        yield ""
        yield from _resources(difference)


def _title(difference: Difference) -> str:
    return difference.label or f"{difference.old.source} -> {difference.new.source}"


def _resources(difference: Difference) -> Iterator[str]:
    resources = difference.resources
    assert resources is not None
    counts = (
        f"{len(resources.created)} created",
        f"{len(resources.updated)} updated",
        f"{len(resources.replaced)} replaced",
        f"{len(resources.destroyed)} destroyed",
    )
    yield f"Terraform resources: {', '.join(counts)}"
    for address, paths in resources.replaced:
        yield f"  -/+ {address}" + (f" ({', '.join(paths)})" if paths else "")
    yield from (f"  -   {address}" for address in resources.destroyed)


def markdown(difference: Difference) -> str:
    """For a comment on a pull request: the consequences, a picture of what changed, and the details."""
    return "\n".join(_markdown(difference)) + "\n"


def _markdown(difference: Difference) -> Iterator[str]:
    bad = [meaning for meaning in difference.meanings if meaning.sort.is_bad]
    good = [meaning for meaning in difference.meanings if not meaning.sort.is_bad]
    yield MARK
    count = len(bad)
    verdict = f"{count} to look at" if count else "nothing to look at"
    yield f"### archgen diff: {escaped(_title(difference))}: {verdict}"
    yield ""
    yield from _listed(bad, "**Before you merge**")
    yield from _listed(good, "Also")
    if not difference.meanings:
        yield f"It means {NOTHING}."
        yield ""
    picture = list(mermaid(difference))
    if picture:
        yield from ("```mermaid", *picture, "```", "")
    yield from _details(difference)


def _listed(meanings: list[Meaning], heading: str) -> Iterator[str]:
    if not meanings:
        return
    yield heading
    yield ""
    for meaning in meanings:
        path = f"<br>path: {escaped(' -> '.join(meaning.hops))}" if meaning.hops else ""
        yield f"- **{meaning.sort.value}:** {escaped(meaning.text)}{path}"
    yield ""


def _details(difference: Difference) -> Iterator[str]:
    edits, resources = difference.edits, difference.resources
    if not edits and resources is None:
        return
    yield f"<details><summary>What changed: {len(edits)} in the architecture</summary>"
    yield ""
    for edit in edits:
        yield f"- {escaped(_line(edit))}"
    if resources is not None:
        yield ""
        yield from (escaped(line.strip()) + "  " for line in _resources(difference))
    yield ""
    yield "</details>"


def _line(edit: Edit) -> str:
    words = {"+": "added", "-": "removed", "~": "changed"}
    return f"{words[edit.sign]}: {edit.what}{f': {edit.detail}' if edit.detail else ''}"


def mermaid(difference: Difference) -> Iterator[str]:
    """What changed and what is beside it: added green, removed red and dashed, changed amber."""
    looks = {edit.id: edit.sign for edit in difference.edits if edit.id}
    pairs = {edit.pair: edit.sign for edit in difference.edits if edit.pair}
    pairs |= {each.pair: "!" for each in difference.meanings if each.sort.is_bad and each.pair}
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
        yield f"  {_node(pair[0])} {_ARROWS.get(sign, '-->')} {_node(pair[1])}"
    yield "  classDef added stroke:#1d8102,stroke-width:3px"
    yield "  classDef removed stroke:#d13212,stroke-width:3px,stroke-dasharray:5 4"
    yield "  classDef changed stroke:#b7730b,stroke-width:3px"


_CLASSES = {"+": ":::added", "-": ":::removed", "~": ":::changed"}
_ARROWS = {"+": "==>|added|", "-": "-.->|removed|", "~": "-->|changed|", "!": "-->|breaks|"}


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


def as_json(difference: Difference) -> str:
    """Everything, for programs."""
    resources = difference.resources
    whole: dict[str, Any] = {
        "version": 1,
        "command": "diff",
        "source": _title(difference),
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
            {"sign": edit.sign, "what": edit.what, "detail": edit.detail} for edit in difference.edits
        ],
        "resources": None
        if resources is None
        else {
            "created": resources.created,
            "updated": resources.updated,
            "replaced": [{"address": address, "because": paths} for address, paths in resources.replaced],
            "destroyed": resources.destroyed,
        },
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


FORMATS = {"text": text, "markdown": markdown, "json": as_json}
