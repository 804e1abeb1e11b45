"""A security group that nothing has: who admits only that is reached by nobody, and the finding says so."""

from __future__ import annotations

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from archgen.commands._plan_files import examined_plan
from archgen.lint.selection import EVERYTHING

FILE = Path(__file__).parents[1] / "cases" / "plans" / "idlegroup" / "plan.json.gz"
PLAN = json.loads(gzip.decompress(FILE.read_bytes()))
CLIENTS = {"references": ["aws_security_group.cacheclients.id", "aws_security_group.cacheclients"]}


def unused(plan: Any) -> list[str]:
    found = examined_plan("plan.json", json.dumps(plan).encode(), EVERYTHING, ()).findings
    return [finding.message for finding in found if finding.code == "AG801"]


def edited() -> tuple[Any, Any, dict[str, dict[str, Any]]]:
    """A copy of the plan, its configuration, and the expressions of its resources by address."""
    plan = copy.deepcopy(PLAN)
    root = plan["configuration"]["root_module"]
    return plan, root, {each["address"]: each["expressions"] for each in root["resources"]}


def test_the_group_that_nothing_has_is_named() -> None:
    assert unused(PLAN) == [
        "aws_elasticache_replication_group.sessions: sessions admits only aws_security_group.cacheclients, "
        "and nothing has that security group; give it to what uses sessions, or admit the group of that"
    ]


def test_a_group_that_an_output_gives_away_may_be_used_elsewhere() -> None:
    plan, root, _ = edited()
    root["outputs"] = {"cache_clients": {"expression": CLIENTS}}
    assert unused(plan) == []


@pytest.mark.parametrize(
    ("type_", "attribute"),
    [("aws_glue_connection", "security_group_id_list"), ("aws_ssm_parameter", "value")],
)
def test_a_group_of_something_that_archgen_does_not_know_is_used(type_: str, attribute: str) -> None:
    plan, root, _ = edited()
    plan["planned_values"]["root_module"]["resources"].append(
        {"address": f"{type_}.x", "mode": "managed", "type": type_, "name": "x", "values": {}}
    )
    root["resources"].append(
        {"address": f"{type_}.x", "mode": "managed", "type": type_, "name": "x"}
        | {"expressions": {attribute: CLIENTS}}
    )
    assert unused(plan) == []


def test_a_client_that_has_the_group_is_connected() -> None:
    plan, _, expressions = edited()
    groups = expressions["aws_launch_template.app"]["vpc_security_group_ids"]["references"]
    groups += CLIENTS["references"]
    assert unused(plan) == []


def test_the_zones_in_a_local_are_no_security_groups() -> None:
    plan, _, expressions = edited()
    expressions["aws_subnet.public"]["availability_zone"] = {"references": ["local.zones", "count.index"]}
    assert len(unused(plan)) == 1


@pytest.mark.parametrize("peer", ["self", "cidr_ipv4", "cidr_ipv6", "prefix_list_id"])
def test_who_admits_somebody_else_too_is_not_said_to_admit_nobody(peer: str) -> None:
    plan, _, expressions = edited()
    resources = plan["planned_values"]["root_module"]["resources"]
    rule = next(r for r in resources if r["address"] == "aws_vpc_security_group_ingress_rule.cache")
    also = copy.deepcopy(rule) | {"address": "aws_vpc_security_group_ingress_rule.more", "name": "more"}
    value = {"cidr_ipv4": "192.0.2.0/24", "cidr_ipv6": "2001:db8::/32"}.get(peer)
    also["values"] |= {peer: value} if value else {}
    own = "security_group_id"
    said = {own: expressions["aws_vpc_security_group_ingress_rule.cache"][own]}
    if peer == "self":
        said["referenced_security_group_id"] = said[own]
    if peer == "prefix_list_id":
        said[peer] = {
            "references": ["aws_ec2_managed_prefix_list.office.id", "aws_ec2_managed_prefix_list.office"]
        }
    resources.append(also)
    plan["configuration"]["root_module"]["resources"].append(
        {
            "address": also["address"],
            "mode": "managed",
            "type": also["type"],
            "name": "more",
            "expressions": said,
        }
    )
    assert [message for message in unused(plan) if "admits only" in message] == (
        [] if peer != "self" else unused(PLAN)
    )
