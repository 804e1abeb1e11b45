"""How many planted defects the tests notice: small changes of the code, each with the tests that concern it.

    python benchmarks/mutants.py [--only PACKAGE] [--count N] [--seed N] [--seconds N] [--list]

A mutant is one change of one expression: a comparison turned round, `and` for `or`, a condition negated, a
number one larger, a boolean turned. Which ones is decided by a seed, so that two runs plant the same ones in
the same code. It is killed when one of its tests fails or takes longer than it may; what survives is
printed with its place. The report says how many were killed in each package: at least 75 % of each, and
85 % of all, are to be.
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
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "archgen"
SEED = 2026
SECONDS = 240
"""How many seconds of processor time the tests of one mutant may take: a busy machine kills none."""
OVERALL, EACH = 85, 75
"""How many of a hundred must be killed, of all and in each package."""


SLOW = {"test_terraform_runs", "test_terraform_changes", "test_browser", "test_local_runs", "test_fuzz"}
"""Tests that ask other programs or try at random: they take minutes, and are left out."""

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
            "test_committed_pictures",
            "test_goldens -k scenes or pictures",
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


def killed(mutant: Mutant, package: Package, folder: Path, seconds: int) -> bool:
    """Whether one of the tests fails on a copy of the source with the change in it."""
    copy = folder / "src" / "archgen" / mutant.path.relative_to(SOURCE)
    before, times = copy.read_text(encoding="utf-8"), (copy.stat().st_atime_ns, copy.stat().st_mtime_ns)
    copy.write_text(mutant.text(), encoding="utf-8")
    try:
        return not all(_passes(tests, folder, seconds) for tests in _rounds(mutant, package))
    finally:
        copy.write_text(before, encoding="utf-8")
        os.utime(copy, ns=times)


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


def _passes(tests: list[str], folder: Path, seconds: int) -> bool:
    command = [sys.executable, "-m", "pytest", *QUICKLY, *tests]
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'src'}", "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("ARCHGEN_TERRAFORM", None)
    run = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)),
    )
    return run.returncode in (0, 5)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=[*PACKAGES], action="append", help="only these packages")
    parser.add_argument("--count", type=int, help="how many in each package")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="how long the tests of one may take")
    parser.add_argument("--seed", type=int, default=SEED, help="which mutants: others by another number")
    parser.add_argument("--list", action="store_true", help="print the mutants, and run nothing")
    return parser.parse_args()


def main() -> int:
    """Plants them one after another; 1 if too few are killed."""
    asked = _arguments()
    shares: dict[str, tuple[int, int]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(folder / "src", quiet=1)  # once, not by each of hundreds of processes
        (folder / "templates").symlink_to(ROOT / "templates")
        for package in asked.only or PACKAGES:
            found = chosen(package, asked.count or PACKAGES[package].count, asked.seed)
            if asked.list:
                print(*(mutant.place for mutant in found), sep="\n")
                continue
            survivors = [
                m for m in found if not _told(m, killed(m, PACKAGES[package], folder, asked.seconds))
            ]
            shares[package] = (len(found) - len(survivors), len(found))
            print(f"{package}: {shares[package][0]} of {len(found)} killed", flush=True)
    return _judged(shares)


def _told(mutant: Mutant, was_killed: bool) -> bool:
    print(f"{'killed  ' if was_killed else 'SURVIVED'} {mutant.place}", flush=True)
    return was_killed


def _judged(shares: dict[str, tuple[int, int]]) -> int:
    low = [package for package, (good, of) in shares.items() if of and 100 * good < EACH * of]
    good, of = (sum(each[index] for each in shares.values()) for index in (0, 1))
    if of:
        print(f"all: {good} of {of} killed, {100 * good / of:.0f} %")
    print(*(f"{package}: under {EACH} %" for package in low), sep="\n")
    return int(bool(low) or (of > 0 and 100 * good < OVERALL * of))


if __name__ == "__main__":
    sys.exit(main())
