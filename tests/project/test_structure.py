"""The source stays easy to find your way in: few modules in a folder, a start for each new kind and rule."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "archgen"
OPEN = {"model/kinds", "lint/rules", "commands"}
"""One module each for a kind, a rule, a command: they may grow."""
MOST = 15
LINES = 500


def test_a_folder_has_few_modules() -> None:
    crowded = {}
    for folder in (SOURCE, *(path for path in SOURCE.rglob("*") if path.is_dir())):
        name = folder.relative_to(SOURCE).as_posix()
        modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        if name not in OPEN and len(modules) > MOST:
            crowded[name] = len(modules)
    assert crowded == {}, f"more than {MOST} modules: make sub-folders"


def test_a_module_has_few_lines() -> None:
    long = {}
    for path in SOURCE.rglob("*.py"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LINES:
            long[path.relative_to(SOURCE).as_posix()] = lines
    assert long == {}, f"more than {LINES} lines: make two modules of it"


def test_a_kind_has_no_annotations_that_pydantic_would_evaluate_again() -> None:
    """As texts they cost a fifth of a cold start: pydantic evaluates those of all bases for each class."""
    late = [
        path.name
        for path in (SOURCE / "model").rglob("*.py")
        if "(Strict" in (text := path.read_text(encoding="utf-8")) or "(Component" in text
        if "from __future__ import annotations" in text
    ]
    assert late == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("kind", "S3", "x", "y"), "is not a name"),
        (("rule", "AG1", "x"), "is not a code"),
        (("kind", "s3", "Amazon S3", "aws.storage.S3"), "src/archgen/model/kinds/s3.py exists"),
    ],
)
def test_a_new_part_is_never_written_over_another(arguments: tuple[str, ...], said: str) -> None:
    command = [sys.executable, f"{ROOT / 'scripts/new.py'}", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode != 0 and said in result.stderr


def test_what_a_start_is_made_of_is_python(tmp_path: Path) -> None:
    sys.path.insert(0, f"{ROOT / 'scripts'}")
    import new

    values = {"kind": "a-b", "service": "A", "icon": "i", "shape": "a_b", "class_name": "AB"}
    compile(new.KIND.format(**values), "kind", "exec")
    compile(new.RULE.format(code="AG999", name="a-b"), "rule", "exec")
