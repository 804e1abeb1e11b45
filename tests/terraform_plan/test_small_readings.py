"""What single readers of a state make of single resources, where two of them could be mixed up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archgen.model.kinds.category import Category
from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.comparing.differences import Difference, _is_unknown
from archgen.terraform_plan.importing.architecture import imported
from archgen.terraform_plan.resources.network.idle_groups import open_groups
from archgen.terraform_plan.resources.observed import Observed, SecurityGroupRule
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import Plan, read_plan
from test_plans_of_pods import resource


def plan_of(*resources: dict[str, Any]) -> Plan:
    state = {"values": {"root_module": {"resources": [*resources]}}, "format_version": "1.0"}
    return read_plan(json.dumps(state).encode())


def seen(*resources: dict[str, Any]) -> Observed:
    return observe(plan_of(*resources))


def test_a_web_acl_guards_the_distribution_that_names_it() -> None:
    found = seen(
        *(resource(f"aws_wafv2_web_acl.{name}", scope="CLOUDFRONT", arn=f"arn:{name}") for name in "ab"),
        *(resource(f"aws_cloudfront_distribution.{name}", web_acl_id=f"arn:{name}") for name in "ab"),
    )
    guards = {c.address: c.targets for c in found.components if c.category is Category.WEB_ACL}
    assert guards == {
        f"aws_wafv2_web_acl.{name}": ((f"aws_cloudfront_distribution.{name}", None),) for name in "ab"
    }


@pytest.mark.parametrize(
    ("way", "peer", "found"),
    [
        ("in", "0.0.0.0/0", {"aws_security_group.door"}),
        ("in", "::/0", {"aws_security_group.door"}),
        ("in", "192.0.2.0/24", set()),
        ("out", "0.0.0.0/0", set()),
    ],
)
def test_a_group_is_open_by_what_it_admits(way: Any, peer: str, found: set[str]) -> None:
    plan = plan_of(resource("aws_security_group.door", id="sg-1"))
    rule = SecurityGroupRule("rule", "aws_security_group.door", way, peer, (443, 443), "tcp")
    assert open_groups(plan, [rule], []) == found


@pytest.mark.parametrize(
    ("size", "iops", "said"),
    [(100, 1000, 1000), (100, 999, None), (99, 1000, None), (100, 5000, 5000), (100, 5001, None)],
)
def test_iops_are_read_where_the_format_can_say_them(size: int, iops: int, said: int | None) -> None:
    database = resource(
        "aws_db_instance.b", engine="postgres", storage_type="io1", allocated_storage=size, iops=iops
    )
    (component,) = seen(database).components
    assert component.fields.get("iops") == said


@pytest.mark.parametrize(
    ("number", "label"),
    [(2, "52.0.2.1/32, 54.51.100.1/32"), (3, "3 address blocks")],
)
def test_many_blocks_outside_are_counted(number: int, label: str) -> None:
    blocks = ["52.0.2.1/32", "54.51.100.1/32", "18.0.113.1/32"][:number]
    rule = {"from_port": 443, "to_port": 443, "protocol": "tcp", "cidr_blocks": blocks}
    made = imported(
        seen(
            resource("aws_vpc.main", id="vpc-1", cidr_block="10.0.0.0/16"),
            resource(
                "aws_subnet.a",
                id="subnet-1",
                vpc_id="vpc-1",
                cidr_block="10.0.0.0/24",
                availability_zone="eu-west-1a",
            ),
            resource("aws_security_group.jump", id="sg-1", vpc_id="vpc-1", egress=[rule]),
            resource("aws_instance.jump", id="i-1", subnet_id="subnet-1", vpc_security_group_ids=["sg-1"]),
        )
    )
    outside = [c for c in made.data["components"].values() if c["kind"] == Category.EXTERNAL.value]
    assert [c.get("label") for c in outside] == [label]


@pytest.mark.parametrize(("bus", "is_one"), [("shop", False), ("default", True)])
def test_a_rule_belongs_to_the_bus_that_it_names(bus: str, is_one: bool) -> None:
    found = seen(
        resource("aws_cloudwatch_event_bus.shop", name="shop", id="shop", arn="arn:shop"),
        resource("aws_cloudwatch_event_rule.nightly", name="nightly", event_bus_name=bus),
    )
    assert ("aws_cloudwatch_event_rule.nightly" in {c.address for c in found.components}) == is_one


def clustered(engine: str, **cluster: Any) -> Observed:
    """A cluster of databases, and an instance that names it as its source."""
    return seen(
        resource("aws_rds_cluster.orders", id="orders", arn="arn:orders", engine=engine, **cluster),
        resource("aws_db_instance.reports", id="reports", replicate_source_db="arn:orders"),
    )


@pytest.mark.parametrize("engine", ["postgres", "mysql"])
def test_a_replica_of_a_multi_az_db_cluster_is_part_of_it(engine: str) -> None:
    """Amazon RDS User Guide: creating a DB instance read replica from a Multi-AZ DB cluster."""
    (found,) = clustered(engine).components
    assert found.addresses == ("aws_rds_cluster.orders", "aws_db_instance.reports")
    assert (found.fields["multi_az"], found.fields["read_replicas"]) == ("cluster", 0)


@pytest.mark.parametrize(
    ("engine", "values", "kind"),
    [
        ("mariadb", {"db_cluster_instance_class": "db.m6gd.large"}, Category.DATABASE),
        ("postgres", {}, Category.DATABASE),
        ("aurora-mysql", {}, Category.DATABASE_CLUSTER),
    ],
)
def test_a_cluster_with_a_class_of_its_own_is_none_of_aurora(
    engine: str, values: Any, kind: Category
) -> None:
    (found,) = seen(resource("aws_rds_cluster.orders", engine=engine, **values)).components
    assert (found.kind, found.fields["engine"]) == (kind.value, engine)


def test_no_instance_replicates_a_cluster_of_aurora() -> None:
    """Aurora has no such operation, so that the instance is not lost in it."""
    found = {component.address for component in clustered("aurora-postgresql").components}
    assert found == {"aws_rds_cluster.orders", "aws_db_instance.reports"}


@pytest.mark.parametrize("replicates", [False, True])
def test_a_cluster_that_replicates_is_as_encrypted_as_its_source(replicates: bool) -> None:
    """Its source is known only after apply, and the cluster says nothing of encryption itself."""
    copy, source = resource("aws_rds_cluster.copy", engine="postgres"), resource("aws_db_instance.orders")
    references = {"references": ["aws_db_instance.orders.arn", "aws_db_instance.orders"]}
    expressions = {"replication_source_identifier": references} if replicates else {}
    keys = ("address", "mode", "type", "name")
    configured = {key: copy[key] for key in keys if key in copy} | {"expressions": expressions}
    later = {"replication_source_identifier": True} if replicates else {}
    change = {"actions": ["create"], "after": copy["values"], "after_unknown": later}
    plan = {
        "format_version": "1.0",
        "resource_changes": [{**copy, "change": change}],
        "planned_values": {"root_module": {"resources": [copy, source]}},
        "configuration": {"root_module": {"resources": [configured]}},
    }
    found = observe(read_plan(json.dumps(plan).encode())).components
    (cluster,) = [component for component in found if component.address == "aws_rds_cluster.copy"]
    assert (cluster.fields.get("encrypted") is False) == (not replicates)


def test_a_difference_is_none_where_the_plan_does_not_know_that_field() -> None:
    name = "rds orders in us-east-1"
    said = f"{name}: engine is multi az is none in the plan, mysql in the model"
    difference = Difference("differs", name, said, ("components", "orders"), field="engine")
    assert _is_unknown(difference, {"orders": ("engine",)})
    assert not _is_unknown(difference, {"orders": ("multi_az",)})
    assert not _is_unknown(difference, {"desk": ("engine",)})
    assert not _is_unknown(Difference("missing", name, said), {"orders": ("engine",)})


def test_the_longest_host_of_an_origin_is_cut_to_a_label() -> None:
    host = ".".join(["x" * 60] * 4)
    origin = {"domain_name": host, "origin_id": "far", "custom_origin_config": [{"https_port": 443}]}
    made, model = sound(imported(seen(resource("aws_cloudfront_distribution.shop", origin=[origin]))))
    assert model is not None
    labels = [
        str(each.get("label")) for each in made.data["components"].values() if each["kind"] == "external"
    ]
    assert [host.startswith(label) and len(label) for label in labels] == [120]
