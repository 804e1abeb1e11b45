"""The flow view: who talks to whom, in which order, on which port. No places, from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archgen.i18n.translate import say, word, worded
from archgen.model.kinds import INTERNET
from archgen.model.kinds.facts import Access
from archgen.render.diagram import themes
from archgen.render.diagram.layout.cards import contents
from archgen.render.diagram.layout.cards.contents import Content, Written
from archgen.render.diagram.layout.cards.laid import Laid, Plan, laid, planned
from archgen.render.diagram.layout.cards.marking import Marking, Said, marked, said, size
from archgen.render.diagram.layout.cards.sheet import Card, Frame, Sheet, Wire
from archgen.render.diagram.layout.cards.telling import sentences
from archgen.render.diagram.legend import ALIKE, EDGE, TITLE, Entry, Words, entries, keys, legend
from archgen.render.diagram.scene import Edge, Group, Line, Node, Scene, Sort, Text
from archgen.render.diagram.text import captions, typeface
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.steps import Step, steps

INTERNET_ICON = "aws.general.InternetAlt1"
CAPTION, PADDING, GAP = 23.0, 10.0, 14.0
"""Pixels of a group's frame: its caption, its padding, and to the next one."""
MOST = 1250.0
"""Pixels of width from which on texts are set narrower, so that they can be read at 900 pixels."""
LEGIBLE = 1380.0
"""Pixels of width at which small text is 7.5 pixels high where the picture is 900 wide."""
FEW = 20
"""Up to how many steps each line says what it is for, up to `LEGIBLE`; with more of them up to `MOST`."""
LABEL = 110.0
"""Pixels that what is written on a line may be wide."""
FOLDED = 4
"""How many columns a picture has at least whose last ones are turned back."""
ROOMY = 3
"""How many widths are tried before cards become tighter."""


Wording = Literal["words", "ports", "numbers"]
"""What is written on lines: what each is for; its port; what its step's sentence does not say anyway."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One line: a step of a request, a replication, or a web ACL before what it guards."""

    id: str
    source: str
    target: str
    sort: Sort
    net: str
    trunk: Literal["fan", "join", "alone"]
    number: int | None
    label: tuple[Line, ...]
    routes: tuple[tuple[str | int, ...], ...] = ()


def flow(topology: Topology, ids: frozenset[str] | None = None, title: str | None = None) -> Scene:
    """The flow picture of a topology, or of some of its components."""
    told = [step for step in steps(topology) if ids is None or {step.source, step.target} <= {*ids, INTERNET}]
    plan: Plan | None = None
    for wording, most in _wordings(told):
        arrows = tuple(_arrows(topology, told, ids, wording))
        texts, place, plan = _fitted(topology, arrows, plan)
        if place.right + EDGE <= most:
            break
    if plan and place.right + EDGE > LEGIBLE:
        texts, place = _folded(topology, arrows, texts, place, plan)
    marks = marked(place, arrows, said(arrows))
    groups, nodes = _drawn(topology, texts, place)
    edges = tuple(_edge(arrow, place, marks) for arrow in arrows if arrow.id in place.lines)
    return _scene(topology, told, wording, place, groups, nodes, edges, marks, title)


def _wordings(told: Sequence[Step]) -> Iterator[tuple[Wording, float]]:
    """What may be written on lines, and up to which width of the picture; the last is for any."""
    yield "words", LEGIBLE if len(told) <= FEW else MOST
    yield "ports", LEGIBLE
    yield "numbers", float("inf")


def _cards(topology: Topology, arrows: Sequence[Arrow]) -> dict[str, Content]:
    joined = {id for arrow in arrows for id in (arrow.source, arrow.target)}
    return {id: content(topology, id) for id in (*topology.components, INTERNET) if id in joined}


def description(topology: Topology, told: Sequence[Step]) -> str:
    """The steps of a request in words."""
    language = topology.architecture.language
    parts = [f"{step.number}. {_said(topology, step)}" for step in told]
    return say("Steps of a request: {steps}.", language, steps="; ".join(parts))


def content(topology: Topology, id: str) -> Content:
    """What the card of a component shows."""
    language = topology.architecture.language
    if id == INTERNET:
        return Content(id, id, "external", INTERNET_ICON, "", word("internet", language).capitalize())
    component = topology.components[id]
    name = captions.named(id, topology)
    small = (*captions.service_of(id, topology), *_particulars(topology, id))
    return Content(id, id, component.kind, component.icon, themes.family(component.icon), name, small)


def _particulars(topology: Topology, id: str) -> Iterator[str]:
    """What else is to be known of it: its name in DNS, its replicas, its regions where there are several."""
    component, language = topology.components[id], topology.architecture.language
    if domain := component.domain_name:
        yield str(domain)
    if replicas := captions.replicas_of(id, topology):
        yield replicas
    regions = dict.fromkeys(copy.region for copy in topology.copies_of(id) if copy.region)
    if len(regions) > 1:
        yield say("in {regions}", language, regions=", ".join(regions))


def _arrows(
    topology: Topology, told: Sequence[Step], ids: frozenset[str] | None, wording: Wording
) -> Iterator[Arrow]:
    language = topology.architecture.language
    common = _common(told, language, wording)
    looked_up = {step.target for step in told if step.role == "dns"}
    clear = _clear(told, language) if wording == "numbers" else set()
    narrow = {step.net for step in told if step.trunk == "join" and any(map(_is_narrow, step.connections))}
    for step in told:
        own: Wording = "words" if step.net in narrow else wording
        text = "" if common or step.number in clear else _ports(step, language, own)
        text = word("DNS", language) if step.role == "dns" else text
        label = _label(step, text)
        id = f"{step.source}--{step.target}"
        routes = tuple(dict.fromkeys(connection.route[:2] for connection in step.connections))
        ends = (id, step.source, step.target)
        yield Arrow(*ends, step.sort, step.net, step.trunk, step.number, label, routes)
    for pointer in topology.pointers:
        if pointer.zone not in looked_up:
            yield _plain(pointer.zone, pointer.target, "name", word("DNS", language))
    for guard in topology.guards:
        if ids is None or {guard.acl, guard.target} <= ids:
            yield _plain(guard.acl, guard.target, "name", word("guards", language))


def _clear(told: Sequence[Step], language: str) -> set[int]:
    """The numbers of the steps whose sentence says the port of each of their lines."""
    ports: dict[int, set[str]] = {}
    for step in told:
        ports.setdefault(step.number, set()).add(step.purpose(language))
    return {number for number, said in ports.items() if len(said) == 1}


def _common(told: Sequence[Step], language: str, wording: Wording) -> str | None:
    """The port of all lines, where it is the same everywhere and need not be written on each."""
    ports = {ports for step in told if step.role != "dns" and (ports := _ports(step, language, wording))}
    plain = not any(step.label for step in told)
    return ports.pop() if len(ports) == 1 and plain and len(told) > 3 else None


def _ports(step: Step, language: str, wording: Wording) -> str:
    """What is written on a line: what it is for, or its ports. That it carries events is seen."""
    words = wording == "words"
    uses = (_use(c, language, worded_all=words) for c in step.connections if not c.is_event)
    return ", ".join(dict.fromkeys(uses))


def _use(connection: Connection, language: str, *, worded_all: bool) -> str:
    """In a large picture only reading or only writing is worth a word, on all lines that run together."""
    if connection.purpose and (worded_all or _is_narrow(connection)):
        return worded(connection.purpose, language)
    return ", ".join(map(str, connection.ports)) or connection.protocol


def _is_narrow(connection: Connection) -> bool:
    """Whether it only reads, or only writes."""
    return connection.accesses in ((Access.READ,), (Access.WRITE,))


def _label(step: Step, text: str) -> tuple[Line, ...]:
    """The port, under what the file calls the connection."""
    lines = [Line(line, "small") for line in captions.cut(text, "small", LABEL, 2)] if text else []
    if step.label:
        lines.insert(0, Line(captions.cut(step.label, "small", LABEL, 1)[0], "small"))
    return tuple(lines)


def _plain(source: str, target: str, sort: Sort, text: str) -> Arrow:
    """A line that is no step."""
    id = f"{source}--{target}"
    return Arrow(id, source, target, sort, id, "alone", None, (Line(text, "small"),))


def _folded(
    topology: Topology, arrows: Sequence[Arrow], texts: dict[str, Written], place: Laid, plan: Plan
) -> tuple[dict[str, Written], Laid]:
    """The cards in fewer columns, the others turned back under them, so that the picture can be read."""
    most = int(plan.columns * LEGIBLE / (place.right + EDGE))
    for columns in range(most, FOLDED - 1, -1):
        narrow, there, _ = _fitted(topology, arrows, None, columns)
        if there.right < place.right:
            texts, place = narrow, there
        if place.right + EDGE <= LEGIBLE:
            break
    return texts, place


def _fitted(
    topology: Topology, arrows: Sequence[Arrow], plan: Plan | None, columns: int | None = None
) -> tuple[dict[str, Written], Laid, Plan]:
    """The cards laid out with texts as wide as leaves the picture narrow enough; a plan is for all widths."""
    cards, saying = _cards(topology, arrows), said(arrows)
    allowed = float("inf")
    for attempt, wide in enumerate(contents.WIDE):
        tight = attempt >= ROOMY
        texts = {id: contents.written(card, wide, tight=tight) for id, card in cards.items()}
        sheet = _sheet(topology, texts, arrows, saying)
        plan = plan or planned(sheet, columns)
        if plan.across(sheet) > allowed and wide != contents.WIDE[-1]:
            continue
        place = laid(sheet, (EDGE, TITLE + 4), plan)
        over = place.right + EDGE - MOST
        if over <= 0:
            break
        allowed = plan.across(sheet) - over
    assert plan is not None
    return texts, place, plan


def _sheet(
    topology: Topology,
    texts: Mapping[str, Written],
    arrows: Sequence[Arrow],
    saying: Mapping[str, Said],
) -> Sheet:
    frames = {
        f"group/{id}": Frame(f"group/{id}", None, CAPTION, PADDING, GAP)
        for id, members in topology.groups.items()
        if any(member in texts for member in members)
    }
    clients = set(topology.callers)
    cards, hubs = {}, []
    for id, text in texts.items():
        component = topology.components.get(id)
        frame = f"group/{component.group}" if component and component.group else None
        cards[id] = Card(id, text.width, text.height, frame, id in clients)
        if component and component.may_be_hub:
            hubs.append(id)
    return Sheet(cards, frames, tuple(_wires(arrows, saying)), hubs)


def _wires(arrows: Sequence[Arrow], saying: Mapping[str, Said]) -> Iterator[Wire]:
    main = _main(arrows)
    for arrow in arrows:
        words = saying[arrow.id]
        ends = (arrow.id, arrow.source, arrow.target, arrow.net, arrow.trunk)
        yield Wire(*ends, size(words.stem), size(words.arrival), arrow.id in main)


def _main(arrows: Sequence[Arrow]) -> set[str]:
    """The first request: from the first client on, at each fork to where most is behind."""
    after: dict[str, list[Arrow]] = {}
    for arrow in arrows:
        if arrow.sort != "name":
            after.setdefault(arrow.source, []).append(arrow)
    here, passed, main = next((a.source for a in arrows if a.number), None), set[str](), set[str]()
    while here and here not in passed and here in after:
        passed.add(here)
        best = max(after[here], key=lambda arrow: _behind(arrow.target, after))
        main.add(best.id)
        here = best.target
    return main


def _behind(id: str, after: Mapping[str, Sequence[Arrow]]) -> int:
    seen, queue = {id}, [id]
    for one in queue:
        new = [a.target for a in after.get(one, ()) if a.target not in seen]
        seen.update(new)
        queue += new
    return len(seen)


def _drawn(
    topology: Topology, texts: Mapping[str, Written], place: Laid
) -> tuple[tuple[Group, ...], tuple[Node, ...]]:
    groups, nodes = [], []
    for id, box in place.frames.items():
        name = captions.group(id.removeprefix("group/"), topology)
        shown = captions.cut(name, "title", box.width - 16, 1)[0]
        caption = Text(round(box.x + 10, 1), round(box.y + 4, 1), (Line(shown, "title"),), "start")
        groups.append(Group(id, "group", "", None, box, caption, title=name if shown != name else None))
    for id, text in texts.items():
        component = topology.components.get(id)
        parent = f"group/{component.group}" if component and component.group else None
        if id == place.hub:
            belongs = captions.group(component.group, topology) if component and component.group else None
            lane, node = contents.upright(text, place.cards[id], None, belongs)
        else:
            lane = contents.group(text, place.cards[id], parent)
            node = contents.node(text, place.cards[id], parent)
        groups.append(lane)
        nodes.append(node)
    return tuple(groups), tuple(nodes)


def _edge(arrow: Arrow, place: Laid, marks: Marking) -> Edge:
    return Edge(
        arrow.id,
        arrow.source,
        arrow.target,
        "replication" if arrow.sort == "replication" else "traffic",
        place.lines[arrow.id],
        marks.labels.get(arrow.id),
        marks.callouts.get(arrow.id),
        arrow.sort,
        marks.nets[arrow.id],
        routes=arrow.routes,
    )


def _scene(
    topology: Topology,
    told: Sequence[Step],
    wording: Wording,
    place: Laid,
    groups: tuple[Group, ...],
    nodes: tuple[Node, ...],
    edges: tuple[Edge, ...],
    marks: Marking,
    title: str | None,
) -> Scene:
    language = topology.architecture.language
    name = title or topology.architecture.heading
    heading = Text(EDGE, 16, (Line(name, "heading"),), "start")
    right = max(place.right, typeface.extent(heading).right)
    under = max(place.bottom, TITLE) + 26
    notes, callouts, bottom = legend(sentences(topology, told), under, right - EDGE)
    row = keys(_entries(topology, told, wording, edges), EDGE, bottom + 14, right)
    right = max([right, *(typeface.extent(text).right for text in notes)])
    right = max([right, *(typeface.extent(key.text).right for key in row)])
    return Scene(
        width=round(right + EDGE, 1),
        height=round(max([bottom, *(key.y + 8 for key in row)]) + 12, 1),
        title=name,
        description=description(topology, told),
        language=language,
        groups=groups,
        edges=edges,
        nodes=nodes,
        heading=heading,
        notes=notes,
        callouts=callouts,
        keys=row,
    )


def _entries(
    topology: Topology, told: Sequence[Step], wording: Wording, edges: Sequence[Edge]
) -> list[Entry]:
    """The sorts in use, each with its word."""
    language = topology.architecture.language
    used = {edge.sort for edge in edges}
    found = entries(used, SORTS, topology)
    common = _common(told, language, wording)
    if common and found:
        last, text = found[-1]
        found[-1] = (last, say("{text} (every line: port {port})", language, text=text, port=common))
    return found


SORTS: Words = (
    (("request",), "requests"),
    (("data",), "data"),
    (("egress",), "out to the internet"),
    (("event",), "events and queues"),
    *ALIKE,
    (("name",), "names"),
    (("replication",), "replication"),
)
"""What the legend calls the sorts of lines."""


def _said(topology: Topology, step: Step) -> str:
    return f"{captions.party(step.source, topology)} → {captions.party(step.target, topology)}"
