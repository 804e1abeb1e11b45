"""The columns of the network picture: regions side by side, in each the VPC with its zones and gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archgen.diagram.grid import Strip
from archgen.diagram.placement import Placement
from archgen.diagram.ruling import Ruling
from archgen.topology import Topology

CELL = 124.0
"""Pixels for an icon and its label."""
ICON = 56.0
CENTRE = -1
"""The place in the middle of a zone that has an even number of others."""
NARROW = 24.0
"""Pixels of a middle column that holds an icon only where its line is free beside it."""
OUTER, PAD, GUTTER, GAP, BETWEEN = 20.0, 14.0, 14.0, 20.0, 12.0
"""Least widths of channels: around frames, inside subnets, around subnets, in gaps, between icons."""
BORDER_IN = 104.0 + 8.0
"""Pixels inside the VPC's border for the label of what stands on it."""


@dataclass(frozen=True, slots=True)
class Widths:
    """What the captions of a region ask of its columns, in pixels."""

    lead: float
    group: float
    left: float


def columns(topology: Topology, placed: Placement, widths: Mapping[str, Widths]) -> Ruling:
    """All columns, from left to right.

    Names: `cloud` and `cloud end`, for a region R `(R, "region")`, `(R, "vpc")` and their ends, for a zone Z
    of it `(R, Z, "zone")`, `(R, Z, "subnet")` and their ends, `(R, Z, slot)` for a place in it and
    `(R, Z, "lead")`; `(R, "gap", i)` for the middle of a gap; `(R, "left", i)`, `(R, "right", i)`,
    `(R, "out")` just outside the VPC's right border; `("external", i)`; `middle` for the middle of all.
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
    last, apart = (edges[centre] + edges[centre + 1]) / 2, (CELL + 4) / (2 if even else 1)
    at = centre + step
    while ruling[begin] <= at < ruling[end]:
        middle = (edges[at] + edges[at + 1]) / 2
        if ruling.strips[at].kind == "cell" and abs(middle - last) >= apart:
            found.append(at)
            last, apart = middle, CELL + 4
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
    ruling.add("channel", widths.left if placed.of("left", region) else OUTER)
    for slot in reversed(range(placed.count("left", region))):
        ruling.add("cell", CELL, (region, "left", slot))
        ruling.add("channel", OUTER)
    ruling.mark((region, "vpc"))
    ruling.add("channel", OUTER)
    zones = topology.regions[region].zones
    for index, zone in enumerate(zones):
        flipped = placed.mirrored and index == 1
        _zone(ruling, placed, region, zone, widths, flipped, both=len(zones) % 2 == 1)
        if index < len(zones) - 1:
            middle = index == len(zones) // 2 - 1 and len(zones) % 2 == 0
            _gap(ruling, placed, region, index, widths, middle)
    ruling.add("channel", OUTER)
    if placed.of("border", region):
        ruling.add("channel", BORDER_IN, (region, "in"))
    ruling.mark((region, "vpc end"))
    if placed.of("border", region):
        ruling.add("channel", ICON / 2 + 6, (region, "out"))
    ruling.add("channel", OUTER)
    for slot in range(placed.count("right", region)):
        ruling.add("cell", CELL, (region, "right", slot))
        ruling.add("channel", OUTER)
    ruling.mark((region, "region end"))
    _centre(ruling, topology, placed, region)


def _bare_region(ruling: Ruling, placed: Placement, region: str, widths: Widths) -> None:
    """Places for regional services, and nothing else; the first is clear of the region's caption."""
    count = max(placed.count("inside", region), 1)
    ruling.add("channel", widths.left)
    for slot in range(count):
        if count % 2 == 0 and slot == count // 2:
            ruling.add("cell", NARROW, (region, "centre"))
            ruling.add("channel", OUTER)
        ruling.add("cell", CELL, (region, "inside", slot))
        ruling.add("channel", OUTER)
    ruling.strips[-1] = Strip("channel", widths.left)
    if count % 2:
        ruling.at[region, "centre"] = ruling[region, "inside", count // 2]
    ruling.mark((region, "region end"))


def _zone(
    ruling: Ruling, placed: Placement, region: str, zone: str, widths: Widths, flipped: bool, both: bool
) -> None:
    """Gutter, subnet with its lead and cells, gutter; the second of two zones is a mirror of the first."""
    cells = placed.cells[region]

    def like(name: str) -> str:
        return f"{region} {name}"

    parts: list[tuple[str, float, object, str]] = [
        ("channel", GUTTER, (region, zone, "zone"), "outer gutter"),
        ("channel", widths.lead, (region, zone, "lead"), "lead"),
    ]
    slots: list[object] = list(range(cells))
    if placed.mirrored:
        slots.reverse()
    elif cells % 2 == 0:
        slots.insert(cells // 2, CENTRE)
    for slot in slots:
        size = NARROW if slot == CENTRE else CELL
        parts.append(("cell", size, (region, zone, slot), "centre" if slot == CENTRE else "cell"))
        parts.append(("channel", BETWEEN, None, f"after {slot}"))
    last_size = widths.lead if both else PAD
    parts[-1] = ("channel", last_size, (region, zone, "tail"), "lead" if both else "tail")
    parts.append(("channel", GUTTER, (region, zone, "inner"), "inner gutter"))
    if flipped:
        parts.reverse()
    begin = len(ruling.strips)
    for kind, size, name, alike in parts:
        assert kind in ("channel", "cell")
        ruling.add("cell" if kind == "cell" else "channel", size, name, like=like(alike))
    ruling.at[region, zone, "zone"] = begin
    ruling.at[region, zone, "subnet"] = begin + 1
    ruling.at[region, zone, "subnet end"] = len(ruling.strips) - 1
    ruling.mark((region, zone, "zone end"))
    if not placed.mirrored and cells % 2:
        ruling.at[region, zone, CENTRE] = ruling[region, zone, cells // 2]


def _gap(ruling: Ruling, placed: Placement, region: str, index: int, widths: Widths, middle: bool) -> None:
    """Channel, place, channel; in the middle gap as many places as load balancers stand side by side."""
    count = placed.gap_cells[region] if middle else 1
    size = CELL if middle or placed.gap_cells[region] > 1 else max(widths.group, NARROW)
    first = len(ruling.strips)
    ruling.add("channel", GAP, like=f"{region} gap")
    for place in range(count):
        if count % 2 == 0 and place == count // 2:
            ruling.add("cell", NARROW, (region, "gap", index))
            ruling.add("channel", BETWEEN)
        name = (region, "gap", index) if count % 2 and place == count // 2 else None
        ruling.add("cell", max(size, widths.group if count == 1 else size), name)
        ruling.add("channel", BETWEEN)
    ruling.strips[-1] = ruling.strips[first]
    ruling.at[region, "gap", index, "begin"] = first
    ruling.mark((region, "gap", index, "end"))


def _centre(ruling: Ruling, topology: Topology, placed: Placement, region: str) -> None:
    zones = topology.regions[region].zones
    if len(zones) % 2:
        name: tuple[object, ...] = (region, zones[len(zones) // 2], CENTRE if not placed.mirrored else 0)
    else:
        name = (region, "gap", len(zones) // 2 - 1)
    ruling.at[region, "centre"] = ruling[name]
