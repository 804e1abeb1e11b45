"""Mending the files that were examined, or showing what that would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from archgen.commands import _files as files
from archgen.commands._unusable import Unusable
from archgen.findings.phrase import Phrase
from archgen.i18n.translate import worded
from archgen.lint.examination import Examination
from archgen.lint.fixing import Examine, Fixed
from archgen.lint.fixing import fixed as fixed_file
from archgen.lint.wording import language_of
from archgen.render.writing import Change


def fixed(
    names: Sequence[str],
    examinations: Sequence[Examination],
    examine: Examine,
    *,
    unsafe: bool,
    language: str | None = None,
) -> list[Examination]:
    """Fix the files, all or none, and say what was fixed; the examinations of what they are now."""
    done = _done(names, examinations, examine, unsafe)
    files.write(*(_change(name, each) for name, each in zip(names, done, strict=True) if each.fixed))
    for name, each in zip(names, done, strict=True):
        spoken = language or language_of(each.examination.document)
        for line in _report(each):
            click.echo(f"{name}: {worded(line, spoken)}", err=True)
    return [each.examination for each in done]


def _report(done: Fixed) -> Iterator[Phrase]:
    count = len(done.fixed)
    if count:
        codes = ", ".join(dict.fromkeys(f"{finding.code} {finding.name}" for finding in done.fixed))
        text = "fixed 1 finding ({codes})" if count == 1 else "fixed {count} findings ({codes})"
        yield Phrase(text, count=count, codes=codes)
    if done.unsafe:
        yield Phrase("{count} more could be fixed with --unsafe-fixes", count=done.unsafe)


def shown(
    names: Sequence[str], examinations: Sequence[Examination], examine: Examine, *, unsafe: bool
) -> bool:
    """Print what fixing would change, as a unified diff; whether there is anything."""
    done = _done(names, examinations, examine, unsafe)
    changes = [_change(name, each) for name, each in zip(names, done, strict=True) if each.fixed]
    for change in changes:
        click.echo(change.diff(), nl=False)
    return bool(changes)


def _done(
    names: Sequence[str], examinations: Sequence[Examination], examine: Examine, unsafe: bool
) -> list[Fixed]:
    if files.STDIN in names:
        raise Unusable("standard input cannot be fixed", "name a file")
    return [fixed_file(examination, examine, unsafe=unsafe) for examination in examinations]


def _change(name: str, done: Fixed) -> Change:
    return Change.of(Path(name), done.raw)
