"""The network view: where things are. Topology -> content -> layout and lines that fit -> scene."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import NamedTuple

from archgen.i18n.translate import say, word
from archgen.render.diagram.layout.network import labels as written
from archgen.render.diagram.layout.network.boxes import EXTERNALS
from archgen.render.diagram.layout.network.cells import LaneContent
from archgen.render.diagram.layout.network.content import Content, content, tightened
from archgen.render.diagram.layout.network.folding import folded
from archgen.render.diagram.layout.network.measures import LANE_SIGN, LEFT, SIGN, UNDER
from archgen.render.diagram.layout.network.things import Place, Thing, things
from archgen.render.diagram.layout.network.wires import wiring
from archgen.render.diagram.legend import ALIKE, Words, entries, keys
from archgen.render.diagram.routing.network.arranging import crossings
from archgen.render.diagram.routing.network.default_routes import frame_id
from archgen.render.diagram.routing.network.drawing import Edges, drawn, edges
from archgen.render.diagram.routing.network.plan import Plan, plan, ways_of
from archgen.render.diagram.routing.network.shelves import Shelves
from archgen.render.diagram.routing.network.written import Ground
from archgen.render.diagram.scene import Box, Edge, Group, Line, Node, Scene, Text
from archgen.render.diagram.text import captions, typeface
from archgen.topology.graph import Subnet, Topology

KEYS: Words = (
    (("request",), "requests"),
    (("data",), "data"),
    (("event",), "events"),
    (("egress",), "egress (default route of the subnet)"),
    *ALIKE,
    (("replication",), "replication"),
    (("name",), "what a name points to"),
)
"""What the legend says of each sort of line."""
LEGEND, FOOT = 17.0, 20.0
"""Pixels between what is drawn and the legend, and between its lines and the edge."""
ATTACHMENT = "aws.network.TransitGatewayAttachment"


ROOMS = ((1.6, 0), (2.4, 0), (3.6, 0), (1.0, 1), (1.0, 2), (1.6, 1), (2.4, 1), (2.4, 2))
"""Tried in turn until all texts have room: how far lines are apart, as a multiple of the usual, and how many
of the nearest ways are not taken by lines whose texts had none."""
EFFORT = 600
"""How many lines are drawn again for that at the most."""
LEGIBLE = {1: 1150.0, 2: 1150.0, 3: 1294.0}
"""By the number of zones, pixels of width at which small text is 9 pixels, or 8, in a picture 900 wide."""
WIDEST = 1380.0
"""The same for more zones or several regions: 7.5 pixels."""


def network(topology: Topology) -> Scene:
    """The network picture of a topology; where it is too wide to be read at 900 pixels, a tight one."""
    held = content(topology)
    if not _has_vpc(held):
        return _cards(topology)
    made = plan(held)
    if _width(made) > _legible(topology):
        tight = tightened(held)
        held, made = min((held, made), (tight, plan(tight)), key=lambda each: _width(each[1]))
    if _width(made) > WIDEST:
        tried = ((held, made), *((each, plan(each)) for each in folded(held)))
        held, made = min(tried, key=lambda each: _legibility(each[1]))
    return _roomy(topology, held, _drawing(topology, made)).scene


def _legible(topology: Topology) -> float:
    """The width up to which a picture can be read at 900 pixels."""
    zones = max(len(place.zones) for place in topology.regions.values())
    return LEGIBLE.get(zones, WIDEST) if len(topology.regions) == 1 else WIDEST


def _width(made: Plan) -> float:
    return made.frame.cloud.right + LEFT


def _legibility(made: Plan) -> tuple[float, int]:
    """How much a picture is too wide, then how often its lines cross."""
    return max(round(_width(made) - WIDEST, -1), 0.0), crossings(ways_of(made))


def _has_vpc(held: Content) -> bool:
    return any(held.sites(region) for region in held.topology.regions)


def _cards(topology: Topology) -> Scene:
    """The picture of a system without a VPC."""
    from archgen.render.diagram.layout.services import services

    held = things(topology)
    made = services(topology, tuple(held.by_id.values()), wiring(topology, held))
    heading = Text(LEFT, 16, (Line(topology.architecture.heading, "heading"),), "start")
    return _scene(topology, made.groups, made.edges, made.nodes, heading, (made.right, made.bottom))


class Drawing(NamedTuple):
    """The picture of a system with a VPC, and how well its lines and their texts have room."""

    scene: Scene
    lines: Edges


def _drawing(topology: Topology, made: Plan) -> Drawing:
    heading = Text(LEFT, 12, (Line(topology.architecture.heading, "heading"),), "start")
    groups, nodes = tuple(_groups(made)), tuple(_nodes(made))
    lines = edges(made, drawn(made), _ground(groups, nodes, heading))
    cloud = made.frame.cloud
    corner = (cloud.right, cloud.bottom)
    scene = _scene(topology, groups, lines.edges, nodes, heading, corner)
    return Drawing(scene, lines)


def _roomy(topology: Topology, held: Content, first: Drawing) -> Drawing:
    """The picture; where texts have no room beside lines, one in which they have it."""
    best = first
    for air, turned in ROOMS[: EFFORT // max(len(first.lines.edges), 1)]:
        if not best.lines.crowded:
            break
        detours = dict.fromkeys(best.lines.stuck, turned)
        made = _drawing(topology, plan(held, air, detours))
        if made.lines.crowded < best.lines.crowded:
            best = made
    return best


def _scene(
    topology: Topology,
    groups: tuple[Group, ...],
    edges: tuple[Edge, ...],
    nodes: tuple[Node, ...],
    heading: Text,
    corner: tuple[float, float],
) -> Scene:
    """The picture, as large as what is drawn: `corner` is the lower right one of frames and lines."""
    said = entries({edge.sort for edge in edges}, KEYS, topology)
    row = keys(said, LEFT, corner[1] + LEGEND, corner[0])
    extents = [*(typeface.extent(key.text).right for key in row), typeface.extent(heading).right]
    return Scene(
        width=round(max(corner[0], *extents) + LEFT, 1),
        height=round(max([corner[1] + LEFT, *(key.y + FOOT for key in row)]), 1),
        title=topology.architecture.heading,
        description=description(topology),
        language=topology.architecture.language,
        groups=groups,
        edges=edges,
        nodes=nodes,
        heading=heading,
        keys=row,
    )


def description(topology: Topology) -> str:
    """The topology in a sentence."""
    language = topology.architecture.language
    zones = sum(len(place.zones) for place in topology.regions.values())
    regions = ", ".join(topology.regions)
    parts = ", ".join(captions.named(id, topology) for id in topology.components)
    text = "Network in {regions}, {zones} availability zones: {parts}; {links} connections."
    return say(text, language, regions=regions, zones=zones, parts=parts, links=len(topology.connections))


# Frames


def _groups(made: Plan) -> Iterator[Group]:
    content, frame, texts = made.content, made.frame, made.labels
    language = content.topology.architecture.language
    for box in content.boxes:
        parent = None if box.id == EXTERNALS else box.members[0].region
        if parent is None:
            yield _boxed(made, box.id, None)
    yield _cornered("cloud", "cloud", "", None, frame.cloud, (Line(word("AWS Cloud", language), "title"),))
    for region in content.topology.regions:
        yield _cornered(region, "region", "", "cloud", frame.regions[region], texts.regions[region])
        for vpc in content.sites(region):
            id = _vpc_id(made, vpc)
            account = yield from _account(made, vpc, region)
            yield _cornered(id, "vpc", "", account or region, frame.vpcs[vpc], texts.vpcs[vpc])
            yield from _zones(made, vpc)
            yield from (_lane(made, lane, id) for lane in content.lanes(vpc))
        for thing in content.things.at(Place.TRANSIT, region):
            lane = frame.boxes[thing.id]
            caption = Text(lane.center[0], lane.y + 10, ())
            yield Group(f"{thing.id}/lane", "lane", "network", region, lane, caption)
        for box in content.boxes:
            if box.members[0].region == region:
                yield _boxed(made, box.id, region)


def _cornered(
    id: str, kind: str, look: str, parent: str | None, box: Box, caption: tuple[Line, ...]
) -> Group:
    """A frame with its sign and caption in the top left corner."""
    height = captions.extent(caption)[1]
    top = box.y + (2 if height > SIGN else (SIGN - height) / 2)
    text = Text(round(box.x + SIGN + 6, 1), round(top, 1), caption, "start")
    return Group(id, kind, look, parent, box, text, None, Box(box.x, box.y, SIGN, SIGN))


def _boxed(made: Plan, id: str, parent: str | None) -> Group:
    frame = made.frame.boxes[id]
    caption = written.box_caption(made.content, made.content.box(id))
    return Group(id, "box", "many", parent, frame, Text(frame.x + 12, frame.y + 7, caption, "start"))


def _account(made: Plan, vpc: str, region: str) -> Generator[Group, None, str | None]:
    """The frame of a VPC's account, before the first of its VPCs in it; returns its id."""
    box, place = made.frame.accounts.get(vpc), made.content.topology.vpcs[vpc]
    if box is None:
        return None
    sharing = [id for id, other in made.frame.accounts.items() if other == box]
    id = f"account/{place.account}" if sharing[0] == _first(made, place.account) else f"account/{sharing[0]}"
    if vpc == sharing[0]:
        caption = Text(box.x + 12, box.y + 7, written.account(made.content, place.account), "start")
        yield Group(id, "account", "", region, box, caption)
    return id


def _first(made: Plan, account: str | None) -> str:
    """The first VPC of an account."""
    vpcs = made.content.topology.vpcs.values()
    return next(vpc.id for vpc in vpcs if vpc.account == account and vpc.id in made.frame.accounts)


def _vpc_id(made: Plan, vpc: str) -> str:
    """The id of a VPC's frame."""
    place = made.content.topology.vpcs[vpc]
    return f"vpc@{place.region}" if place.alone else f"vpc/{vpc}"


def _zone_id(made: Plan, vpc: str, zone: str) -> str:
    """The id of a zone's frame: several VPCs of a region have a part of it each."""
    return zone if made.content.topology.vpcs[vpc].alone else f"{vpc}/{zone}"


def _zones(made: Plan, vpc: str) -> Iterator[Group]:
    content = made.content
    for zone in content.zones(vpc):
        box, id = made.frame.zones[f"{vpc}/{zone}"], _zone_id(made, vpc, zone)
        caption = Text(round(box.x + 14, 1), box.y + 5, (Line(zone, "title"),), "start")
        yield Group(id, "zone", "", _vpc_id(made, vpc), box, caption)
        for subnet in content.topology.subnets.values():
            if subnet.zone == zone and subnet.vpc == vpc:
                yield _subnet(made, subnet, id)


def _subnet(made: Plan, subnet: Subnet, zone: str) -> Group:
    look = "public" if subnet.access == "public" else ""
    box, caption = made.frame.subnets[subnet.id], made.labels.subnets[subnet.id]
    return _cornered(frame_id(subnet.id), "subnet", look, zone, box, caption)


def _lane(made: Plan, lane: LaneContent, parent: str) -> Group:
    """A lane: tinted where its name is, which is outside of the zones."""
    box = made.frame.lanes[lane.thing.id]
    wide = made.frame.columns.zones - box.x - 4
    tint = Box(round(box.x + 0.6, 1), round(box.y + 0.6, 1), round(wide, 1), round(box.height - 1.2, 1))
    left = box.x + (40 if lane.has_sign else 10)
    lines = lane.cell.lines if lane.cell.aside else (*lane.cell.lines, *lane.cell.green)
    caption = Text(round(left, 1), round(box.y + (box.height - lane.cell.height) / 2, 1), lines, "start")
    sign = Box(box.x + 9, round(box.center[1] - LANE_SIGN / 2, 1), LANE_SIGN, LANE_SIGN)
    return Group(
        lane.thing.id,
        "lane",
        lane.look,
        parent,
        box,
        caption,
        None,
        sign if lane.has_sign else None,
        cell=tint,
        title=lane.cell.title,
        aside=_aside(lane, caption) if lane.cell.aside else None,
    )


def _aside(lane: LaneContent, caption: Text) -> Text:
    """What a lane reaches over the default route, on the line of its name."""
    x = caption.x + typeface.width(lane.cell.lines[0].text, "title") + 14
    return Text(round(x, 1), caption.y + 1.5, lane.cell.green, "start")


# Icons


def _nodes(made: Plan) -> Iterator[Node]:
    for thing in made.content.things.by_id.values():
        if thing.place is Place.LANE:
            yield from _copies(made, thing)
        elif thing.place is not Place.BOX:
            yield _node(made, thing)


def _copies(made: Plan, thing: Thing) -> Iterator[Node]:
    topology = made.content.topology
    component = topology.components[thing.component]
    name = captions.named(thing.component, topology)
    lane = next(each for each in made.content.lanes(thing.site) if each.thing.id == thing.id)
    for copy in thing.copies:
        box, role = made.frame.icons[copy.id], lane.roles.get(copy.id, "")
        label = Text(round(box.center[0], 1), box.bottom + 2, (Line(role, "small"),) if role else ())
        title = " · ".join(part for part in (name, role, copy.zone) if part)
        parent = frame_id(copy.subnet or "")
        yield Node(copy.id, copy.component, component.kind, parent, component.icon, box, label, title=title)


def _node(made: Plan, thing: Thing) -> Node:
    component = made.content.topology.components[thing.component]
    box = made.frame.icons[thing.id]
    parent, border = _parent(made, thing)
    full = captions.named(thing.component, made.content.topology)
    return Node(
        thing.id,
        thing.component,
        component.kind,
        parent,
        component.icon,
        box,
        _label(made, thing),
        border,
        full,
    )


def _parent(made: Plan, thing: Thing) -> tuple[str | None, str | None]:
    """The frame that a thing is in, and the one on whose border it is."""
    vpc = _vpc_id(made, thing.vpc) if thing.vpc else None
    match thing.place:
        case Place.CLIENT | Place.EXTERNAL:
            return None, None
        case Place.BOXED:
            return next(
                b.id
                for b in made.content.boxes
                if thing in b.members or thing.id in [m.id for m in b.members]
            ), None
        case Place.EDGE:
            return "cloud", None
        case Place.GATEWAY | Place.BORDER | Place.ATTACHMENT:
            return vpc, vpc
        case Place.UPLINK:
            return thing.region, thing.region
        case Place.TRANSIT:
            return f"{thing.id}/lane", None
        case Place.BALANCER:
            return vpc, None
        case Place.NAT:
            zone = thing.copies[0].zone
            return (frame_id(f"{thing.row}@{zone}") if zone and thing.row else vpc), None
        case _:
            return thing.region, None


def _label(made: Plan, thing: Thing) -> Text:
    lines, box = made.labels.things[thing.id], made.frame.icons[thing.id]
    height = captions.extent(lines)[1]
    middle = round(box.center[1] - height / 2, 1)
    match thing.place:
        case Place.GATEWAY:
            return Text(round(box.right + 4, 1), round(box.center[1] + 5, 1), lines, "start")
        case Place.BALANCER:
            return Text(round(made.frame.columns.names, 1), middle, lines, "end")
        case Place.UPLINK:
            return Text(round(box.x - 6, 1), round(box.center[1] + 5, 1), lines, "end")
        case Place.NAT if thing.copies[0].zone:
            return Text(round(box.x - 6, 1), middle, lines, "end")
        case Place.NAT | Place.BOXED:
            return Text(round(box.right + 6, 1), middle, _with_port(made, thing, lines), "start")
        case _:
            return Text(round(box.center[0], 1), round(box.bottom + UNDER, 1), lines)


def _with_port(made: Plan, thing: Thing, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The name in a box, and the port where ports differ."""
    for box in made.content.boxes:
        if port := box.ports.get(thing.id):
            return (Line(f"{lines[0].text} · {port}", "title"),)
    return lines


# Lines


def _ground(groups: tuple[Group, ...], nodes: tuple[Node, ...], heading: Text) -> Ground:
    """What the texts of lines must keep clear of."""
    ground = Ground(Shelves([typeface.extent(heading)]))
    for group in groups:
        ground.frames.put(group.box)
        ground.boxes.put(typeface.extent(group.caption))
        if group.icon_box:
            ground.boxes.put(group.icon_box)
    for node in nodes:
        ground.boxes.put(node.box)
        if node.label.lines:
            ground.boxes.put(typeface.extent(node.label))
    return ground
