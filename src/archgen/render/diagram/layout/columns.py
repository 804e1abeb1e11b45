"""The columns of the network picture: regions side by side, in each the VPC with its zones and gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import Literal

from archgen.render.diagram.layout.grid import Strip
from archgen.render.diagram.layout.placement import Placement
from archgen.render.diagram.layout.ruling import Ruling
from archgen.topology.graph import Topology

CELL = 104.0
"""Pixels for an icon and the widest label."""
ABREAST = 100.0
"""Least pixels between the middles of what stands side by side above the zones."""
ICON = 56.0
CORE = 27.0
"""How far from the axis of a cell lines may run, in pixels."""
SLIM = 76.0
"""Pixels for an icon and a label no wider than it."""
NARROW = 24.0
"""Pixels of a middle column that holds an icon only where its line is free beside it."""
OUTER, PAD, GUTTER, GAP, BETWEEN = 20.0, 14.0, 14.0, 20.0, 12.0
"""Least widths of channels: around frames, inside subnets, around subnets, in gaps, between icons."""


@dataclass(frozen=True, slots=True)
class Widths:
    """What is written in a region asks so many pixels of its columns.

    `region`, `vpc` and `subnet` are for their captions, `alone` for that of an Auto Scaling group in a single
    zone, `groups` for those in each gap, `cells` for the labels of the places, by part and number.
    """

    region: float
    vpc: float
    subnet: float
    alone: float
    groups: Mapping[int, float]
    cells: Mapping[tuple[str, int], float]

    def cell(self, where: str, slot: int) -> float:
        """How wide a place is."""
        return min(max(self.cells.get((where, slot), 0.0), SLIM), CELL)

    def before(self, where: str, slot: int) -> float:
        """Room before a place at the region's left, that its caption leaves clear from above."""
        return max(self.region - self.cell(where, slot) / 2 + CORE, OUTER)


def columns(topology: Topology, placed: Placement, widths: Mapping[str, Widths]) -> Ruling:
    """All columns, from left to right.

    Names: `cloud` and `cloud end`, for a region R `(R, "region")`, `(R, "vpc")` and their ends, for a zone Z
    of it `(R, Z, "zone")`, `(R, Z, "subnet")` and their ends, `(R, Z, slot)` for a place in it and
    `(R, Z, "lead")`; `(R, "gap", i)` for the middle of a gap; `(R, "left", i)`, `(R, "right", i)`,
    `(R, "out")` just outside the VPC's right border, `(R, "left in")` just inside its left one;
    `("external", i)`; `middle` for the middle of all.
    """
    for wings in range(9):
        ruling = _columns(topology, placed, widths, wings)
        if _roomy(ruling, placed):
            break
    return ruling


def outward(ruling: Ruling, centre: int, region: str | None, even: bool) -> list[int]:
    """Columns for icons from the middle outwards, left and right in turn, far enough from each other.

    An even number of them leaves the middle free. Of the whole cloud, or of one region's VPC.
    """
    left, right = (_walk(ruling, centre, step, region, even) for step in (-1, 1))
    pairs = [column for pair in zip(left, right, strict=False) for column in pair]
    rest = left[len(right) :] or right[len(left) :]
    return [*([] if even else [centre]), *pairs, *rest]


def abreast(ruling: Ruling, centre: int, region: str | None, count: int) -> list[int]:
    """The columns for so many side by side, from left to right."""
    return sorted(outward(ruling, centre, region, count % 2 == 0)[:count])


def _walk(ruling: Ruling, centre: int, step: int, region: str | None, even: bool) -> list[int]:
    edges = ruling.edges()
    begin, end = ("cloud", "cloud end") if region is None else ((region, "vpc"), (region, "vpc end"))
    found: list[int] = []
    last, apart = (edges[centre] + edges[centre + 1]) / 2, ABREAST / (2 if even else 1)
    at = centre + step
    while ruling[begin] <= at < ruling[end]:
        middle = (edges[at] + edges[at + 1]) / 2
        if ruling.strips[at].kind == "cell" and abs(middle - last) >= apart:
            found.append(at)
            last, apart = middle, ABREAST
        at += step
    return found


def _roomy(ruling: Ruling, placed: Placement) -> bool:
    """Whether there are columns for all that stands side by side above the regions."""
    for line in placed.lines:
        spots = [spot for spot in placed.spots.values() if spot.line == line]
        main = sum(1 for spot in spots if spot.where in ("client", "edge"))
        sides = sum(1 for spot in spots if spot.where == "side")
        if len(outward(ruling, ruling["middle"], None, main % 2 == 0)) < main + sides:
            return False
    return True


def _columns(topology: Topology, placed: Placement, widths: Mapping[str, Widths], wings: int) -> Ruling:
    """All columns, with so many free ones beside the regions for what stands above them."""
    ruling = Ruling()
    ruling.add("channel", OUTER)
    ruling.mark("cloud")
    ruling.add("channel", OUTER)
    for _ in range(wings):
        ruling.add("cell", CELL)
        ruling.add("channel", OUTER)
    regions = list(topology.regions)
    for index, region in enumerate(regions):
        _region(ruling, topology, placed, region, widths[region])
        ruling.mark((region, "after"))
        ruling.add("channel", OUTER)
        if len(regions) % 2 == 0 and index == len(regions) // 2 - 1:
            ruling.add("cell", CELL, "middle")
            ruling.add("channel", OUTER)
    for _ in range(wings):
        ruling.add("cell", CELL)
        ruling.add("channel", OUTER)
    ruling.mark("cloud end")
    ruling.add("channel", OUTER)
    for slot in range(placed.count("external")):
        ruling.add("cell", CELL, ("external", slot))
        ruling.add("channel", OUTER)
    if len(regions) % 2:
        ruling.at["middle"] = ruling[regions[len(regions) // 2], "centre"]
    return ruling


def _region(ruling: Ruling, topology: Topology, placed: Placement, region: str, widths: Widths) -> None:
    ruling.mark((region, "region"))
    if placed.bare:
        _bare_region(ruling, placed, region, widths)
        return
    wing = placed.count("left", region)
    ruling.add("channel", widths.before("left", wing - 1) if wing else OUTER)
    for slot in reversed(range(wing)):
        ruling.add("cell", widths.cell("left", slot), (region, "left", slot))
        ruling.add("channel", OUTER)
    if placed.of("left border", region):
        ruling.add("channel", ICON / 2 + 6, (region, "left out"))
    ruling.mark((region, "vpc"))
    if placed.of("left border", region):
        ruling.add("channel", widths.cells["left border", 0] + 8, (region, "left in"))
    ruling.add("channel", OUTER, (region, "vpc inner"))
    zones = topology.regions[region].zones
    for index, zone in enumerate(zones):
        flipped = placed.mirrored and index == 1
        _zone(ruling, placed, region, zone, widths, flipped)
        if index < len(zones) - 1:
            _gap(ruling, placed, region, index, len(zones), widths)
    ruling.add("channel", OUTER)
    if placed.of("border", region):
        ruling.add("channel", widths.cells["border", 0] + 8, (region, "in"))
    ruling.mark((region, "vpc end"))
    if placed.of("border", region):
        ruling.add("channel", ICON / 2 + 6, (region, "out"))
    ruling.add("channel", OUTER)
    for slot in range(placed.count("right", region)):
        ruling.add("cell", widths.cell("right", slot), (region, "right", slot))
        ruling.add("channel", OUTER)
    ruling.mark((region, "region end"))
    _centre(ruling, topology, placed, region)
    _clear_gateways(ruling, placed, region, widths)


def _bare_region(ruling: Ruling, placed: Placement, region: str, widths: Widths) -> None:
    """Places for regional services, and nothing else; the first is clear of the region's caption."""
    count = max(placed.count("inside", region), 1)
    ruling.add("channel", widths.before("inside", 0))
    for slot in range(count):
        if count % 2 == 0 and slot == count // 2:
            ruling.add("cell", NARROW, (region, "centre"))
            ruling.add("channel", OUTER)
        ruling.add("cell", CELL, (region, "inside", slot))
        ruling.add("channel", OUTER)
    ruling.strips[-1] = Strip("channel", widths.before("inside", 0))
    if count % 2:
        ruling.at[region, "centre"] = ruling[region, "inside", count // 2]
    ruling.mark((region, "region end"))


def slots(count: int, mirrored: bool) -> list[int]:
    """The places of a zone from left to right: the first is by the gap, or in the middle."""
    if mirrored:
        return list(reversed(range(count)))
    return [*reversed(range(1, count, 2)), 0, *range(2, count, 2)]


def _zone(ruling: Ruling, placed: Placement, region: str, zone: str, widths: Widths, flipped: bool) -> None:
    """Gutter, subnet with its lead and cells, gutter; the second of two zones is a mirror of the first."""
    cells = placed.cells[region]
    order = slots(cells, placed.mirrored)
    sizes = [_place(placed, region, slot, widths) for slot in order]
    parts: list[tuple[Literal["channel", "cell"], float, object, str]] = [
        ("channel", GUTTER, (region, zone, "zone"), "outer gutter"),
        ("channel", _lead(order, sizes, placed.mirrored, widths), (region, zone, "lead"), "lead"),
    ]
    for slot, size in zip(order, sizes, strict=True):
        parts.append(("cell", size, (region, zone, slot), f"cell {slot}"))
        parts.append(("channel", BETWEEN, None, f"after {slot}"))
    parts[-1] = ("channel", PAD, (region, zone, "tail"), "tail")
    parts.append(("channel", GUTTER, (region, zone, "inner"), "inner gutter"))
    if flipped:
        parts.reverse()
    begin = len(ruling.strips)
    for kind, size, name, alike in parts:
        ruling.add(kind, size, name, like=f"{region} {alike}")
    ruling.at[region, zone, "zone"] = begin
    ruling.at[region, zone, "subnet"] = begin + 1
    ruling.at[region, zone, "subnet end"] = len(ruling.strips) - 1
    ruling.mark((region, zone, "zone end"))


def _place(placed: Placement, region: str, slot: int, widths: Widths) -> float:
    """How wide a place in the zones is; where load balancers stand side by side in one zone, all are wide."""
    if placed.single and placed.gap_cells[region] > 1:
        return CELL
    return max(widths.cell("zone", slot), widths.alone if slot == 1 else 0.0)


def _lead(order: list[int], sizes: list[float], mirrored: bool, widths: Widths) -> float:
    """Room before the first place: captions must fit a subnet, and leave the middle one clear from above."""
    if mirrored:
        need = widths.subnet - fsum(sizes) - BETWEEN * (len(sizes) - 1)
    else:
        before = order.index(0)
        need = widths.subnet - fsum(sizes[:before]) - BETWEEN * before - sizes[before] / 2 + CORE
    return max(PAD, need, widths.alone if len(order) == 1 else 0.0)


def _gap(ruling: Ruling, placed: Placement, region: str, index: int, zones: int, widths: Widths) -> None:
    """Channel, place, channel; in the middle gap as many places as load balancers stand side by side."""
    middle = index == zones // 2 - 1 and zones % 2 == 0
    count = placed.gap_cells[region] if middle else 1
    group = widths.groups.get(index, 0.0)
    size = CELL if middle or placed.gap_cells[region] > 1 else max(group, NARROW)
    first = len(ruling.strips)
    ruling.add("channel", GAP, like=f"{region} gap")
    for place in range(count):
        if count % 2 == 0 and place == count // 2:
            ruling.add("cell", NARROW, (region, "gap", index))
            ruling.add("channel", BETWEEN)
        name = (region, "gap", index) if count % 2 and place == count // 2 else None
        ruling.add("cell", max(size, group if count == 1 else size), name)
        ruling.add("channel", BETWEEN)
    ruling.strips[-1] = ruling.strips[first]
    ruling.at[region, "gap", index, "begin"] = first
    ruling.mark((region, "gap", index, "end"))


def _centre(ruling: Ruling, topology: Topology, placed: Placement, region: str) -> None:
    zones = topology.regions[region].zones
    middle = len(zones) // 2
    name: tuple[object, ...] = (region, zones[middle], 0) if len(zones) % 2 else (region, "gap", middle - 1)
    ruling.at[region, "centre"] = ruling[name]


def _clear_gateways(ruling: Ruling, placed: Placement, region: str, widths: Widths) -> None:
    """Room for the VPC's caption beside the gateways on its top border."""
    count = placed.count("gateway", region)
    if not count:
        return
    edges, vpc = ruling.edges(), ruling[region, "vpc"]
    first = abreast(ruling, ruling[region, "centre"], region, count)[0]
    label = max(widths.cells["gateway", slot] for slot in range(count))
    short = widths.vpc + label / 2 - (edges[first] + edges[first + 1]) / 2 + edges[vpc]
    ruling.strips[ruling[region, "vpc inner"]] = Strip("channel", max(OUTER, OUTER + short))
