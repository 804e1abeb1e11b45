"""The network view as Mermaid text, for places that show no images."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.outputs.view import View

NAME = "mermaid"
SUMMARY = "the network view as Mermaid text, for places that show no images"
DEFAULT = False


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """One file."""
    yield Artifact("diagrams/network.mmd", f"%% {' '.join(view.mark.split())}\n{_text(view)}".encode())


def regions(view: View) -> Iterator[tuple[str, str]]:
    """The text in a fence, for a README."""
    yield "mermaid", f"```mermaid\n{_text(view)}```\n"


def _text(view: View) -> str:
    from archgen.render.diagram.network import network
    from archgen.render.diagram.writers import mermaid

    return mermaid.draw(network(view.topology))
