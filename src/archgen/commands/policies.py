"""`archgen policies`: which promises of the team are kept, by a model, a plan or a live account."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.commands import _files as files
from archgen.commands._options import environment_option, language_option
from archgen.i18n.translate import say

if TYPE_CHECKING:
    from archgen.review.subject import Subject

_EPILOG = """\b
Examples:
  archgen policies
  archgen policies architecture.yaml --policies ../policies.yaml
  archgen policies plan.json --policies policies.yaml --format json
  archgen policies --scopes state.json -o scopes.json
  jq -c '.scopes[]' scopes.json | while read -r scope; do
    aws ec2 create-network-insights-access-scope --cli-input-json "$scope"; done

\b
Exit codes:
  0  every policy is kept, or is only a warning
  1  one is broken
  2  an unusable file or invalid usage
"""


@click.command("policies", short_help="Check the policies of the team.", epilog=_EPILOG)
@click.argument("name", metavar="[FILE|PLAN.json]", default=files.DEFAULT)
@click.option("--policies", multiple=True, metavar="FILE", help="Check the policies of this file too.")
@click.option(
    "--scopes",
    metavar="STATE.json",
    help="Write the `never` policies as scopes of AWS Network Access Analyzer, with the ids of this state.",
)
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to report."
)
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
    policies: tuple[str, ...],
    scopes: str | None,
    format: str,
    output: Path | None,
    force: bool,
    environments: tuple[str, ...],
    language: str | None,
) -> int:
    """Show each policy, and the path that breaks it.

    Policies are those of the model, of the files that it names, and of --policies.
    """
    from archgen.commands._subjects import UnusableModelError, subject_of
    from archgen.review import policies_report

    files.expect_output(output, (name, *policies, *([scopes] if scopes else [])), overwrite=force)
    try:
        subject = subject_of(name, environments, policies)
    except UnusableModelError as error:
        files.put(output, error.report(language))
        return 2
    if scopes is not None:
        files.put(output, _scopes(subject, scopes, language or subject.language))
        return 0
    shown = policies_report.as_json if format == "json" else policies_report.text
    files.put(output, shown(subject, language or subject.language))
    return int(_is_broken(subject))


def _is_broken(subject: Subject) -> bool:
    from archgen.topology.policies import violations

    return any(each.policy.severity in (None, "error") for each in violations(subject.topology))


def _scopes(subject: Subject, state: str, language: str) -> str:
    """The scopes, with the ids of a state; what cannot be said as one is reported on standard error."""
    from archgen.commands._plan_files import security_group_ids
    from archgen.review.scopes import scopes

    made = scopes(subject.topology, security_group_ids(state))
    for policy in made.left_out:
        text = "no scope for `{policy}`: one of its ends has no security group in {state}"
        click.echo(say(text, language, policy=policy, state=state), err=True)
    whole = {"version": 1, "command": "policies", "source": subject.source, "scopes": made.scopes}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
