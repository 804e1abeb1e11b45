"""The file of a baseline: read, compared with, and written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from archgen.commands import _files as files
from archgen.commands._unusable import Unusable
from archgen.findings import Finding
from archgen.findings.phrase import Phrase
from archgen.i18n.translate import worded
from archgen.lint import baseline
from archgen.lint.examination import Examination
from archgen.lint.implications import revealed


def updated(path: Path, examinations: Sequence[Examination]) -> None:
    """Write the findings of these files to the baseline; what it says of other files stays.

    What those imply is written too: it is reported once they are not.
    """
    known = dict(_known(path)) if path.exists() else {}
    found = [(_name(path, each), each.document, _all_of(each)) for each in examinations]
    for name, _, _ in found:
        known.pop(name, None)
    made = baseline.text(found, known)
    files.write(files.change(path, made.encode()))


def _all_of(examination: Examination) -> tuple[Finding, ...]:
    if not examination.usable:
        return ()
    return (*examination.findings, *(each.finding for each in examination.implied))


def compared(path: Path, examinations: Sequence[Examination], language: str = "en") -> list[Examination]:
    """The examinations with what the baseline has suppressed; says how much of it is gone."""
    known = _known(path)
    seen = [_compared(known, path, each) for each in examinations]
    if gone := sum(number for _, number in seen):
        text = "{path}: {count} findings of it are gone; --update-baseline takes that out"
        if gone == 1:
            text = "{path}: 1 finding of it is gone; --update-baseline takes that out"
        click.echo(worded(Phrase(text, path=f"{path}", count=gone), language), err=True)
    return [examination for examination, _ in seen]


def _compared(known: baseline.Known, path: Path, examination: Examination) -> tuple[Examination, int]:
    if not examination.usable:
        return examination, 0
    name, document = _name(path, examination), examination.document
    pool, implied = revealed(
        examination.findings,
        examination.implied,
        (each.finding for each in examination.suppressed),
        lambda findings: baseline.compared(known, name, document, findings).new,
    )
    found = baseline.compared(known, name, document, pool)
    suppressed = (*examination.suppressed, *found.suppressed)
    new = tuple(sorted(found.new, key=document.place))
    return examination._replace(findings=new, suppressed=suppressed, implied=tuple(implied)), found.gone


def _known(path: Path) -> baseline.Known:
    if not path.exists():
        raise Unusable(f"there is no baseline {path}", "`--update-baseline` writes it")
    try:
        return baseline.read(path.read_text(encoding="utf-8"))
    except (baseline.BaselineError, UnicodeDecodeError) as error:
        raise Unusable(f"{path} is no baseline: {error}", "name another file for the baseline") from error


def _name(path: Path, examination: Examination) -> str:
    """What the baseline calls a file: its path from the baseline's own folder, with slashes."""
    name = examination.document.name
    if name == files.shown(files.STDIN):
        return name
    return Path(os.path.relpath(name, path.parent)).as_posix()
