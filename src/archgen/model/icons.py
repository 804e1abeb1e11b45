"""The node classes of the `diagrams` package ("aws.compute.EC2"), and the file of each one's icon.

The package's own modules are read as text: importing them would import Graphviz and cost a tenth of a second.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path


class UnknownIconError(ValueError):
    """There is no such node class in the `diagrams` package."""


@cache
def path(name: str) -> Path:
    """The PNG of a node class. Raises `UnknownIconError`."""
    module, _, node = name.rpartition(".")
    files = _files(module)
    if node not in files:
        raise UnknownIconError(f'there is no icon "{name}" in the diagrams package')
    return _package().parent / files[node]


def known(name: str) -> bool:
    """Whether there is a node class of this name, with an icon."""
    try:
        return path(name).is_file()
    except UnknownIconError:
        return False


def names(module: str) -> tuple[str, ...]:
    """The node classes of a module ("aws.compute") in source order; none where there is no such module."""
    return tuple(f"{module}.{node}" for node in _files(module))


@cache
def every() -> tuple[str, ...]:
    """All node classes with an icon, those of AWS first."""
    files = sorted(_package().glob("*/*.py"), key=lambda file: (file.parent.name != "aws", str(file)))
    modules = (f"{file.parent.name}.{file.stem}" for file in files if not file.stem.startswith("_"))
    return tuple(name for module in modules for name in names(module))


def matching(word: str) -> tuple[str, ...]:
    """The node classes whose names have a word in them, in any case; aliases of one icon once."""
    plain = _plain(word)
    found = {
        path(name): name for name in reversed(every()) if plain and plain in _plain(name.rpartition(".")[2])
    }
    return tuple(reversed(found.values()))


def meant(word: str) -> tuple[str, ...]:
    """The node classes that a bare name can mean: those called so, else those with it in their names."""
    exact = tuple(name for name in every() if _plain(name.rpartition(".")[2]) == _plain(word))
    of_aws = tuple(name for name in exact if name.startswith("aws."))
    if len({path(name) for name in of_aws or exact}) == 1:
        return (of_aws or exact)[:1]
    return of_aws or exact or matching(word)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


@cache
def _package() -> Path:
    """The folder of the `diagrams` package, found without importing it."""
    spec = find_spec("diagrams")
    if spec is None or spec.origin is None:
        raise UnknownIconError("the diagrams package is not installed")
    return Path(spec.origin).parent


NODE = re.compile(r'^class (?P<node>[A-Z]\w*)\(\w+\):\n    _icon = "(?P<icon>[^"]+)"', re.MULTILINE)
FOLDER = re.compile(r'^    _icon_dir = "(?P<folder>[^"]+)"', re.MULTILINE)
ALIAS = re.compile(r"^(?P<alias>[A-Z]\w*) = (?P<node>[A-Z]\w*)$", re.MULTILINE)
MODULE = re.compile(r"[a-z][a-z0-9]*\.[a-z][a-z0-9]*")


@cache
def _files(module: str) -> dict[str, str]:
    """Node class -> file below the package's parent folder, of a module such as `aws.compute`."""
    source = _package() / f"{module.replace('.', '/')}.py"
    if not MODULE.fullmatch(module) or not source.is_file():
        return {}
    text = source.read_text("utf-8")
    folder = FOLDER.search(text)
    if folder is None:
        return {}
    files = {found["node"]: f"{folder['folder']}/{found['icon']}" for found in NODE.finditer(text)}
    files |= {
        found["alias"]: files[found["node"]] for found in ALIAS.finditer(text) if found["node"] in files
    }
    return files
