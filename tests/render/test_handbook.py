"""The handbook: all docs on one HTML page, and as a PDF that has every word of them."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any

import pypdfium2
import pytest
from markdown_it import MarkdownIt

from archgen.render.docs.book.blocks import Code, Heading, Paragraph, Picture, Table, blocks
from archgen.render.docs.book.setting import extent, lines
from archgen.render.outputs import docs, handbook
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.docs import guides
from archgen.render.outputs.view import View
from archgen.topology.building import topology
from kept import ALL, stem
from models import brief, data_of, made

SPANISH = {"language": "es"}


def view_of(data: Any) -> View:
    architecture = made(data)
    return View(architecture, topology(architecture))


def files(data: Any) -> dict[str, bytes]:
    return {a.path: a.content for a in handbook.artifacts(view_of(data)) if isinstance(a, Artifact)}


@cache
def book() -> dict[str, bytes]:
    return files(brief() | SPANISH)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(document[i].get_textpage().get_text_bounded() for i in range(len(document)))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]{3,}", text)


def test_both_have_every_word_of_the_pages() -> None:
    said = "".join(text for _, text in docs.pages(view_of(brief() | SPANISH)))
    html = MarkdownIt("commonmark").enable("table").render(said)
    wanted = set(words(unescape(re.sub(r"<[^>]+>|<!--.*?-->", " ", html))))
    assert len(wanted) > 250
    page = unescape(re.sub(r"<[^>]+>", " ", book()["docs/handbook.html"].decode()))
    assert wanted - set(words(page)) == set()
    printed = re.sub(r"[\s\ufffe\u0002-]+", "", text_of(book()["docs/handbook.pdf"]))
    assert {word for word in wanted if word not in printed} == set()


def test_the_same_model_gives_the_same_bytes() -> None:
    assert files(brief() | SPANISH) == book()


def test_the_page_needs_nothing_beside_it() -> None:
    page = book()["docs/handbook.html"].decode()
    assert page.count("<picture>") == 3 and "data:image/svg+xml;base64," in page
    assert re.findall(r'(?:src|srcset|href)="(?!data:|#)[^"]*"', page) == []
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors


def test_pictures_are_vectors_and_headings_are_bookmarks() -> None:
    document = pypdfium2.PdfDocument(book()["docs/handbook.pdf"])
    sizes = [document[i].get_size() for i in range(len(document))]
    assert sum(wide > high for wide, high in sizes) == 1  # the network has a page of its own
    titles = [mark.get_title() for mark in document.get_toc()]
    assert "Plan de red" in titles and titles[0] == "Three-tier web application"
    assert "Cómo llega un cambio a producción".lower() in titles[-1].lower()
    (own,) = (i for i, (wide, high) in enumerate(sizes) if wide > high)
    assert "Static assets" in document[own].get_textpage().get_text_bounded()


def test_the_table_of_contents_has_the_pages_of_the_headings() -> None:
    document = pypdfium2.PdfDocument(book()["docs/handbook.pdf"])
    pages = [document[i].get_textpage().get_text_bounded() for i in range(len(document))]
    (listed,) = re.findall(r"Plan de red\s+(\d+)", pages[0])
    assert "Plan de red" in pages[int(listed) - 1]


MARKDOWN = r"""# A *title*

A line
with **bold**, `code`, <code>a\|b</code>, [a link](deploy.md) and 1\. no list.<br>second

1. one

   ```sh
   run it
   ```

2. two

- a
- b

| a | b |
|---|--:|
| x | `1` |

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="../diagrams/flow-dark.svg">
  <img alt="a &#34;b&#34;" src="../diagrams/flow.svg">
</picture>
"""


def test_markdown_is_read_as_blocks() -> None:
    found = blocks(MARKDOWN)
    kinds = [type(each) for each in found]
    assert kinds == [Heading, Paragraph, Paragraph, Code, *[Paragraph] * 3, Table, Picture]
    paragraph = found[1]
    assert isinstance(paragraph, Paragraph)
    assert "".join(run.text for run in paragraph.runs) == (
        "A line with bold, code, a|b, a link and 1. no list.\nsecond"
    )
    assert [run.text for run in paragraph.runs if run.code] == ["code", "a|b"]
    assert [each.mark for each in found if isinstance(each, Paragraph)] == [None, "1.", "2.", "•", "•"]
    assert found[3] == Code("run it", True) and found[-1] == Picture("flow", 'a "b"')
    table = found[-2]
    assert isinstance(table, Table) and table.numbers == {1} and len(table.rows) == 1


def test_no_line_is_wider_than_its_column() -> None:
    (paragraph,) = blocks("word " * 40 + "a" * 300 + " **" + "b-" * 80 + "c** `d.e.f`")
    assert isinstance(paragraph, Paragraph)
    for width in (40.0, 117.0, 480.0):
        assert max(extent(line, 9.5) for line in lines(paragraph.runs, 9.5, width)) <= width + 1e-6


@pytest.mark.parametrize("file", ALL, ids=stem)
def test_every_model_has_its_pages(file: Any) -> None:
    data = data_of(file.read_text(encoding="utf-8"))
    view = view_of(data)
    assert dict(guides.pages(view)).keys() == set(guides.names(view)) >= {"deploy"}


def test_a_large_table_goes_on_on_the_next_page_under_its_header() -> None:
    data = brief()
    data["components"] |= {f"queue-{n}": {"kind": "sqs"} for n in range(90)}
    document = pypdfium2.PdfDocument(files(data)["docs/handbook.pdf"])
    pages = [document[i].get_textpage().get_text_bounded() for i in range(len(document))]
    having = [page for page in pages if len(re.findall(r"^queue-\d+ Amazon", page, re.M)) > 20]
    assert len(having) >= 2 and all("Component" in page for page in having)
