"""Boxes of a picture, found by where they are: only those at the same height are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from archgen.render.diagram.scene import Box

SHELF = 64.0
"""Pixels of height of a shelf; what is higher is on several."""
NEAR = 0.5
"""Pixels between two boxes that still touch."""


class Shelves:
    """Boxes in the order in which they were put there; those put last can be taken off again."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self.boxes: list[Box] = []
        self._on: dict[int, list[int]] = {}
        for box in boxes:
            self.put(box)

    def copy(self) -> Self:
        """The same, to which more may be put."""
        other = type(self)()
        other.boxes = [*self.boxes]
        other._on = {shelf: [*numbers] for shelf, numbers in self._on.items()}
        return other

    def put(self, box: Box) -> None:
        """One more box."""
        for shelf in _shelves(box.y, box.bottom):
            self._on.setdefault(shelf, []).append(len(self.boxes))
        self.boxes.append(box)

    def keep(self, count: int) -> None:
        """Takes off all boxes but the first ones."""
        while len(self.boxes) > count:
            box = self.boxes.pop()
            for shelf in _shelves(box.y, box.bottom):
                self._on[shelf].pop()

    def touching(self, box: Box) -> list[int]:
        """Which boxes one touches, by their numbers. Asked so often that it calls nothing for each."""
        left, top, right, bottom = box.x, box.y, box.right + NEAR, box.bottom + NEAR
        boxes, near = self.boxes, set[int]()
        for shelf in _shelves(top - NEAR, bottom):
            near.update(self._on.get(shelf, ()))
        return [
            number
            for number in near
            if (other := boxes[number]).x < right
            and other.y < bottom
            and left < other.x + other.width + NEAR
            and top < other.y + other.height + NEAR
        ]


def _shelves(top: float, bottom: float) -> range:
    return range(int(top // SHELF), int(bottom // SHELF) + 1)
