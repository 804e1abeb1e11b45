"""Writing files so that nothing is lost: all of them or none, and never over somebody else's work.

`changes` compares what should be with what is, and touches nothing; `write` makes it so. A file is written
beside its target and moved into place when all of them are complete, so a full disk, a signal or a folder
without permission leaves everything as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from difflib import unified_diff
from io import StringIO
from pathlib import Path
from secrets import token_hex
from typing import Literal

from archgen.render.manifest import NAME, Entry, Manifest, Memory, digest, parse
from archgen.render.outputs.artifact import Artifact

_LONGEST = 300
"""Characters of a line that a diff shows."""
Verb = Literal["created", "updated", "unchanged", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One file as it is (`before`) and as it should be (`after`); None is no file.

    `name` is how it is called to the user. An `obstacle` is the reason why it must not be written.
    """

    name: str
    target: Path
    before: bytes | None
    after: bytes | None
    obstacle: str | None = None

    @classmethod
    def of(cls, path: Path, content: bytes) -> Change:
        """The change that gives a file, or what a link to it points at, this content."""
        target = path.resolve()
        return cls(f"{path}", target, content_of(target), content)

    @property
    def verb(self) -> Verb:
        if self.before == self.after:
            return "unchanged"
        if self.before is None:
            return "created"
        return "removed" if self.after is None else "updated"

    def diff(self) -> str:
        """What would change, as a unified diff; a line where the file is not a text."""
        try:
            before, after = _lines(self.before), _lines(self.after)
        except UnicodeDecodeError:
            return f"{self.name}: would be {self.verb} (not a text)\n"
        old = "/dev/null" if self.before is None else self.name
        new = "/dev/null" if self.after is None else self.name
        lines = unified_diff(before, after, old, new)
        return "".join(map(_shown, lines))


def manifest_of(folder: Path) -> Manifest:
    """The manifest of an output folder, an empty one where there is none; ValueError where it is broken."""
    try:
        return parse((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Manifest()
    except ValueError as error:
        raise ValueError(f"{folder / NAME} cannot be read: {error}") from error


def changes(
    folder: Path,
    made: Mapping[str, tuple[Artifact, ...]],
    blocks: Mapping[str, str],
    known: Manifest,
    *,
    memory: Mapping[str, Memory] | None = None,
    kept: Collection[str] = (),
    overwrite: bool = False,
) -> tuple[Change, ...]:
    """What has to happen in the folder so that it holds what the outputs made; its manifest comes last.

    `made` are the files by their output, `memory` what outputs want to know next time; files and memory of
    outputs in `kept` stay, those of all others go when nobody makes them any more. Nothing is written.
    """
    here = folder.resolve()
    entries = {path: entry for path, entry in known.files.items() if entry.output in kept}
    found: list[Change] = []
    for output, artifacts in made.items():
        for artifact in artifacts:
            change = _change(folder, here, artifact, known.files.get(artifact.path), overwrite)
            found.append(change)
            entries[artifact.path] = Entry(output, digest(change.after or b""), artifact.source)
    found += _removals(folder, here, known, entries)
    remembered = {output: tables for output, tables in known.memory.items() if output in kept}
    content = Manifest(entries, blocks, remembered | dict(memory or {})).text().encode()
    manifest = Change(f"{folder / NAME}", here / NAME, content_of(here / NAME), content)
    return (*sorted(found, key=lambda change: change.name), manifest)


def write(changes: Iterable[Change]) -> None:
    """Make all changes, or, when one of them fails, none: an OSError that names what could not be written."""
    todo = [change for change in changes if change.verb != "unchanged"]
    with ExitStack() as undo:
        staged, backups = [], []
        for change in todo:
            with _speaking_of(change):
                staged.append(_staged(change, undo))
        for change, temporary in zip(todo, staged, strict=True):
            with _speaking_of(change):
                backups.append(_moved_into_place(change, temporary, undo))
        undo.pop_all()
    for backup in filter(None, backups):
        backup.unlink(missing_ok=True)
    for change in todo:
        if change.after is None:
            _drop_empty_folders(change.target.parent)


def content_of(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _change(folder: Path, here: Path, artifact: Artifact, entry: Entry | None, overwrite: bool) -> Change:
    target = here.joinpath(*artifact.path.split("/"))
    name = f"{folder / artifact.path}"
    if barrier := _barrier(folder, here, target):
        return Change(name, target, None, artifact.content, barrier)
    before = content_of(target)
    change = Change(name, target, before, artifact.content)
    if target.is_symlink():
        change = replace(
            change, before=before or b"", obstacle=f"{name} is a link, which archgen did not make"
        )
        return replace(change, obstacle=None) if overwrite else change
    if before is None:
        return change
    untouched = entry is not None and entry.digest == digest(before)
    same_source = artifact.source is not None and entry is not None and entry.source == artifact.source
    if digest(before) == digest(artifact.content) or (untouched and same_source):
        return replace(change, after=before)
    if untouched or overwrite:
        return change
    reason = "was edited by hand since archgen made it" if entry else "was not made by archgen"
    return replace(change, obstacle=f"{name} {reason}")


def _barrier(folder: Path, here: Path, target: Path) -> str | None:
    """Why nothing can stand at the target, whatever is allowed: a folder there, or no real folder above."""
    for above in reversed(target.relative_to(here).parents[:-1]):
        path = here / above
        if path.is_symlink():
            return f"{folder / above} is a link; archgen writes only inside {folder}"
        if path.exists() and not path.is_dir():
            return f"{folder / above} is a file, and a folder should stand there"
    if target.is_dir() and not target.is_symlink():
        return f"{folder / target.relative_to(here)} is a folder, and a file should stand there"
    return None


def _removals(folder: Path, here: Path, known: Manifest, entries: Mapping[str, Entry]) -> Iterator[Change]:
    """Files that archgen made once and makes no more; what was edited since is its editor's, and stays."""
    for path, entry in known.files.items():
        target = here.joinpath(*path.split("/"))
        if path in entries or _barrier(folder, here, target) or target.is_symlink():
            continue
        before = content_of(target)
        if before is not None and digest(before) == entry.digest:
            yield Change(f"{folder / path}", target, before, None)


@contextmanager
def _speaking_of(change: Change) -> Iterator[None]:
    """When this fails, the error names the file that the user knows."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, change.name) from error


def _staged(change: Change, undo: ExitStack) -> Path | None:
    """The new content, complete and beside its target."""
    if change.after is None:
        return None
    _make_folders(change.target.parent, undo)
    temporary = _beside(change.target)
    undo.callback(temporary.unlink, missing_ok=True)
    with temporary.open("xb") as file:
        file.write(change.after)
        file.flush()
        os.fsync(file.fileno())
    if change.before is not None and change.target.exists():
        shutil.copymode(change.target, temporary)
    return temporary


def _moved_into_place(change: Change, temporary: Path | None, undo: ExitStack) -> Path | None:
    """Put the staged file where it belongs; what stood there waits beside it, until all is done."""
    target, backup = change.target, None
    if change.before is None:
        undo.callback(target.unlink, missing_ok=True)
    else:
        backup = _beside(target)
        undo.callback(_restore, backup, target)
        target.rename(backup)
    if temporary is not None:
        temporary.replace(target)
    return backup


def _restore(backup: Path, target: Path) -> None:
    if backup.is_symlink() or backup.exists():
        backup.replace(target)


def _make_folders(folder: Path, undo: ExitStack) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir()
        undo.callback(path.rmdir)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{token_hex(4)}.archgen")


def _lines(content: bytes | None) -> list[str]:
    return StringIO((content or b"").decode("utf-8"), newline="\n").readlines()


def _shown(line: str) -> str:
    """A line of a diff for a person: an embedded font or icon is one line of thousands of characters."""
    text = line.removesuffix("\n")
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}... ({len(text):,} characters)"
    return f"{text}\n" if line.endswith("\n") else f"{text}\n\\ No newline at end of file\n"


def _drop_empty_folders(folder: Path) -> None:
    while folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
