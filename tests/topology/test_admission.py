"""Security groups and routes: a pair of components talks on a port if the model says so, and only then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

import pytest

from archgen.model.kinds import Copy
from archgen.render.outputs.terraform.parts import Stack
from archgen.render.outputs.terraform.resources.traffic import Rule, groups
from archgen.topology.routes.crossing import home_subnet
from archgen.topology.routes.paths import all_paths
from archgen.topology.routes.routing import walker
from models import brief
from terraforming import kept, networks, view_of

KEPT = kept()
MODELS = {
    "brief": brief(),
    **networks(),
    **{name: KEPT[name] for name in ("two-regions", "microservices", "nlb", "ecs-efs", "pinned")},
}
PORTS = (22, 80, 389, 443, 3000, 5432, 8000, 8080, 9200, 9999)


def placed(stack: Stack) -> list[Copy]:
    """The copies with a security group."""
    copies = stack.topology.copies.values()
    return [copy for copy in copies if not copy.role and (part := stack.part_of(copy)) and part.group]


def rules_of(stack: Stack) -> dict[str, list[Rule]]:
    places = [place for place in stack.places if not place.light]
    return {group.label: list(group.rules) for place in places for group in groups(stack, place)}


def matches(stack: Stack, rule: Rule, peer: Copy, port: int) -> bool:
    part = stack.part_of(peer)
    if rule.protocol not in ("tcp", "-1") or (rule.ports and not rule.ports[0] <= port <= rule.ports[1]):
        return False
    if found := re.search(r"aws_security_group\.(\w+)\.id", rule.peer):
        return part is not None and found[1] == part.group
    if found := re.search(r'cidr_ipv4 = "([^"]+)"', rule.peer):
        block = ip_network(found[1])
        if block.prefixlen == 0:
            return False  # the internet: what is open to all of it is open to everybody
        own = (stack.topology.subnets[f"{peer.row}@{zone}"].cidr for zone in peer.zones)
        return any(block.supernet_of(subnet) for subnet in own)
    return False


def admitted(stack: Stack, rules: dict[str, list[Rule]], source: Copy, target: Copy, port: int) -> bool:
    """Whether both groups let a connection pass, and the network carries it."""
    first, second = stack.part_of(source), stack.part_of(target)
    assert first is not None and second is not None
    out = (rule for rule in rules[first.group or ""] if rule.direction == "egress")
    into = (rule for rule in rules[second.group or ""] if rule.direction == "ingress")
    if not any(matches(stack, rule, target, port) for rule in out):
        return False
    if not any(matches(stack, rule, source, port) for rule in into):
        return False
    ends = home_subnet(stack.topology, source), home_subnet(stack.topology, target)
    return source.vpc == target.vpc or walker(stack.topology).walk(ends[0] or "", ends[1] or "").carried


def said(stack: Stack) -> set[tuple[str, str, int]]:
    """What the model says: component to component, by port."""
    found = set()
    for path in all_paths(stack.topology):
        connection = path.connection
        if path.broken is None and connection.protocol != "udp":
            ports = stack.ports(connection) or PORTS
            found |= {(connection.source, connection.target, port) for port in ports}
    return found


def wrong(data: Any) -> Iterator[tuple[str, str, int, bool]]:
    stack = Stack(view_of(data))
    rules, expected, copies = rules_of(stack), said(stack), placed(stack)
    answers: dict[tuple[str, str, int], bool] = {}
    for source in copies:
        for target in copies:
            if source.component != target.component:
                for port in PORTS:
                    key = (source.component, target.component, port)
                    answers[key] = answers.get(key, False) or admitted(stack, rules, source, target, port)
    for (first, second, port), answer in answers.items():
        by_service = any(stack.topology.components[id].kind == "vpc-endpoint" for id in (first, second))
        private_link = any(getattr(c, "to", None) == second for c in stack.topology.components.values())
        if not by_service and not private_link and answer != ((first, second, port) in expected):
            yield first, second, port, answer


@pytest.mark.parametrize("name", MODELS)
def test_a_pair_talks_on_a_port_if_the_model_says_so_and_only_then(name: str) -> None:
    assert list(wrong(MODELS[name])) == []
