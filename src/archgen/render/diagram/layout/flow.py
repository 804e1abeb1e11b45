"""The flow view: who talks to whom, in which order, on which port. No places, from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from archgen.i18n.translate import say, word
from archgen.model.kinds import INTERNET, Copy
from archgen.render.diagram.layout.flowgraph import Arc, Cell, Dot, cells
from archgen.render.diagram.layout.grid import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Area,
    Drawn,
    Paper,
    Plan,
    Stand,
    Wire,
    middle,
)
from archgen.render.diagram.layout.ruling import Ruling
from archgen.render.diagram.legend import BESIDE, DISC, EDGE, TITLE, legend
from archgen.render.diagram.routing.routes import routes
from archgen.render.diagram.routing.tracks import drawn
from archgen.render.diagram.scene import Box, Callout, Edge, Line, Node, Scene, Text
from archgen.render.diagram.text import captions, typeface
from archgen.topology.graph import Topology
from archgen.topology.links import all_links
from archgen.topology.steps import Step, requests, steps, ways_of

ICON, CELL = 56.0, 104.0
"""Pixels of an icon, and of an icon with its label."""
HEAD, UNDER = 8.0, 4.0
"""Pixels above an icon in its row, and between it and its label."""
CHANNEL = 18.0
"""Least pixels between rows and between columns."""
COPIES = ".copies"
"""Ends the id of the party that follows a component."""
INTERNET_ICON = "aws.general.InternetAlt1"


@dataclass(frozen=True, slots=True)
class Party:
    """What is drawn once: a component, or the copies of a database in one role."""

    id: str
    component: str
    kind: str
    icon: str
    label: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """One line: a step of a request, a replication, or a web ACL before what it guards."""

    id: str
    source: str
    target: str
    kind: Literal["traffic", "replication"]
    number: int | None
    label: tuple[Line, ...]


def flow(topology: Topology) -> Scene:
    """The flow picture of a topology."""
    told = steps(topology)
    arrows = tuple(_arrows(topology, told))
    parties = {id: party(topology, id) for arrow in arrows for id in (arrow.source, arrow.target)}
    plan = _plan(parties, arrows, _placed(topology, told, parties, arrows))
    paper = drawn(plan, routes(plan))
    edges = tuple(_edge(line, arrows) for line in paper.drawn)
    nodes = tuple(_node(one, plan, paper) for one in parties.values())
    sentences = [(str(step.number), _sentence(topology, step)) for step in told]
    notes, callouts, bottom = legend(sentences, nodes, edges, (paper.columns[-1], paper.rows[-1]))
    name = topology.architecture.heading
    heading = Text(EDGE, 16, (Line(name, "heading"),), "start")
    right = max(typeface.extent(text).right for text in (*notes, heading)) + EDGE
    return Scene(
        width=round(max(paper.columns[-1], right), 1),
        height=round(bottom, 1),
        title=name,
        description=description(topology, told),
        language=topology.architecture.language,
        groups=(),
        edges=edges,
        nodes=nodes,
        heading=heading,
        notes=notes,
        callouts=callouts,
    )


def description(topology: Topology, told: tuple[Step, ...]) -> str:
    """The steps of a request in words."""
    language = topology.architecture.language
    parts = [f"{step.number}. {_said(topology, step)}" for step in told]
    return say("Steps of a request: {steps}.", language, steps="; ".join(parts))


def party(topology: Topology, id: str) -> Party:
    """What is drawn for a component, or for the copies that follow it (`orders.copies`)."""
    component = id.removesuffix(COPIES)
    if id == INTERNET:
        label = (Line(_named(topology, INTERNET).capitalize(), "title"),)
        return Party(id, id, "external", INTERNET_ICON, label)
    made = topology.components[component]
    lines = captions.name_and_service(component, topology, CELL - 8)
    lines += [Line(text, "small") for text in _particulars(topology, component, id)]
    if count := captions.count_of(made, topology.architecture.language):
        lines.append(Line(count, "small"))
    return Party(id, component, made.kind, made.icon, tuple(lines))


def _particulars(topology: Topology, component: str, id: str) -> Iterator[str]:
    """What sets this party apart: its regions where there are several, or the roles of its copies."""
    copies = [copy for copy in topology.copies_of(component) if _id(topology, copy) == id]
    regions = list(dict.fromkeys(copy.region for copy in copies if copy.region))
    if any(copy.role for copy in topology.copies_of(component)):
        for copy in copies:
            role = captions.role_of(copy, topology)
            here = copy.region == topology.copies_of(component)[0].region
            yield role if here or not copy.role else f"{role}, {copy.region}"
    elif len(regions) > 1 or id != component:
        yield from regions


def _id(topology: Topology, copy: Copy) -> str:
    """The party that a copy belongs to: copies that follow another one are one party beside it."""
    first = topology.copies_of(copy.component)[0]
    kept = getattr(topology.components[copy.component], "replica_regions", ())
    follows = copy.role or (kept and copy.region != first.region)
    return f"{copy.component}{COPIES}" if follows else copy.component


def _arrows(topology: Topology, told: tuple[Step, ...]) -> Iterator[Arrow]:
    language = topology.architecture.language
    looked_up = {step.target for step in told if step.role == "dns"}
    for step in told:
        text = word("DNS", language) if step.role == "dns" else _text(step, language)
        lines = tuple(Line(line, "small") for line in typeface.wrap(text, "small", 84)[:3]) if text else ()
        yield Arrow(f"{step.source}--{step.target}", step.source, step.target, "traffic", step.number, lines)
    for pointer in topology.pointers:
        if pointer.zone not in looked_up:
            yield _plain(pointer.zone, pointer.target, "traffic", word("DNS", language))
    for guard in topology.guards:
        yield _plain(guard.acl, guard.target, "traffic", word("guards", language))
    copied: dict[tuple[str, str], None] = {}
    for link in all_links(topology):
        if link.kind == "replication":
            pair = (_id(topology, topology.copies[link.source]), _id(topology, topology.copies[link.target]))
            copied.setdefault(pair)
    for source, target in copied:
        yield _plain(source, target, "replication", word("replication", language))


def _plain(source: str, target: str, kind: Literal["traffic", "replication"], text: str) -> Arrow:
    """A line that is no step."""
    return Arrow(f"{source}--{target}", source, target, kind, None, (Line(text, "small"),))


def _text(step: Step, language: str) -> str:
    return ", ".join(dict.fromkeys(c.text(language) or c.protocol for c in step.connections))


def _placed(
    topology: Topology, told: tuple[Step, ...], parties: Mapping[str, Party], arrows: tuple[Arrow, ...]
) -> dict[str, Cell]:
    """The cell of each party: the longest request of the first client lies on one line."""
    ways = [way for c in topology.of_kind("client") for way in requests(topology, c, told).values()]
    longest = max(ways, key=len, default=told[:1])
    main = {(step.source, step.target) for step in longest}
    followers = {a.source: a.target for a in arrows if a.kind == "replication"}
    arcs = []
    for arrow in arrows:
        if arrow.kind == "traffic":
            arcs.append(Arc(arrow.source, arrow.target, main=(arrow.source, arrow.target) in main))
            if arrow.target in followers:
                arcs.append(Arc(arrow.source, followers[arrow.target], hidden=True))
        else:
            arcs.append(Arc(arrow.source, arrow.target, loose=True))
    ids = dict.fromkeys(id for one in parties for id in (one, followers.get(one)) if id)
    dots = [Dot(id, parties[id].icon) for id in ids]
    return cells(dots, arcs, longest[0].source if longest else None)


def _plan(parties: Mapping[str, Party], arrows: tuple[Arrow, ...], at: Mapping[str, Cell]) -> Plan:
    """The grid ruled out: a cell for each party, channels between."""
    columns, rows = Ruling(), Ruling()
    columns.add("channel", EDGE)
    for column in range(max((c for c, _ in at.values()), default=-1) + 1):
        columns.add("cell", CELL, column)
        columns.add("channel", EDGE)
    rows.add("plain", TITLE)
    rows.add("channel", CHANNEL)
    for row in range(max((r for _, r in at.values()), default=-1) + 1):
        heights = [captions.extent(parties[id].label)[1] for id, (_, r) in at.items() if r == row]
        rows.add("cell", HEAD + ICON + UNDER, (row, "icon"), axis=HEAD + ICON / 2)
        rows.add("plain", max(heights, default=16.0) + 6, (row, "label"))
        rows.add("channel", CHANNEL)
    stands = {
        id: _stand(parties[id], columns[c], rows[r, "icon"], rows[r, "label"]) for id, (c, r) in at.items()
    }
    return Plan(tuple(columns.strips), tuple(rows.strips), stands, (), tuple(_wires(arrows)))


def _stand(one: Party, column: int, icon: int, label: int) -> Stand:
    half = ICON / 2 + 1
    down = ICON / 2 + UNDER + captions.extent(one.label)[1] + 2
    ports = {LEFT: (column, icon), RIGHT: (column, icon), UP: (column, icon), DOWN: (column, label)}
    covers = (Area(column, column, icon, label),)
    return Stand(one.id, (column, icon), ports, covers, (half, half, half, down))


def _wires(arrows: tuple[Arrow, ...]) -> Iterator[Wire]:
    for arrow in arrows:
        yield Wire(arrow.id, arrow.source, arrow.target, arrow.id, "source", _size(arrow))


def _size(arrow: Arrow) -> tuple[float, float] | None:
    """The room that a line's number and label take."""
    width, height = captions.extent(arrow.label)
    if arrow.number is None:
        return (width, height) if arrow.label else None
    return DISC + (BESIDE + width if arrow.label else 0.0), max(DISC, height)


def _edge(line: Drawn, arrows: tuple[Arrow, ...]) -> Edge:
    arrow = next(arrow for arrow in arrows if arrow.id == line.wire.id)
    points = tuple((round(x, 1), round(y, 1)) for x, y in line.points)
    size = _size(arrow)
    if line.label is None or size is None:
        return Edge(arrow.id, arrow.source, arrow.target, arrow.kind, points)
    x, y = line.label
    height = captions.extent(arrow.label)[1]
    if arrow.number is None:
        text = Text(round(x, 1), round(y - height / 2, 1), arrow.label)
        return Edge(arrow.id, arrow.source, arrow.target, arrow.kind, points, text)
    left = x - size[0] / 2
    callout = Callout(round(left + DISC / 2, 1), round(y, 1), str(arrow.number))
    beside = Text(round(left + DISC + BESIDE, 1), round(y - height / 2, 1), arrow.label, "start")
    return Edge(arrow.id, arrow.source, arrow.target, arrow.kind, points, beside, callout)


def _node(one: Party, plan: Plan, paper: Paper) -> Node:
    x, y = middle(plan.stands[one.id], plan, paper.columns, paper.rows)
    box = Box(round(x - ICON / 2, 1), round(y - ICON / 2, 1), ICON, ICON)
    label = Text(round(x, 1), round(box.bottom + UNDER, 1), one.label)
    return Node(one.id, one.component, one.kind, None, one.icon, box, label)


def _said(topology: Topology, step: Step) -> str:
    return f"{_named(topology, step.source)} → {_named(topology, step.target)}"


def _sentence(topology: Topology, step: Step) -> str:
    """A line of the legend: "CloudFront → Web LB: 443 https, by way of igw"."""
    language = topology.architecture.language
    if step.role == "dns":
        domain = getattr(topology.components[step.target], "domain", None)
        return f"{_said(topology, step)}: {domain or word('DNS', language)}"
    guards = dict.fromkeys(guard for c in step.connections for guard in c.guards)
    ways = [_named(topology, way) for way in (*guards, *ways_of(topology, step))]
    text = f"{_said(topology, step)}: {step.ports}"
    return say("{text}, by way of {ways}", language, text=text, ways=", ".join(ways)) if ways else text


def _named(topology: Topology, id: str) -> str:
    if id == INTERNET:
        return word("internet", topology.architecture.language)
    return captions.named(id, topology)
