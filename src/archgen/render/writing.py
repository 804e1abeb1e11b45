"""Writing files so that nothing is lost: all of them or none, and never over somebody else's work.

`changes` compares what should be with what is, and touches nothing; `write` makes it so, all files or none
(`transaction`): a full disk, a signal or a folder without permission leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from io import StringIO
from pathlib import Path
from typing import Literal

from archgen.render.manifest import NAME, Entry, Manifest, Memory, digest, parse
from archgen.render.outputs.artifact import Artifact
from archgen.render.paths import barrier, is_plain
from archgen.render.transaction import apply

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
    barred: bool = False
    """Whether the obstacle is a link or a file above it, which nothing overwrites."""

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
    manifest = _manifest(folder, here, content)
    return (*sorted(found, key=lambda change: change.name), manifest)


def write(changes: Iterable[Change]) -> None:
    """Make all changes, or, when one of them fails, none: an OSError that names what could not be written.

    Those of an output folder, which is the one that has a manifest among them, are switched as one.
    """
    todo = [change for change in changes if change.verb != "unchanged"]
    home = next((change.target.parent for change in todo if change.target.name == NAME), None)
    inside = [change for change in todo if home and change.target.is_relative_to(home)]
    apply(inside, home, [change for change in todo if change not in inside])


def content_of(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _manifest(folder: Path, here: Path, content: bytes) -> Change:
    change = Change(f"{folder / NAME}", here / NAME, content_of(here / NAME), content)
    if change.target.is_symlink():
        return replace(change, obstacle=f"{change.name} is a link, which archgen did not make")
    return change


def _change(folder: Path, here: Path, artifact: Artifact, entry: Entry | None, overwrite: bool) -> Change:
    if not is_plain(artifact.path):
        obstacle: str | None = f"{artifact.path!r} is not the path of a file below {folder}"
        return Change(artifact.path, here, None, artifact.content, obstacle)
    target = here.joinpath(*artifact.path.split("/"))
    name = f"{folder / artifact.path}"
    if obstacle := barrier(here, target, folder):
        return Change(name, target, None, artifact.content, obstacle, barred=True)
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
    reason = "was edited by hand since archgen generated it" if entry else "was not generated by archgen"
    return replace(change, obstacle=f"{name} {reason}")


def _removals(folder: Path, here: Path, known: Manifest, entries: Mapping[str, Entry]) -> Iterator[Change]:
    """Files that archgen made once and makes no more; what was edited since is its editor's, and stays."""
    for path, entry in known.files.items():
        target = here.joinpath(*path.split("/"))
        if path in entries or barrier(here, target, folder) or target.is_symlink():
            continue
        before = content_of(target)
        if before is not None and digest(before) == entry.digest:
            yield Change(f"{folder / path}", target, before, None)


def _lines(content: bytes | None) -> list[str]:
    return StringIO((content or b"").decode("utf-8"), newline="\n").readlines()


def _shown(line: str) -> str:
    """A line of a diff for a person: an embedded font or icon is one line of thousands of characters."""
    text = line.removesuffix("\n")
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}... ({len(text):,} characters)"
    return f"{text}\n" if line.endswith("\n") else f"{text}\n\\ No newline at end of file\n"
