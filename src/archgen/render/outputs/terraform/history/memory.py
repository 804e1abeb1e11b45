"""What the manifest of an output folder may say of earlier configurations, table by table.

A manifest is committed with what it speaks of, so anybody may have edited it: each key and value has a form,
and a manifest with another one is refused before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping

_ID = r"[a-z][a-z0-9-]{0,60}"
_PLACE = r"[A-Za-z0-9-]{0,40}"
_END = r"[a-z0-9./-]{1,60}"
_MODULE = r"(module\.[A-Za-z_][A-Za-z0-9_-]*\.)?"
_ADDRESS = _MODULE + r'[a-z][a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_-]*(\[("[A-Za-z0-9_-]*"|[0-9]+)\])?'

MEMORY: Mapping[str, tuple[str, str]] = {
    "system": ("name", _ID),
    "regions": (_PLACE, r"(_[A-Za-z0-9_]{1,60})?"),
    "rows": (_ID, "public|private|isolated"),
    "components": (_ID, r"[a-z][a-z0-9-]* [0-9a-f]{8}"),
    "connections": (f"{_END} -> {_END}", ""),
    "homes": (_ID, _PLACE),
    "names": (_ID, _ID),
    "resources": (r"[a-z][a-z0-9_]*", r"[A-Za-z0-9_ *-]*"),
    "moved": (_ADDRESS, _ADDRESS),
    "placed": (_ADDRESS, _ADDRESS),
}
"""The forms of the keys and the values of each table that `recollection` writes."""
