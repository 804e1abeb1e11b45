"""One view in one format, as bytes for standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.commands._unusable import Unusable
from archgen.findings import nearest

if TYPE_CHECKING:
    from archgen.render.diagram.scene import Scene
    from archgen.render.outputs.view import View

FORMATS = ("text", "ascii", "svg", "svg-dark", "png", "pdf", "drawio", "mermaid")


def printed(view: View, name: str, format: str, group: str | None = None) -> bytes:
    """The view of that name, of a group alone where one is given."""
    from archgen.render.diagram import views
    from archgen.render.diagram.annotation import annotated

    if group is not None and group not in view.architecture.groups:
        groups = tuple(view.architecture.groups)
        meant = nearest(group, groups)
        hint = f'; did you mean "{meant}"?' if meant else ""
        there = f"the groups are {', '.join(groups)}" if groups else "the file has no `groups`"
        raise Unusable(f'there is no group "{group}"{hint}', there)
    try:
        scene = views.drawn(view.topology, name, group)
    except KeyError:
        known = (*views.names(view.topology), "overview")
        meant = nearest(name, known)
        hint = f'; did you mean "{meant}"?' if meant else ""
        names = ", ".join(dict.fromkeys(known))
        raise Unusable(f'there is no view "{name}"{hint}', f"the views are {names}") from None
    if view.annotate:
        scene = annotated(scene, view.topology, view.findings)
    return _written(scene, name, format)


def _written(scene: Scene, name: str, format: str) -> bytes:
    if format in ("text", "ascii"):
        from archgen.render.diagram.writers import plaintext

        return plaintext.draw(scene, ascii=format == "ascii").encode("utf-8", "replace")
    if format == "pdf":
        from archgen.render.diagram.writers import pdf

        return pdf.draw(scene)
    if format == "mermaid":
        from archgen.render.diagram.writers import mermaid

        return mermaid.draw(scene).encode("utf-8", "replace")
    if format == "drawio":
        from archgen.render.diagram.writers import drawio
        from archgen.render.outputs.drawio import shapes

        return drawio.draw(scene, shapes()).encode("utf-8", "replace")
    from archgen.render.diagram.writers import png, svg

    picture = svg.draw(scene, "dark" if format == "svg-dark" else "light")
    return png.draw(scene, picture) if format == "png" else picture.encode("utf-8", "replace")
