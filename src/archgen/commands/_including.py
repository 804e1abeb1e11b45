"""The files that a model includes: below the Git root, each once, and read as the model is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from archgen.commands import _files as files
from archgen.findings import Finding, Route
from archgen.findings.codes import schema_finding
from archgen.findings.phrase import Phrase
from archgen.yamlfile.document import Document
from archgen.yamlfile.inclusion import KEY, combined
from archgen.yamlfile.parser import read

Fetch = Callable[[str], bytes]
"""Gives the bytes of a file by its name, as `git show` does for a revision."""
_MOST = 50


def including(document: Document, fetch: Fetch | None = None) -> Document:
    """The document laid over the files that it includes; what is wrong with them is in its findings."""
    if not isinstance(document.data, dict) or KEY not in document.data:
        return document
    return _Inclusion(document, fetch).whole()


class _Inclusion:
    """Reads what a model includes, and what that includes, depth first."""

    def __init__(self, document: Document, fetch: Fetch | None) -> None:
        self.document = document
        self.fetch = fetch
        self.start = Path() if document.name == files.shown(files.STDIN) else Path(document.name)
        self.root = _root(self.start.parent.resolve())
        self.parts: list[Document] = []
        self.known: set[Path] = set()

    def whole(self) -> Document:
        faults = list(self._read(self.document, self.start, (self.start.resolve(),)))
        document = replace(self.document, findings=(*self.document.findings, *faults))
        return combined(document, self.parts)

    def _read(self, document: Document, path: Path, trail: tuple[Path, ...]) -> Iterator[Finding]:
        """Adds the files that one names; yields what is wrong in its own `include`."""
        given = document.data.get(KEY) if isinstance(document.data, dict) else None
        for index, name in enumerate(given if isinstance(given, list) else [given]):
            route: Route = (KEY, index) if isinstance(given, list) else (KEY,)
            if not isinstance(name, str):
                continue
            why = self._add(name, path.parent, trail)
            if why:
                yield schema_finding("AG002", why, route)._replace(span=document.locate(route))

    def _add(self, name: str, folder: Path, trail: tuple[Path, ...]) -> Phrase | None:
        """Adds one file; why not, where it cannot be."""
        path = beside(folder, name, self.root, there=self.fetch is None)
        if isinstance(path, Phrase):
            return path
        if path in trail:
            names = (each.name for each in (*trail[trail.index(path) :], path))
            return Phrase('"{name}" includes itself: {files}', name=name, files=" -> ".join(names))
        if path in self.known:
            return None
        if len(self.known) == _MOST:
            return Phrase("these are more than {most} files", most=_MOST)
        self.known.add(path)
        shown = os.path.normpath(folder / name)
        part = read(self.fetch(shown) if self.fetch else files.content(shown), Path(shown).as_posix())
        faults = list(self._read(part, Path(shown), (*trail, path)))
        self.parts.append(replace(part, findings=(*part.findings, *faults)))
        return None


def beside(folder: Path, name: str, root: Path | None = None, *, there: bool = True) -> Path | Phrase:
    """The file that another one names: below the Git root, or without Git below the model's own folder.

    Where it is none, why. Links are followed before that is looked at.
    """
    try:
        root = root or _root(folder.resolve())
        path = (folder / name).resolve()
        outside = Path(name).is_absolute() or not path.is_relative_to(root)
        missing = there and not path.is_file()
    except (OSError, ValueError, RuntimeError):
        return Phrase('"{name}" is no name of a file', name=name)
    if outside:
        text = '"{name}" is outside of {root}; share files within one repository'
        return Phrase(text, name=name, root=root.name or str(root))
    if missing:
        return Phrase('there is no file "{name}" beside this one', name=name)
    return path


def root_of(folder: Path) -> Path:
    """The folder that files of a model are below: that of its Git repository, else its own."""
    return _root(folder.resolve())


def _root(folder: Path) -> Path:
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
