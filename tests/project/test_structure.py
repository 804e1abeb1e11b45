"""The source stays easy to find your way in: few modules in a folder, a start for each new kind and rule."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import archgen

ROOT = Path(__file__).parents[2]
sys.path.insert(0, f"{ROOT / 'scripts'}")
new = import_module("new")
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


GATHERING = {"Frame", "Ground", "Order", "Sheet", "Trunk", "_Drawing", "_Editor", "_Line"}
"""What is filled while it is worked on, and never handed on as it is."""
UNSLOTTED = {"AcceleratorRecord", "Format", "Network", "Resource", "Sheet", "_Editor"}
"""What keeps what was computed of it, or belongs to a class that does."""


def dataclasses() -> Iterator[type]:
    for module in walk_packages(archgen.__path__, "archgen."):
        if not module.name.endswith("__main__"):
            for value in vars(import_module(module.name)).values():
                if isinstance(value, type) and value.__module__ == module.name and is_dataclass(value):
                    yield value


def test_what_stages_hand_on_is_frozen() -> None:
    changing = {each.__name__ for each in dataclasses() if not each.__dataclass_params__.frozen}
    assert changing == GATHERING


def test_a_value_has_slots_unless_it_keeps_what_is_computed_of_it() -> None:
    plain = [each for each in dataclasses() if "__slots__" not in vars(each) and not _caches(each)]
    assert {each.__name__ for each in plain} == UNSLOTTED


def _caches(value: type) -> bool:
    return any(isinstance(each, cached_property) for each in vars(value).values())


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


VALUES = {"NAME": "a-b", "SERVICE": "A", "ICON": "i", "MODULE": "a_b", "CLASS": "AB", "CODE": "AG999"}


@pytest.mark.parametrize("skeleton", sorted(new.SKELETONS.glob("*.py.txt")), ids=lambda path: path.name)
def test_a_skeleton_is_python_and_has_something_to_fill_in(skeleton: Path) -> None:
    text = new.filled(skeleton.name, VALUES)
    compile(text, skeleton.name, "exec")
    assert PLACEHOLDER.search(text)


PLACEHOLDER = re.compile(r"\b[A-Z]{2,}(?:,? [A-Z]{2,}){1,}")
"""Words in capitals, as skeletons have where something is to be filled in."""


@pytest.mark.parametrize("folder", ["model/kinds", "lint/rules", "render/outputs"])
def test_nothing_of_a_skeleton_is_left_to_be_filled_in(folder: str) -> None:
    skeletons = "".join(path.read_text("utf-8") for path in new.SKELETONS.glob("*.py.txt"))
    words = set(PLACEHOLDER.findall(skeletons))
    assert "WHAT IT IS" in words
    left = {
        path.name: sorted(word for word in words if word in path.read_text("utf-8"))
        for path in (SOURCE / folder).glob("*.py")
    }
    assert {name: found for name, found in left.items() if found} == {}, "replace the words in capitals"


def test_nothing_of_the_skeleton_of_a_test_is_left_to_be_filled_in() -> None:
    words = set(PLACEHOLDER.findall((new.SKELETONS / "test_output.py.txt").read_text("utf-8")))
    assert words == {"WHAT ITS FILES ARE"}
    tests = (ROOT / "tests" / "render" / "outputs").glob("test_*.py")
    left = [path.name for path in tests if any(word in path.read_text("utf-8") for word in words)]
    assert left == [], "replace the words in capitals"


@pytest.mark.parametrize("list_", sorted(new.SKELETONS.glob("*.then.txt")), ids=lambda path: path.name)
def test_what_is_left_to_do_names_files_that_exist(list_: Path) -> None:
    paths = re.findall(r"[\w./@-]+/[\w./@-]*\w", list_.read_text("utf-8"))
    assert len(paths) > 4
    assert [path for path in paths if "@" not in path and not (ROOT / path).exists()] == []


def test_a_code_is_added_in_order() -> None:
    kept = new.CATALOGUE.read_text("utf-8")
    begun = new.with_code(kept, "AG000", "first")
    assert begun.index('"AG000"') < begun.index('"AG101"')
    ended = new.with_code(kept, "AG999", "last")
    assert ended.index('"AG901"') < ended.index('"AG999"') < ended.index("}")


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (("output", "a-b"), ["src/archgen/render/outputs/a_b.py", "templates/a-b/components.md.j2"]),
        (("kind", "a-b", "A", "i"), ["src/archgen/model/kinds/a_b.py", "templates/terraform/a-b.tf.j2"]),
        (
            ("kind", "a-b", "A", "i", "--in-vpc"),
            ["src/archgen/model/kinds/a_b.py", "tests/kept_models/a-b.yaml"],
        ),
    ],
)
def test_a_new_part_begins_with_its_files(
    arguments: tuple[str, ...], files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["new.py", *arguments])
    new.main()
    texts = [(tmp_path / file).read_text("utf-8") for file in files]
    assert [text for text in texts if not text or re.search("@[A-Z]+@", text)] == []
