"""What ends a command when the call, a file or the disk is unusable."""

from __future__ import annotations

from typing import IO, Any

import click

UNUSABLE = 2
"""The exit code."""


class Unusable(click.ClickException):
    """One sentence, and where it helps the way out, on standard error."""

    exit_code = UNUSABLE

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.help = help

    def show(self, file: IO[Any] | None = None) -> None:
        """Write it as one of ours: no usage, no traceback."""
        click.echo(f"archgen: {self.message}", file=file, err=True)
        if self.help:
            click.echo(f"  help: {self.help}", file=file, err=True)
