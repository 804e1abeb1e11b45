"""`archgen render`: the pictures, the docs and the Terraform of an architecture."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from archgen.commands import _files as files
from archgen.commands._examine import choice_of, examined, report_of
from archgen.commands._freshness import checked
from archgen.commands._options import environment_option
from archgen.commands._unusable import Unusable
from archgen.commands._view import FORMATS, printed
from archgen.findings import Severity, nearest
from archgen.findings.phrase import Phrase
from archgen.i18n.translate import say, worded
from archgen.lint.examination import Examination
from archgen.lint.selection import words
from archgen.lint.wording import language_of
from archgen.pipeline import Rendering, covered, render, view_of
from archgen.render.manifest import NAME as MANIFEST
from archgen.render.manifest import Manifest
from archgen.render.outputs import Output, names, output
from archgen.render.writing import Change, Verb, changes, manifest_of
from archgen.terraform_plan.importing.beginning import is_imported

if TYPE_CHECKING:
    from archgen.render.outputs.view import View

_EPILOG = """\b
Examples:
  archgen render
  archgen render services/shop/architecture.yaml -o docs/shop
  archgen render --only diagrams,docs
  archgen render 'services/**/architecture.yaml' --check
  archgen render --check --readme README.md
  archgen render --view overview
  archgen render --view flow --format svg > flow.svg

\b
In a README, --readme updates what is between these lines:
  <!-- archgen:begin network -->
  <!-- archgen:end -->

\b
Exit codes:
  0  written, or with --check: everything is up to date
  1  the architecture has errors, or with --check: something is stale
  2  an unusable file, invalid usage, or a file that would be overwritten
"""


@click.command("render", short_help="Generate the diagrams, the docs and the Terraform.", epilog=_EPILOG)
@click.argument("names", nargs=-1, metavar="[FILE]...")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder to write to (default: output, beside FILE).",
)
@click.option(
    "--only", multiple=True, metavar="OUTPUTS", help="Only these outputs: diagrams,docs,...; commas allowed."
)
@click.option(
    "--readme",
    "readmes",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Update the archgen regions of this file.",
)
@click.option(
    "--check", is_flag=True, help="Write nothing; list stale files and exit with 1 if there are any."
)
@click.option("--force", is_flag=True, help="Render even if there are errors.")
@click.option(
    "--overwrite", is_flag=True, help="Overwrite files that were edited, or that archgen did not generate."
)
@click.option("--annotate", is_flag=True, help="Mark findings in the diagrams.")
@click.option("--view", "shown", metavar="NAME", help="Print this view to standard output; write no file.")
@click.option(
    "--group",
    metavar="GROUP",
    help="Print only this group and what it is connected to (with --view; default: flow).",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(FORMATS),
    help="The format of --view (default: text).",
)
@environment_option
def command(names: tuple[str, ...], only: tuple[str, ...], **options: Any) -> int:
    """Generate diagrams, docs and Terraform. All files are written, or none.

    FILE defaults to architecture.yaml; - is standard input; globs are expanded.
    """
    request = _Request(wanted=_wanted(only), **options)
    if request.group and not request.shown:
        request = request._replace(shown="flow")
    if request.shape and not request.shown:
        raise Unusable("--format is for --view", "add --view NAME, such as --view network")
    models = files.named(names)
    if len(models) > 1 and (request.folder or request.readmes):
        raise Unusable("-o and --readme are for one model, and there are several", "call it once for each")
    return max(_rendered(model, request) for model in models)


class _Request(NamedTuple):
    """What was asked for, whichever the model."""

    wanted: tuple[str, ...]
    folder: Path | None
    readmes: tuple[Path, ...]
    check: bool
    force: bool
    overwrite: bool
    annotate: bool
    environments: tuple[str, ...]
    shown: str | None
    group: str | None
    shape: str | None


def _rendered(name: str, request: _Request) -> int:
    """Render one model; the exit code."""
    if request.shown is not None:
        return _shown(name, request.shown, request)
    folder = request.folder or (Path() if name == files.STDIN else Path(name).parent) / "output"
    if not _recovered(folder, request):
        return 1
    known = _known(folder, request.overwrite)
    examination = examined(
        name, request.environments, choice_of((), ()), allocated=known.blocks, recorded=_recorded(known)
    )
    language = language_of(examination.document)
    read_back = is_imported(examination.document.text, language)
    draws = examination.usable and (request.force or read_back)
    _report(examination._replace(coverage=covered(examination)) if draws else examination)
    if not examination.usable:
        return 2
    if examination.has(Severity.ERROR) and not request.force and not read_back:
        text = "nothing was rendered: fix the errors, or render anyway with --force"
        click.echo(say(text, language), err=True)
        return 1
    marked = request.annotate or (read_back and examination.has(Severity.ERROR))
    view = view_of(examination, annotate=marked, memory=known.memory)
    rendering = render(view, _outputs(request.wanted, examination))
    for note in rendering.notes:
        click.echo(f"{say('note', language)}: {worded(note, language)}", err=True)
    found = _changes(folder, known, rendering, view, request)
    paths = {*known.files, *(artifact.path for made in rendering.made.values() for artifact in made)}
    found += [
        _readme(readme, view, examination.document.own_text, paths, folder) for readme in request.readmes
    ]
    if request.check:
        return checked(found, "archgen render", language)
    _refuse_obstacles(found)
    files.write(*found, folder=folder)
    click.echo(_table(found, folder, rendering, language))
    if read_back and not request.force and examination.has(Severity.ERROR):
        text = "rendered as it was imported: the errors are those of the plan, and are marked"
        click.echo(say(text, language), err=True)
        return 1
    return 0


def _shown(name: str, view: str, request: _Request) -> int:
    """Print one view; findings go to standard error, and errors do not keep it from being drawn.

    With -o it is written to that file.
    """
    files.expect_output(request.folder, (name,), overwrite=request.overwrite)
    examination = examined(name, request.environments, choice_of((), ()))
    if not examination.usable:
        _report(examination)
        return 2
    shape = request.shape or "text"
    drawn = printed(view_of(examination, annotate=request.annotate), view, shape, request.group)
    if shape == "text" and files.is_stdout(request.folder) and not _takes(drawn.decode()):
        drawn = printed(view_of(examination), view, "ascii", request.group)
    if files.is_stdout(request.folder):
        click.echo(drawn, nl=False)
    elif request.folder is not None:
        files.write(files.change(request.folder, drawn))
    return 0


def _takes(text: str) -> bool:
    """Whether the terminal's encoding has the characters."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _changes(
    folder: Path, known: Manifest, rendering: Rendering, view: View, request: _Request
) -> list[Change]:
    """What has to happen in the output folder; files of outputs that were not asked for stay."""
    blocks = {subnet.id: f"{subnet.cidr}" for subnet in view.topology.subnets.values()}
    others = {entry.output for entry in known.files.values()} - set(rendering.made)
    kept = others if request.wanted else ()
    return list(
        changes(
            folder,
            rendering.made,
            blocks,
            known,
            memory=rendering.memory,
            kept=kept,
            overwrite=request.overwrite,
        )
    )


def _wanted(only: Sequence[str]) -> tuple[str, ...]:
    wanted = words(only)
    for name in wanted:
        if name not in names():
            meant = nearest(name, names())
            hint = f'; did you mean "{meant}"?' if meant else ""
            raise Unusable(f'there is no output "{name}"{hint}', f"the outputs are {', '.join(names())}")
    return wanted


def _report(examination: Examination) -> None:
    if examination.findings:
        from archgen.lint.reports import written

        color = files.colored(sys.stderr)
        click.echo(written(report_of([examination]), "text", color=color), nl=False, err=True)


def _outputs(wanted: Sequence[str], examination: Examination) -> list[Output]:
    """What was asked for on the command line, else in the file, else what is made by default."""
    chosen = wanted or (examination.architecture and examination.architecture.outputs)
    if chosen:
        return [output(name) for name in names() if name in chosen]
    return [made for made in map(output, names()) if made.DEFAULT]


def _recovered(folder: Path, request: _Request) -> bool:
    """Complete what a run that was stopped while it wrote has left; --check only says so."""
    from archgen.render import transaction

    here = folder.resolve()
    if not transaction.interrupted(here):
        return True
    if request.check:
        click.echo(f"{folder}: a render was stopped while it wrote; run archgen render", err=True)
        return False
    files.expect_folder(folder)
    transaction.recover(here)
    click.echo(f"note: {folder}: a render that was stopped while it wrote is completed, or undone", err=True)
    return True


def _known(folder: Path, overwrite: bool) -> Manifest:
    files.expect_folder(folder)
    try:
        return manifest_of(folder)
    except ValueError as error:
        if overwrite:
            return Manifest()
        raise Unusable(
            f"{error}", "restore it from version control, or make it again with --overwrite"
        ) from error


def _recorded(known: Manifest) -> str | None:
    """What the Terraform of the folder calls the system; empty where it was not written down."""
    unsaid = "" if any(entry.output == "terraform" for entry in known.files.values()) else None
    return known.memory.get("terraform", {}).get("system", {}).get("name", unsaid)


def _readme(path: Path, view: View, model: str, made: Collection[str], folder: Path) -> Change:
    """The change that makes the regions of a README fresh."""
    from archgen.render.readme import refreshed, regions

    if f"{path}" == files.STDIN:
        raise Unusable("--readme - cannot be changed in place", "name a file")
    text = files.content(f"{path}", -1).decode("utf-8", "surrogateescape")
    place = os.path.relpath(folder.resolve(), path.resolve().parent).replace(os.sep, "/")
    try:
        fresh = refreshed(text, regions(view, model, made, place))
    except ValueError as error:
        raise Unusable(f"{path}:{error}") from error
    return files.change(path, fresh.encode("utf-8", "surrogateescape"))


def _refuse_obstacles(found: Sequence[Change]) -> None:
    obstacles = dict.fromkeys(change.obstacle for change in found if change.obstacle)
    if not obstacles:
        return
    help = "move the files that were edited by hand, or overwrite them with --overwrite"
    if any(change.obstacle and change.barred for change in found):
        help = "move it, or name another folder with -o"
    raise Unusable("; ".join(map(str, obstacles)), help)


def _table(found: Sequence[Change], folder: Path, rendering: Rendering, language: str) -> str:
    """What was written: a line for each output, with its files by what happened to them."""
    by_name = {change.name: change for change in found}
    rows = []
    for made_by, artifacts in rendering.made.items():
        made = [by_name.pop(f"{folder / artifact.path}") for artifact in artifacts]
        if made:
            rows.append((made_by, _happened(made, language), _common([change.name for change in made])))
    others = [change for change in by_name.values() if change.target.name != MANIFEST]
    rows += [("", _happened([change], language), change.name) for change in others]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)] if rows else [0, 0]
    return "\n".join(f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}" for row in rows)


def _happened(made: Sequence[Change], language: str) -> str:
    verbs = Counter(change.verb for change in made)
    return ", ".join(worded(_COUNTED[verb](count), language) for verb, count in sorted(verbs.items()))


_COUNTED: Mapping[Verb, Callable[[int], Phrase]] = {
    "created": lambda count: Phrase("1 created" if count == 1 else "{count} created", count=count),
    "removed": lambda count: Phrase("1 removed" if count == 1 else "{count} removed", count=count),
    "unchanged": lambda count: Phrase("1 unchanged" if count == 1 else "{count} unchanged", count=count),
    "updated": lambda count: Phrase("1 updated" if count == 1 else "{count} updated", count=count),
}


def _common(paths: Sequence[str]) -> str:
    return paths[0] if len(paths) == 1 else os.path.commonpath(paths) + os.sep
