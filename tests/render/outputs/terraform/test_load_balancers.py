"""Load balancers, their listeners and their target groups."""

from __future__ import annotations

import re
from typing import Any

from models import brief, small
from terraforming import blocks, configuration, entries, kept, networks, remembered

MODELS = kept()
BRIEF = configuration(brief())


def test_each_region_has_its_own_load_balancer_behind_one_name() -> None:
    records = blocks(configuration(MODELS["replicas-in-two-regions"]), "aws_route53_record")
    near, far = records["dns_to_web_lb"], records["dns_to_web_lb_eu_central_1"]
    assert (
        'name           = "web-lb.app.example.com"' in near
        and 'name           = "web-lb.app.example.com"' in far
    )
    assert "latency_routing_policy" in near and 'set_identifier = "eu-central-1"' in far


def test_a_web_acl_of_a_distribution_has_another_one_for_load_balancers() -> None:
    data = brief()
    data["components"]["firewall"] = {"kind": "waf"}
    data["components"]["admin-lb"] = {"kind": "alb", "subnets": "web"}
    data["connections"] += ["firewall -> cdn", "firewall -> admin-lb", {"client -> igw -> admin-lb": 443}]
    files = configuration(data)
    acls = blocks(files, "aws_wafv2_web_acl")
    assert 'scope       = "CLOUDFRONT"' in acls["firewall"]
    assert 'scope       = "REGIONAL"' in acls["firewall_regional"]
    association = blocks(files, "aws_wafv2_web_acl_association")["firewall_admin_lb"]
    assert "aws_wafv2_web_acl.firewall_regional.arn" in association


def test_instances_that_serve_the_same_are_balanced() -> None:
    files = configuration(kept()["pair-of-instances"])
    (group,) = entries(files, "aws_lb_target_group")
    attached = blocks(files, "aws_lb_target_group_attachment").values()
    assert sorted(re.findall(r"aws_instance\.(\w+)\.id", "\n".join(attached))) == ["archive_a", "archive_b"]
    assert {re.findall(r'aws_lb_target_group\.main\["(.*)"\]\.arn', text)[0] for text in attached} == {group}
    assert not blocks(files, "aws_lb_listener_rule")


def test_a_load_balancer_behind_another_one_is_its_target() -> None:
    data = brief()
    data["components"]["fixed"] = {"kind": "nlb", "subnets": "web"}
    data["connections"] += [{"client -> igw -> fixed": 443}, {"fixed -> web-lb": 443}]
    files = configuration(data)
    group = blocks(files, "aws_lb_target_group")["fixed_to_web_lb_443"]
    assert re.findall(r'target_type += "(\w+)"|^    protocol += "(\w+)"', group, re.MULTILINE) == [
        ("alb", ""),
        ("", "HTTPS"),
    ]
    attached = blocks(files, "aws_lb_target_group_attachment")["fixed_to_web_lb_443"]
    assert 'aws_lb.main["web-lb"].arn' in attached and '[aws_lb_listener.main["web-lb-443"]]' in attached


def test_a_target_group_that_takes_another_s_place_has_another_name() -> None:
    data = brief()
    one = set(entries(BRIEF, "aws_lb_target_group"))
    data["components"]["app"] |= {"kind": "ecs-service"}
    del data["components"]["app"]["instance_type"]
    other = set(entries(configuration(data), "aws_lb_target_group"))
    assert one - other == {"app-lb-app-8000"} and other - one == {"app-lb-app-8000-ip"}


def test_several_load_balancers_of_a_vpc_are_entries_and_a_single_one_is_not() -> None:
    assert set(entries(BRIEF, "aws_lb_listener")) == {"web-lb-443", "app-lb-8000"}
    (balancers,) = blocks(BRIEF, "aws_lb").values()
    assert "web-lb = { internal = false }, app-lb = { internal = true }" in balancers
    assert "each.value.internal ? [for subnet in aws_subnet.app : subnet.id]" in balancers
    alone = configuration(small(connections=[{"client -> igw -> lb": 443}, {"lb -> app": 8080}]))
    assert set(blocks(alone, "aws_lb")) == {"lb"} and set(blocks(alone, "aws_lb_listener")) == {"lb_443"}


def test_load_balancers_whose_subnets_a_plan_would_not_tell_apart_are_resources_of_their_own() -> None:
    assert set(blocks(configuration(another_row()), "aws_lb")) == {"web_lb", "app_lb", "admin_lb"}


def test_a_load_balancer_moves_when_another_one_comes_and_when_they_are_told_apart_no_more() -> None:
    first = small(connections=[{"client -> igw -> lb": 443}, {"lb -> app": 8080}])
    second = small(
        components={"inner": {"kind": "alb", "subnets": "app"}},
        connections=[*first["connections"], "app -> inner", {"inner -> app": 8081}],
    )
    moved = configuration(second, remembered(first))["moved.tf"]
    assert 'from = aws_lb.lb\n  to   = aws_lb.main["lb"]' in moved
    moved = configuration(another_row(), remembered(brief()))["moved.tf"]
    assert 'from = aws_lb.main["web-lb"]\n  to   = aws_lb.web_lb' in moved
    assert 'from = aws_lb_listener.main["web-lb-443"]\n  to   = aws_lb_listener.web_lb_443' in moved


def test_listeners_with_certificates_that_exist_are_resources_of_their_own() -> None:
    files = configuration(networks()["hybrid"])
    assert set(blocks(files, "aws_lb")) == {"main"}
    assert "main" not in blocks(files, "aws_lb_listener")  # a plan would not show which target each has


def test_a_listener_that_redirects_is_a_resource_of_its_own() -> None:
    data = brief()
    data["connections"].append({"client -> igw -> web-lb": 80})
    files = configuration(data)
    assert 'type = "redirect"' in blocks(files, "aws_lb_listener")["web_lb_80"]
    assert 'aws_lb.main["web-lb"].arn' in blocks(files, "aws_lb_listener")["web_lb_80"]
    assert set(blocks(files, "aws_lb_listener")) == {"main", "web_lb_80"}


def another_row() -> Any:
    """The brief with a second internal load balancer, in other subnets than the first."""
    data = brief()
    data["components"]["admin-lb"] = {"kind": "alb", "subnets": "db"}
    data["connections"] += ["web -> admin-lb", "admin-lb -> app"]
    return data
