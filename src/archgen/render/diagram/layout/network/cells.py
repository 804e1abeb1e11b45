"""A lane before it has a place: what its cell says, how its copies share the zones, how high it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archgen.i18n.translate import say, word
from archgen.model.kinds import INTERNET, Copy
from archgen.model.kinds.category import Category
from archgen.render.diagram import themes
from archgen.render.diagram.layout.network.things import Thing
from archgen.render.diagram.layout.network.wires import Wire
from archgen.render.diagram.scene import Line
from archgen.render.diagram.text import captions, typeface
from archgen.topology.graph import Topology

NAME, NARROW = 190.0, 136.0
"""Pixels at which a name, and what is reached over the default route, are wrapped; in a tight picture."""
ROLE = 16.0
"""Pixels of a role under an icon."""
OVER = 12.0
"""Pixels for the line that passes over a copy to one behind it."""
BESIDE = 14.0
"""Pixels between the name and the green text on its line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is written in a lane's name cell: `lines`, then `green`, which may be on the name's own line."""

    lines: tuple[Line, ...]
    green: tuple[Line, ...]
    aside: bool
    title: str

    @property
    def width(self) -> float:
        """Of the widest line, in pixels."""
        return captions.extent((*self.lines, *(() if self.aside else self.green)))[0]

    @property
    def height(self) -> float:
        """Of all lines, in pixels."""
        return captions.extent((*self.lines, *(() if self.aside else self.green)))[1]


@dataclass(frozen=True, slots=True)
class LaneContent:
    """A lane: its cell, its copies zone by zone, their roles, the lines between them."""

    thing: Thing
    look: str
    cell: Cell
    copies: Mapping[str, tuple[Copy, ...]]
    roles: Mapping[str, str]
    inner: tuple[Wire, ...]
    over: bool

    @property
    def has_sign(self) -> bool:
        """Whether the sign of an Auto Scaling group is in its cell."""
        return self.look == "scaling"

    def height(self, icon: float, air: float) -> float:
        """Pixels that icons, roles, lines over them and the cell's text need."""
        icons = icon + air + (ROLE if self.roles else 0) + (OVER if self.over else 0)
        return max(icons, self.cell.height + air)


def lane(
    topology: Topology, thing: Thing, goes: Sequence[str], inner: Sequence[Wire], *, tight: bool = False
) -> LaneContent:
    """The lane of a component in a region."""
    copies: dict[str, list[Copy]] = {}
    for copy in thing.copies:
        copies.setdefault(copy.zone or "", []).append(copy)
    zones = {zone: tuple(found) for zone, found in copies.items()}
    component = topology.components[thing.component]
    scaling = component.category is Category.AUTO_SCALING
    return LaneContent(
        thing,
        "scaling" if scaling else themes.family(component.icon),
        cell(topology, thing.component, goes, tight=tight),
        zones,
        _roles(topology, thing),
        tuple(inner),
        _passes(topology, thing, inner),
    )


def cell(topology: Topology, component: str, goes: Sequence[str] = (), *, tight: bool = False) -> Cell:
    """What a lane's name cell says; where it is tight, services go without their maker's name."""
    name, wide = captions.named(component, topology), NARROW if tight else NAME
    title = captions.cut(name, "title", wide, 3)
    small = tuple(Line(text, "small") for text in _particulars(topology, component, name, wide))
    lines = (*(Line(text, "title") for text in title), *small)
    green, words = _green(topology, goes, max(captions.extent(small)[0], wide), 4 if tight else 2)
    alone = captions.extent(small)[0]
    taken = typeface.width(title[0], "title") + BESIDE
    aside = len(green) == 1 and len(title) == 1 and taken + captions.extent(green)[0] <= alone
    return Cell(
        lines, green, aside, "\n".join([name, *(line.text for line in small), *([words] if words else [])])
    )


def _particulars(topology: Topology, component: str, name: str, wide: float) -> list[str]:
    """The service, with its engine or that it scales, and how many there are; on one line if that fits."""
    made, language = topology.components[component], topology.architecture.language
    service = word(made.service_name, language)
    if wide < NAME:
        service = captions.short(service)
    parts = [] if service.lower() in name.lower() or made.category is Category.CUSTOM else [service]
    if made.category is Category.AUTO_SCALING:
        parts.append(word("Auto Scaling", language))
    if engine := made.engine_name:
        parts.append(str(engine).removeprefix("aurora-"))
    if made.category is Category.ENDPOINT:
        parts.append(captions.leads_to(made, topology))
    first, count = " · ".join(parts), captions.count_of(made, language)
    whole = " · ".join(part for part in (first, count) if part)
    together = made.category is not Category.AUTO_SCALING and typeface.width(whole, "small") <= wide
    lines = [whole] if together else [first, count]
    return [text for line in lines if line for text in captions.cut(line, "small", wide, 2)]


def _green(topology: Topology, goes: Sequence[str], width: float, most: int) -> tuple[tuple[Line, ...], str]:
    """What is reached over the default route, in so many lines at most, and the whole of it."""
    if not goes:
        return (), ""
    language = topology.architecture.language
    names = [word("internet", language) if id == INTERNET else captions.named(id, topology) for id in goes]
    whole = f"→ {', '.join(names)}"
    externals = [
        id for id in goes if id != INTERNET and topology.components[id].category is Category.EXTERNAL
    ]
    shown = whole
    if len(externals) > 3 and len(externals) == len(topology.of(Category.EXTERNAL)):
        others = [name for id, name in zip(goes, names, strict=True) if id not in externals]
        count = say("{count} external services", language, count=len(externals))
        shown = f"→ {', '.join([count, *others])}"
    return tuple(Line(text, "egress") for text in captions.cut(shown, "egress", width, most)), whole


def _roles(topology: Topology, thing: Thing) -> dict[str, str]:
    """The roles of the copies, where they differ."""
    found = {copy.id: captions.role_of(copy, topology) for copy in thing.copies}
    return {id: role for id, role in found.items() if role}


def _passes(topology: Topology, thing: Thing, inner: Sequence[Wire]) -> bool:
    """Whether a line from copy to copy has another copy in its way."""
    order = {copy.id: index for index, copy in enumerate(ordered(topology, thing))}
    return any(abs(order[wire.source] - order[wire.target]) > 1 for wire in inner)


def ordered(topology: Topology, thing: Thing) -> list[Copy]:
    """The copies as they are drawn, from left to right."""
    zones = topology.regions[thing.region or ""].zones
    return [copy for zone in zones for copy in thing.copies if copy.zone == zone]


def widest(lanes: Sequence[LaneContent]) -> float:
    """The width of the name cells, in pixels."""
    return max((lane.cell.width + (30 if lane.has_sign else 0) for lane in lanes), default=60.0)
