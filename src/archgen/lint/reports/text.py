"""Findings for a person at a terminal: the source line, what is wrong in it underlined, and the way out."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from archgen.findings import Finding, Severity, Span
from archgen.findings.phrase import Phrase
from archgen.i18n.translate import worded
from archgen.lint.reports import Report, Shown
from archgen.yamlfile.document import Document

WIDTH = 110
"""Columns of a source line that are shown at most; a longer one is cut around what is marked."""

_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_FAINT = "34"
_BOLD = "1"


class _Mark(NamedTuple):
    """A piece of a source line to underline: `^` where the finding points, `-` where it is related."""

    line: int
    start: int
    end: int
    sign: str
    label: str


def report(report: Report, *, color: bool = False) -> str:
    """All findings, each with its excerpt, then one line of counts."""
    paint = _Paint(color)
    blocks = [_block(shown, paint) for shown in report.shown()]
    if report.show_suppressed:
        blocks += [_block(shown, paint) for shown in report.suppressed()]
    last = [paint(_BOLD, report.verdict())]
    last += [] if report.coverage.whole else [printable(report.unchecked())]
    return "\n".join([*blocks, *last]) + "\n"


def heading(shown: Shown, paint: _Paint) -> str:
    """`FILE:LINE:COLUMN: SEVERITY[CODE] NAME: MESSAGE`."""
    finding, span = shown.finding, shown.at
    place = f"{printable(shown.file)}:{span.line}:{span.column}:"
    word = "suppressed " * bool(shown.by) + finding.severity
    kind = paint(_FAINT if shown.by else _COLORS[finding.severity], f"{word}[{finding.code}]")
    return f"{paint(_BOLD, place)} {kind} {finding.name}: {printable(finding.message)}"


class _Paint:
    """Colours a text where colours are wanted."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and text else text


def painter(color: bool) -> _Paint:
    """What colours a heading, or leaves it as it is."""
    return _Paint(color)


def _block(shown: Shown, paint: _Paint) -> str:
    finding = shown.finding
    marks = sorted(_marks(shown.document, finding, shown.span))
    margin = len(str(max(_line_in_file(shown.document, mark.line) for mark in marks)))
    lines = [heading(shown, paint)]
    if shown.document.text:
        lines += _excerpt(shown.document, marks, margin, finding.severity, paint)
    notes = _notes(shown, margin, paint)
    if notes and shown.document.text:
        lines.append(paint(_FAINT, " " * margin + " |"))
    lines += notes
    return "\n".join(lines) + "\n"


def _marks(document: Document, finding: Finding, span: Span) -> list[_Mark]:
    marks = [_mark(document, span, "^", "")]
    for place in finding.related:
        mark = _mark(document, document.locate(place.route, key=place.key), "-", place.label)
        if (mark.line, mark.start) == (marks[0].line, marks[0].start):
            marks[0] = marks[0]._replace(label=place.label)
        else:
            marks.append(mark)
    return marks


def _mark(document: Document, span: Span, sign: str, label: str) -> _Mark:
    line = document.line(span.line)
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    start = min(span.column - 1, len(line))
    return _Mark(span.line, start, max(min(end, len(line)), start + 1), sign, label)


def _excerpt(
    document: Document, marks: list[_Mark], margin: int, severity: Severity, paint: _Paint
) -> list[str]:
    bar = paint(_FAINT, " " * margin + " |")
    lines = [bar]
    before, file = 0, _file(document, marks[0].line)
    for number in sorted({mark.line for mark in marks}):
        if _file(document, number) != file:
            file, before = _file(document, number), 0
            lines.append(paint(_FAINT, f"{' ' * margin} : {printable(file)}"))
        elif before and number > before + 2:
            lines.append(paint(_FAINT, "..."))
        elif before and number == before + 2:
            lines.append(
                _source(document.line(number - 1)[:WIDTH], _line_in_file(document, number - 1), margin, paint)
            )
        before = number
        here = [mark for mark in marks if mark.line == number]
        source, shift = _window(document.line(number), here)
        lines.append(_source(source, _line_in_file(document, number), margin, paint))
        for mark in here:
            color = _COLORS[severity] if mark.sign == "^" else _FAINT
            lines.append(f"{bar} {paint(color, _underline(source, mark, shift))}".rstrip())
    return lines


def _file(document: Document, line: int) -> str:
    return document.in_file(Span(line, 1, line, 1))[0]


def _line_in_file(document: Document, line: int) -> int:
    return document.in_file(Span(line, 1, line, 1))[1].line


def _source(line: str, number: int, margin: int, paint: _Paint) -> str:
    return f"{paint(_FAINT, f'{number:>{margin}} |')} {printable(line)}".rstrip()


def _window(line: str, marks: list[_Mark]) -> tuple[str, int]:
    """The piece of a long line that holds the first mark, and how many characters were cut before it."""
    if len(line) <= WIDTH:
        return line, 0
    first = max(0, min(mark.start for mark in marks) - WIDTH // 3)
    return line[first : first + WIDTH], first


def _underline(source: str, mark: _Mark, shift: int) -> str:
    start = min(max(0, mark.start - shift), len(source))
    end = max(start + 1, min(mark.end - shift, WIDTH))
    signs = mark.sign * max(1, _columns(source[start:end]))
    return " " * _columns(source[:start]) + signs + (f" {printable(mark.label)}" if mark.label else "")


def _notes(shown: Shown, margin: int, paint: _Paint) -> list[str]:
    finding = shown.finding
    notes: list[tuple[Phrase, str]] = []
    if finding.hops:
        path = " -> ".join(finding.hops)
        notes.append((Phrase("path"), path if len(path) < WIDTH else "\n".join(("", *finding.hops))))
    if finding.help:
        notes.append((Phrase("help"), finding.help))
    if shown.by:
        notes.append((Phrase("suppressed by {place}", place=_ASKERS.get(shown.by, shown.by)), shown.reason))
    return [
        line for title, text in notes for line in _note(worded(title, shown.language), text, margin, paint)
    ]


_ASKERS = {"file": "rules.ignore", "comment": Phrase("a comment"), "baseline": Phrase("the baseline")}


def _note(title: str, text: str, margin: int, paint: _Paint) -> list[str]:
    first, *rest = text.split("\n")
    head = f"{' ' * margin} {paint(_FAINT, '=')} {paint(_BOLD, title)}: {printable(first)}".rstrip()
    return [head, *(f"{' ' * margin}     {printable(line)}" for line in rest)]


def printable(text: str) -> str:
    """The text with a tab as a space, and what a terminal would obey replaced: it shows, it does nothing."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else " " if c in "\t\n\r" else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def _columns(text: str) -> int:
    """Columns of a terminal that the text takes: two for a wide character, none for a mark that combines."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
