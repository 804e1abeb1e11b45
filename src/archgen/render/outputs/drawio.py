"""The network view as a draw.io file, to go on editing."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.outputs.view import View

NAME = "drawio"
SUMMARY = "the network view as a draw.io file with AWS shapes, for further editing"
DEFAULT = False


def shapes() -> dict[str, str]:
    """The names of draw.io's own shapes by icon."""
    from archgen.model.kinds import kind_class, kinds

    classes = map(kind_class, kinds())
    return {kind.icon_class: shape for kind in classes if (shape := kind.drawio_shape)}


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """One file."""
    from archgen.model.kinds import kind_class, kinds
    from archgen.render.diagram.network import network
    from archgen.render.diagram.writers import drawio

    shapes = {kind.icon_class: shape for kind in map(kind_class, kinds()) if (shape := kind.drawio_shape)}
    file = drawio.draw(network(view.topology), shapes)
    yield Artifact("diagrams/network.drawio", f"<!-- {view.mark.replace('--', '- -')} -->\n{file}".encode())
