"""How many planted defects the tests notice: small changes of the code, each with the tests that concern it.

    python benchmarks/mutants.py [--only PACKAGE] [--count N] [--seed N] [--seconds N] [--jobs N] [--list]

A mutant is one change of one expression: a comparison turned round, `and` for `or`, a condition negated, a
number one larger, a boolean turned. Which ones is decided by a seed, so that two runs plant the same ones in
the same code. It is killed when one of its tests fails or takes longer than it may; that test is printed
beside it, and must pass on the code without any change. The report says how many were killed in each
package: at least 75 % of each, and 85 % of all, are to be.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess as Process
from pathlib import Path
from typing import NamedTuple

import hypothesis.strategies  # noqa: F401  # imported once, before the processes of the mutants begin
import jinja2
import markdown_it
import PIL.Image
import pydantic.json_schema
import pytest
import yaml

del jinja2, markdown_it, PIL, pydantic, yaml

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "archgen"
SEED = 2026
SECONDS = 120
"""How many seconds of processor time one test may take: many times what any takes on a busy machine."""
OVERALL, EACH = 85, 75
"""How many of a hundred must be killed, of all and in each package."""


SLOW = {"test_terraform_runs", "test_terraform_changes", "test_browser", "test_local_runs", "test_fuzz"}
"""Tests that ask other programs or try at random: they take minutes, and are left out."""

FORK = get_context("fork")
TOO_LONG = "took too long"
PASSED = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)

QUICKLY = ("-x", "-q", "-p", "no:cacheprovider", "--assert=plain", "--tb=no")
"""How pytest is called: that a test fails is enough; to explain how two long texts differ takes seconds."""


class Package(NamedTuple):
    """How many mutants a package gets, and the tests that concern all of it, in rounds: quick ones first.

    A round is folders and stems of test files, and after `-k` which of their tests. After the rounds come the
    tests that import the module itself, or name its rule.
    """

    count: int
    rounds: tuple[str, ...]


PACKAGES: dict[str, Package] = {
    "lint/rules": Package(
        40,
        (
            "test_rules test_goldens -k {rule}",
            "test_rule_bounds test_rules_silence test_rules_on_the_brief",
            "test_kept_models -k rules_find",
        ),
    ),
    "lint": Package(10, ("test_lint_parts", "test_goldens -k formats", "lint/")),
    "topology/failures": Package(
        20,
        (
            "test_failure_parts test_loss test_simulation test_active_passive",
            "test_goldens -k docs or failures",
            "topology/ review/",
            "test_resilience test_docs test_views_agree",
        ),
    ),
    "topology/routes": Package(
        20,
        (
            "test_networks test_platform_egress test_topology",
            "test_goldens -k terraform or scenes or docs or failures",
            "topology/ review/",
        ),
    ),
    "topology": Package(
        15,
        (
            "test_topology test_steps test_trunks test_chains test_addressing test_small_parts",
            "test_goldens -k terraform or scenes or docs or failures",
            "topology/ review/",
        ),
    ),
    "model": Package(
        25,
        (
            "test_goldens -k kinds",
            "model/ test_references test_networks test_facts_of_aws test_format",
            "test_goldens -k terraform or built",
        ),
    ),
    "terraform_plan": Package(
        25,
        (
            "test_goldens -k plans",
            "test_small_readings test_importing test_network_plans test_imported_groups",
            "terraform_plan/",
        ),
    ),
    "render/outputs/terraform": Package(
        25,
        (
            "test_goldens -k terraform or built",
            "render/outputs/terraform/ test_single_server test_environment_references",
            "test_gallery -k un-servidor",
        ),
    ),
    "render/diagram/layout": Package(
        20,
        (
            "test_goldens -k scenes or pictures",
            "test_committed_pictures",
            "test_flow test_overview test_geometry test_network test_page test_views",
            "test_trunks test_nudging test_network_extremes test_annotation test_picture_truth",
            "render/diagram/",
        ),
    ),
}


class Mutant(NamedTuple):
    """One change: characters of a file, by line and column, and what is written there instead."""

    path: Path
    line: int
    start: int
    end: int
    old: str
    new: str

    @property
    def place(self) -> str:
        """How it is named in the report."""
        return f"{self.path.relative_to(SOURCE)}:{self.line}: {self.old} -> {self.new}"

    def text(self) -> str:
        """The file with the change in it."""
        lines = self.path.read_text(encoding="utf-8").splitlines(keepends=True)
        whole = lines[self.line - 1].encode()
        changed = whole[: self.start] + self.new.encode() + whole[self.end :]
        return "".join([*lines[: self.line - 1], changed.decode(), *lines[self.line :]])

    def plant(self, folder: Path) -> None:
        """Makes the change in a copy of the source."""
        (folder / "src" / "archgen" / self.path.relative_to(SOURCE)).write_text(self.text(), encoding="utf-8")

    def remove(self, folder: Path) -> None:
        """Makes the copy of the file what it was, with its times: what is compiled of it is valid again."""
        shutil.copy2(self.path, folder / "src" / "archgen" / self.path.relative_to(SOURCE))


class Planted(NamedTuple):
    """A mutant, and the package as one of which it was chosen."""

    package: str
    mutant: Mutant


TURNED = {
    "==": "!=",
    "!=": "==",
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
    "and": "or",
    "or": "and",
}
_BETWEEN = re.compile(r"(?<![\w.])(not in|is not|==|!=|<=|>=|<|>|in|is|and|or)(?![\w=])")


def mutants(path: Path) -> Iterator[Mutant]:
    """All changes that could be made to a file."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    tree = ast.parse(text)
    typed = {id(node) for each in ast.walk(tree) for node in _annotations(each)}
    for node in _outside(tree, typed):
        yield from _mutants(path, lines, node)


def _annotations(node: ast.AST) -> Iterator[ast.AST]:
    """What of a node is a type, a docstring or an import for types: no change of it can be seen."""
    given = (getattr(node, "annotation", None), getattr(node, "returns", None))
    yield from (each for each in given if isinstance(each, ast.AST))
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        yield node
    if isinstance(node, ast.Assert):
        yield node


def _outside(tree: ast.AST, skipped: set[int]) -> Iterator[ast.AST]:
    if id(tree) in skipped:
        return
    yield tree
    for child in ast.iter_child_nodes(tree):
        yield from _outside(child, skipped)


def _mutants(path: Path, lines: list[str], node: ast.AST) -> Iterator[Mutant]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from _operator(path, lines, node.left, node.comparators[0])
    elif isinstance(node, ast.BoolOp):
        yield from _operator(path, lines, node.values[0], node.values[1])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        at = node.operand.col_offset
        if node.lineno == node.operand.lineno:
            yield Mutant(path, node.lineno, node.col_offset, at, "not ", "")
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        end = node.end_col_offset or 0
        yield Mutant(path, node.lineno, node.col_offset, end, str(node.value), str(not node.value))
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        end = node.end_col_offset or 0
        yield Mutant(path, node.lineno, node.col_offset, end, str(node.value), str(node.value + 1))


def _operator(path: Path, lines: list[str], left: ast.expr, right: ast.expr) -> Iterator[Mutant]:
    """The operator between two operands on one line."""
    start, end = left.end_col_offset or 0, right.col_offset
    if left.end_lineno != right.lineno:
        return
    between = lines[right.lineno - 1].encode()[start:end].decode()
    match = _BETWEEN.search(between)
    if match:
        at = start + match.start()
        old = match[1]
        yield Mutant(path, right.lineno, at, at + len(old), old, TURNED[old])


def chosen(package: str, count: int, seed: int = SEED) -> list[Mutant]:
    """The mutants of a package: each file at most once in turn, until there are as many as are wanted."""
    inner = [other for other in PACKAGES if other.startswith(f"{package}/")]
    files = [
        path
        for path in sorted((SOURCE / package).rglob("*.py"))
        if not any(path.is_relative_to(SOURCE / other) for other in inner)
    ]
    dice = random.Random(f"{seed} {package}")
    by_file = [found for path in files if (found := list(mutants(path)))]
    dice.shuffle(by_file)
    picked: list[Mutant] = []
    while by_file and len(picked) < count:
        for found in by_file[: count - len(picked)]:
            picked.append(found.pop(dice.randrange(len(found))))
        by_file = [found for found in by_file if found]
    return picked


def _rounds(mutant: Mutant, package: Package) -> Iterator[list[str]]:
    """What pytest is called with, one after another until something fails."""
    code, rule = _rule(mutant.path)
    seen: set[Path] = set()
    if "@dataclass(" in mutant.path.read_text(encoding="utf-8").splitlines()[mutant.line - 1]:
        yield [*map(str, _named("test_structure")), "-k", "frozen or slots"]
    for tests in package.rounds:
        names, _, only = tests.partition(" -k ")
        files = [path for name in names.split() for path in _named(name) if path not in seen]
        some = only.format(rule=rule)
        seen.update(() if some else files)
        if files:  # with none pytest would take all that there are
            yield [*map(str, files), *(("-k", some) if some else ())]
    if concerned := [path for path in _naming(_module(mutant.path), code, rule) if path not in seen]:
        yield [*map(str, concerned)]


def _rule(path: Path) -> tuple[str, str]:
    """The code and the name of the rule of a module; empty where it is none, or has no page of its own."""
    first = re.search(r'^"""(AG\d{3}) ([a-z0-9-]+): ', path.read_text(encoding="utf-8"), re.MULTILINE)
    return (first[1], first[2]) if first and path.parent.name == "rules" else ("", "")


def _named(name: str) -> list[Path]:
    """The test files of a folder, or with a stem; the shortest first."""
    found = (
        (ROOT / "tests" / name).rglob("test_*.py")
        if name.endswith("/")
        else (ROOT / "tests").rglob(f"{name}.py")
    )
    return sorted((path for path in found if path.stem not in SLOW), key=lambda path: path.stat().st_size)


def _module(path: Path) -> str:
    return ".".join(("archgen", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def _naming(module: str, code: str, rule: str) -> list[Path]:
    """The test files that import a module or name its rule."""
    parent, _, name = module.rpartition(".")
    imported = rf"(from|import) {re.escape(module)}\b|from {re.escape(parent)} import [^#\n]*\b{name}\b"
    wanted = re.compile(imported + (rf"|\b{code}\b|\"{rule}\"" if code else ""))
    return [path for path in _named("test_*") if wanted.search(path.read_text(encoding="utf-8"))]


def _tried(rounds: list[list[str]], folder: Path, seconds: int, answer: Connection) -> None:
    """Answers with the id of the first test that fails on the source in a folder; empty if none does."""
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    os.chdir(ROOT)
    sys.path.insert(0, str(folder / "src"))
    os.environ |= {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    os.environ.pop("ARCHGEN_TERRAFORM", None)
    sys.dont_write_bytecode = True
    for arguments in rounds:
        first = First(seconds)
        if pytest.main([*QUICKLY, *arguments], plugins=[first]) not in PASSED:
            answer.send(first.failed or arguments[0])
            return
    answer.send("")


class First:
    """Which test failed first, or which file could not be imported: a plugin of pytest.

    Each test may take so many seconds of processor time, and so may all that is imported.
    """

    def __init__(self, seconds: int) -> None:
        self.failed, self.seconds = "", seconds
        self.pytest_runtest_logstart()

    def pytest_runtest_logstart(self) -> None:
        """Before each test: its time begins."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + self.seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """After each step of a test."""
        self.failed = self.failed or (report.nodeid if report.failed else "")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """After each file."""
        self.failed = self.failed or (report.nodeid if report.failed else "")


def verdicts(planted: list[Planted], folders: list[Path], seconds: int) -> Iterator[tuple[Planted, str]]:
    """Each mutant with the test that noticed it, as they end: as many at a time as there are folders.

    Each is tried in a process of its own, forked from this one, which has imported all but archgen and tests.
    """
    free, running = list(folders), dict[Connection, tuple[Process, Planted, Path]]()
    waiting = planted[::-1]
    while waiting or running:
        while waiting and free:
            each, folder = waiting.pop(), free.pop()
            each.mutant.plant(folder)
            answer, process = _begun(list(_rounds(each.mutant, PACKAGES[each.package])), folder, seconds)
            running[answer] = (process, each, folder)
        for answer in wait(list(running)):
            process, each, folder = running.pop(answer)
            noticed = _answered(answer, process)
            each.mutant.remove(folder)
            free.append(folder)
            yield each, noticed


def _begun(rounds: list[list[str]], folder: Path, seconds: int) -> tuple[Connection, Process]:
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_tried, args=(rounds, folder, seconds, there))
    process.start()
    there.close()
    return here, process


def _answered(answer: Connection, process: Process) -> str:
    """What a process says; that it took too long where it had no time for a word."""
    try:
        return str(answer.recv())
    except EOFError:
        process.join()
        if process.exitcode != -signal.SIGXCPU:
            raise RuntimeError(f"a process ended with {process.exitcode}") from None
        return TOO_LONG
    finally:
        process.join()
        answer.close()


def unfounded(noticed: set[str], folder: Path, seconds: int) -> str:
    """The first test that fails without any change too; empty if none does."""
    tests = sorted(each for each in noticed if "::" in each)
    files = sorted(noticed - {*tests, TOO_LONG})
    rounds = [*([tests] if tests else []), *([["--collect-only", *files]] if files else [])]
    return _answered(*_begun(rounds, folder, seconds)) if rounds else ""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=[*PACKAGES], action="append", help="only these packages")
    parser.add_argument("--count", type=int, help="how many in each package")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="how long one test may take")
    parser.add_argument("--seed", type=int, default=SEED, help="which mutants: others by another number")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at the same time")
    parser.add_argument("--list", action="store_true", help="print the mutants, and run nothing")
    return parser.parse_args()


def main() -> int:
    """Plants them; 1 if too few are killed, or if a test fails without them."""
    asked = _arguments()
    planted = [
        Planted(package, mutant)
        for package in asked.only or PACKAGES
        for mutant in chosen(package, asked.count or PACKAGES[package].count, asked.seed)
    ]
    if asked.list:
        print(*(each.mutant.place for each in planted), sep="\n")
        return 0
    began = time.monotonic()
    found: dict[Planted, str] = {}
    with tempfile.TemporaryDirectory() as name:
        folders = [_copied(Path(name) / str(number)) for number in range(asked.jobs)]
        for each, noticed in verdicts(planted, folders, asked.seconds):
            found[each] = noticed
            said = (
                f"killed   {each.mutant.place}  ({noticed})" if noticed else f"SURVIVED {each.mutant.place}"
            )
            print(said, flush=True)
        wrong = unfounded({*found.values()} - {""}, folders[0], asked.seconds)
    print(f"{(time.monotonic() - began) / 60:.0f} minutes, {asked.jobs} at a time")
    if wrong:
        print(f"{wrong} fails without any change: nothing is known")
    return int(_judged(found) or bool(wrong))


def _copied(folder: Path) -> Path:
    """A copy of the source, compiled once, not by each of hundreds of processes."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(folder / "src", quiet=1)
    (folder / "templates").symlink_to(ROOT / "templates")
    return folder


def _judged(found: dict[Planted, str]) -> bool:
    """Prints the shares; whether one is too low."""
    low = False
    for package in dict.fromkeys(each.package for each in found):
        own = [noticed for each, noticed in found.items() if each.package == package]
        killed = sum(map(bool, own))
        too_few = 100 * killed < EACH * len(own)
        print(f"{package}: {killed} of {len(own)} killed{f', under {EACH} %' if too_few else ''}")
        low = low or too_few
    killed = sum(map(bool, found.values()))
    late = sum(noticed == TOO_LONG for noticed in found.values())
    print(f"all: {killed} of {len(found)} killed, {100 * killed / len(found):.0f} %, {late} of them by time")
    return low or 100 * killed < OVERALL * len(found)


if __name__ == "__main__":
    sys.exit(main())
