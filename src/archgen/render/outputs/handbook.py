"""The docs to hand to a client: one HTML page with all of them, and a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.render.outputs.artifact import Artifact, Note

if TYPE_CHECKING:
    from archgen.render.diagram.scene import Scene
    from archgen.render.docs.book.blocks import Block
    from archgen.render.outputs.view import View

NAME = "handbook"
SUMMARY = "the docs as one HTML page and as a PDF, with the diagrams in them, to hand to a client"
DEFAULT = False


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """The page and the PDF."""
    from markupsafe import Markup

    from archgen.i18n.translate import word
    from archgen.render.diagram.writers import svg
    from archgen.render.docs.book import paper, webpage
    from archgen.render.templating import render

    language, heading = view.architecture.language, view.architecture.heading
    pages, scenes = _pages(view), _scenes(view)
    drawn = {name: (svg.draw(scene), svg.draw(scene, "dark")) for name, scene in scenes.items()}
    text = render(
        "docs/book.html.j2",
        language=language,
        mark=view.mark.replace("--", "- -"),
        heading=heading,
        word=lambda text: word(text, language),
        contents=webpage.contents(pages),
        body=Markup(webpage.body(pages, drawn)),
    )
    yield Artifact("docs/handbook.html", text.encode("utf-8", "replace"))
    made = paper.draw(pages, scenes, heading, word("Contents", language), language)
    yield Artifact("docs/handbook.pdf", made)


def _pages(view: View) -> list[tuple[str, tuple[Block, ...]]]:
    from archgen.render.docs.book.blocks import blocks
    from archgen.render.outputs.docs import pages

    return [(name, blocks(text)) for name, text in pages(view)]


def _scenes(view: View) -> dict[str, Scene]:
    """The pictures that the pages show, by their names."""
    from archgen.render.docs.book.blocks import Picture
    from archgen.render.outputs.diagrams import scenes
    from archgen.render.outputs.docs import guides

    shown = {block.name for _, blocks in _pages(view) for block in blocks if isinstance(block, Picture)}
    found = dict(scenes(view))
    if guides.DELIVERY in guides.names(view):
        found[guides.DELIVERY] = guides.picture(view)
    return {name: scene for name, scene in found.items() if name in shown}
