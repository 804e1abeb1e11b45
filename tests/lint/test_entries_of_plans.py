"""AG325 of listeners and AG402 of NAT instances: what a plan's security groups close and open."""

from __future__ import annotations

import copy
import gzip
import json
from typing import Any

import pytest

from archgen.commands._plan_files import examined_plan
from archgen.lint.selection import EVERYTHING
from hand_written_faults import stored
from plan_cases import CASES

SOUND = stored()["sound"]
NAT = json.loads(gzip.decompress(next((CASES / "natinstance").glob("*.json.gz")).read_bytes()))
TCP = {"protocol": "tcp"}


def found(plan: Any, code: str) -> list[tuple[str, str]]:
    """What a rule says of a plan, with its severity."""
    findings = examined_plan("plan.json", json.dumps(plan).encode(), EVERYTHING, ()).findings
    return [(finding.severity, finding.message) for finding in findings if finding.code == code]


def resources(plan: Any) -> list[dict[str, Any]]:
    """The planned resources, with the planned values."""
    listed: list[dict[str, Any]] = plan["planned_values"]["root_module"]["resources"]
    return listed


def with_ingress(plan: Any, group: str, *rules: dict[str, Any]) -> Any:
    """A plan with these rules in a security group, and no other ingress."""
    made = copy.deepcopy(plan)
    for values in values_of(made, group):
        values["ingress"] = [{"from_port": 0, "to_port": 0, **rule} for rule in rules]
    (configured,) = (r for r in made["configuration"]["root_module"]["resources"] if r["address"] == group)
    configured["expressions"]["ingress"] = [{} for _ in rules]
    return made


def values_of(plan: Any, address: str) -> list[dict[str, Any]]:
    """The values of a resource, wherever a plan has them."""
    planned = [r["values"] for r in resources(plan) if r["address"] == address]
    changes = plan.get("resource_changes", ())
    return [*planned, *(r["change"]["after"] for r in changes if r["address"] == address)]


def entry(*rules: dict[str, Any], **changes: Any) -> Any:
    """The sound plan with these rules in the group of its load balancer."""
    plan = with_ingress(SOUND, "aws_security_group.entry", *rules)
    for values in values_of(plan, "aws_lb.entry"):
        values.update(changes)
    return plan


def port(number: int, last: int | None = None, **rule: Any) -> dict[str, Any]:
    return {"from_port": number, "to_port": last or number, "cidr_blocks": ["0.0.0.0/0"], **TCP, **rule}


def test_a_listener_that_the_group_admits_nobody_to_is_found() -> None:
    (finding,) = found(entry(port(80)), "AG325")
    assert finding == (
        "error",
        "aws_lb.entry: it listens on 443, and aws_security_group.entry lets nobody in there; "
        "add an ingress rule for 443",
    )


@pytest.mark.parametrize(
    "rule",
    [
        port(0),  # of TCP that is port 0 alone
        port(443, protocol="udp"),
        port(444, 65535),
    ],
)
def test_a_rule_for_something_else_does_not_open_it(rule: dict[str, Any]) -> None:
    assert [severity for severity, _ in found(entry(rule), "AG325")] == ["error"]


@pytest.mark.parametrize(
    "rule",
    [
        port(443),
        port(400, 500, protocol="6"),
        port(0, protocol="-1"),
        port(443, cidr_blocks=["203.0.113.0/24"]),
        port(443, cidr_blocks=[], ipv6_cidr_blocks=["::/0"]),
        port(443, cidr_blocks=[], self=True),
    ],
)
def test_whoever_is_let_in_opens_it(rule: dict[str, Any]) -> None:
    assert found(entry(rule), "AG325") == []


def test_a_load_balancer_that_admits_nobody_at_all_is_said_to_be_unconnected() -> None:
    assert found(entry(), "AG325") == []
    assert found(entry(), "AG314") == [
        ("error", "aws_lb.entry: nothing connects to entry; add a connection to it, or remove it")
    ]


def test_a_rule_that_may_be_of_any_group_keeps_the_finding_back() -> None:
    plan = entry(port(80))
    head = {"mode": "managed", "type": "aws_security_group_rule", "name": "r"}
    values = {**port(443), "type": "ingress"}
    resources(plan).append({"address": "aws_security_group_rule.r", **head, "values": values})
    said = {"security_group_id": {"references": ["var.group"]}}
    plan["configuration"]["root_module"]["resources"].append(
        {"address": "aws_security_group_rule.r", **head, "expressions": said}
    )
    assert found(plan, "AG325") == []


def listening(*listeners: tuple[int, str], rules: tuple[dict[str, Any], ...], **changes: Any) -> Any:
    """The sound plan with more listeners."""
    plan = entry(*rules, **changes)
    configured = plan["configuration"]["root_module"]["resources"]
    (first,) = (r for r in resources(plan) if r["type"] == "aws_lb_listener")
    (said,) = (r for r in configured if r["type"] == "aws_lb_listener")
    for number, (port_, protocol) in enumerate(listeners):
        name = {"name": f"more{number}", "address": f"aws_lb_listener.more{number}"}
        resources(plan).append({**first, **name, "values": {"port": port_, "protocol": protocol}})
        configured.append({**said, **name})
    return plan


def test_one_listener_of_several_that_is_closed_is_a_warning() -> None:
    plan = listening((8443, "HTTPS"), rules=(port(443),))
    (finding,) = found(plan, "AG325")
    assert finding[0] == "warning" and "it listens on 8443, and" in finding[1]
    assert found(listening((8443, "HTTPS"), rules=(port(443), port(8443))), "AG325") == []


def test_a_network_load_balancer_listens_in_its_protocols() -> None:
    network = {"load_balancer_type": "network"}
    rules = (port(443), port(53))
    (finding,) = found(listening((53, "TCP_UDP"), rules=rules, **network), "AG325")
    assert "it listens on 53/udp, and" in finding[1]
    assert (
        found(listening((53, "TCP_UDP"), rules=(*rules, port(53, protocol="17")), **network), "AG325") == []
    )


def test_what_comes_through_private_link_may_need_no_rule() -> None:
    private_link = "enforce_security_group_inbound_rules_on_private_link_traffic"
    plan = entry(port(80), load_balancer_type="network", **{private_link: "off"})
    assert found(plan, "AG325") == []
    assert len(found(entry(port(80), load_balancer_type="network", **{private_link: "on"}), "AG325")) == 1


def nat(*rules: dict[str, Any]) -> list[tuple[str, str]]:
    """What AG402 says of a NAT instance with these rules."""
    return found(with_ingress(NAT, "aws_security_group.nat", *rules), "AG402")


def test_a_nat_instance_that_is_open_to_the_internet_is_found() -> None:
    (finding,) = nat(port(0, protocol="-1"))
    assert finding == (
        "error",
        "aws_instance.nat: client may open every port, including 22 (SSH) and 3389 (Remote Desktop), of nat; "
        "use Session Manager, which needs no open port",
    )
    ((_, shell),) = nat(port(22, cidr_blocks=[], ipv6_cidr_blocks=["::/0"]))
    assert shell.startswith("aws_instance.nat: client may open 22 (SSH) of nat; ")


@pytest.mark.parametrize(
    "rule",
    [
        port(0, protocol="-1", cidr_blocks=["10.0.0.0/16"]),
        port(443),
        port(22, cidr_blocks=["203.0.113.0/24"]),
        port(0, 65535, protocol="udp"),
    ],
)
def test_a_nat_instance_that_admits_its_subnets_or_no_shell_is_not(rule: dict[str, Any]) -> None:
    assert nat(rule) == []
