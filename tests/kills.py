"""Renders that are killed at a call that touches a file: the next run leaves the folder whole and clean.

    python tests/kills.py --count 200 --seed 1

prints every call after which it does not. The tests try each call of a small folder, and some of a render.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from archgen.cli import run

CALLS = {"open", "os.mkdir", "os.rmdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.chmod"}
"""Events of Python's audit that name each call by which files and folders change."""
BRIEF = (Path(__file__).parents[1] / "architecture.yaml").read_text(encoding="utf-8")
OTHER = BRIEF.replace("language: en", "language: es").replace("  - cdn -> assets\n", "")
OTHER = OTHER.replace("  assets:   {kind: s3, label: Static assets}\n", "").replace("max: 8", "max: 9")
ONLY = "docs,terraform,local"


def killed_at(number: int, work: Callable[[], object], below: Path | None = None) -> bool:
    """Whether a process that does this work was killed at its call of this number that touches a file.

    With `below` only calls count that name a file in that folder.
    """
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        seen = 0

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if event in CALLS and (below is None or str(arguments[0]).startswith(str(below))):
                seen += 1
                if seen == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(hook)
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL)
    return status != 0


def state(folder: Path) -> dict[str, bytes]:
    """The files of a folder; an empty folder in it is none of ours."""
    assert all(any(path.iterdir()) for path in folder.rglob("*") if path.is_dir())
    return {f"{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def render(home: Path) -> int:
    """Renders the model of a folder, with nothing on the terminal."""
    with contextlib.ExitStack() as stack:
        nowhere = stack.enter_context(Path(os.devnull).open("w"))
        stack.enter_context(contextlib.redirect_stdout(nowhere))
        stack.enter_context(contextlib.redirect_stderr(nowhere))
        return run(["render", str(home / "architecture.yaml"), "--only", ONLY])


def rendered(home: Path, text: str) -> dict[str, bytes]:
    """What a render of a model leaves in a folder."""
    home.mkdir(exist_ok=True)
    (home / "architecture.yaml").write_text(text, encoding="utf-8")
    assert render(home) == 0
    return state(home / "output")


def calls(home: Path) -> int:
    """How many calls a render makes that touch a file of the output folder."""
    seen: list[str] = []
    child = os.fork()
    counted = home / "calls"
    if child == 0:  # pragma: no cover - another process
        output = str((home / "output").resolve())
        sys.addaudithook(lambda event, a: seen.append(event) if _counts(event, a, output) else None)
        render(home)
        number = len(seen)
        counted.write_text(str(number))
        os._exit(0)
    os.waitpid(child, 0)
    return int(counted.read_text())


def _counts(event: str, arguments: tuple[object, ...], output: str) -> bool:
    return event in CALLS and str(arguments[0]).startswith(output)


def faults(seed: int, count: int, folder: Path) -> Iterator[str]:
    """What kills left behind that the next run did not put right."""
    chance = random.Random(seed)
    turns = ((BRIEF, OTHER), (OTHER, BRIEF))
    whole = {turn: _after(folder / f"whole-{n}", turn) for n, turn in enumerate(turns)}
    rendered(folder / "count", BRIEF)
    (folder / "count" / "architecture.yaml").write_text(OTHER, encoding="utf-8")
    most = calls(folder / "count")
    numbers = list(range(1, most + 1))
    chance.shuffle(numbers)
    for done in range(count):
        before, after = turn = turns[done % 2]
        home = folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        rendered(home, before)
        (home / "architecture.yaml").write_text(after, encoding="utf-8")
        number = numbers[done % most]
        killed_at(number, lambda home=home: render(home), (home / "output").resolve())
        if (code := render(home)) != 0:
            yield f"call {number}: the next run ends with {code}"
        elif state(home / "output") != whole[turn]:
            yield f"call {number}: the folder is not whole"


def _after(home: Path, turn: tuple[str, str]) -> dict[str, bytes]:
    """What a model leaves that was rendered after another one."""
    for text in turn:
        found = rendered(home, text)
    return found


def main() -> int:
    """Prints what is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(faults(given.seed, given.count, Path(folder)))
    for fault in found:
        print(fault)
    print(f"{given.count} kills, {len(found)} faults")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
