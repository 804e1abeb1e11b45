"""An imported architecture as the text of a file, with the Terraform address beside what came from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.findings import Finding, Route
from archgen.terraform_plan.importing.architecture import Imported

_WIDTH = 96
"""Entries longer than this, in characters, stand over several lines."""
_PLAIN = re.compile(r"[A-Za-z_](?:[\w./-]| (?=[\w(/.-]))*(?: -> [a-z][a-z0-9-]*)*\Z|\d+(\.\d+){3}/\d+\Z")
_WORDS = {"true", "false", "null", "~", "yes", "no", "on", "off", "y", "n"}


def file_of(imported: Imported, origin: str, lost: Sequence[Finding] = ()) -> str:
    """The file; at its end what found no place, and `lost`: findings in the plan that it cannot show."""
    return "\n".join(_lines(imported, origin, lost)) + "\n"


def _lines(imported: Imported, origin: str, lost: Sequence[Finding]) -> Iterator[str]:
    yield f"# Read from {_one_line(origin)}: what the plan says, as far as the format can say it."
    yield "# Beside each line stands the Terraform address that it comes from."
    for key, value in imported.data.items():
        if not isinstance(value, dict | list):
            yield f"{key}: {_scalar(value)}"
            continue
        yield ""
        if key == "regions" and imported.made_up:
            yield "# The plan has no subnets: these zones are an example."
        yield f"{key}:" + ("" if value else f" {_flow(value)}")
        yield from _entries(key, value, imported)
    yield from _noted("Not placed", {a: gap.reason for a, gap in imported.unplaced.items()})
    yield from _noted("Not drawn, because it only serves what is above", imported.supporting)
    if lost:
        yield ""
        yield "# Found in the plan, and not in this file, which does not say what it is about:"
        yield from (f"#   {f.severity}[{f.code}] {f.name}: {_one_line(f.message)}" for f in lost)


def _noted(title: str, addresses: Mapping[str, str]) -> Iterator[str]:
    """Addresses with what is said of them; those of one resource that differ in their index once."""
    if not addresses:
        return
    yield ""
    yield f"# {title}:"
    same: dict[tuple[str, str], list[str]] = {}
    for address, why in addresses.items():
        same.setdefault((re.sub(r"\[[^\]]*\]$", "", address), why), []).append(address)
    for (address, why), every in same.items():
        said = every[0] if len(every) == 1 else f"{address} ({len(every)} of them)"
        yield f"#   {_one_line(said)}: {_one_line(why)}"


def _entries(key: str, value: Any, imported: Imported) -> Iterator[str]:
    items = enumerate(value) if isinstance(value, list) else value.items()
    for name, item in items:
        route: Route = (key, name)
        address = imported.addresses.get(route)
        beside = f"  # {_one_line(address)}" if address else ""
        if isinstance(value, list):
            text = item if isinstance(item, str) else ""
            yield f"  - {_scalar(text) if text else _pair(item)}{beside}"
        elif isinstance(item, list) and item and all(isinstance(each, dict) for each in item):
            yield f"  {_scalar(name)}:{beside}"
            yield from (f"    - {_flow(each)}" for each in item)
        elif len(line := f"  {_scalar(name)}: {_flow(item)}") <= _WIDTH or not isinstance(item, dict):
            yield f"{line}{beside}"
        else:
            yield f"  {_scalar(name)}:{beside}"
            yield from (f"    {_scalar(field)}: {_flow(said)}" for field, said in item.items())


def _pair(item: Mapping[str, Any]) -> str:
    return ", ".join(f"{_scalar(key)}: {_flow(value)}" for key, value in item.items())


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + _pair(value) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.match(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
