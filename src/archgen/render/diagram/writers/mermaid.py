"""A scene as Mermaid text, for places that draw nothing else: what stands in what, and who talks to whom.

Mermaid's containers must nest. Where lanes span zones, a lane is one node that says its zones, and zones and
subnets are left out. Places are Mermaid's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from archgen.render.diagram import themes
from archgen.render.diagram.scene import Edge, Group, Line, Node, Scene, Text

RESERVED = frozenset(
    ("end", "graph", "flowchart", "subgraph", "direction", "style", "class", "click", "default")
)


def draw(scene: Scene) -> str:
    """The scene as a Mermaid flowchart."""
    cards = any(group.kind == "lane" and not group.cell for group in scene.groups)
    scene = replace(_flat(scene), edges=tuple(dict.fromkeys(_joined(scene))))
    names = _names([*(group.id for group in scene.groups), *(node.id for node in scene.nodes)])
    lines = [f"flowchart {'LR' if cards else 'TB'}", *_inside(scene, None, names, "  ")]
    for edge in scene.edges:
        if edge.source in names and edge.target in names:
            text = f"|{_quoted(edge.label.lines)}|" if edge.label else ""
            arrow = "-.->" if edge.sort in themes.BROKEN or edge.kind == "replication" else "-->"
            lines.append(f"  {names[edge.source]} {arrow}{text} {names[edge.target]}")
    return "\n".join(lines) + "\n"


def _flat(scene: Scene) -> Scene:
    """The scene with its lanes as nodes, and without what they span."""
    lanes = [group for group in scene.groups if group.kind == "lane"]
    if not lanes:
        return scene
    parents = {group.id: group.parent for group in scene.groups}
    spanned = {group.id for group in scene.groups if group.kind in ("zone", "subnet")}
    nodes: list[Node] = []
    zones: dict[str, dict[str, None]] = {}
    for node in scene.nodes:
        lane = scene.lane_of(node)
        zone = parents.get(node.parent or "")
        if lane is not None and lane.cell is not None:
            zones.setdefault(lane.id, {}).setdefault(zone or "")
        elif lane is None and node.parent in spanned:
            nodes.append(replace(node, parent=parents.get(zone or "")))
        elif lane is None:
            nodes.append(node)
    nodes += [_node(lane, tuple(zones.get(lane.id, ()))) for lane in lanes]
    kept = tuple(group for group in scene.groups if group.id not in spanned and group not in lanes)
    return replace(scene, groups=kept, nodes=tuple(nodes))


def _joined(scene: Scene) -> Iterator[Edge]:
    """The lines; those of a subnet, which is not drawn where there are lanes, begin at each lane in it."""
    for edge in scene.edges:
        inside = [node for node in scene.nodes if node.parent == edge.source and not node.border]
        own = {lane.id: None for node in inside if (lane := scene.lane_of(node))}
        if own:
            yield from (replace(edge, id=f"{id}--{edge.target}", source=id) for id in own)
        else:
            yield edge


def _node(lane: Group, zones: tuple[str, ...]) -> Node:
    aside = lane.aside.lines if lane.aside else ()
    where = (Line(", ".join(zones), "small"),) if zones else ()
    lines = (*lane.caption.lines, *aside, *where)
    label = Text(0, 0, lines)
    return Node(lane.id, lane.id.partition("@")[0], "lane", lane.parent, "", lane.box, label)


def _inside(scene: Scene, parent: str | None, names: dict[str, str], indent: str) -> Iterator[str]:
    """The nodes of a group, then its groups with what is in them."""
    for node in scene.nodes:
        if node.parent == parent:
            yield f"{indent}{names[node.id]}[{_quoted(node.label.lines)}]"
    for group in scene.groups:
        if group.parent == parent:
            yield f"{indent}subgraph {names[group.id]}[{_quoted(_one_line(group))}]"
            yield from _inside(scene, group.id, names, indent + "  ")
            yield f"{indent}end"


def _one_line(group: Group) -> tuple[Line, ...]:
    """A caption on one line: Mermaid leaves no room for a second, and nodes would cover it."""
    lines = (*group.caption.lines, *(group.aside.lines if group.aside else ()))
    return (Line(" · ".join(line.text for line in lines)),) if lines else ()


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
