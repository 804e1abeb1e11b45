"""A scene as a draw.io file to go on editing: frames hold what is in them, lines hang on what they join.

Groups and icons are the `mxgraph.aws4` shapes of draw.io; an icon without a shape there is embedded as a
picture. The model is not compressed, so that a change of it can be read as a diff.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from math import fsum

from archgen.render.diagram import icons, themes
from archgen.render.diagram.scene import Box, Edge, Group, Line, Look, Node, Scene, Text
from archgen.render.diagram.text import typeface
from archgen.render.diagram.writers.xmltext import element, escape, number

Point = tuple[float, float]

COLOURS = {
    "compute": "#ED7100",
    "database": "#C925D1",
    "integration": "#E7157B",
    "network": "#8C4FFF",
    "security": "#DD344C",
    "storage": "#7AA116",
}
"""Of AWS's service categories, by the module of an icon's node class."""
OTHER_COLOUR = "#232F3D"

FRAME = (
    "container=1;collapsible=0;recursiveResize=0;pointerEvents=0;expand=0;html=1;whiteSpace=wrap;"
    "outlineConnect=0;sketch=0;verticalAlign=top;fontSize=13;strokeWidth=1.5;"
)
CORNER = "align=left;spacingLeft=30;spacingTop=-2;"
GROUPS = {
    "cloud": f"shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_aws_cloud_alt;{CORNER}",
    "region": f"shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_region;dashed=1;dashPattern=1 3;{CORNER}",
    "vpc": f"shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_vpc2;{CORNER}",
    "subnet": f"shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_security_group;{CORNER}",
    "zone": "dashed=1;dashPattern=6 4;align=center;",
    "lane": "rounded=1;absoluteArcSize=1;arcSize=10;align=left;verticalAlign=middle;",
    "box": "align=left;spacingLeft=8;",
}
LINE = (
    "edgeStyle=orthogonalEdgeStyle;rounded=1;arcSize=12;html=1;endArrow=open;endFill=0;endSize=6;"
    "strokeWidth=1.3;fontSize=13;jettySize=auto;orthogonalLoop=1;"
)


def draw(scene: Scene, shapes: Mapping[str, str]) -> str:
    """The scene as a draw.io file. `shapes` has the names of `mxgraph.aws4` shapes by icon."""
    return pages({"network": ("", scene)}, shapes)


def pages(scenes: Mapping[str, tuple[str, Scene]], shapes: Mapping[str, str]) -> str:
    """A draw.io file with a page for each scene, by its id with its title."""
    drawn = [_page(id, title, scene, shapes) for id, (title, scene) in scenes.items()]
    return element("mxfile", "\n".join(drawn), host="archgen") + "\n"


def _page(id: str, title: str, scene: Scene, shapes: Mapping[str, str]) -> str:
    cells = [element("mxCell", id="0"), element("mxCell", id="1", parent="0")]
    boxes = {group.id: group.box for group in scene.groups}
    cells += [_group(group, boxes, scene.look) for group in scene.groups]
    cells += [_node(_in_lane(node, scene), boxes, shapes) for node in scene.nodes]
    boxes |= {node.id: node.box for node in scene.nodes}
    cells += [_edge(edge, boxes, scene) for edge in scene.edges]
    if scene.heading:
        cells.append(_heading(scene.heading, scene.look))
    model = element(
        "mxGraphModel",
        element("root", "\n" + "\n".join(cells) + "\n"),
        grid="1",
        gridSize="10",
        guides="1",
        connect="1",
        arrows="1",
        page="1",
        pageWidth=number(scene.width),
        pageHeight=number(scene.height),
        background=themes.PALETTES["light"].ground,
    )
    return element("diagram", model, id=id, name=title or scene.title)


def _group(group: Group, boxes: Mapping[str, Box], asked: Look) -> str:
    """A frame, and in a lane the part of it that is tinted."""
    style = themes.style(group.kind, group.look)
    look = FRAME + GROUPS.get(group.kind, "dashed=1;align=center;")
    stroke, tinted = themes.frame(group, asked, "light")
    fill = "none" if group.cell else tinted or "none"
    look += f"strokeColor={stroke};fillColor={fill};"
    look += f"fontColor={themes.PALETTES['light'].ink};grStroke=1;"
    if group.kind == "lane":
        look += f"spacingLeft={number(group.caption.x - group.box.x - 2)};"
        look += f"dashed=1;dashPattern={style.dash};" if style.dash else ""
    lines = (*group.caption.lines, *(group.aside.lines if group.aside else ()))
    frame = _vertex(group.id, _html(lines), look, group.box, group.parent, boxes)
    if group.cell is None:
        return frame
    tint = f"rounded=1;absoluteArcSize=1;arcSize=10;strokeColor=none;fillColor={tinted};pointerEvents=0;"
    return _vertex(f"{group.id}/cell", "", tint, group.cell, group.parent, boxes) + frame


def _in_lane(node: Node, scene: Scene) -> Node:
    """A copy in its lane: whoever moves the lane moves its copies."""
    lane = scene.lane_of(node)
    return replace(node, parent=lane.id) if lane else node


def _node(node: Node, boxes: Mapping[str, Box], shapes: Mapping[str, str]) -> str:
    look = f"sketch=0;html=1;outlineConnect=0;aspect=fixed;dashed=0;{_aligned(node)}verticalAlign=top;"
    look += f"verticalLabelPosition=bottom;fontSize=13;fontColor={themes.PALETTES['light'].ink};"
    return _vertex(
        node.id, _html(node.label.lines), look + _shape(node, shapes), node.box, node.parent, boxes
    )


def _aligned(node: Node) -> str:
    """A label hangs from the middle of its icon, or beside the border that the icon stands on."""
    beside = number(abs(node.box.center[0] - node.label.x) + node.box.width / 2)
    aside = {"start": f"align=left;spacingLeft={beside};", "end": f"align=right;spacingRight={beside};"}
    return aside.get(node.label.anchor, "align=center;")


def _shape(node: Node, shapes: Mapping[str, str]) -> str:
    """A service is a white sign on its category's colour, a resource a sign in that colour."""
    shape = shapes.get(node.icon)
    colour = COLOURS.get(node.icon.split(".")[1], OTHER_COLOUR)
    if shape is None:
        data = b64encode(icons.png(node.icon)).decode()
        return f"shape=image;imageAspect=0;image=data:image/png,{data};"
    if icons.is_outline(node.icon):
        return f"shape=mxgraph.aws4.{shape};fillColor={colour};strokeColor=none;pointerEvents=1;"
    sign = f"shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.{shape};"
    return f"{sign}fillColor={colour};strokeColor=#FFFFFF;"


def _vertex(id: str, value: str, style: str, box: Box, parent: str | None, boxes: Mapping[str, Box]) -> str:
    """A cell that stands in its parent, whose corner its place is counted from."""
    origin = boxes[parent] if parent and parent in boxes else Box(0, 0, 0, 0)
    geometry = element(
        "mxGeometry",
        x=number(box.x - origin.x),
        y=number(box.y - origin.y),
        width=number(box.width),
        height=number(box.height),
        **{"as": "geometry"},
    )
    return element("mxCell", geometry, id=id, value=value, style=style, vertex="1", parent=parent or "1")


def _edge(edge: Edge, boxes: Mapping[str, Box], scene: Scene) -> str:
    """A line from the place on its source's side to that on its target's, through our corners."""
    colour = themes.palette(scene.look, "light").sorts[edge.sort]
    style = LINE + f"strokeColor={colour};fontColor={colour};"
    style += _anchor("exit", edge.points[0], boxes[edge.source])
    style += _anchor("entry", edge.points[-1], boxes[edge.target])
    if dash := themes.dash(edge.sort, scene.look):
        style += f"dashed=1;dashPattern={dash};"
    corners = "".join(element("mxPoint", x=number(x), y=number(y)) for x, y in edge.points[1:-1])
    path = element("Array", corners, **{"as": "points"}) if corners else ""
    share = None
    if edge.label:
        center = typeface.extent(edge.label).center
        style += f"labelBackgroundColor={themes.ground(scene, center, 'light')};"
        share, shift = _along(edge.points, center)
        path += element("mxPoint", x=number(shift[0]), y=number(shift[1]), **{"as": "offset"})
    return element(
        "mxCell",
        element("mxGeometry", path, x=share, relative="1", **{"as": "geometry"}),
        id=edge.id,
        value=_html(edge.label.lines) if edge.label else "",
        style=style,
        edge="1",
        parent="1",
        source=edge.source,
        target=edge.target,
    )


def _anchor(end: str, point: Point, box: Box) -> str:
    """Where on a box a line is fixed, in shares of its sides; below 1 is the label that hangs from it."""
    x, y = (point[0] - box.x) / box.width, (point[1] - box.y) / box.height
    return f"{end}X={number(x)};{end}Y={number(y)};{end}Dx=0;{end}Dy=0;{end}Perimeter=0;"


def _along(points: tuple[Point, ...], center: Point) -> tuple[str, Point]:
    """Where a label stands: its share of the way, from -1 to 1, and how far off the line it is."""
    total = fsum(_length(a, b) for a, b in pairwise(points)) or 1.0
    best, walked = (float("inf"), 0.0, points[0]), 0.0
    for a, b in pairwise(points):
        x, y = (min(max(center[i], min(a[i], b[i])), max(a[i], b[i])) for i in (0, 1))
        best = min(best, (_length((x, y), center), walked + _length(a, (x, y)), (x, y)))
        walked += _length(a, b)
    _, place, (x, y) = best
    return f"{2 * place / total - 1:.4f}", (center[0] - x, center[1] - y)


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _heading(text: Text, look: Look) -> str:
    box = typeface.extent(text)
    palette = themes.palette(look, "light")
    style = f"text;html=1;align=left;verticalAlign=middle;fontColor={palette.title or palette.ink};"
    return _vertex("-heading", _html(text.lines), style, box, None, {})


def _html(lines: tuple[Line, ...]) -> str:
    """A label as draw.io keeps it: HTML, which is escaped once more where it is written."""
    return "<br>".join(_html_line(line) for line in lines)


def _html_line(line: Line) -> str:
    text = escape(line.text)
    size = typeface.SETTINGS[line.style].size
    if line.style in ("title", "heading"):
        return f'<b style="font-size: {number(size)}px">{text}</b>'
    if line.style in ("small", "egress"):
        palette = themes.PALETTES["light"]
        colour = palette.soft if line.style == "small" else palette.sorts["egress"]
        return f'<span style="font-size: {number(size)}px; color: {colour}">{text}</span>'
    return text
