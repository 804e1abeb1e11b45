"""Text from a model stays text in whatever language a template writes."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateNotFound
from markdown_it import MarkdownIt
from markupsafe import Markup

from archgen.render.quoting import (
    HCL,
    MARKDOWN,
    NGINX,
    PLAIN,
    YAML,
    Format,
    UnquotedError,
    code,
    directive,
    hcl,
    line,
    md,
    refer,
    resource,
)
from archgen.render.templating import TemplateError, _environment, _QuotedEnvironment, exists, render

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
    assert line("a\r\nb\u2028c\x85d") == "a b c d"


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


def rendered(format: Format, text: str, **values: object) -> str:
    """A template of a format, as its file would be rendered."""
    return str(_QuotedEnvironment(format).from_string(text).render(**values))


@pytest.mark.parametrize("format", [HCL, YAML, NGINX, PLAIN])
@pytest.mark.parametrize("text", [*HOSTILE, "a b", "local.secret", "true ", "a\nb"])
@pytest.mark.parametrize(
    "template",
    [
        "{{ x }}",
        'name = "{{ x }}"',
        "{{ 'a' ~ x }}",
        "{{ x ~ 'a' }}",
        "{{ [x, x] | join(', ') }}",
        "{{ x | upper }}",
        "{{ x | e }}",
        "{{ x | tojson if false else x }}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(x) }}",
        "{% for y in [x] %}{{ y }}{% endfor %}",
        "{{ x if x else '' }}",
        "{{ {'a': x}.a }}",
    ],
)
def test_a_template_prints_no_text_that_its_format_has_not_quoted(
    format: Format, text: str, template: str
) -> None:
    with pytest.raises(UnquotedError):
        rendered(format, template, x=text)


def test_no_format_takes_what_another_one_quoted() -> None:
    with pytest.raises(UnquotedError):
        rendered(HCL, "{{ x }}", x=md("a b"))
    with pytest.raises(UnquotedError):
        rendered(YAML, "{{ x }}", x=hcl("a b"))
    with pytest.raises(UnquotedError):
        rendered(HCL, "{{ x }}", x=Markup("a b"))


def test_what_a_template_says_itself_is_printed() -> None:
    text = (
        """{% macro m(y) %}{{ y }} = {{ y ~ ".arn" }}{% endmacro %}{{ m("a.b") }}{{ ", c" if x == "yes" }}"""
    )
    assert rendered(HCL, text, x="yes") == "a.b = a.b.arn, c"
    assert rendered(HCL, text, x="no") == "a.b = a.b.arn"
    assert rendered(HCL, "{% for a, b in [('x.y', 1)] %}{{ a }}{{ b }}{% endfor %}") == "x.y1"
    assert rendered(HCL, "{{ [x, 'a.b'] | join(', ') }}", x=hcl("c d")) == '"c d", a.b'


def test_words_and_numbers_are_printed_as_they_are() -> None:
    assert rendered(HCL, "{{ a }} {{ b }} {{ c }}", a="web-lb_1", b=5, c=0.5) == "web-lb_1 5 0.5"


def test_text_in_markdown_is_quoted_by_itself() -> None:
    assert (
        rendered(MARKDOWN, "{{ x }} {{ y }}", x="<b> | *a*", y="10.0.0.0/16") == r"\<b\> \| \*a\* 10.0.0.0/16"
    )


@pytest.mark.parametrize("word", ["no", "on", "Yes", "null", "1e3", "0x1", "a: b", "- a", "#"])
def test_a_key_of_yaml_is_text_for_every_reader(word: str) -> None:
    assert yaml.safe_load(rendered(YAML, "{{ x | key }}: 1", x=word)) == {word: 1}


@pytest.mark.parametrize("text", ["a b", 'a"b', "a;b", "a{b}", "a\\b", "#"])
def test_a_parameter_of_nginx_is_one(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    assert directive(text) == f'"{escaped}"'


@pytest.mark.parametrize("text", ["$host", "a\nb", "\x00"])
def test_what_nginx_would_evaluate_is_refused(text: str) -> None:
    with pytest.raises(UnquotedError):
        directive(text)


def test_no_template_can_vouch_for_text() -> None:
    for name in ("a.tf.j2", "a.md.j2", "a.html.j2"):
        assert "safe" not in _environment(name).filters


def test_an_error_in_a_template_says_where() -> None:
    with pytest.raises(TemplateError, match=r"^templates/terraform/shared/moved\.tf\.j2:1: UndefinedError"):
        render("terraform/shared/moved.tf.j2")


def test_references_are_made_of_names() -> None:
    assert refer("aws_lb", "web_lb", "arn") == "aws_lb.web_lb.arn"
    for name in ("a b", "a[0]", "", "${x}", "a..b"):
        with pytest.raises(UnquotedError):
            refer("aws_lb", name)
    assert resource('aws_subnet.web["us-east-1a"]') == 'aws_subnet.web["us-east-1a"]'
    for address in ("web", "aws_x.y\n}", 'aws_x.y["a${b}"]', "aws_x.y[z]"):
        with pytest.raises(UnquotedError):
            resource(address)
