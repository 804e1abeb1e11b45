"""`archgen why`: how one thing reaches another, or why it does not."""

from __future__ import annotations

from pathlib import Path

import click

from archgen.commands import _files as files
from archgen.commands._options import environment_option, language_option

_EPILOG = """\b
Examples:
  archgen why client orders
  archgen why internet orders --port 22
  archgen why app 203.0.113.0/24
  archgen why 10.8.0.0/16 orders model.yaml
  archgen why aws-app orders plan.json --format json

\b
Exit codes:
  0  there is a path
  1  there is none
  2  an unusable file or invalid usage
"""


@click.command("why", short_help="Show how A reaches B, or why it does not.", epilog=_EPILOG)
@click.argument("source", metavar="A")
@click.argument("target", metavar="B")
@click.argument("name", metavar="[FILE|PLAN.json]", default=files.DEFAULT)
@click.option("--port", type=click.IntRange(1, 65535), help="Only on this port.")
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
    source: str,
    target: str,
    name: str,
    port: int | None,
    format: str,
    output: Path | None,
    force: bool,
    environments: tuple[str, ...],
    language: str | None,
) -> int:
    """Show every path from A to B with its hops, ports and security groups, or the reason why there is none.

    A and B are components, copies (app@us-east-1a), address blocks, or `internet`.
    """
    from archgen.commands._subjects import UnusableModelError, subject_of
    from archgen.commands._unusable import Unusable
    from archgen.review import why_report
    from archgen.review.why import Question, UnknownEndError, end_of

    files.expect_output(output, (name,), overwrite=force)
    try:
        subject = subject_of(name, environments)
        ends = [end_of(subject.topology, word) for word in (source, target)]
    except UnusableModelError as error:
        files.put(output, error.report(language))
        return 2
    except UnknownEndError as error:
        raise Unusable(f"{error}", "name a component, a copy, an address block, or `internet`") from None
    answer = Question(subject, ends[0], ends[1], port).answer()
    shown = why_report.as_json if format == "json" else why_report.text
    files.put(output, shown(subject, answer, language or subject.language))
    return int(not answer.reaches)
