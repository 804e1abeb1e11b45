"""A scene as Mermaid text, for places that draw nothing else: what stands in what, and who talks to whom.

Mermaid's containers must nest, so a group that spans zones is left out, and places are Mermaid's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.render.diagram.scene import Line, Scene

SPANNING = "auto-scaling-group"
RESERVED = frozenset(
    ("end", "graph", "flowchart", "subgraph", "direction", "style", "class", "click", "default")
)


def draw(scene: Scene) -> str:
    """The scene as a Mermaid flowchart."""
    groups = [group for group in scene.groups if group.kind != SPANNING]
    names = _names([*(group.id for group in scene.groups), *(node.id for node in scene.nodes)])
    lines = ["flowchart TB", *_inside(scene, None, names, "  ")]
    drawn = {group.id for group in groups} | {node.id for node in scene.nodes}
    for edge in scene.edges:
        if edge.source in drawn and edge.target in drawn:
            text = f"|{_quoted(edge.label.lines)}|" if edge.label else ""
            arrow = "-.->" if edge.kind == "replication" else "-->"
            lines.append(f"  {names[edge.source]} {arrow}{text} {names[edge.target]}")
    return "\n".join(lines) + "\n"


def _inside(scene: Scene, parent: str | None, names: dict[str, str], indent: str) -> Iterator[str]:
    """The nodes of a group, then its groups with what is in them."""
    for node in scene.nodes:
        if node.parent == parent:
            yield f"{indent}{names[node.id]}[{_quoted(node.label.lines)}]"
    for group in scene.groups:
        if group.parent == parent and group.kind != SPANNING:
            yield f"{indent}subgraph {names[group.id]}[{_quoted(group.caption.lines)}]"
            yield from _inside(scene, group.id, names, indent + "  ")
            yield f"{indent}end"


def _names(ids: list[str]) -> dict[str, str]:
    """A name that Mermaid takes for each id, none twice."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id in ids:
        name = re.sub(r"[^A-Za-z0-9]+", "_", id).strip("_") or "n"
        while name in taken or name.lower() in RESERVED:
            name += "_"
        names[id] = name
        taken.add(name)
    return names


def _quoted(lines: tuple[Line, ...]) -> str:
    """A label, in which whatever Mermaid, Markdown or HTML would read as more than text stays text."""
    text = "<br/>".join(_escaped(line.text) for line in lines)
    return f'"{text or " "}"'


def _escaped(text: str) -> str:
    """Letters, digits and what is harmless as they are; a sign that would begin a list ("1. a") is not."""
    return re.sub(r"[-+.](?=\s|$)|[^\w .,:/@()·–×+-]", lambda found: _code(found[0]), text)


def _code(character: str) -> str:
    return f"#{ord(character)};" if character.isprintable() else " "
