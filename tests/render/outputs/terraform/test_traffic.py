"""Who may connect to whom, and by which routes: security groups, their rules, routes and addresses."""

from __future__ import annotations

import re

from models import brief
from terraforming import blocks, calls, configuration, entries, kept

MODELS = kept()
BRIEF = configuration(brief())
GROUPS = "modules/auto-scaling-group/main.tf"


def rules(files: dict[str, str], direction: str) -> set[str]:
    return set(entries(files, f"aws_vpc_security_group_{direction}_rule"))


def test_security_groups_admit_the_connections_of_the_model_and_nothing_else() -> None:
    assert rules(BRIEF, "ingress") == {
        "web-lb-from-cdn-443",
        "web-from-web-lb-3000",
        "app-lb-from-web-8000",
        "app-from-app-lb-8000",
        "orders-from-app-5432",
    }


def test_what_runs_an_image_may_also_reach_its_platform() -> None:
    assert rules(BRIEF, "egress") == {
        "web-lb-to-web-3000",
        "web-to-app-lb-8000",
        "web-to-internet-443",
        "app-lb-to-app-8000",
        "app-to-orders-5432",
        "app-to-sessions-443",
        "app-to-partners-443",
    }


def test_one_rule_stands_for_two_reasons_to_reach_the_internet() -> None:
    rule = entries(BRIEF, "aws_vpc_security_group_egress_rule")["app-to-partners-443"]
    assert "app -> partners; app -> its platform" in rule


def test_an_origin_admits_cloudfront_only_and_on_one_port() -> None:
    rule = entries(BRIEF, "aws_vpc_security_group_ingress_rule")["web-lb-from-cdn-443"]
    assert 'list = "com.amazonaws.global.cloudfront.origin-facing", port = 443,' in rule
    every = entries(BRIEF, "aws_vpc_security_group_ingress_rule").values()
    assert ["cloudfront" in each for each in every].count(True) == 1


def test_only_the_frontend_in_the_public_row_has_public_addresses() -> None:
    assert re.search(r"public_addresses +?= true", calls(BRIEF)["web"])
    assert "public_addresses" not in calls(BRIEF)["app"]
    assert "associate_public_ip_address = var.public_addresses" in BRIEF[GROUPS]
    assert "map_public_ip_on_launch" not in BRIEF["network.tf"]


def test_each_private_subnet_leaves_by_the_gateway_of_its_own_zone() -> None:
    route = blocks(BRIEF, "aws_route")["app"]
    assert re.search(r"for_each += aws_route_table.app$", route, re.MULTILINE)
    assert "nat_gateway_id         = aws_nat_gateway.nat[each.key].id" in route


def test_isolated_subnets_have_no_default_route() -> None:
    assert set(blocks(BRIEF, "aws_route")) == {"web", "app"}


def test_a_single_gateway_serves_the_zones_that_have_none() -> None:
    data = brief()
    data["components"]["nat"]["per"] = "region"
    route = blocks(configuration(data), "aws_route")["app"]
    assert 'us-east-1b = aws_nat_gateway.nat["us-east-1a"].id' in route


def test_a_worker_has_no_port_mapping_and_no_door() -> None:
    files = configuration(MODELS["workers"])
    assert (
        len(re.findall(r"^  ports +=", files["compute.tf"], re.MULTILINE)) == 1
    )  # of `watched`, whose metrics are read
    assert "aws_lb" not in "".join(files.values())
    assert rules(files, "ingress") == {"watched-from-metrics-9100"}


def test_nobody_is_let_in_for_a_custom_component_whose_addresses_are_not_known() -> None:
    data = brief()
    data["components"]["vpn"] = {"kind": "custom", "label": "Site-to-site VPN"}
    data["connections"].append({"vpn -> app-lb": 8000})
    found = rules(configuration(data), "ingress")
    assert [label for label in found if "vpn" in label] == []
    assert "app-lb-from-web-8000" in found
