"""Findings as JUnit XML, for servers that show test results: a file is a suite, a finding a case.

An error is a failure; a warning or an info is a case that passes and says something; what is suppressed and
what was not checked is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from archgen.findings import Severity
from archgen.lint.coverage import Coverage
from archgen.lint.reports import Report, Result, Shown
from archgen.lint.reports.text import printable
from archgen.yamlfile.document import Document


def report(report: Report) -> str:
    """A `testsuites` document with one suite a file; a file without findings has one case that passes."""
    shown, suppressed = list(report.shown()), list(report.suppressed())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', _suites(report)]
    for result in report.results:
        here = [each for each in (*shown, *suppressed) if each.document is result.document]
        lines += _suite(result, here)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suites(report: Report) -> str:
    counts = report.counts()
    tests = sum(
        max(1, len(result.findings) + len(result.suppressed)) + len(result.coverage.not_checked)
        for result in report.results
    )
    skipped = counts.suppressed + sum(_unchecked(result) for result in report.results)
    numbers = f'tests="{tests}" failures="{counts.errors}" skipped="{skipped}"'
    return f'<testsuites name="archgen" {numbers}>'


def _unchecked(result: Result) -> int:
    """How many cases say that something was not checked."""
    found = result.findings or result.suppressed
    return len(result.coverage.not_checked) + (result.coverage.nothing and not found)


def _suite(result: Result, shown: list[Shown]) -> Iterator[str]:
    coverage = result.coverage
    failures = sum(each.finding.severity is Severity.ERROR and not each.by for each in shown)
    skipped = sum(bool(each.by) for each in shown) + _unchecked(result)
    tests = max(1, len(shown)) + len(coverage.not_checked)
    name = _attribute(_name(result.document))
    yield f'  <testsuite name={name} tests="{tests}" failures="{failures}" skipped="{skipped}">'
    if not shown:
        yield from _verdict(name, coverage)
    for each in shown:
        yield from _case(each, name)
    for missing in coverage.not_checked:
        title = _attribute(f"not checked: {missing.address}")
        yield f"    <testcase classname={name} name={title} file={name}>"
        yield f"      <skipped message={_attribute(missing.gap.reason)}/>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _verdict(name: str, coverage: Coverage) -> Iterator[str]:
    """The case of a file without findings: it passes, unless nothing of the file could be checked."""
    case = f'    <testcase classname={name} name="validate" file={name}'
    if coverage.nothing:
        yield f"{case}>"
        yield '      <skipped message="nothing could be checked"/>'
        yield "    </testcase>"
    else:
        yield f"{case}/>"


def _case(shown: Shown, file: str) -> Iterator[str]:
    finding, span = shown.finding, shown.at
    title = _attribute(f"{finding.code} {finding.name} at {span.line}:{span.column}")
    yield f'    <testcase classname={file} name={title} file={_attribute(shown.file)} line="{span.line}">'
    message = _attribute(finding.message)
    body = escape(printable(_body(shown)))
    if shown.by:
        yield f"      <skipped message={_attribute(shown.reason)}/>"
    elif finding.severity is Severity.ERROR:
        yield f'      <failure type="{finding.code}" message={message}>{body}</failure>'
    else:
        yield f"      <system-out>{escape(finding.severity)}: {body}</system-out>"
    yield "    </testcase>"


def _body(shown: Shown) -> str:
    finding, span = shown.finding, shown.at
    path = f"; path: {' -> '.join(finding.hops)}" if finding.hops else ""
    help = f"; help: {finding.help}" if finding.help else ""
    return f"{shown.file}:{span.line}:{span.column}: {finding.message}{path}{help}"


def _name(document: Document) -> str:
    return document.name.encode("utf-8", "backslashreplace").decode()


def _attribute(text: str) -> str:
    return quoteattr(printable(text))
