"""Repairs of what rules find: one module each. `CODES` are the rules, `edits` says what changes in the file.

A module is `SAFE` where nothing that works today can stop working, and nothing is taken away; the others are
made only when they are asked for. No edits mean that this finding has no automatic fix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from archgen.findings import Finding
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit


@dataclass(frozen=True, slots=True)
class Fix:
    """How the findings of a rule are fixed."""

    safe: bool
    edits: Callable[[Document, Finding], tuple[Edit, ...]]


@cache
def fixes() -> Mapping[str, Fix]:
    """The fixes, by the code of their rule."""
    found: dict[str, Fix] = {}
    for name in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        found |= {code: Fix(module.SAFE, module.edits) for code in module.CODES}
    return found
