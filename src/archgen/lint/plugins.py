"""Rules of other packages: modules that their entry points in the group `archgen.rules` name.

The entry point's name is the rule's; its value is a module like those in `archgen.rules`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from types import ModuleType

GROUP = "archgen.rules"
_PARTS = ("CODE", "SEVERITY", "faults")


class ForeignRuleError(Exception):
    """A rule of another package that cannot be loaded or run; the message names it."""


def modules() -> Iterator[tuple[str, ModuleType]]:
    """The name and module of every such rule, by name."""
    if not any(_announces(folder) for folder in dict.fromkeys(sys.path)):
        return
    from importlib.metadata import entry_points

    for entry in sorted(set(entry_points(group=GROUP)), key=lambda entry: (entry.name, entry.value)):
        try:
            module = entry.load()
        except Exception as error:
            raise ForeignRuleError(
                f"the rule {entry.name} ({entry.value}) cannot be loaded: {error}"
            ) from error
        missing = [part for part in _PARTS if not hasattr(module, part)]
        if missing:
            raise ForeignRuleError(f"the rule {entry.name} ({entry.value}) has no {' and no '.join(missing)}")
        yield entry.name, module


def _announces(folder: str) -> bool:
    """Whether a package in a folder has such an entry point.

    A look at the files takes a hundredth of what it takes to import `importlib.metadata`, which nearly always
    would find none.
    """
    try:
        with os.scandir(folder or ".") as entries:
            infos = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return False
    return any(_mentions(f"{info}/entry_points.txt") for info in infos)


def _mentions(path: str) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - importing pathlib takes longer than all the rest here
            return f"[{GROUP}]".encode() in file.read()
    except OSError:
        return False
