"""What `render` makes of a model: one module an output, whose name is the module's.

An output's module has a `NAME`, a `SUMMARY` of one line, `DEFAULT` (whether it is made when nobody chose),
and `artifacts(view)`, which yields its files and what is to be said about them. It imports what is slow to
import inside its functions. Where parts of it can stand in a README, `regions(view)` yields their names and
their Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from archgen.render.outputs.artifact import Artifact, Memory, Note

if TYPE_CHECKING:
    from archgen.render.outputs.view import View


class Output(Protocol):
    """The module of an output."""

    NAME: str
    SUMMARY: str
    DEFAULT: bool

    def artifacts(self, view: View) -> Iterator[Artifact | Memory | Note]:
        """The files of this output."""


_SHARED = {"artifact", "view"}


@cache
def names() -> tuple[str, ...]:
    """The names of all outputs, sorted; none is imported. A module is called as its output is."""
    modules = (module.name for module in iter_modules(__path__) if module.name not in _SHARED)
    return tuple(sorted(name.strip("_").replace("_", "-") for name in modules))


def output(name: str) -> Output:
    """An output by its name; KeyError where there is none."""
    if name not in names():
        raise KeyError(name)
    return cast("Output", import_module(f"{__name__}.{name.replace('-', '_')}"))
