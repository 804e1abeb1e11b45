"""Roots that split one system, planned before any of them is applied, are joined as their configurations say.

`cases/roots` has a network, its data and an application. Their inputs are made-up ids, as Terragrunt gives
them where another root has no outputs yet, and parameters of SSM.
"""

from __future__ import annotations

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from archgen.terraform_plan.checking import coverage
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.merging import merged
from archgen.terraform_plan.source.plan import read_plan

CASES = Path(__file__).parents[1] / "cases" / "roots"
NAMES = ("net", "data", "app")
PLANS = {name: json.loads(gzip.decompress((CASES / name / "plan.json.gz").read_bytes())) for name in NAMES}


def together(plans: dict[str, Any]) -> Imported:
    read = [(name, read_plan(json.dumps(plan).encode())) for name, plan in plans.items()]
    return imported(observe(merged(read)))


def lines(made: Imported) -> set[str]:
    found: list[Any] = made.data.get("connections", [])
    return {f"{k}: {v}" for line in found if isinstance(line, dict) for k, v in line.items()}


def missing(made: Imported) -> set[str]:
    return {each.address.removeprefix("module.root-of-") for each in coverage(made).not_checked}


def edited() -> dict[str, Any]:
    return copy.deepcopy(PLANS)


def planned(plan: Any, type_: str, name: str) -> list[dict[str, Any]]:
    found = plan["planned_values"]["root_module"]["resources"]
    return [each for each in found if each["type"] == type_ and each["name"] == name]


def configured(plan: Any, address: str) -> dict[str, Any]:
    every = plan["configuration"]["root_module"]["resources"]
    return next(each["expressions"] for each in every if each["address"] == address)


def test_variables_are_joined_to_the_outputs_of_their_names_and_parameters_to_theirs() -> None:
    made = together(PLANS)
    placed = {id: fields.get("subnets") for id, fields in made.data["components"].items()}
    assert placed == {
        "client": None,
        "igw": None,
        "web": "public",
        "nat": "public",
        "app": "app",
        "orders": "app",
    }
    assert lines(made) == {"client -> igw -> web: 443", "web -> app: 8080", "app -> orders: 5432"}
    assert missing(made) == set()


def test_an_output_that_two_roots_have_joins_nothing() -> None:
    plans = edited()
    outputs = plans["net"]["configuration"]["root_module"]["outputs"]
    plans["more"] = copy.deepcopy(plans["net"])
    plans["more"]["configuration"]["root_module"]["outputs"] = {
        "private_subnet_ids": outputs["private_subnet_ids"]
    }
    assert "data.aws_db_instance.orders" in missing(together(plans))


def test_an_output_that_only_passes_a_variable_on_joins_nothing() -> None:
    plans = edited()
    passed_on = {"expression": {"references": ["var.private_subnet_ids"]}}
    plans["app"]["configuration"]["root_module"]["outputs"] = {"private_subnet_ids": passed_on}
    assert missing(together(plans)) == set()


def test_remote_state_joins_what_is_not_applied_yet() -> None:
    plans = edited()
    reference = "data.terraform_remote_state.net.outputs.public_subnet_ids"
    configured(plans["app"], "aws_lb.web")["subnets"] = {"references": [reference]}
    for balancer in planned(plans["app"], "aws_lb", "web"):
        del balancer["values"]["subnets"]
    del plans["app"]["configuration"]["root_module"]["variables"]["public_subnet_ids"]
    assert missing(together(plans)) == set()


@pytest.mark.parametrize(
    ("type_", "asked", "found"),
    [
        ("aws_subnets", {"tags": {"constant_value": {"Tier": "app"}}}, True),
        ("aws_subnets", {"tags": {"constant_value": {"Tier": "data"}}}, False),
        (
            "aws_subnets",
            {
                "filter": [
                    {"name": {"constant_value": "tag:Tier"}, "values": {"constant_value": ["ap*", "web"]}}
                ]
            },
            True,
        ),
        ("aws_subnets", {"filter": [{"name": {"constant_value": "vpc-id"}, "values": {}}]}, False),
        ("aws_subnet", {"tags": {"constant_value": {"Tier": "app"}}}, False),
    ],
)
def test_data_sources_find_what_another_root_makes_by_its_tags(type_: str, asked: Any, found: bool) -> None:
    plans = edited()
    for subnet in planned(plans["net"], "aws_subnet", "app"):
        subnet["values"]["tags"] = {"Tier": "app"}
    source = {"address": f"data.{type_}.app", "mode": "data", "type": type_, "name": "app"}
    plans["app"]["configuration"]["root_module"]["resources"].append(source | {"expressions": asked})
    expressions = configured(plans["app"], "aws_autoscaling_group.app")
    expressions["vpc_zone_identifier"] = {"references": [f"data.{type_}.app.ids", f"data.{type_}.app"]}
    for group in planned(plans["app"], "aws_autoscaling_group", "app"):
        del group["values"]["vpc_zone_identifier"]
    assert ("app.aws_autoscaling_group.app" not in missing(together(plans))) is found


def test_a_value_that_is_the_id_of_something_is_no_stand_in() -> None:
    plans = edited()
    for number, subnet in enumerate(planned(plans["net"], "aws_subnet", "public")):
        subnet["values"]["id"] = ("subnet-22222222222222222", "subnet-33333333333333333")[number]
    del plans["net"]["configuration"]["root_module"]["outputs"]["public_subnet_ids"]
    assert missing(together(plans)) == set()
