"""Splices into a file: what is meant changes, and no other byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, appended_item, edited, removal, replacement, setting
from archgen.yamlfile.parser import read


def after(text: str, edit: Callable[[Document], Edit | None]) -> str | None:
    document = read(text.encode(), "architecture.yaml")
    assert document.findings == ()
    found = edit(document)
    if found is None:
        return None
    result = edited(text, [found])
    assert read(result.encode(), "architecture.yaml").findings == ()
    return result


@pytest.mark.parametrize(
    ("text", "route", "written", "expected"),
    [
        ("a: 1 # why\n", ("a",), "2", "a: 2 # why\n"),
        ("a: 'x'\r\nb: y\r\n", ("a",), '"z"', 'a: "z"\r\nb: y\r\n'),
        ("a: {b: [1, 2 ]}\n", ("a", "b", 1), "3", "a: {b: [1, 3 ]}\n"),
        ("a:\nb: 1\n", ("a",), "2", "a: 2\nb: 1\n"),
        ("a: &x 1\n", ("a",), "2", None),
        ("x: &x {b: 1}\na: *x\n", ("a", "b"), "2", None),
        ("x: &x {b: 1}\na: {<<: *x}\n", ("a", "b"), "2", None),
        ("a: >\n  text\n", ("a",), "2", None),
        ("a: 1\n", ("b",), "2", None),
    ],
)
def test_a_value_is_replaced(text: str, route: tuple[Any, ...], written: str, expected: str | None) -> None:
    assert after(text, lambda document: replacement(document, route, written)) == expected


@pytest.mark.parametrize(
    ("text", "route", "expected"),
    [
        ("a: {b: 1}\n", ("a",), "a: {b: 1, k: v}\n"),
        ("a: {}\n", ("a",), "a: {k: v}\n"),
        ("a: {b: [1], c: }\n", ("a",), "a: {b: [1], c: , k: v}\n"),
        ("a:\n  b: 1 # why\n# more\nc: 2\n", ("a",), "a:\n  b: 1 # why\n  k: v\n# more\nc: 2\n"),
        ("a:\r\n  b: 1\r\n", ("a",), "a:\r\n  b: 1\r\n  k: v\r\n"),
        ("a:\n  b: 1", ("a",), "a:\n  b: 1\n  k: v"),
        ("a:\n  b: |\n    x\n\nc: 1\n", ("a",), "a:\n  b: |\n    x\n  k: v\n\nc: 1\n"),
        ("a:\n  b:\n\nc: 1\n", ("a",), "a:\n  b:\n  k: v\n\nc: 1\n"),
        ("a:\n  - b: 1\n  - c: 2\n", ("a", 0), "a:\n  - b: 1\n    k: v\n  - c: 2\n"),
        ("a: {k: 1}\n", ("a",), "a: {k: v}\n"),
        ("a:\n  k: 1\n", ("a",), "a:\n  k: v\n"),
        ("a: {\n  b: 1, # why\n}\n", ("a",), None),
        ("a: 1\n", ("a",), None),
    ],
)
def test_a_key_is_set_in_the_style_of_its_map(
    text: str, route: tuple[Any, ...], expected: str | None
) -> None:
    assert after(text, lambda document: setting(document, route, "k", "v")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [1]\n", "a: [1, x]\n"),
        ("a: []\n", "a: [x]\n"),
        ("a:\n  - 1 # why\nb: 2\n", "a:\n  - 1 # why\n  - x\nb: 2\n"),
        ("a:\n- {b: 1}\n", "a:\n- {b: 1}\n- x\n"),
    ],
)
def test_an_item_is_appended(text: str, expected: str) -> None:
    assert after(text, lambda document: appended_item(document, ("a",), "x")) == expected


@pytest.mark.parametrize(
    ("text", "route", "expected"),
    [
        ("a: {b: 1, c: 2}\n", ("a", "b"), "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", ("a", "c"), "a: {b: 1}\n"),
        ("a: [1, 2, 3]\n", ("a", 1), "a: [1, 3]\n"),
        ("a:\n  b: 1 # why\n  c: 2\n", ("a", "b"), "a:\n  c: 2\n"),
        ("a:\n  b: 1\n  c:\n    d: 2\ne: 3\n", ("a", "c"), "a:\n  b: 1\ne: 3\n"),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), "a:\n  - c: 2\n"),
        ("a:\n  - 1\n  - b: 2\n    c: 3\n  - 4\n", ("a", 1), "a:\n  - 1\n  - 4\n"),
        ("a: {b: [1]}\nc: 2\n", ("a", "b", 0), "c: 2\n"),
        ("a:\n  b:\n    - 1\nc: 2\n", ("a", "b", 0), "c: 2\n"),
        ("a: 1\nb: 2", ("b",), "a: 1\n"),
        ("a:\n  - - 1\n    - 2\n", ("a", 0, 0), None),
    ],
)
def test_an_entry_is_removed_and_with_the_last_its_holder(
    text: str, route: tuple[Any, ...], expected: str | None
) -> None:
    assert after(text, lambda document: removal(document, route)) == expected


def test_edits_are_made_together_and_the_first_of_two_that_overlap_wins() -> None:
    assert (
        edited("0123456789", [Edit(6, 8, "b"), Edit(1, 3, "a"), Edit(2, 4, "never"), Edit(1, 3, "a")])
        == "0a345b89"
    )
