"""Findings for programs. The shape is a promise: it grows, and what is in version 1 stays.

`{"version": 1, "findings": [{"code", "name", "severity": "error|warning|info", "message", "help", "file",
"line", "column", "end_line", "end_column", "path", "hops", "related": [{"label", "line", "column",
"end_line", "end_column", "path"}]}], "summary": {"errors", "warnings", "infos", "suppressed", "files"},
"coverage": {"total", "checked", "not_checked": [{"address", "cause", "reason"}]}}`

Lines and columns count from 1, columns in characters (code points); the end is exclusive. `path` is the way
to the value in the model, keys and indexes from the top; `hops` the way of the traffic, where there is one.
A related place has its `file` where the model includes others.
With `--show-ignored` there is `suppressed`: findings of the same shape, with `reason` and `by`.
"""

from __future__ import annotations

from typing import Any

from archgen.findings import Route, Span
from archgen.findings.json_text import json_text
from archgen.lint.coverage import Coverage
from archgen.lint.reports import Report, Shown
from archgen.yamlfile.document import Document

VERSION = 1


def report(report: Report) -> str:
    """One JSON object, indented, in the order of the files."""
    body: dict[str, Any] = {
        "version": VERSION,
        "findings": [_finding(shown) for shown in report.shown()],
        "summary": report.counts()._asdict(),
        "coverage": coverage_data(report.coverage),
    }
    if report.show_suppressed:
        body["suppressed"] = [
            _finding(shown) | {"reason": shown.reason, "by": shown.by} for shown in report.suppressed()
        ]
    return json_text(body) + "\n"


def coverage_data(coverage: Coverage) -> dict[str, Any]:
    """How much was checked, and what was not with its cause."""
    missing = [
        {"address": each.address, "cause": str(each.gap.cause), "reason": each.gap.reason}
        for each in coverage.not_checked
    ]
    return {"total": coverage.total, "checked": coverage.checked, "not_checked": missing}


def _finding(shown: Shown) -> dict[str, Any]:
    finding, document = shown.finding, shown.document
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "help": finding.help,
        "file": shown.file,
        **_place(shown.at, finding.route),
        "hops": list(finding.hops),
        "related": [_related(document, place.route, place.key, place.label) for place in finding.related],
    }


def _related(document: Document, route: Route, key: bool, label: str) -> dict[str, Any]:
    file, span = document.in_file(document.locate(route, key=key))
    elsewhere = {"file": file} if document.included else {}
    return {"label": label, **elsewhere, **_place(span, route)}


def _place(span: Span, route: Route) -> dict[str, Any]:
    return {**span._asdict(), "path": list(route)}
