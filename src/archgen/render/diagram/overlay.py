"""What fails, or what changes, drawn over a picture: frames around components and lines over connections.

A picture may draw every copy of a component or each component once: what is told of copies is then told of
the component, the worst first. A component of which only some copies fail goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from archgen.render.diagram.scene import Box, Edge, Node, Scene
from archgen.render.diagram.writers.svg import edge_label
from archgen.render.diagram.writers.xmltext import element, number

Look = Literal["failed", "broken", "promoted", "added", "removed", "changed"]

COLOURS: Mapping[Look, str] = {
    "failed": "#8C95A0",
    "broken": "#D13212",
    "promoted": "#1D8102",
    "added": "#1D8102",
    "removed": "#D13212",
    "changed": "#B7730B",
}
"""The worst first."""
DASHED: tuple[Look, ...] = ("failed", "removed")
VEIL = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Looks:
    """How the things of a picture look: copies, components, zones and regions by id, connections by pair."""

    things: Mapping[str, Look]
    pairs: Mapping[tuple[str, str], Look]


def overlaid(svg: str, scene: Scene, looks: Looks) -> str:
    """The picture with the overlay, as SVG text."""
    shapes = "\n".join(_shapes(scene, looks))
    body, end, rest = svg.rpartition("</svg>")
    return f'{body}<g class="overlay">\n{shapes}\n</g>\n{end}{rest}'


def _shapes(scene: Scene, looks: Looks) -> Iterator[str]:
    for group in scene.groups:
        look = looks.things.get(group.id)
        if look:
            yield _frame(group.box, look, veiled=look == "failed")
    components = {node.id: node.component for node in scene.nodes}
    for edge in scene.edges:
        look = _of_edge(edge, components, looks)
        if look:
            yield _line(edge, look) + edge_label(edge, scene, "light")
    for node in scene.nodes:
        look = _of_node(node, scene.nodes, looks)
        if look:
            yield _frame(_grown(node.box, 3), look, veiled=look in ("failed", "removed"))


def _of_node(node: Node, nodes: Iterable[Node], looks: Looks) -> Look | None:
    """How a node looks: its copy's look, or that of its component where it is all there is of it."""
    if node.id in looks.things:
        return looks.things[node.id]
    if node.component in looks.things:
        return looks.things[node.component]
    if sum(other.component == node.component for other in nodes) > 1:
        return None
    copies = {look for id, look in looks.things.items() if _component(id) == node.component and "@" in id}
    return next((look for look in COLOURS if look in copies and look != "failed"), None)


def _of_edge(edge: Edge, components: Mapping[str, str], looks: Looks) -> Look | None:
    exact = looks.pairs.get((edge.source, edge.target))
    pair = tuple(components.get(id, _component(id)) for id in (edge.source, edge.target))
    return exact or looks.pairs.get((pair[0], pair[1]))


def _component(id: str) -> str:
    """The component of a copy or a lane: `orders` of `orders.standby@us-east-1b`; a frame has none."""
    return id if "/" in id else id.partition("@")[0].partition(".")[0]


def _frame(box: Box, look: Look, *, veiled: bool) -> str:
    place = {"x": number(box.x), "y": number(box.y), "width": number(box.width), "height": number(box.height)}
    veil = element("rect", **place, rx="4", fill=VEIL, fill_opacity="0.65") if veiled else ""
    dash = "5 4" if look in DASHED else None
    frame = element(
        "rect", **place, rx="4", fill="none", stroke=COLOURS[look], stroke_width="2.5", stroke_dasharray=dash
    )
    return element("g", veil + frame, data_look=look)


def _line(edge: Edge, look: Look) -> str:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in edge.points)
    return element(
        "polyline",
        points=points,
        fill="none",
        stroke=COLOURS[look],
        stroke_width="3",
        stroke_dasharray="6 4" if look in DASHED else None,
        data_look=look,
    )


def _grown(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)
