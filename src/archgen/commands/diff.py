"""`archgen diff`: what a change means, and what it changes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archgen.commands import _files as files
from archgen.commands._options import environment_option, language_option
from archgen.commands._unusable import Unusable

if TYPE_CHECKING:
    from archgen.review.difference import Difference

_EPILOG = """\b
Examples:
  archgen diff old.yaml architecture.yaml
  archgen diff --git main
  archgen diff plan.json                          what an apply changes, from the plan alone
  archgen diff before.json after.json --format json
  archgen diff --git origin/main --format markdown --svg change.svg
  archgen diff --git main --html change.html
  archgen diff plan.json --fail-on exposure,data-loss,worse-zone

\b
Exit codes:
  0  no change that --exit-code or --fail-on asks about
  1  with --exit-code: something changed; with --fail-on: the change has such a consequence
  2  an unusable file or invalid usage
"""
_SORTS = ("exposure", "data-loss", "worse-zone")


@click.command("diff", short_help="Show what a change means.", epilog=_EPILOG)
@click.argument("names", nargs=-1, metavar="[OLD] [NEW]")
@click.option("--git", "revision", metavar="REV", help="OLD is the file at this Git revision.")
@click.option(
    "--format",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything changed.")
@click.option(
    "--fail-on", multiple=True, metavar="WHAT", help="Exit with 1 on: exposure, data-loss, worse-zone."
)
@click.option(
    "--svg",
    type=click.Path(path_type=Path),
    help="Draw it on the network view: added green, removed red and dashed, changed amber.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    help="Write a page with both sides on the network view, a toggle and a slider from before to after.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option(
    "--overwrite",
    "--force",
    "force",
    is_flag=True,
    help="With -o, --svg or --html: overwrite a file that archgen did not write.",
)
@environment_option
@language_option
def command(
    names: tuple[str, ...],
    revision: str | None,
    format: str,
    exit_code: bool,
    fail_on: tuple[str, ...],
    svg: Path | None,
    html: Path | None,
    output: Path | None,
    force: bool,
    environments: tuple[str, ...],
    language: str | None,
) -> int:
    """Show what a change means for paths, exposure, zone failures and data, and then what changed.

    OLD and NEW are models, plans or states. A plan alone has both sides: the current resources and the
    planned ones. With --git and no file, architecture.yaml is compared.
    """
    from archgen.commands._subjects import UnusableModelError
    from archgen.lint.selection import words
    from archgen.review import difference_report

    chosen = words(fail_on)
    for word in chosen:
        if word not in _SORTS:
            raise Unusable(f'--fail-on knows no "{word}"', f"it knows {', '.join(_SORTS)}")
    for file in (output, svg, html):
        files.expect_output(file, names, overwrite=force)
    if sum(file is not None and files.is_stdout(file) for file in (output, svg, html)) > 1:
        raise Unusable(*files.ONE_STREAM)
    try:
        difference = _difference(names, revision, environments)
    except UnusableModelError as error:
        files.put(output, error.report(language))
        return 2
    language = language or difference.new.language
    _draw(svg, html, difference, language)
    if output is not None or not any(file is not None and files.is_stdout(file) for file in (svg, html)):
        files.put(output, difference_report.FORMATS[format](difference, language))
    return int(difference.fails_on(chosen) or (exit_code and not difference.is_empty))


def _difference(names: tuple[str, ...], revision: str | None, environments: tuple[str, ...]) -> Difference:
    from archgen.commands._examine import is_terraform
    from archgen.commands._subjects import subject_of
    from archgen.review.difference import Difference

    if len(names) > 2 or (revision is not None and len(names) > 1):
        raise Unusable("diff compares two sides", "name OLD and NEW, or one file with --git REV")
    name = names[-1] if names else files.DEFAULT
    if revision is not None:
        old = subject_of(
            name,
            environments,
            raw=_at_revision(name, revision),
            called=f"{name} at {revision}",
            fetch=lambda path: _at_revision(path, revision),
        )
        return Difference(old, subject_of(name, environments))
    raw = files.content(name)
    if len(names) == 1 and is_terraform(raw):
        return difference_of_plan(name, files.whole(name, raw))
    if len(names) < 2:
        raise Unusable("diff needs two sides", "name OLD and NEW, a plan, or one file with --git REV")
    return Difference(subject_of(names[0], environments), subject_of(names[1], environments))


def _at_revision(name: str, revision: str) -> bytes:
    """The bytes of a file at a Git revision."""
    path = Path(name).absolute()
    if revision.startswith("-"):
        raise Unusable(f"{revision} is no Git revision")
    call = ["git", "-C", str(path.parent), "show", f"{revision}:./{path.name}"]
    try:
        done = subprocess.run(call, capture_output=True, check=False)
    except OSError as error:
        raise Unusable(f"git cannot be run: {error.strerror}") from error
    if done.returncode != 0:
        why = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise Unusable(f"{name} at {revision} cannot be read: {why}")
    return done.stdout


def difference_of_plan(name: str, raw: bytes) -> Difference:
    """Both sides of one plan; Unusable where it is broken."""
    try:
        return _difference_of_plan(name, raw)
    except (TypeError, AttributeError, ValueError, LookupError) as error:
        raise Unusable(
            f"{files.shown(name)} is broken: what Terraform changes has not its shape",
            "write it again with `terraform show -json`",
        ) from error


def _difference_of_plan(name: str, raw: bytes) -> Difference:
    from archgen.commands._plan_files import understood
    from archgen.commands._subjects import empty_subject, subject_of
    from archgen.findings.phrase import Phrase
    from archgen.review import plan_sides
    from archgen.review.difference import Difference
    from archgen.terraform_plan.source.unreadable import UnreadablePlanError, parsed

    try:
        data: dict[str, Any] = parsed(raw)
    except UnreadablePlanError as error:
        raise Unusable(f"{files.shown(name)} {error}", error.help) from None
    if "planned_values" not in data and "resource_changes" not in data:
        raise Unusable(f"{files.shown(name)} is a state: it has one side", "name a second file, or a plan")
    before, is_built = plan_sides.prior(data), bool(data.get("planned_values", {}).get("root_module"))
    told: dict[str, Any] = {
        "resources": plan_sides.resources(data),
        "lost": tuple(plan_sides.lost(data)),
        "drift": tuple(plan_sides.drift(data)),
        "label": Phrase("what {file} applies", file=files.shown(name)),
    }
    planned = subject_of(name, raw=raw, called=f"{name} (planned)", may_be_empty=True) if is_built else None
    new = planned or empty_subject(f"{name} (planned)")
    if before is None:
        return Difference(empty_subject(f"{name} (now)", new.data.get("regions")), new, **told)
    old_raw = json.dumps(before).encode()
    old = subject_of(name, raw=old_raw, called=f"{name} (now)", may_be_empty=True)
    if planned is None:
        return Difference(old, empty_subject(f"{name} (planned)", old.data.get("regions")), **told)
    sides = (understood(name, old_raw)[0], understood(name, raw)[0])
    return Difference(old, new, **told, widened=(*plan_sides.widened(*sides), *plan_sides.cut_off(*sides)))


def _draw(svg: Path | None, html: Path | None, difference: Difference, language: str) -> None:
    """The picture and the page, all or none; to standard output the one that is asked for there."""
    from archgen.review import difference_page, pictures

    made: list[tuple[Path, str]] = []
    if svg is not None:
        made.append((svg, pictures.of_difference(difference)))
    if html is not None:
        made.append((html, difference_page.page(difference, language)))
    changes = [files.change(path, text.encode()) for path, text in made if not files.is_stdout(path)]
    if changes:
        files.write(*changes)
    for path, text in made:
        if files.is_stdout(path):
            files.put(path, text)
