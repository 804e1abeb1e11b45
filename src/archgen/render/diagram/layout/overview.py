"""The overview: regions, accounts and VPCs as frames, one card for a component or a group in each of them.

No zones (small bars count them), no subnets, no gateways: a connection through those runs from end to end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archgen.i18n.translate import say, word
from archgen.model.kinds import INTERNET, Component
from archgen.render.diagram import themes
from archgen.render.diagram.layout.cards import contents
from archgen.render.diagram.layout.cards.contents import Content, Written
from archgen.render.diagram.layout.cards.laid import Laid, Plan, laid, planned
from archgen.render.diagram.layout.cards.marking import Said, marked, said, size
from archgen.render.diagram.layout.cards.sheet import Card, Frame, Sheet, Wire
from archgen.render.diagram.layout.flow import INTERNET_ICON, ROOMY, SORTS
from archgen.render.diagram.layout.places import (
    CLOUD,
    STRIP,
    Place,
    Way,
    columns,
    places,
    strip,
    vpc_frame,
    ways,
)
from archgen.render.diagram.legend import EDGE, TITLE, Entry, entries, keys
from archgen.render.diagram.scene import Box, Edge, Group, Line, Scene, Text
from archgen.render.diagram.text import captions, typeface
from archgen.render.diagram.writers import strokes
from archgen.topology.graph import Topology
from archgen.topology.trunks import Trunk

MOST, LEGIBLE = 1070.0, 1350.0
"""Pixels of width from which on texts are set narrower, small text being less than 9.7 pixels high at 900;
and from which on sizes, domains and roles are left out, it being less than 7.7."""
SIGN = 26.0
"""Pixels of a frame's sign."""
CAPTION, PADDING, NARROW, GAP, BELOW = 40.0, 14.0, 8.0, 22.0, 16.0
"""Pixels of a frame: its caption with what is below it, its padding, the same where texts are left out, to
the next one, to a VPC's services."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line with what is written on it; it has no number."""

    way: Way
    label: tuple[Line, ...]
    number: int | None = None

    @property
    def id(self) -> str:
        return self.way.id

    @property
    def source(self) -> str:
        return self.way.source

    @property
    def target(self) -> str:
        return self.way.target

    @property
    def net(self) -> str:
        return self.way.net

    @property
    def trunk(self) -> Trunk:
        return self.way.trunk


def overview(topology: Topology, title: str | None = None) -> Scene:
    """The overview of a topology."""
    language = topology.architecture.language
    drawn = places(topology)
    lines = ways(topology, drawn)
    dns = (Line(word("DNS", language), "small"),)
    arrows = [Arrow(way, dns if way.sort == "name" else ()) for way in lines]
    main = _main(topology, drawn, lines)
    texts, place = _fitted(topology, drawn, arrows, main)
    return _scene(topology, drawn, arrows, main, texts, place, title)


def description(topology: Topology) -> str:
    """What there is, in a sentence."""
    regions = ", ".join(topology.regions)
    parts = ", ".join(captions.named(id, topology) for id in topology.components)
    text = "Overview of {regions}: {parts}."
    return say(text, topology.architecture.language, regions=regions, parts=parts)


def _main(topology: Topology, drawn: Sequence[Place], lines: Sequence[Way]) -> frozenset[str]:
    """The first request: at each fork to what most is behind, and to what is of its kind beside it."""
    after: dict[str, list[Way]] = {}
    for line in lines:
        if line.sort in ("request", "data"):
            after.setdefault(line.source, []).append(line)
    kinds = {card.id: _kind(topology, card) for card in drawn}
    clients = [card.id for card in drawn if card.frame is None and card.id in after]
    main: set[str] = set()
    passed: set[str] = set()
    queue = clients[:1]
    for here in queue:
        choice = [line for line in after.get(here, ()) if line.target not in passed]
        if here in passed or not choice:
            continue
        passed.add(here)
        best = max(choice, key=lambda line: (line.sort == "request", _behind(line.target, after)))
        chosen = [
            line for line in choice if (kinds[line.target], line.sort) == (kinds[best.target], best.sort)
        ]
        main.update(line.id for line in (chosen if best.sort == "request" else chosen[:1]))
        regions = Counter(next(c.region for c in drawn if c.id == line.target) for line in chosen)
        if max(regions.values()) == 1:
            queue += [line.target for line in chosen]
    return frozenset(main)


def _behind(id: str, after: Mapping[str, Sequence[Way]]) -> int:
    seen, queue = {id}, [id]
    for one in queue:
        new = [way.target for way in after.get(one, ()) if way.target not in seen]
        seen.update(new)
        queue += new
    return len(seen)


def _kind(topology: Topology, card: Place) -> str:
    if card.id == INTERNET:
        return "external"
    return _shown(topology, card).kind


def _shown(topology: Topology, card: Place) -> Component:
    """The component whose icon and colour a card has: the first that computes, where there are several."""
    members = [topology.components[id] for id in card.components]
    return next((one for one in members if one.is_compute), members[0])


def _content(topology: Topology, card: Place, *, lean: bool = False) -> Content:
    language = topology.architecture.language
    if card.id == INTERNET:
        name = word("internet", language).capitalize()
        return Content(card.id, card.id, "external", INTERNET_ICON, "", name)
    shown = _shown(topology, card)
    names = [captions.named(id, topology) for id in card.components]
    left_out: tuple[str, ...] = ()
    if card.group is not None:
        name, small = captions.group(card.group, topology), [", ".join(names)]
    elif len(card.components) > 1:
        service = word(shown.service_name, language)
        name, small = f"{len(names)} × {service}", [_few(names)]
    else:
        name, small = names[0], list(_particulars(topology, card, lean=lean))
        left_out = tuple(_sizes(topology, card)) if lean else ()
    look = themes.family(shown.icon)
    component = card.components[0]
    return Content(card.id, component, shown.kind, shown.icon, look, name, tuple(small), card.zones, left_out)


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def _particulars(topology: Topology, card: Place, *, lean: bool) -> Iterator[str]:
    """Service, how many run, which copies of a database are here, what guards it; lean is without sizes."""
    (id,) = card.components
    language = topology.architecture.language
    service = captions.service_of(id, topology)
    yield from (text.partition(" · ")[0] for text in service)
    if not lean:
        yield from _sizes(topology, card)
    guards = dict.fromkeys(captions.named(g.acl, topology) for g in topology.guards if g.target == id)
    if guards:
        yield say("behind {guards}", language, guards=", ".join(guards))


def _sizes(topology: Topology, card: Place) -> Iterator[str]:
    component = topology.components[card.components[0]]
    if domain := component.domain_name:
        yield str(domain)
    if count := captions.count_of(component, topology.architecture.language):
        yield count
    roles = dict.fromkeys(captions.role_of(copy, topology).rstrip(" 0123456789") for copy in card.copies)
    if any(roles):
        yield ", ".join(role for role in roles if role)


def _fitted(
    topology: Topology, drawn: Sequence[Place], arrows: Sequence[Arrow], main: frozenset[str]
) -> tuple[dict[str, Written], Laid]:
    """The cards laid out with texts as wide, and as many, as leaves the picture narrow enough."""
    saying = said(arrows)
    shown = {card.id: _content(topology, card) for card in drawn}
    plan: Plan | None = None
    allowed = float("inf")
    for attempt, wide in enumerate(contents.WIDE):
        texts = {id: contents.written(one, wide, tight=attempt >= ROOMY) for id, one in shown.items()}
        sheet = _sheet(topology, drawn, arrows, main, texts, saying)
        plan = plan or planned(sheet)
        if plan.across(sheet) > allowed and wide != contents.WIDE[-1]:
            continue
        place = laid(sheet, (EDGE, TITLE + 4), plan)
        over = place.right + EDGE - MOST
        if over <= 0:
            break
        allowed = plan.across(sheet) - over
    if place.right + EDGE > LEGIBLE:
        lean = {card.id: _content(topology, card, lean=True) for card in drawn}
        texts = {id: contents.written(one, contents.WIDE[-1], tight=True) for id, one in lean.items()}
        sheet = _sheet(topology, drawn, arrows, main, texts, saying, NARROW)
        place = laid(sheet, (EDGE, TITLE + 4), plan)
    return texts, place


def _sheet(
    topology: Topology,
    drawn: Sequence[Place],
    arrows: Sequence[Arrow],
    main: frozenset[str],
    texts: Mapping[str, Written],
    saying: Mapping[str, Said],
    padding: float = PADDING,
) -> Sheet:
    found = columns(topology, drawn, [arrow.way for arrow in arrows])
    cards = {
        card.id: Card(card.id, texts[card.id].width, texts[card.id].height, card.frame, found[card.id] == 0)
        for card in drawn
    }
    wires = tuple(
        Wire(
            arrow.id,
            arrow.source,
            arrow.target,
            arrow.net,
            arrow.trunk,
            size(saying[arrow.id].stem),
            size(saying[arrow.id].arrival),
            arrow.id in main,
        )
        for arrow in arrows
    )
    frames = _frames(topology, {card.frame for card in drawn}, padding)
    return Sheet(cards, frames, wires, columns=_closed(found), apart=18.0, within=16.0)


def _closed(found: Mapping[str, int]) -> dict[str, int]:
    used = {column: index for index, column in enumerate(sorted(set(found.values())))}
    return {id: used[column] for id, column in found.items()}


def _frames(topology: Topology, used: set[str | None], padding: float) -> dict[str, Frame]:
    """The frames in use; regions and what is in them keep their order."""
    frames: dict[str, Frame] = {CLOUD: Frame(CLOUD, None, CAPTION, padding, GAP)}
    for region in topology.regions:
        inside: dict[str, Frame] = {}
        for id, vpc in topology.vpcs.items():
            frame = vpc_frame(topology, id)
            if vpc.region != region or frame not in used:
                continue
            parent = region
            if vpc.account:
                parent = f"account/{vpc.account}" if f"account/{vpc.account}" not in frames else region
                if parent != region:
                    inside[parent] = Frame(parent, region, 30.0, padding, GAP, ordered=True)
            inside[frame] = Frame(frame, parent, CAPTION, padding, GAP, ordered=True)
        if strip(region) in used:
            inside[strip(region)] = Frame(strip(region), region, 0.0, 0.0, BELOW, ordered=True)
        if inside:
            frames[region] = Frame(region, CLOUD, CAPTION, padding, GAP, ordered=True)
            frames |= inside
    held = {frames[f].parent for f in frames} | used
    return {id: frame for id, frame in frames.items() if id in held}


def _scene(
    topology: Topology,
    drawn: Sequence[Place],
    arrows: Sequence[Arrow],
    main: frozenset[str],
    texts: Mapping[str, Written],
    place: Laid,
    title: str | None,
) -> Scene:
    name = title or topology.architecture.heading
    heading = Text(EDGE, 16, (Line(name, "heading"),), "start")
    marks = marked(place, arrows, said(arrows))
    groups, notes = _frames_drawn(topology, place)
    parents = {card.id: _parent(card.frame) for card in drawn}
    for card in drawn:
        box, text = place.cards[card.id], texts[card.id]
        lane = contents.group(text, box, parents[card.id])
        left = box.right - 7 - strokes.BARS * card.zones
        bars = strokes.bars(round(left, 1), round(box.y + 10.5, 1), card.zones)
        groups.append(replace(lane, bars=bars))
    nodes = tuple(contents.node(texts[card.id], place.cards[card.id], parents[card.id]) for card in drawn)
    edges = tuple(_edge(arrow, place, marks.labels.get(arrow.id), marks.nets, main) for arrow in arrows)
    right = max([place.right, typeface.extent(heading).right])
    row = keys(_entries(topology, arrows, drawn), EDGE, max(place.bottom, TITLE) + 22, right)
    right = max([right, *(typeface.extent(key.text).right for key in row)])
    return Scene(
        width=round(right + EDGE, 1),
        height=round(max([place.bottom, *(key.y + 8 for key in row)]) + 12, 1),
        title=name,
        description=description(topology),
        language=topology.architecture.language,
        groups=tuple(groups),
        edges=edges,
        nodes=nodes,
        heading=heading,
        notes=tuple(notes),
        keys=row,
    )


def _parent(frame: str | None) -> str | None:
    return frame.removesuffix(STRIP) if frame else None


def _edge(
    arrow: Arrow, place: Laid, label: Text | None, nets: Mapping[str, str], main: frozenset[str]
) -> Edge:
    return Edge(
        arrow.id,
        arrow.source,
        arrow.target,
        "replication" if arrow.way.sort == "replication" else "traffic",
        place.lines[arrow.id],
        label,
        None,
        arrow.way.sort,
        nets[arrow.id],
        arrow.id in main,
        routes=arrow.way.routes,
    )


def _frames_drawn(topology: Topology, place: Laid) -> tuple[list[Group], list[Text]]:
    """The frames with their captions, and beside a VPC's the number of its zones."""
    language = topology.architecture.language
    groups: list[Group] = []
    notes: list[Text] = []
    vpcs = {vpc_frame(topology, id): vpc for id, vpc in topology.vpcs.items()}
    for id, box in place.frames.items():
        if id.endswith(STRIP):
            continue
        vpc = vpcs.get(id)
        kind = (
            "vpc" if vpc else "cloud" if id == CLOUD else "account" if id.startswith("account/") else "region"
        )
        sign = None if kind == "account" else Box(box.x, box.y, SIGN, SIGN)
        x = round(box.x + (SIGN + 6 if sign else 12), 1)
        known = {"cloud": word("AWS Cloud", language), "region": captions.region(topology, id)}
        words = known.get(kind, id.removeprefix("account/"))
        if vpc:
            words = vpc.label or ("VPC" if vpc.alone else f"VPC {vpc.id}")
        caption = Text(x, round(box.y + 5, 1), (Line(words, "title"),), "start")
        parent = _holder(topology, id, place)
        bars: tuple[Box, ...] = ()
        if vpc:
            left = typeface.extent(caption).right + 12
            bars = strokes.bars(round(left, 1), round(box.y + 13.5, 1), len(vpc.zones))
            count = say("{count} zones" if len(vpc.zones) != 1 else "1 zone", language, count=len(vpc.zones))
            after = round(left + strokes.BARS * len(vpc.zones) + 5, 1)
            note = Text(after, round(box.y + 6.5, 1), (Line(count, "small"),), "start")
            if typeface.extent(note).right < box.right - 6:
                notes.append(note)
        groups.append(Group(id, kind, "", parent, box, caption, None, sign, bars=bars))
    return groups, notes


def _holder(topology: Topology, id: str, place: Laid) -> str | None:
    if id == CLOUD:
        return None
    if id in topology.regions:
        return CLOUD
    vpcs = {vpc_frame(topology, vpc): one for vpc, one in topology.vpcs.items()}
    if id in vpcs:
        account = f"account/{vpcs[id].account}"
        box, outer = place.frames[id], place.frames.get(account)
        return account if outer and outer.holds((box.x, box.y)) else vpcs[id].region
    inner = next(one for one in vpcs.values() if f"account/{one.account}" == id)
    return inner.region


def _entries(topology: Topology, arrows: Sequence[Arrow], drawn: Sequence[Place]) -> list[Entry]:
    found = entries({arrow.way.sort for arrow in arrows}, SORTS, topology)
    if any(card.zones for card in drawn):
        found.append(("zones", word("one bar for each zone it runs in", topology.architecture.language)))
    return found
