"""The systems to start from: each is valid, and only the fragile one has findings."""

from __future__ import annotations

import pytest

from archgen.commands.init import _EXAMPLES
from archgen.lint.selection import Choice
from archgen.pipeline import examine
from archgen.render.templating import render
from archgen.yamlfile.parser import read
from models import ROOT


def found(example: str) -> set[str]:
    text = render(f"init/{_EXAMPLES[example]}.yaml.j2")
    examination = examine(read(text.encode(), "architecture.yaml"), Choice())
    assert examination.topology is not None, examination.findings
    return {finding.code for finding in examination.findings}


@pytest.mark.parametrize("example", sorted(set(_EXAMPLES) - {"fragile"}))
def test_a_system_to_start_from_has_no_findings(example: str) -> None:
    assert found(example) == set()


@pytest.mark.parametrize(
    "name",
    ["tres-capas", "two-regions", "ecs-cache-queue", "event-driven-shop", "search-on-kubernetes", "fragile"],
)
def test_what_the_gallery_shows_is_what_one_starts_from(name: str) -> None:
    example = (ROOT / "examples" / name / "architecture.yaml").read_text(encoding="utf-8")
    head, _, rest = render(f"init/{_EXAMPLES[name]}.yaml.j2").partition("\n")
    assert "$schema" in head and rest == example


def test_the_fragile_one_shows_what_is_found() -> None:
    assert {"AG214", "AG224", "AG328", "AG334", "AG407", "AG412", "AG413"} <= found("fragile")
