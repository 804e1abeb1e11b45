"""The network view: where things are. Topology -> placement -> plan -> routes -> tracks -> scene."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from archgen.i18n.translate import say
from archgen.render.diagram.layout.columns import ICON
from archgen.render.diagram.layout.grid import Area, Drawn, Paper, middle
from archgen.render.diagram.layout.skeleton import UNDER, Drafted, Labelled, Skeleton, skeleton
from archgen.render.diagram.routing.routes import routes
from archgen.render.diagram.routing.tracks import drawn
from archgen.render.diagram.scene import Box, Edge, Group, Node, Scene, Text
from archgen.render.diagram.scene import Line as TextLine
from archgen.render.diagram.text import captions
from archgen.render.diagram.text.lettering import GROUP_SIGN, SIGN
from archgen.topology.graph import Topology
from archgen.topology.links import all_links

APART = 14.0
"""Pixels between a zone's caption and what is written beside it, where there is room."""


def network(topology: Topology) -> Scene:
    """The network picture of a topology."""
    made = skeleton(topology)
    paper = drawn(made.plan, routes(made.plan))
    architecture = topology.architecture
    kinds = {link.id: link.kind for link in all_links(topology)}
    heading = Text(20, 16, (TextLine(architecture.heading, "heading"),), "start")
    return Scene(
        width=round(max(paper.columns[-1], captions.extent(heading.lines)[0] + 40), 1),
        height=round(paper.rows[-1], 1),
        title=architecture.heading,
        description=description(topology),
        language=architecture.language,
        groups=tuple(_group(group, paper) for group in made.groups),
        edges=tuple(_edge(line, made, kinds[line.wire.id]) for line in paper.drawn),
        nodes=tuple(_node(node, made, paper, topology) for node in made.nodes),
        heading=heading,
    )


def description(topology: Topology) -> str:
    """The topology in a sentence."""
    language = topology.architecture.language
    zones = sum(len(place.zones) for place in topology.regions.values())
    regions = ", ".join(topology.regions)
    parts = ", ".join(captions.named(id, topology) for id in topology.components)
    text = "Network in {regions}, {zones} availability zones: {parts}; {links} connections."
    return say(text, language, regions=regions, zones=zones, parts=parts, links=len(all_links(topology)))


def _box(area: Area, paper: Paper) -> Box:
    x, y = paper.columns[area.left], paper.rows[area.top]
    return _rounded(x, y, paper.columns[area.right + 1] - x, paper.rows[area.bottom + 1] - y)


def _rounded(x: float, y: float, width: float, height: float) -> Box:
    return Box(round(x, 1), round(y, 1), round(width, 1), round(height, 1))


def _group(group: Drafted, paper: Paper) -> Group:
    box = _box(group.area, paper)
    width, height = captions.extent(group.caption)
    icon: Box | None = None
    if group.style == "corner":
        icon = Box(box.x, box.y, SIGN, SIGN)
        text = Text(box.x + SIGN + 6, round(box.y + max(2.0, (SIGN - height) / 2), 1), group.caption, "start")
    elif group.style == "zone":
        text = Text(_clear(box, width, height + 12, paper), round(box.y + 6, 1), group.caption)
    else:
        column, row = group.caption_at
        centre = (paper.columns[column] + paper.columns[column + 1]) / 2
        left, top = centre - (width + GROUP_SIGN + 6) / 2, paper.rows[row] + 2
        icon = _rounded(left, top + max(0.0, (height - GROUP_SIGN) / 2), GROUP_SIGN, GROUP_SIGN)
        text = Text(round(left + GROUP_SIGN + 6, 1), round(top, 1), group.caption, "start")
    return Group(group.id, group.kind, group.look, group.parent, box, text, None, icon)


def _clear(box: Box, width: float, height: float, paper: Paper) -> float:
    """Where a caption at the top of a box is clear of upright lines: its middle, as central as can be."""
    bottom = box.y + height
    taken = [
        (a[0], a[0])
        for line in paper.drawn
        for a, b in pairwise(line.points)
        if a[0] == b[0] and min(a[1], b[1]) < bottom and max(a[1], b[1]) > box.y
    ]
    for line in paper.drawn:
        if line.label and line.wire.label and box.y - 20 < line.label[1] < bottom + 20:
            half = line.wire.label[0] / 2
            taken.append((line.label[0] - half, line.label[0] + half))
    shifts = range(0, max(int((box.width - width) / 2) - 6, 0), 2)
    places = [box.center[0] + sign * shift for shift in shifts for sign in (-1, 1)]
    for half in (width / 2 + APART, width / 2 + 5):
        for x in places:
            if all(right <= x - half or left >= x + half for left, right in taken):
                return round(x, 1)
    return round(box.center[0], 1)


def _edge(line: Drawn, made: Skeleton, kind: Literal["traffic", "replication"]) -> Edge:
    wire = line.wire
    label = None
    if line.label:
        lines = made.labels[wire.id]
        label = Text(round(line.label[0], 1), round(line.label[1] - captions.extent(lines)[1] / 2, 1), lines)
    return Edge(wire.id, wire.source, wire.target, kind, _straight(line.points), label)


def _straight(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Corners only, rounded to a tenth of a pixel."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        point = (round(x, 1), round(y, 1))
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (
            kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]
        ):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _node(node: Labelled, made: Skeleton, paper: Paper, topology: Topology) -> Node:
    copy = node.spot.copy
    component = topology.components[copy.component]
    x, y = middle(made.plan.stands[copy.id], made.plan, paper.columns, paper.rows)
    box = _rounded(x - ICON / 2, y - ICON / 2, ICON, ICON)
    top = round(box.bottom + UNDER, 1)
    if node.spot.where == "border":
        label = Text(round(x - 8, 1), top, node.label, "end")
    elif node.spot.where == "left border":
        label = Text(round(x + 8, 1), top, node.label, "start")
    else:
        label = Text(round(x, 1), top, node.label)
    return Node(copy.id, copy.component, component.kind, node.parent, component.icon, box, label, node.border)
