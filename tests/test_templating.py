"""Text from a model stays text in whatever language a template writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateNotFound
from markdown_it import MarkdownIt

from archgen.render.templating import code, comment, exists, hcl, md, render

HOSTILE = [
    "${var.x}",
    "%{ if true }",
    'quo"te\\',
    "`tick`",
    "a | b",
    "<script>alert(1)</script>",
    "*bold* _it_ ~s~",
    "[x](y)",
    "# no heading",
    "1. no list",
    "- no list",
    "&amp; $x$",
    "línea\nnueva",
]
PRINTABLE = st.text(st.characters(blacklist_categories=("Cc", "Cs")))


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("plain ñ", '"plain ñ"'),
        ('a "b" \\', '"a \\"b\\" \\\\"'),
        ("${a}", '"$${a}"'),
        ("%{a}", '"%%{a}"'),
        ("$${a}", '"\\u0024\\u0024{a}"'),
        ("$ {", '"$ {"'),
        ("a\nb", '"a\\nb"'),
    ],
)
def test_a_text_in_terraform_is_a_literal(text: str, literal: str) -> None:
    assert hcl(text) == literal


def test_plain_values_are_terraform_expressions() -> None:
    assert hcl({"a": [1, True, None]}) == '{ "a" = [1, true, null] }'


@given(PRINTABLE)
def test_a_text_in_a_markdown_cell_is_shown_as_it_is(text: str) -> None:
    shown = " ".join(text.split())
    table = MarkdownIt().enable("table").parse(f"| a | b |\n|---|---|\n| {md(text)} | end |\n")
    cells = [token for token in table if token.type == "inline"][2:]
    assert [_shown(cell) for cell in cells] == [shown, "end"]


@given(PRINTABLE)
def test_a_text_in_markdown_prose_is_shown_as_it_is(text: str) -> None:
    tokens = MarkdownIt().enable("table").parse(md(text))
    assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
    assert "".join(_shown(token) for token in tokens if token.type == "inline") == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is_in_code(text: str) -> None:
    (paragraph,) = [token for token in MarkdownIt().parse(f"x {code(text)}") if token.type == "inline"]
    assert _shown(paragraph) == f"x {' '.join(text.split())}"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is_in_markdown(text: str) -> None:
    (paragraph,) = [token for token in MarkdownIt().parse(md(text)) if token.type == "inline"]
    assert _shown(paragraph) == " ".join(text.split())


def test_a_comment_is_one_line() -> None:
    assert comment("a\r\nb\u2028c\x85d") == "a b c d"


def test_a_template_that_is_not_there_is_told_from_one_that_is() -> None:
    assert not exists("terraform/no-such-kind.tf.j2")
    with pytest.raises(TemplateNotFound):
        render("terraform/no-such-kind.tf.j2")


def _shown(inline: object) -> str:
    """What a reader sees of a paragraph: its text, code included, marks excluded."""
    children = getattr(inline, "children", None) or []
    assert {child.type for child in children} <= {"text", "text_special", "code_inline", "html_inline"}
    assert all(child.content in ("<code>", "</code>") for child in children if child.type == "html_inline")
    return "".join(child.content for child in children if child.type != "html_inline")
