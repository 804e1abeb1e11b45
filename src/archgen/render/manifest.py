"""What archgen made in an output folder, kept beside it in `.archgen.json`.

By it an edited file is told from an untouched one, a file of somebody else's from one of ours, a block of
addresses that would move from one that stays, and what is renamed from what is new. It is committed with the
files that it speaks of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_network
from typing import Any

from archgen.render.paths import is_plain

NAME = ".archgen.json"
Memory = Mapping[str, Mapping[str, str]]
"""What an output has to know of its earlier renders: tables by their names."""

_ABOUT = "What `archgen render` wrote into this folder, and from what; commit it with the files."


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that archgen made: by which output, its digest, and the digest of what it was made from."""

    output: str
    digest: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Files by their path below the folder, and the CIDR block of every subnet (`web@us-east-1a`).

    `memory` is what outputs wrote down for their next render, by the output.
    """

    files: Mapping[str, Entry] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    memory: Mapping[str, Memory] = field(default_factory=dict)

    def text(self) -> str:
        """The manifest as it is written: sorted, so that it changes only where something changed."""
        files = {path: _plain(entry) for path, entry in sorted(self.files.items())}
        whole = {"about": _ABOUT, "version": 1, "files": files, "blocks": dict(sorted(self.blocks.items()))}
        if self.memory:
            whole["memory"] = {output: _sorted(tables) for output, tables in sorted(self.memory.items())}
        return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def parse(text: str) -> Manifest:
    """The manifest of a text; ValueError where it is not one, or has a value that archgen would not write."""
    try:
        whole = json.loads(text)
        version = whole["version"]
        files = {path: _entry(path, plain) for path, plain in whole["files"].items()}
        blocks = _table("blocks", whole["blocks"], _BLOCKS)
        memory = {output: _memory(output, plain) for output, plain in whole.get("memory", {}).items()}
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("it is not a manifest of archgen's") from error
    if version != 1:
        raise ValueError(f"its version is {version}; this archgen knows version 1")
    for id, block in blocks.items():
        if not _is_block(block):
            raise ValueError(f"`blocks` has {block!r} of {id}, which is no CIDR block")
    return Manifest(files, blocks, memory)


_BLOCKS = (r"[A-Za-z0-9@._/-]{1,200}", r"[0-9A-Fa-f.:]{2,50}/[0-9]{1,3}")
_UNKNOWN = (r'[A-Za-z0-9 _.:@*/\[\]">-]{0,500}', r'[A-Za-z0-9 _.:@*/\[\]">-]{0,5000}')
"""The form of a table that this archgen does not know: one that a newer one writes."""


def _is_block(text: str) -> bool:
    try:
        return bool(ip_network(text))
    except ValueError:
        return False


def _memory(output: str, plain: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The tables of an output, each in its form."""
    return {
        name: _table(f"memory.{output}.{name}", table, _shape(output, name)) for name, table in plain.items()
    }


def _shape(output: str, name: str) -> tuple[str, str]:
    """The forms of the keys and the values of a table that an output writes down."""
    from archgen.render import outputs

    known: Mapping[str, tuple[str, str]] = {}
    if output in outputs.names():
        known = getattr(outputs.output(output), "MEMORY", known)
    return known.get(name, _UNKNOWN)


def digest(content: bytes) -> str:
    """The SHA-256 of a file; of a text with its line ends as they are in a checkout on Linux."""
    if b"\0" not in content:
        content = content.replace(b"\r\n", b"\n")
    return sha256(content).hexdigest()


def _table(place: str, plain: Mapping[Any, Any], shape: tuple[str, str]) -> dict[str, str]:
    for key, value in plain.items():
        if not isinstance(value, str) or not re.fullmatch(shape[0], key) or not re.fullmatch(shape[1], value):
            raise ValueError(f"`{place}` has {key!r}: {value!r}, which archgen does not write")
    return dict(plain)


def _sorted(tables: Memory) -> dict[str, dict[str, str]]:
    """The tables that say something; the order of their lines is their own."""
    return {name: dict(table) for name, table in sorted(tables.items()) if table}


def _plain(entry: Entry) -> dict[str, str]:
    plain = {"output": entry.output, "sha256": entry.digest}
    return plain if entry.source is None else plain | {"source": entry.source}


def _entry(path: str, plain: Mapping[str, Any]) -> Entry:
    if not is_plain(path):
        raise ValueError(f"it names {path!r}, which is no path below its folder")
    output, made, source = plain["output"], plain["sha256"], plain.get("source")
    if not isinstance(output, str) or not re.fullmatch(r"[a-z][a-z0-9-]{0,60}", output):
        raise ValueError(f"{path} has {output!r} as its output")
    if not all(
        isinstance(each, str) and re.fullmatch("[0-9a-f]{1,64}", each) for each in (made, source or "0")
    ):
        raise ValueError(f"{path} has a digest that is none")
    return Entry(output, made, source)
