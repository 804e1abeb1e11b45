"""The pictures as vector PDF, for print and for slides."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.outputs.view import View

NAME = "pdf"
SUMMARY = "the diagrams as vector PDF with searchable text"
DEFAULT = False


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """One page for each view."""
    from archgen.render.diagram.writers import pdf
    from archgen.render.outputs.diagrams import scenes

    for name, scene in scenes(view):
        yield Artifact(f"diagrams/{name}.pdf", pdf.draw(scene))
