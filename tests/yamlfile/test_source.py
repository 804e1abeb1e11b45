"""Reading a file: values as YAML 1.2 has them, places, and clear refusals."""

from __future__ import annotations

import builtins
import time
from typing import Any

import pytest

from archgen.findings import Span
from archgen.yamlfile.document import Document, overlay
from archgen.yamlfile.parser import MAX_BYTES, MAX_DEPTH, read


def document(text: str) -> Document:
    return read(text.encode(), "architecture.yaml")


def shown(text: str, *route: str | int, **kwargs: Any) -> str:
    """The characters that a location covers."""
    read_text = document(text)
    span = read_text.locate(route, **kwargs)
    assert span.line == span.end_line
    return read_text.line(span.line)[span.column - 1 : span.end_column - 1]


def refusal(raw: str | bytes) -> tuple[str, str, Span]:
    read_text = read(raw.encode() if isinstance(raw, str) else raw, "architecture.yaml")
    assert read_text.data is None
    finding = read_text.findings[-1]
    return finding.code, finding.message, read_text.place(finding)


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Either parser; without libyaml, PyYAML's own takes over."""
    if request.param == "python":
        real = builtins.__import__

        def no_libyaml(name: str, *args: Any, **kwargs: Any) -> Any:
            if name == "yaml._yaml":
                raise ImportError(name)
            return real(name, *args, **kwargs)

        monkeypatch.setattr(builtins, "__import__", no_libyaml)
    return str(request.param)


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("012", 12),
        ("+7", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1.", 1.0),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2020-01-01", "2020-01-01"),
        ("10.0.0.0/16", "10.0.0.0/16"),
        ("~", None),
        ("null", None),
        ("", None),
        ("true", True),
        ("FALSE", False),
        (".inf", float("inf")),
        ("=", "="),
        ("9" * 301, "9" * 301),
        ('"12"', "12"),
        ("'no'", "no"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ('!!int "3"', 3),
        ("!!float 3", 3.0),
    ],
)
def test_a_scalar_is_read_as_yaml_1_2_reads_it(parser: str, plain: str, value: object) -> None:
    read_text = document(f"a: {plain}\n")
    assert (read_text.data, read_text.findings) == ({"a": value}, ())
    assert type(read_text.data["a"]) is type(value)


def test_a_key_is_the_text_that_was_written(parser: str) -> None:
    assert list(document("no: 1\n443: 2\n~: 3\n012: 4\n").data) == ["no", "443", "~", "012"]


def test_a_byte_order_mark_and_windows_lines_change_nothing(parser: str) -> None:
    read_text = read(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - x\r\n", "architecture.yaml")
    assert read_text.data == {"a": 1, "b": ["x"]}
    assert read_text.locate(("b", 0)) == (3, 5, 3, 6)
    assert read_text.bom


def test_text_outside_of_ascii_counts_as_characters(parser: str) -> None:
    assert shown("á: {ñ: 日本, b: x}\n", "á", "b") == "x"
    assert document("á: {ñ: 日本😀, b: x}\n").locate(("á", "b")) == (1, 16, 1, 17)


FILE = """\
name: shop
subnets:
  web: {access: public}
  app: {access: "private"}
components:
  client: {kind: client}
  app:
    kind: auto-scaling-group
    zones: [us-east-1a, us-east-1b]
    label:
connections:
  - client -> dns -> cdn
  - 'cdn -> igw': 443
  - a: {port: 1}
description: >
  some
  text
"""


@pytest.mark.parametrize(
    ("route", "options", "characters"),
    [
        (("name",), {}, "shop"),
        (("name",), {"key": True}, "name"),
        (("subnets", "web"), {}, "{access: public}"),
        (("subnets", "app", "access"), {}, '"private"'),
        (("components", "app"), {}, "app"),
        (("components", "app", "zones"), {}, "[us-east-1a, us-east-1b]"),
        (("components", "app", "zones", 1), {}, "us-east-1b"),
        (("components", "app", "label"), {}, "label"),
        (("connections", 0), {"within": (10, 13)}, "dns"),
        (("connections", 1, "cdn -> igw"), {"key": True, "within": (7, 10)}, "igw"),
        (("connections", 1), {}, "'cdn -> igw'"),
        (("subnets", "app", "access"), {"within": (0, 4)}, "priv"),
        ((), {}, "name"),
        (("components", "gone", "kind"), {}, "components"),
        (("name", "too", "far"), {}, "shop"),
        (("connections", 7), {}, "connections"),
    ],
)
def test_a_route_is_located(
    parser: str, route: tuple[Any, ...], options: dict[str, Any], characters: str
) -> None:
    assert shown(FILE, *route, **options) == characters


def test_a_text_of_several_lines_is_shown_whole(parser: str) -> None:
    assert document(FILE).locate(("description",), within=(0, 4)) == (15, 14, 17, 7)


def test_an_extent_is_the_value_itself() -> None:
    read_text = document(FILE)
    start, end = read_text.extent(("components", "app", "kind")) or (0, 0)
    assert read_text.text[start:end] == "auto-scaling-group"
    assert read_text.extent(("components", "gone")) is None


def test_a_duplicate_key_is_refused_with_both_places(parser: str) -> None:
    read_text = document("subnets:\n  web: 1\n  app: 2\n  web: 3\n")
    (finding,) = read_text.findings
    assert (finding.code, finding.name) == ("AG003", "duplicate-key")
    assert finding.message == 'the key "web" is in this map twice'
    assert read_text.place(finding) == (4, 3, 4, 6)
    assert read_text.locate(finding.related[0].route, key=finding.related[0].key) == (2, 3, 2, 6)


def test_the_same_key_in_two_maps_is_not_a_duplicate(parser: str) -> None:
    assert document("a: {b: 1}\nc: {b: 1}\n").findings == ()


def test_an_alias_repeats_its_anchor_and_is_located_where_things_stand(parser: str) -> None:
    text = "x-small: &small {type: t3.small}\na: *small\nb: {<<: *small, type: t3.large}\nc: {<<: [*small]}\n"
    read_text = document(text)
    small = {"type": "t3.small"}
    assert read_text.data == {"x-small": small, "a": small, "b": {"type": "t3.large"}, "c": small}
    assert shown(text, "a") == "*small"
    assert read_text.locate(("a", "type")) == read_text.locate(("x-small", "type"))
    assert read_text.locate(("b", "type")).line == 3
    assert read_text.locate(("c", "type")).line == 1


def test_a_quoted_merge_sign_is_a_key_like_any_other(parser: str) -> None:
    assert document('"<<": 1\n').data == {"<<": 1}


def test_an_empty_file_says_how_to_begin(parser: str) -> None:
    for text in ("", "# nothing\n", "---\n", "~\n"):
        code, message, _ = refusal(text)
        assert (code, message) == ("AG006", "there is nothing in the file")


@pytest.mark.parametrize(
    ("text", "code", "message", "place"),
    [
        (
            "- a\n",
            "AG004",
            "the file must be a map of keys: `archgen: 1`, `name: ...`, `regions: ...`",
            (1, 1),
        ),
        ("a: 1\n---\nb: 2\n", "AG010", "a second document begins here", (2, 1)),
        ("a:\n\tb: 1\n", "AG006", "a tab cannot indent a line in YAML", (2, 1)),
        ('a: "b\nc: 1\n', "AG006", 'this quote is never closed: "', (1, 4)),
        ("a: [1, 2\nb: 3\n", "AG006", "this [ is never closed", (1, 4)),
        ("a: b: c\n", "AG006", 'a second ": " on one line cannot be read', (1, 5)),
        ("a: 1\nb\nc: 2\n", "AG006", 'a key without ":" after it: b', (2, 1)),
        ("a:\n  - 1\n b: 2\n", "AG006", "this line does not line up with the lines above it", (3, 2)),
        ("a: @x\n", "AG006", "text cannot begin with @", (1, 4)),
        ('a: "\\d"\n', "AG006", "\\d is not an escape in a text in double quotes", (1, 5)),
        ("a: - b\n", "AG006", "a list item cannot begin on the line of its key", (1, 4)),
        ('a: "b" c\n', "AG006", "the value has ended before this: c", (1, 8)),
        ("a: *b\n", "AG006", "there is no anchor &b for this alias", (1, 4)),
        (
            "s: &base 1\na: *bsae\n",
            "AG006",
            "there is no anchor &bsae for this alias; did you mean *base?",
            (2, 4),
        ),
        ("a: !Ref b\n", "AG006", "the tag !Ref has no meaning here", (1, 4)),
        ("a: !!set {b}\n", "AG006", "the tag !!set has no meaning here", (1, 4)),
        ("a: {{ b }}\n", "AG004", "a key must be text, not a map or a list", (1, 5)),
        ("a: &a [*a]\n", "AG009", "*a is used inside &a and would repeat it without end", (1, 8)),
        ('a: "\\0"\n', "AG007", "the escape for U+0000 is a control character, not text", (1, 4)),
        ("a: x\x00y\n", "AG007", "U+0000 is a control character, not text", (1, 5)),
        ("a: x\x1b[0m\n", "AG007", "U+001B is a control character, not text", (1, 5)),
        (
            "a: x\u2028y\n",
            "AG007",
            "U+2028 is an unusual end of line, which readers of YAML do not agree on",
            (1, 5),
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(
    parser: str, text: str, code: str, message: str, place: tuple[int, int]
) -> None:
    found_code, found_message, span = refusal(text)
    assert (found_code, found_message, (span.line, span.column)) == (code, message, place)


def test_a_lone_surrogate_is_refused_however_it_is_written(parser: str) -> None:
    assert refusal(b"a: \xed\xa0\x80\n")[:2] == ("AG007", "the byte 0xed is not UTF-8 text")
    assert refusal('a: "\\ud800"\n')[0] in ("AG006", "AG007")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_named(encoding: str) -> None:
    code, message, _ = refusal("archgen: 1\n".encode(encoding))
    assert (code, message) == ("AG007", "the file is UTF-16 or UTF-32, not UTF-8")


def test_a_byte_that_is_not_text_is_located() -> None:
    assert refusal(b"\xc3\xa1: 1\nb: \xff\n") == ("AG007", "the byte 0xff is not UTF-8 text", (2, 4, 2, 5))


def test_a_file_over_three_megabytes_is_refused() -> None:
    assert refusal(b"#" * (MAX_BYTES + 1))[0] == "AG008"
    assert refusal(b"#" * MAX_BYTES)[0] == "AG006"


def test_nesting_is_read_up_to_its_bound(parser: str) -> None:
    deep = MAX_DEPTH - 1
    assert document(f"a: {'[' * deep}{']' * deep}").findings == ()
    assert refusal(f"a: {'[' * (deep + 1)}{']' * (deep + 1)}")[0] == "AG009"


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGE_BOMB = "a: &a {z: 1}\n" + "".join(
    f"{name}: &{name} {{{', '.join(f'{key}: *{before}' for key in 'klmnopqrst')}}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        MERGE_BOMB,
        "[" * 1_000_000,
        "{a: " * 700_000,
        "- " * 1_000_000,
        "? " * 1_000_000,
        "a:\n" * 900_000,
        "a: [" + "x," * 1_400_000 + "]",
        "a: &a " * 400_000,
        "*a " * 900_000,
    ],
    ids=lambda text: text[:12],
)
def test_absurd_input_is_refused_in_a_bounded_time(text: str) -> None:
    begin = time.process_time()
    read_text = document(text)
    assert read_text.findings
    assert len(read_text.findings) <= 101
    assert time.process_time() - begin < 3


def test_an_environment_is_laid_over_the_file() -> None:
    text = (
        "name: shop\n"
        "components:\n"
        "  nat: {kind: nat-gateway, subnets: web}\n"
        "  old: {kind: sqs}\n"
        "environments:\n"
        "  staging:\n"
        "    components:\n"
        "      nat: {per: region}\n"
        "      old: null\n"
        "      new: {kind: sqs, label: null}\n"
    )
    staging = overlay(document(text), "staging")
    nat = {"kind": "nat-gateway", "subnets": "web", "per": "region"}
    assert staging.data["components"] == {"nat": nat, "new": {"kind": "sqs"}}
    assert staging.locate(("components", "nat", "per")).line == 8
    assert staging.locate(("components", "nat", "kind")).line == 3
    assert staging.locate(("components", "new", "kind")).line == 10
    assert document(text).data["components"]["old"] == {"kind": "sqs"}


def test_an_unknown_environment_is_a_finding() -> None:
    unknown = overlay(document("environments: {staging: {}}\n"), "stagin")
    assert unknown.data is None
    assert [finding.message for finding in unknown.findings] == [
        'there is no environment "stagin"; did you mean "staging"?'
    ]


def test_comments_are_told_from_text(parser: str) -> None:
    text = (
        "# first\n"
        "a: b # second\n"
        "c: 'x # not' # third\n"
        'd: "y\n  # not" # fourth # still fourth\n'
        "e: |  # fifth\n  # not\n"
        "f: x#not\n"
        "  #sixth\n"
    )
    assert list(document(text).comments()) == [
        (1, 1, "# first"),
        (2, 6, "# second"),
        (3, 14, "# third"),
        (5, 10, "# fourth # still fourth"),
        (6, 7, "# fifth"),
        (9, 3, "#sixth"),
    ]
