"""Which sizes AWS offers in which region: EC2 instance types, RDS classes by engine, node and broker types.

The data is a file of facts with its date, made by `tests/make_catalogue.py` and read when it is needed.
AWS adds sizes and regions all the time, so a size that is newer than the data may well exist.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

EC2, CACHE = "ec2", "cache"


class Answer(Enum):
    """What the catalogue says of a size."""

    OFFERED = "offered"
    ELSEWHERE = "elsewhere"
    """Not in this region."""
    OTHER_ENGINE = "other engine"
    NEWER = "newer"
    """Not known, but it may be newer than the data."""
    UNKNOWN = "unknown"


class Size(NamedTuple):
    """A size such as `db.t4g.medium`: its family `db.t4g`, and how large it is."""

    family: str
    size: str


def rds(engine: str, *, cluster: bool = False) -> str:
    """The table of the classes of a database engine; of its Multi-AZ DB clusters, which have their own."""
    return f"cluster {engine}" if cluster else f"rds {engine}"


_DATABASES = (rds(""), rds("", cluster=True))


def date() -> str:
    """The day of the data."""
    return str(_data()["date"])


def versions(engine: str) -> tuple[str, ...]:
    """The versions of an engine in the data."""
    return tuple(str(_data()["versions"].get(engine, "")).split())


def regions() -> tuple[str, ...]:
    """The regions of the data, sorted."""
    return tuple(_data()["regions"])


def answer(table: str, name: str, region: str) -> Answer:
    """What the catalogue says of a size in a region; of a region that it does not know it says nothing."""
    if region not in regions() or not _table(table):
        return Answer.OFFERED
    places = offered_in(table, name)
    if region in places:
        return Answer.OFFERED
    if places:
        return Answer.ELSEWHERE
    if any(offered_in(other, name) for other in _alike(table)):
        return Answer.OTHER_ENGINE
    return Answer.NEWER if _may_be_newer(table, name) else Answer.UNKNOWN


def offered_in(table: str, name: str) -> tuple[str, ...]:
    """The regions that offer a size, sorted; none where it is not known."""
    mask = _table(table).get(split(name), 0)
    return tuple(region for number, region in enumerate(regions()) if mask >> number & 1)


def offers(table: str, region: str) -> tuple[str, ...]:
    """The sizes that a region offers, sorted."""
    bit = 1 << regions().index(region) if region in regions() else 0
    return tuple(f"{size.family}.{size.size}" for size, mask in sorted(_table(table).items()) if mask & bit)


def first_offered(table: str, names: Iterable[str], regions: Collection[str]) -> str | None:
    """The first of these sizes that all of the regions offer, as far as that is known."""
    return next(
        (name for name in names if all(answer(table, name, r) is Answer.OFFERED for r in regions)), None
    )


def split(name: str) -> Size:
    """A size by its parts; `small.search` is the size of `t3.small.search`."""
    family, _, size = name.partition(".") if name.endswith(".search") else name.rpartition(".")
    return Size(family, size)


def _may_be_newer(table: str, name: str) -> bool:
    """Whether a size that is not known can have come later: a known measure of a later generation."""
    family, size = split(name)
    match = _FAMILY.fullmatch(family)
    if match is None or size not in {known.size for known in _whole(table)}:
        return False
    known = [
        int(other["generation"])
        for each in _whole(table)
        if (other := _FAMILY.fullmatch(each.family)) and other["letters"] == match["letters"]
    ]
    newest = max(known, default=0)
    return bool(known) and newest <= int(match["generation"]) <= newest + 2 and family not in _families(table)


_FAMILY = re.compile(r"(?P<letters>(?:[a-z]+\.)?[a-z]+?)(?P<generation>\d+)[a-z0-9-]*")


def _families(table: str) -> set[str]:
    return {size.family for size in _whole(table)}


def _whole(table: str) -> Mapping[Size, int]:
    """All sizes of a sort: those of every engine, where there are several."""
    return {size: mask for each in (table, *_alike(table)) for size, mask in _table(each).items()}


def _alike(table: str) -> tuple[str, ...]:
    """The tables of other engines."""
    service = table.partition(" ")[0] + " "
    group = _DATABASES if service in _DATABASES else (service,)
    return tuple(other for other in _data()["sizes"] if other.startswith(group) and other != table)


@cache
def _table(table: str) -> Mapping[Size, int]:
    """The regions of each size of a table, as bits."""
    data = _data()
    sets = [int(text, 16) for text in data["sets"]]
    found: dict[Size, int] = {}
    for family, listed in data["sizes"].get(table, {}).items():
        for word in listed.split():
            size, _, number = word.partition(":")
            found[Size(family, size)] = sets[int(number)]
    return found


@cache
def _data() -> Any:
    from importlib.resources import files

    return json.loads(zlib.decompress(files("archgen.catalogue").joinpath("sizes.bin").read_bytes()))
