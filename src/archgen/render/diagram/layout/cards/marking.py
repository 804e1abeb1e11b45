"""Where the numbers of steps and the ports are: on the stem of a trunk, or before the arrow they are for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from archgen.render.diagram.layout.cards.laid import Laid
from archgen.render.diagram.scene import Callout, Line, Text
from archgen.render.diagram.text import captions

Point = tuple[float, float]
HEAD, BESIDE = 15.0, 4.0
"""Pixels of an arrow's head with the line behind it, and between a number and what is written after it."""
WIDE = 96.0
"""Pixels at which texts of several lines are wrapped."""
CLEAR = 4.0
"""Least pixels between what is written and a frame's border or a corner of its line."""
DISC, STEM = 18.0, 7.0
"""Pixels of a number, and between a card and what is written on the line behind it."""


class Arrow(Protocol):
    """A line with its number and what is to be written on it."""

    @property
    def id(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def net(self) -> str: ...
    @property
    def trunk(self) -> str: ...
    @property
    def number(self) -> int | None: ...
    @property
    def label(self) -> tuple[Line, ...]: ...


Mark = tuple[int | None, tuple[Line, ...]]
"""A number and a text, each of which may be missing."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is written on a line behind its source, and before its target."""

    stem: Mark
    arrival: Mark


def said(arrows: Sequence[Arrow]) -> dict[str, Said]:
    """What is written on each line: what a trunk has in common once, on the first of its lines."""
    peers: dict[str, list[Arrow]] = {}
    for arrow in arrows:
        peers.setdefault(arrow.net, []).append(arrow)
    found: dict[str, Said] = {}
    told: set[tuple[str, str]] = set()
    numbered: set[int] = set()
    for arrow in arrows:
        stem, arrival = _marks(arrow, peers[arrow.net], numbered)
        shown = []
        for mark, where in ((stem, "stem"), (arrival, "arrival")):
            once = where == "stem" or arrow.trunk == "join"
            key = (f"{arrow.net} {where}", "" if once else arrow.id)
            shown.append((None, ()) if key in told else mark)
            if any(mark):
                told.add(key)
        found[arrow.id] = Said(shown[0], shown[1])
        numbered.update({arrow.number} if arrow.number else ())
    return found


def _marks(arrow: Arrow, peers: Sequence[Arrow], numbered: set[int]) -> tuple[Mark, Mark]:
    """Where a fan's lines have a number or a text in common it is on the stem, else before the heads."""
    number = None if arrow.number in numbered and arrow.trunk == "alone" else arrow.number
    fan = arrow.trunk == "fan" and len(peers) > 1
    common = fan and len({peer.number for peer in peers}) == 1
    level = fan and len({peer.label for peer in peers}) == 1
    stem = (number if common else None, arrow.label if level else ())
    label = _together(peers) if arrow.trunk == "join" else arrow.label
    return stem, (None if common else number, () if level else label)


def _together(peers: Sequence[Arrow]) -> tuple[Line, ...]:
    """What is written where lines run together: all that they say; nothing where one of them says nothing."""
    labels = list(dict.fromkeys(peer.label for peer in peers))
    if len(labels) == 1 or not all(labels):
        return labels[0] if len(labels) == 1 else ()
    text = ", ".join(dict.fromkeys(line.text for label in labels for line in label))
    return tuple(Line(line, "small") for line in captions.cut(text, "small", WIDE, 2))


def size(mark: Mark) -> tuple[float, float]:
    """How wide and how high a number with its text is."""
    number, label = mark
    width, height = captions.extent(label) if label else (0.0, 0.0)
    disc = DISC + (BESIDE if label else 0.0) if number else 0.0
    return disc + width, max(height, DISC if number else 0.0)


@dataclass(frozen=True, slots=True)
class Marking:
    """The texts and numbers of lines by their ids, and the net whose strokes each shares."""

    labels: Mapping[str, Text]
    callouts: Mapping[str, Callout]
    nets: Mapping[str, str]


def marked(place: Laid, arrows: Sequence[Arrow], saying: Mapping[str, Said]) -> Marking:
    """Numbers and texts at their places."""
    drawn = [arrow for arrow in arrows if arrow.id in place.lines]
    labels: dict[str, Text] = {}
    callouts: dict[str, Callout] = {}
    for arrow in drawn:
        line, words = place.lines[arrow.id], saying[arrow.id]
        for mark, behind in ((words.stem, True), (words.arrival, False)):
            left, y = _left(line, size(mark)[0], behind=behind)
            if not behind:
                left = _beside(line, left, size(mark)[0], place)
            number, label = mark
            if number:
                callouts[arrow.id] = Callout(round(left + DISC / 2, 1), y, str(number))
            if label:
                x = left + (DISC + BESIDE if number else 0.0)
                top = y - captions.extent(label)[1] / 2
                labels[arrow.id] = Text(round(x, 1), round(top, 1), label, "start")
    return Marking(labels, callouts, {arrow.id: _net(arrow, place) for arrow in drawn})


def _net(arrow: Arrow, place: Laid) -> str:
    """Strokes are shared on one side of a card; a hub has as many ends as lines."""
    points = place.lines[arrow.id]
    hub = {"fan": arrow.source, "join": arrow.target}.get(arrow.trunk)
    if hub is None or hub == place.hub:
        return arrow.id
    end = points[0] if hub == arrow.source else points[-1]
    return f"{arrow.net} {end[0]:.1f} {end[1]:.1f}"


def _beside(line: Sequence[Point], left: float, width: float, place: Laid) -> float:
    """Where what is before a head begins, clear of the frames' borders where the line is long enough."""
    (start, _), (end, y) = line[-2:]
    for frame in place.frames.values():
        for x in (frame.x, frame.right):
            if frame.y < y < frame.bottom and left - CLEAR < x < left + width + CLEAR:
                moved = x - CLEAR - width if start < end else x + CLEAR
                if min(start, end) + CLEAR <= moved <= max(start, end) - CLEAR - width:
                    left = moved
    return left


def _left(line: Sequence[Point], width: float, *, behind: bool) -> Point:
    """Where what is written begins: a little behind the source, or right before the head."""
    if behind:
        (x, y), (nx, _) = line[0], line[1]
        return (x + STEM if nx > x else x - STEM - width), y
    (x, y), (nx, _) = line[-1], line[-2]
    return (x - HEAD - width if nx < x else x + HEAD), y
