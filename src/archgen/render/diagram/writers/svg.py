"""A scene as one self-contained SVG file: its icons, each once, and the characters it uses are embedded.

The structure (`<g class="group">`, `component`, `connection` and their `data-` attributes) is a contract
that tests, the page and other tools read; `docs/pictures.md` states it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from archgen.render.diagram import icons, themes
from archgen.render.diagram.icons import Theme
from archgen.render.diagram.scene import (
    Box,
    Callout,
    Edge,
    Group,
    Key,
    Line,
    Look,
    Node,
    Scene,
    Sort,
    Style,
    Text,
)
from archgen.render.diagram.text import typeface
from archgen.render.diagram.writers import marks, strokes, trunks
from archgen.render.diagram.writers.xmltext import element, escape, number

EXACT = "font-kerning:none;text-rendering:geometricPrecision"
"""Lets a browser set text exactly as wide as it was measured."""
FAMILY = 'archgen,"Source Sans 3","Source Sans Pro","Noto Sans",Arial,sans-serif'


def draw(scene: Scene, theme: Theme = "light") -> str:
    """The scene as SVG text."""
    body = [
        f"<title>{escape(scene.title)}</title>",
        f"<desc>{escape(scene.description)}</desc>",
        f"<style>{font_faces([scene])}{rules(theme, scene.look)}</style>",
        f"<defs>{''.join(symbol(name, theme) for name in signs([scene]))}</defs>",
        *shapes(scene, theme),
    ]
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "archgen",
        "role": "img",
        "lang": scene.language,
        "viewBox": f"0 0 {number(scene.width)} {number(scene.height)}",
        "width": number(scene.width),
        "height": number(scene.height),
    }
    return element("svg", "\n" + "\n".join(line for line in body if line) + "\n", **attributes) + "\n"


def by_ids(edges: Sequence[Edge]) -> str:
    """What a trunk says of its connections: their ids."""
    return " ".join(edge.id for edge in edges)


def shapes(scene: Scene, theme: Theme, told: Callable[[Sequence[Edge]], str] = by_ids) -> Iterator[str]:
    """What is seen, in drawing order; it refers to symbols and needs the style sheet.

    `told` writes the connections of a trunk.
    """
    ground = themes.palette(scene.look, theme).ground
    yield element("rect", width=number(scene.width), height=number(scene.height), fill=ground)
    yield from (_group(group, scene.look, theme) for group in scene.groups)
    yield from (_trunk(piece, scene, theme, told(piece.edges)) for piece in trunks.pieces(scene.edges))
    yield from (_edge(edge, scene, theme) for edge in scene.edges)
    yield from (_node(node, theme) for node in scene.nodes)
    yield from (_mark(mark, theme) for mark in marks.drawn(scene, theme))
    if scene.heading:
        yield _text(scene.heading)
    yield from map(_text, scene.notes)
    yield from (_key(key) for key in scene.keys)
    yield from (_callout(callout, scene.look, theme) for callout in scene.callouts)


def lacking(scene: Scene) -> str:
    """The characters that the embedded face lacks and the reader's system must have, in order of code."""
    characters = {c for line in _lines(scene) for c in line.text if c.isprintable() and typeface.lacks(c)}
    return "".join(sorted(characters))


def _lines(scene: Scene) -> Iterator[Line]:
    return (line for text in scene.texts() for line in text.lines)


def font_faces(scenes: Iterable[Scene], more: str = "") -> str:
    """The faces, cut down to the characters that the scenes use, and more."""
    used = {400: set(more), 600: set(more)} if more else {}
    for scene in scenes:
        for line in _lines(scene):
            used.setdefault(typeface.SETTINGS[line.style].weight, set()).update(escape(line.text))
        if scene.marks:
            used.setdefault(600, set()).update(c for mark in scene.marks for c in mark.code)
    return "".join(_font_face(weight, characters) for weight, characters in sorted(used.items()))


def rules(theme: Theme, look: Look, selector: str = ".archgen") -> str:
    """The few rules that text and lines share, for what a selector holds."""
    palette = themes.palette(look, theme)
    return "".join(
        [
            f"{selector} text{{font:400 13px {FAMILY};fill:{palette.ink};{EXACT}}}",
            *(_text_rule(selector, style, palette) for style in TEXTS),
            f"{selector} .connection path,{selector} .trunk path,{selector} .key path"
            f"{{fill:none;stroke:{palette.line};stroke-width:1.4}}",
            f"{selector} .main path{{stroke-width:2.8}}",
            f"{selector} .head{{stroke-linejoin:round;stroke-linecap:round}}",
            *(_sort_rule(selector, s, colour, themes.dash(s, look)) for s, colour in palette.sorts.items()),
            f"{selector} .connection .way{{stroke:transparent;stroke-width:6}}",
        ]
    )


TEXTS: tuple[Style, ...] = ("heading", "title", "small", "egress", "callout")


def _sort_rule(selector: str, sort: Sort, colour: str, broken: str | None) -> str:
    """How lines of a sort are painted, their dots, and what is written on them."""
    here = f'{selector} [data-sort="{sort}"]'
    rule = f"{here} path{{stroke:{colour}}}{here} circle{{fill:{colour}}}"
    rule += f'{selector} .connection[data-sort="{sort}"]>text{{fill:{colour}}}'
    dash = f"{here} .line{{stroke-dasharray:{broken}}}" if broken else ""
    return rule + dash


def _font_face(weight: int, characters: Iterable[str]) -> str:
    data = b64encode(typeface.embedded(weight, characters)).decode()
    return f"@font-face{{font-family:archgen;font-weight:{weight};src:url(data:font/ttf;base64,{data})}}"


def _text_rule(selector: str, style: Style, palette: themes.Palette) -> str:
    size, weight, _ = typeface.SETTINGS[style]
    shades = {"small": palette.soft, "callout": palette.ground, "egress": palette.sorts["egress"]}
    shades["heading"] = palette.title or palette.ink
    colour = shades.get(style, palette.ink)
    return f"{selector} .{style}{{font-size:{number(size)}px;font-weight:{weight};fill:{colour}}}"


def signs(scenes: Iterable[Scene]) -> tuple[str, ...]:
    """The icons and group signs in use, in the order in which they are first seen."""
    used: dict[str, None] = {}
    for scene in scenes:
        used |= dict.fromkeys(sign for group in scene.groups if (sign := themes.sign(group)))
        used |= dict.fromkeys(node.icon for node in scene.nodes)
    return tuple(used)


def symbol(name: str, theme: Theme) -> str:
    """A group's sign or an icon, to be used by its name."""
    return _glyph_symbol(name) if name in themes.GLYPHS else icon_symbol(name, picture(name, theme))


def picture(name: str, theme: Theme, **attributes: str) -> str:
    """An icon's picture."""
    side = str(icons.PIXELS)
    data = b64encode(icons.png(name, theme)).decode()
    return element("image", width=side, height=side, href=f"data:image/png;base64,{data}", **attributes)


def _glyph_symbol(name: str) -> str:
    lines = element("path", d=themes.GLYPHS[name], fill="none", stroke="#FFF", stroke_width="1.7")
    ground = element("rect", width="32", height="32")
    return element("symbol", ground + lines, id=_symbol(name), viewBox="0 0 32 32")


def icon_symbol(name: str, pictures: str) -> str:
    """An icon's pictures, to be used by its name."""
    return element("symbol", pictures, id=_symbol(name), viewBox=f"0 0 {icons.PIXELS} {icons.PIXELS}")


def _symbol(name: str) -> str:
    return "icon-" + re.sub(r"[^A-Za-z0-9]", "-", name)


def _use(name: str, box: Box, **attributes: str) -> str:
    return element("use", href=f"#{_symbol(name)}", **_box(box), **attributes)


def _box(box: Box) -> dict[str, str]:
    return {
        "x": number(box.x),
        "y": number(box.y),
        "width": number(box.width),
        "height": number(box.height),
    }


def _group(group: Group, look: Look, theme: Theme) -> str:
    """Frame first, then its tint, the sign in its corner, the caption, and bars that count zones."""
    style = themes.style(group.kind, group.look)
    stroke, fill = themes.frame(group, look, theme)
    frame = element(
        "rect",
        **_box(group.box),
        rx=number(style.radius),
        fill=(fill if group.cell is None else None) or "none",
        stroke=stroke,
        stroke_width=number(style.width),
        stroke_dasharray=style.dash,
    )
    tint = element("rect", **_box(group.cell), rx=number(style.radius), fill=fill) if group.cell else ""
    sign = themes.sign(group)
    corner = _use(sign, group.icon_box, fill=stroke) if sign and group.icon_box else ""
    bars = "".join(
        element("rect", **_box(bar), rx=number(strokes.BAR_CORNER), fill=themes.ZONES) for bar in group.bars
    )
    aside = _text(group.aside) if group.aside else ""
    return element(
        "g",
        frame + tint + _title(group.title) + corner + _text(group.caption) + aside + bars,
        **{"class": "group"},
        data_id=group.id,
        data_kind=group.kind,
        data_parent=group.parent,
    )


def _title(text: str | None) -> str:
    return element("title", escape(text)) if text else ""


def _node(node: Node, theme: Theme) -> str:
    """The icon and its label, on patches of the ground where a border would shine through."""
    patch = ""
    if node.border and icons.is_outline(node.icon):
        radius = number(min(node.box.width, node.box.height) / 2)
        patch = element("rect", **_box(node.box), rx=radius, fill=themes.PALETTES[theme].ground)
    if node.border and node.label.anchor == "middle" and node.label.lines:
        behind = strokes.patch(typeface.extent(node.label))
        patch += element("rect", **_box(behind), fill=themes.PALETTES[theme].ground)
    return element(
        "g",
        _title(node.title) + patch + _use(node.icon, node.box) + _text(node.label),
        **{"class": "component"},
        data_id=node.id,
        data_component=node.component,
        data_kind=node.kind,
        data_parent=node.parent,
        data_border=node.border,
    )


def _edge(edge: Edge, scene: Scene, theme: Theme) -> str:
    """The line, its open head, and the label on a patch of the ground that it stands on.

    Where the strokes are those of a trunk the line is there to be pointed at, and is not seen.
    """
    label = edge_label(edge, scene, theme)
    if edge.net is None:
        strokes_of = _strokes(edge.points, _paint(scene, (edge,), theme), head=True)
    else:
        strokes_of = element("path", **{"class": "way"}, d=strokes.rounded(edge.points))
    if edge.rooted:
        (x, y), *_ = edge.points
        strokes_of += element("circle", **{"class": "junction"}, cx=number(x), cy=number(y), r=DOT)
    return element(
        "g",
        strokes_of + label,
        **{"class": "connection main" if edge.main else "connection"},
        data_id=edge.id,
        data_source=edge.source,
        data_target=edge.target,
        data_kind=edge.kind,
        data_sort=edge.sort,
    )


def edge_label(edge: Edge, scene: Scene, theme: Theme) -> str:
    """What is written on a connection, on a patch of the ground that it is on."""
    label = _patch(edge, scene, theme) + (_text(edge.label) if edge.label else "")
    return label + (_callout(edge.callout, scene.look, theme) if edge.callout else "")


def _trunk(piece: trunks.Piece, scene: Scene, theme: Theme, connections: str) -> str:
    """A piece that some connections share: it is named after what all of them have in common."""
    paint = _paint(scene, piece.edges, theme)
    fill = {"style": paint["style"].replace("stroke:", "fill:", 1)} if paint else {}
    dots = "".join(
        element("circle", **{"class": "junction"}, cx=number(x), cy=number(y), r=DOT, **fill)
        for x, y in piece.dots
    )
    back = strokes.head(tuple(reversed(piece.points)))
    tail = element("path", **{"class": "head"}, d=back, **paint) if piece.tail else ""
    return element(
        "g",
        _strokes(piece.points, paint, head=piece.head) + tail + dots,
        **{"class": "trunk main" if piece.main else "trunk"},
        data_target=piece.hub,
        data_sort=piece.sort,
        data_connections=connections,
    )


DOT = "2.8"
"""Radius of the dot where lines of a trunk part, in pixels."""


def _strokes(points: strokes.Points, paint: Mapping[str, str], *, head: bool) -> str:
    """A line; with a head it ends a little before what it points at."""
    shown = strokes.shortened(points) if head else points
    line = element("path", **{"class": "line"}, d=strokes.rounded(shown), **paint)
    return line + (element("path", **{"class": "head"}, d=strokes.head(shown), **paint) if head else "")


def _paint(scene: Scene, edges: Iterable[Edge], theme: Theme) -> dict[str, str]:
    """The colour of a finding about one of the connections."""
    colours = (marks.colour_of(scene, edge.id, theme) for edge in edges) if scene.marks else iter(())
    colour = next((colour for colour in colours if colour), None)
    return {"style": f"stroke:{colour};stroke-width:2"} if colour else {}


def _key(key: Key) -> str:
    """An entry of the legend."""
    if key.sort == "zones":
        marked = strokes.bars(key.x, key.y, 3)
        sign = "".join(
            element("rect", **_box(bar), rx=number(strokes.BAR_CORNER), fill=themes.ZONES) for bar in marked
        )
    else:
        path = f"M{number(key.x)} {number(key.y)}h{number(strokes.KEY)}"
        sign = element("path", **{"class": "line"}, d=path)
    return element("g", sign + _text(key.text), **{"class": "key"}, data_sort=key.sort)


def _bar(box: Box) -> str:
    """A mark that counts zones."""
    return element("rect", **_box(box), rx=number(strokes.BAR_CORNER), fill=themes.ZONES)


def _mark(mark: marks.Ring | marks.Trail | marks.Badge, theme: Theme) -> str:
    """A ring, a dashed line with a head, or a code on a chip."""
    kind = {"class": "mark"}
    line = {"fill": "none", "stroke": mark.colour, "stroke_width": "2"}
    if isinstance(mark, marks.Ring):
        return element("rect", **kind, **_box(mark.box), rx=number(marks.RING), **line)
    if isinstance(mark, marks.Trail):
        path = element("path", d=strokes.rounded(mark.points), stroke_dasharray="6 4", **line)
        return element("g", path + element("path", d=strokes.head(mark.points), **line), **kind)
    ground = themes.PALETTES[theme].ground
    chip = element("rect", **_box(mark.box), rx=number(marks.CHIP), fill=mark.colour, stroke=ground)
    return element("g", chip + _text(mark.text), **kind, data_id=mark.id)


def _callout(callout: Callout, look: Look, theme: Theme) -> str:
    """A number in the ground's colour on a disc of the ink's, or of that of the file."""
    palette = themes.palette(look, theme)
    disc = element("rect", **_box(callout.box), rx="9", fill=palette.steps or palette.ink)
    return element("g", disc + _text(callout.text), **{"class": "number"})


def _patch(edge: Edge, scene: Scene, theme: Theme) -> str:
    """What keeps a line from running through its label."""
    if edge.label is None:
        return ""
    box = typeface.extent(edge.label)
    patch = strokes.patch(box, edge.callout.box if edge.callout else None)
    return element("rect", **_box(patch), fill=themes.ground(scene, box.center, theme))


def _text(text: Text) -> str:
    """One `<text>`; a line of it is a `<tspan>` where there are several."""
    anchor = text.anchor if text.anchor != "start" else None
    rows = [
        (escape(line.text), {"x": number(text.x), "y": number(y), "class": _class(line)})
        for line, y in typeface.rows(text)
    ]
    if not rows:
        return ""
    if len(rows) == 1:
        return element("text", rows[0][0], **rows[0][1], text_anchor=anchor)
    return element("text", "".join(element("tspan", words, **row) for words, row in rows), text_anchor=anchor)


def _class(line: Line) -> str | None:
    return line.style if line.style != "plain" else None
