"""The files that a command is given: names, globs and standard input, and their bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from archgen.commands._ours import is_ours
from archgen.commands._unusable import Unusable

if TYPE_CHECKING:
    from archgen.render.writing import Change

DEFAULT = "architecture.yaml"
STDIN = "-"
ONE_STREAM = ("several files are written, and - is one stream", "name a file for each")
"""What is said where more than one thing would be printed, and what helps."""
_MOST = 3_000_001
"""Bytes that are read of a file: one more than a model may have, so that a larger one is told."""


def named(arguments: Sequence[str]) -> tuple[str, ...]:
    """The files that the arguments mean, each once, in the order given; a glob's by name."""
    return tuple(dict.fromkeys(name for argument in arguments or (DEFAULT,) for name in _meant(argument)))


def content(name: str, most: int = _MOST) -> bytes:
    """The bytes of a file, or of standard input; at `most` so many: those of a model and one more."""
    try:
        if name == STDIN:
            return _standard_input(most)
        with Path(name).open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise _not_there(name) from error
    except IsADirectoryError as error:
        raise Unusable(f"{name} is a folder, not a file", _in_folder(Path(name))) from error
    except (OSError, ValueError) as error:
        raise Unusable(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from error


_UNIT_PLAN = "tfplan.json"
"""What Terragrunt calls the plan of each unit, in a folder of its own below `--json-out-dir`."""


def _in_folder(folder: Path) -> str:
    """Which file of a folder may be meant."""
    if next(folder.glob(f"**/{_UNIT_PLAN}"), None) is not None:
        return f"name the plans in it: archgen validate '{folder}/**/{_UNIT_PLAN}' --as one"
    return f"name the file in it: {folder / DEFAULT}"


def _standard_input(most: int) -> bytes:
    if sys.stdin is None:
        raise Unusable("standard input is closed", "name a file")
    return sys.stdin.buffer.read(most)


def whole(name: str, beginning: bytes) -> bytes:
    """All bytes of a plan, which may have more than a model; `beginning` is what `content` gave."""
    if len(beginning) < _MOST:
        return beginning
    return beginning + content(name, -1) if name == STDIN else content(name, -1)


def is_stdout(output: Path | None) -> bool:
    """Whether a report goes to standard output: no file is named, or `-` is."""
    return output is None or f"{output}" == STDIN


def expect_output(output: Path | None, inputs: Sequence[str] = (), *, overwrite: bool = False) -> None:
    """Refuse a file for a report that is an input, or that archgen did not write, unless that is asked for.

    Called before anything is done, so that nothing is done in vain.
    """
    if output is None or is_stdout(output) or not output.is_file():
        return
    expect_unread(output, inputs)
    if not overwrite and not is_ours(output.read_bytes()):
        raise Unusable(f"{output} was not written by archgen", "name another file, or add --overwrite")


def expect_unread(output: Path | None, inputs: Sequence[str]) -> None:
    """Refuse an output that is one of the files that are read, whatever else is allowed."""
    if output is None or is_stdout(output):
        return
    if any(name != STDIN and _same(output, Path(name)) for name in inputs):
        raise Unusable(f"{output} is a file that is read; a report would overwrite it", "name another file")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def put(output: Path | None, text: str) -> None:
    """Write a report to its file, or to standard output; a device such as /dev/stdout is written as it is."""
    if output is None or is_stdout(output):
        click.echo(text, nl=False)
    elif output.exists() and not output.is_file() and not output.is_dir():
        output.write_text(text, encoding="utf-8")
    else:
        write(change(output, text.encode()))


def change(path: Path, content: bytes) -> Change:
    """The change that gives a file this content."""
    from archgen.render.writing import Change

    if path.is_dir():
        raise Unusable(f"{path} is a folder, not a file", "name a file in it")
    try:
        return Change.of(path, content)
    except OSError as error:
        raise _unwritable(f"{path}", error) from error


def expect_folder(path: Path) -> None:
    """Refuse a path at which a folder cannot be, since a file is there or above it."""
    if f"{path}" == STDIN:
        raise Unusable("several files are written, and - is one stream", "name a folder")
    for above in (path, *path.parents):
        if above.exists() and not above.is_dir():
            raise Unusable(f"{path} cannot be a folder: {above} is a file")


def write(*changes: Change, folder: Path | None = None) -> None:
    """Make the changes, all or none; `folder` is the one that they are in, if somebody named it."""
    from archgen.render import writing

    try:
        writing.write(changes)
    except OSError as error:
        closed = folder is not None and not (folder.is_dir() and os.access(folder, os.W_OK))
        raise _unwritable(f"{folder}" if closed else f"{error.filename}", error) from error


def _unwritable(name: str, error: OSError) -> Unusable:
    return Unusable(f"{name} cannot be written: {error.strerror}", "nothing was changed")


def colored(stream: TextIO | None = None) -> bool:
    """Whether a terminal reads the stream and wants colours (no-color.org, force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    stream = stream or sys.stdout
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def shown(name: str) -> str:
    """What a file is called in reports."""
    return "<stdin>" if name == STDIN else name


def _meant(argument: str) -> Iterator[str]:
    if argument == STDIN or not has_magic(argument) or Path(argument).exists():
        yield argument
        return
    found = sorted(glob(argument, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not found:
        raise Unusable(f"no file matches {argument}")
    yield from found


def _not_there(name: str) -> Unusable:
    if name == DEFAULT:
        return Unusable(f"there is no {DEFAULT} here", "`archgen init` writes one to begin with")
    return Unusable(f"there is no file {name}")
