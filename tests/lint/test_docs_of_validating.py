"""What the page on validating promises is what archgen does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archgen.cli import run
from archgen.lint.engine import rule_named
from archgen.lint.fixes import fixes
from archgen.lint.reports import FORMATS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "validating.md").read_text(encoding="utf-8")
BRIEF = (ROOT / "architecture.yaml").read_text(encoding="utf-8")
PLACED = "    subnets: app\n    instance_type: t3.small\n    capacity: {min: 2, max: 8}"


def test_the_json_that_the_page_shows_is_what_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert PLACED in BRIEF
    Path("architecture.yaml").write_text(
        BRIEF.replace(PLACED, PLACED.replace("subnets: app", "subnets: web")), encoding="utf-8"
    )
    run(["validate", "--format", "json"])
    body = json.loads(capsys.readouterr().out)
    (said,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    shown = json.loads(said)
    assert shape(shown) == shape(body)
    assert shown["findings"][0]["message"] == body["findings"][0]["message"]
    assert shown["summary"] == body["summary"]


def shape(value: object) -> object:
    """The keys and types of a value; of a list those of its first item."""
    if isinstance(value, dict):
        return {key: shape(below) for key, below in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value[:1]]
    return type(value).__name__


def test_every_format_is_explained() -> None:
    assert tuple(re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE)) == FORMATS


def test_every_fix_is_explained() -> None:
    rows = re.findall(r"^\| (AG\d+) (\S+) \| .* \| (safe|unsafe) \|$", PAGE, re.MULTILINE)
    assert rows == sorted(
        (code, rule.name if (rule := rule_named(code)) else "?", "safe" if fix.safe else "unsafe")
        for code, fix in fixes().items()
    )
