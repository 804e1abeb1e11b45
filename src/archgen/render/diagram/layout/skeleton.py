"""A placement ruled out as a plan: strips, stands, frames and wires, and what is written where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archgen.i18n.translate import word
from archgen.render.diagram.layout import columns as ruled
from archgen.render.diagram.layout.columns import CORE, ICON
from archgen.render.diagram.layout.grid import DOWN, LEFT, RIGHT, UP, Area, Frame, Node, Plan, Stand
from archgen.render.diagram.layout.placement import BORDERS, Line, Placement, Spot, placement
from archgen.render.diagram.layout.ruling import Ruling, covered, stretch
from archgen.render.diagram.layout.wiring import wires
from archgen.render.diagram.scene import Line as TextLine
from archgen.render.diagram.text import captions
from archgen.render.diagram.text.lettering import SIGN, Lettering
from archgen.topology.graph import Link, Topology
from archgen.topology.links import all_links

HEAD = 8.0
"""Pixels above an icon in its line."""
UNDER = 4.0
"""Pixels between an icon and its label."""
CHANNEL = 18.0
"""Least height of the channels between lines of icons, in pixels."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A group to be drawn: `style` says where its caption goes."""

    id: str
    kind: str
    look: str
    parent: str | None
    area: Area
    caption: tuple[TextLine, ...]
    style: str
    caption_at: Node = (0, 0)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A copy to be drawn: `aside` is the label that stands left of the axis instead of about it."""

    spot: Spot
    parent: str | None
    border: str | None
    label: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All that the picture holds, without coordinates."""

    plan: Plan
    groups: tuple[Drafted, ...]
    nodes: tuple[Labelled, ...]
    labels: Mapping[str, tuple[TextLine, ...]]


def skeleton(topology: Topology) -> Skeleton:
    """The plan of a topology's picture."""
    return _Ruler(topology, placement(topology)).skeleton()


class _Ruler:
    """A plan being ruled."""

    def __init__(self, topology: Topology, placed: Placement) -> None:
        self.topology, self.placed = topology, placed
        self.lettering = Lettering(topology, placed)
        self.columns = ruled.columns(
            topology, placed, {region: self.lettering.widths(region) for region in topology.regions}
        )
        self.rows = Ruling()
        self._rule_rows()
        self.stands: dict[str, Stand] = {}
        self.captions: list[Area] = []
        self.groups: list[Drafted] = []
        self.nodes: list[Labelled] = []

    def skeleton(self) -> Skeleton:
        """Frames first, for stands ask where they are."""
        for region in self.topology.regions:
            self._region(region)
        cloud = Drafted(
            "cloud",
            "cloud",
            "",
            None,
            self._area("cloud", "cloud end", "cloud", "cloud end"),
            (TextLine(word("AWS Cloud", self.topology.architecture.language), "title"),),
            "corner",
        )
        self._group(cloud, first=True)
        for spot in self.placed.spots.values():
            self._stand(spot)
        links = [link for link in all_links(self.topology) if self._drawable(link)]
        labels = {link.id: captions.link_label(link, self.topology) for link in links}
        plan = Plan(
            tuple(self.columns.strips),
            tuple(self.rows.strips),
            self.stands,
            tuple(self._frame(group) for group in self.groups),
            wires(links, self.topology, labels),
            tuple(self.captions),
        )
        return Skeleton(plan, tuple(self.groups), tuple(self.nodes), labels)

    # Rows

    def _rule_rows(self) -> None:
        rows, lines = self.rows, self.placed.lines
        rows.add("plain", 52, "heading")
        self._lines([line for line in lines if line.part == "client"])
        rows.mark("cloud")
        rows.add("plain", SIGN + 8, "cloud caption")
        self._lines([line for line in lines if line.part == "edge"])
        rows.mark("region")
        rows.add("plain", SIGN + 8, "region caption")
        rows.add("channel", CHANNEL)
        if self.placed.bare:
            self._lines([line for line in lines if line.part == "spare"])
        else:
            self._rule_vpc()
        rows.mark("region end")
        rows.add("channel", CHANNEL)
        rows.mark("cloud end")
        rows.add("channel", CHANNEL)

    def _rule_vpc(self) -> None:
        rows, lines = self.rows, self.placed.lines
        self._rule_border()
        for number, row in enumerate(self.topology.rows):
            self._rule_row(row, first=number == 0)
        if not self.topology.rows:
            rows.mark("zone")
            rows.add("plain", 26, "zone caption")
            rows.add("channel", 60)
        rows.mark("zone end")
        rows.add("channel", CHANNEL)
        bordering = {spot.line for spot in self.placed.spots.values() if spot.where in BORDERS}
        spare = [line for line in lines if line.part == "spare"]
        self._lines([line for line in spare if line in bordering])
        rows.mark("vpc end")
        rows.add("channel", CHANNEL)
        self._lines([line for line in spare if line not in bordering])

    def _rule_border(self) -> None:
        """The VPC's top border with the gateways on it."""
        gateways = self.placed.of("gateway")
        label = max((captions.extent(self.lettering.labels[s.copy.id])[1] for s in gateways), default=0.0)
        above = ICON / 2 + 4 if gateways else 2.0
        below = ICON / 2 + UNDER + label + 4 if gateways else SIGN + 8
        self.rows.add("plain", above, "gateway above")
        self.rows.mark("vpc")
        self.rows.add("plain", max(below, SIGN + 8), "vpc caption")
        self.rows.add("channel", CHANNEL)

    def _rule_row(self, row: str, first: bool) -> None:
        rows = self.rows
        lines = [line for line in self.placed.lines if line.row == row]
        self._lines([line for line in lines if line.part == "band"])
        if first:
            rows.mark("zone")
            rows.add("plain", 26, "zone caption")
            rows.add("channel", 8)
        rows.mark((row, "subnet"))
        rows.add("plain", max(SIGN + 10, self._subnet_caption_height(row) + 8), (row, "caption"))
        self._lines([line for line in lines if line.part == "subnet"], 12.0)
        rows.mark((row, "subnet end"))
        rows.add("channel", CHANNEL)

    def _subnet_caption_height(self, row: str) -> float:
        subnets = [s for s in self.topology.subnets.values() if s.row == row]
        texts = [self.lettering.subnet(subnet) for subnet in subnets]
        return max((captions.extent(text)[1] for text in texts), default=0.0)

    def _lines(self, lines: list[Line], after: float = CHANNEL) -> None:
        for line in lines:
            heights = [
                captions.extent(self.lettering.labels[id])[1]
                for id, spot in self.placed.spots.items()
                if spot.line == line
            ]
            heights += [
                self.lettering.group_extent(spot.copy.component)[1]
                for spot in self.placed.spots.values()
                if spot.line == line and spot.copy.component in self.topology.of_kind("auto-scaling-group")
            ]
            self.rows.add("cell", HEAD + ICON + UNDER, (line, "icon"), axis=HEAD + ICON / 2)
            self.rows.add("plain", max(heights, default=16.0) + 6, (line, "label"))
            self.rows.add("channel", after)

    # Groups

    def _area(self, left: object, right: object, top: object, bottom: object) -> Area:
        """From the strips named to those before the ones named `… end`."""
        at, down = self.columns.at, self.rows.at
        return Area(at[left], at[right] - 1, down[top], down[bottom] - 1)

    def _group(self, group: Drafted, first: bool = False) -> None:
        self.groups.insert(0, group) if first else self.groups.append(group)
        if group.style != "corner":
            return
        begin = self.columns.edges()[group.area.left]
        width = SIGN + 12 + captions.extent(group.caption)[0]
        left, right = stretch(
            c for c in covered(self.columns, begin, begin + width, CORE) if c >= group.area.left
        )
        self.captions.append(Area(left, right, group.area.top, group.area.top))

    def _region(self, region: str) -> None:
        place = self.topology.regions[region]
        vpc = f"vpc@{region}"
        self._group(
            Drafted(
                region,
                "region",
                "",
                "cloud",
                self._area((region, "region"), (region, "region end"), "region", "region end"),
                self.lettering.region(region),
                "corner",
            )
        )
        if self.placed.bare:
            return
        self._group(
            Drafted(
                vpc,
                "vpc",
                "",
                region,
                self._area((region, "vpc"), (region, "vpc end"), "vpc", "vpc end"),
                self.lettering.vpc(region),
                "corner",
            )
        )
        for zone in place.zones:
            self._zone(region, zone)
        for id in self.topology.of_kind("auto-scaling-group"):
            self._scaling(id, region)

    def _zone(self, region: str, zone: str) -> None:
        area = self._area((region, zone, "zone"), (region, zone, "zone end"), "zone", "zone end")
        title = self.lettering.zone(zone)
        self._group(Drafted(zone, "zone", "", f"vpc@{region}", area, title, "zone"))
        begin = self.columns.edges()[area.left + 1]
        width = captions.extent(title)[0] + 12
        left, right = stretch(covered(self.columns, begin, begin + width, CORE))
        self.captions.append(Area(left, right, area.top, area.top))
        for row in self.topology.rows:
            subnet = self.topology.subnets[f"{row}@{zone}"]
            inner = self._area(
                (region, zone, "subnet"), (region, zone, "subnet end"), (row, "subnet"), (row, "subnet end")
            )
            text = self.lettering.subnet(subnet)
            look = "public" if subnet.access == "public" else "private"
            self._group(Drafted(f"{subnet.id}/subnet", "subnet", look, zone, inner, text, "corner"))

    def _scaling(self, id: str, region: str) -> None:
        """The box of an Auto Scaling group, with its caption in a gap or, in one zone, in the lead."""
        spots = [self.placed.spots[copy.id] for copy in self.topology.copies_of(id, region)]
        if not spots or spots[0].line is None:
            return
        found = [self._zone_column(spot) for spot in spots]
        icon, label = self.rows[spots[0].line, "icon"], self.rows[spots[0].line, "label"]
        left, right = min(found), max(found)
        half, gap = self.lettering.group_extent(id)[0] / 2 + 4, self.lettering.gap(id, region)
        if gap is None:
            at = self._beside(spots[0])
            left, right = stretch([left, right, *self._stretched(at, half + 4)])
        else:
            at = self.columns[region, "gap", gap]
        caption = captions.group_caption(id, self.topology)
        self.groups.append(
            Drafted(
                f"{id}@{region}",
                "auto-scaling-group",
                "",
                f"vpc@{region}",
                Area(left, right, icon, label),
                caption,
                "cell",
                (at, label),
            )
        )
        first, last = stretch(self._stretched(at, half))
        self.captions.append(Area(first, last, label, label))

    def _beside(self, spot: Spot) -> int:
        """The column for the caption of a group in one zone: the place beside it, or the lead."""
        region, zone = spot.copy.region, spot.copy.zone
        beside = (region, zone, 1)
        return self.columns[beside if beside in self.columns else (region, zone, "lead")]

    def _stretched(self, column: int, half: float) -> list[int]:
        """The columns that something takes as far to both sides of the middle of a column."""
        edges = self.columns.edges()
        centre = (edges[column] + edges[column + 1]) / 2
        return covered(self.columns, centre - half, centre + half, CORE)

    def _frame(self, group: Drafted) -> Frame:
        """A frame holds what stands in its area, and what the model puts on its border."""
        area = group.area
        holds = set()
        for id, stand in self.stands.items():
            column, row = stand.at
            spot = self.placed.spots[id]
            inside = area.left <= column <= area.right and area.top <= row <= area.bottom
            owned = spot.where in ("gateway", *BORDERS) and group.id == f"vpc@{spot.copy.region}"
            member = (
                group.kind == "auto-scaling-group" and f"{spot.copy.component}@{spot.copy.region}" == group.id
            )
            if inside or owned or member:
                holds.add(id)
        return Frame(group.id, area, frozenset(holds), WEIGHTS.get(group.kind, 1.0))

    # Stands

    def _zone_column(self, spot: Spot) -> int:
        return self.columns[spot.copy.region, spot.copy.zone, spot.slot]

    def _column(self, spot: Spot) -> int:
        region = spot.copy.region
        match spot.where:
            case "zone":
                return self._zone_column(spot)
            case "left" | "right" | "inside":
                return self.columns[region, spot.where, spot.slot]
            case "external":
                return self.columns["external", spot.slot]
            case "border":
                return self.columns[region, "out"]
            case "left border":
                return self.columns[region, "left in"]
            case "band" | "gateway":
                return self._abreast(spot, self.columns[region, "centre"], region)
            case "side":
                return self._aside(spot)
        return self._abreast(spot, self.columns["middle"], None)

    def _abreast(self, spot: Spot, centre: int, region: str | None) -> int:
        """The column of one of several that stand side by side about a middle."""
        same = [s for s in self.placed.of(spot.where, region) if s.line == spot.line]
        return ruled.abreast(self.columns, centre, region, len(same))[same.index(spot)]

    def _aside(self, spot: Spot) -> int:
        """A column beside the edge services of a line, on the right first: buckets stand on the left."""
        main = sum(1 for s in self.placed.of("edge") if s.line == spot.line)
        places = ruled.outward(self.columns, self.columns["middle"], None, main % 2 == 0)
        free = places[main:]
        pairs = [side for pair in zip(free[1::2], free[::2], strict=False) for side in pair]
        return [*pairs, *free[len(pairs) :]][spot.slot]

    def _stand(self, spot: Spot) -> None:
        column = self._column(spot)
        lines = self.lettering.labels[spot.copy.id]
        width, height = captions.extent(lines)
        down = ICON / 2 + UNDER + height + 2
        half = ICON / 2 + 1
        parent, border = self._parents(spot)
        if spot.where == "gateway":
            row = self.rows["vpc"]
            stand = self._gateway(spot, column, row, width, down)
        elif spot.where in BORDERS:
            icon, label = self.rows[spot.line, "icon"], self.rows[spot.line, "label"]
            first = column - 1  # the icon stands where the second of two columns begins
            inside = first if spot.where == "border" else column
            covers = (Area(first, column, icon, icon), Area(inside, inside, label, label))
            ports = {LEFT: (first, icon), RIGHT: (column, icon)}
            stand = Stand(spot.copy.id, (column, icon), ports, covers, (half, half, half, down), "column")
        else:
            icon, label = self.rows[spot.line, "icon"], self.rows[spot.line, "label"]
            left, right = self._about(column, ICON)
            label_left, label_right = self._about(column, width + 6)
            covers = (Area(left, right, icon, icon), Area(label_left, label_right, label, label))
            ports = {LEFT: (left, icon), RIGHT: (right, icon), UP: (column, icon), DOWN: (column, label)}
            stand = Stand(spot.copy.id, (column, icon), ports, covers, (half, half, half, down))
        self.stands[spot.copy.id] = stand
        self.nodes.append(Labelled(spot, parent, border, lines))

    def _drawable(self, link: Link) -> bool:
        return link.source in self.stands and link.target in self.stands and link.source != link.target

    def _gateway(self, spot: Spot, column: int, row: int, width: float, down: float) -> Stand:
        left, right = self._about(column, max(width + 6, ICON))
        ports = {UP: (column, row - 1), DOWN: (column, row)}
        half = ICON / 2 + 1
        return Stand(
            spot.copy.id,
            (column, row),
            ports,
            (Area(left, right, row - 1, row),),
            (half, half, half, down),
            "row",
        )

    def _about(self, column: int, width: float) -> tuple[int, int]:
        """The columns that something as wide takes about the middle of a column."""
        return stretch(self._stretched(column, width / 2))

    def _parents(self, spot: Spot) -> tuple[str | None, str | None]:
        region = spot.copy.region
        match spot.where:
            case "client" | "external":
                return None, None
            case "edge" | "side":
                return "cloud", None
            case "gateway" | "border" | "left border":
                return f"vpc@{region}", f"vpc@{region}"
            case "zone":
                return f"{spot.copy.subnet}/subnet", None
            case "band":
                return f"vpc@{region}", None
        return region, None


WEIGHTS = {"zone": 0.4, "region": 2.5}
"""A line between two rows may rather pass a zone than go all around it; another region it should not."""
