"""A drawing read back from its SVG text, by nothing but the SVG contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from archgen.render.diagram.scene import Box, Style
from archgen.render.diagram.text import typeface

SVG = "{http://www.w3.org/2000/svg}"
INK = 1.0
"""Pixels that glyphs may reach beyond their lines; a browser counts them in."""
Point = tuple[float, float]
Segment = tuple[Point, Point]


@dataclass(frozen=True)
class Group:
    id: str
    kind: str
    parent: str | None
    box: Box
    captions: tuple[Box, ...]
    sign: Box | None


@dataclass(frozen=True)
class Component:
    id: str
    component: str
    parent: str | None
    border: str | None
    icon: Box
    labels: tuple[Box, ...]


@dataclass(frozen=True)
class Connection:
    id: str
    source: str
    target: str
    kind: str
    points: tuple[Point, ...]
    labels: tuple[Box, ...]

    @cached_property
    def segments(self) -> list[Segment]:
        return list(pairwise(self.points))

    @cached_property
    def boxes(self) -> list[Box]:
        """Each segment as a box without width or without height."""
        return [boxed(segment) for segment in self.segments]

    @cached_property
    def hull(self) -> Box:
        """What holds the whole line."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@dataclass(frozen=True)
class Piece:
    """A stretch of a trunk, and the connections that run over it."""

    connections: frozenset[str]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Drawing:
    box: Box
    groups: dict[str, Group] = field(default_factory=dict)
    components: dict[str, Component] = field(default_factory=dict)
    connections: dict[str, Connection] = field(default_factory=dict)
    pieces: tuple[Piece, ...] = ()
    texts: tuple[Box, ...] = ()
    """What is outside of groups, components and connections: the heading, the legend."""

    @cached_property
    def mates(self) -> dict[str, set[str]]:
        """For each connection those that share a stretch of a trunk with it."""
        found: dict[str, set[str]] = {}
        for piece in self.pieces:
            for id in piece.connections:
                found.setdefault(id, set()).update(piece.connections)
        return found

    def share_a_trunk(self, one: str, other: str) -> bool:
        """Whether two connections run together somewhere."""
        return other in self.mates.get(one, ())


def boxed(segment: Segment) -> Box:
    (ax, ay), (bx, by) = segment
    return Box(min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by))


def read(svg: str, text_boxes: Sequence[Box] | None = None) -> Drawing:
    """The drawing, with text boxes as we measure them or as a browser has given them, in document order."""
    root = ElementTree.fromstring(svg)
    texts = _text_boxes(root, text_boxes)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    by_class: dict[str, list[Element]] = {}
    for element in root.iter(f"{SVG}g"):
        by_class.setdefault(element.get("class", "").split(" ")[0], []).append(element)
    groups = [_group(element, texts) for element in by_class.get("group", [])]
    components = [_component(element, texts) for element in by_class.get("component", [])]
    connections = [_connection(element, texts) for element in by_class.get("connection", [])]
    ids = [item.id for items in (groups, components, connections) for item in items]
    assert len(set(ids)) == len(ids), f"ids are not unique: {ids}"
    return Drawing(
        Box(0, 0, width, height),
        {group.id: group for group in groups},
        {component.id: component for component in components},
        {connection.id: connection for connection in connections},
        tuple(map(_piece, by_class.get("trunk", []))),
        tuple(_own(root, texts)),
    )


def _text_boxes(root: Element, given: Sequence[Box] | None) -> dict[Element, Box]:
    elements = list(root.iter(f"{SVG}text"))
    if given is not None:
        assert len(given) == len(elements)
        return dict(zip(elements, given, strict=True))
    return {element: _measured(element) for element in elements}


def _group(element: Element, texts: dict[Element, Box]) -> Group:
    sign = element.find(f"{SVG}use")
    return Group(
        element.attrib["data-id"],
        element.attrib["data-kind"],
        element.get("data-parent"),
        _box(element[0]),
        tuple(_own(element, texts)),
        _box(sign) if sign is not None else None,
    )


def _component(element: Element, texts: dict[Element, Box]) -> Component:
    icon = next(child for child in element if child.tag in (f"{SVG}use", f"{SVG}image"))
    return Component(
        element.attrib["data-id"],
        element.attrib["data-component"],
        element.get("data-parent"),
        element.get("data-border"),
        _box(icon),
        tuple(_own(element, texts)),
    )


def _connection(element: Element, texts: dict[Element, Box]) -> Connection:
    return Connection(
        element.attrib["data-id"],
        element.attrib["data-source"],
        element.attrib["data-target"],
        element.attrib["data-kind"],
        tuple(corners(element[0].attrib["d"])),
        tuple(_own(element, texts)),
    )


def _piece(element: Element) -> Piece:
    ids = frozenset(element.attrib["data-connections"].split())
    return Piece(ids, tuple(corners(element[0].attrib["d"])))


def _own(element: Element, texts: dict[Element, Box]) -> Iterator[Box]:
    return (texts[child] for child in element if child.tag == f"{SVG}text" and texts[child].width)


def _box(element: Element) -> Box:
    x, y, width, height = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
    return Box(x, y, width, height)


def corners(path: str) -> list[Point]:
    """The corners of a path of straight pieces and rounded corners; a curve's control point is the corner."""
    points: list[Point] = []
    for numbers in re.findall(r"[MLQ]([^MLQ]*)", path):
        values = [float(n) for n in numbers.replace(",", " ").split()]
        points.append((values[0], values[1]))
    return _without_midpoints(points)


def _without_midpoints(points: list[Point]) -> list[Point]:
    """Points where the line does not turn left out."""
    kept: list[Point] = []
    for point in points:
        if kept and _near(kept[-1], point):
            continue
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _near(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < 0.02 and abs(a[1] - b[1]) < 0.02


def _straight(a: Point, b: Point, c: Point) -> bool:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) < 0.05 and (
        min(a[0], c[0]) - 0.02 <= b[0] <= max(a[0], c[0]) + 0.02
        and min(a[1], c[1]) - 0.02 <= b[1] <= max(a[1], c[1]) + 0.02
    )


def _measured(text: Element) -> Box:
    """The box of all lines of a `<text>`, as a browser would say it, by our own measure."""
    lines = [_line(text, text)] if text.text else []
    lines += [_line(span, text) for span in text.iter(f"{SVG}tspan")]
    if not lines:
        return Box(0, 0, 0, 0)
    left, top = min(line.x for line in lines), min(line.y for line in lines)
    right, bottom = max(line.right for line in lines), max(line.bottom for line in lines)
    return Box(left - INK, top, right - left + 2 * INK, bottom - top + INK)


def _line(element: Element, text: Element) -> Box:
    style: Style = element.get("class", text.get("class", "plain"))  # type: ignore[assignment]  # what is drawn has one of the styles
    size = typeface.SETTINGS[style].size
    width = typeface.width(" ".join((element.text or "").split()), style)
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor", "start")]
    above, below = round(typeface.ASCENT * size), round(typeface.DESCENT * size)
    return Box(left, y - above, width, above + below)
