"""What is written at things and in the corners of frames, and how much room rows of icons need for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import fsum
from statistics import fmean

from archgen.i18n.translate import say, word
from archgen.model.kinds.category import Category
from archgen.render.diagram.layout.network.boxes import EXTERNALS, Box
from archgen.render.diagram.layout.network.content import Content
from archgen.render.diagram.layout.network.demand import Demand
from archgen.render.diagram.layout.network.measures import BOXED, RADIUS, TRACK
from archgen.render.diagram.layout.network.things import Place, Thing
from archgen.render.diagram.scene import Line
from archgen.render.diagram.text import captions, typeface
from archgen.topology.graph import Subnet, VpcPlace

WIDTHS = {
    Place.CLIENT: 180.0,
    Place.EXTERNAL: 118.0,
    Place.EDGE: 140.0,
    Place.ORIGIN: 112.0,
    Place.STRIP: 112.0,
    Place.BESIDE: 112.0,
    Place.BORDER: 84.0,
    Place.GATEWAY: 170.0,
    Place.BALANCER: 92.0,
    Place.NAT: 84.0,
    Place.TRANSIT: 70.0,
    Place.UPLINK: 96.0,
    Place.ATTACHMENT: 84.0,
    Place.BOXED: 150.0,
}
"""Pixels at which labels are wrapped."""
TIGHT = {
    Place.EDGE: 96.0,
    Place.STRIP: 84.0,
    Place.ORIGIN: 84.0,
    Place.BESIDE: 78.0,
    Place.BORDER: 70.0,
    Place.BALANCER: 78.0,
}
"""The same in a tight picture."""
CAPTION = 128.0
"""Pixels at which a subnet's name is wrapped."""
EDGES, EXTERNAL, CLIENT, STRIP = 150.0, 124.0, 128.0, 112.0
"""Least pixels from icon to icon in the rows above the VPC."""
PASSING, PASSING_STEP = 75.0, 9.0
"""From the entrance column to the upright lines between the first edge services, and from one to the next."""
LAST_EXTERNAL = 76.0
"""From the cloud's right border to the middle of the last external."""
LEVEL_ROOM = 74.0
"""From icon to icon beside what is written between them: half of each, and the line with its head."""
STRIP_END, NEARER = 194.0, 24.0
"""From there to the middle of the last service in the strip; how much nearer they are in a tight picture."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Lines of text by thing, region, VPC and subnet."""

    things: Mapping[str, tuple[Line, ...]]
    regions: Mapping[str, tuple[Line, ...]]
    vpcs: Mapping[str, tuple[Line, ...]]
    subnets: Mapping[str, tuple[Line, ...]]
    places: Mapping[str, Subnet]

    def width(self, thing: str) -> float:
        """Of a thing's label, in pixels."""
        return captions.extent(self.things.get(thing, ()))[0]

    def height(self, things: Iterable[str]) -> float:
        """Of the highest label, in pixels."""
        return max((captions.extent(self.things.get(thing, ()))[1] for thing in things), default=0.0)

    def subnets_of(self, row: str, vpc: str) -> list[str]:
        """The ids of a row's subnets in a VPC."""
        return [id for id, subnet in self.places.items() if (subnet.row, subnet.vpc) == (row, vpc)]

    def caption_width(self, subnet: str) -> float:
        """Of a subnet's caption, in pixels."""
        return captions.extent(self.subnets[subnet])[0]

    def caption_height(self, subnets: Iterable[str]) -> float:
        """Of the highest caption, in pixels."""
        return max((captions.extent(self.subnets[id])[1] for id in subnets), default=0.0)


def texts(content: Content) -> Labels:
    """All that is written beside icons and in corners."""
    topology = content.topology
    return Labels(
        {thing.id: tuple(_label(content, thing)) for thing in content.things.by_id.values()},
        {region: (Line(captions.region(topology, region), "title"),) for region in topology.regions},
        {vpc: _vpc_caption(place) for vpc, place in topology.vpcs.items()},
        {id: _caption(content, subnet) for id, subnet in topology.subnets.items()},
        topology.subnets,
    )


def _vpc_caption(place: VpcPlace) -> tuple[Line, ...]:
    """What a VPC is called where its region has others, and its blocks."""
    name = "VPC" if place.alone else f"VPC {place.label or place.id}"
    return (Line(name, "title"), Line(", ".join(map(str, place.blocks)), "small"))


def account(content: Content, name: str | None) -> tuple[Line, ...]:
    """The caption of an account's frame."""
    language = content.topology.architecture.language
    return (Line(f"{word('Account', language)} {name}", "title"),) if name else ()


def _label(content: Content, thing: Thing) -> Iterable[Line]:
    if thing.place in (Place.LANE, Place.BOX):
        return
    if thing.place is Place.ATTACHMENT or (thing.place is Place.NAT and "/" in thing.id):
        yield Line(word("Attachment", content.topology.architecture.language), "title")
        return
    topology, width = content.topology, WIDTHS[thing.place]
    if content.tight:
        width = TIGHT.get(thing.place, width)
    language = topology.architecture.language
    component = topology.components[thing.component]
    name = captions.named(thing.component, topology)
    if thing.place is Place.BOXED:
        yield Line(captions.cut(name, "title", width, 1)[0], "title")
        return
    yield from (Line(text, "title") for text in captions.cut(name, "title", width, 4))
    service = word(component.service_name, language)
    if content.tight and thing.place in TIGHT:
        service = captions.short(service)
    if (
        component.category not in (Category.CLIENT, Category.EXTERNAL, Category.CUSTOM)
        and service.lower() not in name.lower()
    ):
        yield from (Line(text, "small") for text in captions.cut(service, "small", width, 3))
    yield from _routed(content, thing)
    if component.category is Category.ENDPOINT:
        yield from (
            Line(text, "small")
            for text in captions.cut(captions.leads_to(component, topology), "small", width, 2)
        )


def _routed(content: Content, thing: Thing) -> Iterator[Line]:
    """The default route of a transit gateway, and the blocks of a private network."""
    component = content.topology.components[thing.component]
    default = component.default_vpc or ""
    if thing.place is Place.TRANSIT and default in content.topology.vpcs:
        yield Line("0.0.0.0/0", "egress")
        name = content.topology.vpcs[default].label or default
        yield from (
            Line(t, "egress") for t in captions.cut(f"→ VPC {name}", "egress", WIDTHS[thing.place], 2)
        )
    if thing.place is Place.EXTERNAL:
        blocks = ", ".join(map(str, component.written_blocks)) if component.on_private_network else ""
        if blocks:
            yield from (Line(t, "small") for t in captions.cut(blocks, "small", WIDTHS[thing.place], 2))


def _caption(content: Content, subnet: Subnet) -> tuple[Line, ...]:
    """The row's name, how it is connected, its block. The word for the access is never cut."""
    topology = content.topology
    access = word(subnet.access, topology.architecture.language)
    name = topology.rows[subnet.row].label or subnet.row
    block = str(subnet.cidr)
    if access.lower() in name.lower():
        whole, small = captions.cut(name, "title", CAPTION, 2), block
        if access.lower() not in " ".join(whole).lower():
            small = f"{access} · {block}"
    else:
        whole, small = captions.cut(f"{name} · {access}", "title", CAPTION, 1), block
        if whole[0].endswith("…"):
            whole, small = captions.cut(name, "title", CAPTION, 2), f"{access} · {block}"
    return (*(Line(text, "title") for text in whole), Line(small, "small"))


def uplink_places(content: Content, labels: Labels, region: str, middle: float) -> dict[str, float]:
    """The middles of what is on a region's top border: over the transit gateway, then left of it."""
    found, at = {}, middle
    for thing in content.things.at(Place.UPLINK, region):
        found[thing.id] = at
        at -= RADIUS + labels.width(thing.id) + 24 + RADIUS
    return found


def uplink_width(content: Content, labels: Labels) -> float:
    """Pixels that these take from the right, with their labels left of them."""
    found = [uplink_places(content, labels, region, 0.0) for region in content.topology.regions]
    return max((RADIUS + 12 + labels.width(id) - x for each in found for id, x in each.items()), default=0.0)


def private(content: Content) -> dict[str, str]:
    """For each external that is reached over what is on a region's top border, what that is."""
    found: dict[str, str] = {}
    for wire in content.wiring.wires:
        for one, other in ((wire.source, wire.target), (wire.target, wire.source)):
            places = (content.things.by_id[one].place, content.things.by_id[other].place)
            if places == (Place.EXTERNAL, Place.UPLINK):
                found.setdefault(one, other)
    return found


def edge_order(content: Content) -> tuple[list[Thing], list[Thing]]:
    """The edge services from the entrance column to the right, and those left of it.

    A hosted zone is never over the entrance column: requests do not pass it. Without anything that they pass
    the first place stays empty.
    """
    edges = content.things.at(Place.EDGE)
    passed = [thing for thing in edges if thing.category not in (Category.DNS_ZONE, Category.WEB_ACL)]
    names = [thing for thing in edges if thing.category is Category.DNS_ZONE]
    guards = [thing for thing in edges if thing.category is Category.WEB_ACL]
    first = passed[:1]
    left = [g for g in guards if first and _only(content, g, first[0])][:1]
    others = [guard for guard in guards if guard not in left]
    return [*first, *names, *passed[1:], *others], left


def _only(content: Content, guard: Thing, target: Thing) -> bool:
    own = [wire for wire in content.wiring.wires if guard.id in (wire.source, wire.target)]
    return all(wire.source == guard.id and wire.target == target.id for wire in own)


def edge_places(content: Content, labels: Labels, entrance: float, demand: Demand) -> dict[str, float]:
    """The middle of every edge service; upright lines pass behind the first place."""
    order, left = edge_order(content)
    tracks, step = demand.count("VE"), demand.upright(PASSING_STEP)
    has_first = bool(order) and order[0].category not in (Category.DNS_ZONE, Category.WEB_ACL)
    found = {}
    passed = entrance + PASSING + step * (tracks - 1) + 12 if tracks else entrance
    at = entrance
    for number, thing in enumerate(order):
        if number or not has_first:
            before = labels.width(order[number - 1].id) if number else 0.0
            gap = (before + labels.width(thing.id)) / 2 + 36
            at = max(at + (max(EDGES, gap) if number else EDGES), passed + labels.width(thing.id) / 2)
        found[thing.id] = at
    for thing in left:
        half = labels.width(order[0].id) / 2
        room = entrance - max(half, RADIUS + 20) - 8
        found[thing.id] = round((16 + room) / 2)
    return found


def client_places(content: Content, labels: Labels, entrance: float) -> dict[str, float]:
    """The middle of every client."""
    return _rightwards(content.things.at(Place.CLIENT), labels, entrance, CLIENT, 24)


def strip_rows(content: Content, region: str) -> list[list[Thing]]:
    """What is in a region's strip at the right, row by row: services and boxes of them."""
    boxes = [thing for thing in content.things.at(Place.BOX, region) if thing.id != EXTERNALS]
    services = [*content.things.at(Place.STRIP, region), *boxes]
    rows = (
        [t for t in services if t.id not in content.lower],
        [t for t in services if t.id in content.lower],
    )
    return [row for row in rows if row]


def strip_pitch(content: Content) -> float:
    """Least pixels from service to service in a strip."""
    return STRIP - NEARER if content.tight else STRIP


def strip_steps(content: Content, labels: Labels, row: Sequence[Thing]) -> list[float]:
    """From each service of a row to the next: what is written on a line between the two fits."""
    pitch, between = strip_pitch(content), dict[frozenset[str], float]()
    for wire in content.wiring.wires:
        pair, wide = frozenset((wire.source, wire.target)), typeface.width(wire.label, "small") + LEVEL_ROOM
        between[pair] = max(between.get(pair, 0.0), wide if wire.label else 0.0)
    sizes = {thing.id: size(content, labels, thing) for thing in row}
    return [
        max(
            pitch,
            (sizes[a.id] + sizes[b.id]) / 2 + 16,
            min(STRIP, between.get(frozenset((a.id, b.id)), 0.0)),
        )
        for a, b in pairwise(row)
    ]


def strip_places(
    content: Content,
    labels: Labels,
    row: Sequence[Thing],
    space: tuple[float, float],
    wanted: Mapping[str, float],
) -> dict[str, float]:
    """The middle of every service of a row in a space: at its end, or as near as can be to where it wants."""
    steps = strip_steps(content, labels, row)
    along = [0.0, *accumulate(steps)]
    start, end = space
    last = end - along[-1]
    wants = [wanted.get(thing.id, last + at) - at for thing, at in zip(row, along, strict=True)]
    found = _rising(wants) if wanted else [last for _ in row]
    places = zip(row, found, along, strict=True)
    return {thing.id: min(max(x, min(start, last)), last) + at for thing, x, at in places}


def _rising(wants: Sequence[float]) -> list[float]:
    """The numbers that are nearest to some others and never fall: those that would are their mean."""
    groups: list[list[float]] = []
    for want in wants:
        groups.append([want])
        while len(groups) > 1 and fmean(groups[-2]) > fmean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    return [fmean(group) for group in groups for _ in group]


def strip_last(content: Content) -> float:
    """From the cloud's right border to the middle of the last service: left of what leads to externals."""
    outside = any(box.id == EXTERNALS for box in content.boxes) or content.things.at(Place.EXTERNAL)
    return STRIP_END if outside or not content.tight else STRIP_END - LAST_EXTERNAL


def strip_width(content: Content, labels: Labels, region: str) -> float:
    """Pixels that the services at the right of a strip take: those of its wider row."""
    pitch = strip_pitch(content)
    wide = [0.0]
    for row in strip_rows(content, region):
        ends = [max(pitch, size(content, labels, thing) + 16) / 2 for thing in (row[0], row[-1])]
        wide.append(fsum((*ends, *strip_steps(content, labels, row))))
    return max(wide)


def strip_end(content: Content, labels: Labels, region: str, entrance: float) -> float:
    """The right end of a strip's last service where the first one begins right of the gateway's name."""
    rows = strip_rows(content, region)
    if not rows:
        return 0.0
    wide, last = strip_width(content, labels, region), max(size(content, labels, row[-1]) for row in rows)
    return entrance + 60 + gateway_width(content, labels) + TRACK + wide - strip_pitch(content) / 2 + last / 2


def size(content: Content, labels: Labels, thing: Thing) -> float:
    """The width of a thing: of its label, or of the box that it is."""
    return box_size(content.box(thing.id), labels)[0] if thing.place is Place.BOX else labels.width(thing.id)


def outside_right(content: Content) -> list[Thing]:
    """The externals above the cloud, each with its own place."""
    return content.things.at(Place.EXTERNAL)


def externals_width(content: Content, labels: Labels) -> float:
    """Pixels that externals take, from the cloud's right border."""
    wide = fsum(max(EXTERNAL, labels.width(t.id) + 20) for t in outside_right(content))
    if any(box.id == EXTERNALS for box in content.boxes):
        wide += box_size(content.box(EXTERNALS), labels)[0] + 16
    return wide


def above(content: Content, labels: Labels, demand: Demand, entrance: float) -> float:
    """Where the cloud must end for what is above the VPCs: edge services, clients, externals, strips."""
    edges = edge_places(content, labels, entrance, demand)
    clients = client_places(content, labels, entrance)
    left = max(
        [entrance + 40, *(x + labels.width(id) / 2 for id, x in (edges | clients).items())],
    )
    if edges and len(clients) == 1:
        left = max(left, entrance + 60)
    externals = externals_width(content, labels)
    uplinks = uplink_width(content, labels)
    ends = [left + 24 + (externals if externals else 24) + (uplinks + 76 if uplinks else 0.0)]
    for region in content.topology.regions:
        wide = strip_width(content, labels, region)
        if wide:
            after = strip_last(content) - strip_pitch(content) / 2
            ends.append(entrance + 60 + gateway_width(content, labels) + TRACK + wide + after)
    return max(ends)


def gateway_width(content: Content, labels: Labels) -> float:
    """Of the widest name beside an internet gateway."""
    return max((labels.width(t.id) for t in content.things.at(Place.GATEWAY)), default=0.0)


def _rightwards(
    row: Sequence[Thing], labels: Labels, start: float, least: float, gap: float
) -> dict[str, float]:
    found, at = {}, start
    for number, thing in enumerate(row):
        if number:
            at += max(least, (labels.width(row[number - 1].id) + labels.width(thing.id)) / 2 + gap)
        found[thing.id] = at
    return found


def leftwards(
    row: Sequence[Thing], widths: Mapping[str, float], end: float, least: float
) -> dict[str, float]:
    """The middle of every thing of a row whose last one has its middle at `end`."""
    found, at = {}, end
    for number, thing in enumerate(reversed(row)):
        if number:
            after = row[len(row) - number]
            at -= max(least, (widths[after.id] + widths[thing.id]) / 2 + 16)
        found[thing.id] = at
    return found


COLUMNS = 5


def box_caption(content: Content, box: Box) -> tuple[Line, ...]:
    """How many there are, and of what sort."""
    language = content.topology.architecture.language
    if box.id == EXTERNALS:
        return (Line(say("{count} external services", language, count=len(box.members)), "title"),)
    service = word(content.topology.components[box.members[0].component].service_name, language)
    return (Line(f"{len(box.members)} × {service}", "title"),)


def box_size(box: Box, labels: Labels) -> tuple[float, float]:
    """The width and height of a box."""
    columns = box_columns(box)
    rows = -(-len(box.members) // columns)
    return columns * box_pitch(box, labels) + 16, 36 + rows * 32


def box_columns(box: Box) -> int:
    return 4 if len(box.members) <= 8 else COLUMNS


def box_pitch(box: Box, labels: Labels) -> float:
    """From column to column of a box."""
    wide = max(labels.width(member.id) for member in box.members)
    ports = max((typeface.width(port, "small") + 8 for port in box.ports.values()), default=0.0)
    return max(100.0, BOXED + 6 + wide + ports + 14)
