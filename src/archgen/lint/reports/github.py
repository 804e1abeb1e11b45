"""Findings as workflow commands: GitHub shows each beside its line in the pull request.

The escapes are those of the runner's toolkit (`%`, CR and LF in data; also `:` and `,` in properties).
"""

from __future__ import annotations

from archgen.findings import Severity
from archgen.i18n.translate import word
from archgen.lint.reports import Report, Shown, markdown
from archgen.lint.reports.text import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(report: Report) -> str:
    """A command for each finding, then the counts as plain output, and a notice of what was not checked."""
    lines = [*(_command(report, shown) for shown in report.shown()), report.verdict()]
    if not report.coverage.whole:
        title = _property(word("not checked", report.tongue))
        lines.append(f"::notice title={title}::{_data(printable(report.unchecked()))}")
    return "\n".join(lines) + "\n"


def step_summary(report: Report) -> str:
    """Markdown to append to the file that `$GITHUB_STEP_SUMMARY` names."""
    return markdown.report(report)


def _command(report: Report, shown: Shown) -> str:
    finding, span = shown.finding, shown.at
    properties = {
        "file": report.place(shown.document.in_file(shown.span)[0]),
        "line": span.line,
        "endLine": span.end_line,
    }
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    text = [finding.message]
    if finding.hops:
        text.append(f"{word('path', shown.language)}: {' -> '.join(finding.hops)}")
    if finding.help:
        text.append(f"{word('help', shown.language)}: {finding.help}")
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(chr(10).join(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
