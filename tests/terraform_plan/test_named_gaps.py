"""What has no place in an import is named, with a reason that is true of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archgen.lint.coverage import Cause
from archgen.terraform_plan.checking import checked, coverage, sound
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.importing.file_text import file_of, said_once
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from test_plans_of_pods import network, resource


def read(*resources: dict[str, Any]) -> Imported:
    """A state with these resources alone, as a model."""
    state = {"values": {"root_module": {"resources": list(resources)}}, "format_version": "1.0"}
    made, model = sound(imported(observe(read_plan(json.dumps(state).encode()))))
    assert model is not None
    return made


def causes(made: Imported) -> dict[str, Cause]:
    return {address: gap.cause for address, gap in made.unplaced.items()}


# --- blocks that an address manager allocates ---


def test_a_vpc_without_a_block_is_named_and_so_is_what_is_in_it() -> None:
    subnet = resource("aws_subnet.app", vpc_id="vpc-1", availability_zone="eu-west-1a")
    made = read(
        resource("aws_vpc.hub", id="vpc-1"),
        subnet,
        resource("aws_internet_gateway.way", id="igw-1", vpc_id="vpc-1"),
        resource("aws_ec2_transit_gateway.mesh", id="tgw-1"),
        resource("aws_ec2_transit_gateway_vpc_attachment.hub", vpc_id="vpc-1", transit_gateway_id="tgw-1"),
        resource(
            "aws_vpc_endpoint.logs",
            vpc_id="vpc-1",
            service_name="com.amazonaws.eu-west-1.logs",
            vpc_endpoint_type="Interface",
        ),
    )
    assert causes(made) == {
        "aws_vpc.hub": Cause.VALUES_AFTER_APPLY,
        "aws_subnet.app": Cause.PLACE_AFTER_APPLY,
        "aws_internet_gateway.way": Cause.PLACE_AFTER_APPLY,
        "aws_ec2_transit_gateway.mesh": Cause.PLACE_AFTER_APPLY,
        "aws_ec2_transit_gateway_vpc_attachment.hub": Cause.PLACE_AFTER_APPLY,
        "aws_vpc_endpoint.logs": Cause.PLACE_AFTER_APPLY,
    }
    assert "the cidr_block of aws_vpc.hub" in made.unplaced["aws_internet_gateway.way"].reason
    assert "does not say where its subnets are: these zones" in file_of(made, "plan.json")


def test_a_vpc_with_a_block_is_placed_although_it_has_no_subnet() -> None:
    made = read(resource("aws_vpc.hub", id="vpc-1", cidr_block="10.1.0.0/16", region="eu-west-1"))
    assert made.unplaced == {}
    assert made.addresses["regions", "eu-west-1"] == "aws_vpc.hub"
    assert "The plan has no subnets: these zones" in file_of(made, "plan.json")


def test_what_differs_in_its_index_only_is_listed_once() -> None:
    why = {
        "aws_subnet.app[0]": "so",
        "aws_subnet.app[1]": "so",
        "aws_subnet.app[2]": "else",
        "aws_vpc.v": "so",
    }
    assert list(said_once(why)) == [
        "aws_subnet.app (2 of them): so",
        "aws_subnet.app[2]: else",
        "aws_vpc.v: so",
    ]


# --- what joins something outside ---


def test_what_joins_networks_outside_of_the_plan_is_not_said_to_have_subnets() -> None:
    made = read(
        resource("aws_ec2_transit_gateway.mesh", id="tgw-1"),
        resource("aws_customer_gateway.office", id="cgw-1"),
        resource("aws_vpn_connection.office", transit_gateway_id="tgw-1", customer_gateway_id="cgw-1"),
        resource("aws_ec2_transit_gateway_peering_attachment.other", transit_gateway_id="tgw-1"),
    )
    reasons = {address: gap.reason for address, gap in made.unplaced.items()}
    assert reasons == {
        "aws_ec2_transit_gateway.mesh": "it joins what is outside of the plan (its VPCs)",
        "aws_vpn_connection.office": (
            "it joins what is outside of the plan (the VPCs of aws_ec2_transit_gateway.mesh)"
        ),
        "aws_customer_gateway.office": "it is part of aws_vpn_connection.office, which is not checked",
        "aws_ec2_transit_gateway_peering_attachment.other": (
            "it joins what is outside of the plan (the other transit gateway)"
        ),
    }


# --- parts ---


def service(cluster: str) -> dict[str, Any]:
    places = [{"subnets": ["subnet-a", "subnet-b"], "security_groups": []}]
    return resource("aws_ecs_service.app", name="app", cluster=cluster, network_configuration=places)


def test_the_cluster_of_a_service_is_part_of_it_and_one_that_nothing_uses_is_named() -> None:
    idle = resource("aws_ecs_cluster.idle", id="idle", name="idle")
    used = resource("aws_ecs_cluster.used", id="used", name="used")
    made = read(*network(), used, idle, service("used"))
    assert causes(made) == {"aws_ecs_cluster.idle": Cause.UNUSED}
    assert made.unplaced["aws_ecs_cluster.idle"].reason.endswith("(ECS cluster)")


def test_gateways_that_no_vpn_uses_are_named() -> None:
    made = read(
        *network(),
        resource("aws_vpn_gateway.side", id="vgw-1", vpc_id="vpc-1"),
        resource("aws_customer_gateway.office", id="cgw-1"),
    )
    assert set(causes(made).values()) == {Cause.UNUSED}
    assert sorted(made.unplaced) == ["aws_customer_gateway.office", "aws_vpn_gateway.side"]


def test_a_member_of_a_cache_is_counted_with_it() -> None:
    group = resource("aws_elasticache_subnet_group.c", id="c", name="c", subnet_ids=["subnet-a", "subnet-b"])
    whole = resource(
        "aws_elasticache_replication_group.c",
        id="c",
        replication_group_id="c",
        subnet_group_name="c",
        num_cache_clusters=2,
    )
    member = resource("aws_elasticache_cluster.more", cluster_id="more", replication_group_id="c")
    made = read(*network(), group, whole, member)
    assert causes(made) == {}
    assert [c.parts for c in made.observed.components] == [("aws_elasticache_cluster.more",)]
    alone = read(*network(), member)
    assert causes(alone) == {"aws_elasticache_cluster.more": Cause.PART}


def test_what_a_component_without_a_place_is_made_of_is_not_called_checked() -> None:
    place = {"subnet_ids": ["subnet-elsewhere"]}
    made = read(
        resource("aws_db_subnet_group.d", id="d", name="d", **place),
        resource("aws_rds_cluster.d", id="d", cluster_identifier="d", db_subnet_group_name="d"),
        resource("aws_rds_cluster_instance.one", cluster_identifier="d"),
    )
    assert set(causes(made)) == {"aws_rds_cluster.d", "aws_rds_cluster_instance.one"}
    assert coverage(made).checked == 0


# --- types ---


@pytest.mark.parametrize(
    "type_",
    [
        *("aws_route53_resolver_endpoint", "aws_ec2_instance_connect_endpoint", "aws_mskconnect_connector"),
        *("aws_globalaccelerator_custom_routing_accelerator", "aws_elasticache_global_replication_group"),
        *("aws_vpc_route_server", "aws_appsync_api", "aws_sagemaker_domain", "aws_vpclattice_service"),
    ],
)
def test_a_type_that_is_something_by_itself_is_named(type_: str) -> None:
    assert causes(read(*network(), resource(f"{type_}.x", id="x"))) == {f"{type_}.x": Cause.UNKNOWN_TYPE}


@pytest.mark.parametrize(
    "type_", ["aws_flow_log", "aws_route53_resolver_rule", "aws_iam_role", "aws_kms_key", "aws_lb_listener"]
)
def test_a_type_that_only_serves_others_is_not(type_: str) -> None:
    assert causes(read(*network(), resource(f"{type_}.x", id="x"))) == {}


# --- ids ---


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("_3-tier", "n3-tier"),
        ("3tier", "n3tier"),
        ("x-ray", "xray"),
        ("xray", "xray"),
        ("web-x-1", "web-x-1"),
    ],
)
def test_no_name_becomes_an_extension_of_the_file(name: str, id: str) -> None:
    bucket = resource(f"aws_s3_bucket.{name}", id="b", bucket="b")
    made = read(bucket)
    assert list(made.data["components"]) == [id]
    assert f"  {id}: {{kind: s3}}" in file_of(made, "plan.json")


# --- places ---


def subnet(name: str, zone: str, number: int) -> dict[str, Any]:
    return resource(
        f"aws_subnet.{name}",
        id=name,
        vpc_id="vpc-1",
        cidr_block=f"10.0.{number}.0/24",
        availability_zone=f"eu-west-1{zone}",
    )


def balancer(*places: str) -> dict[str, Any]:
    return resource(
        "aws_lb.front", name="front", load_balancer_type="application", internal=True, subnets=[*places]
    )


def test_numbered_subnets_beside_one_without_a_number_are_a_tier() -> None:
    vpc = resource("aws_vpc.main", id="vpc-1", cidr_block="10.0.0.0/16")
    rows = (subnet("app", "a", 0), subnet("app_0", "a", 1), subnet("app_1", "b", 2))
    made = read(vpc, *rows, balancer("app_0", "app_1"))
    assert {row: fields["cidrs"] for row, fields in made.data["subnets"].items()} == {
        "app": ["10.0.0.0/24"],
        "app-2": ["10.0.1.0/24", "10.0.2.0/24"],
    }
    assert made.data["components"]["front"]["subnets"] == "app-2"
    assert made.unplaced == {}


def test_what_is_in_subnets_of_several_tiers_is_not_blamed_for_the_zones_of_one() -> None:
    vpc = resource("aws_vpc.main", id="vpc-1", cidr_block="10.0.0.0/16")
    made = read(vpc, subnet("blue", "a", 0), subnet("green", "b", 1), balancer("blue", "green"))
    _, model = sound(made)
    assert "several tiers (blue, green)" in made.unplaced["aws_lb.front"].reason
    assert "AG204" not in {finding.code for finding in checked(made, model)}
    alone = read(vpc, subnet("blue", "a", 0), subnet("green", "b", 1), balancer("blue"))
    _, model = sound(alone)
    assert "AG204" in {finding.code for finding in checked(alone, model)}


def test_a_database_does_not_answer_on_the_ports_of_what_shares_its_group() -> None:
    ports = [
        {"from_port": port, "to_port": port, "protocol": "tcp", "cidr_blocks": ["10.0.0.0/16"]}
        for port in (22, 3306)
    ]
    group = resource("aws_security_group.shared", id="sg-1", vpc_id="vpc-1", ingress=ports)
    places = resource("aws_db_subnet_group.d", id="d", name="d", subnet_ids=["subnet-a", "subnet-b"])
    data = resource(
        "aws_db_instance.orders",
        id="orders",
        engine="mysql",
        db_subnet_group_name="d",
        vpc_security_group_ids=["sg-1"],
    )
    held = {"subnet_id": "subnet-a", "ami": "ami-1", "vpc_security_group_ids": ["sg-1"]}
    web, jobs = (
        resource("aws_instance.web", id="i-1", **held),
        resource("aws_instance.jobs", id="i-2", **held),
    )
    said = {
        k: v
        for line in read(*network(), group, places, data, web, jobs).data["connections"]
        for k, v in (line.items() if isinstance(line, dict) else {line: None}.items())
    }
    assert said["web -> orders"] == 3306
    alone = read(
        *network(), group, places, data, resource("aws_instance.web", id="i-1", subnet_id="subnet-a")
    )
    assert {"web -> orders": [22, 3306]} in alone.data["connections"]


def test_aurora_of_mysql_5_6_is_aurora() -> None:
    places = resource("aws_db_subnet_group.d", id="d", name="d", subnet_ids=["subnet-a", "subnet-b"])
    old = {"engine": "aurora", "engine_mode": "serverless", "db_subnet_group_name": "d"}
    made = read(*network(), places, resource("aws_rds_cluster.orders", id="orders", **old))
    assert made.data["components"]["orders"]["engine"] == "aurora-mysql"
    assert made.unplaced == {}


# --- who calls a function ---


def function(*more: dict[str, Any]) -> set[str]:
    """What is found of a function beside another one that is called."""
    both = (resource(f"aws_lambda_function.{name}", id=name, function_name=name) for name in ("logs", "idle"))
    made = read(*both, *more)
    _, model = sound(made)
    assert model is not None
    return {finding.message.partition(":")[0] for finding in checked(made, model) if finding.code == "AG801"}


@pytest.mark.parametrize(
    "caller",
    [
        resource("aws_lambda_permission.p", function_name="logs", principal="logs.amazonaws.com"),
        resource("aws_cloudwatch_log_subscription_filter.f", destination_arn="logs"),
    ],
)
def test_a_function_that_a_service_may_call_is_not_unused(caller: dict[str, Any]) -> None:
    assert function() == {"aws_lambda_function.logs", "aws_lambda_function.idle"}
    assert function(caller) == {"aws_lambda_function.idle"}
