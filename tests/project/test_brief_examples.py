"""The examples are rendered from their models, and the table of the brief points at what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

import brief_table
from archgen.cli import run
from models import ROOT

EXAMPLES = ("tres-capas", "un-servidor", "nginx")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_sound_and_its_output_fresh(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    file, output = f"examples/{name}/architecture.yaml", f"examples/{name}/output"
    assert run(["validate", file]) == 0
    assert run(["render", file, "-o", output, "--check"]) == 0


def test_the_table_of_the_brief_has_forty_rows_and_is_fresh() -> None:
    assert len(brief_table.STATEMENTS) == 40
    assert (ROOT / "docs" / "brief.md").read_text(encoding="utf-8") == brief_table.page()


def test_the_page_of_the_pipeline_example_is_the_one_that_is_compared() -> None:
    folder = Path(ROOT / "examples/nginx/nginx")
    assert "COPY index.html" in (folder / "Dockerfile").read_text(encoding="utf-8")
    workflow = (ROOT / "examples/nginx/output/pipeline/deliver.yml").read_text(encoding="utf-8")
    assert 'folder: "examples/nginx/nginx"' in workflow and "terraform" not in workflow.split("jobs:")[1]
