"""The docs: what there is, who talks to whom, what happens when a zone fails, how it is run and deployed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archgen.findings import Severity
from archgen.i18n.translate import say, word, worded
from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import Category
from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.quoting import Markdown, md

if TYPE_CHECKING:
    from archgen.render.outputs.view import View

NAME = "docs"
SUMMARY = "the docs page: components, network plan, who talks to whom, what happens when a zone fails"
DEFAULT = True


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """The page of the architecture, those beside it, and the picture of the pipeline."""
    from archgen.render.diagram.writers import svg
    from archgen.render.outputs.docs import guides

    for name, text in pages(view):
        yield Artifact(f"docs/{name}.md", text.encode("utf-8", "replace"))
    if guides.DELIVERY in guides.names(view):
        scene = guides.picture(view)
        mark = f"<!-- {view.mark.replace('--', '- -')} -->"
        yield Artifact(f"docs/{guides.DELIVERY}.svg", f"{mark}\n{svg.draw(scene)}".encode())
        yield Artifact(f"docs/{guides.DELIVERY}-dark.svg", f"{mark}\n{svg.draw(scene, 'dark')}".encode())


def pages(view: View) -> Iterator[tuple[str, str]]:
    """The names of the pages, and their Markdown."""
    from archgen.render.outputs.docs import guides
    from archgen.render.templating import render

    yield "architecture", render("docs/architecture.md.j2", **values(view))
    yield from guides.pages(view)


def values(view: View) -> dict[str, Any]:
    """All that the page prints."""
    from archgen.catalogue.sla import table_date
    from archgen.render.diagram.views import names
    from archgen.render.docs import inventory, layers, network, outages, summary, traffic
    from archgen.render.docs import zone_failures as losses
    from archgen.render.docs.gists import gist, message
    from archgen.render.outputs.docs import guides
    from archgen.topology.steps import requests, steps

    topology, language = view.topology, view.architecture.language
    told = steps(topology)
    return {
        "view": view,
        "architecture": view.architecture,
        "say": lambda text, **parts: _said(text, language, parts),
        "word": lambda text: Markdown(word(text, language)),
        "gist": lambda finding: gist(finding, language),
        "untranslated": [each.code for each in view.findings if message(each, language) is each.message]
        if language != "en"
        else [],
        "message": lambda finding: message(finding, language),
        "guides": [(name, guides.title(name, language)) for name in guides.names(view)],
        "INTERNET": INTERNET,
        "first": names(topology)[0],
        "description": summary.spoken(topology),
        "flow_description": summary.told(topology),
        "summary": summary.lines(topology),
        "shelves": inventory.shelves(topology),
        "groups": inventory.groups(topology),
        "paragraphs": layers.paragraphs(topology),
        "plans": network.plans(topology),
        "vpcs": network.vpcs(topology),
        "attached": network.attached(topology),
        "reach": network.reach(topology),
        "private_connections": network.private_connections(topology),
        "steps": [traffic.line(topology, step) for step in told],
        "replications": traffic.replications(topology),
        "egress": traffic.egress(topology),
        "requests": {
            client: {
                target: traffic.hops(topology, way)
                for target, way in requests(topology, client, told).items()
            }
            for client in topology.of(Category.CLIENT)
        },
        "losses": losses.accounts(topology),
        "promises": losses.promises(topology),
        "outages": outages.outages(topology),
        "sla_date": table_date(),
        "guards": topology.guards,
        "findings": [finding for finding in view.findings if finding.severity is not Severity.INFO],
        "suppressed": view.suppressed,
        "coverage": None if view.coverage.whole else worded(view.coverage.line, view.architecture.language),
    }


def _said(text: str, language: str, parts: dict[str, str]) -> Markdown:
    """A sentence of ours, whose Markdown is meant, with what the model says in it as text."""
    return Markdown(say(text, language, **{name: md(part) for name, part in parts.items()}))
