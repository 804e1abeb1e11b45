"""`archgen validate`: whether an architecture is sound."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.commands import _files as files
from archgen.commands._examine import choice_of, examined_everywhere, report_of
from archgen.commands._options import environment_option
from archgen.commands._unusable import Unusable
from archgen.commands._workers import each_examined
from archgen.findings import Severity
from archgen.i18n.translate import say
from archgen.lint.examination import Examination

if TYPE_CHECKING:
    from archgen.lint.fixing import Examine
    from archgen.lint.reports import Report
    from archgen.lint.selection import Choice
    from archgen.yamlfile.document import Document

_EPILOG = """\b
Examples:
  archgen validate
  archgen validate 'services/**/architecture.yaml' --format github
  archgen validate --strict --env staging
  archgen validate --format sarif --output archgen.sarif
  generate-model | archgen validate -

\b
Exit codes:
  0  no findings at or above the failure threshold
  1  findings at or above it: errors, unless --strict or --fail-on sets another
  2  an unusable file (AG0xx) or invalid usage
"""
_FORMATS = ("text", "concise", "json", "sarif", "github", "junit", "markdown")


@click.command("validate", short_help="Check architectures against the rules.", epilog=_EPILOG)
@click.argument("names", nargs=-1, metavar="[FILE]...")
@click.option(
    "--format", type=click.Choice(_FORMATS), default="text", show_default=True, help="The report format."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option(
    "--overwrite",
    "--force",
    "force",
    is_flag=True,
    help="With -o: overwrite a file that archgen did not write.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors; short for --fail-on warning.")
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info", "not-checked")),
    multiple=True,
    default=("error",),
    show_default=True,
    help="The lowest severity that makes the exit code 1; not-checked: also where anything was not checked.",
)
@click.option(
    "--require-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit code 1 if less than this of the resources was checked.",
)
@click.option(
    "--as",
    "together",
    type=click.Choice(("each", "one")),
    default="each",
    show_default=True,
    help="one: check plans and states of several root modules as one system.",
)
@click.option("--pedantic", is_flag=True, help="Show findings of severity info too.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Only these rules: codes, names or AG2xx; commas allowed.",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Skip these rules.")
@click.option("--show-ignored", is_flag=True, help="Show ignored findings and their reasons.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="Report only findings that are not in this file.",
)
@click.option("--update-baseline", is_flag=True, help="Write the current findings to the baseline.")
@click.option("--fix", is_flag=True, help="Apply safe fixes in place.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also apply fixes that may change behaviour."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, without changing it.")
@click.option(
    "--policies",
    multiple=True,
    metavar="FILE",
    help="Check these policies too, on models and plans.",
)
@environment_option
@click.option(
    "--language",
    type=click.Choice(("en", "es")),
    help="The language of the report; that of each file unless given. json, sarif and junit stay English.",
)
def command(
    names: tuple[str, ...],
    format: str,
    output: Path | None,
    force: bool,
    strict: bool,
    fail_on: tuple[str, ...],
    require_coverage: float | None,
    together: str,
    pedantic: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    show_ignored: bool,
    baseline: Path | None,
    update_baseline: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    policies: tuple[str, ...],
    environments: tuple[str, ...],
    language: str | None,
) -> int:
    """Check architectures against the rules.

    FILE defaults to architecture.yaml; - is standard input; globs are expanded.
    """
    if environments and (fix or diff):
        raise Unusable("--fix edits the file, not an environment of it", "leave --env out")
    if update_baseline and baseline is None:
        raise Unusable("--update-baseline needs --baseline FILE")
    least = _least(fail_on, strict=strict)
    chosen = choice_of(select, ignore, pedantic=pedantic or least is Severity.INFO)
    named, today = files.named(names), date.today()
    files.expect_output(output, named, overwrite=force)
    examine_one = partial(
        examined_everywhere, environments=environments, choice=chosen, today=today, policies=policies
    )
    again = partial(_examined_again, choice=chosen, today=today)
    if fix or diff:
        from archgen.commands import _fix as fixing

        examinations = [examine_one(name) for name in named]
        if diff:
            return int(fixing.shown(named, examinations, again, unsafe=unsafe_fixes))
        examinations = fixing.fixed(named, examinations, again, unsafe=unsafe_fixes, language=language)
    else:
        examinations = _all_as_one(named, chosen) if together == "one" else each_examined(named, examine_one)
    if together == "each" and not fix and not diff:
        from archgen.commands._identities import compared

        examinations = compared(examinations, chosen, today)
    whole = examinations
    if baseline is not None:
        examinations = _against(baseline, examinations, update=update_baseline, language=language)
    report = report_of(examinations, show_suppressed=show_ignored, cards=format == "sarif", language=language)
    hinted = not fix and not environments and format in ("text", "concise")
    _put(_with_hint(report, whole, again) if hinted else report, format, output)
    if not all(examination.usable for examination in examinations):
        return 2
    covered = report.coverage
    short = require_coverage is not None and covered.percent < require_coverage
    if short:
        percents = {"found": f"{covered.percent:.0f}", "wanted": f"{require_coverage:g}"}
        text = "{found} % were checked, and {wanted} % are required"
        click.echo(say(text, report.tongue, **percents), err=True)
    missing = "not-checked" in fail_on and not covered.whole
    return int(short or missing or any(examination.has(least) for examination in examinations))


def _examined_again(document: Document, choice: Choice, today: date) -> Examination:
    """A file that was changed, with what it includes."""
    from archgen.commands._including import including
    from archgen.pipeline import examine

    return examine(including(document), choice, today=today)


def _all_as_one(named: tuple[str, ...], chosen: Choice) -> list[Examination]:
    from archgen.commands._plan_files import examined_together

    return [examined_together(named, chosen)]


def _least(fail_on: tuple[str, ...], *, strict: bool) -> Severity:
    """The least severity that counts; `not-checked` is none, and stands beside it."""
    named = [Severity(word) for word in fail_on if word != "not-checked"]
    least = min(named, key=lambda severity: severity.rank, default=Severity.ERROR)
    return Severity.WARNING if strict and least is Severity.ERROR else least


def _with_hint(report: Report, examinations: Sequence[Examination], examine: Examine) -> Report:
    """The report, with how much of it --fix would fix; `examinations` are those before a baseline."""
    if not any(each.findings for each in report.results):
        return report
    from archgen.lint.fixing import fixable

    pairs = zip(report.results, examinations, strict=True)
    numbers = (len({*fixable(each, examine)} & {*shown.findings}) for shown, each in pairs)
    return replace(report, fixable=sum(numbers))


def _put(report: Report, format: str, output: Path | None) -> None:
    """The report where it is wanted, and its summary where a file or a CI job has it."""
    from archgen.lint.reports import written

    files.put(output, written(report, format, color=files.is_stdout(output) and files.colored()))
    if not files.is_stdout(output):
        said = say("{verdict}; see {file}", report.tongue, verdict=report.verdict(), file=f"{output}")
        click.echo(said, err=True)
    if format == "github" and (place := os.environ.get("GITHUB_STEP_SUMMARY")):
        from archgen.lint.reports.github import step_summary

        with Path(place).open("a", encoding="utf-8") as file:
            file.write(step_summary(report))


def _against(
    baseline: Path, examinations: list[Examination], *, update: bool, language: str | None
) -> list[Examination]:
    """What was examined, seen against a baseline, which is brought up to date first where that is asked."""
    from archgen.commands import _baseline as baselining

    if update:
        baselining.updated(baseline, examinations)
    return baselining.compared(baseline, examinations, report_of(examinations, language=language).tongue)
