"""Twenty harmful and twenty harmless changes of hand-written Terraform: what `archgen diff` says of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.cli import run
from archgen.commands.diff import difference_of_plan
from archgen.review.difference import Difference
from plan_changes import BEGIN, DOCS, END, HARMFUL, HARMLESS, changed, stored, table

PLANS = stored()


def found(name: str) -> Difference:
    return difference_of_plan("plan.json", json.dumps(PLANS[name]).encode())


def test_there_are_twenty_of_each_at_least() -> None:
    assert min(len(HARMFUL), len(HARMLESS)) >= 20
    assert set(PLANS) == {*HARMFUL, *HARMLESS}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_change_is_named_with_its_consequence(name: str) -> None:
    harm = HARMFUL[name]
    assert changed(harm.edits)
    said = [(each.sort.value, str(each.text)) for each in found(name).meanings if each.sort.is_bad]
    assert any(sort == harm.sort and harm.said in text for sort, text in said), said


@pytest.mark.parametrize("name", HARMLESS)
def test_nothing_is_claimed_of_a_harmless_change(name: str) -> None:
    assert changed(HARMLESS[name])
    assert [(each.sort, each.text) for each in found(name).meanings if each.sort.is_bad] == []


def test_the_table_of_the_docs_is_fresh() -> None:
    text = DOCS.read_text(encoding="utf-8")
    kept = text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip()
    assert kept == table().strip(), "run python tests/plan_changes.py --table"


def test_a_plan_can_fail_a_pipeline(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(PLANS["encryption turned off"]))
    assert run(["diff", str(path), "--fail-on", "data-loss"]) == 1
    assert run(["diff", str(path), "--fail-on", "exposure"]) == 0
    path.write_text(json.dumps(PLANS["a tag on the VPC"]))
    assert run(["diff", str(path), "--fail-on", "exposure,data-loss,worse-zone"]) == 0
