"""Replication inside a lane: straight to the nearest copy, over the icons to those behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archgen.render.diagram.layout.network.cells import LaneContent, ordered
from archgen.render.diagram.layout.network.frame import Frame
from archgen.render.diagram.layout.network.wires import Wire
from archgen.render.diagram.routing.network.lines import START, Points
from archgen.render.diagram.scene import Box
from archgen.topology.graph import Topology

OVER = 12.0
"""From the icons to the line that passes over them."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A line from copy to copy; those that pass over others share strokes."""

    wire: Wire
    points: Points
    shared: bool


def replication(lane: LaneContent, topology: Topology, frame: Frame) -> Iterator[Copied]:
    """The lines between the copies of a lane."""
    order = {copy.id: index for index, copy in enumerate(ordered(topology, lane.thing))}
    for wire in lane.inner:
        a, b = frame.icons[wire.source], frame.icons[wire.target]
        if abs(order[wire.source] - order[wire.target]) == 1:
            yield Copied(wire, _beside(a, b), False)
        else:
            y = a.y - OVER + 2
            over = ((a.center[0], a.y - START), (a.center[0], y), (b.center[0], y), (b.center[0], b.y))
            yield Copied(wire, over, True)


def _beside(a: Box, b: Box) -> Points:
    y = a.center[1]
    return ((a.right + START, y), (b.x, y)) if a.x < b.x else ((a.x - START, y), (b.right, y))
