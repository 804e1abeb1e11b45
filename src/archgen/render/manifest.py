"""What archgen made in an output folder, kept beside it in `.archgen.json`.

By it an edited file is told from an untouched one, a file of somebody else's from one of ours, a block of
addresses that would move from one that stays, and what is renamed from what is new. It is committed with the
files that it speaks of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

NAME = ".archgen.json"
Memory = Mapping[str, Mapping[str, str]]
"""What an output has to know of its earlier renders: tables by their names."""

_ABOUT = "What archgen made in this folder, and from what; commit it with the files. Made by archgen render."


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
    """The manifest of a text; ValueError where it is not one."""
    try:
        whole = json.loads(text)
        version = whole["version"]
        files = {str(path): _entry(plain) for path, plain in whole["files"].items()}
        blocks = _table(whole["blocks"])
        memory = {
            str(output): {str(name): _table(table) for name, table in tables.items()}
            for output, tables in whole.get("memory", {}).items()
        }
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("it is not a manifest of archgen's") from error
    if version != 1:
        raise ValueError(f"its version is {version}; this archgen knows version 1")
    for path in files:
        if path.startswith("/") or "\\" in path or ".." in path.split("/"):
            raise ValueError(f"it speaks of {path}, outside of its folder")
    return Manifest(files, blocks, memory)


def digest(content: bytes) -> str:
    """The SHA-256 of a file; of a text with its line ends as they are in a checkout on Linux."""
    if b"\0" not in content:
        content = content.replace(b"\r\n", b"\n")
    return sha256(content).hexdigest()


def _table(plain: Mapping[str, str]) -> dict[str, str]:
    return {str(key): str(value) for key, value in plain.items()}


def _sorted(tables: Memory) -> dict[str, dict[str, str]]:
    """The tables that say something; the order of their lines is their own."""
    return {name: dict(table) for name, table in sorted(tables.items()) if table}


def _plain(entry: Entry) -> dict[str, str]:
    plain = {"output": entry.output, "sha256": entry.digest}
    return plain if entry.source is None else plain | {"source": entry.source}


def _entry(plain: Mapping[str, str]) -> Entry:
    return Entry(str(plain["output"]), str(plain["sha256"]), plain.get("source"))
