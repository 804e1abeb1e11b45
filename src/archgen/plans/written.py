"""An imported architecture as the text of a file, with the Terraform address beside what came from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from archgen.findings import Route
from archgen.plans.importing import Imported

_PLAIN = re.compile(r"[A-Za-z_][\w./-]*(?: -> [a-z][a-z0-9-]*)*\Z")
_WORDS = {"true", "false", "null", "~", "yes", "no", "on", "off"}


def file_of(imported: Imported, origin: str) -> str:
    """The file; what found no place stands at its end."""
    return "\n".join(_lines(imported, origin)) + "\n"


def _lines(imported: Imported, origin: str) -> Iterator[str]:
    yield f"# Read from {_one_line(origin)}: what the plan says, as far as the format can say it."
    for key, value in imported.data.items():
        if not isinstance(value, dict | list):
            yield f"{key}: {_scalar(value)}"
            continue
        yield ""
        yield f"{key}:" + ("" if value else f" {_flow(value)}")
        yield from _entries(key, value, imported)
    if imported.unplaced:
        yield ""
        yield "# Not placed:"
        yield from (
            f"#   {_one_line(address)}: {_one_line(why)}" for address, why in imported.unplaced.items()
        )


def _entries(key: str, value: Any, imported: Imported) -> Iterator[str]:
    items = enumerate(value) if isinstance(value, list) else value.items()
    for name, item in items:
        route: Route = (key, name)
        address = imported.addresses.get(route)
        beside = f"  # {_one_line(address)}" if address else ""
        if isinstance(value, list):
            text = item if isinstance(item, str) else ""
            yield f"  - {_scalar(text) if text else _pair(item)}{beside}"
        else:
            yield f"  {_scalar(name)}: {_flow(item)}{beside}"


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
