"""Findings one a line, for a pipe or a list in an editor."""

from __future__ import annotations

from archgen.lint.reports import Report
from archgen.lint.reports.text import heading, painter, printable


def report(report: Report, *, color: bool = False) -> str:
    """`FILE:LINE:COLUMN: SEVERITY[CODE] NAME: MESSAGE`, a line each, then the counts and the coverage."""
    shown = [*report.shown(), *(report.suppressed() if report.show_suppressed else ())]
    paint = painter(color)
    last = [report.verdict()] + ([] if report.coverage.whole else [printable(report.unchecked())])
    return "\n".join([*(heading(each, paint) for each in shown), *last]) + "\n"
