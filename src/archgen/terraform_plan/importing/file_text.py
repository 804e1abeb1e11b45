"""An imported architecture as the text of a file, with the Terraform address beside what came from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.findings import Finding, Route
from archgen.terraform_plan.importing.architecture import Imported
from archgen.terraform_plan.resources.naming import type_of
from archgen.terraform_plan.resources.network.routes import SUBNETS

_WIDTH = 96
"""Entries longer than this, in characters, stand over several lines."""
_PLAIN = re.compile(r"[A-Za-z_](?:[\w./-]| (?=[\w(/.-]))*(?: -> [a-z][a-z0-9-]*)*\Z|\d+(\.\d+){3}/\d+\Z")
_WORDS = {"true", "false", "null", "~", "yes", "no", "on", "off", "y", "n"}


def file_of(imported: Imported, origin: str, lost: Sequence[Finding] = ()) -> str:
    """The file; at its end what found no place, and `lost`: findings in the plan that it cannot show."""
    return "\n".join(_lines(imported, origin, lost)) + "\n"


def _lines(imported: Imported, origin: str, lost: Sequence[Finding]) -> Iterator[str]:
    yield f"# Read from {one_line(origin)}: as much of the plan as the format can express."
    yield "# The comment beside a line is the Terraform address that it comes from."
    for key, value in imported.data.items():
        if not isinstance(value, dict | list):
            yield f"{key}: {scalar(value)}"
            continue
        yield ""
        if key == "regions" and imported.made_up:
            yield f"# {_why_made_up(imported)}: these zones are an example."
        yield f"{key}:" + ("" if value else f" {flow(value)}")
        yield from _entries(key, value, imported)
    yield from notes(imported, lost)


def _why_made_up(imported: Imported) -> str:
    """Why the zones of a region are none of the plan's."""
    if any(type_of(address) in SUBNETS for address in imported.unplaced):
        return "The plan does not say where its subnets are"
    return "The plan has no subnets"


_TITLES = (
    "Not placed",
    "Placed, but not wholly known",
    "Not drawn, because it only serves what is above",
    "Found in the plan, but about something that this file cannot express",
)
NOTES = re.compile(rf"\n*^# (?:{'|'.join(_TITLES)}):\n(?:^#   .*\n?)*", re.MULTILINE)
"""The notes at the end of a file that `import` wrote."""


def notes(imported: Imported, lost: Sequence[Finding]) -> Iterator[str]:
    """The lines at the end of a file: what found no place, and findings that the file cannot show."""
    absent, partly = not_checked(imported)
    yield from _noted(_TITLES[0], absent)
    yield from _noted(_TITLES[1], partly)
    yield from _noted(_TITLES[2], imported.supporting)
    if lost:
        yield from ("", f"# {_TITLES[3]}:")
        yield from (f"#   {f.severity}[{f.code}] {f.name}: {one_line(f.message)}" for f in lost)


def not_checked(imported: Imported) -> tuple[dict[str, str], dict[str, str]]:
    """The reasons by address: of what has no place, and of what has one but is not wholly known."""
    there = {a for a in imported.unplaced if imported.ids.get(a) in imported.data["components"]}
    reasons = {address: gap.reason for address, gap in imported.unplaced.items()}
    absent = {address: why for address, why in reasons.items() if address not in there}
    return absent, {address: why for address, why in reasons.items() if address in there}


def _noted(title: str, addresses: Mapping[str, str]) -> Iterator[str]:
    """Addresses with what is said of them, under a title."""
    if not addresses:
        return
    yield ""
    yield f"# {title}:"
    yield from (f"#   {line}" for line in said_once(addresses))


def said_once(addresses: Mapping[str, str]) -> Iterator[str]:
    """A line for each address and what is said of it; one for those that differ in their index only."""
    same: dict[tuple[str, str], list[str]] = {}
    for address, why in addresses.items():
        same.setdefault((re.sub(r"\[[^\]]*\]$", "", address), why), []).append(address)
    for (address, why), every in same.items():
        said = every[0] if len(every) == 1 else f"{address} ({len(every)} of them)"
        yield f"{one_line(said)}: {one_line(why)}"


def _entries(key: str, value: Any, imported: Imported) -> Iterator[str]:
    items = enumerate(value) if isinstance(value, list) else value.items()
    for name, item in items:
        route: Route = (key, name)
        address = imported.addresses.get(route)
        beside = f"  # {one_line(address)}" if address else ""
        if isinstance(value, list):
            text = item if isinstance(item, str) else ""
            yield f"  - {scalar(text) if text else pair(item)}{beside}"
        elif isinstance(item, list) and item and all(isinstance(each, dict) for each in item):
            yield f"  {scalar(name)}:{beside}"
            yield from (f"    - {flow(each)}" for each in item)
        elif len(line := f"  {scalar(name)}: {flow(item)}") <= _WIDTH or not isinstance(item, dict):
            yield f"{line}{beside}"
        else:
            yield f"  {scalar(name)}:{beside}"
            yield from (f"    {scalar(field)}: {flow(said)}" for field, said in item.items())


def pair(item: Mapping[str, Any]) -> str:
    """A map as the inside of one in flow style."""
    return ", ".join(f"{scalar(key)}: {flow(value)}" for key, value in item.items())


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + pair(value) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A value that is no list and no map, in quotes where YAML wants them."""
    if isinstance(value, str) and _PLAIN.match(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


def one_line(text: str) -> str:
    """A text as a comment can have it."""
    return "".join(c if c.isprintable() else " " for c in text)
