"""What is written on lines: ports, and what a connection is called, at a place where nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, product
from math import fsum

from archgen.render.diagram.routing.network.shelves import Shelves
from archgen.render.diagram.scene import Box, Line, Text
from archgen.render.diagram.text import captions, typeface

WIDE, LINES = 96.0, 3
"""Pixels at which a text is wrapped, and its lines at the most."""
NARROW, BROAD = 50.0, 260.0
"""The same where there is no room for it so."""
HEAD = 9.0
"""Pixels of an arrow's head."""
ASIDE = 3.5
"""Pixels between a line and a text beside it."""
AIR = 2.5
"""Least pixels between a text and the border of a frame over it or under it."""
STEP, NEAR = 3.0, 19.0
"""From one place that is tried to the next, and from a source to a text near it."""

Point = tuple[float, float]
Points = tuple[Point, ...]


@lru_cache(maxsize=4096)
def lines(text: str, wide: float = WIDE) -> tuple[Line, ...]:
    """The text of a line; what a connection is called is shortened rather than its ports."""
    if not text:
        return ()
    name, dot, ports = text.rpartition(" · ")
    wrapped = typeface.wrap(text, "small", wide)
    if len(wrapped) > LINES and dot:
        wrapped = (*captions.cut(name, "small", wide, LINES - 1), *captions.cut(ports, "small", wide, 4))
    return tuple(Line(line, "small") for line in wrapped)


def extent(text: str, wide: float = WIDE) -> tuple[float, float]:
    """How wide and how high the text of a line is."""
    return captions.extent(lines(text, wide))


@dataclass(slots=True)
class Ground:
    """What is taken: texts and icons, frames whose borders no text may cross, lines with their net."""

    boxes: Shelves = field(default_factory=Shelves)
    frames: Shelves = field(default_factory=Shelves)
    lines: Shelves = field(default_factory=Shelves)
    nets: list[str] = field(default_factory=list)

    def copy(self) -> Ground:
        """The same, to which texts may be added."""
        return Ground(self.boxes.copy(), self.frames, self.lines, self.nets)

    def add(self, net: str, points: Points) -> None:
        """A line of a net."""
        for a, b in pairwise(points):
            self.lines.put(_boxed(a, b))
            self.nets.append(net)

    def hits(self, box: Box, net: str, on: tuple[bool, float]) -> int:
        """How much a text would cover. `on` is the line that it is on: whether it is upright, and where.

        Lines of its own net count less if they cross that line, and not at all if they run on it.
        """
        upright, at = on
        wide = Box(box.x - 2, box.y, box.width + 4, box.height)
        clear = Box(wide.x, box.y - AIR, wide.width, box.height + 2 * AIR)
        frames = [self.frames.boxes[number] for number in self.frames.touching(clear)]
        hits = 10 * len(self.boxes.touching(wide)) + sum(10 for frame in frames if not _within(clear, frame))
        for number in self.lines.touching(wide):
            line = self.lines.boxes[number]
            along = (line.width < line.height) == upright
            if self.nets[number] != net:
                hits += 4
            elif not along:
                hits += 1
            elif abs((line.x if upright else line.y) - at) > 0.1:
                hits += 4
        return hits


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a text may be: along a piece of a line, from where it is best."""

    a: Point
    b: Point
    best: float
    """From 0, where the piece begins, to 1."""
    shared: bool = False
    """Whether lines that say something else run there too: taken only if there is no room elsewhere."""

    @property
    def line(self) -> tuple[bool, float]:
        """Whether it is upright, and its x then, else its y."""
        upright = self.a[0] == self.b[0]
        return upright, self.a[0] if upright else self.a[1]


def placed(text: str, stretches: Iterable[Stretch], net: str, ground: Ground) -> tuple[int, Text | None]:
    """The text where it covers nothing: wrapped otherwise if need be, and where it covers least if nowhere.

    With it, how much it covers.
    """
    stretches = list(stretches)
    found: tuple[int, Box, tuple[Line, ...]] | None = None
    for shared, words in product((False, True), tuple(_wraps(text))):
        hits, box = _clearest(words, [s for s in stretches if s.shared is shared], net, ground)
        if box is not None and (found is None or hits < found[0]):
            found = (hits, box, words)
        if found and found[0] <= 0:
            break
    if found is None:
        return 0, None
    hits, box, words = found
    ground.boxes.put(box)
    return hits, Text(round(box.center[0], 1), round(box.y, 1), words)


def _wraps(text: str) -> Iterator[tuple[Line, ...]]:
    """A text in its usual lines, then on more and shorter ones, then on one."""
    seen: list[tuple[Line, ...]] = []
    for wide in (WIDE, NARROW, BROAD):
        words = lines(text, wide)
        if words and words not in seen:
            seen.append(words)
            yield words


def _clearest(
    words: tuple[Line, ...], stretches: Sequence[Stretch], net: str, ground: Ground
) -> tuple[int, Box | None]:
    """Where on the stretches a text covers least: the first place that covers nothing wins."""
    width, height = captions.extent(words)
    least, found = 0, None
    for beside, over in ((0.0, 0.0), (1.0, 0.0), (-1.0, 0.0), (1.0, 1.0), (-1.0, 1.0)):
        for stretch in stretches:
            for x, y in _places(stretch, width, height, beside, over):
                box = Box(x - width / 2, y - height / 2, width, height)
                hits = ground.hits(box, net, stretch.line)
                if found is None or hits < least:
                    least, found = hits, box
                if hits <= 0:
                    return least, found
    return least, found


def _places(stretch: Stretch, width: float, height: float, beside: float, over: float) -> Iterator[Point]:
    """Middles of a text along a stretch, on it or beside it, the best first.

    With `over`, up to half of it may be past the end of the stretch.
    """
    (ax, ay), (bx, by) = stretch.a, stretch.b
    if ax == bx:
        ax = bx = ax + beside * (width / 2 + ASIDE)
    else:
        ay = by = ay + beside * (height / 2 + ASIDE)
    length = abs(ax - bx) + abs(ay - by)
    half = ((height if ax == bx else width) / 2 + 3) * (1 - over)
    low, high = half, length - half
    if low > high or not length:
        return
    best = min(max(stretch.best * length, low), high)
    offsets = [0.0]
    for number in range(1, int(length / STEP) + 1):
        offsets += [number * STEP, -number * STEP]
    for offset in offsets:
        at = best + offset
        if low <= at <= high:
            share = at / length
            yield (ax + (bx - ax) * share, ay + (by - ay) * share)


def arrival(points: Points) -> list[Stretch]:
    """The pieces of a line from its end backwards; on the last one the head's room is left out."""
    pieces = list(pairwise(points))
    (ax, ay), (bx, by) = pieces[-1]
    length = abs(ax - bx) + abs(ay - by)
    share = max((length - HEAD) / length, 0.0) if length else 0.0
    end = (ax + (bx - ax) * share, ay + (by - ay) * share)
    upright = ax == bx
    found = [Stretch((ax, ay), end, 1.0 if upright and length > 40 else 0.5)]
    return [*found, *(Stretch(a, b, 0.5) for a, b in reversed(pieces[:-1]))]


def departure(points: Points, *, near: bool) -> list[Stretch]:
    """The pieces of a line from its start; near it, or in the middle of its first piece."""
    found = []
    for number, (a, b) in enumerate(pairwise(points)):
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        found.append(Stretch(a, b, min(NEAR / length, 0.5) if near and not number and length else 0.5))
    return found


def shared_start(all_points: Sequence[Points]) -> Points:
    """What lines that part have in common at their start."""
    first = all_points[0]
    for other in all_points[1:]:
        first = _common(first, other)
    return first


def own_end(points: Points, others: Sequence[Points]) -> Points:
    """What a line has for itself, behind all that it shares with lines from the same place."""
    shared = max((_common(points, other) for other in others), key=_length)
    rest = points[len(shared) - 1 :]
    return (shared[-1], *(rest[1:] if rest[0] == shared[-1] else rest))


def _length(points: Points) -> float:
    return fsum(abs(ax - bx) + abs(ay - by) for (ax, ay), (bx, by) in pairwise(points))


def _common(a: Points, b: Points) -> Points:
    kept = [a[0]]
    for (p, q), (r, s) in zip(pairwise(a), pairwise(b), strict=False):
        if q == s:
            kept.append(q)
            continue
        if p == r and (p[0] == q[0] == s[0] or p[1] == q[1] == s[1]):
            axis = 1 if p[0] == q[0] == s[0] else 0
            if (q[axis] - p[axis]) * (s[axis] - p[axis]) > 0:
                kept.append(min(q, s, key=lambda point: abs(point[axis] - p[axis])))
        break
    return tuple(kept)


def _boxed(a: Point, b: Point) -> Box:
    return Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))


def _within(a: Box, b: Box) -> bool:
    return a.x >= b.x and a.y >= b.y and a.right <= b.right and a.bottom <= b.bottom
