"""A picture as plain values: boxes, icons, lines and text with coordinates, and nothing of AWS.

Units are SVG user units (CSS pixels), y grows downwards. What draws a scene decides no place, what lays it
out decides no colour: a group's `kind` and `look` choose its style.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; x and y are its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        return (self.x + self.width / 2, self.y + self.height / 2)

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in the box or on its border."""
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom


Style = Literal["heading", "title", "plain", "small", "egress", "callout"]
"""`heading` (large, the picture's own), `title` (bold), `plain`, `small` (lighter: counts), `egress` (small,
in the colour of the lines out to the internet), `callout`."""
Sort = Literal["request", "data", "egress", "event", "name", "replication"]
"""What a line is: chooses its colour and whether it is dashed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Text:
    """Lines set one under another. `x` is the anchor, `y` the top of the first line."""

    x: float
    y: float
    lines: tuple[Line, ...]
    anchor: Literal["start", "middle", "end"] = "middle"


@dataclass(frozen=True, slots=True)
class Group:
    """A box that holds others. `kind` is one of the SVG contract's; `look` refines it (`public`, ...).

    `cell` is the part of it that is tinted, where that is not the whole box. `bars` are small upright bars,
    one for each zone in which a component runs, and `title` what a pointer over the group is told. `aside` is
    written beside the caption.
    """

    id: str
    kind: str
    look: str
    parent: str | None
    box: Box
    caption: Text
    icon: str | None = None
    icon_box: Box | None = None
    cell: Box | None = None
    bars: tuple[Box, ...] = ()
    title: str | None = None
    aside: Text | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One drawn copy of a component: `box` is its icon's, `icon` a node class of the `diagrams` package.

    A copy whose name is written elsewhere has a label without lines, and a `title`.
    """

    id: str
    component: str
    kind: str
    parent: str | None
    icon: str
    box: Box
    label: Text
    border: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    """A number on a disc, in the order in which a flow is told; x and y are its middle."""

    x: float
    y: float
    number: str

    @property
    def box(self) -> Box:
        return Box(self.x - 9, self.y - 9, 18, 18)

    @property
    def text(self) -> Text:
        return Text(self.x, self.y - 7, (Line(self.number, "callout"),))


@dataclass(frozen=True, slots=True)
class Edge:
    """One connection: an orthogonal line in the direction of the traffic; corners are rounded when drawn.

    Edges of one `net` share strokes: where their lines run together they are drawn once, with a dot where
    they part. An edge without a net is drawn by itself. `main` makes it stand out; one that is `rooted` has a
    dot where it begins, on the border of a frame. `routes` are the places of the file that speak of it.
    """

    id: str
    source: str
    target: str
    kind: Literal["traffic", "replication"]
    points: tuple[tuple[float, float], ...]
    label: Text | None = None
    callout: Callout | None = None
    sort: Sort = "request"
    net: str | None = None
    main: bool = False
    rooted: bool = False
    routes: tuple[tuple[str | int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: a short line of a sort (`zones`: bars), and beside it what it means.

    x and y are the left end and the middle of the line.
    """

    x: float
    y: float
    sort: Sort | Literal["zones"]
    text: Text


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on the picture: the id of the node, edge or group that it is about, and its code, if shown.

    Where it is about a way that has no line of its own, `points` are that line.
    """

    id: str
    code: str
    severity: Literal["error", "warning", "info"] = "error"
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """Colours that the file asks for, on light ground, and whether the picture is for paper."""

    title: str | None = None
    steps: str | None = None
    groups: str | None = None
    request: str | None = None
    data: str | None = None
    egress: str | None = None
    event: str | None = None
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture, in drawing order: groups from the outermost in, then edges, then nodes."""

    width: float
    height: float
    title: str
    description: str
    language: str
    groups: tuple[Group, ...]
    edges: tuple[Edge, ...]
    nodes: tuple[Node, ...]
    heading: Text | None = None
    notes: tuple[Text, ...] = ()
    callouts: tuple[Callout, ...] = ()
    marks: tuple[Mark, ...] = ()
    keys: tuple[Key, ...] = ()
    look: Look = Look()

    def lane_of(self, node: Node) -> Group | None:
        """The lane, or the card, that a node is drawn in."""
        for group in self.groups:
            if group.kind != "lane":
                continue
            own = group.id.partition("@")[0] == node.component and group.box.holds(node.box.center)
            if own or node.id == f"{group.id}.icon":
                return group
        return None

    def texts(self) -> Iterator[Text]:
        """Every text of the picture, in drawing order."""
        yield from (group.caption for group in self.groups)
        yield from (group.aside for group in self.groups if group.aside)
        yield from (edge.label for edge in self.edges if edge.label)
        yield from (node.label for node in self.nodes)
        if self.heading:
            yield self.heading
        yield from self.notes
        yield from (key.text for key in self.keys)
        yield from (callout.text for callout in self.numbers())

    def numbers(self) -> Iterator[Callout]:
        """Every callout: those on lines, then those of the legend."""
        yield from (edge.callout for edge in self.edges if edge.callout)
        yield from self.callouts
