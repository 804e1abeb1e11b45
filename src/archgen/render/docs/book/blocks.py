"""Markdown as blocks: what an HTML page and a PDF set in their own ways.

Reads what our own pages are written in: headings, paragraphs, lists, tables, code and pictures. Anything
else of CommonMark that a text of the model could hold was escaped where it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; `link` is where it leads. A line break is a run of a newline."""

    text: str
    bold: bool = False
    code: bool = False
    link: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`mark` is what stands before it in a list: a bullet or a number, empty for what continues an item."""

    runs: Runs
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`numbers` are the columns that are set to the right."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    numbers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    in_list: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the name of its file, without its ending."""

    name: str
    text: str


Block = Heading | Paragraph | Table | Code | Picture
_PICTURE = re.compile(r'<img alt="([^"]*)" src="(?:[^"]*/)?([^"/]+)\.svg">')


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a page, in order."""
    from markdown_it import MarkdownIt

    return tuple(_blocks(MarkdownIt("commonmark").enable("table").parse(markdown)))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    numbers: list[int | None] = []
    fresh = False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            yield Heading(int(token.tag[1]), _runs(tokens[at + 1]))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(int(token.attrGet("start") or 1) if token.type[0] == "o" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "paragraph_open":
            yield Paragraph(_runs(tokens[at + 1]), _mark(numbers, fresh=fresh))
            fresh = False
        elif token.type == "fence":
            yield Code(token.content.rstrip("\n"), bool(numbers))
        elif token.type == "table_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
            yield _table(tokens[at:end])
            at = end
        elif token.type == "html_block":
            for text, name in _PICTURE.findall(token.content):
                yield Picture(name, _unescaped(text))
        at += 1


def _mark(numbers: list[int | None], *, fresh: bool) -> str | None:
    if not numbers:
        return None
    number = numbers[-1]
    if not fresh:
        return ""
    if number is None:
        return "•"
    numbers[-1] = number + 1
    return f"{number}."


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[tuple[Runs, ...]] = []
    cells: list[Runs] = []
    numbers: set[int] = set()
    for at, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            if "right" in str(token.attrGet("style") or ""):
                numbers.add(len(cells))
            cells.append(_runs(tokens[at + 1]))
        elif token.type == "tr_close":
            rows.append(tuple(cells))
            cells = []
    return Table(rows[0], tuple(rows[1:]), frozenset(numbers))


def _runs(inline: Token) -> Runs:
    found: list[Run] = []
    bold = code = False
    link: str | None = None
    for token in inline.children or ():
        if token.type in ("strong_open", "strong_close"):
            bold = token.type == "strong_open"
        elif token.type == "link_open":
            link = str(token.attrGet("href"))
        elif token.type == "link_close":
            link = None
        elif token.type == "html_inline":
            if token.content in ("<code>", "</code>"):
                code = token.content == "<code>"
            elif token.content.startswith("<br"):
                found.append(Run("\n"))
        elif token.type in ("softbreak", "hardbreak"):
            found.append(Run(" " if token.type == "softbreak" else "\n"))
        elif token.content:
            found.append(Run(token.content, bold, code or token.type == "code_inline", link))
    return tuple(found)


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)
