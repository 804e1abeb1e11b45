"""The network view of a system without a VPC: cards in their regions, from left to right.

There are no zones and no subnets to show, so that lanes would be rows of single icons; what is left to see is
which service leads to which, and what is in which region.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from archgen.i18n.translate import word
from archgen.render.diagram import themes
from archgen.render.diagram.layout.cards import contents
from archgen.render.diagram.layout.cards.contents import Content, Written
from archgen.render.diagram.layout.cards.laid import Laid, Plan, freed, laid
from archgen.render.diagram.layout.cards.layers import Layers, folded, layers
from archgen.render.diagram.layout.cards.marking import Marking, Said, marked, said, size
from archgen.render.diagram.layout.cards.settling import settled
from archgen.render.diagram.layout.cards.sheet import Card, Frame, Sheet, Wire
from archgen.render.diagram.layout.network.things import Place, Thing
from archgen.render.diagram.layout.network.wires import Wiring
from archgen.render.diagram.legend import EDGE, TITLE
from archgen.render.diagram.scene import Box, Edge, Group, Line, Node, Sort, Text
from archgen.render.diagram.text import captions, typeface
from archgen.topology.graph import Topology
from archgen.topology.trunks import Ends, Trunk, trunks

CLOUD = "cloud"
OUTSIDE = (Place.CLIENT, Place.EXTERNAL)
MOST = 1250.0
"""Pixels of width from which on texts are set narrower, so that they can be read at 900 pixels."""
LEGIBLE, FOLDED = 1380.0, 4
"""Pixels of width at which small text is 7.5 pixels high where the picture is 900 wide; columns at least."""
FEW = 30
"""Up to how many things are turned back where there is a hub."""
ROOMY = 3
"""How many widths are tried before cards become tighter."""
SIGN = 26.0
CAPTION, PADDING, GAP = 40.0, 14.0, 22.0
"""Pixels of a frame: its caption with what is below it, its padding, and to the next one."""
GROUP_CAPTION, GROUP_PADDING, GROUP_GAP = 26.0, 10.0, 14.0
Points = tuple[tuple[float, float], ...]
LABEL = 110.0
"""Pixels that what is written on a line may be wide."""


class Arrow(NamedTuple):
    """A line with what is written on it; it has no number."""

    id: str
    source: str
    target: str
    sort: Sort
    net: str
    trunk: Trunk
    label: tuple[Line, ...]
    number: int | None = None
    routes: tuple[tuple[str | int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Services:
    """The picture without its heading and its legend."""

    groups: tuple[Group, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    right: float
    bottom: float


def services(topology: Topology, things: Sequence[Thing], wiring: Wiring) -> Services:
    """The things of a system as cards, with the lines between them."""
    arrows = tuple(_arrows(wiring))
    saying = said(arrows)
    texts, place = _readable(topology, things, arrows, saying)
    marks = marked(place, arrows, saying)
    frames = _around(topology, things, place, _attached(arrows, saying, marks, place))
    groups, nodes = list(_frames_drawn(topology, frames)), []
    for thing in things:
        frame, text, box = _parent(topology, thing), texts[thing.id], place.cards[thing.id]
        if thing.id == place.hub:
            group = topology.components[thing.component].group
            named = captions.group(group, topology) if group else None
            lane, node = contents.upright(text, box, thing.region, named)
        else:
            lane, node = contents.group(text, box, frame), contents.node(text, box, frame)
        groups.append(replace(lane, id=_card(thing.id)))
        nodes.append(replace(node, id=thing.id))
    edges = tuple(_edge(arrow, place, marks) for arrow in arrows if arrow.id in place.lines)
    right = max([place.right, *(box.right for box in frames.values())])
    bottom = max([place.bottom, *(box.bottom for box in frames.values())])
    return Services(tuple(groups), tuple(nodes), edges, right, bottom)


def _card(thing: str) -> str:
    """The id of the outline around a thing's icon and text: that of the icon is its copy's own."""
    component, _, region = thing.partition("@")
    return f"{component}@{region or 'global'}/card"


def _arrows(wiring: Wiring) -> Iterator[Arrow]:
    wires = [wire for wire in wiring.wires if wire.source != wire.target]
    nets = trunks([Ends(wire.source, wire.target, wire.sort, wire.label) for wire in wires])
    for wire, (net, trunk) in zip(wires, nets, strict=True):
        text = "" if wire.sort == "event" and all(c.is_event for c in wire.connections) else wire.label
        words = tuple(Line(line, "small") for line in captions.cut(text, "small", LABEL, 4))
        routes = tuple(dict.fromkeys(connection.route[:2] for connection in wire.connections))
        label = words if text else ()
        arrow = Arrow(wire.id, wire.source, wire.target, wire.sort, net, trunk, label, None, routes)
        yield arrow
        if wire.id in wiring.mutual:
            id = f"{wire.target}--{wire.source}"
            yield arrow._replace(id=id, source=wire.target, target=wire.source, net=id, trunk="alone")


def _readable(
    topology: Topology, things: Sequence[Thing], arrows: Sequence[Arrow], saying: Mapping[str, Said]
) -> tuple[dict[str, Written], Laid]:
    """The cards laid out so that they can be read: in fewer columns, the others turned back, if need be.

    Many things beside a hub are not turned: the events would run to and fro between all of them.
    """
    texts, place, plan = _fitted(topology, things, arrows, saying)
    if place.hub is not None and len(things) > FEW:
        return texts, place
    most = int(plan.columns * LEGIBLE / max(_width(place), 1.0))
    for columns in range(min(most, plan.columns - 1), FOLDED - 1, -1):
        if _width(place) <= LEGIBLE:
            break
        narrow, there, _ = _fitted(topology, things, arrows, saying, columns)
        if there.right < place.right:
            texts, place = narrow, there
    return texts, place


def _width(place: Laid) -> float:
    """Pixels of the picture with the frames around its cards."""
    return place.right + 2 * PADDING + EDGE


def _fitted(
    topology: Topology,
    things: Sequence[Thing],
    arrows: Sequence[Arrow],
    saying: Mapping[str, Said],
    columns: int | None = None,
) -> tuple[dict[str, Written], Laid, Plan]:
    """The cards laid out with texts as wide as leaves the picture narrow enough."""
    plan: Plan | None = None
    copied = frozenset(arrow.id for arrow in arrows if arrow.sort == "replication")
    where = {t.id: None if t.place in OUTSIDE else t.region or CLOUD for t in things}
    top = TITLE + 4 + (0 if _framed(topology) else 2 * CAPTION)
    allowed = float("inf")
    for attempt, wide in enumerate(contents.WIDE):
        tight = attempt >= ROOMY
        texts = {t.id: contents.written(_content(topology, t), wide, tight=tight) for t in things}
        sheet = _sheet(topology, things, texts, arrows, saying)
        plan = plan or _planned(sheet, copied, where, columns)
        if plan.across(sheet) > allowed and wide != contents.WIDE[-1]:
            continue
        place = laid(sheet, (_left(sheet, plan), top), plan)
        over = place.right + EDGE - MOST
        if over <= 0:
            break
        allowed = plan.across(sheet) - over
    assert plan is not None
    return texts, place, plan


def _left(sheet: Sheet, plan: Plan) -> float:
    """Where the first column begins: the frames around its cards are in the picture, too."""
    first = (sheet.cards[id].margin for id, column in plan.found.columns.items() if column == 0)
    return EDGE + max(first, default=0.0)


def _planned(
    sheet: Sheet, copied: frozenset[str], region: Mapping[str, str | None], most: int | None
) -> Plan:
    """Columns and order of the cards: edge services before what is in regions, externals behind it."""
    found = layers(replace(sheet, wires=tuple(wire for wire in sheet.wires if wire.id not in copied)))
    columns = dict(found.columns)
    callers = {wire.source for wire in sheet.wires}
    edges = [columns[id] for id, where in region.items() if where == CLOUD]
    inner = [columns[id] for id, where in region.items() if where not in (None, CLOUD)]
    clients = [columns[id] for id, where in region.items() if where is None and id in callers]
    shift = max([0, *(e + 1 for e in edges), *(c + 1 for c in clients)]) - min(inner, default=0)
    columns |= {id: columns[id] + max(shift, 0) for id, where in region.items() if where not in (None, CLOUD)}
    if most is not None:
        columns |= _folded(columns, region, found.hub, most)
    last = max([columns[id] for id, where in region.items() if where is not None], default=0) + 1
    columns |= {
        id: max(columns[id], last) for id, where in region.items() if where is None and id not in callers
    }
    used = {column: index for index, column in enumerate(sorted(set(columns.values())))}
    found = Layers({id: used[column] for id, column in columns.items()}, found.hub)
    return Plan(found, settled(freed(sheet, found), found))


def _folded(
    columns: Mapping[str, int], region: Mapping[str, str | None], hub: str | None, most: int
) -> dict[str, int]:
    """The columns of what is in regions, so many that the picture has no more than `most`."""
    inner = {id: columns[id] for id, where in region.items() if where not in (None, CLOUD)}
    first = min(inner.values(), default=0)
    behind = any(where is None and columns[id] > first for id, where in region.items())
    inside = Layers({id: column - first for id, column in inner.items()}, hub if hub in inner else None)
    count = max(most - first - behind - (inside.hub is not None), 2)
    return {id: column + first for id, column in folded(inside, count).columns.items()}


def _content(topology: Topology, thing: Thing) -> Content:
    component = topology.components[thing.component]
    name = captions.named(thing.component, topology)
    small = [*captions.service_of(thing.component, topology)]
    if domain := component.domain_name:
        small.append(str(domain))
    look = themes.family(component.icon)
    return Content(thing.id, thing.component, component.kind, component.icon, look, name, tuple(small))


def _sheet(
    topology: Topology,
    things: Sequence[Thing],
    texts: Mapping[str, Written],
    arrows: Sequence[Arrow],
    saying: Mapping[str, Said],
) -> Sheet:
    cards = {}
    for thing in things:
        text, client = texts[thing.id], thing.place is Place.CLIENT
        margin = 0.0 if _framed(topology) else PADDING * _depth(thing)
        cards[thing.id] = Card(thing.id, text.width, text.height, _frame(topology, thing), client, margin)
    able = () if _framed(topology) else things
    hubs = [thing.id for thing in able if topology.components[thing.component].may_be_hub]
    depth = {thing.id: _depth(thing) for thing in things}
    wires = []
    for arrow in arrows:
        words = saying[arrow.id]
        wide, high = size(words.arrival)
        borders = 0 if _framed(topology) else abs(depth[arrow.source] - depth[arrow.target])
        arrival = (wide + borders * (PADDING + 6), high)
        ends = (arrow.id, arrow.source, arrow.target, arrow.net, arrow.trunk)
        wires.append(Wire(*ends, size(words.stem), arrival))
    return Sheet(cards, dict(_frames(topology, things)), tuple(wires), hubs, apart=18.0, within=14.0)


def _depth(thing: Thing) -> int:
    """In how many of the frames of cloud and region a thing is."""
    return 0 if thing.place in OUTSIDE else 2 if thing.region else 1


def _framed(topology: Topology) -> bool:
    """Whether cloud and regions are laid out as frames: a single region goes round what is in it."""
    return len(topology.regions) > 1


def _parent(topology: Topology, thing: Thing) -> str | None:
    """The innermost frame that holds a thing."""
    if thing.place in OUTSIDE:
        return None
    if thing.region is None:
        return CLOUD
    group = topology.components[thing.component].group
    return _group_id(topology, group, thing.region) if group else thing.region


def _frame(topology: Topology, thing: Thing) -> str | None:
    """The frame that is laid out for it."""
    parent = _parent(topology, thing)
    return parent if _framed(topology) or (parent or "").startswith("group/") else None


def _group_id(topology: Topology, group: str, region: str) -> str:
    return f"group/{group}" if len(topology.regions) == 1 else f"group/{group}@{region}"


def _frames(topology: Topology, things: Sequence[Thing]) -> Iterator[tuple[str, Frame]]:
    framed = _framed(topology)
    if framed:
        yield CLOUD, Frame(CLOUD, None, CAPTION, PADDING, GAP)
    used = {_parent(topology, thing): thing for thing in things}
    for region in topology.regions:
        if framed and any(thing.region == region for thing in things):
            yield region, Frame(region, CLOUD, CAPTION, PADDING, GAP, ordered=True)
        for group in topology.groups:
            id = _group_id(topology, group, region)
            if id in used and used[id].region == region:
                parent = region if framed else None
                yield id, Frame(id, parent, GROUP_CAPTION, GROUP_PADDING, GROUP_GAP)


def _attached(
    arrows: Sequence[Arrow], saying: Mapping[str, Said], marks: Marking, place: Laid
) -> dict[str, list[Box]]:
    """What is beside each card: texts behind it as a source, before it as a target; lines that turn back."""
    found: dict[str, list[Box]] = {}
    for arrow in arrows:
        x, y = max(place.lines.get(arrow.id, ((0.0, 0.0),)))
        if x > max(place.cards[id].right for id in (arrow.source, arrow.target)):
            found.setdefault(arrow.source, []).append(Box(x, y, 0, 0))
        if text := marks.labels.get(arrow.id):
            card = arrow.source if saying[arrow.id].stem[1] else arrow.target
            found.setdefault(card, []).append(typeface.extent(text))
    return found


def _around(
    topology: Topology, things: Sequence[Thing], place: Laid, beside: Mapping[str, list[Box]]
) -> dict[str, Box]:
    """The frames with those of a cloud with a single region, around all that is in them."""
    if _framed(topology):
        return dict(place.frames)
    found: dict[str, Box] = {}
    inside = [thing.id for thing in things if thing.region]
    if inside:
        held = [*(place.cards[id] for id in inside), *place.frames.values()]
        found[next(iter(topology.regions))] = _enclosing(
            held, [b for id in inside for b in beside.get(id, ())], place
        )
    edges = [thing.id for thing in things if _parent(topology, thing) == CLOUD]
    held = [*(place.cards[id] for id in edges), *found.values()]
    if not held:
        return {}
    cloud = _enclosing(held, [b for id in edges for b in beside.get(id, ())], place)
    return {CLOUD: cloud, **found, **place.frames}


def _enclosing(boxes: Sequence[Box], texts: Sequence[Box], place: Laid) -> Box:
    """The frame around boxes, around what is written beside them, and what lines run over and under them."""
    left, right = min(box.x for box in boxes), max(box.right for box in boxes)
    level = [y for line in place.lines.values() for y in _level(line, left, right)]
    top, bottom = min([*(b.y for b in boxes), *level]), max([*(b.bottom for b in boxes), *level])
    x = min([left - PADDING, *(text.x - 6 for text in texts)])
    end = max([right + PADDING, *(text.right + 6 for text in texts)])
    height = bottom - top + CAPTION + PADDING
    return Box(round(x, 1), round(top - CAPTION, 1), round(end - x, 1), round(height, 1))


def _level(line: Points, left: float, right: float) -> Iterator[float]:
    """The heights at which a line runs level between two sides."""
    for (ax, ay), (bx, by) in pairwise(line):
        if ay == by and min(ax, bx) < right and max(ax, bx) > left:
            yield ay


def _frames_drawn(topology: Topology, frames: Mapping[str, Box]) -> Iterator[Group]:
    """The frames with their captions; those of a group say its name."""
    for id, box in frames.items():
        if id.startswith("group/"):
            yield _group(topology, id, box)
            continue
        kind = "cloud" if id == CLOUD else "region"
        words = word("AWS Cloud", topology.architecture.language) if id == CLOUD else id
        caption = Text(round(box.x + SIGN + 6, 1), round(box.y + 5, 1), (Line(words, "title"),), "start")
        parent = None if id == CLOUD else CLOUD
        yield Group(id, kind, "", parent, box, caption, None, Box(box.x, box.y, SIGN, SIGN))


def _group(topology: Topology, id: str, box: Box) -> Group:
    name, _, region = id.removeprefix("group/").partition("@")
    words = captions.group(name, topology)
    shown = captions.cut(words, "title", box.width - 16, 1)[0]
    caption = Text(round(box.x + 10, 1), round(box.y + 4, 1), (Line(shown, "title"),), "start")
    parent = region or next(iter(topology.regions))
    return Group(id, "group", "", parent, box, caption, title=words if shown != words else None)


def _edge(arrow: Arrow, place: Laid, marks: Marking) -> Edge:
    return Edge(
        arrow.id,
        _card(arrow.source),
        _card(arrow.target),
        "replication" if arrow.sort == "replication" else "traffic",
        place.lines[arrow.id],
        marks.labels.get(arrow.id),
        None,
        arrow.sort,
        marks.nets[arrow.id],
        routes=arrow.routes,
    )
