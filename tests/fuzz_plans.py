"""Mutated plans through the command line: each must end in a verdict or a sentence, with no traceback.

    python tests/fuzz_plans.py --count 5000 --seconds 600 --seed 1

prints every plan that does not. The tests run a few with a fixed seed.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import gzip
import io
import json
import random
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from archgen.cli import run
from hand_written_faults import stored

CASES = sorted((Path(__file__).parent / "cases" / "plans").glob("*/*.json.gz"))
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 65536, 10**30, 0.5, "", "x", "0.0.0.0/0", "::/0", "10.0.0.0/99", "us-east-1z",
    "aws_vpc.main", "aws_subnet.x[*].id", "${x}", "\x1b[2J", "\ud800", "a" * 300, [], [[]], [None], {},
    {"": ""}, {"id": 1}, [{"id": "x"}],
)  # fmt: skip


class Fault(NamedTuple):
    """A plan that did not end in a verdict, how it was called, and what happened instead."""

    what: str
    arguments: tuple[str, ...]
    plan: str


def bases() -> list[Any]:
    """The plans that are mutated."""
    cases = [json.loads(gzip.decompress(file.read_bytes())) for file in CASES]
    return [*cases, stored()["sound"]]


def mutants(seed: int) -> Iterator[Any]:
    """Mutated copies of plans, without end; the same for the same seed."""
    chance, known = random.Random(seed), bases()
    while True:
        plan = copy.deepcopy(chance.choice(known))
        for _ in range(chance.randint(1, 4)):
            _change(plan, chance)
        yield plan


def _change(plan: Any, chance: random.Random) -> None:
    holders = list(_holders(plan))
    holder = chance.choice(holders)
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    if not keys:
        return
    key = chance.choice(keys)
    match chance.randint(0, 3):
        case 0:
            del holder[key]
        case 1:
            holder[key] = copy.deepcopy(chance.choice(_VALUES))
        case 2:
            other = chance.choice(holders)
            if other and other is not holder:
                holder[key] = copy.deepcopy(next(iter(other.values() if isinstance(other, dict) else other)))
        case _ if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        case _:
            holder[f"{key}x"] = holder.pop(key)


def _holders(value: Any) -> Iterator[Any]:
    """All maps and lists, without those inside of what changes would copy for ever."""
    if isinstance(value, dict | list) and value:
        yield value
        for below in value.values() if isinstance(value, dict) else value:
            yield from _holders(below)


def faults(seed: int, count: int, seconds: float) -> Iterator[Fault]:
    """What mutated plans do that they should not."""
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.json")
        for number, plan in zip(range(count), mutants(seed), strict=False):
            if time.monotonic() > end:
                return
            text = json.dumps(plan)
            path.write_text(text, encoding="utf-8")
            arguments = _arguments(path, number)
            if what := _fault(arguments):
                yield Fault(what, arguments, text)


def _arguments(path: Path, number: int) -> tuple[str, ...]:
    name = str(path)
    return (
        ("validate", name),
        ("validate", name, "--format", ("sarif", "json", "junit", "github", "markdown")[number % 5]),
        ("import", name, "-o", "-"),
        ("diff", name),
    )[number % 4]


def _fault(arguments: tuple[str, ...]) -> str | None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            code = run(list(arguments))
        except BaseException:
            return traceback.format_exc(limit=-4)
    if "Traceback" in out.getvalue():
        return out.getvalue()[-800:]
    return None if code in (0, 1, 2) else f"exit code {code}"


def main() -> int:
    """Prints what is wrong, each kind once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    seen: set[str] = set()
    for fault in faults(given.seed, given.count, given.seconds):
        kind = fault.what.strip().rpartition("\n")[2][:120]
        if kind not in seen:
            seen.add(kind)
            print(fault.what, fault.arguments, sep="\n", flush=True)
    print(f"{len(seen)} different faults")
    return int(bool(seen))


if __name__ == "__main__":
    raise SystemExit(main())
