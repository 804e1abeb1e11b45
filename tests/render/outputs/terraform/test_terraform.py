"""What the Terraform says, read as text; whether terraform takes it is in test_terraform_runs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from archgen.model.kinds import kind_class, kinds
from archgen.model.kinds.category import OUTSIDE, Category
from archgen.render.outputs.terraform.layout import balanced, by_name, sections, tidy
from archgen.render.outputs.terraform.names import TAILS, Labels, fit, own
from archgen.render.templating import exists
from models import ROOT, brief, small
from terraforming import alarms, blocks, calls, configuration, entries, kept, notes, root

MODELS = kept()
BRIEF = configuration(brief())
GROUPS = "modules/auto-scaling-group/main.tf"
GROUPS_VARIABLES = "modules/auto-scaling-group/variables.tf"
IN_A_MODULE = ("_image", "_instance_type", "_handler", "_package")
"""How the names of variables end that are passed to a module as they are."""
BY_PROVIDER = ("_price_class",)
"""How the names of variables end whose values the provider checks when it plans."""


def rules(files: dict[str, str], direction: str) -> set[str]:
    return set(entries(files, f"aws_vpc_security_group_{direction}_rule"))


def test_who_queries_with_athena_may_read_what_it_reads() -> None:
    policy = calls(configuration(kept()["stores"]))["app"]
    assert '"${module.lake.arn}/*"' in policy or "lake.arn}/*" in policy
    assert '"s3:GetObject"' in policy and "s3:PutObject" not in policy
    assert '"glue:GetTable"' in policy and ":table/*/*" in policy
    data = kept()["stores"]
    data["connections"] = [line for line in data["connections"] if "queries" not in str(line)]
    alone = calls(configuration(data))["app"]
    assert "s3:GetObject" not in alone and "glue:GetTable" not in alone


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


def test_a_password_is_rds_s_own_where_rds_allows_it() -> None:
    with_replica = blocks(BRIEF, "aws_db_instance")["orders"]
    assert "password_wo" in with_replica and "manage_master_user_password" not in with_replica
    alone = brief()
    alone["components"]["orders"]["read_replicas"] = 0
    without = blocks(configuration(alone), "aws_db_instance")["orders"]
    assert "manage_master_user_password   = true" in without and "password_wo" not in without


def test_a_service_is_told_of_what_it_may_connect_to() -> None:
    template = calls(BRIEF)["app"]
    assert re.search(r"ORDERS_HOST +=", template) and re.search(r"SESSIONS_TABLE +=", template)
    assert "ORDERS_PASSWORD = { arn" in template


def test_a_group_without_service_runs_a_placeholder() -> None:
    files = configuration(small(connections=[{"client -> igw -> lb": 443}, {"lb -> app": 8080}]))
    assert "ports = [8080]" in calls(files)["app"]
    assert "user-data/placeholder.sh.tftpl" in files


def test_a_worker_has_no_port_mapping_and_no_door() -> None:
    files = configuration(MODELS["workers"])
    assert (
        len(re.findall(r"^  ports +=", files["compute.tf"], re.MULTILINE)) == 1
    )  # of `watched`, whose metrics are read
    assert "aws_lb" not in "".join(files.values())
    assert rules(files, "ingress") == {"watched-from-metrics-9100"}


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
    assert tidy('a {\n\n  b = 1\n  long = "x = {"\n\n\n  c {\n    d = 1\n    e = 1\n  }\n\n}\n\n') == (
        'a {\n  b    = 1\n  long = "x = {"\n\n  c {\n    d = 1\n    e = 1\n  }\n}\n'
    )


def test_what_fits_is_on_one_line() -> None:
    statement = '{\n Sid = "A"\n Action = [\n "b:C",\n "b:D",\n ]\n Resource = x.arn\n }'
    one_line = '{ Sid = "A", Action = ["b:C", "b:D"], Resource = x.arn }'
    assert tidy(f"a {{\n s = [\n {statement},\n {statement},\n ]\n}}\n") == (
        f"a {{\n  s = [\n    {one_line},\n    {one_line},\n  ]\n}}\n"
    )
    assert tidy(f"a {{\n s = [\n {statement},\n ]\n}}\n") == f"a {{\n  s = [{one_line}]\n}}\n"
    long = f'{{\n Sid = "{"A" * 180}"\n Action = "b"\n }}'
    assert tidy(f"a {{\n s = [\n {long},\n ]\n}}\n").count("\n") == 8
    noted = f"a {{\n s = [\n # why\n {statement},\n ]\n}}\n"
    assert tidy(noted) == f"a {{\n  s = [\n    # why\n    {one_line},\n  ]\n}}\n"


def test_a_blank_line_is_between_blocks_and_not_between_lines_that_belong_together() -> None:
    assert tidy("r {\n  for_each = x\n\n  a = 1\n\n  b { c = 2 }\n\n  depends_on = [d]\n}\n") == (
        "r {\n  for_each = x\n  a        = 1\n  b { c = 2 }\n  depends_on = [d]\n}\n"
    )
    lookups = 'data "a" "b" {\n  c = 1\n}\n\ndata "a" "d" {\n  c = 2\n}\n\nresource "e" "f" {\n  g = 1\n}\n'
    assert tidy(lookups) == (
        'data "a" "b" { c = 1 }\ndata "a" "d" { c = 2 }\n\nresource "e" "f" {\n  g = 1\n}\n'
    )
    kept = "r {\n  a = 1\n\n  # why\n  b { c = 2 }\n\n  d {\n    e = 1\n    f = 2\n  }\n\n  g { h = 3 }\n}\n"
    assert tidy(kept) == kept
    grouped = "r {\n  a = 1\n\n  b = 2\n}\n"
    assert tidy(grouped) == grouped


def test_brackets_in_quotes_are_text() -> None:
    assert balanced('"{"') and balanced('f("\\"[")') and not balanced("f([")


def test_a_template_s_parts_go_to_the_files_that_they_name() -> None:
    assert list(sections("x\n#> a\n1\n#> b\n2")) == [("a", "1"), ("b", "2")]


def test_blocks_are_listed_by_name_and_once() -> None:
    text = 'output "b" {\n}\n\noutput "a" {\n}\n\noutput "b" {\n}'
    assert by_name(text) == 'output "a" {\n}\n\noutput "b" {\n}\n'


def test_a_kind_that_states_a_terraform_type_has_a_template() -> None:
    for kind in kinds():
        stated = kind_class(kind).terraform_type is not None
        given = stated or kind_class(kind).category is Category.PODS  # only their role
        assert exists(f"terraform/{kind}.tf.j2") is given, kind
        assert not (stated and kind_class(kind).category in OUTSIDE), kind


def test_no_component_takes_the_name_of_another_one_s_parts() -> None:
    folder = ROOT / "templates" / "terraform"
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.j2")))
    ends = re.findall(r'^resource "[^"]+" "\{\{ c\.label \}\}_(\w+)"', text, re.MULTILINE)
    ends += re.findall(r'm\.alarm\(r, \w+\.?\w* ~ "_(\w*[a-z])"', text)
    assert ends and {end.replace("_", "-") for end in ends} <= set(TAILS)
    assert [own("orders-replica"), own("alarms"), own("web-eu-west-1"), own("web")] == [
        "orders-replica-1",
        "alarms-1",
        "web-eu-west-1-1",
        "web",
    ]


@pytest.mark.parametrize("name", MODELS)
def test_no_address_stands_twice(name: str) -> None:
    text = root(configuration(MODELS[name]))
    addresses = re.findall(
        r"^((?:resource|data|ephemeral|module|variable|output) .*) \{$", text, re.MULTILINE
    )
    assert sorted(addresses) == sorted(set(addresses))


@pytest.mark.parametrize("name", MODELS)
def test_names_fit_what_aws_allows(name: str) -> None:
    files = configuration(MODELS[name])
    for type, limit in {
        "aws_lb": 32,
        "aws_lb_target_group": 32,
        "aws_iam_role": 64,
        "aws_db_instance": 63,
    }.items():
        for name, block in entries(files, type).items():
            found = re.search(r'\b(?:name|identifier) +?= "([^"]*)"', block)
            whole = blocks(files, type).values() if "{\n" not in block else ()
            found = found or next(filter(None, (re.search(r'  name +?= "([^"]*)"', text) for text in whole)))
            key = "replica-99" if type == "aws_db_instance" else name
            assert found and len(found[1].replace("${each.key}", key)) <= limit, block


def test_what_stands_in_another_region_says_so() -> None:
    files = configuration(MODELS["replicas-in-two-regions"])
    everywhere = ("aws_iam_", "aws_route53_", "aws_cloudfront_", "aws_rds_global_cluster")
    for path, text in files.items():
        if path.endswith("_eu_central_1.tf"):
            for block in re.findall(r'^resource ".*?^\}', text, re.MULTILINE | re.DOTALL):
                if block.removeprefix('resource "').startswith(everywhere):
                    continue
                assert re.search(r'^  region +?= "eu-central-1"$', block, re.MULTILINE), block


def test_each_region_has_its_own_load_balancer_behind_one_name() -> None:
    records = blocks(configuration(MODELS["replicas-in-two-regions"]), "aws_route53_record")
    near, far = records["dns_to_web_lb"], records["dns_to_web_lb_eu_central_1"]
    assert (
        'name           = "web-lb.app.example.com"' in near
        and 'name           = "web-lb.app.example.com"' in far
    )
    assert "latency_routing_policy" in near and 'set_identifier = "eu-central-1"' in far


def test_the_same_model_gives_the_same_bytes() -> None:
    again: dict[str, Any] = configuration(brief())
    assert again == BRIEF


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


def test_nobody_is_let_in_for_a_custom_component_whose_addresses_are_not_known() -> None:
    data = brief()
    data["components"]["vpn"] = {"kind": "custom", "label": "Site-to-site VPN"}
    data["connections"].append({"vpn -> app-lb": 8000})
    found = rules(configuration(data), "ingress")
    assert [label for label in found if "vpn" in label] == []
    assert "app-lb-from-web-8000" in found


def test_a_read_replica_is_not_told_a_key_and_a_far_cluster_is_told_its_source() -> None:
    replica = blocks(BRIEF, "aws_db_instance")["orders_replica"]
    assert "storage_encrypted" in replica and "  kms_key_id" not in replica
    clusters = blocks(configuration(MODELS["two-regions"]), "aws_rds_cluster")
    (far,) = (text for text in clusters.values() if "source_region" in text)
    assert re.search(r'region +?= "us-west-2"\n', far) and re.search(r'source_region +?= "us-east-1"', far)


@pytest.mark.parametrize(
    ("database", "runs"),
    [
        ({"kind": "rds", "engine": "postgres"}, "db.t4g.medium"),
        ({"kind": "rds", "engine": "sqlserver-se"}, "db.t3.xlarge"),
        ({"kind": "rds", "engine": "oracle-se2"}, "db.t3.medium"),
        ({"kind": "rds", "engine": "oracle-se2", "instance_class": "db.r6i.large"}, "db.r6i.large"),
    ],
)
def test_a_database_runs_on_a_class_that_its_engine_has(database: dict[str, str], runs: str) -> None:
    data = brief()
    data["components"]["ledger"] = {**database, "subnets": "db", "multi_az": True}
    variable = configuration(data)["variables.tf"].partition('"ledger_instance_class"')[2].partition("\n}")[0]
    assert re.search(rf'default +?= "{re.escape(runs)}"', variable)


def test_a_global_database_runs_on_a_class_that_is_optimized_for_memory() -> None:
    files = configuration(MODELS["two-regions"])
    instances = blocks(files, "aws_rds_cluster_instance")
    assert all(re.search(r"instance_class +?= var\.\w+_instance_class", t) for t in instances.values())
    chosen = files["variables.tf"].partition('_instance_class"')[2]
    assert re.search(r'default +?= "db\.r', chosen.split("}")[0])


def test_what_starts_waits_for_what_it_may_do() -> None:
    assert "aws_route.app, local.connections]" in calls(BRIEF)["app"]
    group = BRIEF[GROUPS].partition('resource "aws_autoscaling_group"')[2].partition("depends_on")[2]
    assert "[aws_iam_role_policy.main, aws_iam_role_policy_attachment.ssm, var.starts_after]" in group
    waited = BRIEF["security.tf"].partition("connections = [")[2].partition("]")[0].split(", ")
    assert {"aws_vpc_security_group_egress_rule.main", "aws_vpc_endpoint.dynamodb_endpoint"} <= set(waited)
    function = configuration(MODELS["functions-in-subnets"])["modules/lambda/main.tf"]
    assert "depends_on = [aws_iam_role_policy.main, aws_iam_role_policy_attachment.vpc]" in function


def test_a_file_system_is_mounted_by_an_access_point_that_is_there_first() -> None:
    files = configuration(MODELS["ecs-efs"])
    (point,) = blocks(files, "aws_efs_access_point")
    service = calls(files)["wiki"]
    assert f"access_point = aws_efs_access_point.{point}.id" in service
    assert f"aws_efs_mount_target.{point}]" in service.partition("starts_after")[2]


def test_what_an_instance_leaves_behind_is_nothing() -> None:
    assert len(re.findall(r"delete_on_termination +?= true", BRIEF[GROUPS])) == 2


def test_what_is_protected_is_let_go_by_one_variable() -> None:
    for type, label in (
        ("aws_lb", "web_lb"),
        ("aws_db_instance", "orders"),
        ("aws_dynamodb_table", "sessions"),
    ):
        assert re.search(
            r"deletion_protection(_enabled)? += var\.deletion_protection", blocks(BRIEF, type)[label]
        )
    data = brief()
    data["components"]["orders"]["deletion_protection"] = False
    unprotected = blocks(configuration(data), "aws_db_instance")["orders"]
    assert re.search(r"deletion_protection += false", unprotected)
    assert "deletion_protection=false" in BRIEF["README.md"]


def test_an_operator_is_told_of_signatures_certificates_and_busy_replicas() -> None:
    told = {"dns-dnssec", "dns-key", "cdn-certificate", "web-lb-certificate", "orders-${role}-cpu"}
    found = alarms(BRIEF)
    assert told <= set(found)
    assert 'aws_acm_certificate.dns["web-lb"].arn' in found["web-lb-certificate"]
    assert '{ for zone in aws_route53_zone.dns : "dns-dnssec" => {' in BRIEF["observability.tf"]


def test_what_all_who_plan_need_is_kept_with_the_configuration() -> None:
    ignored = BRIEF[".gitignore"].split()
    assert "backend.tf" not in ignored and "*.tfvars" not in ignored and "*.tfstate" in ignored


def test_variables_that_are_texts_are_validated() -> None:
    for found in re.finditer(
        r'^variable "(\w+)" \{\n(.*?)^\}', BRIEF["variables.tf"], re.MULTILINE | re.DOTALL
    ):
        checked = "validation {" in found[2] or found[1].endswith((*IN_A_MODULE, *BY_PROVIDER))
        assert "type        = string" not in found[2] or checked, found[1]
    assert 'can(regex("^[a-z0-9-]+[.][a-z0-9-]+$", var.instance_type))' in BRIEF[GROUPS_VARIABLES]


def test_instances_that_serve_the_same_are_balanced() -> None:
    files = configuration(kept()["pair-of-instances"])
    (group,) = entries(files, "aws_lb_target_group")
    attached = blocks(files, "aws_lb_target_group_attachment").values()
    assert sorted(re.findall(r"aws_instance\.(\w+)\.id", "\n".join(attached))) == ["archive_a", "archive_b"]
    assert {re.findall(r'aws_lb_target_group\.main\["(.*)"\]\.arn', text)[0] for text in attached} == {group}
    assert not blocks(files, "aws_lb_listener_rule")


def test_clusters_of_their_own_in_several_regions_are_no_global_one() -> None:
    data = kept()["two-regions"]
    del data["components"]["ledger"]["replica_regions"]
    files = configuration(data)
    assert set(blocks(files, "aws_rds_cluster")) == {"ledger", "ledger_us_west_2"}
    assert not blocks(files, "aws_rds_global_cluster")


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
    assert "aws_lb.web_lb.arn" in attached and "[aws_lb_listener.web_lb_443]" in attached


def test_a_far_cluster_passes_on_what_is_written_to_it() -> None:
    clusters = blocks(configuration(kept()["two-regions"]), "aws_rds_cluster")
    passing = {label for label, text in clusters.items() if "enable_global_write_forwarding = true" in text}
    assert passing == {"ledger_us_west_2"}


def test_a_target_group_that_takes_another_s_place_has_another_name() -> None:
    data = brief()
    one = set(entries(BRIEF, "aws_lb_target_group"))
    data["components"]["app"] |= {"kind": "ecs-service"}
    del data["components"]["app"]["instance_type"]
    other = set(entries(configuration(data), "aws_lb_target_group"))
    assert one - other == {"app-lb-app-8000"} and other - one == {"app-lb-app-8000-ip"}


def test_a_far_cluster_leaves_no_snapshot() -> None:
    clusters = blocks(configuration(MODELS["two-regions"]), "aws_rds_cluster")
    assert ["skip_final_snapshot" in text for text in clusters.values()].count(True) == 1


def test_what_people_change_of_aurora_is_a_variable_with_the_models_value() -> None:
    data = brief()
    data["components"]["orders"] = {
        "kind": "aurora",
        "subnets": "db",
        "engine": "aurora-postgresql",
        "read_replicas": 1,
    }
    files = configuration(data)
    assert re.search(r"engine_version += var.orders_engine_version", files["data.tf"])
    assert re.search(r"instance_class += var.orders_instance_class", files["data.tf"])
    data["components"]["orders"] |= {"instance_class": "db.serverless", "serverless": {"min": 1, "max": 4}}
    files = configuration(data)
    assert "min_capacity = var.orders_capacity.min" in files["data.tf"]
    assert re.search(r"default +?= \{ min = 1(?:[.]0)?, max = 4(?:[.]0)? \}", files["variables.tf"])
    assert "orders_instance_class" not in files["variables.tf"]


def test_the_readme_is_in_the_language_of_the_file() -> None:
    data = brief() | {"language": "es"}
    data["components"]["app"]["service"]["secrets"] = ["SECRET_KEY"]
    page = configuration(data)["README.md"]
    assert "## Antes del primer apply" in page and page.startswith("<!-- Generado por archgen a partir de")
    english = re.compile(r"\b(the|with|their|until|which|by the)\b")
    told = page.split("| ---: | --- |")[0]
    assert [line for line in told.splitlines() if english.search(line)] == []


def another(kind: dict[str, Any], port: int | None) -> int:
    """How many lines of Terraform the second of two services that use the database takes."""
    data = brief()
    counts = []
    for id in ("first", "second"):
        data["components"][id] = kind
        data["connections"] += [{f"{id} -> orders": 5432}, *([{f"app-lb -> {id}": port}] if port else [])]
        files = configuration(data)
        counts.append(sum(text.count("\n") for path, text in files.items() if path.endswith(".tf")))
    return counts[1] - counts[0]


SERVICE = {"image": "ghcr.io/example/other:1.0.0", "port": 8001, "health_check": "/health/"}
PLACED = {"tier": "backend", "subnets": "app"}


@pytest.mark.parametrize(
    ("kind", "port"),
    [
        ({"kind": "auto-scaling-group", "instance_type": "t3.small", "service": SERVICE, **PLACED}, 8001),
        ({"kind": "ecs-service", "service": SERVICE, **PLACED}, 8001),
        ({"kind": "lambda", "runtime": "python3.13", **PLACED}, None),
    ],
)
def test_another_service_takes_sixty_lines_at_most(kind: dict[str, Any], port: int | None) -> None:
    assert another(kind, port) <= 60


def test_what_is_watched_of_a_metric_is_said_once() -> None:
    metrics = re.findall(
        r'^ +"([A-Z]\w+/\w+)" += \{ statistic = .*$', BRIEF["observability.tf"], re.MULTILINE
    )
    assert len(metrics) == len(set(metrics)) > 10
    found = {key: re.findall(r'metric = "([^"]+)"', text)[0] for key, text in alarms(BRIEF).items()}
    assert set(found.values()) == set(metrics)
    assert found["web-cpu"] == found["app-cpu"] != found["orders-cpu"] == found["orders-${role}-cpu"]


def test_a_metric_with_other_limits_has_them_in_its_alarms() -> None:
    assert 'below = 5368709120, periods = 5, description = "less than' in BRIEF["observability.tf"]
    data = brief()
    data["components"]["ledger"] = data["components"]["orders"] | {"storage_gb": 100}
    found = alarms(configuration(data))
    assert found["orders-storage"].endswith("below = 5368709120 }")
    assert found["ledger-storage"].endswith("below = 10737418240 }")


def test_a_metric_that_is_watched_in_two_ways_has_two_rows() -> None:
    data = brief()
    data["components"] |= {"jobs": {"kind": "sqs"}, "bus": {"kind": "eventbridge"}}
    data["connections"] += ["app -> jobs", "app -> bus -> jobs"]
    files = configuration(data)
    rows = re.findall(
        r'^ +"(SQS/ApproximateNumberOfMessagesVisible.*)" += \{ statistic', root(files), re.MULTILINE
    )
    assert rows == ["SQS/ApproximateNumberOfMessagesVisible", "SQS/ApproximateNumberOfMessagesVisible/2"]


def test_a_module_has_the_inputs_that_its_calls_give() -> None:
    def inputs(files: dict[str, str]) -> set[str]:
        return set(re.findall(r'^variable "(\w+)"', files[GROUPS_VARIABLES], re.MULTILINE))

    assert {"image", "secrets", "statements"} <= inputs(BRIEF)
    assert not {"placeholder", "region", "role_name", "volumes"} & inputs(BRIEF)
    data = brief()
    del data["components"]["web"]["service"]
    both = configuration(data)
    assert {"image", "placeholder"} <= inputs(both) and "var.image != null" in both[GROUPS]
    assert re.search(r"count += var.image == null \? 0 : 1", both[GROUPS]) and "count" not in BRIEF[GROUPS]
    used = set(re.findall(r"\bvar\.(\w+)", both[GROUPS]))
    assert inputs(both) <= used | {"starts_after"}
