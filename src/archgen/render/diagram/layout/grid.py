"""A plan on paper ruled into strips: what stands where, and which wires run between. Nothing of AWS.

Columns and rows are strips. A strip of kind `cell` holds stands (icons) on its axis, one of kind `channel`
carries lines along it, and a `plain` one is only crossed. A node is where a column meets a row: `(column,
row)`. Frames (boxes) run along the edges of strips, so nothing that keeps inside a strip touches them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Node = tuple[int, int]
LEFT, RIGHT, UP, DOWN = range(4)
STEPS: tuple[Node, ...] = ((-1, 0), (1, 0), (0, -1), (0, 1))
"""The step to the next node, by direction."""
OPPOSITE = (RIGHT, LEFT, DOWN, UP)


@dataclass(frozen=True, slots=True)
class Strip:
    """A column or a row, at least `size` pixels wide; strips that are `like` each other have one size.

    `axis` is where its stands' middle is, from its start; the middle of the strip unless set.
    """

    kind: Literal["channel", "cell", "plain"]
    size: float
    like: str = ""
    axis: float | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """Strips from the first to the last, both included."""

    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Stand:
    """Where something stands: its middle on the axes of the column and the row `at`, or where they begin.

    A line leaves it in a direction from the node in `ports`, `reach` pixels from its middle (left, right, up,
    down); `covers` is taken.
    """

    id: str
    at: Node
    ports: Mapping[int, Node]
    covers: tuple[Area, ...]
    reach: tuple[float, float, float, float]
    hinge: Literal["", "column", "row"] = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A box around strips. Wires should not enter it unless one of their ends is in `holds`.

    `weight` says how much worse or better than for other boxes it is when one does.
    """

    id: str
    area: Area
    holds: frozenset[str]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Wire:
    """What is to be drawn from a stand to a stand, with room for a label (width, height) on it.

    Wires of one `net` have an end in common, the `hub`, and may share their way from there.
    """

    id: str
    source: str
    target: str
    net: str
    hub: Literal["source", "target"] = "source"
    label: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole: strips from left to right and from top to bottom, and what is in them."""

    columns: tuple[Strip, ...]
    rows: tuple[Strip, ...]
    stands: Mapping[str, Stand]
    frames: tuple[Frame, ...]
    wires: tuple[Wire, ...]
    captions: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """The nodes that a wire passes, from a port of its source to a port of its target."""

    wire: Wire
    path: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A wire with coordinates: its corners, and the middle of its label."""

    wire: Wire
    points: tuple[tuple[float, float], ...]
    label: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """Where strips begin: `columns[i]` to `columns[i + 1]` is column i. And the wires, drawn."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    drawn: tuple[Drawn, ...] = field(default=())


def starts(strips: tuple[Strip, ...]) -> tuple[float, ...]:
    """Where each strip would begin if none were wider than it must be; one more for where the last ends."""
    edges = [0.0]
    for strip in strips:
        edges.append(edges[-1] + strip.size)
    return tuple(edges)


def middle(
    stand: Stand, plan: Plan, columns: tuple[float, ...], rows: tuple[float, ...]
) -> tuple[float, float]:
    """Where a stand's middle is, on strips that begin at `columns` and `rows`."""
    column, row = stand.at
    across = (
        0.0 if stand.hinge == "column" else axis(plan.columns[column], columns[column + 1] - columns[column])
    )
    down = 0.0 if stand.hinge == "row" else axis(plan.rows[row], rows[row + 1] - rows[row])
    return columns[column] + across, rows[row] + down


def axis(strip: Strip, size: float) -> float:
    """Where the middle of what stands in a strip is, from the strip's start."""
    return size / 2 if strip.axis is None else strip.axis
