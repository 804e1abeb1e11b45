"""Findings as a Markdown table: for a pull request's comment, a job's summary, a wiki."""

from __future__ import annotations

import re

from archgen.findings import Severity
from archgen.lint.reports import Report, Shown

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_WORDS = {Severity.ERROR: "**error**", Severity.WARNING: "warning", Severity.INFO: "info"}


def report(report: Report) -> str:
    """A heading with the counts, then a row for each finding."""
    counts = report.counts()
    lines = [f"### archgen {report.verdict()}"]
    if not report.coverage.whole:
        lines += ["", escaped(report.coverage.line)]
    lines += _table(list(report.shown()))
    if report.show_suppressed and counts.suppressed:
        lines += ["", "#### Suppressed", *_table(list(report.suppressed()))]
    return "\n".join(lines) + "\n"


def _table(rows: list[Shown]) -> list[str]:
    if not rows:
        return []
    head = ["", "| | rule | place | finding |", "|---|---|---|---|"]
    return [*head, *(f"| {' | '.join(_cells(shown))} |" for shown in rows)]


def _cells(shown: Shown) -> tuple[str, str, str, str]:
    finding = shown.finding
    text = escaped(finding.message)
    if finding.hops:
        text += f"<br>path: {escaped(' -> '.join(finding.hops))}"
    if finding.help:
        text += f"<br>help: {escaped(finding.help)}"
    if shown.by:
        text += f"<br>ignored: {escaped(shown.reason)}"
    place = f"{escaped(shown.file)}:{shown.at.line}"
    return _WORDS[finding.severity], f"{finding.code} {finding.name}", place, text


def escaped(text: str) -> str:
    """The text as Markdown that says just that, on one line, also inside of a table."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;").replace("\\<", "&lt;")
