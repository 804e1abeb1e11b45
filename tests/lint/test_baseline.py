"""A baseline: what an old model had does not count, what is new does, wherever the lines have gone."""

from __future__ import annotations

import pytest

from archgen.findings import Finding, Severity
from archgen.findings.fingerprint import fingerprint
from archgen.lint import baseline
from archgen.yamlfile.document import Document
from archgen.yamlfile.parser import read

TEXT = "components:\n  nat: {per: region}\nconnections:\n  - app -> nat -> partners\n  - {a -> b: 1}\n"


def document(text: str = TEXT) -> Document:
    return read(text.encode(), "architecture.yaml")


def finding(*route: str | int, code: str = "AG215", within: tuple[int, int] | None = None) -> Finding:
    return Finding(code, "shared-nat-gateway", Severity.WARNING, "no", route, within=within)


NAT = finding("components", "nat", "per")
HOP = finding("connections", 0, code="AG312", within=(7, 10))


@pytest.mark.parametrize(
    ("found", "known_by"),
    [
        (NAT, "AG215 components.nat.per"),
        (HOP, "AG312 connections[app -> nat -> partners]: nat"),
        (finding("connections", 1, "a -> b"), 'AG215 connections[{"a -> b": 1}].a -> b'),
        (finding(), "AG215 "),
        (finding("components", "gone", 7), "AG215 components.gone[null]"),
    ],
)
def test_a_finding_is_known_by_its_rule_and_its_place_in_the_model(found: Finding, known_by: str) -> None:
    assert fingerprint(found, document().data) == known_by


def test_a_baseline_is_one_line_a_finding() -> None:
    assert baseline.text([("b.yaml", document(), [HOP, NAT]), ("a.yaml", document(), [])]) == (
        '{\n  "version": 1,\n  "files": {\n    "b.yaml": [\n'
        '      "AG215 components.nat.per",\n'
        '      "AG312 connections[app -> nat -> partners]: nat"\n'
        "    ]\n  }\n}\n"
    )


def test_what_the_baseline_has_does_not_count_and_what_is_new_does() -> None:
    known = baseline.read(baseline.text([("a.yaml", document(), [NAT, NAT, HOP])]))
    moved = document("# more\n" + TEXT.replace("connections:\n", "connections:\n  - x -> y\n"))
    new = finding("components", "nat")
    later = finding("connections", 1, code="AG312", within=(7, 10))
    compared = baseline.compared(known, "a.yaml", moved, [NAT, later, new])
    assert compared.new == (new,)
    assert [each.finding for each in compared.suppressed] == [NAT, later]
    assert {each.by for each in compared.suppressed} == {"baseline"}
    assert compared.gone == 1


def test_a_second_finding_like_a_known_one_is_new() -> None:
    known = baseline.read(baseline.text([("a.yaml", document(), [NAT])]))
    assert baseline.compared(known, "a.yaml", document(), [NAT, NAT]).new == (NAT,)


def test_a_baseline_of_another_file_says_nothing() -> None:
    known = baseline.read(baseline.text([("a.yaml", document(), [NAT])]))
    assert baseline.compared(known, "b.yaml", document(), [NAT]).new == (NAT,)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 2, "files": {}}', '{"version": 1, "files": {"a": 1}}', "[" * 100_000],
)
def test_what_is_no_baseline_is_said(text: str) -> None:
    with pytest.raises(baseline.BaselineError):
        baseline.read(text)
