"""Mutated copies of a model through the command line: each must end in a verdict, soon, with no traceback.

    python tests/fuzz.py --count 20000 --seconds 300 --seed 1

prints every input that does not, as a Python literal. The tests run a few hundred with a fixed seed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from archgen.cli import run
from archgen.yamlfile.parser import read

SLOW = 2.0
"""Seconds of processor time that a verdict may take."""

FORMATS = ("text", "concise", "json", "sarif", "github", "junit", "markdown")

_BYTES = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\xc2\x85", b"\xf0\x9f\x9b\x92",
    b"\r", b"\t", b"\n", b"  ", b"#", b":", b": ", b"- ", b"'", b'"', b"\\", b"{", b"}", b"[", b"]", b"?",
    b"&a ", b"*a ", b"<<: ", b"!", b"!!int ", b"|", b">", b"%", b"@", b"`", b"---\n", b"->", b" -> ",
    b"\x1b[2J", b"x" * 300,
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 443, 65536, 10**30, 0.5, float("1e308"),
    "", " ", "x", "no", "a" * 300, "app", "web", "../../etc", "${x}", "{{ x }}", "2020-01-01", "\u202e",
    "日本", "10.0.0.0/16", "10.0.0.0/99", "::/0", "0.0.0.0/0", "us-east-1a", "mars-1a", "5m",
    "a -> b", "->", "a ->", "a -> a", "client -> app", "app -> nat -> partners",
    "cdn -> nat", "app -> nat -> app", "client -> nat", "kind:\u00a0alb", "web\u200b",
    'x${file("/etc/passwd")}', "us-wets-1", "t9.gigantic", "connections+",
    [], [[]], [1], [None], ["app", "app"],
    {}, {"": ""}, {"a": {}}, {"kind": "alb"}, {"kind": "rds", "subnets": "db"}, {"kind": 1},
)  # fmt: skip


class Fault(NamedTuple):
    """An input that did not end in a verdict, and what happened instead."""

    what: str
    arguments: tuple[str, ...]
    raw: bytes


def mutants(base: bytes, seed: int) -> Iterator[bytes]:
    """Mutated copies of a model, without end; the same for the same seed."""
    chance = random.Random(seed)
    while True:
        raw = base
        if chance.random() < 0.6:
            raw = _restructured(raw, chance)
        if chance.random() < 0.5:
            for _ in range(chance.choice((1, 1, 1, 2, 5))):
                raw = chance.choice(_TEXT_MUTATIONS)(raw, chance)
        yield raw


def restructured(base: bytes, seed: int) -> Iterator[bytes]:
    """Copies of a model with keys removed and types swapped, all of them YAML; without end."""
    chance = random.Random(seed)
    while True:
        yield _restructured(base, chance)


def faults(base: bytes, seed: int, count: int, seconds: float) -> Iterator[Fault]:
    """What went wrong in up to `count` runs, within `seconds`."""
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "architecture.yaml"
        for number, raw in zip(range(count), mutants(base, seed), strict=False):
            if time.monotonic() > ends:
                return
            path.write_bytes(raw)
            arguments = _arguments(path, number)
            if fault := fault_of(arguments, raw):
                yield fault


def _arguments(path: Path, number: int) -> tuple[str, ...]:
    """Every format in turn; now and then what would be fixed, an environment, or a render."""
    if number % 40 == 39:
        return ("render", str(path), "-o", str(path.parent / "output"), "--force", "--overwrite")
    if number % 8 == 7:
        return ("validate", str(path), "--diff", "--unsafe-fixes")
    if number % 8 == 3:
        return (
            "validate",
            str(path),
            "--pedantic",
            "--env",
            ("staging", "all")[number % 16 > 8],
            "--show-ignored",
        )
    return ("validate", str(path), "--pedantic", "--format", FORMATS[number % len(FORMATS)])


def fault_of(arguments: tuple[str, ...], raw: bytes) -> Fault | None:
    """What is wrong with a run, if anything is."""
    begin = time.process_time()
    output, errors = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            code = run(arguments)
    except BaseException:  # whatever it is, it is a fault
        return Fault(traceback.format_exc(), arguments, raw)
    if code not in (0, 1, 2):
        return Fault(f"exit code {code}", arguments, raw)
    if "Traceback" in errors.getvalue():
        return Fault(errors.getvalue(), arguments, raw)
    if (took := time.process_time() - begin) > (SLOW if arguments[0] == "validate" else 10 * SLOW):
        return Fault(f"{took:.1f} seconds", arguments, raw)
    return _ill_formed(arguments, output.getvalue(), raw)


def _ill_formed(arguments: tuple[str, ...], output: str, raw: bytes) -> Fault | None:
    try:
        output.encode()
        if arguments[-1] in ("json", "sarif"):
            json.loads(output)
        if arguments[-1] == "junit":
            from xml.etree import ElementTree

            ElementTree.fromstring(output)
    except (ValueError, SyntaxError) as error:
        return Fault(f"the report is not {arguments[-1]}: {error}", arguments, raw)
    return None


def _restructured(raw: bytes, chance: random.Random) -> bytes:
    data = read(raw, "base").data
    for _ in range(chance.choice((1, 1, 2, 3))):
        _change(data, chance)
    return json.dumps(data, ensure_ascii=False, indent=chance.choice((None, 1))).encode("utf-8", "replace")


def _change(data: Any, chance: random.Random) -> None:
    holders = [holder for holder in _holders(data) if holder]
    if not holders:
        return
    holder = chance.choice(holders)
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    key = chance.choice(keys)
    action = chance.randrange(5)
    if action == 0:
        del holder[key]
    elif action == 1 and isinstance(holder, dict):
        holder[chance.choice(("x", "kind", "subnets", "App", "", "zones", "x-y", "label"))] = holder.pop(key)
    elif action == 2:
        other = chance.choice(holders)
        holder[key] = json.loads(
            json.dumps(chance.choice(list(other.values()) if isinstance(other, dict) else other))
        )
    else:
        holder[key] = chance.choice(_VALUES)


def _holders(data: Any) -> Iterator[Any]:
    if isinstance(data, dict | list):
        yield data
        for below in data.values() if isinstance(data, dict) else data:
            yield from _holders(below)


def _flipped(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def _inserted(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(_BYTES) + raw[at:]


def _cut(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + raw[at + chance.choice((1, 2, 10, 100, 10_000)) :]


def _line_moved(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    if not lines:
        return raw
    line = lines[chance.randrange(len(lines))]
    if chance.random() < 0.5:
        lines.remove(line)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice((line, b" " + line, line.lstrip())))
    return b"".join(lines)


def _repeated(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + raw[at : at + chance.choice((1, 3, 20, 200))] * chance.choice((2, 30, 400)) + raw[at:]


_TEXT_MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped, _flipped, _inserted, _inserted, _cut, _line_moved, _repeated
)  # fmt: skip


def main() -> int:
    """Run as a program; the exit code is 1 when something went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "file", nargs="?", type=Path, default=Path(__file__).parent.parent / "architecture.yaml"
    )
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found: dict[str, Fault] = {}
    for fault in faults(options.file.read_bytes(), options.seed, options.count, options.seconds):
        known_by = fault.what.strip().splitlines()[-1] + "".join(fault.what.splitlines()[-4:-1])
        if known_by not in found:
            found[known_by] = fault
            print(f"{fault.what}\n{' '.join(fault.arguments)}\n{fault.raw!r}\n")
    print(f"{len(found)} different faults")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
