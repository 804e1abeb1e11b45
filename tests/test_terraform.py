"""What the Terraform says, read as text; whether terraform takes it is in test_terraform_runs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from archgen.outputs.terraform.layout import balanced, by_name, sections, tidy
from archgen.outputs.terraform.names import Labels, fit
from models import brief, small
from terraforming import blocks, configuration, notes

BRIEF = configuration(brief())


def rules(files: dict[str, str], direction: str) -> set[str]:
    return set(blocks(files, f"aws_vpc_security_group_{direction}_rule"))


def test_security_groups_admit_the_connections_of_the_model_and_nothing_else() -> None:
    assert rules(BRIEF, "ingress") == {
        "web_lb_from_cdn_443",
        "web_from_web_lb_3000",
        "app_lb_from_web_8000",
        "app_from_app_lb_8000",
        "orders_from_app_5432",
    }


def test_what_runs_an_image_may_also_reach_its_platform() -> None:
    assert rules(BRIEF, "egress") == {
        "web_lb_to_web_3000",
        "web_to_app_lb_8000",
        "web_to_internet_443",
        "app_lb_to_app_8000",
        "app_to_orders_5432",
        "app_to_sessions_443",
        "app_to_partners_443",
    }


def test_one_rule_stands_for_two_reasons_to_reach_the_internet() -> None:
    rule = blocks(BRIEF, "aws_vpc_security_group_egress_rule")["app_to_partners_443"]
    assert "app -> partners; app -> its platform" in rule


def test_an_origin_admits_cloudfront_only_and_on_one_port() -> None:
    rule = blocks(BRIEF, "aws_vpc_security_group_ingress_rule")["web_lb_from_cdn_443"]
    assert "prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id" in rule
    assert rule.count("_port") == 2


def test_only_the_frontend_in_the_public_row_has_public_addresses() -> None:
    templates = blocks(BRIEF, "aws_launch_template")
    assert "associate_public_ip_address = true" in templates["web"]
    assert "associate_public_ip_address = false" in templates["app"]
    assert "map_public_ip_on_launch" not in BRIEF["network.tf"]


def test_each_private_subnet_leaves_by_the_gateway_of_its_own_zone() -> None:
    route = blocks(BRIEF, "aws_route")["app"]
    assert "for_each = aws_route_table.app" in route
    assert "nat_gateway_id         = aws_nat_gateway.nat[each.key].id" in route


def test_isolated_subnets_have_no_default_route() -> None:
    assert set(blocks(BRIEF, "aws_route")) == {"web", "app"}


def test_a_single_gateway_serves_the_zones_that_have_none() -> None:
    data = brief()
    data["components"]["nat"]["per"] = "region"
    route = blocks(configuration(data), "aws_route")["app"]
    assert 'us-east-1b = aws_nat_gateway.nat["us-east-1a"].id' in route


def test_a_password_is_rds_s_own_where_rds_allows_it() -> None:
    with_replica = blocks(BRIEF, "aws_db_instance")["orders"]
    assert "password_wo" in with_replica and "manage_master_user_password" not in with_replica
    alone = brief()
    alone["components"]["orders"]["read_replicas"] = 0
    without = blocks(configuration(alone), "aws_db_instance")["orders"]
    assert "manage_master_user_password   = true" in without and "password_wo" not in without


def test_a_service_is_told_of_what_it_may_connect_to() -> None:
    template = blocks(BRIEF, "aws_launch_template")["app"]
    assert re.search(r"ORDERS_HOST +=", template) and re.search(r"SESSIONS_TABLE +=", template)
    assert "ORDERS_PASSWORD = { arn" in template


def test_a_group_without_service_runs_a_placeholder() -> None:
    files = configuration(small(connections=[{"client -> igw -> lb": 443}, {"lb -> app": 8080}]))
    template = blocks(files, "aws_launch_template")["app"]
    assert "placeholder.sh.tftpl" in template and 'ports     = "8080"' in template
    assert "user-data/placeholder.sh.tftpl" in files and "user-data/service.sh.tftpl" not in files


def test_variables_and_outputs_are_in_order_and_described() -> None:
    for name in ("variables", "outputs"):
        text = BRIEF[f"{name}.tf"]
        found = re.findall(r'^\w+ "(\w+)"', text, re.MULTILINE)
        assert found == sorted(found) and len(found) == text.count("description =")


def test_a_kind_without_terraform_is_named() -> None:
    data = brief()
    data["components"]["reports"] = {"kind": "custom", "icon": "aws.analytics.Athena"}
    assert notes(data) == ["no Terraform yet for: custom"]
    assert notes(brief()) == []


def test_skips_of_checkov_are_ten_at_most_and_have_reasons() -> None:
    text = "".join(BRIEF.values())
    skips = re.findall(r"checkov:skip=\w+: \S.{10,}", text)
    assert len(skips) == text.count("checkov:skip") <= 10


@pytest.mark.parametrize("limit", [32, 63])
def test_long_names_fit_and_stay_apart(limit: int) -> None:
    one, other = fit("a" * 80 + "-x", limit), fit("a" * 80 + "-y", limit)
    assert len(one) <= limit and len(other) <= limit and one != other
    assert fit("short-name", limit) == "short-name"
    assert not re.search(r"--|^-|-$", fit("a--b-", limit))


def test_labels_that_run_together_are_kept_apart() -> None:
    labels = Labels()
    assert labels.of("a-b", "c") == "a_b_c"
    assert labels.of("a", "b-c") != "a_b_c"
    assert labels.of("a-b", "c") == "a_b_c"


def test_neighbouring_arguments_are_aligned() -> None:
    assert tidy('a {\n\n  b = 1\n  long = "x = {"\n\n\n  c = [\n    1,\n  ]\n  d = 2\n\n}\n\n') == (
        'a {\n  b    = 1\n  long = "x = {"\n\n  c = [\n    1,\n  ]\n  d = 2\n}\n'
    )


def test_brackets_in_quotes_are_text() -> None:
    assert balanced('"{"') and balanced('f("\\"[")') and not balanced("f([")


def test_a_template_s_parts_go_to_the_files_that_they_name() -> None:
    assert list(sections("x\n#> a\n1\n#> b\n2")) == [("a", "1"), ("b", "2")]


def test_blocks_are_listed_by_name_and_once() -> None:
    text = 'output "b" {\n}\n\noutput "a" {\n}\n\noutput "b" {\n}'
    assert by_name(text) == 'output "a" {\n}\n\noutput "b" {\n}\n'


def test_the_same_model_gives_the_same_bytes() -> None:
    again: dict[str, Any] = configuration(brief())
    assert again == BRIEF
