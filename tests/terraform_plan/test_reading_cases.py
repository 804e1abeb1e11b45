"""What plans as public Terraform has them are read as: places, routes, expressions, connections."""

from __future__ import annotations

import gzip
import json

import pytest

from archgen.terraform_plan.agreement import agreed
from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.importing.architecture import imported
from archgen.terraform_plan.importing.assumptions import located
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.dynamic_blocks import best_inputs
from archgen.terraform_plan.source.expressions import words
from archgen.terraform_plan.source.plan import read_plan
from plan_cases import CASES, chains, examined, lines, placed, read, rows_of


@pytest.mark.parametrize("name", ["sgmix", "sgmix_state"])
def test_each_rule_of_a_group_names_its_own_source(name: str) -> None:
    assert lines(name) == {
        "client -> igw -> web: 80",
        "web -> web-a: 8080",
        "web -> web-b: 8080",
        "bastion -> web-a: 22",
        "bastion -> web-b: 22",
        "web-a -> db: 5432",
        "web-b -> db: 5432",
        "bastion -> db: 22",
        "outside -> igw -> bastion: 22",
    }


@pytest.mark.parametrize("name", ["tgw2i", "tgw2s", "natinstance", "v6eigw"])
def test_what_routes_to_something_else_than_the_internet_is_private(name: str) -> None:
    access = {row: fields["access"] for row, fields in read(name).data["subnets"].items()}
    assert access == {"public": "public", "private": "private"}


def test_halves_of_the_internet_are_a_default_route() -> None:
    assert read("halves").data["subnets"]["private"]["access"] == "private"


def test_the_main_route_table_is_known_by_the_attribute_of_its_vpc() -> None:
    assert read("mainrt").data["subnets"]["pub"]["access"] == "public"


def test_a_subnet_may_say_the_id_of_its_zone() -> None:
    assert list(read("azid").data["regions"]) == ["us-east-1"]
    assert read("azid").data["components"]["app"]["subnets"] == "private"


def test_a_module_for_each_entry_of_a_map_is_read() -> None:
    assert read("modeach").data["components"]["i"]["subnets"] == "a"


def test_a_multi_az_cluster_is_a_database_with_standbys() -> None:
    orders = read("rdsmaz").data["components"]["orders"]
    assert (orders["kind"], orders["multi_az"]) == ("rds", "cluster")
    assert (orders["storage_type"], orders["iops"]) == ("io1", 1000)
    assert "read_replicas" not in orders


def test_consumers_of_an_endpoint_service_reach_its_load_balancer() -> None:
    assert {"pl-endpoint-service -> pl": 443} in read("privatelink").data["connections"]


def test_several_vpcs_of_a_region_are_told_apart() -> None:
    data = read("igwtwovpc").data
    assert data["vpcs"] == {
        "vpc": {"region": "us-east-1", "cidr": "10.0.0.0/16"},
        "tools": {"region": "us-east-1", "cidr": "10.1.0.0/16"},
    }
    gateways = {id: c["vpc"] for id, c in data["components"].items() if c["kind"] == "internet-gateway"}
    assert sorted(gateways.values()) == ["tools", "vpc"]
    assert {row["vpc"] for row in data["subnets"].values()} == {"vpc"}


def test_a_vpc_may_have_secondary_blocks() -> None:
    assert read("secondarycidr").data["vpcs"]["vpc"]["cidr"] == ["10.0.0.0/16", "100.64.0.0/16"]


def test_all_gateways_are_imported() -> None:
    assert "zones" not in read("idle-gateways").data["components"]["nat"]


def test_what_keeps_logs_notices_and_code_for_others_serves_them() -> None:
    seen = read("logbuckets").observed
    assert seen is not None
    assert dict(seen.supporting) == {
        "aws_s3_bucket.accelerator_logs": "flow logs",
        "aws_s3_bucket.balancer_logs": "access logs",
        "aws_s3_bucket.client_certificates": "certificates",
        "aws_s3_bucket.connectors": "the code of connectors",
        "aws_s3_bucket.firewall_alerts": "logs of the firewall",
        "aws_s3_bucket.page_logs": "logs",
        "aws_s3_bucket.warehouse_audit": "the audit log",
        "aws_sns_topic.memory": "notices of caches",
        "aws_sns_topic.nodes": "notices of caches",
    }


def test_what_nothing_names_serves_nobody() -> None:
    _, cover = examined("logbuckets")
    assert {each.address for each in cover.not_checked} == {
        "aws_s3_bucket.forgotten",
        "aws_sns_topic.forgotten",
    }


def test_recovery_that_only_apply_decides_is_not_called_off() -> None:
    _, cover = examined("tables")
    assert [each.address for each in cover.not_checked] == ["aws_dynamodb_table.later"]


def test_what_a_condition_leaves_out_is_aws_s_default_and_what_apply_decides_is_not_known() -> None:
    _, cover = examined("nulls")
    unknown = [(each.address, each.gap.detail) for each in cover.not_checked]
    assert unknown == [("module.several.aws_elasticache_replication_group.this", "replicas")]


def test_what_is_in_one_of_the_subnets_of_a_tier_is_placed_there_and_of_two_tiers_is_not() -> None:
    _, cover = examined("onetier")
    assert [each.address for each in cover.not_checked] == ["aws_instance.either"]
    assert placed(read("onetier")) == {"first": "private", "second": "private", "jobs": "private"}


def test_whether_two_of_unknown_zones_are_in_one_zone_follows_from_no_assumption() -> None:
    seen = read("onetier").observed
    assert seen is not None
    zones = [
        tuple(c.subnets for c in located(seen, number).components if c.id in ("first", "second"))
        for number in range(3)
    ]
    assert {len(set(pair)) for pair in zones} == {1, 2}
    assert all(len(places) == 1 for pair in zones for places in pair)


def test_the_default_vpc_has_the_block_and_the_gateway_that_aws_gives_it() -> None:
    made = read("defaultvpc")
    assert made.data["regions"]["us-east-1"]["cidr"] == "172.31.0.0/16"
    assert made.data["subnets"] == {"default": {"access": "public"}}
    assert placed(made) == {"site": "default"}
    _, cover = examined("defaultvpc")
    assert {each.gap.detail for each in cover.not_checked} == {"the subnets of the default VPC"}


def test_default_vpcs_are_not_blamed_for_what_aws_made_of_them() -> None:
    made, model = sound(read("onedefault"))
    assert model is not None
    rows = made.data["subnets"]
    assert [*rows] == ["default"] and {*made.data["regions"]} == {"us-east-1", "us-west-2"}
    again, _ = agreed(made, model)
    ignored = {entry["rule"]: entry.get("component") for entry in again.data["rules"]["ignore"]}
    assert {"region-cidr-overlap": None, "single-zone": None}.items() <= ignored.items()


def test_a_local_and_a_helper_hand_on_what_a_cluster_has() -> None:
    made = read("clusters")
    assert made.observed is not None
    cluster = next(c for c in made.observed.components if c.address == "module.pods.aws_eks_cluster.this")
    assert cluster.groups == ("module.pods.aws_security_group.cluster",)
    assert "pods -> pods-cluster" in chains("clusters")


def test_a_port_without_a_listener_is_closed_unless_a_listener_is_not_known() -> None:
    assert "client -> shop -> plain: 80" in lines("closedport")
    assert "client -> shop -> plain: [80, 443]" in lines("laterport")


def test_a_load_balancer_is_no_target_of_itself() -> None:
    seen = read("owntarget").observed
    assert seen is not None
    assert [c.targets for c in seen.components if c.id == "balancer"] == [()]


def test_the_inputs_of_a_dynamic_block_are_known_by_the_words_of_their_names() -> None:
    names = ["vpc_security_group_ids", "security_group_ingress_rules", "vpc_subnet_ids", "group"]
    assert best_inputs(names, words("vpc_config security_group_ids")) == [
        "vpc_security_group_ids",
        "vpc_subnet_ids",
    ]
    assert best_inputs(["dead_letter_target_arn"], words("dead_letter_config target_arn"))


def test_each_attachment_of_a_map_joins_a_vpc() -> None:
    mesh = read("mapped").data["components"]["mesh"]
    assert sorted(mesh["attaches"]) == ["orders", "tools"]


def test_origins_and_endpoints_in_dynamic_blocks_are_told_apart() -> None:
    connections = chains("mapped")
    assert {"shop -> pages", "shop -> orders -> api", "entry -> api", "entry -> live"} < connections
    assert "shop -> orders -> live" not in connections


def test_what_mounts_a_file_system_is_connected_to_it() -> None:
    assert "report-function -> archive" in chains("mapped")
    assert "jobs -> archive" not in chains("mapped")


def test_blocks_of_a_group_on_one_port_are_certain() -> None:
    assert {"jobs -> ledger: 5432", "report -> ledger: 5432"} < lines("mapped")
    seen = read("mapped").observed
    assert seen is not None and "aws_security_group.ledger" in seen.whole_groups


def test_subnets_with_numbers_for_keys_are_told_apart_by_their_names() -> None:
    made = read("keyedrows")
    assert rows_of(made) == {"web-subnet": "public", "app-subnet": "private", "db-subnet": "isolated"}


def test_a_module_that_is_given_all_subnets_takes_those_that_its_locals_name() -> None:
    assert placed(read("keyedrows")) == {
        "inner": "app-subnet",
        "worker": "app-subnet",
        "orders": "db-subnet",
        "nat": "web-subnet",
    }


def test_a_group_that_keeps_a_nat_instance_is_one() -> None:
    made = read("natgroup")
    assert made.data["components"]["nat"]["kind"] == "nat-instance"
    assert made.data["subnets"]["private"]["via"] == "nat"


def test_expressions_as_people_write_them_are_followed() -> None:
    made = read("written")
    assert rows_of(made) == {"edge": "public", "app": "private", "data": "isolated"}
    assert placed(made) == {"front": "edge", "app": "app", "orders": "data", "api": "app", "nat": "edge"}
    assert {subnet.way for subnet in made.observed.subnets if subnet.row == "app"} == {
        'aws_nat_gateway.nat["us-east-1a"]',
        'aws_nat_gateway.nat["us-east-1b"]',
    }


def test_a_condition_that_a_plan_does_not_decide_is_carried_as_one_of_several() -> None:
    made = read("conditions")
    assert placed(made) == {"public": "public", "internal": "private", "app": "private"} | {
        "orders": "data",
        "nat": "public",
    }
    assert {"public -> app: 8080", "app -> orders: 5432"} < lines("conditions")
    assert not [line for line in lines("conditions") if line.startswith("internal -> app")]
    ways = {subnet.zone: subnet.way for subnet in made.observed.subnets if subnet.row == "private"}
    assert ways == {"us-east-1a": "aws_nat_gateway.nat[0]", "us-east-1b": None}  # nat[1] or nat[0]


def test_inputs_and_outputs_are_followed_through_several_modules() -> None:
    made = read("levels")
    assert rows_of(made) == {"public": "public", "private": "private", "data": "isolated"}
    assert placed(made) == {"web": "public", "jobs": "private", "db": "data", "nat": "public"}
    assert {"web -> db: 5432", "jobs -> db: 5432"} < lines("levels")


def test_a_group_that_is_open_to_everybody_makes_nobody_reach_what_no_route_leads_to() -> None:
    found = lines("opengroups")
    assert not [line for line in found if "report" in line]
    assert {line for line in found if line.startswith("front")} == {
        "front -> part-web: 80",
        "front -> part-api: 3000",
    }


def test_a_root_with_nothing_but_queues_and_buckets_is_imported() -> None:
    assert set(read("onlyqueues").data["components"]) == {"orders", "refunds", "invoices"}
    assert read("onlyqueues").data["regions"] == {"eu-west-1": {}}


@pytest.mark.parametrize(
    ("size", "scaling", "read_as"),
    [
        ("db.serverless", {"min_capacity": 1, "max_capacity": 16}, {"min": 1.0, "max": 16.0}),
        ("db.serverless", {"min_capacity": 0, "max_capacity": 1}, {"min": 0.0, "max": 1.0}),
        ("db.serverless", {"min_capacity": 0, "max_capacity": 0.7}, None),
        ("db.r6g.large", {"min_capacity": 1, "max_capacity": 16}, None),
    ],
)
def test_the_capacity_of_serverless_aurora_is_read(
    size: str, scaling: dict[str, float], read_as: dict[str, float] | None
) -> None:
    plan = json.loads(gzip.decompress((CASES / "aurorasamezone" / "plan.json.gz").read_bytes()))
    for resource in plan["planned_values"]["root_module"]["resources"]:
        if resource["type"] == "aws_rds_cluster":
            resource["values"]["serverlessv2_scaling_configuration"] = [scaling]
        if resource["type"] == "aws_rds_cluster_instance":
            resource["values"]["instance_class"] = size
    orders = imported(observe(read_plan(json.dumps(plan).encode()))).data["components"]["orders"]
    assert orders.get("serverless") == read_as
    assert orders["instance_class"] == size
