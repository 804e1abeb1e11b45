"""`archgen simulate`: what fails when zones, regions, components or copies fail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.commands import _files as files
from archgen.commands._options import environment_option, language_option

if TYPE_CHECKING:
    from archgen.review.simulation import Simulation

_EPILOG = """\b
Examples:
  archgen simulate
  archgen simulate --fail us-east-1a
  archgen simulate --fail nat@us-east-1a,orders
  archgen simulate --fail us-east-1a --svg failure.svg
  archgen simulate --pairs --format markdown
  archgen simulate plan.json --format json

\b
Exit codes:
  0  no path that `targets` promise fails
  1  one does
  2  an unusable file or invalid usage
"""


@click.command("simulate", short_help="Show what fails when a zone or a component fails.", epilog=_EPILOG)
@click.argument("name", metavar="[FILE|PLAN.json]", default=files.DEFAULT)
@click.option(
    "--fail",
    "--lose",
    "lose",
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
@click.option(
    "--svg",
    type=click.Path(path_type=Path),
    help="Draw what --fail names on the network view: failed grey, broken paths red, promoted copies green. "
    "The flow view is written beside it, with -flow in its name.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option(
    "--overwrite",
    "--force",
    "force",
    is_flag=True,
    help="With -o or --svg: overwrite a file that archgen did not write.",
)
@environment_option
@language_option
def command(
    name: str,
    lose: tuple[str, ...],
    pairs: bool,
    format: str,
    svg: Path | None,
    output: Path | None,
    force: bool,
    environments: tuple[str, ...],
    language: str | None,
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
    from archgen.topology.failures.outage import UnknownPartError, outage_of

    if svg is not None and not lose:
        raise Unusable("--svg draws one failure", "name what fails with --fail, such as --fail us-east-1a")
    if svg is not None and files.is_stdout(svg):
        raise Unusable(*files.ONE_STREAM)
    if not Path(name).exists() and "." not in name and name != "-":
        raise Unusable(f"there is no file {name}", f"to make a part of the model fail, write --fail {name}")
    for file in (output, svg):
        files.expect_output(file, (name,), overwrite=force)
    try:
        subject = subject_of(name, environments)
        asked = outage_of(subject.topology, words(lose)) if lose else None
    except UnusableModelError as error:
        files.put(output, error.report(language))
        return 2
    except UnknownPartError as error:
        raise Unusable(f"{error}", "`archgen simulate` lists what can fail") from None
    simulation = Simulation(subject, asked, pairs)
    if svg is not None:
        _draw(svg, simulation)
    language = language or subject.language
    files.put(output, simulation_report.FORMATS[format](simulation, language))
    return int(not simulation.keeps_its_promises)


def _draw(path: Path, simulation: Simulation) -> None:
    """Both views, all or none."""
    from archgen.review import pictures

    looks = pictures.failure_looks(simulation.subject.topology, simulation.outcomes[0])
    changes = []
    for view, scene in pictures.scenes(simulation.subject.topology):
        place = path if view == "network" else path.with_name(f"{path.stem}-{view}{path.suffix}")
        changes.append(files.change(place, pictures.drawn(scene, looks).encode()))
    files.write(*changes)
