"""What counts as the same under another name: settings, then neighbours, and never more than is sure."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from archgen.render.outputs.terraform.history.renames import Shape, renames


def shape(
    components: dict[str, str], links: Iterable[tuple[str, str]] = (), rows: dict[str, str] | None = None
) -> Shape:
    return Shape(rows or {}, components, frozenset(links))


def renamed(before: Shape, after: Shape) -> dict[str, str]:
    return dict(renames(before, after).components)


WEB, APP = "alb 1", "rds 2"
LINKS = [("client", "web"), ("web", "db")]


def links(**names: str) -> list[tuple[str, str]]:
    return [(names.get(source, source), names.get(target, target)) for source, target in LINKS]


def test_what_went_and_what_came_with_the_same_settings_and_neighbours_is_the_same() -> None:
    before = shape({"client": "client 0", "web": WEB, "db": APP}, LINKS)
    after = shape({"client": "client 0", "site": WEB, "db": APP}, links(web="site"))
    assert renamed(before, after) == {"web": "site"}


def test_what_is_still_there_is_not_renamed() -> None:
    before = shape({"web": WEB})
    assert renamed(before, shape({"web": WEB, "site": WEB})) == {}
    assert renamed(shape({"web": WEB, "site": WEB}), before) == {}


def test_several_with_the_same_settings_are_told_apart_by_their_order() -> None:
    before, after = shape({"a": WEB, "b": WEB}), shape({"x": WEB, "y": WEB})
    assert renamed(before, after) == {"a": "x", "b": "y"}


def test_where_their_number_differs_none_of_several_is_taken_for_another() -> None:
    assert renamed(shape({"a": WEB, "b": WEB}), shape({"x": WEB})) == {}
    assert renamed(shape({"a": WEB}), shape({"x": WEB, "y": WEB})) == {}


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (links(web="site"), {"web": "site"}),
        ([("client", "site")], {}),  # one of its two neighbours is another
        ([], {}),
    ],
)
def test_with_other_settings_all_neighbours_have_to_be_the_same(
    now: list[tuple[str, str]], found: dict[str, str]
) -> None:
    before = shape({"client": "client 0", "web": WEB, "db": APP}, LINKS)
    after = shape({"client": "client 0", "site": "alb 9", "db": APP}, now)
    assert renamed(before, after) == found


def test_with_other_settings_it_has_to_be_the_only_one_of_its_kind() -> None:
    before = shape({"client": "client 0", "a": "alb 1"}, [("client", "a")])
    after = shape({"client": "client 0", "x": "alb 8", "y": "alb 9"}, [("client", "x")])
    assert renamed(before, after) == {}
    assert renamed(before, shape({"client": "client 0", "x": "rds 8"}, [("client", "x")])) == {}


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ([("client", "x"), ("x", "db")], {"web": "x"}),
        ([("client", "x")], {"web": "x"}),  # half of them
        ([("client", "x"), ("x", "more")], {}),  # one of three
        ([("x", "client"), ("x", "db")], {}),  # the direction counts
    ],
)
def test_with_the_same_settings_half_of_the_neighbours_are_enough(
    now: list[tuple[str, str]], found: dict[str, str]
) -> None:
    others = {"client": "client 0", "db": APP, "more": "sqs 0"}
    assert renamed(shape({**others, "web": WEB}, LINKS), shape({**others, "x": WEB}, now)) == found


def test_neighbours_that_were_renamed_too_are_the_same_neighbours() -> None:
    before = shape({"client": "client 0", "web": WEB, "db": APP}, LINKS)
    after = shape({"client": "client 0", "site": WEB, "data": APP}, links(web="site", db="data"))
    assert renamed(before, after) == {"web": "site", "db": "data"}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"web": "public", "db": "isolated"}, {"web": "public", "data": "isolated"}, {"db": "data"}),
        ({"web": "public", "db": "isolated"}, {"web": "public", "data": "private"}, {}),
        ({"web": "public", "db": "isolated"}, {"db": "isolated", "web": "public"}, {}),
        ({"a": "public", "b": "public"}, {"b": "public", "a": "public", "c": "public"}, {}),
        ({"a": "public"}, {"b": "public", "a": "public"}, {}),
        ({"a": "public", "b": "public"}, {"b": "public", "c": "public"}, {}),
        ({"a": "public", "b": "private"}, {"x": "public"}, {"a": "x"}),
    ],
)
def test_subnets_have_another_name_where_others_of_their_access_are_in_their_place(
    before: dict[str, str], after: dict[str, str], found: dict[str, str]
) -> None:
    assert dict(renames(shape({}, rows=before), shape({}, rows=after)).rows) == found
