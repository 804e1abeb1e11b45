"""What a route of a plan leads to, where its attribute alone does not say it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archgen.terraform_plan.checking import checked, sound
from archgen.terraform_plan.importing.architecture import imported
from archgen.terraform_plan.resources.observed import Observed
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan

ZONES = ("us-east-1a", "us-east-1b")


def resource(type_: str, name: str, values: dict[str, Any], **unknown: Any) -> tuple[dict[str, Any], Any]:
    address = f"{type_}.{name}"
    planned = {"address": address, "mode": "managed", "type": type_, "name": name, "values": values}
    return planned, {"address": address, "change": {"after_unknown": unknown}}


def plan(target: str, references: list[str], gateways: int = 1) -> Observed:
    """Two public and two private subnets; the private ones route by `target` to what `references` name."""
    made, written = [resource("aws_vpc", "main", {"cidr_block": "10.0.0.0/16"}, id=True)], []
    vpc = {"vpc_id": {"references": ["aws_vpc.main.id", "aws_vpc.main"]}}
    made += [resource("aws_internet_gateway", "igw", {}, id=True, vpc_id=True)]
    made += [resource("aws_ec2_transit_gateway", "hub", {}, id=True)]
    written += [("aws_vpc", "main", {}), ("aws_internet_gateway", "igw", vpc)]
    written += [("aws_ec2_transit_gateway", "hub", {})]
    for number in range(gateways):
        made += [resource("aws_nat_gateway", f"out{number}", {}, id=True, subnet_id=True)]
        place = f"aws_subnet.public{number}"
        written += [
            ("aws_nat_gateway", f"out{number}", {"subnet_id": {"references": [f"{place}.id", place]}})
        ]
    for row, attribute, named in (
        ("public", "gateway_id", ["aws_internet_gateway.igw.id", "aws_internet_gateway.igw"]),
        ("private", target, references),
    ):
        route = [{"cidr_block": "0.0.0.0/0"}]
        made += [resource("aws_route_table", row, {"route": route}, id=True, route=[{attribute: True}])]
        rule = {"cidr_block": {"constant_value": "0.0.0.0/0"}, attribute: {"references": named}}
        written += [("aws_route_table", row, {**vpc, "route": [rule]})]
        for number, zone in enumerate(ZONES):
            name = f"{row}{number}"
            block = f"10.0.{number + 10 * (row == 'private')}.0/24"
            made += [resource("aws_subnet", name, {"cidr_block": block, "availability_zone": zone}, id=True)]
            written += [("aws_subnet", name, vpc)]
            ends = {"subnet_id": f"aws_subnet.{name}", "route_table_id": f"aws_route_table.{row}"}
            made += [resource("aws_route_table_association", name, {}, subnet_id=True, route_table_id=True)]
            joint = {key: {"references": [f"{end}.id", end]} for key, end in ends.items()}
            written += [("aws_route_table_association", name, joint)]
    data = {
        "format_version": "1.2",
        "terraform_version": "1.11.0",
        "planned_values": {"root_module": {"resources": [planned for planned, _ in made]}},
        "resource_changes": [change for _, change in made],
        "configuration": {
            "root_module": {
                "resources": [
                    {"address": f"{t}.{n}", "mode": "managed", "type": t, "name": n, "expressions": e}
                    for t, n, e in written
                ]
            }
        },
    }
    return observe(read_plan(json.dumps(data).encode()))


def codes(seen: Observed) -> list[str]:
    made, model = sound(imported(seen, None))
    assert model is not None
    return [finding.code for finding in checked(made, model)]


@pytest.mark.parametrize(
    ("gateway", "leads"),
    [
        ("aws_nat_gateway.out0", "nat-gateway"),
        ("aws_ec2_transit_gateway.hub", "transit-gateway"),
        ("aws_internet_gateway.igw", "internet-gateway"),
    ],
)
def test_gateway_id_leads_to_what_it_names(gateway: str, leads: str) -> None:
    seen = plan("gateway_id", [f"{gateway}.id", gateway])
    rows = {subnet.leads for subnet in seen.subnets if "private" in subnet.address}
    assert rows == {leads}


def test_a_nat_gateway_given_as_gateway_id_is_shared() -> None:
    assert "AG215" in codes(plan("gateway_id", ["aws_nat_gateway.out0.id", "aws_nat_gateway.out0"]))


def test_a_nat_gateway_that_a_route_may_lead_to_is_not_idle() -> None:
    both = ["aws_nat_gateway.out0", "aws_nat_gateway.out1"]
    assert "AG701" not in codes(plan("nat_gateway_id", both, gateways=2))
    assert "AG701" in codes(plan("nat_gateway_id", ["aws_nat_gateway.out0.id", both[0]], gateways=2))
