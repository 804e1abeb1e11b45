"""`archgen simulate`: what fails when zones, regions, components or copies fail."""

from __future__ import annotations

from pathlib import Path

import click

from archgen.commands import _files as files

_EPILOG = """\b
Examples:
  archgen simulate
  archgen simulate --lose us-east-1a
  archgen simulate --lose nat@us-east-1a,orders
  archgen simulate --pairs --format markdown
  archgen simulate plan.json --format json

\b
Exit codes:
  0  no path that `targets` promise fails
  1  one does
  2  the file cannot be used, or the call is wrong
"""


@click.command("simulate", short_help="Show what fails when a zone or a component fails.", epilog=_EPILOG)
@click.argument("name", metavar="[FILE|PLAN.json]", default=files.DEFAULT)
@click.option(
    "--lose",
    multiple=True,
    metavar="WHAT",
    help="Fail these together: zones, regions, components, copies (nat@us-east-1a); commas allowed.",
)
@click.option("--pairs", is_flag=True, help="Also fail every two zones, regions and components together.")
@click.option(
    "--format",
    type=click.Choice(("text", "json", "markdown")),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option("--env", "environment", metavar="NAME", help="Lay environments.NAME over the file first.")
def command(
    name: str,
    lose: tuple[str, ...],
    pairs: bool,
    format: str,
    output: Path | None,
    environment: str | None,
) -> int:
    """Show what each path of requests does when something fails.

    Each zone, region, component and copy fails in turn, in three phases: at once, after automatic failovers,
    and after new launches. Targets are judged before launches.
    """
    from archgen.commands._subjects import UnusableModelError, subject_of
    from archgen.commands._unusable import Unusable
    from archgen.lint.selection import words
    from archgen.review import simulation_report
    from archgen.review.simulation import Simulation
    from archgen.topology.outage import UnknownPartError, outage_of

    try:
        subject = subject_of(name, environment)
        asked = outage_of(subject.topology, words(lose)) if lose else None
    except UnusableModelError as error:
        files.put(output, error.report)
        return 2
    except UnknownPartError as error:
        raise Unusable(f"{error}", "`archgen simulate` lists what can fail") from None
    simulation = Simulation(subject, asked, pairs)
    files.put(output, simulation_report.FORMATS[format](simulation))
    return int(not simulation.keeps_its_promises)
