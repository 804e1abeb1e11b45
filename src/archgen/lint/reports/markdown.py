"""Findings as a Markdown table: for a pull request's comment, a job's summary, a wiki."""

from __future__ import annotations

import re

from archgen.findings import Severity
from archgen.i18n.translate import word
from archgen.lint.reports import Report, Shown

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")


def report(report: Report) -> str:
    """A heading with the counts, then a row for each finding."""
    counts = report.counts()
    lines = [f"### archgen {report.verdict()}"]
    if not report.coverage.whole:
        lines += ["", escaped(report.unchecked())]
    lines += _table(list(report.shown()), report.tongue)
    if report.show_suppressed and counts.suppressed:
        title = word("Suppressed", report.tongue)
        lines += ["", f"#### {title}", *_table(list(report.suppressed()), report.tongue)]
    return "\n".join(lines) + "\n"


def _table(rows: list[Shown], language: str) -> list[str]:
    if not rows:
        return []
    titles = (word(title, language) for title in ("rule", "place", "finding"))
    head = ["", f"| | {' | '.join(titles)} |", "|---|---|---|---|"]
    return [*head, *(f"| {' | '.join(_cells(shown))} |" for shown in rows)]


def _cells(shown: Shown) -> tuple[str, str, str, str]:
    finding, language = shown.finding, shown.language
    text = escaped(finding.message)
    if finding.hops:
        text += f"<br>{word('path', language)}: {escaped(' -> '.join(finding.hops))}"
    if finding.help:
        text += f"<br>{word('help', language)}: {escaped(finding.help)}"
    if shown.by:
        text += f"<br>{word('ignored', language)}: {escaped(shown.reason)}"
    place = f"{escaped(shown.file)}:{shown.at.line}"
    severity = word(finding.severity, language)
    severity = f"**{severity}**" if finding.severity is Severity.ERROR else severity
    return severity, f"{finding.code} {finding.name}", place, text


def escaped(text: str) -> str:
    """The text as Markdown that says just that, on one line, also inside of a table."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;").replace("\\<", "&lt;")
