"""Below the picture: the steps of a flow in words, and what the sorts of lines are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import ceil
from typing import Literal

from archgen.i18n.translate import word
from archgen.render.diagram.scene import Callout, Key, Line, Sort, Text
from archgen.render.diagram.text import captions, typeface
from archgen.topology.graph import Topology

EDGE = 16.0
"""Pixels between what is drawn and the edge of the picture."""
TITLE = 52.0
"""Pixels for the heading."""
PITCH = 21.0
"""Pixels from one step to the next."""
DISC, BESIDE = 18.0, 6.0
"""Pixels of a step's number, and between it and what is written beside it."""
COLUMNS, APART = 3, 24.0
"""In how many columns the steps are told at most, and pixels between them."""
SIGN, BETWEEN = 32.0, 22.0
"""Pixels of a sign of the legend with the gap behind it, and between two entries."""

Words = Sequence[tuple[tuple[Sort, ...], str]]
"""What each sort of line is called, in English; first what two are called together that look alike."""
ALIKE: Words = ((("replication", "name"), "replication, or what a name points to"),)
Entry = tuple[Sort | Literal["zones"], str]
"""An entry of the legend: what is shown, and what it means."""


def legend(
    told: Sequence[tuple[str, str]], top: float, width: float
) -> tuple[tuple[Text, ...], tuple[Callout, ...], float]:
    """Numbers and sentences in columns, and where they end; sentences too long for a column are wrapped."""
    if not told:
        return (), (), top - PITCH / 2
    widest = max(typeface.width(text, "small") for _, text in told) + DISC + BESIDE
    columns = max(1, min(COLUMNS, int((width + APART) // (min(widest, width / 2) + APART)), len(told)))
    pitch = (width + APART) / columns
    room = pitch - APART - DISC - BESIDE
    high = ceil(len(told) / columns)
    notes: list[Text] = []
    callouts: list[Callout] = []
    bottom = top
    for column in range(columns):
        y, x = top, round(EDGE + column * pitch, 1)
        for number, text in told[column * high : (column + 1) * high]:
            lines = tuple(Line(line, "small") for line in typeface.wrap(text, "small", room))
            callouts.append(Callout(x + DISC / 2, round(y + DISC / 2, 1), number))
            notes.append(Text(x + DISC + BESIDE, round(y + DISC / 2 - 7, 1), lines, "start"))
            y += max(PITCH, captions.extent(lines)[1] + 7)
        bottom = max(bottom, y)
    return tuple(notes), tuple(callouts), bottom


def entries(used: Collection[Sort], words: Words, topology: Topology) -> list[Entry]:
    """The sorts of lines in use, in the order of the words; on paper no two look alike."""
    architecture, found = topology.architecture, dict[Sort, str]()
    shown: set[Sort] = set()
    for sorts, text in words:
        apart = len(sorts) > 1 and architecture.style.theme == "print"
        if set(used).issuperset(sorts) and not apart and not shown.issuperset(sorts):
            shown.update(sorts)
            found[sorts[0]] = word(text, architecture.language)
    return list(found.items())


def keys(entries: Sequence[Entry], left: float, top: float, right: float) -> tuple[Key, ...]:
    """The entries of the legend beside each other, in as many lines as they need."""
    found: list[Key] = []
    x, y = left, top + 7
    for sort, text in entries:
        width = SIGN + typeface.width(text, "small")
        if found and x + width > right:
            x, y = left, y + PITCH
        words = Text(round(x + SIGN, 1), round(y - 7, 1), (Line(text, "small"),), "start")
        found.append(Key(round(x, 1), round(y, 1), sort, words))
        x += width + BETWEEN
    return tuple(found)
