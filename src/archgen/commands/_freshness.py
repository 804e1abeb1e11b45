"""What `--check` says: whether files are what they should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from archgen.findings.phrase import Phrase
from archgen.i18n.translate import worded
from archgen.render.manifest import NAME as MANIFEST

if TYPE_CHECKING:
    from archgen.render.writing import Change


def checked(found: Sequence[Change], remedy: str, language: str = "en") -> int:
    """Show what is stale as a diff, and the command that fixes it; the exit code.

    A manifest follows from the files that it speaks of, so it is shown only where it is alone.
    """
    stale = [change for change in found if change.verb != "unchanged"]
    told = [change for change in stale if change.target.name != MANIFEST] or stale
    for change in told:
        click.echo(change.diff(), nl=False)
    if told:
        text = "1 file would change: run {remedy}"
        if len(told) != 1:
            text = "{count} files would change: run {remedy}"
        click.echo(worded(Phrase(text, count=len(told), remedy=remedy), language), err=True)
        return 1
    fresh = Phrase("fresh: 1 file" if len(found) == 1 else "fresh: {count} files", count=len(found))
    click.echo(worded(fresh, language))
    return 0
