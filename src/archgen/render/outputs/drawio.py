"""The views as pages of a draw.io file, to go on editing."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.outputs.view import View

NAME = "drawio"
SUMMARY = "the views as pages of a draw.io file with AWS shapes, for further editing"
DEFAULT = False


def shapes() -> dict[str, str]:
    """The names of draw.io's own shapes by icon."""
    from archgen.model.kinds import kind_class, kinds

    classes = map(kind_class, kinds())
    return {kind.icon_class: shape for kind in classes if (shape := kind.drawio_shape)}


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """One file, with a page for each view."""
    from archgen.render.diagram import views
    from archgen.render.diagram.writers import drawio
    from archgen.render.outputs.diagrams import scenes

    drawn = dict(scenes(view))
    order = sorted(drawn, key=lambda name: name != "network")
    pages = {name: (views.title(view.topology, name), drawn[name]) for name in order}
    file = drawio.pages(pages, shapes())
    yield Artifact("diagrams/network.drawio", f"<!-- {view.mark.replace('--', '- -')} -->\n{file}".encode())
