"""How wide text is, and where it wraps: in the face that the pictures embed, Source Sans.

Sizes and widths are in pixels. Kerning is left out, so a width is never too small. For characters that the
face lacks (another script, an emoji) the width is an estimate, since the reader's system picks the font.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from math import fsum
from pathlib import Path
from typing import NamedTuple

import font_source_sans_pro

from archgen.render.diagram.scene import Box, Line, Style, Text
from archgen.render.diagram.text.fontfile import FontFile
from archgen.render.diagram.text.fontsubset import subset


class Setting(NamedTuple):
    """How a style is set: pixels, the CSS weight, the distance from one line to the next."""

    size: float
    weight: int
    leading: float


SETTINGS: dict[Style, Setting] = {
    "heading": Setting(20, 600, 26),
    "title": Setting(13, 600, 16),
    "plain": Setting(13, 400, 16),
    "small": Setting(11.5, 400, 14),
    "egress": Setting(11.5, 400, 14),
    "callout": Setting(11.5, 600, 14),
}
ASCENT, DESCENT = 0.93, 0.27
"""Of the embedded face, in ems. A browser rounds both; its box of a line is then as high as the leading."""
FILES = {400: "SourceSansPro-Regular.ttf", 600: "SourceSansPro-Semibold.ttf"}


def path(weight: int) -> Path:
    """The file of the face in a weight (400 or 600)."""
    return Path(font_source_sans_pro.font_directory) / FILES[weight]


@cache
def face(weight: int) -> FontFile:
    """The face in a weight, read once."""
    return FontFile(path(weight).read_bytes())


def embedded(weight: int, characters: Iterable[str]) -> bytes:
    """The face in a weight as a picture carries it: these characters alone."""
    return subset(face(weight), characters, ASCENT, DESCENT)


def lacks(character: str) -> bool:
    """Whether the embedded face has no glyph for a character."""
    return face(400).glyph(character) == 0


def line_height(style: Style) -> float:
    """Pixels from the top of one line to the top of the next."""
    return SETTINGS[style].leading


def baseline(style: Style) -> float:
    """Pixels from the top of a line to its baseline."""
    size, _, leading = SETTINGS[style]
    above, below = round(ASCENT * size), round(DESCENT * size)
    return above + (leading - above - below) / 2


def rows(text: Text) -> Iterator[tuple[Line, float]]:
    """The lines of a text, each with the height of its baseline in the picture."""
    top = text.y
    for line in text.lines:
        yield line, top + baseline(line.style)
        top += line_height(line.style)


def extent(text: Text) -> Box:
    """The box that a text's lines fill."""
    wide = max((width(line.text, line.style) for line in text.lines), default=0.0)
    high = fsum(line_height(line.style) for line in text.lines)
    left = {"start": text.x, "middle": text.x - wide / 2, "end": text.x - wide}[text.anchor]
    return Box(left, text.y, wide, high)


@lru_cache(maxsize=16384)
def width(text: str, style: Style) -> float:
    """How wide a line of text is, in pixels."""
    size, weight, _ = SETTINGS[style]
    return fsum(_em(character, weight) for character in text) * size


def ems(text: str, weight: int) -> float:
    """How wide text is in a weight, in ems."""
    return fsum(_em(character, weight) for character in text)


def wrap(text: str, style: Style, max_width: float) -> tuple[str, ...]:
    """The text in as few lines as fit the width, of as equal length as that allows.

    Breaks at spaces, else after hyphens, slashes, dots and underscores and between ideographs, else anywhere.
    """
    pieces = _pieces(text, style, max_width)
    lines = _fill(pieces, style, max_width)
    if len(lines) < 2:
        return lines
    low, high = max_width / len(lines), max_width
    while high - low > 1:
        middle = (low + high) / 2
        narrower = _fill(pieces, style, middle)
        fits = len(narrower) == len(lines) and all(width(line, style) <= middle for line in narrower)
        low, high = (low, middle) if fits else (middle, high)
    return _fill(pieces, style, high)


@cache
def _em(character: str, weight: int) -> float:
    """The width of a character, in ems."""
    metrics = face(weight)
    glyph = metrics.glyph(character)
    if glyph:
        return metrics.advance(glyph) / metrics.units_per_em
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cc", "Cf"):
        return 0.0
    if category in ("So", "Sk", "Cn", "Co"):  # emoji, and what this Python's Unicode does not know
        return 1.3
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.75


def _fill(pieces: tuple[str, ...], style: Style, max_width: float) -> tuple[str, ...]:
    """Pieces set line by line, each line as full as it gets."""
    lines: list[str] = []
    for piece in pieces:
        joined = lines[-1] + piece if lines else piece
        if lines and width(joined.rstrip(), style) <= max_width:
            lines[-1] = joined
        else:
            lines.append(piece)
    return tuple(line.strip() for line in lines)


def _pieces(text: str, style: Style, max_width: float) -> tuple[str, ...]:
    """What must stay on one line: words with the space after them, cut where they are too long for a line."""
    words = [word + " " for word in text.split()]
    return tuple(piece for word in words for piece in _cut(word, style, max_width))


def _cut(word: str, style: Style, max_width: float) -> list[str]:
    parts = [word]
    if any(unicodedata.east_asian_width(c) in "WF" for c in word):
        parts = _after(word, lambda c: unicodedata.east_asian_width(c) in "WF")
    elif width(word.rstrip(), style) > max_width:
        parts = _after(word, lambda c: c in "-/._:")
    return [piece for part in parts for piece in _chop(part, style, max_width)]


def _chop(part: str, style: Style, max_width: float) -> list[str]:
    """A part that no line can hold, cut between any two characters."""
    pieces = [""]
    for character in part:
        if pieces[-1] and character != " " and width((pieces[-1] + character).rstrip(), style) > max_width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _after(word: str, breaks: Callable[[str], bool]) -> list[str]:
    """A word cut after every character that allows a break."""
    parts = [""]
    for character in word:
        if parts[-1] and breaks(parts[-1][-1]) and character != " ":
            parts.append("")
        parts[-1] += character
    return parts
