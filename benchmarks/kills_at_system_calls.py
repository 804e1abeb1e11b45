"""Kills renders before a system call that touches the output folder: the next run leaves it whole and clean.

    python benchmarks/kills_at_system_calls.py --count 200 --seed 1

needs `strace` (Linux). A render is traced once, which gives its calls on files of the folder: open, write,
fsync, rename, unlink, mkdir, rmdir and so on, those of libraries too. Each turn kills another render before
one of them and runs archgen again. Allowed: no fault. Every fault is printed, with the call.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from kills import BRIEF, OTHER, render, rendered, state  # noqa: E402 - they are beside the tests

CALLS = (
    *("open", "openat", "creat", "write", "pwrite64", "writev", "ftruncate", "fsync", "fdatasync"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat"),
    *("mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "utimensat", "close", "flock"),
)
LINE = re.compile(r"^(?P<pid>\d+) +(?P<call>\w+)\((?P<rest>.*)")
RENDER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from kills import render
sys.exit(render(Path({home!r})))
"""


class Call(NamedTuple):
    """The so manieth call of a name that a render makes."""

    name: str
    number: int


def traced(home: Path, *options: str, into: Path) -> int:
    """Renders in a process that strace watches."""
    script = RENDER.format(tests=str(TESTS), home=str(home))
    command = ["strace", "-f", "-y", "-qq", "-o", str(into), *options, sys.executable, "-B", "-c", script]
    return subprocess.run(command, capture_output=True, check=False).returncode


def calls(home: Path, into: Path) -> list[Call]:
    """The calls of a render that name the output folder, or a file of it that is open."""
    traced(home, "-e", f"trace={','.join(CALLS)}", into=into)
    seen: Counter[str] = Counter()
    found, output, first = [], str(home / "output"), ""
    for line in into.read_text(encoding="utf-8", errors="replace").splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        first = first or match["pid"]
        if match["pid"] != first:
            continue
        seen[match["call"]] += 1
        if output in match["rest"]:
            found.append(Call(match["call"], seen[match["call"]]))
    return found


def faults(count: int, seed: int, folder: Path) -> Iterator[str]:
    """What kills left that the next run did not put right; each turn says which call it is at."""
    turns = ((BRIEF, OTHER), (OTHER, BRIEF))
    whole, kept, points = {}, {}, {}
    for number, (before, after) in enumerate(turns):
        home = folder / f"home-{number}"
        rendered(home, before)
        kept[number] = shutil.copytree(home, folder / f"kept-{number}")
        (home / "architecture.yaml").write_text(after, encoding="utf-8")
        points[number] = calls(home, folder / "trace")
        whole[number] = state(home / "output")
        random.Random(seed + number).shuffle(points[number])
    print(f"{len(points[0])} and {len(points[1])} calls touch the folder", flush=True)
    killed: Counter[str] = Counter()
    for turn in range(count):
        number = turn % 2
        call = points[number][turn // 2 % len(points[number])]
        home = folder / f"home-{number}"
        shutil.rmtree(home)
        shutil.copytree(kept[number], home)
        (home / "architecture.yaml").write_text(turns[number][1], encoding="utf-8")
        inject = f"inject={call.name}:signal=KILL:when={call.number}"
        ended = traced(home, "-e", f"trace={call.name}", "-e", inject, into=folder / "trace")
        killed[call.name] += ended not in (0, 1)
        if (code := render(home)) != 0:
            yield f"{call.name} {call.number}: the next run ends with {code}"
        elif state(home / "output") != whole[number]:
            yield f"{call.name} {call.number}: the folder is not whole"
    print(f"killed: {dict(killed)}")


def main() -> int:
    """Prints what is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if shutil.which("strace") is None:
        print("strace is not here: no render is killed")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        found = list(faults(given.count, given.seed, Path(folder)))
    print("\n".join([*found, f"{given.count} kills, {len(found)} faults"]))
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
