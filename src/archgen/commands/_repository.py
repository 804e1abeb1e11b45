"""Where files are in their repository: what code scanning and pull requests call them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path


def places(names: Iterable[str]) -> dict[str, str]:
    """The paths of files from the top of their repository, by their names; outside of one they stay."""
    found = {}
    for name in names:
        place = _place(name)
        if place is not None:
            found[name] = place
    return found


def _place(name: str) -> str | None:
    try:
        path = Path(os.path.abspath(name))  # noqa: PTH100 - links stay as they are written
        top = _top(path.parent)
        return path.relative_to(top).as_posix() if top else None
    except (OSError, ValueError):
        return None


@cache
def _top(folder: Path) -> Path | None:
    """The nearest folder at or above this one that Git keeps its own in."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
