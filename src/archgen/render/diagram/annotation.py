"""What findings speak of, as marks on a picture: components, frames, connections, and offending paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import fsum

from archgen.findings import Finding
from archgen.render.diagram.scene import Box, Mark, Scene
from archgen.render.diagram.writers import marks
from archgen.topology.graph import Topology
from archgen.topology.links import all_links

Point = tuple[float, float]
OUTSIDE = "the internet"
"""As the hops of a finding call it; it stands nowhere in the picture."""
FROM_ASIDE, HIGHEST = (110.0, -70.0), 14.0
"""From where a path comes that begins outside, as seen from where it leads, and at least how far down."""
BESIDE = 4.0
"""Pixels between the outermost mark and the picture's border."""


def annotated(scene: Scene, topology: Topology, findings: Iterable[Finding]) -> Scene:
    """The scene with a mark for everything in it that a finding speaks of; it is as wide as they need."""
    found = (mark for finding in findings for mark in _marks(scene, topology, finding))
    marked = replace(scene, marks=tuple(dict.fromkeys(found)))
    right = max((marks.right(mark) for mark in marks.drawn(marked, "light")), default=0.0)
    return replace(marked, width=max(scene.width, round(right + BESIDE, 1)))


def _marks(scene: Scene, topology: Topology, finding: Finding) -> Iterator[Mark]:
    path = tuple(_path(scene, finding))
    yield from path
    edges = () if path else tuple(_connections(scene, topology, finding))
    for id in (*_components(scene, finding), *_frames(scene, finding), *edges):
        yield Mark(id, finding.code, finding.severity.value)


def _components(scene: Scene, finding: Finding) -> Iterator[str]:
    if finding.route[:1] == ("components",) and len(finding.route) > 1:
        lanes = {group.id for group in scene.groups if group.kind == "lane"}
        for node in scene.nodes:
            if node.component == finding.route[1]:
                card = node.id.removesuffix(".icon")
                yield card if card in lanes else node.id


def _frames(scene: Scene, finding: Finding) -> Iterator[str]:
    """The subnets of a row, or a region."""
    if finding.route[:1] == ("subnets",) and len(finding.route) > 1:
        row = f"{finding.route[1]}@"
        yield from (group.id for group in scene.groups if group.kind == "subnet" and group.id.startswith(row))
    if finding.route[:1] == ("regions",) and len(finding.route) > 1:
        yield from (group.id for group in scene.groups if group.id == finding.route[1])


def _connections(scene: Scene, topology: Topology, finding: Finding) -> Iterator[str]:
    """The lines that the connections of a place in the file take."""
    route = finding.route[:2]
    yield from (edge.id for edge in scene.edges if route in edge.routes)
    drawn = {edge.id for edge in scene.edges if not edge.routes}
    for link in all_links(topology):
        if link.id in drawn and any(route == connection.route[:2] for connection in link.connections):
            yield link.id


def _path(scene: Scene, finding: Finding) -> Iterator[Mark]:
    """The offending path, hop by hop; its code stands on the longest one."""
    boxes = {node.id: node.box for node in scene.nodes}
    ends = _ends(scene)
    edges = {(edge.source, edge.target): edge for edge in scene.edges}
    ways: dict[str, tuple[bool, tuple[Point, ...]]] = {}
    for a, b in pairwise(finding.hops):
        if b not in boxes or not (a in boxes or a == OUTSIDE):
            continue
        pairs = ((x, y) for x in ends.get(a, (a,)) for y in ends[b])
        edge = next((edges[pair] for pair in pairs if pair in edges), None)
        if edge:
            ways[edge.id] = (True, edge.points)
        else:
            ways[f"{a}--{b}"] = (False, _between(boxes.get(a), boxes[b]))
    longest = max(ways, key=lambda id: _length(ways[id][1]), default=None)
    for id, (drawn, points) in ways.items():
        code = finding.code if id == longest else ""
        yield Mark(id, code, finding.severity.value, () if drawn else points)


def _ends(scene: Scene) -> dict[str, tuple[str, ...]]:
    """What a line from or to a copy may end at: its icon, the lane or the subnet that it is in."""
    lanes = [group for group in scene.groups if group.kind == "lane"]
    found = {}
    for node in scene.nodes:
        own = [
            lane.id
            for lane in lanes
            if lane.id.partition("@")[0] == node.component and lane.box.holds(node.box.center)
        ]
        found[node.id] = (node.id, *own, *([node.parent] if node.parent else []))
    return found


def _length(points: tuple[Point, ...]) -> float:
    return fsum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(points))


def _between(source: Box | None, target: Box) -> tuple[Point, ...]:
    """A straight line between two icons, from border to border; what comes from nowhere comes from aside."""
    b = target.center
    if source is None:
        a = (b[0] + FROM_ASIDE[0], max(b[1] + FROM_ASIDE[1], HIGHEST))
        return (a, _edge_point(target, b, a))
    a = source.center
    return (_edge_point(source, a, b), _edge_point(target, b, a))


def _edge_point(box: Box, inside: Point, outside: Point) -> Point:
    """Where the line from a box's centre to a point outside leaves the box, and a little further."""
    dx, dy = outside[0] - inside[0], outside[1] - inside[1]
    half = (box.width / 2 + 5, box.height / 2 + 5)
    share = min(half[0] / abs(dx) if dx else 1.0, half[1] / abs(dy) if dy else 1.0, 1.0)
    return (inside[0] + dx * share, inside[1] + dy * share)
