"""What AWS promises of its services: the monthly uptime of each SLA, as percent, with its source.

An SLA is a promise of credits, not a measurement. Where AWS publishes no figure there are two bounds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Uptime(NamedTuple):
    """The share of a month in which something works, from `low` to `high`: one number where it is published.

    `service` is what fails as one; `updated` is the date on the SLA's page, where it was read.
    """

    service: str
    low: float
    high: float
    source: str | None
    says: str
    updated: str | None = None

    @property
    def is_published(self) -> bool:
        """Whether AWS publishes the figure."""
        return self.low == self.high


def table_date() -> str:
    """The month in which the table was written."""
    return str(_table()["date"])


def zone_uptime() -> Uptime:
    """The bounds for an availability zone."""
    row = _table()["zone"]
    return _uptime("zone", row["low"], row["high"], row)


def uptime(kind: str, *, in_one_zone: bool = False, in_several_regions: bool = False) -> Uptime:
    """What AWS promises of the service behind a kind of component."""
    service = _services().get(kind)
    if service is None:
        return _unpublished(kind)
    row = _table()["services"][service]
    percent = row["percent"]
    if in_one_zone:
        percent = row.get("single", percent)
    if in_several_regions:
        percent = row.get("global", percent)
    return _uptime(service, percent, percent, row)


def rows() -> tuple[Uptime, ...]:
    """The whole table, for the docs."""
    return tuple(
        _uptime(name, row["percent"], row["percent"], row) for name, row in _table()["services"].items()
    )


def _unpublished(kind: str) -> Uptime:
    row = _table()["unpublished"]
    return _uptime(kind, row["low"], row["high"], row)


def _uptime(service: str, low: float, high: float, row: Mapping[str, Any]) -> Uptime:
    return Uptime(service, low / 100, high / 100, row.get("source"), row["says"], row.get("updated"))


@cache
def _services() -> Mapping[str, str]:
    return {kind: name for name, row in _table()["services"].items() for kind in row["kinds"]}


@cache
def _table() -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads((files("archgen.catalogue") / "sla.json").read_text(encoding="utf-8"))
    return found
