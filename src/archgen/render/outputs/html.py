"""The interactive page: both views, every component's facts, and what a lost zone does, in one file.

The page holds the pictures and the model's data; it asks the network for nothing.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archgen.i18n.translate import word
from archgen.render.outputs.artifact import Artifact, Note
from archgen.topology.failure import without

if TYPE_CHECKING:
    from archgen.findings import Finding
    from archgen.render.docs.losses import Account
    from archgen.render.outputs.view import View
    from archgen.topology.graph import Topology

NAME = "html"
SUMMARY = "an interactive page of the diagrams: details, search, and what a zone failure does"
DEFAULT = True

WORDS = (
    "Broken ways",
    "Close",
    "Components",
    "Details",
    "Fields",
    "Fit to window",
    "Is reached from",
    "Keys",
    "Light or dark",
    "Fail a zone",
    "Move",
    "Next component",
    "No zone takes it down.",
    "Nothing found",
    "Opens connections to",
    "Search",
    "This zone has failed.",
    "View",
    "What happens to it",
    "If an Availability Zone fails",
    "Zoom",
    "Zoom in",
    "Zoom out",
    "connections",
    "none",
    "not survived",
    "survived",
)
"""What the page says by itself, in English."""


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """The page."""
    from markupsafe import Markup

    from archgen.render.diagram import views
    from archgen.render.diagram.writers import inline
    from archgen.render.outputs.diagrams import scenes
    from archgen.render.templating import render

    language, drawn = view.architecture.language, list(scenes(view))
    data = _embedded(model(view))
    pictures = [scene for _, scene in drawn]
    text = render(
        "html/page.html.j2",
        language=language,
        mark=view.mark.replace("--", "- -"),
        title=_title(view),
        description=view.architecture.description or "",
        words=_words(language),
        zones=[zone for _, zone in view.topology.zones],
        views=[
            {
                "name": name,
                "title": views.title(view.topology, name),
                "picture": Markup(inline.fragment(scene, name)),
            }
            for name, scene in drawn
        ],
        picture_style=Markup(inline.style_sheet(pictures, string.printable + data + data.upper())),
        symbols=Markup(inline.symbols(pictures)),
        model=Markup(data),
    )
    yield Artifact("diagrams/architecture.html", text.encode("utf-8", "replace"))


def model(view: View) -> dict[str, Any]:
    """What the page knows of the architecture."""
    from archgen.render.docs.losses import accounts
    from archgen.render.docs.traffic import line
    from archgen.topology.steps import steps

    topology = view.topology
    told = [line(topology, step) for step in steps(topology)]
    language = view.architecture.language
    return {
        "title": _title(view),
        "description": view.architecture.description,
        "words": _words(language),
        "components": {id: _component(view, id) for id in topology.components},
        "steps": [
            {
                "source": one.step.source,
                "target": one.step.target,
                "ports": one.step.ports or "DNS",
                "notes": [*one.guards, *one.ways, *one.notes],
            }
            for one in told
        ],
        "zones": {
            zone: loss for account in accounts(topology) for zone, loss in _zones(topology, account).items()
        },
        "findings": [
            _finding(finding, language) for finding in view.findings if not _about(finding, topology)
        ],
    }


def _title(view: View) -> str:
    return view.architecture.title or view.architecture.name


def _words(language: str) -> dict[str, str]:
    return {text: word(text, language) for text in WORDS}


def _component(view: View, id: str) -> dict[str, Any]:
    from archgen.render.diagram.text.captions import named
    from archgen.render.docs.inventory import item

    about, component = item(view.topology, id), view.topology.components[id]
    language = view.architecture.language
    return {
        "name": named(id, view.topology),
        "service": word(component.service_name, language),
        "kind": component.kind,
        "description": about.description,
        "place": f"{about.row}: {about.place}" if about.row else about.place,
        "facts": [[fact.text, fact.literal] for fact in about.facts],
        "findings": [
            _finding(finding, language) for finding in _gravest_first(view.findings) if _concerns(finding, id)
        ],
    }


def _gravest_first(findings: tuple[Finding, ...]) -> list[Finding]:
    return sorted(findings, key=lambda finding: -finding.severity.rank)


def _concerns(finding: Finding, id: str) -> bool:
    return finding.route[:2] == ("components", id)


def _about(finding: Finding, topology: Topology) -> bool:
    """Whether a finding is told with a component."""
    return any(_concerns(finding, id) for id in topology.components)


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    from archgen.i18n.translate import worded
    from archgen.render.docs.gists import gist, message

    text = gist(finding, language)
    return {
        **({"gist": text} if text else {}),
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": message(finding, language),
        "help": worded(finding.help, language) if finding.help else None,
    }


def _zones(topology: Topology, account: Account) -> dict[str, dict[str, Any]]:
    """What happens when each zone of a region is lost; what stays unaffected is left out."""
    from archgen.model.kinds import State
    from archgen.render.docs.losses import fate_line

    found = {}
    for verdict in account.verdicts:
        loss = without(topology, verdict.zone)
        touched = [id for id, fate in loss.fates.items() if fate.state is not State.UNAFFECTED]
        fates = [fate_line(topology, id, verdict.zone) for id in touched]
        found[verdict.zone] = {
            "survives": verdict.survives,
            "text": verdict.text,
            "unreached": verdict.unreached,
            "lost": [copy.id for copy in loss.lost],
            "down": [
                copy.id
                for id in touched
                for copy in topology.copies_of(id, loss.region)
                if not loss.fates[id].state.serves and copy not in loss.lost
            ],
            "promoted": dict(loss.promoted),
            "cuts": [{"hop": c.hop, "reason": c.reason} for c in account.cuts if c.zone == verdict.zone],
            "fates": {
                fate.id: {
                    "state": fate.state.value,
                    "word": word(fate.state.value, topology.architecture.language),
                    "outcome": fate.outcome.partition(": ")[2],
                    "time": fate.time,
                    "data": fate.data,
                }
                for fate in fates
            },
        }
    return found


def _embedded(value: object) -> str:
    """JSON that may stand in a page's `<script>`: no text in it can end that."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
