"""A scene as a vector PDF, one to a page, with text that can be selected and searched.

Written here rather than by a library: the page is a few kinds of strokes, a face that is already cut down,
and icons with a palette. So nothing more is needed, and its bytes hold no date. Follows ISO 32000-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from archgen.render.diagram import icons, themes
from archgen.render.diagram.icons import Theme
from archgen.render.diagram.scene import Box, Callout, Edge, Group, Key, Look, Node, Scene, Sort, Text
from archgen.render.diagram.text import typeface
from archgen.render.diagram.text.fontfile import FontFile
from archgen.render.diagram.writers import marks, pngfile, strokes, trunks
from archgen.render.diagram.writers.pdffile import PdfFile
from archgen.render.diagram.writers.pngfile import QUICK, compressed
from archgen.render.diagram.writers.xmltext import number

PAGES = ((841.89, 595.28), (1190.55, 841.89))
"""A4 and A3, landscape, in points."""
MARGIN, READABLE = 28.0, 6.0
"""Points around a picture, and of small text below which the larger page is taken."""
MOST = 0.75
"""Points to a CSS pixel at most: no picture is blown up."""


def draw(scene: Scene, theme: Theme = "light") -> bytes:
    """The scene as a PDF file."""
    file = PdfFile()
    press = Press(file, [scene], theme=theme)
    return file.written([press.page(*whole(press, scene))], scene.title, scene.language)


def bare(scene: Scene, theme: Theme = "light") -> bytes:
    """A page as large as the scene, a point to a CSS pixel, to be drawn from."""
    file, size = PdfFile(), (scene.width, scene.height)
    press = Press(file, [scene], theme=theme)
    page = press.page(size, _on_ground(press, scene, size, placed(press, scene, 1, 0, scene.height)))
    return file.written([page], scene.title, scene.language)


class Press:
    """What the pages of a file share: faces and icons. `texts` are those beside the scenes, by weight."""

    def __init__(
        self,
        file: PdfFile,
        scenes: Sequence[Scene],
        texts: Mapping[int, Iterable[str]] = MappingProxyType({}),
        theme: Theme = "light",
    ) -> None:
        self._file, self.theme = file, theme
        used: dict[int, set[str]] = {weight: set().union(*found) for weight, found in texts.items()}
        for scene in scenes:
            for weight, characters in _characters(scene).items():
                used.setdefault(weight, set()).update(characters)
        self.faces = {weight: _Face(weight, characters) for weight, characters in sorted(used.items())}
        names = list(dict.fromkeys(name for scene in scenes for name in _icon_names(scene)))
        self.images = {name: i for i, name in enumerate(names)}
        fonts = " ".join(f"/F{weight} {file.ref(_font(file, face))}" for weight, face in self.faces.items())
        images = " ".join(f"/I{i} {file.ref(_image(file, name, theme))}" for i, name in enumerate(names))
        self._resources = f"<</Font<<{fonts}>>/XObject<<{images}>>>>"

    def page(self, size: tuple[float, float], content: Iterable[str]) -> dict[str, str]:
        """A page of the file, of a size in points."""
        return {
            "MediaBox": f"[0 0 {number(size[0])} {number(size[1])}]",
            "Resources": self._resources,
            "Contents": self._file.ref(self._file.stream("\n".join(content).encode("ascii"))),
        }

    def words(self, text: str, weight: int) -> str:
        """Text as the operator that shows it takes it."""
        return f"<{self.faces[weight].encoded(text)}>"


def whole(press: Press, scene: Scene) -> tuple[tuple[float, float], Iterator[str]]:
    """A page with nothing but a scene: its size, and its content."""
    size, scale = _page(scene)
    left, bottom = (size[0] - scene.width * scale) / 2, (size[1] + scene.height * scale) / 2
    return size, _on_ground(press, scene, size, placed(press, scene, scale, left, bottom))


def _on_ground(
    press: Press, scene: Scene, size: tuple[float, float], content: Iterator[str]
) -> Iterator[str]:
    ground = _filled(Box(0, 0, *size), themes.palette(scene.look, press.theme).ground)
    return chain([ground], content)


def _page(scene: Scene) -> tuple[tuple[float, float], float]:
    """The page on which the picture can be read, and points to a pixel on it."""
    small = typeface.SETTINGS["small"].size
    for size in PAGES:
        room = (size[0] - 2 * MARGIN, size[1] - 2 * MARGIN)
        scale = min(room[0] / scene.width, room[1] / scene.height, MOST)
        if scale * small >= READABLE:
            break
    return size, scale


class _Face:
    """A face of the page: its cut-down file and the glyphs in it."""

    def __init__(self, weight: int, characters: set[str]) -> None:
        self.weight = weight
        self.data = typeface.embedded(weight, characters)
        self.file = FontFile(self.data)
        self.characters = sorted(c for c in characters if self.file.glyph(c))

    def encoded(self, text: str) -> str:
        return "".join(f"{self.file.glyph(c):04X}" for c in text)

    def thousandths(self, glyph: int) -> int:
        return round(self.file.advance(glyph) * 1000 / self.file.units_per_em)


def _characters(scene: Scene) -> dict[int, set[str]]:
    used: dict[int, set[str]] = {}
    for text in scene.texts():
        for line in text.lines:
            used.setdefault(typeface.SETTINGS[line.style].weight, set()).update(line.text)
    if scene.marks:
        used.setdefault(600, set()).update(c for mark in scene.marks for c in mark.code)
    return dict(sorted(used.items()))


def _icon_names(scene: Scene) -> Iterator[str]:
    yield from (sign for g in scene.groups if (sign := themes.sign(g)) and sign not in themes.GLYPHS)
    yield from (node.icon for node in scene.nodes)


# The page's content: operators of a page whose y grows downwards


def placed(press: Press, scene: Scene, scale: float, left: float, bottom: float) -> Iterator[str]:
    """A scene with its top left corner at a place, `bottom` from below; what comes after is in its units."""
    images, faces, theme = press.images, press.faces, press.theme
    palette = themes.palette(scene.look, theme)
    yield f"{scale:.5f} 0 0 -{scale:.5f} {number(left)} {number(bottom)} cm"
    for group in scene.groups:
        yield from _group(group, scene.look, theme, images)
        yield from _text(group.caption, palette, faces)
        yield from _text(group.aside, palette, faces) if group.aside else ()
    for piece in trunks.pieces(scene.edges):
        yield from _trunk(piece, scene, theme)
    for edge in scene.edges:
        yield from _edge(edge, scene, theme)
        yield from _text(edge.label, palette, faces, palette.sorts[edge.sort]) if edge.label else ()
        yield from _callout(edge.callout, palette, faces) if edge.callout else ()
    for node in scene.nodes:
        yield from _node(node, theme, images)
        yield from _text(node.label, palette, faces)
    yield from _text(scene.heading, palette, faces) if scene.heading else ()
    for note in scene.notes:
        yield from _text(note, palette, faces)
    for key in scene.keys:
        yield from _key(key, scene.look, palette, faces)
    for callout in scene.callouts:
        yield from _callout(callout, palette, faces)
    for mark in marks.drawn(scene, theme):
        yield from _mark(mark, palette, faces)


def _group(group: Group, look: Look, theme: Theme, images: dict[str, int]) -> Iterator[str]:
    style = themes.style(group.kind, group.look)
    stroke, fill = themes.frame(group, look, theme)
    if fill:
        yield _filled(group.cell or group.box, fill)
    pen = f"{number(style.width)} w [{style.dash or ''}] 0 d"
    yield f"{_colour(stroke)} RG {pen} {_operators(strokes.outline(group.box, style.radius))} S [] 0 d"
    yield from map(_bar, group.bars)
    sign, box = themes.sign(group), group.icon_box
    if sign in themes.GLYPHS and box:
        yield _filled(box, stroke)
        scale = f"{number(box.width / 32)} 0 0 {number(box.height / 32)} {number(box.x)} {number(box.y)} cm"
        yield f"q {scale} 1 1 1 RG 1.7 w {_operators(themes.GLYPHS[sign])} S Q"
    elif sign and box:
        yield _picture(images[sign], box)


def _edge(edge: Edge, scene: Scene, theme: Theme) -> Iterator[str]:
    palette, dash = themes.palette(scene.look, theme), themes.dash(edge.sort, scene.look)
    if edge.net is None:
        marked = marks.colour_of(scene, edge.id, theme)
        yield from _line(edge.points, edge.sort, marked, palette, dash, main=edge.main)
    if edge.rooted:
        (x, y), *_ = edge.points
        yield _disc(Box(x - 2.8, y - 2.8, 5.6, 5.6), palette.sorts[edge.sort])
    if edge.label:
        box = typeface.extent(edge.label)
        patch = strokes.patch(box, edge.callout.box if edge.callout else None)
        yield _filled(patch, themes.ground(scene, box.center, theme))


def _trunk(piece: trunks.Piece, scene: Scene, theme: Theme) -> Iterator[str]:
    found = (marks.colour_of(scene, edge.id, theme) for edge in piece.edges)
    marked = next((colour for colour in found if colour), None)
    palette, dash = themes.palette(scene.look, theme), themes.dash(piece.sort, scene.look)
    yield from _line(piece.points, piece.sort, marked, palette, dash, main=piece.main, head=piece.head)
    if piece.tail:
        yield _head(tuple(reversed(piece.points)))
    for x, y in piece.dots:
        yield _disc(Box(x - 2.8, y - 2.8, 5.6, 5.6), marked or palette.sorts[piece.sort])


def _line(
    points: strokes.Points,
    sort: Sort,
    marked: str | None,
    palette: themes.Palette,
    dash: str | None,
    *,
    main: bool,
    head: bool = True,
) -> Iterator[str]:
    """A line in its sort's colour, or in that of the finding about it."""
    shown = strokes.shortened(points) if head else points
    wide = 2.8 if main else 2 if marked else 1.4
    yield f"{_colour(marked or palette.sorts[sort])} RG {number(wide)} w"
    yield f"[{dash or ''}] 0 d {_operators(strokes.rounded(shown))} S [] 0 d"
    if head:
        yield _head(shown)


def _head(points: strokes.Points) -> str:
    """The head of an arrow, with round ends."""
    return f"1 J 1 j {_operators(strokes.head(points))} S 0 J 0 j"


def _key(key: Key, look: Look, palette: themes.Palette, faces: dict[int, _Face]) -> Iterator[str]:
    """An entry of the legend."""
    if key.sort == "zones":
        yield from map(_bar, strokes.bars(key.x, key.y, 3))
    else:
        dash = f"[{themes.dash(key.sort, look) or ''}]"
        line = f"{number(key.x)} {number(key.y)} m {number(key.x + strokes.KEY)} {number(key.y)} l S"
        yield f"{_colour(palette.sorts[key.sort])} RG 1.6 w {dash} 0 d {line} [] 0 d"
    yield from _text(key.text, palette, faces)


def _node(node: Node, theme: Theme, images: dict[str, int]) -> Iterator[str]:
    if node.border and icons.is_outline(node.icon):
        yield _disc(node.box, themes.PALETTES[theme].ground)
    if node.border and node.label.anchor == "middle" and node.label.lines:
        yield _filled(strokes.patch(typeface.extent(node.label)), themes.PALETTES[theme].ground)
    yield _picture(images[node.icon], node.box)


def _text(
    text: Text, palette: themes.Palette, faces: dict[int, _Face], own: str | None = None
) -> Iterator[str]:
    """Lines of text, in a colour of their own or in that of their style."""
    for line, y in typeface.rows(text):
        size, weight, _ = typeface.SETTINGS[line.style]
        wide = typeface.width(line.text, line.style)
        x = {"start": text.x, "middle": text.x - wide / 2, "end": text.x - wide}[text.anchor]
        shades = {"small": palette.soft, "callout": palette.ground, "egress": palette.sorts["egress"]}
        shades["heading"] = palette.title or palette.ink
        colour = _colour(own or shades.get(line.style, palette.ink))
        words = faces[weight].encoded(line.text)
        place = f"1 0 0 -1 {number(x)} {number(y)} Tm"
        yield f"BT {colour} rg /F{weight} {number(size)} Tf {place} <{words}> Tj ET"


def _callout(callout: Callout, palette: themes.Palette, faces: dict[int, _Face]) -> Iterator[str]:
    yield _disc(callout.box, palette.steps or palette.ink)
    yield from _text(callout.text, palette, faces)


def _mark(
    mark: marks.Ring | marks.Trail | marks.Badge, palette: themes.Palette, faces: dict[int, _Face]
) -> Iterator[str]:
    """A ring, a dashed line with a head, or a code on a chip."""
    yield f"{_colour(mark.colour)} RG 2 w"
    if isinstance(mark, marks.Ring):
        yield f"{_operators(strokes.outline(mark.box, marks.RING))} S"
    elif isinstance(mark, marks.Trail):
        yield f"[6 4] 0 d {_operators(strokes.rounded(mark.points))} S [] 0 d"
        yield f"{_operators(strokes.head(mark.points))} S"
    else:
        chip = _operators(strokes.outline(mark.box, min(marks.CHIP, mark.box.height / 2)))
        yield f"{_colour(mark.colour)} rg {_colour(palette.ground)} RG 1 w {chip} B"
        yield from _text(mark.text, palette, faces)


def _picture(image: int, box: Box) -> str:
    corner = f"{number(box.x)} {number(box.bottom)}"  # pictures stand upright in a y that grows upwards
    return f"q {number(box.width)} 0 0 {number(-box.height)} {corner} cm /I{image} Do Q"


def _filled(box: Box, colour: str) -> str:
    return f"{_colour(colour)} rg {_rectangle(box)} f"


def _bar(box: Box) -> str:
    """A mark that counts zones."""
    return f"{_colour(themes.ZONES)} rg {_operators(strokes.outline(box, strokes.BAR_CORNER))} f"


def _disc(box: Box, colour: str) -> str:
    """A circle in a box: a dot as wide as the box, drawn with a round pen."""
    (x, y), side = box.center, min(box.width, box.height)
    pen = f"{_colour(colour)} RG {number(side)} w 1 J"
    return f"q {pen} {number(x)} {number(y)} m {number(x)} {number(y)} l S Q"


def _rectangle(box: Box) -> str:
    return f"{number(box.x)} {number(box.y)} {number(box.width)} {number(box.height)} re"


def _colour(code: str) -> str:
    return " ".join(f"{int(code[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5))


def _operators(path: str) -> str:
    """An SVG path of the commands M, L, Q, C and Z as PDF operators."""
    done, at = [], (0.0, 0.0)
    for command, numbers in re.findall(r"([MLQCZ])([^MLQCZ]*)", path):
        values = [float(n) for n in numbers.split()]
        if command == "Q":
            values = _cubic(at, values)
        at = (values[-2], values[-1]) if values else at
        done.append(
            " ".join([*map(number, values), {"M": "m", "L": "l", "Q": "c", "C": "c", "Z": "h"}[command]])
        )
    return " ".join(done)


def _cubic(start: tuple[float, float], curve: list[float]) -> list[float]:
    """A quadratic curve as a cubic one, the only kind that PDF has."""
    cx, cy, x, y = curve
    first = (start[0] + (cx - start[0]) * 2 / 3, start[1] + (cy - start[1]) * 2 / 3)
    return [*first, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y]


# What the page refers to


def _font(file: PdfFile, face: _Face) -> int:
    """A composite font whose codes are glyph numbers, with the way back to characters."""
    glyphs = [face.file.glyph(c) for c in face.characters]
    name = f"/ARCHGN+SourceSans-{face.weight}"
    data = file.ref(file.stream(face.data, Length1=str(len(face.data))))
    descriptor = file.ref(
        file.dictionary(
            Type="/FontDescriptor",
            FontName=name,
            Flags="32",
            FontBBox="[-454 -293 2159 968]",
            ItalicAngle="0",
            Ascent=str(round(typeface.ASCENT * 1000)),
            Descent=str(-round(typeface.DESCENT * 1000)),
            CapHeight="660",
            StemV="84" if face.weight == 400 else "120",
            FontFile2=data,
        )
    )
    widths = " ".join(f"{glyph} [{face.thousandths(glyph)}]" for glyph in glyphs)
    system = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    descendant = file.ref(
        file.dictionary(
            Type="/Font",
            Subtype="/CIDFontType2",
            BaseFont=name,
            CIDSystemInfo=system,
            FontDescriptor=descriptor,
            W=f"[{widths}]",
            CIDToGIDMap="/Identity",
        )
    )
    return file.dictionary(
        Type="/Font",
        Subtype="/Type0",
        BaseFont=name,
        Encoding="/Identity-H",
        DescendantFonts=f"[{descendant}]",
        ToUnicode=file.ref(file.stream(_to_unicode(face).encode("ascii"))),
    )


def _to_unicode(face: _Face) -> str:
    """Which character each glyph stands for, so that text can be copied and found."""
    rows = [f"<{face.file.glyph(c):04X}> <{ord(c):04X}>" for c in face.characters]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]  # a block holds at most 100
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{mapped}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _image(file: PdfFile, name: str, theme: Theme) -> int:
    """An icon: the pixels as its PNG has them, with their transparency as a second picture."""
    icon = icons.indexed(name, theme)
    opacities = compressed(icon.pixels.translate(icon.opacities.ljust(256)), QUICK)
    mask = _pixels(file, opacities, "/DeviceGray")
    space = f"[/Indexed/DeviceRGB {len(icon.colours) // 3 - 1} <{icon.colours.hex()}>]"
    lines = dict(pngfile.chunks(icons.png(name, theme)))[b"IDAT"]
    rows = f"<</Predictor 15/Colors 1/BitsPerComponent 8/Columns {icons.PIXELS}>>"
    return _pixels(file, lines, space, DecodeParms=rows, SMask=file.ref(mask))


def _pixels(file: PdfFile, stream: bytes, space: str, **entries: str) -> int:
    return file.stream(
        stream,
        Type="/XObject",
        Subtype="/Image",
        Width=str(icons.PIXELS),
        Height=str(icons.PIXELS),
        ColorSpace=space,
        BitsPerComponent="8",
        Filter="/FlateDecode",
        **entries,
    )
