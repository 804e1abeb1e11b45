"""An upgrade destroys nothing: states of what earlier versions rendered against what is rendered now.

A fixture has a model, the configuration that an earlier version made of it, and what that one remembered for
the next render. A fixture is never remade: another version adds its own.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from terraforming import applies, configuration, given, remembered, root, run, written
from test_terraform_changes import planned

FIXTURES = sorted((Path(__file__).parents[3] / "upgrades").rglob("*.json.gz"))
ADDRESS = re.compile(r'^resource "(\w+)" "(\w+)"', re.MULTILINE)


def fixture(file: Path) -> Any:
    return json.loads(gzip.decompress(file.read_bytes()))


def name(file: Path) -> str:
    return f"{file.parent.name}-{file.name.partition('.')[0]}"


@pytest.mark.parametrize("file", FIXTURES, ids=name)
def test_each_resource_of_an_earlier_version_is_declared_or_moved(file: Path) -> None:
    kept = fixture(file)
    before = set(ADDRESS.findall(root(kept["files"])))
    files = configuration(kept["model"], kept["memory"])
    now = set(ADDRESS.findall("\n".join(text for path, text in files.items() if "/" not in path)))
    moved = set(re.findall(r"from = (\w+)\.(\w+)", files.get("moved.tf", "")))
    assert before - now - moved == set()


@pytest.mark.parametrize("file", FIXTURES, ids=name)
def test_a_second_render_moves_the_same(file: Path) -> None:
    kept = fixture(file)
    again = remembered(kept["model"], kept["memory"]) if kept["memory"] else {}
    assert configuration(kept["model"], again) == configuration(kept["model"], kept["memory"])


@applies
@pytest.mark.parametrize("file", FIXTURES, ids=name)
def test_an_upgrade_destroys_nothing(file: Path, tmp_path: Path) -> None:
    kept = fixture(file)
    folder = tmp_path / "upgraded"
    _put(folder, kept["files"])
    _put(folder, {"given.auto.tfvars.json": json.dumps(given(folder))})
    run(folder, "apply")
    does = planned(written(kept["model"], folder, kept["memory"]))
    assert {what for what in does.values() if what not in ("no-op", "update", "read")} == set()


def _put(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
