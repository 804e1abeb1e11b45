"""What holds of any text, any data and any style: reading never fails, and places and splices are exact."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.findings import Route
from archgen.findings.codes import SCHEMA_CODES
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import edited, removal, replacement, setting
from archgen.yamlfile.parser import plain_scalar, read

WORDS = st.text(st.sampled_from("abz09-: #'\"{}[]&*!|>%@,ñ日🛒"), max_size=12).filter(
    lambda text: isinstance(
        plain_scalar(text), str
    )  # what PyYAML leaves bare and YAML 1.2 takes for a number
)
LEAVES = st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.just("") | WORDS
DATA = st.dictionaries(
    st.text("abcxyz", min_size=1, max_size=5),
    st.recursive(
        LEAVES,
        lambda below: (
            st.lists(below, max_size=4)
            | st.dictionaries(st.text("abcxyz-", min_size=1, max_size=5), below, max_size=4)
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def document(text: str) -> Document:
    return read(text.encode(), "architecture.yaml")


def written(data: Any, flow: bool | None) -> str:
    return yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True, sort_keys=False, width=10_000)


def routes(data: Any, route: Route = ()) -> list[tuple[Route, Any]]:
    """Every route into the data, with what is there."""
    found = [(route, data)]
    if isinstance(data, dict | list):
        for key, below in data.items() if isinstance(data, dict) else enumerate(data):
            found += routes(below, (*route, key))
    return found


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_a_document(raw: bytes) -> None:
    found = read(raw, "any.yaml")
    assert (found.data is None) <= bool(found.findings)
    for finding in found.findings:
        assert finding.code in SCHEMA_CODES
        span = found.place(finding)
        assert span[:2] <= span[2:]
        found.line(span.line)


@given(DATA, st.sampled_from([True, False, None]))
def test_data_comes_back_however_it_is_written(data: dict[str, Any], flow: bool | None) -> None:
    for text in (written(data, flow), json.dumps(data, ensure_ascii=False, indent=1)):
        found = document(text)
        assert (found.data, found.findings) == (data, ())


@given(DATA, st.sampled_from([True, False, None]))
def test_an_extent_is_the_value_by_itself(data: dict[str, Any], flow: bool | None) -> None:
    found = document(written(data, flow))
    for route, value in routes(data)[1:]:
        start, end = found.extent(route) or (0, 0)
        if not isinstance(value, dict | list):
            piece = found.text[start:end]
            assert document(f"a: {piece}").data == {"a": value}
        if route and isinstance(route[-1], str):
            start, end = found.extent(route, key=True) or (0, 0)
            assert document(f"{found.text[start:end]}: 1").data == {route[-1]: 1}


@settings(deadline=None)
@given(DATA, st.sampled_from([True, False, None]), st.data())
def test_a_splice_changes_what_it_says_and_nothing_else(
    data: dict[str, Any], flow: bool | None, draw: st.DataObject
) -> None:
    text = written(data, flow)
    found = document(text)
    route, value = draw.draw(st.sampled_from(routes(data)[1:]))
    expected = deepcopy(data)
    holder = expected
    for step in route[:-1]:
        holder = holder[step]
    if isinstance(value, dict):
        edit = setting(found, route, "added", "42")
        value_then: Any = {**value, "added": 42}
    else:
        edit = replacement(found, route, "42")
        value_then = 42
    if edit is not None:
        holder[route[-1]] = value_then
        assert document(edited(text, [edit])).data == expected


@settings(deadline=None)
@given(DATA, st.sampled_from([True, False, None]), st.data())
def test_a_removal_takes_the_entry_and_with_the_last_its_holder(
    data: dict[str, Any], flow: bool | None, draw: st.DataObject
) -> None:
    text = written(data, flow)
    route, _ = draw.draw(st.sampled_from(routes(data)[1:]))
    edit = removal(document(text), route)
    if edit is None:
        return
    expected = deepcopy(data)
    while route:
        holder: Any = expected
        for step in route[:-1]:
            holder = holder[step]
        del holder[route[-1]]
        if holder or len(route) == 1:
            break
        route = route[:-1]
    left = document(edited(text, [edit]))
    assert (left.data or {}) == expected
