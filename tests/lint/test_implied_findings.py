"""A finding that another one makes needless is reported as soon as that one is not, however it went away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.cli import run

MODEL = """\
archgen: 1
name: shop
regions:
  us-east-1: {cidr: 10.0.0.0/16, zones: [us-east-1a, us-east-1b]}
subnets:
  web: {access: public}
  app: {access: private}
  data: {access: isolated}
components:
  client: {kind: client}
  igw: {kind: internet-gateway}
  nat: {kind: nat-gateway, subnets: web}
  lb: {kind: alb, subnets: web}
  db: {kind: rds, engine: postgres, subnets: data, multi_az: false}  # HERE
  app:
    kind: auto-scaling-group
    tier: backend
    subnets: app
    service: {image: "example/app:1.0.0", port: 3000}
    capacity: {min: 4, max: 8}
connections:
  - client -> igw -> lb: 443
  - lb -> app
  - app -> db
"""
"""AG219 implies AG216, and both the outage AG225."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(capsys: pytest.CaptureFixture[str], text: str, *options: str) -> set[str]:
    Path("architecture.yaml").write_text(text, encoding="utf-8")
    run(["validate", "--format", "json", *options])
    return {finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]}


def ignoring(*words: str) -> str:
    entries = ", ".join(f"{{rule: {word}, reason: tests}}" for word in words)
    return f"{MODEL}rules: {{ignore: [{entries}]}}\n"


@pytest.mark.parametrize(
    ("text", "options", "codes"),
    [
        (MODEL, (), {"AG219"}),
        (MODEL, ("--ignore", "AG219"), {"AG216"}),
        (MODEL, ("--select", "AG216"), {"AG216"}),
        (MODEL, ("--ignore", "AG219,AG216"), {"AG225"}),
        (MODEL, ("--ignore", "AG2xx"), set()),
        (ignoring("AG219"), (), {"AG216"}),
        (ignoring("AG219", "AG216"), (), {"AG225"}),
        (ignoring("AG2xx"), (), set()),
        (MODEL.replace("HERE", "archgen: ignore[AG219] tests"), (), {"AG216"}),
        (MODEL.replace("HERE", "archgen: ignore[AG219, AG216] tests"), (), {"AG225"}),
        (MODEL.replace("HERE", "archgen: ignore[AG2xx] tests"), (), set()),
        (f"{MODEL}rules: {{AG219: {{severity: off, reason: tests}}}}\n", (), {"AG216"}),
        (f"{MODEL}rules: {{AG219: {{severity: info}}}}\n", (), {"AG216"}),
        (f"{MODEL}rules: {{AG219: {{severity: warning}}}}\n", (), {"AG219"}),
    ],
)
def test_the_implied_finding_is_reported_once_the_other_is_not(
    text: str, options: tuple[str, ...], codes: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, text, *options) == codes


def test_a_baseline_hides_what_it_has_and_not_what_that_implied(capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.yaml").write_text(MODEL, encoding="utf-8")
    known = ("--baseline", "known.txt")
    run(["validate", "--select", "AG219", *known, "--update-baseline"])
    capsys.readouterr()
    assert told(capsys, MODEL, *known) == {"AG216"}
    run(["validate", *known, "--update-baseline"])
    capsys.readouterr()
    assert told(capsys, MODEL, *known) == set()
