"""An accepted finding hides nothing: what it implies is reported, however it is accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from archgen.cli import run
from archgen.findings import Finding
from archgen.lint.engine import Verdict, check, rules
from archgen.lint.implications import Implied
from archgen.lint.selection import EVERYTHING, Choice
from archgen.pipeline import examine
from archgen.yamlfile.parser import read
from rule_examples import Example, examples, graph, patched

PAIRS = [
    (example, implied)
    for rule in rules()
    for example in examples(rule)
    if example.sort == "bad"
    for implied in check(graph(patched(example.text))).implied
]


def _name(pair: tuple[Example, Implied]) -> str:
    example, implied = pair
    by = "+".join(dict.fromkeys(each.code for each in implied.by))
    return f"{example.rule.name}-{example.number}-{by}-{implied.finding.code}"


def _key(finding: Finding) -> tuple[str, object]:
    return finding.code, finding.route


def _told(found: Verdict, accepted: set[str]) -> dict[tuple[str, object], bool]:
    """What is reported, and what something implies that is not accepted, by place."""
    told = {_key(finding): True for finding in found.findings}
    return told | {
        _key(each.finding): True for each in found.implied if not {by.code for by in each.by} <= accepted
    }


@pytest.mark.parametrize("pair", PAIRS, ids=map(_name, PAIRS))
@pytest.mark.parametrize("how", ["ignore", "off"])
def test_what_an_accepted_finding_implies_is_reported(pair: tuple[Example, Implied], how: str) -> None:
    example, implied = pair
    data = patched(example.text)
    codes = {each.code for each in implied.by} - {implied.finding.code}
    settings = dict(data.get("rules") or {})
    if how == "ignore":
        settings["ignore"] = [{"rule": code, "reason": "accepted"} for code in sorted(codes)]
    else:
        settings |= {code: {"severity": "off", "reason": "accepted"} for code in sorted(codes)}
    found = check(graph({**data, "rules": settings}))
    assert _key(implied.finding) in _told(found, codes)


@pytest.mark.parametrize("pair", PAIRS, ids=map(_name, PAIRS))
def test_rules_that_are_left_out_of_a_call_hide_nothing(pair: tuple[Example, Implied]) -> None:
    example, implied = pair
    text = yaml.safe_dump(patched(example.text), sort_keys=False, width=100)
    codes = tuple({each.code for each in implied.by} - {implied.finding.code})
    choice = Choice(EVERYTHING.select, codes, pedantic=True)
    examination = examine(read(text.encode(), "architecture.yaml"), choice)
    told = {_key(finding) for finding in examination.findings}
    told |= {_key(each.finding) for each in examination.implied}
    assert _key(implied.finding) in told


def test_a_baseline_has_what_its_findings_imply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, (example, _) in enumerate(PAIRS):
        Path("architecture.yaml").write_text(yaml.safe_dump(patched(example.text), sort_keys=False))
        baseline = f"known-{number}.json"
        assert run(["validate", "--strict", "--baseline", baseline, "--update-baseline"]) == 0


def test_a_baseline_hides_no_finding_that_is_not_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = patched("components:\n  nat: {per: region}\n")
    Path("architecture.yaml").write_text(yaml.safe_dump(data, sort_keys=False))
    run(["validate", "--strict", "--baseline", "known.json", "--update-baseline"])
    known = json.loads(Path("known.json").read_text())
    (prints,) = known["files"].values()
    prints[:] = [each for each in prints if each.startswith("AG215")]
    Path("known.json").write_text(json.dumps(known))
    capsys.readouterr()
    assert run(["validate", "--baseline", "known.json"]) == 1
    assert "error[AG225]" in capsys.readouterr().out
