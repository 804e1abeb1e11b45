"""Adopting archgen on a model that has faults: comments that ignore, and a baseline, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.cli import run

ROOT = Path(__file__).parents[2]
BRIEF = (ROOT / "architecture.yaml").read_text(encoding="utf-8")
SHARED = BRIEF.replace("{kind: nat-gateway,", "{kind: nat-gateway, per: region,")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    capsys.readouterr()
    run(["validate", "--format", "json", "--strict", *options])
    return [finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]]


def test_a_comment_ignores_with_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path("architecture.yaml")
    file.write_text(SHARED, encoding="utf-8")
    (shared,) = codes(capsys)
    lines = [
        f"{line}  # archgen: ignore[{shared}, AG225] only staging" if "per: region" in line else line
        for line in SHARED.splitlines()
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert codes(capsys) == []
    assert run(["validate", "--show-ignored"]) == 0
    assert "suppressed by a comment: only staging" in capsys.readouterr().out


def test_a_comment_that_nothing_needs_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.yaml").write_text(BRIEF + "# archgen: ignore[AG215] why\n", encoding="utf-8")
    assert codes(capsys) == ["AG805"]


def test_with_a_baseline_only_new_findings_fail(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path("services/shop")
    folder.mkdir(parents=True)
    file = folder / "architecture.yaml"
    file.write_text(SHARED, encoding="utf-8")
    assert run(["validate", "--strict", f"{file}"]) == 1
    assert run(["validate", "--strict", f"{file}", "--baseline", "known.json", "--update-baseline"]) == 0
    assert list(json.loads(Path("known.json").read_text(encoding="utf-8"))["files"]) == [
        "services/shop/architecture.yaml"
    ]
    file.write_text("# a line more\n" + SHARED, encoding="utf-8")
    assert codes(capsys, f"{file}", "--baseline", "known.json") == []
    file.write_text(SHARED.replace("10.0.0.0/16", "10.0.0.0/8"), encoding="utf-8")
    assert "AG101" in codes(capsys, f"{file}", "--baseline", "known.json")


def test_a_fixed_finding_is_named_as_gone(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path("architecture.yaml")
    file.write_text(SHARED, encoding="utf-8")
    run(["validate", "--baseline", "known.json", "--update-baseline"])
    file.write_text(BRIEF, encoding="utf-8")
    capsys.readouterr()
    assert run(["validate", "--baseline", "known.json"]) == 0
    assert "known.json: 2 findings of it are gone" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, "nothing", "{}"])
def test_a_baseline_that_cannot_be_used_is_said(content: str | None) -> None:
    Path("architecture.yaml").write_text(BRIEF, encoding="utf-8")
    if content is not None:
        Path("known.json").write_text(content, encoding="utf-8")
    assert run(["validate", "--baseline", "known.json"]) == 2
    assert run(["validate", "--update-baseline"]) == 2


def test_a_file_that_is_broken_is_not_excused_by_a_baseline() -> None:
    Path("architecture.yaml").write_text("a: [", encoding="utf-8")
    assert run(["validate", "--baseline", "known.json", "--update-baseline"]) == 2
