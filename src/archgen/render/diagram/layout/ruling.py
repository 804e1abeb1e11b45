"""Strips ruled one after another, with names to find them by again."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Literal

from archgen.render.diagram.layout.grid import Strip, starts


class Ruling:
    """Columns, or rows, being ruled from the first to the last."""

    def __init__(self) -> None:
        self.strips: list[Strip] = []
        self.at: dict[Hashable, int] = {}
        self._edges: tuple[tuple[Strip, ...], tuple[float, ...]] = ((), (0.0,))

    def add(
        self,
        kind: Literal["channel", "cell", "plain"],
        size: float,
        name: Hashable = None,
        *,
        like: str = "",
        axis: float | None = None,
    ) -> int:
        """One more strip; returns its number."""
        self.strips.append(Strip(kind, size, like, axis))
        if name is not None:
            self.at[name] = len(self.strips) - 1
        return len(self.strips) - 1

    def mark(self, name: Hashable) -> None:
        """Name the strip that comes next."""
        self.at[name] = len(self.strips)

    def __getitem__(self, name: Hashable) -> int:
        return self.at[name]

    def __contains__(self, name: Hashable) -> bool:
        return name in self.at

    def edges(self) -> tuple[float, ...]:
        """Where the strips begin at their least sizes, and where the last ends."""
        strips = tuple(self.strips)
        if strips != self._edges[0]:
            self._edges = (strips, starts(strips))
        return self._edges[1]


def covered(ruling: Ruling, low: float, high: float, core: float) -> list[int]:
    """The strips that a stretch of pixels takes; of a cell only the `core` about its axis counts."""
    edges = ruling.edges()
    found = []
    for index, strip in enumerate(ruling.strips):
        begin, end = edges[index], edges[index + 1]
        if strip.kind == "cell":
            middle = (begin + end) / 2
            begin, end = max(begin, middle - core), min(end, middle + core)
        if begin < high and low < end:
            found.append(index)
    return found


def stretch(indexes: Iterable[int]) -> tuple[int, int]:
    """The first and the last of neighbouring strips."""
    numbers = list(indexes)
    return min(numbers), max(numbers)
