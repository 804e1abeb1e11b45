"""Hostile text in any field is an error of the file at that value, or stays text in every output."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Annotated, Any, Literal, get_args, get_origin
from xml.etree import ElementTree

import pytest
import yaml
from markdown_it import MarkdownIt
from pydantic import BaseModel

from archgen.findings import Finding
from archgen.model.architecture import Architecture
from archgen.model.kinds import kind_class, kinds
from archgen.pipeline import shaped
from hostile import LINES, MARK, TEXTS, Place, base, filled, lean, places, put, rendered, texts_of

PLACES = places()
BASE = base()


def test_the_walk_finds_the_texts_of_every_kind_and_key() -> None:
    found = {str(place) for place in PLACES}
    assert {
        "title", "description", "tags", "subnets", "groups", "components.route53.domain",
        "components.alb.label", "components.ecs-service.service", "components.custom.icon", "connections.0",
    } <= found  # fmt: skip
    assert len(PLACES) > 300


NUMBERS = (int, float, bool, type(None))


def leaves(annotation: Any) -> set[Any]:
    """What a field is made of in the end, without the values of closed sets."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return set()
    if origin is Annotated:
        return leaves(arguments[0])
    if arguments:
        return {leaf for argument in arguments if argument is not Ellipsis for leaf in leaves(argument)}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {leaf for field in annotation.model_fields.values() for leaf in leaves(field.annotation)}
    return {annotation} - set(NUMBERS)


@pytest.mark.parametrize("kind", ["", *kinds()])
def test_the_walk_finds_every_field_that_is_not_of_numbers(kind: str) -> None:
    model = kind_class(kind) if kind else Architecture
    texts = {name for name, field in model.model_fields.items() if leaves(field.annotation)}
    found = {name for name, field in model.model_fields.items() if list(texts_of(field.annotation, 0))}
    assert texts - found == set()


def test_the_base_has_its_shape() -> None:
    assert shaped(BASE)[1] == []


@cache
def faults(place: Place, text: str) -> tuple[Finding, ...]:
    """What is said of a text in a place."""
    return tuple(shaped(put(lean(BASE, place), place, text))[1])


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_text_that_is_refused_is_refused_at_its_place(place: Place) -> None:
    for text in (*TEXTS, *LINES):
        for fault in faults(place, text):
            assert fault.route[:1] == place.route[:1], (text, fault)
            assert "\n" not in fault.message


@pytest.mark.parametrize("turn", range(3))
def test_a_text_that_is_accepted_stays_text_in_every_output(turn: int) -> None:
    data = filled(turn)
    assert shaped(data)[1] == []
    assert json.dumps(data).count(MARK) > 200
    on_one_server = {**BASE, "deployment": {"server": {}}}
    assert set(data["deployment"]) == {"server"}
    whole = {key: value for key, value in data.items() if key != "deployment"}
    for hostile, harmless in ((whole, BASE), (data, on_one_server)):
        made, plain = rendered(hostile), rendered(harmless)
        assert set(made) >= set(plain)
        for path, content in made.items():
            _check(path, content, plain.get(path, content))


def _check(path: str, content: bytes, plain: bytes) -> None:
    text, before = content.decode("utf-8"), plain.decode("utf-8")
    if path.endswith((".tf", ".hcl", ".tf.example")):
        assert not list(_terraform_code(text)), (path, next(_terraform_code(text)))
    elif path.endswith((".yaml", ".yml")):
        if not path.startswith(
            "kubernetes/"
        ):  # a service without a port has fewer manifests than a placeholder
            assert _shape(list(yaml.safe_load_all(text))) >= _shape(list(yaml.safe_load_all(before))), path
        assert not [key for key in _keys(list(yaml.safe_load_all(text))) if MARK in key and "\n" in key], path
    elif path.endswith(".json"):
        json.loads(text)
    elif path.endswith((".svg", ".drawio")):
        tags = {element.tag for element in ElementTree.fromstring(text).iter()}
        assert tags <= {element.tag for element in ElementTree.fromstring(before).iter()} | _LETTERS, path
    elif path.endswith(".html"):
        assert _tags(text) <= _tags(before) | {"g", "tspan", "path", "pre"}, path
        assert not [name for name in _attributes(text) if name.startswith("on")], path
    elif path.endswith(".md"):
        assert _raw(text) <= _raw(before) | {"<br", "<code", "</code"}, path
    elif path.endswith(".env.example"):
        assert all(re.fullmatch(r"#.*|[A-Za-z_][A-Za-z0-9_]*=|", line) for line in text.split("\n")), path
    elif path.endswith(".conf"):
        assert text.count("{") == text.count("}"), path
        assert MARK not in re.sub(r"#[^\n]*", "", text), path


_LETTERS = {"{http://www.w3.org/2000/svg}tspan", "{http://www.w3.org/2000/svg}style"}


def _terraform_code(text: str) -> Iterator[str]:
    """Where the mark stands in Terraform outside of quoted text and comments, with what is around it."""
    position, stack = 0, ["code"]
    while position < len(text):
        rest, state = text[position:], stack[-1]
        if state == "text":
            step = _in_text(rest, stack)
        elif match := re.match(r"#[^\n]*|//[^\n]*|/\*.*?\*/", rest, re.DOTALL):
            step = match.end()
        else:
            if rest.startswith(MARK):
                yield text[max(0, position - 60) : position + 40]
            stack += ["text"] if rest[0] == '"' else ["code"] if rest[0] == "{" else []
            if rest[0] == "}" and len(stack) > 1:
                stack.pop()
            step = 1
        position += step


def _in_text(rest: str, stack: list[str]) -> int:
    """One step inside of a quoted text."""
    if rest[0] == "\\" or rest.startswith(("$${", "%%{")):
        return 2 if rest[0] == "\\" else 3
    if rest.startswith(("${", "%{")):
        stack.append("code")
        return 2
    if rest[0] == '"':
        stack.pop()
    return 1


def _shape(value: Any) -> Counter[str]:
    """The keys of a YAML file, however deep, that are no texts of ours."""
    return Counter(key for key in _keys(value) if MARK not in key and key != "x")


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item)


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def _elements(text: str) -> _Elements:
    parser = _Elements()
    parser.feed(text)
    return parser


def _tags(text: str) -> set[str]:
    return _elements(text).tags


def _attributes(text: str) -> set[str]:
    return _elements(text).attributes


def _raw(text: str) -> set[str]:
    """The HTML that stands in Markdown, its comments and pictures by their beginning."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    children = [child for token in tokens for child in token.children or ()]
    inline = [child.content for child in children if child.type == "html_inline"]
    whole = [token.content for token in tokens if token.type == "html_block"]
    return {re.split(r"[\s>]", html, maxsplit=1)[0] for html in (*inline, *whole)}
