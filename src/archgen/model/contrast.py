"""How well one colour can be told from another: the contrast of WCAG 2.2. Colours are written `#RRGGBB`."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def darker(colour: str, least: float) -> str:
    """The colour mixed with as much black as it needs on white."""
    return _mixed(colour, "#000000", "#FFFFFF", least)


def lighter(colour: str, ground: str, least: float) -> str:
    """The colour mixed with as much white as it needs on a dark ground."""
    return _mixed(colour, "#FFFFFF", ground, least)


def _mixed(colour: str, into: str, ground: str, least: float) -> str:
    for share in range(0, 101, 5):
        pairs = zip(_parts(colour), _parts(into), strict=True)
        found = "#" + "".join(f"{round(a + (b - a) * share / 100):02X}" for a, b in pairs)
        if contrast(found, ground) >= least:
            return found
    return into


def _luminance(colour: str) -> float:
    """Relative luminance, from 0 to 1."""
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
