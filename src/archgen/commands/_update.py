"""`archgen import --update`: a newer plan in a model that people have edited."""

from __future__ import annotations

from pathlib import Path

import click

from archgen.commands import _files as files
from archgen.commands._examine import examined
from archgen.commands._plan_files import is_empty, read_back, why_not
from archgen.commands._unusable import Unusable
from archgen.lint.selection import EVERYTHING
from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.comparing.matching import written_addresses
from archgen.terraform_plan.comparing.updating import Update, updated
from archgen.yamlfile.document import Document
from archgen.yamlfile.parser import read


def update(model: Path, plan: str, *, dry_run: bool) -> int:
    """Merge a plan into a model, print the difference, and say what could not be merged."""
    name = f"{model}"
    if not model.is_file():
        raise Unusable(f"{name} is no file that can be updated", "without --update, -o writes a new model")
    raw = files.content(name)
    done = _updated(name, raw, plan)
    change = files.change(model, done.text.encode())
    click.echo(change.diff(), nl=False)
    for what in done.refused:
        click.echo(f"not updated: {what}", err=True)
    if not done.changed:
        click.echo(f"{name} says what {files.shown(plan)} says; nothing was changed", err=True)
        return 0
    if not dry_run:
        files.write(change)
    count = len(done.changed)
    click.echo(
        f"{'would update' if dry_run else 'updated'} {name}: {count} change{'s' * (count != 1)}", err=True
    )
    return 0


def _updated(name: str, raw: bytes, plan: str) -> Update:
    examination = examined(name, (), EVERYTHING, raw=raw)
    if examination.topology is None:
        raise Unusable(f"{name} is not valid yet", f"run `archgen validate {name}` and fix what it reports")
    made, model = sound(read_back(plan))
    if model is None or is_empty(made):
        raise Unusable(f"{files.shown(plan)} has nothing to import: {why_not(made)}")
    document = examination.document

    def again(text: str) -> Document:
        return read(text.encode(), document.name)

    return updated(document, examination.topology, made, written_addresses(document), again)
