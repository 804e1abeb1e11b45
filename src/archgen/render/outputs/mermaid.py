"""The network view as Mermaid text, for places that show no images."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.outputs.view import View

NAME = "mermaid"
SUMMARY = "the views as Mermaid text, for places that show no images"
DEFAULT = False


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """One file for each view."""
    from archgen.render.diagram.writers import mermaid
    from archgen.render.outputs.diagrams import scenes

    for name, scene in scenes(view):
        text = f"%% {' '.join(view.mark.split())}\n{mermaid.draw(scene)}"
        yield Artifact(f"diagrams/{name}.mmd", text.encode())


def regions(view: View) -> Iterator[tuple[str, str]]:
    """The text in a fence, for a README."""
    yield "mermaid", f"```mermaid\n{_text(view)}```\n"


def _text(view: View) -> str:
    from archgen.render.diagram.network import network
    from archgen.render.diagram.writers import mermaid

    return mermaid.draw(network(view.topology))
