"""Files that are no model, found in the tests of what is wrong with files: all of them ask for Spanish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from importlib.util import module_from_spec, spec_from_file_location
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import fuzz
import hostile
from archgen.render.templating import render
from models import BRIEF

STARTER = render("init/architecture.yaml.j2")
WRONG: tuple[Any, ...] = (None, -1, "50 GB", "x" * 130, ["a"], {"q": 1}, "a\tñ\u200b")
"""A value of each sort: most keys refuse most of them."""


def bad_files(mutants: int = 40) -> Iterator[bytes]:
    """Bytes of files; some are sound."""
    yield from map(_spanish, _mistakes())
    shapes = _module("model/test_schema.py")
    yield from (_plain(shapes.changed(*each)) for each in shapes.BAD)
    yield from (text.encode("utf-8", "surrogatepass") for text in _texts(_module("yamlfile/test_source.py")))
    yield from map(_plain, _wrong_values())
    for seed, base in enumerate((BRIEF.read_text("utf-8"), STARTER, _plain(hostile.base()).decode())):
        yield from islice(fuzz.mutants(_spanish(base), seed), mutants)
        yield from islice(fuzz.restructured(_spanish(base), seed), mutants)


def _spanish(text: str) -> bytes:
    return text.replace("language: en", "language: es", 1).encode()


def _plain(data: Any) -> bytes:
    return json.dumps(data | {"language": "es"}, ensure_ascii=False).encode()


def _mistakes() -> Iterator[str]:
    """The starter with each edit that the tests of mistakes make."""
    for case in _cases(_module("model/test_mistakes.py")):
        if isinstance(case, tuple) and isinstance(case[0], str) and case[0] in STARTER:
            yield STARTER.replace(case[0], str(case[1]), 1)


def _module(name: str) -> ModuleType:
    """The module of a test file, which is none of a package."""
    path = Path(__file__).parent / name
    spec = spec_from_file_location(f"bad_files_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _texts(module: ModuleType) -> Iterator[str]:
    """Short texts that tests are given first."""
    for case in _cases(module):
        text = case[0] if isinstance(case, tuple) else case
        if isinstance(text, str) and len(text) < 5000:
            yield text


def _cases(module: ModuleType) -> Iterator[Any]:
    for test in vars(module).values():
        for mark in getattr(test, "pytestmark", ()):
            if mark.name == "parametrize":
                yield from mark.args[1]


def _wrong_values() -> Iterator[Any]:
    """A model with a value of the wrong sort under each key of its types, one after the other."""
    whole = hostile.base()
    for number, place in enumerate(hostile.places()):
        for value in (WRONG[number % len(WRONG)], WRONG[(number + 3) % len(WRONG)]):
            data = deepcopy(hostile.lean(whole, place))
            holder: Any = data
            for step in place.route[:-1]:
                holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
            holder[place.route[-1]] = value
            yield data
