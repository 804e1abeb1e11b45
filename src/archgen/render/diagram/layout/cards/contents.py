"""What is written in a card, and how large the card is for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archgen.render.diagram.scene import Box, Group, Line, Node, Text
from archgen.render.diagram.text import captions, typeface

PAD, NARROW = 8.0, 6.0
"""Pixels between a card's border, its icon and its text; where there are many columns."""
ROOMY, TIGHT = 30.0, 26.0
"""Pixels of an icon; where there are many columns."""
WIDE = (176.0, 150.0, 132.0, 118.0, 104.0, 94.0, 84.0, 72.0)
"""Pixels that a line of a card's text may be wide, one after the other until the picture is narrow enough."""
WHOLE = 120.0
"""Pixels up to which a word is not broken."""
MOST = 4
"""Lines of one text of a card before it is cut."""
BARS = 12.0
"""Pixels that the bars at the right of a name take, and each bar."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a card shows. `bars` is the number of zones that it marks; `look` chooses its colours.

    `left_out` is what there is no room for; it is in the card's title.
    """

    id: str
    component: str
    kind: str
    icon: str
    look: str
    name: str
    small: tuple[str, ...] = ()
    bars: int = 0
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A content set in lines, with the size of its card."""

    content: Content
    lines: tuple[Line, ...]
    icon: float
    pad: float
    width: float
    height: float


def written(content: Content, wide: float, *, tight: bool) -> Written:
    """The content in lines no wider than that; where it is tight, services go without their maker's name."""
    icon, pad = (TIGHT, NARROW) if tight else (ROOMY, PAD)
    words = [typeface.width(word, "title") for word in content.name.split()]
    words += [typeface.width(word, "small") for text in content.small for word in text.split()]
    wide = max([wide, *(word for word in words if word <= WHOLE)])
    lines = [Line(line, "title") for line in captions.cut(content.name, "title", wide, MOST)]
    for text in content.small:
        short = captions.short(text) if tight else text
        shown = captions.cut(short, "small", wide, MOST)
        lines += [Line(line.removeprefix("· "), "small") for line in shown]
    across, high = captions.extent(tuple(lines))
    if content.bars:
        first = typeface.width(lines[0].text, "title") + BARS + 7.0 * content.bars
        across = max(across, first)
    return Written(content, tuple(lines), icon, pad, round(3 * pad + icon + across, 1), max(icon, high) + 10)


def group(card: Written, box: Box, parent: str | None, *, id: str | None = None) -> Group:
    """The card's outline with its text right of the icon."""
    high = captions.extent(card.lines)[1]
    content = card.content
    x = round(box.x + 2 * card.pad + card.icon, 1)
    text = Text(x, round(box.center[1] - high / 2, 1), card.lines, "start")
    whole = " · ".join((content.name, *content.small, *content.left_out))
    shown = " · ".join(line.text for line in card.lines)
    title = whole if "…" in shown or content.left_out else None
    return Group(id or content.id, "lane", content.look, parent, box, text, title=title)


def node(card: Written, box: Box, parent: str | None) -> Node:
    """The card's icon."""
    content, side = card.content, card.icon
    place = Box(round(box.x + card.pad, 1), round(box.center[1] - side / 2, 1), side, side)
    return Node(
        f"{content.id}.icon", content.component, content.kind, parent, content.icon, place, Text(0, 0, ())
    )


def upright(card: Written, box: Box, parent: str | None, belongs: str | None) -> tuple[Group, Node]:
    """A hub: icon in the middle of its lane, the text below it; it says its group, being in no frame."""
    content, side = card.content, card.icon + 8
    lines = _of_group(card, belongs, box.width - 8)
    high = captions.extent(lines)[1]
    if side + 6 + high + 8 > box.height:
        lines = _of_group(card, belongs, box.width - 3 * card.pad - card.icon)
        wordy = replace(card, lines=lines) if captions.extent(lines)[1] + 8 <= box.height else card
        return group(wordy, box, parent), node(card, box, parent)
    top = round(box.center[1] - (side + 6 + high) / 2, 1)
    place = Box(round(box.center[0] - side / 2, 1), top, side, side)
    text = Text(round(box.center[0], 1), round(top + side + 6, 1), lines)
    lane = Group(content.id, "lane", content.look, parent, box, text)
    sign = Node(
        f"{content.id}.icon", content.component, content.kind, parent, content.icon, place, Text(0, 0, ())
    )
    return lane, sign


def _of_group(card: Written, belongs: str | None, wide: float) -> tuple[Line, ...]:
    """The lines of a card with the group that it belongs to, no wider than that."""
    more = captions.cut(belongs, "small", wide, 2) if belongs else ()
    return (*card.lines, *(Line(line, "small") for line in more))
