"""What outputs return: files as values. Only the command line writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be: its path below the output folder (with `/`) and its whole content.

    `source` is set where the bytes depend on a library that may differ between machines (a PNG): the hash
    of what it was made from, by which a stale one is told.
    """

    path: str
    content: bytes
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One line that `render` says once to the person who runs it: what an output left out, and why."""

    text: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What an output has to know the next time it renders into the same folder: tables by their names.

    The next render's view hands them back; they are kept in the folder's manifest.
    """

    tables: Mapping[str, Mapping[str, str]]
