"""How groups, lines and text look, on light and on dark ground.

Group borders are those of the AWS architecture icons' group style, 2023 and later; the frame carries the
colour, captions are the theme's ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from archgen.diagram.icons import Theme

DASHED, DOTTED = "6 4", "1.5 3"


@dataclass(frozen=True, slots=True)
class GroupStyle:
    """Border, dash pattern (none: solid), fill (none: what is behind shows), sign in the corner."""

    stroke: str
    dash: str | None = None
    fill: str | None = None
    dark_fill: str | None = None
    dark_stroke: str | None = None
    glyph: str | None = None


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme: ground, text, lighter text, lines; findings by severity."""

    ground: str
    ink: str
    soft: str
    line: str
    error: str
    warning: str
    info: str


PALETTES: MappingProxyType[Theme, Palette] = MappingProxyType(
    {
        "light": Palette("#FFFFFF", "#16191F", "#545B64", "#4B5563", "#D13212", "#B25E00", "#0972D3"),
        "dark": Palette("#0F1B2A", "#F4F6F8", "#B6BEC9", "#9BA7B6", "#FF6B57", "#FFB454", "#6CB8FF"),
    }
)

PRIVATE = GroupStyle("#00A4A6", fill="#E6F6F7", dark_fill="#0E2B38", glyph="lock")
STYLES: dict[tuple[str, str], GroupStyle] = {
    ("cloud", ""): GroupStyle("#232F3E", dark_stroke="#8D99A8", glyph="cloud"),
    ("region", ""): GroupStyle("#00A4A6", dash=DOTTED, glyph="flag"),
    ("zone", ""): GroupStyle("#00A4A6", dash=DASHED),
    ("vpc", ""): GroupStyle("#8C4FFF", dark_stroke="#A97BFF", glyph="vpc"),
    ("subnet", ""): PRIVATE,
    ("subnet", "public"): GroupStyle(
        "#7AA116", fill="#F2F6E8", dark_fill="#1B2B1F", dark_stroke="#8FB92B", glyph="lock"
    ),
    ("auto-scaling-group", ""): GroupStyle("#ED7100", dash=DASHED, dark_stroke="#FF8F2B", glyph="scaling"),
}
PLAIN = GroupStyle("#7D8998", dash=DASHED)
"""For a kind of group that has no style of its own."""


def style(kind: str, look: str) -> GroupStyle:
    """The style of a group: that of its look, else that of its kind."""
    return STYLES.get((kind, look)) or STYLES.get((kind, ""), PLAIN)


def stroke(group: GroupStyle, theme: Theme) -> str:
    """The border's colour."""
    return group.dark_stroke or group.stroke if theme == "dark" else group.stroke


def fill(group: GroupStyle, theme: Theme) -> str | None:
    """The fill, if there is one."""
    return group.dark_fill if theme == "dark" else group.fill


GLYPHS = {
    "cloud": "M9.7 22.5h12.8a4.6 4.6 0 0 0 .9-9.1 7.2 7.2 0 0 0-13.9-1.2 5.2 5.2 0 0 0 .2 10.3z",
    "flag": "M9.5 6v20M9.5 7.5h14l-3.6 4.5 3.6 4.5h-14",
    "vpc": "M13.5 20.5H8.9a4.4 4.4 0 0 1-.3-8.8 6.2 6.2 0 0 1 11.9-1.1 4 4 0 0 1 4.5 2.4"
    "M21.5 14.5l4.8 1.7v3.7c0 3-2 5-4.8 6.2-2.8-1.2-4.8-3.2-4.8-6.2v-3.7z",
    "lock": "M9 14.5h14v10.5H9zM12 14.5v-3.6a4 4 0 0 1 8 0v3.6M16 18.3v2.9",
    "scaling": "M12.5 12.5h7v7h-7zM16 9.8V4.8M13.8 7L16 4.8 18.2 7M16 22.2v5M13.8 25l2.2 2.2 2.2-2.2"
    "M9.8 16h-5M7 13.8L4.8 16 7 18.2M22.2 16h5M25 13.8l2.2 2.2-2.2 2.2",
}
"""Signs in a group's corner, white lines on the border's colour; paths in a square of 32 units."""
