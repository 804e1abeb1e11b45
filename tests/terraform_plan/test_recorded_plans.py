"""What holds of every plan that is recorded here: an imported model says what its plan says.

The cases have tests of their own; these are the plans of the rules' bad examples, and the hand-written one
with each of its faults.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

import hand_written_faults
import plans_of_rules
from archgen.findings import Severity
from archgen.pipeline import examine
from archgen.terraform_plan.agreement import agreed
from archgen.terraform_plan.checking import checked, sound
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.importing.file_text import file_of
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from test_plan_cases import compared, model_of


@cache
def recorded() -> dict[str, Any]:
    kept = {f"rule-{n}": p["plan"] for n, p in plans_of_rules.stored().items() if "plan" in p}
    return kept | {f"hand-written-{n}": p for n, p in hand_written_faults.stored().items()}


def read(name: str) -> Imported:
    return imported(observe(read_plan(json.dumps(recorded()[name]).encode())))


@pytest.mark.parametrize("name", recorded())
def test_the_model_of_a_plan_has_its_findings_and_conforms_to_it(name: str) -> None:
    whole = read(name)
    made, model = sound(whole)
    assert model is not None
    again, lost = agreed(made, model)
    text = file_of(again, "plan.json", lost)
    told = {each.code for each in checked(made, model) if each.severity is not Severity.INFO}
    _, document = model_of(text)
    here = {each.code for each in examine(document).findings if each.severity is not Severity.INFO}
    assert here | {each.code for each in lost} == told
    assert compared(text, whole)[0] == []
