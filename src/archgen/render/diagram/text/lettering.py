"""What is written on the network picture, and the room that it asks for."""

from __future__ import annotations

from collections import Counter, defaultdict

from archgen.render.diagram.layout.columns import CELL, Widths
from archgen.render.diagram.layout.placement import BORDERS, Placement, Spot
from archgen.render.diagram.scene import Line
from archgen.render.diagram.text import captions
from archgen.topology.graph import Subnet, Topology

SIGN = 28.0
"""Pixels of the sign in a frame's corner."""
GROUP_SIGN = 22.0
"""Pixels of the sign beside the caption of an Auto Scaling group."""
WIDE = 116.0
"""Pixels for a label that has no neighbour."""
BORDER = 84.0
"""Pixels for the label of what stands on the VPC's left or right border."""

Lines = tuple[Line, ...]


class Lettering:
    """The labels of all copies, the captions of all groups."""

    def __init__(self, topology: Topology, placed: Placement) -> None:
        self.topology, self.placed = topology, placed
        crowds = Counter(spot.line for spot in placed.spots.values())
        self.labels: dict[str, Lines] = {
            id: captions.label(spot.copy, topology, _label_width(spot, crowds[spot.line]))
            for id, spot in placed.spots.items()
        }
        self._copies = Counter(copy.subnet for copy in topology.copies.values())

    def subnet(self, subnet: Subnet) -> Lines:
        """The caption of a subnet."""
        return captions.subnet_caption(subnet, self._copies[subnet.id], self.topology)

    def region(self, region: str) -> Lines:
        """The caption of a region."""
        return (Line(region, "title"),)

    def vpc(self, region: str) -> Lines:
        """The caption of a region's VPC."""
        return (Line("VPC", "title"), Line(self._blocks(region), "small"))

    def _blocks(self, region: str) -> str:
        return ", ".join(str(block) for vpc in self.topology.vpcs_of(region) for block in vpc.blocks)

    def zone(self, zone: str) -> Lines:
        """The caption of a zone."""
        return (Line(zone, "title"),)

    def group_extent(self, id: str) -> tuple[float, float]:
        """How wide and how high the caption of an Auto Scaling group is, its sign included."""
        width, height = captions.extent(captions.group_caption(id, self.topology))
        return width + GROUP_SIGN + 6, max(height, GROUP_SIGN)

    def gap(self, id: str, region: str) -> int | None:
        """The gap for the caption of a group, near the middle; none where it has one copy or none."""
        zones = list(self.topology.regions[region].zones)
        numbers = [zones.index(copy.zone or "") for copy in self.topology.copies_of(id, region)]
        gaps = range(min(numbers, default=0), max(numbers, default=0))
        return min(gaps, key=lambda gap: (abs(gap - len(zones) / 2 + 1), gap), default=None)

    def widths(self, region: str) -> Widths:
        """What the captions and labels of a region ask of its columns."""
        subnets = [self.subnet(s) for s in self.topology.subnets.values() if s.region == region]
        zones = [self.zone(zone) for zone in self.topology.regions[region].zones]
        alone, groups = 0.0, defaultdict[int, float](float)
        for id in self.topology.of_kind("auto-scaling-group"):
            width, gap = self.group_extent(id)[0], self.gap(id, region)
            if gap is None:
                alone = max(alone, width + 16)
            else:
                groups[gap] = max(groups[gap], width)
        return Widths(
            _cornered(self.region(region)),
            _cornered(self.vpc(region)),
            max([*map(_cornered, subnets), *(captions.extent(zone)[0] + 16 for zone in zones)]),
            alone,
            groups,
            self._places(region),
        )

    def _places(self, region: str) -> dict[tuple[str, int], float]:
        """How wide each place must be for the labels of those that take it."""
        places: dict[tuple[str, int], float] = defaultdict(float)
        for spot in self.placed.spots.values():
            if spot.copy.region == region:
                boxed = self.topology.components[spot.copy.component].kind == "auto-scaling-group"
                width = captions.extent(self.labels[spot.copy.id])[0] + (24 if boxed else 8)
                places[spot.where, spot.slot] = max(places[spot.where, spot.slot], width)
        return places


def _label_width(spot: Spot, crowd: int) -> float:
    """Pixels that a label may be wide: what stands above the regions by itself has room."""
    if spot.where in BORDERS:
        return BORDER
    return WIDE if spot.where in ("client", "edge") and crowd == 1 else CELL - 8


def _cornered(caption: Lines) -> float:
    """How wide a caption in a frame's corner is, its sign included."""
    return SIGN + 14 + captions.extent(caption)[0]
