"""Parts of validating, each alone: what is covered, what is shown, and what a fix leaves alone."""

from __future__ import annotations

from importlib import import_module

import pytest

from archgen.findings import Finding, Severity
from archgen.lint.coverage import Cause, Coverage, Gap, NotChecked, together
from archgen.lint.examination import Examination
from archgen.lint.fixes import fixes
from archgen.lint.reports import Counts, Report, numbered, summary
from archgen.lint.selection import Choice
from archgen.yamlfile.parser import read


def missing(*names: str, cause: Cause = Cause.UNCONNECTED, detail: str = "") -> tuple[NotChecked, ...]:
    return tuple(NotChecked(name, Gap(cause, detail)) for name in names)


@pytest.mark.parametrize(
    ("coverage", "checked", "percent", "whole"),
    [
        (Coverage(), 0, 100.0, True),
        (Coverage(4), 4, 100.0, True),
        (Coverage(4, missing("a")), 3, 75.0, False),
        (Coverage(4, missing("a") + missing("a", cause=Cause.CUSTOM)), 3, 75.0, False),
        (Coverage(2, missing("a", "b")), 0, 0.0, False),
    ],
)
def test_what_is_not_checked_for_two_reasons_counts_once(
    coverage: Coverage, checked: int, percent: float, whole: bool
) -> None:
    assert (coverage.checked, coverage.percent, coverage.whole) == (checked, percent, whole)


@pytest.mark.parametrize(
    ("gaps", "line"),
    [
        (missing("a", "b", "c"), "checked 7 of 10 resources; not checked: 3 in no connection (a, b, c)"),
        (missing(*"abcd"), "checked 6 of 10 resources; not checked: 4 in no connection (a, b, c and 1 more)"),
        (
            missing("x", cause=Cause.CUSTOM) + missing("a", "b"),
            "checked 7 of 10 resources; not checked: 2 in no connection (a, b); 1 of kind custom (x)",
        ),
        (
            missing("x", cause=Cause.UNCONNECTED) + missing("a", cause=Cause.CUSTOM),
            "checked 8 of 10 resources; not checked: 1 of kind custom (a); 1 in no connection (x)",
        ),
        (
            missing("a.b", "a.c", cause=Cause.UNKNOWN_TYPE, detail="aws_x"),
            "checked 8 of 10 resources; not checked: 2 of types that archgen does not know (aws_x)",
        ),
        (
            missing("a.b", cause=Cause.PLACE_AFTER_APPLY, detail="subnet_id"),
            "checked 9 of 10 resources; not checked: 1 in places known only after apply (a.b)",
        ),
    ],
)
def test_causes_are_listed_the_most_frequent_first_with_three_names_at_most(
    gaps: tuple[NotChecked, ...], line: str
) -> None:
    assert str(Coverage(10, gaps).line) == line


def test_the_coverage_of_several_files_says_what_they_have() -> None:
    plan, model = Coverage(2, missing("a")), Coverage(3, what="components")
    assert together([plan, plan]) == Coverage(4, missing("a", "a"))
    assert together([plan, model]).what == "resources and components"
    assert together([model, Coverage()]).what == "components"
    assert together([model, Coverage()]).total == 3


def test_a_reason_without_an_argument_has_no_empty_brackets() -> None:
    assert Gap(Cause.OUTSIDE).reason == "its subnets are outside of the plan"
    assert Gap(Cause.OUTSIDE, "data.aws_subnet.x").reason.endswith("(data.aws_subnet.x)")


@pytest.mark.parametrize(
    ("counts", "fixable", "line"),
    [
        (Counts(0, 0, 0, 0, 1), 0, "found nothing"),
        (Counts(1, 0, 0, 0, 1), 0, "found 1 error"),
        (Counts(2, 1, 0, 0, 1), 0, "found 2 errors and 1 warning"),
        (Counts(2, 1, 3, 0, 1), 1, "found 2 errors, 1 warning and 3 infos; 1 can be fixed with --fix"),
        (Counts(0, 0, 0, 3, 2), 0, "found nothing (3 suppressed) in 2 files"),
        (Counts(0, 0, 1, 0, 0), 0, "found 1 info in 0 files"),
    ],
)
def test_a_summary_counts_in_one_line(counts: Counts, fixable: int, line: str) -> None:
    assert summary(counts, fixable) == line


def test_one_is_no_plural() -> None:
    assert [numbered(number, "zone") for number in (0, 1, 2)] == ["0 zones", "1 zone", "2 zones"]


def found(code: str, severity: Severity) -> Finding:
    return Finding(code, "some-rule", severity, "text", ())


@pytest.mark.parametrize(
    ("severities", "least", "has"),
    [
        ([Severity.WARNING], Severity.ERROR, False),
        ([Severity.WARNING], Severity.WARNING, True),
        ([Severity.WARNING], Severity.INFO, True),
        ([Severity.INFO, Severity.ERROR], Severity.ERROR, True),
        ([], Severity.INFO, False),
    ],
)
def test_a_finding_counts_from_its_severity_on(
    severities: list[Severity], least: Severity, has: bool
) -> None:
    findings = tuple(found("AG308", severity) for severity in severities)
    assert Examination(read(b"a: 1", "x"), findings=findings).has(least) == has


@pytest.mark.parametrize(
    ("code", "severity", "usable"),
    [
        ("AG001", Severity.ERROR, False),
        ("AG001", Severity.WARNING, True),
        ("AG308", Severity.ERROR, True),
    ],
)
def test_only_an_error_of_the_shape_makes_a_file_unusable(
    code: str, severity: Severity, usable: bool
) -> None:
    document = read(b"a: 1", "x")
    assert Examination(document, findings=(found(code, severity),)).usable is usable


@pytest.mark.parametrize(
    ("choice", "code", "severity", "kept"),
    [
        (Choice(), "AG308", Severity.WARNING, True),
        (Choice(), "AG308", Severity.INFO, False),
        (Choice(pedantic=True), "AG308", Severity.INFO, True),
        (Choice(select=("AG308",)), "AG308", Severity.INFO, True),
        (Choice(select=("AG308",)), "AG309", Severity.ERROR, False),
        (Choice(select=("AG308",)), "AG001", Severity.ERROR, True),
        (Choice(ignore=("AG308",)), "AG308", Severity.ERROR, False),
        (Choice(ignore=("AG308",)), "AG001", Severity.ERROR, True),
        (Choice(select=("AG308",), ignore=("AG308",)), "AG308", Severity.ERROR, False),
    ],
)
def test_findings_are_chosen_by_code_and_severity_and_those_of_the_shape_always(
    choice: Choice, code: str, severity: Severity, kept: bool
) -> None:
    assert choice.keeps(found(code, severity)) is kept


@pytest.mark.parametrize("format", ["text", "concise"])
def test_a_report_has_no_colours_unless_they_are_asked_for(format: str) -> None:
    module = import_module(f"archgen.lint.reports.{format}")
    examination = Examination(read(b"a: 1\n", "x"), findings=(found("AG308", Severity.ERROR),))
    report = Report((examination,))
    assert module.report(report) == module.report(report, color=False)
    assert "\x1b" not in module.report(report) and "\x1b" in module.report(report, color=True)


ROWS = (
    "subnets: {web: {access: public}, app: {access: %s}, in: {access: %s}}\ncomponents: {x: {subnets: web}}\n"
)


@pytest.mark.parametrize(
    ("accesses", "route", "edits"),
    [
        (("private", "isolated"), ("components", "x", "subnets"), 1),
        (("private", "private"), ("components", "x", "subnets"), 0),
        (("isolated", "isolated"), ("components", "x", "subnets"), 0),
        (("private", "isolated"), ("connections", 0), 0),
    ],
)
def test_a_backend_is_moved_where_there_is_one_private_tier(
    accesses: tuple[str, str], route: tuple[str | int, ...], edits: int
) -> None:
    document = read((ROWS % accesses).encode(), "x")
    finding = Finding("AG308", "backend-in-public-subnet", Severity.ERROR, "text", route)
    assert len(fixes()["AG308"].edits(document, finding)) == edits


@pytest.mark.parametrize(
    ("text", "route", "edits"),
    [
        ("components: {nat: {kind: nat-gateway, per: region}}", ("components", "nat", "per"), 1),
        ("components: {nat: {kind: nat-gateway, zones: [a]}}", ("components", "nat", "zones"), 1),
        ("components: {nat: {kind: nat-gateway}}", ("components", "nat"), 0),
        ("components: {nat: {kind: nat-gateway}}", ("components", "nat", "kind"), 0),
    ],
)
def test_only_what_keeps_a_nat_gateway_in_one_zone_is_removed(
    text: str, route: tuple[str, ...], edits: int
) -> None:
    finding = Finding("AG215", "shared-nat-gateway", Severity.WARNING, "text", route)
    assert len(fixes()["AG215"].edits(read(text.encode(), "x"), finding)) == edits


def test_fixes_that_may_change_addresses_or_data_are_unsafe() -> None:
    unsafe = {code for code, fix in fixes().items() if not fix.safe}
    assert "AG308" in unsafe and not unsafe & {"AG105", "AG215", "AG219", "AG805"}
