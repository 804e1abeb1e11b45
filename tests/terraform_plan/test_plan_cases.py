"""Situations that plans of public Terraform have, each with its right answer.

`cases/plans/NAME` has the configuration and what `terraform show -json` prints of its plan or state.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from archgen.findings import Finding, Severity
from archgen.lint.coverage import Coverage
from archgen.model.reading import architecture
from archgen.pipeline import examine
from archgen.terraform_plan.agreement import agreed
from archgen.terraform_plan.checking import checked, coverage, sound
from archgen.terraform_plan.comparing.differences import imported_differences
from archgen.terraform_plan.comparing.matching import written_addresses
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.importing.assumptions import located
from archgen.terraform_plan.importing.file_text import file_of
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.dynamic_blocks import best_inputs
from archgen.terraform_plan.source.expressions import words
from archgen.terraform_plan.source.plan import read_plan
from archgen.topology.building import topology
from archgen.yamlfile.document import Document
from archgen.yamlfile.parser import read as read_yaml

CASES = Path(__file__).parents[1] / "cases" / "plans"
NAMES = sorted(folder.name for folder in CASES.iterdir())

FOUND: dict[str, set[tuple[str, str]]] = {
    "aurorasamezone": {("AG223", "aws_rds_cluster.orders")},
    "bastion22v6": {
        ("AG214", "aws_instance.bastion"),
        ("AG402", "aws_security_group.bastion"),
    },
    "closedport": {("AG407", 'aws_vpc_security_group_ingress_rule.web["http"]')},
    "existingdb": {
        ("AG310", "aws_db_instance.b"),
        ("AG310", "aws_security_group.b"),
        ("AG402", "aws_security_group.b"),
        ("AG411", "aws_db_instance.b"),
        ("AG412", "aws_db_instance.b"),
        ("AG413", "aws_db_instance.b"),
    },
    "httpports": {
        ("AG403", "aws_security_group.lb"),
        ("AG407", "aws_security_group.lb"),
    },
    "idle": {("AG215", "aws_nat_gateway.nat")},
    "idle-gateways": {
        ("AG215", "aws_nat_gateway.nat[0]"),
        ("AG701", "aws_nat_gateway.nat[1]"),
        ("AG701", "aws_nat_gateway.nat[2]"),
    },
    "idlegroup": {("AG801", "aws_elasticache_replication_group.sessions")},
    "intlb": {
        ("AG203", "aws_instance.app"),
        ("AG203", "aws_instance.web"),
        ("AG206", "aws_instance.app"),
        ("AG215", "aws_nat_gateway.nat"),
    },
    "iptargets": {("AG325", "aws_lb.main")},
    "keyedrows": {("AG215", "aws_nat_gateway.nat"), ("AG801", "module.app.aws_instance.worker")},
    "modeach": {("AG202", "aws_vpc.v")},
    "natinstance": {("AG227", "aws_instance.nat")},
    "natprivate": {
        ("AG701", "aws_nat_gateway.priv[0]"),
        ("AG701", "aws_nat_gateway.priv[1]"),
    },
    "opengroups": {
        ("AG203", "aws_instance.report"),
        ("AG325", "aws_lb.front"),
    },
    "logbuckets": {
        ("AG224", "aws_elasticache_cluster.pages"),
        ("AG310", "aws_elasticache_cluster.pages"),
        ("AG310", "aws_memorydb_cluster.carts"),
        ("AG310", "aws_redshift_cluster.facts"),
        ("AG801", "aws_elasticache_cluster.pages"),
        ("AG801", "aws_memorydb_cluster.carts"),
        ("AG801", "aws_redshift_cluster.facts"),
    },
    "mapped": {("AG509", "aws_security_group.api")},
    "tables": {
        ("AG412", "aws_dynamodb_table.off"),
        ("AG412", "aws_dynamodb_table.silent"),
        ("AG412", "module.none.aws_dynamodb_table.this"),
    },
    "levels": {
        ("AG308", 'module.stack.module.app["web"].aws_autoscaling_group.this'),
        ("AG309", 'module.stack.module.app["web"].aws_vpc_security_group_ingress_rule.public[0]'),
    },
    "plainhttp": {
        ("AG407", "aws_lb.both"),
        ("AG407", "aws_lb.only_rules"),
        ("AG407", "aws_security_group.lb"),
    },
    "nulls": {("AG224", "module.one.aws_elasticache_replication_group.this")},
    "publicnames": {
        ("AG517", "aws_route53_record.fixed"),
        ("AG517", "aws_route53_record.tool"),
    },
    "rdsmaz": {("AG231", "aws_rds_cluster.orders")},
    "rdsmod": {
        ("AG219", "module.db.aws_db_instance.this"),
        ("AG411", "module.db.aws_db_instance.this"),
        ("AG412", "module.db.aws_db_instance.this"),
        ("AG413", "module.db.aws_db_instance.this"),
    },
    "sgmix": {
        ("AG214", "aws_instance.bastion"),
        ("AG214", "aws_instance.db"),
        ("AG308", "aws_instance.db"),
        ("AG407", "aws_security_group.lb"),
    },
    "written": {("AG318", "aws_iam_role_policy.app")},
    "v6rule": {
        ("AG310", "aws_vpc_security_group_ingress_rule.v6"),
        ("AG402", "aws_security_group_rule.v6"),
    },
}
"""What is found in each case, by code and address; nothing in the others."""
FOUND["sgmix_state"] = FOUND["sgmix"]

NOT_CHECKED = {
    "conditions": {"place-after-apply", "references-after-apply"},
    "copies": {"values-after-apply"},
    "defaultvpc": {"outside-the-plan"},
    "existingdb": {"outside-the-plan"},
    "localzone": {"local-zone"},
    "logbuckets": {"unused"},
    "nulls": {"values-after-apply"},
    "onetier": {"place-after-apply"},
    "publicnames": {"unused"},
    "sgmix": {"references-after-apply"},
    "snapshot": {"values-after-apply"},
    "tables": {"values-after-apply"},
    "unknowndb": {"values-after-apply"},
    "written": {"references-after-apply"},
}
"""Why something was not checked; everything was in the other cases."""


def read(name: str) -> Imported:
    file = next((CASES / name).glob("*.json.gz"))
    return imported(observe(read_plan(gzip.decompress(file.read_bytes()))))


def examined(name: str) -> tuple[list[Finding], Coverage]:
    made, model = sound(read(name))
    assert model is not None
    return [f for f in checked(made, model) if f.severity is not Severity.INFO], coverage(made)


def lines(name: str) -> set[str]:
    found: list[dict[str, Any] | str] = read(name).data["connections"]
    return {f"{k}: {v}" for line in found for k, v in (line.items() if isinstance(line, dict) else ())}


def chains(name: str) -> set[str]:
    """The connections without their ports."""
    found: list[dict[str, Any] | str] = read(name).data["connections"]
    return {chain for line in found for chain in ([line] if isinstance(line, str) else line)}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_is_what_is_there(name: str) -> None:
    findings, _ = examined(name)
    assert {(f.code, f.message.partition(": ")[0]) for f in findings} == FOUND.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_what_was_not_checked_is_said(name: str) -> None:
    _, cover = examined(name)
    assert {str(each.gap.cause) for each in cover.not_checked} == NOT_CHECKED.get(name, set())


def test_a_target_that_is_an_address_is_the_instance_that_has_it() -> None:
    told = {f.message.partition(", and ")[0] for f in examined("iptargets")[0]}
    assert told == {
        "aws_lb.main: its requests reach aws_instance.one on 9000",
        "aws_lb.main: its requests reach aws_instance.two on 9000",
    }
    assert {"main -> one", "main -> two"} <= chains("iptargets")


def test_each_port_of_a_load_balancer_is_held_to_what_it_speaks() -> None:
    findings, _ = examined("httpports")
    plain = {f.message.partition(": ")[2] for f in findings if f.code == "AG407"}
    assert plain == {
        "client reaches beside over plain HTTP (8080) beside HTTPS; use 443",
        "client reaches other-port over plain HTTP (80) beside HTTPS; use 443",
        "client reaches plain over plain HTTP only (8080); use 443",
        "client reaches wrong over plain HTTP only (443); use 443",
    }
    told = [line for line in read("httpports").data["connections"] if isinstance(line, dict)]
    assert {"client -> igw -> tls": {"port": 8443, "protocol": "https"}} in told
    assert {"client -> igw -> beside": 443} in told
    assert {"client -> igw -> beside": {"port": 8080, "protocol": "http"}} in told
    assert {"client -> igw -> redirects": [443, 8080]} in told


def test_nothing_unplaced_is_called_sound() -> None:
    findings, cover = examined("existingdb")
    assert findings and cover.checked == 0
    assert cover.line == (
        "checked 0 of 2 resources; not checked: 2 in subnets outside of the plan (subnet-0aaaaaaaaaaaaaaaa)"
    )


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


# --- import, then conform ---


def model_of(text: str) -> tuple[Any, Document]:
    document = read_yaml(text.encode(), "architecture.yaml")
    model, faults = architecture(document.data)
    assert model is not None, faults
    return topology(model), document


def compared(text: str, made: Imported) -> tuple[list[str], dict[str, int]]:
    graph, document = model_of(text)
    found, matched = imported_differences(graph, made, written_addresses(document))
    return [difference.message for difference in found], matched.counts()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "existingdb"])
def test_what_was_just_imported_does_not_differ_from_its_plan(name: str) -> None:
    made, _ = sound(read(name))
    assert compared(file_of(made, "plan.json"), read(name))[0] == []


def test_a_component_that_got_another_name_is_known_by_its_address() -> None:
    made, _ = sound(read("sgmix"))
    text = re.sub(r"\bdb\b(?!\.|\")", "orders", file_of(made, "plan.json")).replace(
        "aws_instance.orders", "aws_instance.db"
    )
    differences, counts = compared(text, read("sgmix"))
    assert differences == []
    assert counts["address"] > 0


def rows_of(made: Imported) -> dict[str, str]:
    return {row: fields["access"] for row, fields in made.data["subnets"].items()}


def placed(made: Imported) -> dict[str, str]:
    components: dict[str, dict[str, Any]] = made.data["components"]
    return {id: fields["subnets"] for id, fields in components.items() if "subnets" in fields}


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


@pytest.mark.parametrize("name", NAMES)
def test_an_imported_model_has_the_findings_of_its_plan(name: str) -> None:
    made, model = sound(read(name))
    assert model is not None
    again, lost = agreed(made, model)
    told = {finding.code for finding in checked(made, model) if finding.severity is not Severity.INFO}
    _, document = model_of(file_of(again, "plan.json", lost))
    here = {finding.code for finding in examine(document).findings if finding.severity is not Severity.INFO}
    assert here | {finding.code for finding in lost} == told


def test_without_addresses_components_are_known_by_kind_and_place() -> None:
    made, _ = sound(read("tgw2i"))
    text = re.sub(r"  # (module\.|aws_).*", "", file_of(made, "plan.json"))
    differences, counts = compared(text, read("tgw2i"))
    assert differences == []
    assert counts["address"] == 0 and counts["kind"] > 0


def test_a_plan_and_the_state_after_it_are_the_same() -> None:
    made, _ = sound(read("sgmix"))
    assert compared(file_of(made, "plan.json"), read("sgmix_state"))[0] == []


def test_what_a_plan_changes_is_a_difference() -> None:
    made, _ = sound(read("tgw2i"))
    text = file_of(made, "plan.json").replace("multi_az: true", "multi_az: false")
    assert compared(text, read("tgw2i"))[0] == [
        "rds orders in us-east-1: multi az is true in the plan, false in the model"
    ]


def test_a_value_that_the_plan_does_not_know_is_no_difference() -> None:
    made, _ = sound(read("unknowndb"))
    text = file_of(made, "plan.json").replace("kind: rds", "kind: rds, multi_az: true, encrypted: false")
    assert compared(text, read("unknowndb"))[0] == []


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
