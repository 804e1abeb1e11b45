"""`archgen conform`: whether a Terraform plan or state says what the model says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.commands._options import environment_option
from archgen.findings.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archgen.findings import Finding
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
  0  the plan says what the model says
  1  they differ
  2  a file cannot be used, or the call is wrong
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
def command(
    name: str, plan: str, format: str, output: Path | None, force: bool, environments: tuple[str, ...]
) -> int:
    """Compare a Terraform plan or state with the model.

    PLAN.json is what `terraform show -json` prints for a plan or a state. Where they differ, the rules
    say what comes of it: what they find in the plan and not in the model.
    """
    from archgen.commands import _files as files
    from archgen.commands._examine import examined, report_of
    from archgen.commands._plan_files import found_in, observed
    from archgen.findings import Severity
    from archgen.lint.reports import written
    from archgen.lint.selection import EVERYTHING

    files.expect_output(output, (name, plan), overwrite=force)
    examination = examined(name, environments, EVERYTHING)
    if examination.topology is None:
        files.put(
            output,
            written(report_of([examination]), "text", color=files.is_stdout(output) and files.colored()),
        )
        return 2
    seen = observed(plan)
    found, matched = _compared(examination.topology, examination.document, seen)
    known = {finding.code for finding in examination.findings}
    worse = tuple(
        each
        for each in (found_in(plan, seen) if found else ())
        if each.code not in known and each.severity is not Severity.INFO
    )
    shown = _json if format == "json" else _text
    files.put(output, shown(found, worse, examination.document, plan))
    if matched and format == "text":
        click.echo(f"components matched by {_counted(matched)}", err=True)
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
    words = {"address": "address", "tag": "tag", "kind": "kind and place"}
    return ", ".join(f"{words[how]}: {count}" for how, count in matched.items() if count) or "nothing"


def _text(found: tuple[Difference, ...], worse: tuple[Finding, ...], document: Document, plan: str) -> str:
    lines: list[str] = []
    for difference in found:
        place = _place(difference, document)
        lines.append(f"{place + ': ' if place else ''}{difference.sort}: {difference.message}")
        if difference.address:
            lines.append(f"    {plan}: {difference.address}")
    count = len(found)
    if not found:
        return "the plan says what the model says\n"
    if worse:
        lines += ["", "The rules find in the plan, and not in the model:"]
        lines += [f"{plan}: {each.severity}[{each.code}] {each.name}: {each.message}" for each in worse]
    return "\n".join([*lines, "", f"found {count} difference{'s' * (count != 1)}"]) + "\n"


def _json(found: tuple[Difference, ...], worse: tuple[Finding, ...], document: Document, plan: str) -> str:
    listed = [
        {
            "sort": difference.sort,
            "what": difference.what,
            "message": difference.message,
            "model": _place(difference, document) or None,
            "address": difference.address or None,
        }
        for difference in found
    ]
    findings = [
        {"code": each.code, "name": each.name, "severity": f"{each.severity}", "message": each.message}
        for each in worse
    ]
    whole = {"version": 1, "plan": plan, "differences": listed, "findings": findings}
    return json_text(whole) + "\n"


def _place(difference: Difference, document: Document) -> str:
    if not difference.route:
        return ""
    span = document.locate(difference.route, key=difference.key, within=difference.within)
    file, place = document.in_file(span)
    return f"{file}:{place.line}:{place.column}"
