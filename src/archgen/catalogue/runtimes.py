"""Which runtimes AWS Lambda makes functions of, from the data of `sizes`, with its date.

A runtime is known, or may be newer than the data: the next versions of a language. One of which AWS makes no
new function any more is not offered.
"""

from __future__ import annotations

import re
from functools import cache

from archgen.catalogue import sizes
from archgen.catalogue.sizes import Answer

_AHEAD = 4
"""How far a runtime may have gone on since: Java and Node.js skip versions."""
_FORM = re.compile(r"(?P<language>[a-z]+?(?:\.[a-z]+)?)(?P<numbers>\d[\d.]*?)(?P<rest>\.[a-z].*)?")


def answer(runtime: str) -> Answer:
    """What the catalogue says of a runtime."""
    if runtime in offered():
        return Answer.OFFERED
    return Answer.NEWER if _may_be_newer(runtime) else Answer.UNKNOWN


@cache
def offered() -> tuple[str, ...]:
    """The runtimes of which functions can be made, the newest of each language first."""
    return tuple(sorted(sizes.versions("runtimes"), key=_order))


def alike(runtime: str) -> tuple[str, ...]:
    """The runtimes of the same language, the newest first; of an unknown one, all."""
    language = _parts(runtime)[0]
    return tuple(each for each in offered() if _parts(each)[0] == language) or offered()


def _order(runtime: str) -> tuple[str, tuple[int, ...]]:
    language, numbers, _ = _parts(runtime)
    return language, tuple(-number for number in numbers)


def _parts(runtime: str) -> tuple[str, tuple[int, ...], str]:
    match = _FORM.fullmatch(runtime)
    if match is None:
        return runtime, (), ""
    return match["language"], tuple(map(int, match["numbers"].split("."))), match["rest"] or ""


def _may_be_newer(runtime: str) -> bool:
    language, numbers, rest = _parts(runtime)
    known = [(parts[1], parts[2]) for parts in map(_parts, offered()) if parts[0] == language]
    alike = [other for other, ending in known if len(other) == len(numbers) and ending == rest]
    newest = max(alike, default=())
    if not numbers or not newest or numbers <= newest:
        return False
    if len(numbers) > 1 and numbers[0] == newest[0]:
        return numbers[1] <= newest[1] + _AHEAD
    return numbers[0] <= newest[0] + (1 if len(numbers) > 1 else _AHEAD)
