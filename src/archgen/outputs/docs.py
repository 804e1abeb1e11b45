"""The docs page: what there is, who talks to whom, and what happens when a zone is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archgen.components import INTERNET
from archgen.findings import Severity
from archgen.language import say, word
from archgen.outputs.artifact import Artifact, Note

if TYPE_CHECKING:
    from archgen.outputs.view import View

NAME = "docs"
SUMMARY = "the docs page: components, network plan, who talks to whom, what happens when a zone is lost"
DEFAULT = True


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """The page."""
    from archgen.templating import render

    text = render("docs/architecture.md.j2", **values(view))
    yield Artifact("docs/architecture.md", text.encode("utf-8", "replace"))


def values(view: View) -> dict[str, Any]:
    """All that the page prints."""
    from archgen.docs import inventory, losses, network, summary, traffic
    from archgen.docs.gists import gist
    from archgen.steps import requests, steps

    topology, language = view.topology, view.architecture.language
    told = steps(topology)
    return {
        "view": view,
        "architecture": view.architecture,
        "say": lambda text, **parts: say(text, language, **parts),
        "word": lambda text: word(text, language),
        "gist": lambda finding: gist(finding, language),
        "INTERNET": INTERNET,
        "description": summary.spoken(topology),
        "flow_description": summary.told(topology),
        "summary": summary.lines(topology),
        "shelves": inventory.shelves(topology),
        "plans": network.plans(topology),
        "steps": [traffic.line(topology, step) for step in told],
        "replications": [link for link in topology.links if link.kind == "replication"],
        "egress": traffic.egress(topology),
        "requests": {
            client: {
                target: traffic.hops(topology, way)
                for target, way in requests(topology, client, told).items()
            }
            for client in topology.of_kind("client")
        },
        "losses": losses.accounts(topology),
        "promises": losses.promises(topology),
        "guards": topology.guards,
        "findings": [finding for finding in view.findings if finding.severity is not Severity.INFO],
        "suppressed": view.suppressed,
    }
