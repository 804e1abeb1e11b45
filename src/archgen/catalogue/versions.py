"""Which versions AWS offers: of database engines, caches and Kubernetes, and which runtimes of Lambda.

The data is that of `sizes`, with its date. The version of a database may be given in part, as AWS takes it:
`16` is the newest 16.x. Versions come out all the time, so that a later one than the data has may well exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from archgen.catalogue import runtimes, sizes
from archgen.catalogue.sizes import Answer

KUBERNETES, RUNTIMES = "kubernetes", "runtimes"
"""The versions of clusters, and the runtimes of functions, among those of engines."""
_AHEAD = 2
"""How many major versions may have come out since the data was taken."""
_SECOND_AHEAD = 4
"""How far the second number of a major version, such as 1.36 or 8.4, may have gone on since."""
_MINOR_AHEAD = 20
"""How far each other number of a version may have gone on since; builds are counted in thousands."""
_CACHES = ("memcached", "redis", "valkey")


def answer(engine: str, version: str) -> Answer:
    """What the catalogue says of a version; of an engine that it does not know it says nothing."""
    if engine == RUNTIMES:
        return runtimes.answer(version)
    offered = _versions(engine)
    if not offered or version in offered or _is_partly(engine, version, offered):
        return Answer.OFFERED
    return Answer.NEWER if _may_be_newer(engine, version) else Answer.UNKNOWN


def _is_partly(engine: str, version: str, offered: Iterable[str]) -> bool:
    """Whether it is a major version of a database, or more of one; redis has 6.x."""
    if engine in _CACHES:
        return version == "6.x" and engine == "redis"
    parts = version.split(".")
    enough = len(parts) >= _length(engine, parts[0])
    return enough and any(each.startswith(f"{version}.") for each in offered)


def major(engine: str, version: str) -> str:
    """The major version that a version is of, as the engine counts them: 16 of 16.4, 8.0 of 8.0.39."""
    parts = version.split(".")
    return ".".join(parts[: _length(engine, parts[0])])


def majors(engine: str) -> tuple[str, ...]:
    """The major versions of an engine, the newest first."""
    listed = _versions(engine)
    found = {
        major(engine, each) for each in listed if each.count(".") + 1 >= _length(engine, each.split(".")[0])
    }
    return tuple(sorted(found, key=_numbers, reverse=True))


def alike(engine: str, version: str) -> tuple[str, ...]:
    """The versions of the same major version, the newest first."""
    wanted = major(engine, version)
    found = [each for each in _versions(engine) if major(engine, each) == wanted and "-" not in each]
    return tuple(sorted(found, key=_numbers, reverse=True))


def _length(engine: str, first: str) -> int:
    """How many numbers its major versions have."""
    if engine in ("redis", "valkey"):
        return 1
    if engine.endswith(("postgres", "postgresql")):
        return 2 if first == "9" else 1
    return 1 if engine.startswith("oracle") else 2


def _may_be_newer(engine: str, version: str) -> bool:
    """Whether a version that is not known can have come out later."""
    ours, shape = _numbers(version), _shape(version)
    same = [_numbers(each) for each in alike(engine, version) if _shape(each) == shape]
    if same:
        bounds = zip(ours, max(same), strict=True)
        return ours > max(same) and all(now <= then + _MINOR_AHEAD or then > 1000 for now, then in bounds)
    newest = max(map(_numbers, majors(engine)))
    is_major = len(ours) <= 3 and ours[: len(newest)] > newest and ours[0] <= newest[0] + _AHEAD
    far = (newest[0], *(number + _SECOND_AHEAD for number in newest[1:2]))
    is_major = is_major and (ours[0] > newest[0] or ours[:2] <= far)
    return is_major and bool(re.fullmatch(r"[0-9.]+", version))


def _shape(version: str) -> str:
    return re.sub(r"[0-9]+", "0", version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


@cache
def _versions(engine: str) -> frozenset[str]:
    return frozenset(sizes.versions(engine))
