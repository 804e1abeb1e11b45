"""Where outputs may be written: below their folder, by plain names, through no link."""

from __future__ import annotations

import re
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,200}")
_NEVER = (".", "..", ".git")


def is_plain(path: str) -> bool:
    """Whether a path leads to a file below a folder, by names of letters, digits, dots, hyphens and _."""
    names = path.split("/")
    return all(_NAME.fullmatch(name) and name.lower() not in _NEVER for name in names)


def barrier(home: Path, target: Path, shown: Path | None = None) -> str | None:
    """Why nothing can be written at a target below a folder: a link or a file above it, or a folder there.

    `shown` is how the user calls the folder, `home` what that leads to.
    """
    folder = shown or home
    path = target.relative_to(home) if target.is_relative_to(home) else None
    if path is None or not is_plain(path.as_posix()):
        return f"{target} is not the path of a file below {folder}"
    for above in reversed(path.parents[:-1]):
        there = home / above
        if there.is_symlink():
            return f"{folder / above} is a link; archgen writes only inside {folder}"
        if there.exists() and not there.is_dir():
            return f"{folder / above} is a file, and archgen needs a folder there"
    if target.is_dir() and not target.is_symlink():
        return f"{folder / path} is a folder, and archgen has to write a file there"
    return None
