"""How groups, lines and text look, on light and on dark ground.

Group borders are those of the AWS architecture icons' group style, 2023 and later; the frame carries the
colour, captions are the theme's ink.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from archgen.model.contrast import lighter
from archgen.render.diagram.icons import Theme
from archgen.render.diagram.scene import Group, Look, Scene, Sort

DASHED, DOTTED = "6 4", "1.5 3"
DASH = "5 4"
"""Of lines."""


@dataclass(frozen=True, slots=True)
class GroupStyle:
    """Border, dash pattern (none: solid), fill (none: what is behind shows), sign in the corner.

    `width` is that of the border, `radius` that of its corners, in pixels.
    """

    stroke: str
    dash: str | None = None
    fill: str | None = None
    dark_fill: str | None = None
    dark_stroke: str | None = None
    glyph: str | None = None
    width: float = 1.5
    radius: float = 2


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme: ground, text, lighter text, lines; findings by severity; lines by sort."""

    ground: str
    ink: str
    soft: str
    line: str
    error: str
    warning: str
    info: str
    sorts: Mapping[Sort, str]
    title: str = ""
    steps: str = ""
    frames: str = ""
    """Of titles, of the numbers of steps, of the file's groups; empty: those of the theme."""


PALETTES: MappingProxyType[Theme, Palette] = MappingProxyType(
    {
        "light": Palette(
            "#FFFFFF",
            "#16191F",
            "#545B64",
            "#4B5563",
            "#D13212",
            "#B25E00",
            "#0972D3",
            {
                "request": "#374151",
                "data": "#3451C6",
                "egress": "#4B7F0B",
                "event": "#B0216B",
                "name": "#6B7280",
                "replication": "#6B7280",
            },
        ),
        "dark": Palette(
            "#0F1B2A",
            "#F4F6F8",
            "#B6BEC9",
            "#9BA7B6",
            "#FF6B57",
            "#FFB454",
            "#6CB8FF",
            {
                "request": "#C9D1DB",
                "data": "#8EA2FF",
                "egress": "#9CCB4A",
                "event": "#F27DB4",
                "name": "#98A4B3",
                "replication": "#98A4B3",
            },
        ),
    }
)
PAPER = Palette(
    "#FFFFFF",
    "#000000",
    "#303030",
    "#000000",
    "#B0200A",
    "#8A4900",
    "#0759A3",
    {
        "request": "#000000",
        "data": "#1F3A93",
        "egress": "#2F5300",
        "event": "#7D1047",
        "name": "#404040",
        "replication": "#404040",
    },
)
"""Of pictures for paper, where grey is all that may be left of a colour."""
BROKEN: frozenset[Sort] = frozenset(("event", "name", "replication"))
"""The sorts of lines that are dashed."""
ON_PAPER: Mapping[Sort, str] = {"data": "12 3", "egress": "9 3 2 3", "name": "2 3", "replication": "3 3"}
"""The dashes that tell the sorts of lines apart where there is no colour."""


def dash(sort: Sort, look: Look) -> str | None:
    """The dash pattern of a line; none: it is solid."""
    return (ON_PAPER.get(sort) if look.paper else None) or (DASH if sort in BROKEN else None)


@cache
def palette(look: Look, theme: Theme) -> Palette:
    """The theme's colours with those of the file: on dark ground as light as they must be."""
    base = PAPER if look.paper and theme == "light" else PALETTES[theme]

    def own(colour: str | None, least: float = 4.5) -> str:
        return lighter(colour, base.ground, least) if colour and theme == "dark" else colour or ""

    asked: dict[Sort, str | None] = {
        "request": look.request,
        "data": look.data,
        "egress": look.egress,
        "event": look.event,
    }
    sorts = {sort: own(asked.get(sort)) or colour for sort, colour in base.sorts.items()}
    return replace(
        base, sorts=sorts, title=own(look.title), steps=own(look.steps), frames=own(look.groups, 3.0)
    )


ZONES = "#00A4A6"
"""Of the bars that count zones."""


def _lanes() -> Iterator[tuple[str, GroupStyle]]:
    """What a component is drawn in, by its service's category: border and tint of AWS's colour for it."""
    for look, colours in {
        "": ("#7D8998", "#FFFFFF", "#0F1B2A", "#8D99A8"),
        "compute": ("#ED7100", "#FFFAF4", "#2A2018", "#FF8F2B"),
        "database": ("#4A5BD6", "#F7F8FF", "#17223F", "#8090FF"),
        "network": ("#8C4FFF", "#FAF7FF", "#211D40", "#A97BFF"),
        "storage": ("#4B7F0B", "#F7FBF1", "#1A2B1C", "#8FB92B"),
        "integration": ("#C2185B", "#FFF5FA", "#2E1830", "#F27DB4"),
        "security": ("#C7131F", "#FFF6F6", "#301A22", "#FF7A85"),
        "analytics": ("#8C4FFF", "#FAF7FF", "#211D40", "#A97BFF"),
        "ml": ("#01A88D", "#F2FBF9", "#102B2E", "#2CC9AE"),
    }.items():
        stroke, fill, dark_fill, dark_stroke = colours
        yield look, GroupStyle(stroke, None, fill, dark_fill, dark_stroke, width=1.1, radius=5)
        if look == "compute":
            scaling = GroupStyle(stroke, DASHED, fill, dark_fill, dark_stroke, "scaling", 1.2, 5)
            yield "scaling", scaling


FAMILIES = MappingProxyType(
    {
        **dict.fromkeys(("compute", "database", "network", "storage", "integration", "security"), None),
        **dict.fromkeys(("analytics", "ml"), None),
        "mobile": "security",
        "management": "integration",
        "engagement": "security",
        "cost": "storage",
        "migration": "ml",
    }
)
"""The looks of lanes by the module of an icon's node class; none: that of the same name."""


def family(icon: str) -> str:
    """The look of a lane for what has this icon; empty where it is no service of AWS."""
    provider, _, rest = icon.partition(".")
    module = rest.partition(".")[0]
    return FAMILIES[module] or module if provider == "aws" and module in FAMILIES else ""


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
    ("account", ""): GroupStyle("#C2185B", dash="8 4", dark_stroke="#F27DB4", width=1.1),
    ("group", ""): GroupStyle("#7D8998", DASHED, "#FBFBFC", "#132132", "#8D99A8", width=1.2, radius=4),
    ("box", ""): GroupStyle("#7D8998", None, "#FFFFFF", "#0F1B2A", "#8D99A8", width=1.2, radius=5),
} | {("lane", look): lane for look, lane in _lanes()}
PLAIN = GroupStyle("#7D8998", dash=DASHED, dark_stroke="#8D99A8")
"""For a kind of group that has no style of its own."""


def style(kind: str, look: str) -> GroupStyle:
    """The style of a group: that of its look, else that of its kind."""
    return STYLES.get((kind, look)) or STYLES.get((kind, ""), PLAIN)


def frame(group: Group, look: Look, theme: Theme) -> tuple[str, str | None]:
    """The colours of a group's border and of its fill, if it has one."""
    own = style(group.kind, group.look)
    border = palette(look, theme).frames if group.kind == "group" else ""
    return border or stroke(own, theme), fill(own, theme, look)


def stroke(group: GroupStyle, theme: Theme) -> str:
    """The border's colour."""
    return group.dark_stroke or group.stroke if theme == "dark" else group.stroke


def fill(group: GroupStyle, theme: Theme, look: Look) -> str | None:
    """The fill, if there is one: on paper white where there is one otherwise."""
    if look.paper and theme == "light":
        return group.fill and PAPER.ground
    return group.dark_fill if theme == "dark" else group.fill


GLYPHS = {
    "cloud": "M9.7 22.5L22.5 22.5C24.8 22.5 26.8 20.7 27 18.4C27.3 16 25.7 13.9 23.4 13.4"
    "C22.9 10.2 20.2 7.7 16.9 7.4C13.6 7.1 10.6 9.1 9.5 12.2"
    "C6.9 12.6 5.1 14.8 5.1 17.4C5.2 20 7.1 22.2 9.7 22.5Z",
    "flag": "M9.5 6L9.5 26M9.5 7.5L23.5 7.5L19.9 12L23.5 16.5L9.5 16.5",
    "vpc": "M13.5 20.5L8.9 20.5C6.5 20.6 4.4 18.7 4.3 16.2C4.3 13.8 6.2 11.8 8.6 11.7C9.1 9 11.4 6.9 14.1 6.6"
    "C16.9 6.4 19.5 8 20.5 10.6C22.4 10.2 24.3 11.2 25 13"
    "M21.5 14.5L26.3 16.2L26.3 19.9C26.3 22.9 24.3 24.9 21.5 26.1C18.7 24.9 16.7 22.9 16.7 19.9L16.7 16.2Z",
    "lock": "M9 14.5L23 14.5L23 25L9 25ZM12 14.5L12 10.9C12 8.7 13.8 6.9 16 6.9C18.2 6.9 20 8.7 20 10.9"
    "L20 14.5M16 18.3L16 21.2",
    "scaling": "M12.5 12.5L19.5 12.5L19.5 19.5L12.5 19.5Z"
    "M16 9.8L16 4.8M13.8 7L16 4.8L18.2 7M16 22.2L16 27.2M13.8 25L16 27.2L18.2 25"
    "M9.8 16L4.8 16M7 13.8L4.8 16L7 18.2M22.2 16L27.2 16M25 13.8L27.2 16L25 18.2",
}
"""Signs in a group's corner, white lines on the border's colour: paths (M, L, C, Z) in a square of 32."""


def sign(group: Group) -> str | None:
    """The glyph, or the icon, in a group's corner."""
    if group.icon_box is None:
        return None
    return group.icon or style(group.kind, group.look).glyph


def ground(scene: Scene, point: tuple[float, float], theme: Theme) -> str:
    """The colour of what is behind a point: of the innermost group with a fill, else the picture's."""
    for group in reversed(scene.groups):
        if (group.cell or group.box).holds(point):
            filled = fill(style(group.kind, group.look), theme, scene.look)
            if filled:
                return filled
    return PALETTES[theme].ground
