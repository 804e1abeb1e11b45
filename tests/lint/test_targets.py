"""AG325 on plans: a load balancer's target is closed to it only where all rules of the groups are known."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from archgen.commands._plan_files import examined_plan
from archgen.lint.selection import EVERYTHING
from hand_written_faults import stored

SOUND = stored()["sound"]
ENTRY = "aws_security_group.entry"


def messages(plan: Any) -> list[str]:
    """What AG325 says of a plan."""
    found = examined_plan("plan.json", json.dumps(plan).encode(), EVERYTHING, ()).findings
    return [finding.message for finding in found if finding.code == "AG325"]


def part(plan: Any, address: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The planned values of a resource, and its expressions."""
    planned = plan["planned_values"]["root_module"]["resources"]
    configured = plan["configuration"]["root_module"]["resources"]
    values = next(r["values"] for r in planned if r["address"] == address)
    return values, next(r["expressions"] for r in configured if r["address"] == address)


def with_ingress(rule: dict[str, Any], expression: dict[str, Any] | None = None) -> Any:
    """The sound plan with another rule in the targets' group, on 8080 unless it says so."""
    plan = copy.deepcopy(SOUND)
    values, expressions = part(plan, "aws_security_group.api")
    values["ingress"] = [{"from_port": 8080, "to_port": 8080, "protocol": "tcp", **rule}]
    expressions["ingress"] = [expression or {}]
    return plan


def test_nothing_is_said_where_the_group_lets_the_load_balancer_in() -> None:
    assert messages(SOUND) == []


@pytest.mark.parametrize(
    "rule",
    [
        {"cidr_blocks": ["0.0.0.0/0"]},
        {"cidr_blocks": ["10.0.0.0/16"]},
        {"cidr_blocks": ["10.0.0.0/16"], "protocol": "-1", "from_port": 0, "to_port": 0},
        {"cidr_blocks": ["10.0.0.0/16"], "protocol": "6", "from_port": 1, "to_port": 65535},
    ],
)
def test_a_rule_for_the_subnets_of_the_load_balancer_lets_it_in(rule: dict[str, Any]) -> None:
    assert messages(with_ingress(rule)) == []


@pytest.mark.parametrize(
    "rule",
    [
        {"cidr_blocks": ["192.168.0.0/16"]},
        {"cidr_blocks": ["10.0.0.0/16"], "protocol": "udp"},
        {"cidr_blocks": ["10.0.0.0/16"], "to_port": 8079, "from_port": 8000},
        {"self": True},
        {"ipv6_cidr_blocks": ["2001:db8::/32"]},
        {"ipv6_cidr_blocks": ["::/0"]},
    ],
)
def test_another_rule_does_not(rule: dict[str, Any]) -> None:
    (message,) = messages(with_ingress(rule))
    assert message == (
        "aws_lb.entry: its requests reach aws_autoscaling_group.api on 8080, and aws_security_group.api does "
        f"not let them in; add an ingress rule for 8080 from {ENTRY}"
    )


@pytest.mark.parametrize(
    "reference", ["data.aws_security_group.shared.id", "var.callers", "local.callers", "module.x.group"]
)
def test_a_group_that_the_plan_does_not_explain_may_be_the_load_balancers(reference: str) -> None:
    expression = {"security_groups": {"references": [reference]}}
    assert messages(with_ingress({"security_groups": [None]}, expression)) == []
    assert messages(with_ingress({"security_groups": ["sg-0123456789abcdef0"]})) == []
    lists = {"prefix_list_ids": {"references": [reference]}}
    assert messages(with_ingress({"prefix_list_ids": [None]}, lists)) == []


def test_targets_may_have_more_groups_than_the_plan_has() -> None:
    plan = with_ingress({"cidr_blocks": ["192.168.0.0/16"]})
    _, template = part(plan, "aws_launch_template.api")
    template["vpc_security_group_ids"]["references"].append("data.aws_security_group.shared.id")
    assert messages(plan) == []


def test_a_rule_that_may_be_of_any_group_keeps_the_finding_back() -> None:
    plan = with_ingress({"cidr_blocks": ["192.168.0.0/16"]})
    _, rule = part(plan, "aws_security_group_rule.orders_from_api")
    rule["security_group_id"] = {"references": ["var.group"]}
    assert messages(plan) == []


def network(check: dict[str, Any], *rules: dict[str, Any]) -> Any:
    """The sound plan with UDP over a network load balancer, and these rules in the targets' group."""
    plan = with_ingress({})
    values, expressions = part(plan, "aws_security_group.api")
    values["ingress"] = [{"from_port": 8080, "to_port": 8080, "protocol": "udp", **rule} for rule in rules]
    expressions["ingress"] = [{} for _ in rules]
    part(plan, "aws_lb.entry")[0]["load_balancer_type"] = "network"
    group, _ = part(plan, "aws_lb_target_group.api")
    group.update(protocol="UDP", health_check=[check])
    return plan


def test_health_checks_of_udp_targets_come_over_tcp() -> None:
    everybody = {"cidr_blocks": ["203.0.113.0/24"]}
    (message,) = messages(network({}, everybody))
    assert "its health checks reach aws_autoscaling_group.api on 8080, and" in message
    inside = {"cidr_blocks": ["10.0.0.0/16"], "protocol": "tcp"}
    assert messages(network({}, everybody, inside)) == []
    assert "on 9000, and" in messages(network({"port": "9000"}, everybody, inside))[0]
    assert messages(network({"enabled": False}, everybody)) == []


def test_the_load_balancer_needs_a_way_out() -> None:
    plan = copy.deepcopy(SOUND)
    values, expressions = part(plan, ENTRY)
    block = {"from_port": 8080, "to_port": 8080, "protocol": "tcp", "cidr_blocks": ["10.0.20.0/24"]}
    values["egress"], expressions["egress"] = [block], [{}]
    assert ["let them out" in message for message in messages(plan)] == [True]
    block["cidr_blocks"] = ["10.0.10.0/23"]
    assert messages(plan) == []


def with_rules(*rules: dict[str, Any], type_: str = "aws_vpc_security_group_ingress_rule") -> Any:
    """The sound plan with rules of their own in place of those in the targets' group."""
    plan = with_ingress({})
    values, expressions = part(plan, "aws_security_group.api")
    values["ingress"], expressions["ingress"] = [], []
    root = plan["planned_values"]["root_module"]["resources"]
    configured = plan["configuration"]["root_module"]["resources"]
    for number, rule in enumerate(rules):
        head = {"address": f"{type_}.r{number}", "mode": "managed", "type": type_, "name": f"r{number}"}
        said = {key: {"references": [name]} for key, name in rule.items() if str(name).startswith("aws_")}
        said["security_group_id"] = {"references": ["aws_security_group.api.id"]}
        known = {key: value for key, value in rule.items() if key not in said}
        root.append({**head, "values": known})
        configured.append({**head, "expressions": said})
    return plan


PORT = {"from_port": 8080, "to_port": 8080}


@pytest.mark.parametrize(
    ("type_", "rule", "open_"),
    [
        ("vpc", {**PORT, "ip_protocol": "tcp", "referenced_security_group_id": f"{ENTRY}.id"}, True),
        ("vpc", {**PORT, "ip_protocol": "-1", "cidr_ipv4": "10.0.0.0/16"}, True),
        ("vpc", {"from_port": 1, "to_port": 8079, "ip_protocol": "tcp", "cidr_ipv4": "0.0.0.0/0"}, False),
        ("vpc", {**PORT, "ip_protocol": "tcp", "cidr_ipv6": "::/0"}, False),
        ("vpc", {**PORT, "ip_protocol": "udp", "referenced_security_group_id": f"{ENTRY}.id"}, False),
        ("vpc", {**PORT, "ip_protocol": "tcp", "prefix_list_id": "pl-0123456789abcdef0"}, True),
        ("old", {**PORT, "protocol": "tcp", "source_security_group_id": f"{ENTRY}.id"}, True),
        ("old", {"from_port": 8000, "to_port": 9000, "protocol": "6", "cidr_blocks": ["10.0.0.0/16"]}, True),
        ("old", {**PORT, "protocol": "tcp", "self": True}, False),
        ("old", {**PORT, "protocol": "tcp", "ipv6_cidr_blocks": ["::/0"]}, False),
    ],
)
def test_rules_of_their_own_are_read_in_both_families(type_: str, rule: dict[str, Any], open_: bool) -> None:
    whole = "aws_security_group_rule" if type_ == "old" else "aws_vpc_security_group_ingress_rule"
    given = rule | ({"type": "ingress"} if type_ == "old" else {})
    assert (messages(with_rules(given, type_=whole)) == []) is open_


def test_targets_with_ipv6_addresses_need_a_rule_for_ipv6() -> None:
    plan = with_ingress({"ipv6_cidr_blocks": ["::/0"]})
    part(plan, "aws_lb_target_group.api")[0]["ip_address_type"] = "ipv6"
    assert messages(plan) == []
    part(plan, "aws_security_group.api")[0]["ingress"][0].update(
        cidr_blocks=["10.0.0.0/16"], ipv6_cidr_blocks=[]
    )
    assert len(messages(plan)) == 1


def test_health_checks_of_a_balancer_without_groups_come_from_its_subnets() -> None:
    plan = network({}, {"cidr_blocks": ["203.0.113.0/24"]})
    _, balancer = part(plan, "aws_lb.entry")
    balancer.pop("security_groups", None)
    values, expressions = part(plan, "aws_security_group.api")
    values["ingress"].append(
        {"from_port": 8080, "to_port": 8080, "protocol": "tcp", "security_groups": [None]}
    )
    expressions["ingress"].append({"security_groups": {"references": [f"{ENTRY}.id"]}})
    assert ["health checks" in message for message in messages(plan)] == [True]
    values["ingress"].append(
        {"from_port": 8080, "to_port": 8080, "protocol": "tcp", "cidr_blocks": ["10.0.0.0/16"]}
    )
    expressions["ingress"].append({})
    assert messages(plan) == []


def replicated(*zones: str) -> set[str]:
    """The codes of a database and a read replica of it in these zones."""
    plan = copy.deepcopy(SOUND)
    values, _ = part(plan, "aws_db_instance.orders")
    values.update(multi_az=False, availability_zone=zones[0])
    module, configured = plan["planned_values"]["root_module"], plan["configuration"]["root_module"]
    for side in (module, configured):
        kept = ("aws_db_instance.orders",)
        side["resources"] = [
            r for r in side["resources"] if r["type"] != "aws_db_instance" or r["address"] in kept
        ]
    reader = {"availability_zone": zones[1], "instance_class": values["instance_class"]}
    head = {
        "address": "aws_db_instance.reader",
        "mode": "managed",
        "type": "aws_db_instance",
        "name": "reader",
    }
    module["resources"].append({**head, "values": reader})
    source = {"replicate_source_db": {"references": ["aws_db_instance.orders.identifier"]}}
    configured["resources"].append({**head, "expressions": source})
    found = examined_plan("plan.json", json.dumps(plan).encode(), EVERYTHING, ()).findings
    return {finding.code for finding in found}


def test_a_replica_that_is_pinned_to_its_primarys_zone_is_found() -> None:
    assert "AG220" in replicated("us-east-1a", "us-east-1a")
    assert "AG220" not in replicated("us-east-1a", "us-east-1b")
