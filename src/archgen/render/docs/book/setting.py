"""Text set in lines: words with their look, and where they break. Units are points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import fsum

from archgen.render.diagram.text.typeface import ems
from archgen.render.docs.book.blocks import Runs

REGULAR, BOLD = 400, 600


@dataclass(frozen=True, slots=True)
class Word:
    """What stays together; `glued` words follow the one before without a space."""

    text: str
    weight: int
    code: bool
    glued: bool = False

    def wide(self, size: float) -> float:
        return ems(self.text, self.weight) * size


@dataclass(frozen=True, slots=True)
class Placed:
    """A word with its distance from the left end of its line."""

    word: Word
    x: float


Line = tuple[Placed, ...]


def lines(runs: Runs, size: float, width: float, *, bold: bool = False) -> list[Line]:
    """The text in lines that are no wider than a width; always one line at least."""
    found: list[Line] = []
    for part in _parts(runs):
        found += _filled(list(_words(part, bold=bold)), size, width)
    return found or [()]


def widest(runs: Runs, size: float, *, bold: bool = False) -> float:
    """How wide the text is where nothing breaks it."""
    return max(extent(line, size) for line in lines(runs, size, 1e6, bold=bold))


def narrowest(runs: Runs, size: float, *, bold: bool = False) -> float:
    """How wide its longest word is."""
    groups = (_groups(list(_words(part, bold=bold))) for part in _parts(runs))
    wide = (fsum(word.wide(size) for word in group) for found in groups for group in found)
    return max(wide, default=0.0)


def extent(line: Line, size: float) -> float:
    """How wide a line is."""
    return line[-1].x + line[-1].word.wide(size) if line else 0.0


def _parts(runs: Runs) -> Iterator[Runs]:
    """The text between its line breaks."""
    part: list[Runs] = [()]
    for run in runs:
        if run.text == "\n":
            part.append(())
        else:
            part[-1] = (*part[-1], run)
    yield from part


def _words(runs: Runs, *, bold: bool) -> Iterator[Word]:
    spaced = True
    for run in runs:
        weight = BOLD if run.bold or bold else REGULAR
        for piece in _PIECES.findall(run.text):
            if piece.isspace() and "\u00a0" not in piece:
                spaced = True
            else:
                yield Word(piece, weight, run.code, glued=not spaced)
                spaced = False


_PIECES = re.compile(r"[^\S\u00a0]+|(?:\S|\u00a0)+")
"""Words, and what is between them; a space that may not break belongs to its word."""


def _groups(words: Iterable[Word]) -> list[list[Word]]:
    found: list[list[Word]] = []
    for word in words:
        if word.glued and found:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _filled(words: list[Word], size: float, width: float) -> Iterator[Line]:
    space = ems(" ", REGULAR) * size
    line: list[Placed] = []
    at = 0.0
    for group in _groups(piece for word in words for piece in _chopped(word, size, width)):
        wide = fsum(word.wide(size) for word in group)
        if line and at + space + wide > width:
            yield tuple(line)
            line, at = [], 0.0
        at += space if line else 0.0
        for word in group:
            line.append(Placed(word, at))
            at += word.wide(size)
    yield tuple(line)


def _chopped(word: Word, size: float, width: float) -> Iterator[Word]:
    """A word in pieces that fit the width: broken after punctuation, else anywhere."""
    text, glued = word.text, word.glued
    while ems(text, word.weight) * size > width and len(text) > 1:
        fits = max((n for n in range(1, len(text)) if ems(text[:n], word.weight) * size <= width), default=1)
        good = [found.end() for found in re.finditer(r"[-/._:@,]", text[:fits])]
        end = good[-1] if good else fits
        yield Word(text[:end], word.weight, word.code, glued)
        text, glued = text[end:], False
    yield Word(text, word.weight, word.code, glued)
