"""What `--check` says: whether files are what they should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from archgen.lint.reports import numbered
from archgen.render.manifest import NAME as MANIFEST

if TYPE_CHECKING:
    from archgen.render.writing import Change


def checked(found: Sequence[Change], remedy: str) -> int:
    """Show what is stale as a diff, and the command that fixes it; the exit code.

    A manifest follows from the files that it speaks of, so it is shown only where it is alone.
    """
    stale = [change for change in found if change.verb != "unchanged"]
    told = [change for change in stale if change.target.name != MANIFEST] or stale
    for change in told:
        click.echo(change.diff(), nl=False)
    if told:
        click.echo(f"{numbered(len(told), 'file')} would change: run {remedy}", err=True)
        return 1
    click.echo(f"fresh: {numbered(len(found), 'file')}")
    return 0
