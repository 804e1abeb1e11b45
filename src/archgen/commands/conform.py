"""`archgen conform`: whether a Terraform plan or state says what the model says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from archgen.commands._options import environment_option, language_option
from archgen.findings.json_text import json_text
from archgen.findings.phrase import Phrase, commas
from archgen.i18n.translate import say, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archgen.findings import Finding
    from archgen.lint.coverage import Coverage
    from archgen.terraform_plan.comparing.differences import Difference
    from archgen.terraform_plan.resources.observed import Observed
    from archgen.topology.graph import Topology
    from archgen.yamlfile.document import Document

_EPILOG = """\b
Examples:
  terraform plan -out=tfplan && terraform show -json tfplan > plan.json
  archgen conform architecture.yaml plan.json
  terraform show -json > state.json && archgen conform architecture.yaml state.json --format json

\b
Exit codes:
  0  the plan matches the model
  1  they differ
  2  an unusable file or invalid usage
"""


@click.command("conform", short_help="Compare a Terraform plan or state with its model.", epilog=_EPILOG)
@click.argument("name", metavar="FILE")
@click.argument("plan", metavar="PLAN.json")
@click.option("--format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option(
    "--overwrite",
    "--force",
    "force",
    is_flag=True,
    help="With -o: overwrite a file that archgen did not write.",
)
@environment_option
@language_option
def command(
    name: str,
    plan: str,
    format: str,
    output: Path | None,
    force: bool,
    environments: tuple[str, ...],
    language: str | None,
) -> int:
    """Compare a Terraform plan or state with the model.

    PLAN.json is what `terraform show -json` prints for a plan or a state. If they differ, findings that
    the plan has and the model does not are reported too.
    """
    from archgen.commands import _files as files
    from archgen.commands._examine import examined, report_of
    from archgen.commands._plan_files import covered_in, found_in, observed
    from archgen.commands._unusable import Unusable
    from archgen.findings import Severity
    from archgen.lint.reports import written
    from archgen.lint.selection import EVERYTHING
    from archgen.lint.wording import language_of

    files.expect_output(output, (name, plan), overwrite=force)
    examination = examined(name, environments, EVERYTHING)
    if not examination.document.text:
        said = f"{files.shown(name)} is a plan or a state, and the first file is the model"
        raise Unusable(said, "archgen conform architecture.yaml PLAN.json")
    if examination.topology is None:
        files.put(
            output,
            written(
                report_of([examination], language=language),
                "text",
                color=files.is_stdout(output) and files.colored(),
            ),
        )
        return 2
    seen = observed(plan)
    found, matched = _compared(examination.topology, examination.document, seen)
    told = (*examination.findings, *(each.finding for each in examination.suppressed))
    known = {finding.code for finding in told}
    worse = tuple(
        each for each in found_in(plan, seen) if each.code not in known and each.severity is not Severity.INFO
    )
    shown, language = _json if format == "json" else _text, language or language_of(examination.document)
    report = _Report(found, worse, covered_in(plan, seen), examination.document, plan, language)
    files.put(output, shown(report))
    if matched and format == "text":
        counts = Phrase("components matched by {counts}", counts=_counted(matched))
        click.echo(worded(counts, language), err=True)
    return int(bool(found))


def _compared(
    topology: Topology, document: Document, seen: Observed
) -> tuple[tuple[Difference, ...], Mapping[str, int]]:
    """The differences, and how many components were matched by what.

    A model that says the addresses of its components was imported; a plan with archgen's tags was rendered.
    """
    from archgen.terraform_plan.comparing.differences import differences, imported_differences
    from archgen.terraform_plan.comparing.matching import written_addresses
    from archgen.terraform_plan.comparing.server import ROUTE, as_deployed
    from archgen.terraform_plan.importing.architecture import imported

    if topology.architecture.deployment.server is not None:
        found, matched = imported_differences(as_deployed(topology, seen), imported(seen), {})
        return tuple(replace(each, route=ROUTE, key=True, within=None) for each in found), matched.counts()
    written = written_addresses(document)
    if not written and any(component.placed for component in seen.components):
        return differences(topology, seen), {}
    found, matched = imported_differences(topology, imported(seen), written)
    return found, matched.counts()


def _counted(matched: Mapping[str, int]) -> str:
    words = {"address": "address: {n}", "tag": "tag: {n}", "kind": "kind and place: {n}"}
    counts = tuple(Phrase(words[how], n=count) for how, count in matched.items() if count)
    return commas(counts) if counts else Phrase("nothing")


class _Report(NamedTuple):
    """The differences, what the rules find in the plan alone, and how much of it they know."""

    found: tuple[Difference, ...]
    worse: tuple[Finding, ...]
    coverage: Coverage
    document: Document
    plan: str
    language: str


def _text(report: _Report) -> str:
    lines: list[str] = []
    language = report.language
    for difference in report.found:
        place = _place(difference, report.document)
        said = f"{say(difference.sort, language)}: {worded(difference.message, language)}"
        lines.append(f"{place}: {said}" if place else said)
        if difference.address:
            lines.append(f"    {report.plan}: {difference.address}")
    if report.worse:
        lines += ["", say("The rules find in the plan, and not in the model:", language)]
        for each in report.worse:
            said = worded(each.message, language)
            lines.append(f"{report.plan}: {each.severity}[{each.code}] {each.name}: {said}")
    verdict = worded(_verdict(report), language)
    lines += ["", verdict] if lines else [verdict]
    lines += [] if report.coverage.whole else [worded(report.coverage.line, language)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _verdict(report: _Report) -> str:
    count = len(report.found)
    if count:
        return Phrase("found {count} difference" if count == 1 else "found {count} differences", count=count)
    return Phrase("nothing could be compared" if report.coverage.nothing else "the plan matches the model")


def _json(report: _Report) -> str:
    from archgen.lint.reports.json import coverage_data

    listed = [
        {
            "sort": difference.sort,
            "what": difference.what,
            "message": difference.message,
            "model": _place(difference, report.document) or None,
            "address": difference.address or None,
        }
        for difference in report.found
    ]
    findings = [
        {"code": each.code, "name": each.name, "severity": f"{each.severity}", "message": each.message}
        for each in report.worse
    ]
    whole = {
        "version": 1,
        "plan": report.plan,
        "differences": listed,
        "findings": findings,
        "coverage": coverage_data(report.coverage),
    }
    return json_text(whole) + "\n"


def _place(difference: Difference, document: Document) -> str:
    if not difference.route:
        return ""
    span = document.locate(difference.route, key=difference.key, within=difference.within)
    file, place = document.in_file(span)
    return f"{file}:{place.line}:{place.column}"
