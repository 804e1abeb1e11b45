"""`archgen import --update`: a newer plan in a model that people have edited."""

from __future__ import annotations

from pathlib import Path

import click

from archgen.commands import _files as files
from archgen.commands._examine import examined
from archgen.commands._plan_files import is_empty, read_back, why_not
from archgen.commands._unusable import Unusable
from archgen.findings.phrase import Phrase
from archgen.i18n.translate import worded
from archgen.lint.examination import Examination
from archgen.lint.selection import EVERYTHING
from archgen.lint.wording import language_of
from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.comparing.matching import written_addresses
from archgen.terraform_plan.comparing.updating import Update, updated
from archgen.yamlfile.document import Document
from archgen.yamlfile.parser import read


def update(model: Path, plan: str, *, dry_run: bool, language: str | None) -> int:
    """Merge a plan into a model, print the difference, and say what could not be merged."""
    name = f"{model}"
    if not model.is_file():
        raise Unusable(f"{name} is no file that can be updated", "without --update, -o writes a new model")
    raw = files.content(name)
    examination = _examined(name, raw)
    spoken = language or language_of(examination.document)
    done = _updated(examination, plan)
    change = files.change(model, done.text.encode())
    click.echo(change.diff(), nl=False)
    for what in done.refused:
        click.echo(worded(Phrase("not updated: {what}", what=what), spoken), err=True)
    if not done.changed:
        same = Phrase("{file} says what {plan} says; nothing was changed", file=name, plan=files.shown(plan))
        click.echo(worded(same, spoken), err=True)
        return 0
    if not dry_run:
        files.write(change)
    text = "would update {file}: {changes}" if dry_run else "updated {file}: {changes}"
    count = len(done.changed)
    changes = Phrase("1 change") if count == 1 else Phrase("{count} changes", count=count)
    click.echo(worded(Phrase(text, file=name, changes=changes), spoken), err=True)
    return 0


def _examined(name: str, raw: bytes) -> Examination:
    examination = examined(name, (), EVERYTHING, raw=raw)
    if examination.topology is None:
        raise Unusable(f"{name} is not valid yet", f"run `archgen validate {name}` and fix what it reports")
    return examination


def _updated(examination: Examination, plan: str) -> Update:
    assert examination.topology is not None
    made, model = sound(read_back(plan))
    if model is None or is_empty(made):
        raise Unusable(f"{files.shown(plan)} has nothing to import: {why_not(made)}")
    document = examination.document

    def again(text: str) -> Document:
        return read(text.encode(), document.name)

    return updated(document, examination.topology, made, written_addresses(document), again)
