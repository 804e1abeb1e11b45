"""The docs as a PDF: pages of A4 with a table of contents, and each large picture on a page of its own.

Written with the writer of the pictures, so that nothing is needed beside archgen and the same model gives the
same bytes. Units are points; heights are measured from the top of a page until they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from archgen.render.diagram.scene import Scene
from archgen.render.diagram.text.typeface import SETTINGS
from archgen.render.diagram.writers.pdf import Press, placed, whole
from archgen.render.diagram.writers.pdffile import Bookmark, PdfFile
from archgen.render.docs.book.blocks import Block, Code, Heading, Paragraph, Picture, Run, Runs, Table
from archgen.render.docs.book.setting import BOLD, REGULAR, Line, extent, lines, narrowest, widest

WIDE, HIGH = 595.28, 841.89
LEFT, TOP, BOTTOM = 54.0, 60.0, 64.0
ROOM = WIDE - 2 * LEFT
SIZES = {1: (20.0, 25.0), 2: (14.0, 18.0), 3: (11.0, 15.0)}
TEXT, TABLE, CODE = (9.5, 13.2), (8.2, 10.8), (8.2, 11.4)
"""Size, and from one line to the next."""
INK, SOFT, RULE, TINT = "0.086 0.098 0.122", "0.33 0.357 0.392", "0.82 0.85 0.88", "0.955 0.963 0.971"
CELL = 4.0
"""Points beside and above the text of a cell."""
READABLE = 6.0
"""Points that small text of a picture has at least, where it is set among the text."""
INDENT = 16.0


@dataclass
class Sheet:
    """A page: its own content, or a scene that fills it."""

    content: list[str] = field(default_factory=list)
    scene: Scene | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the table of contents."""

    level: int
    text: str
    sheet: int
    top: float


class Paper:
    """Sets blocks on sheets, one below another."""

    def __init__(self, press: Press, pictures: Mapping[str, Scene], first: int) -> None:
        self._press, self._pictures, self._first = press, pictures, first
        self.sheets = [Sheet()]
        self.entries: list[Entry] = []
        self._y = TOP
        self._waiting: list[Scene] = []

    def turn(self) -> None:
        """A new page; the pictures that wait are before it."""
        self.sheets += [Sheet(scene=scene) for scene in self._waiting]
        self._waiting = []
        self.sheets.append(Sheet())
        self._y = TOP

    def finish(self) -> None:
        """The pictures that wait still."""
        self.sheets += [Sheet(scene=scene) for scene in self._waiting]
        self._waiting = []

    def set(self, blocks: Sequence[Block]) -> None:
        """The blocks, one after another."""
        for block in blocks:
            match block:
                case Heading():
                    self._heading(block)
                case Paragraph():
                    self._paragraph(block)
                case Code():
                    self._code(block)
                case Table():
                    self._table(block)
                case Picture() if block.name in self._pictures:
                    self._picture(self._pictures[block.name])

    def _need(self, high: float) -> None:
        if self._y + high > HIGH - BOTTOM:
            self.turn()

    def _heading(self, block: Heading) -> None:
        size, leading = SIZES[min(block.level, 3)]
        found = lines(block.runs, size, ROOM, bold=True)
        self._y += 0 if self._y == TOP else leading * 0.75
        self._need(len(found) * leading + 54)
        text = "".join(run.text for run in block.runs)
        self.entries.append(Entry(block.level, text, self._first + len(self.sheets) - 1, self._y))
        self._lines(found, LEFT, size, leading)
        self._y += 4

    def _paragraph(self, block: Paragraph) -> None:
        size, leading = TEXT
        left = LEFT + (INDENT if block.mark is not None else 0)
        found = lines(block.runs, size, ROOM - (left - LEFT))
        self._need(min(len(found), 2) * leading)
        if block.mark:
            marks = lines((Run(block.mark),), size, INDENT)
            self._write(marks[0], LEFT, self._y, size, SOFT)
        self._lines(found, left, size, leading)
        self._y += 2 if block.mark is not None else 5

    def _lines(self, found: Iterable[Line], left: float, size: float, leading: float) -> None:
        for line in found:
            self._need(leading)
            self._write(line, left, self._y, size)
            self._y += leading

    def _code(self, block: Code) -> None:
        size, leading = CODE
        left = LEFT + (INDENT if block.in_list else 0)
        width = ROOM - (left - LEFT)
        found = [
            line
            for text in block.text.split("\n")
            for line in lines((Run(text.replace(" ", "\u00a0")),), size, width - 16)
        ]
        self._need(min(len(found), 6) * leading + 12)
        self._y += 2
        for line in found:
            self._need(leading)
            self._fill(left, self._y - 2, width, leading + 4, TINT)
            self._write(line, left + 8, self._y, size)
            self._y += leading
        self._y += 8

    def _picture(self, scene: Scene) -> None:
        """A picture that can be read in the width of the text, or is low, is set here; others have a page."""
        scale = min(ROOM / scene.width, 0.75)
        low = scene.height * scale < HIGH / 5
        if scale * SETTINGS["small"].size < READABLE and not low:
            self._waiting.append(scene)
            return
        high = scene.height * scale
        self._need(high + 8)
        bottom = HIGH - self._y
        self._put(
            "q", *placed(self._press, scene, scale, LEFT + (ROOM - scene.width * scale) / 2, bottom), "Q"
        )
        self._y += high + 10

    def _table(self, table: Table) -> None:
        size, leading = TABLE
        widths = _columns(table, size)
        header = [
            lines(cell, size, w - 2 * CELL, bold=True) for cell, w in zip(table.header, widths, strict=True)
        ]
        rows = [
            [lines(cell, size, w - 2 * CELL) for cell, w in zip(row, widths, strict=False)]
            for row in table.rows
        ]
        first = _high(rows[0], leading) if rows else 0
        self._need(_high(header, leading) + min(first, 200) + 2)
        self._row(header, widths, table, tint=True)
        for row in rows:
            if self._y + min(_high(row, leading), HIGH / 2) > HIGH - BOTTOM:
                self.turn()
                self._row(header, widths, table, tint=True)
            self._row(row, widths, table)
        self._y += 9

    def _row(self, cells: list[list[Line]], widths: list[float], table: Table, *, tint: bool = False) -> None:
        size, leading = TABLE
        rest = cells
        while True:
            fits = max(1, int((HIGH - BOTTOM - self._y - 2 * CELL) / leading))
            now, rest = [cell[:fits] for cell in rest], [cell[fits:] for cell in rest]
            high = _high(now, leading)
            if tint:
                self._fill(LEFT, self._y, fsum(widths), high, TINT)
            left = LEFT
            for column, (cell, width) in enumerate(zip(now, widths, strict=False)):
                for number, line in enumerate(cell):
                    push = width - 2 * CELL - extent(line, size) if column in table.numbers else 0
                    self._write(line, left + CELL + push, self._y + CELL + number * leading, size)
                left += width
            self._y += high
            self._rule(LEFT, self._y, fsum(widths))
            if not any(rest):
                return
            self.turn()

    # What is written on a sheet

    def _put(self, *operators: str) -> None:
        self.sheets[-1].content += operators

    def _fill(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        self._put(f"{colour} rg {x:.2f} {HIGH - y - high:.2f} {wide:.2f} {high:.2f} re f")

    def _rule(self, x: float, y: float, wide: float) -> None:
        self._put(f"{RULE} RG 0.5 w {x:.2f} {HIGH - y:.2f} m {x + wide:.2f} {HIGH - y:.2f} l S")

    def _write(self, line: Line, left: float, top: float, size: float, colour: str = INK) -> None:
        for each in line:
            word = each.word
            x, wide = left + each.x, word.wide(size)
            if word.code:
                self._fill(x - 1, top + size * 0.1, wide + 2, size * 1.18, TINT)
            self._put(written(self._press, word.text, word.weight, x, top, size, colour))


def written(
    press: Press, text: str, weight: int, x: float, top: float, size: float, colour: str = INK
) -> str:
    """The operator that writes a text."""
    words = press.words(text, weight)
    return f"BT {colour} rg /F{weight} {size:g} Tf 1 0 0 1 {x:.2f} {HIGH - top - size:.2f} Tm {words} Tj ET"


def _high(cells: Iterable[list[Line]], leading: float) -> float:
    return max((len(cell) for cell in cells), default=1) * leading + 2 * CELL


def _columns(table: Table, size: float) -> list[float]:
    """The widths of the columns: what each needs, or its share of the room above its longest word."""
    every = [table.header, *table.rows]
    natural, least = [], []
    for column in range(len(table.header)):
        cells = [row[column] for row in every if column < len(row)]
        natural.append(max(_measured(cells, size, widest)) + 2 * CELL + 0.5)
        least.append(min(max(_measured(cells, size, narrowest)) + 2 * CELL + 0.5, ROOM / 3))
    if fsum(natural) <= ROOM:
        spare = (ROOM - fsum(natural)) / len(natural)
        return [width + spare for width in natural]
    room = ROOM - fsum(least)
    wanted = [whole - word for whole, word in zip(natural, least, strict=True)]
    if room <= 0:
        return [width * ROOM / fsum(least) for width in least]
    return [word + room * more / fsum(wanted) for word, more in zip(least, wanted, strict=True)]


def _measured(cells: list[Runs], size: float, measure: Callable[..., float]) -> Iterator[float]:
    for number, cell in enumerate(cells):
        yield measure(cell, size, bold=number == 0)


def draw(
    pages: Sequence[tuple[str, tuple[Block, ...]]],
    pictures: Mapping[str, Scene],
    heading: str,
    contents: str,
    language: str,
) -> bytes:
    """The file: a table of contents, then the pages; `contents` is its title."""
    file = PdfFile()
    texts = [heading, contents, *_texts(pages), "0123456789\u2026\u00a0"]
    press = Press(file, list(pictures.values()), {REGULAR: texts, BOLD: texts})
    front = 1
    while True:
        paper = Paper(press, pictures, front)
        for number, (_, blocks) in enumerate(pages):
            if number:
                paper.turn()
            paper.set(blocks)
        paper.finish()
        listed = _contents(press, paper.entries, heading, contents)
        if len(listed) == front:
            break
        front = len(listed)
    sheets = [*listed, *paper.sheets]
    leaves = [_leaf(press, sheet, number, heading) for number, sheet in enumerate(sheets, start=1)]
    marks = [Bookmark(e.text, e.sheet, HIGH - e.top + 8) for e in paper.entries if e.level <= 2]
    return file.written(leaves, heading, language, marks)


def _texts(pages: Sequence[tuple[str, tuple[Block, ...]]]) -> Iterator[str]:
    for _, blocks in pages:
        for block in blocks:
            match block:
                case Heading(runs=runs):
                    yield from (run.text for run in runs)
                case Paragraph(runs=runs, mark=mark):
                    yield from (run.text for run in runs)
                    yield mark or ""
                case Code(text=text):
                    yield text
                case Table(header=header, rows=rows):
                    yield from (run.text for row in (header, *rows) for cell in row for run in cell)


def _contents(press: Press, entries: Sequence[Entry], heading: str, contents: str) -> list[Sheet]:
    """The table of contents."""
    sheets = [Sheet()]
    top = 150.0
    for line in lines((Run(heading),), 26, ROOM, bold=True):
        sheets[0].content += [written(press, e.word.text, BOLD, LEFT + e.x, top, 26) for e in line]
        top += 32
    sheets[0].content.append(written(press, contents, BOLD, LEFT, top + 26, 13))
    top += 52
    for entry in entries:
        if entry.level > 2:
            continue
        if top > HIGH - BOTTOM:
            sheets.append(Sheet())
            top = TOP
        size, weight = (10.5, BOLD) if entry.level == 1 else (9.5, REGULAR)
        top += 6 if entry.level == 1 else 0
        left = LEFT + (0 if entry.level == 1 else 14)
        first, *more = lines((Run(entry.text),), size, ROOM - 60, bold=weight == BOLD)
        for line in (first, *more):
            sheets[-1].content += [written(press, e.word.text, weight, left + e.x, top, size) for e in line]
            top += 15
        number = lines((Run(str(entry.sheet + 1)),), size, 50)[0]
        sheets[-1].content.append(
            written(
                press, str(entry.sheet + 1), REGULAR, WIDE - LEFT - extent(number, size), top - 15, size, SOFT
            )
        )
    return sheets


def _leaf(press: Press, sheet: Sheet, number: int, heading: str) -> dict[str, str]:
    if sheet.scene is not None:
        return press.page(*whole(press, sheet.scene))
    foot = lines((Run(str(number)),), 8, 100)[0]
    place = WIDE - LEFT - extent(foot, 8)
    title = lines((Run(heading),), 8, ROOM - 60)[0]
    content = [
        *sheet.content,
        *(written(press, e.word.text, REGULAR, LEFT + e.x, HIGH - 44, 8, SOFT) for e in title),
        written(press, str(number), REGULAR, place, HIGH - 44, 8, SOFT),
    ]
    return press.page((WIDE, HIGH), content)
