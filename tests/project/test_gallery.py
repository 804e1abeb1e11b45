"""The examples are what their models make, and have the findings that they are meant to have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archgen.cli import run
from archgen.lint.selection import Choice
from archgen.pipeline import examine
from archgen.yamlfile.parser import read

EXAMPLES = Path(__file__).parents[2] / "examples"
MODELS = [*EXAMPLES.glob("*/architecture.yaml"), *EXAMPLES.glob("networks/*/architecture.yaml")]
RENDERED = sorted(file.parent for file in MODELS)
FINDINGS = {
    "fragile": {"AG214", "AG219", "AG224", "AG327", "AG328", "AG334", "AG407", "AG412", "AG413"},
}


@pytest.mark.parametrize("folder", RENDERED, ids=lambda folder: folder.name)
def test_an_example_has_the_findings_that_it_shows(folder: Path) -> None:
    document = read((folder / "architecture.yaml").read_bytes(), "architecture.yaml")
    found = examine(document, Choice()).findings
    assert {finding.code for finding in found} == FINDINGS.get(folder.name, set())


@pytest.mark.parametrize("folder", RENDERED, ids=lambda folder: folder.name)
def test_the_output_of_an_example_is_fresh(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    force = ["--force"] if folder.name in FINDINGS else []
    assert run(["render", "--check", *force, f"{folder / 'architecture.yaml'}"]) == 0, capsys.readouterr().out


def test_the_gallery_names_every_example() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [
        folder.name for folder in EXAMPLES.iterdir() if folder.is_dir() and f"({folder.name}" not in text
    ] == []


def test_the_gallery_names_findings_that_the_fragile_example_has() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bAG\d{3}\b", text))
    assert named and named <= FINDINGS["fragile"]
