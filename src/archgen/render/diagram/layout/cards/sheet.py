"""What is to be laid out: cards of known sizes, frames that hold them, and wires between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Card:
    """A box. `frame` is the innermost frame that holds it; `start` is where requests begin."""

    id: str
    width: float
    height: float
    frame: str | None
    start: bool
    margin: float = 0.0
    """Pixels left and right of it for frames that are none of the sheet's."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A box around cards and other frames: the room for its caption, padding at its sides and its foot."""

    id: str
    parent: str | None
    caption: float
    padding: float
    gap: float
    """Pixels to the next frame below it."""
    ordered: bool = False
    """Whether it keeps its place among its sisters."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from card to card. Wires of one net share a trunk at the source (`fan`) or the target (`join`).

    `stem` and `arrival` are how wide and how high what is written on it is, behind its source and before its
    target.
    """

    id: str
    source: str
    target: str
    net: str
    trunk: Literal["fan", "join", "alone"]
    stem: tuple[float, float] = (0.0, 0.0)
    arrival: tuple[float, float] = (0.0, 0.0)
    main: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it, in the order in which it is to be read."""

    cards: Mapping[str, Card]
    frames: Mapping[str, Frame]
    wires: tuple[Wire, ...]
    hubs: Collection[str] = ()
    """The cards that may become an upright lane: buses, topics and queues."""
    columns: Mapping[str, int] = field(default_factory=dict)
    """The columns of cards, where they are given and not to be found."""
    apart: float = 14.0
    """Pixels between cards that are in no frame, one below the other."""
    within: float = 8.0
    """Pixels between cards of a frame, one below the other."""

    def path(self, frame: str | None) -> tuple[str, ...]:
        """A frame with all that hold it, the outermost first."""
        found: list[str] = []
        while frame is not None:
            found.insert(0, frame)
            frame = self.frames[frame].parent
        return tuple(found)
