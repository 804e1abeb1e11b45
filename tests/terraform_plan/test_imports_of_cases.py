"""Import, then conform, and the findings of what was imported, for each recorded plan."""

from __future__ import annotations

import re

import pytest

from archgen.findings import Severity
from archgen.pipeline import examine
from archgen.terraform_plan.agreement import agreed
from archgen.terraform_plan.checking import checked, sound
from archgen.terraform_plan.importing.file_text import file_of
from plan_cases import NAMES, compared, model_of, read


@pytest.mark.parametrize("name", [name for name in NAMES if name != "existingdb"])
def test_what_was_just_imported_does_not_differ_from_its_plan(name: str) -> None:
    made, _ = sound(read(name))
    assert compared(file_of(made, "plan.json"), read(name))[0] == []


def test_a_component_that_got_another_name_is_known_by_its_address() -> None:
    made, _ = sound(read("sgmix"))
    text = re.sub(r"\bdb\b(?!\.|\")", "orders", file_of(made, "plan.json")).replace(
        "aws_instance.orders", "aws_instance.db"
    )
    differences, counts = compared(text, read("sgmix"))
    assert differences == []
    assert counts["address"] > 0


@pytest.mark.parametrize("name", NAMES)
def test_an_imported_model_has_the_findings_of_its_plan(name: str) -> None:
    made, model = sound(read(name))
    assert model is not None
    again, lost = agreed(made, model)
    told = {finding.code for finding in checked(made, model) if finding.severity is not Severity.INFO}
    _, document = model_of(file_of(again, "plan.json", lost))
    here = {finding.code for finding in examine(document).findings if finding.severity is not Severity.INFO}
    assert here | {finding.code for finding in lost} == told


def test_without_addresses_components_are_known_by_kind_and_place() -> None:
    made, _ = sound(read("tgw2i"))
    text = re.sub(r"  # (module\.|aws_).*", "", file_of(made, "plan.json"))
    differences, counts = compared(text, read("tgw2i"))
    assert differences == []
    assert counts["address"] == 0 and counts["kind"] > 0


def test_a_plan_and_the_state_after_it_are_the_same() -> None:
    made, _ = sound(read("sgmix"))
    assert compared(file_of(made, "plan.json"), read("sgmix_state"))[0] == []


def test_what_a_plan_changes_is_a_difference() -> None:
    made, _ = sound(read("tgw2i"))
    text = file_of(made, "plan.json").replace("multi_az: true", "multi_az: false")
    assert compared(text, read("tgw2i"))[0] == [
        "rds orders in us-east-1: multi az is true in the plan, false in the model"
    ]


def test_a_value_that_the_plan_does_not_know_is_no_difference() -> None:
    made, _ = sound(read("unknowndb"))
    text = file_of(made, "plan.json").replace("kind: rds", "kind: rds, multi_az: true, encrypted: false")
    assert compared(text, read("unknowndb"))[0] == []
