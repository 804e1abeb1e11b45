"""What holds of every plan that is recorded here: an imported model says what its plan says.

The cases have tests of their own; these are the plans of the rules' bad examples, the hand-written one
with each of its faults, and those of kept models, whose components are read again from their plans.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest

import hand_written_faults
import plans_of_models
import plans_of_rules
from archgen.findings import Severity
from archgen.model.kinds import kind_class
from archgen.pipeline import examine
from archgen.terraform_plan.agreement import agreed
from archgen.terraform_plan.checking import checked, sound
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.importing.file_text import file_of
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from kept import SOUND, stem
from models import data_of
from models import made as architecture_of
from plan_cases import compared, model_of


@cache
def recorded() -> dict[str, Any]:
    kept = {f"rule-{n}": p["plan"] for n, p in plans_of_rules.stored().items() if "plan" in p}
    kept |= {f"hand-written-{n}": p for n, p in hand_written_faults.stored().items()}
    return kept | {f"model-{n}": p for n, p in plans_of_models.stored().items()}


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


@pytest.mark.parametrize("name", plans_of_models.stored())
def test_the_plan_of_a_model_has_its_components_and_subnets(name: str) -> None:
    path = next(path for path in SOUND if stem(path) == name)
    model = architecture_of(data_of(path.read_text(encoding="utf-8")))
    whole = read(f"model-{name}").data
    wanted = [each for each in model.components.values() if not each.needed_for_terraform]
    read_kinds = Counter(component["kind"] for component in whole["components"].values())
    for kind, number in Counter(component.kind for component in wanted).items():
        if kind_class(kind).read_from and not kind_class(kind).read_if_used:
            assert read_kinds[kind] == number, kind
    assert {row["access"] for row in whole.get("subnets", {}).values()} == {
        row.access for row in model.subnets.values()
    }
