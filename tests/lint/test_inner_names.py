"""A public name of a private address is found; a private zone may have one, and an unknown one may too."""

from __future__ import annotations

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from archgen.commands._plan_files import examined_plan, read_back
from archgen.lint.selection import EVERYTHING

FILE = Path(__file__).parents[1] / "cases" / "plans" / "publicnames" / "plan.json.gz"
PLAN = json.loads(gzip.decompress(FILE.read_bytes()))


def found(plan: Any) -> list[str]:
    every = examined_plan("plan.json", json.dumps(plan).encode(), EVERYTHING, ()).findings
    return [finding.message for finding in every if finding.code == "AG517"]


def in_a_zone_of(answer: dict[str, Any] | None) -> Any:
    """The plan with its records in a zone that it only reads; `answer` is what it read."""
    plan = copy.deepcopy(PLAN)
    root = plan["configuration"]["root_module"]
    reference = {"references": ["data.aws_route53_zone.main.zone_id", "data.aws_route53_zone.main"]}
    for resource in root["resources"]:
        if resource["type"] == "aws_route53_record":
            resource["expressions"]["zone_id"] = reference
    zone = {
        "address": "data.aws_route53_zone.main",
        "mode": "data",
        "type": "aws_route53_zone",
        "name": "main",
    }
    read = [zone | {"mode": "data", "values": answer}] if answer is not None else []
    plan["prior_state"] = {"values": {"root_module": {"resources": read}}}
    return plan


def test_each_record_says_what_it_leads_to() -> None:
    assert found(PLAN) == [
        "aws_route53_record.admin: admin.example.com is in a public zone and leads to aws_lb.internal, which "
        "is internal; put it into a private zone",
        "aws_route53_record.fixed: jump.example.com is in a public zone and leads to 10.0.10.15, a private "
        "address that anyone can look up; put it into a private zone",
        "aws_route53_record.tool: tool.example.com is in a public zone and leads to the private address of "
        "aws_instance.tool, which anyone can look up; put it into a private zone",
    ]


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ({"private_zone": False, "vpc_id": ""}, 4),
        ({"private_zone": True}, 0),
        ({"vpc_id": "vpc-0123456789abcdef0"}, 0),
        (None, 0),
    ],
)
def test_a_zone_that_is_read_says_whether_it_is_public(answer: dict[str, Any] | None, count: int) -> None:
    assert len(found(in_a_zone_of(answer))) == count


def test_a_zone_that_is_associated_with_a_vpc_is_private() -> None:
    plan = copy.deepcopy(PLAN)
    resource = {"mode": "managed", "type": "aws_route53_zone_association", "name": "public"}
    address = {"address": "aws_route53_zone_association.public"}
    plan["planned_values"]["root_module"]["resources"].append(resource | address | {"values": {}})
    zone = {"references": ["aws_route53_zone.public.zone_id", "aws_route53_zone.public"]}
    plan["configuration"]["root_module"]["resources"].append(
        resource | address | {"expressions": {"zone_id": zone}}
    )
    assert found(plan) == []


def test_a_public_load_balancer_may_have_a_public_name() -> None:
    plan = copy.deepcopy(PLAN)
    for resource in plan["planned_values"]["root_module"]["resources"]:
        if resource["type"] == "aws_lb":
            resource["values"]["internal"] = False
    assert len(found(plan)) == 2


def test_nobody_comes_from_the_internet_by_an_internal_name() -> None:
    plan = copy.deepcopy(PLAN)
    for resource in plan["planned_values"]["root_module"]["resources"]:
        if resource["address"] == "aws_security_group.lb":
            resource["values"]["ingress"][0]["cidr_blocks"] = ["0.0.0.0/0"]
    made = read_back("plan.json", beginning=json.dumps(plan).encode())
    assert "client" not in made.data["components"]
