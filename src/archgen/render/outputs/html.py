"""The interactive page: both views, every component's facts, and what a lost zone does, in one file.

The page holds the pictures and the model's data; it asks the network for nothing.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archgen.i18n.translate import word
from archgen.model.kinds.category import Category
from archgen.render.outputs.artifact import Artifact, Note
from archgen.topology.failures.failure import without

if TYPE_CHECKING:
    from archgen.findings import Finding
    from archgen.render.docs.traffic import StepLine
    from archgen.render.docs.zone_failures import Account
    from archgen.render.outputs.view import View
    from archgen.topology.graph import Topology

NAME = "html"
SUMMARY = "an interactive page of the diagrams: details, search, and what a zone failure does"
DEFAULT = True

WORDS = (
    "1 connection",
    "AZ failure",
    "Broken paths",
    "Close",
    "Component failure",
    "Components",
    "Details",
    "Failure",
    "Fields",
    "Fit to window",
    "If an Availability Zone fails",
    "Is reached from",
    "Keys",
    "Light or dark",
    "Map",
    "Move",
    "Next component",
    "No AZ failure takes it down.",
    "Nothing found",
    "Opens connections to",
    "Outcome",
    "Region failure",
    "Search",
    "This fails.",
    "View",
    "What happens to it",
    "Where",
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
    known = model(view)
    data = _embedded(known)
    pictures = [scene for _, scene in drawn]
    text = render(
        "html/page.html.j2",
        language=language,
        mark=view.mark.replace("--", "- -"),
        title=_title(view),
        description=view.architecture.description or "",
        words=_words(language),
        outages=_choices(view),
        table=_table(view, known),
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
    from archgen.render.docs.outcomes import outcomes
    from archgen.render.docs.traffic import line
    from archgen.render.docs.zone_failures import accounts
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
                "through": list(_through(topology, one)),
                "notes": [*one.guards, *one.ways, *one.notes],
            }
            for one in told
        ],
        "outages": {
            **{o.name: {"sort": o.sort, **o.data} for o in reversed(list(outcomes(topology)))},
            **{
                zone: {"sort": "zone", **loss}
                for account in accounts(topology)
                for zone, loss in _zones(topology, account).items()
            },
        },
        "places": {id: copy.region or "" for id, copy in topology.copies.items()},
        "regions": {zone: region for region, zone in topology.zones},
        "findings": [
            _finding(finding, language) for finding in view.findings if not _about(finding, topology)
        ],
    }


def _through(topology: Topology, line: StepLine) -> Iterator[str]:
    """What a step passes: gateways, endpoints, web ACLs, and the names by which its target is found.

    What a NAT gateway sends to the internet passes an internet gateway.
    """
    yield from (*line.guards, *line.ways)
    if set(line.ways) & set(topology.of(Category.NAT_GATEWAY, Category.NAT_INSTANCE)):
        yield from topology.of(Category.INTERNET_GATEWAY)
    for connection in line.step.connections:
        yield from connection.names


def _choices(view: View) -> list[tuple[str, list[str]]]:
    """What may fail, by its sort."""
    from archgen.render.docs.outcomes import outcomes

    language, found = view.architecture.language, list(outcomes(view.topology))
    return [
        (word("AZ failure", language), [zone for _, zone in view.topology.zones]),
        (word("Region failure", language), [one.name for one in found if one.sort == "region"]),
        (word("Component failure", language), [one.name for one in found if one.sort == "component"]),
    ]


SHOWN = ("name", "service", "place")


def _table(view: View, known: dict[str, Any]) -> list[dict[str, str]]:
    """What who runs no script, or prints, sees of each component."""
    zones = [(name, one) for name, one in known["outages"].items() if one["sort"] == "zone"]
    rows = []
    for id, one in known["components"].items():
        impacts = [f"{zone}: {loss['fates'][id]['word']}" for zone, loss in zones if id in loss["fates"]]
        rows.append(
            {
                "id": id,
                "name": one["name"],
                "service": one["service"],
                "place": one["place"],
                "outcome": "; ".join(impacts),
            }
        )
    return rows


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
        "find": _findable(view.topology, id),
        "way": component.is_way,
        "findings": [
            _finding(finding, language) for finding in _gravest_first(view.findings) if _concerns(finding, id)
        ],
    }


def _findable(topology: Topology, id: str) -> str:
    """What else a component is found by: ids of its copies, their blocks, the ports it is reached at."""
    copies = topology.copies_of(id)
    names = [copy.subnet for copy in copies if copy.subnet in topology.subnets]
    subnets = [topology.subnets[name] for name in names if name]
    ports = [str(port) for connection in topology.connections_to(id) for port in connection.ports]
    words = [*(copy.id for copy in copies), *(f"{subnet.cidr} {subnet.id}" for subnet in subnets), *ports]
    return " ".join(dict.fromkeys(words))


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
    from archgen.render.docs.zone_failures import impact_line

    found = {}
    for verdict in account.verdicts:
        loss = without(topology, verdict.zone)
        touched = [id for id, impact in loss.impacts.items() if impact.state is not State.UNAFFECTED]
        impacts = [impact_line(topology, id, verdict.zone) for id in touched]
        found[verdict.zone] = {
            "survives": verdict.survives,
            "text": verdict.text,
            "unreached": verdict.unreached,
            "lost": [copy.id for copy in loss.lost],
            "down": [
                copy.id
                for id in touched
                for copy in topology.copies_of(id, loss.region)
                if not loss.impacts[id].state.serves and copy not in loss.lost
            ],
            "promoted": dict(loss.promoted),
            "cuts": [
                {"hop": c.hop, "reason": c.reason} for c in account.broken_paths if c.zone == verdict.zone
            ],
            "fates": {
                impact.id: {
                    "state": impact.state.value,
                    "word": word(impact.state.value, topology.architecture.language),
                    "outcome": impact.details,
                    "time": impact.time,
                    "data": impact.data,
                }
                for impact in impacts
            },
        }
    return found


def _embedded(value: object) -> str:
    """JSON that may stand in a page's `<script>`: no text in it can end that."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
