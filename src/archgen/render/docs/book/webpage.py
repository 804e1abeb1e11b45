"""The docs as one HTML page that needs nothing beside it: pictures inside, and fit to be printed."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from archgen.render.docs.book.blocks import Block, Code, Heading, Paragraph, Picture, Runs, Table

Pictures = Mapping[str, tuple[str, str]]
"""The SVG of each picture on light and on dark ground, by its name."""


def body(pages: Iterable[tuple[str, tuple[Block, ...]]], pictures: Pictures) -> str:
    """The pages one after another; the name of each is the anchor that the others link to."""
    found = list(pages)
    names = {name for name, _ in found}
    return "\n".join(_page(name, blocks, pictures, names) for name, blocks in found)


def contents(pages: Iterable[tuple[str, tuple[Block, ...]]]) -> list[tuple[str, str, int]]:
    """The headings of the first two levels: anchor, text and level."""
    return [
        (_anchor(name, number), _plain(block.runs), block.level)
        for name, blocks in pages
        for number, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level <= 2
    ]


def _page(name: str, blocks: tuple[Block, ...], pictures: Pictures, names: set[str]) -> str:
    lines = list(_lines(name, blocks, pictures, names))
    return f'<section id="{escape(name)}">\n' + "\n".join(lines) + "\n</section>"


def _lines(name: str, blocks: tuple[Block, ...], pictures: Pictures, names: set[str]) -> Iterator[str]:
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            words = _inline(block.runs, names)
            yield f'<h{block.level} id="{_anchor(name, number)}">{words}</h{block.level}>'
        elif isinstance(block, Paragraph):
            yield _paragraph(block, names)
        elif isinstance(block, Code):
            yield f"<pre{' class=in-list' if block.in_list else ''}>{escape(block.text)}</pre>"
        elif isinstance(block, Table):
            yield _table(block, names)
        elif block.name in pictures:
            yield _picture(block, *pictures[block.name])


def _paragraph(block: Paragraph, names: set[str]) -> str:
    words = _inline(block.runs, names)
    if block.mark is None:
        return f"<p>{words}</p>"
    return f'<p class="item"><span class="mark">{escape(block.mark)}</span>{words}</p>'


def _table(table: Table, names: set[str]) -> str:
    def row(cells: tuple[Runs, ...], tag: str) -> str:
        texts = (
            f"<{tag}{' class=number' if column in table.numbers else ''}>{_inline(cell, names)}</{tag}>"
            for column, cell in enumerate(cells)
        )
        return f"<tr>{''.join(texts)}</tr>"

    rows = "\n".join(row(cells, "td") for cells in table.rows)
    head = row(table.header, "th")
    return f"<div class=scroll><table>\n<thead>{head}</thead>\n<tbody>\n{rows}\n</tbody></table></div>"


def _picture(block: Picture, light: str, dark: str) -> str:
    day, night = (base64.b64encode(text.encode()).decode() for text in (light, dark))
    kind = "data:image/svg+xml;base64,"
    return (
        f'<picture><source media="(prefers-color-scheme: dark) and (not print)" srcset="{kind}{night}">'
        f'<img alt="{escape(block.text)}" src="{kind}{day}"></picture>'
    )


def _inline(runs: Runs, names: set[str]) -> str:
    return "".join(_run(*_look(run.text, run.bold, run.code), _target(run.link, names)) for run in runs)


def _look(text: str, bold: bool, code: bool) -> tuple[str, str]:
    tag = "code" if code else "strong" if bold else ""
    return tag, "<br>" if text == "\n" else escape(text)


def _run(tag: str, words: str, link: str | None) -> str:
    marked = f"<{tag}>{words}</{tag}>" if tag else words
    return f'<a href="{escape(link)}">{marked}</a>' if link else marked


def _target(link: str | None, names: set[str]) -> str | None:
    """A page of the book is an anchor in it; other files are not beside it."""
    if link is None or link.startswith(("https://", "http://")):
        return link
    name = link.removesuffix(".md")
    return f"#{name}" if name in names else None


def _plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _anchor(name: str, number: int) -> str:
    return f"{name}-{number}"
