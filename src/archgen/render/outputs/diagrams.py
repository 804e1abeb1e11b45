"""The pictures: SVG for light and dark grounds, and PNG."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings.phrase import Phrase
from archgen.render.diagram.scene import Scene
from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.outputs.view import View

NAME = "diagrams"
SUMMARY = "the views as SVG, light and dark, and as PNG: network, flow, overview, and those of the file"
DEFAULT = True


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """Each view in each theme as SVG, and the light one as PNG."""
    from archgen.render.diagram.writers import png, svg

    for name, scene in scenes(view):
        light = svg.draw(scene)
        yield Artifact(f"diagrams/{name}.svg", _marked(light, view))
        yield Artifact(f"diagrams/{name}-dark.svg", _marked(svg.draw(scene, "dark"), view))
        yield Artifact(f"diagrams/{name}.png", png.draw(scene, light), png.source_hash(light))
        if lacking := svg.lacking(scene):
            text = "{name}.png leaves blank what its face lacks: {lacking}; the SVG does not"
            yield Note(Phrase(text, name=name, lacking=lacking))


def scenes(view: View) -> Iterator[tuple[str, Scene]]:
    """The views by their names; what the findings speak of is marked where that was asked for."""
    from archgen.render.diagram import views
    from archgen.render.diagram.annotation import annotated

    for name in views.names(view.topology):
        scene = views.drawn(view.topology, name)
        yield name, annotated(scene, view.topology, view.findings) if view.annotate else scene


def _marked(picture: str, view: View) -> bytes:
    return f"<!-- {view.mark.replace('--', '- -')} -->\n{picture}".encode()
