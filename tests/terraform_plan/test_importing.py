"""Terraform as people write it, imported: who talks to whom, and what is called what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from archgen.model.reading import architecture
from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.importing.file_text import file_of
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from hand_written_faults import STYLES, styles
from models import data_of

PLANS = styles()


def read_back(name: str) -> Imported:
    made, model = sound(imported(observe(read_plan(json.dumps(PLANS[name]).encode()))))
    assert model is not None
    return made


def lines(name: str) -> list[str]:
    """The connections of an import as they are written."""
    found: list[str] = []
    for line in read_back(name).data["connections"]:
        text, port = next(iter(line.items())) if isinstance(line, dict) else (line, None)
        found.append(f"{text}: {port}" if port else text)
    return found


def why(made: Imported) -> dict[str, str]:
    return {address: gap.reason for address, gap in made.unplaced.items()}


def parts(name: str) -> dict[str, Any]:
    return dict(read_back(name).data["components"])


def test_every_style_has_a_plan() -> None:
    assert sorted(PLANS) == sorted(file.stem for file in STYLES.glob("*.tf"))


@pytest.mark.parametrize("name", PLANS)
def test_what_is_imported_is_a_file_that_can_be_used(name: str) -> None:
    made = read_back(name)
    assert architecture(data_of(file_of(made, "plan.json")))[1] == []


def test_counted_resources_and_rules_inside_of_groups() -> None:
    assert lines("counted") == [
        "client -> shop -> alb: [80, 443]",
        "alb -> web: 8080",
        "web -> database: 3306",
        "web -> internet: 443",
        "web -> uploads",
        "outside -> gw -> bastion: 22",
        "bastion -> internet: 443",
        "bastion -> web: 22",
    ]


def test_a_name_tag_is_the_label_where_it_says_more_than_the_id() -> None:
    found = parts("counted")
    assert found["alb"]["label"] == "Shop front door"
    assert "label" not in found["bastion"] | found["gw"]


def test_a_plan_without_a_vpc_is_imported_with_what_policies_and_events_say() -> None:
    assert lines("functions") == [
        "client -> http",
        "http -> fn-api",
        "fn-api -> orders",
        "fn-api -> order-events",
        "orders -> fn-stream",
        "order-events -> jobs",
        "jobs -> fn-worker",
        "fn-worker -> jobs",
        "fn-worker -> orders",
        "fn-worker -> payments",
        "receipts -> fn-thumbnails",
        "nightly -> fn-worker",
    ]
    assert read_back("functions").data["regions"] == {"us-west-2": {}}


def test_what_a_policy_denies_connects_nothing() -> None:
    assert "fn-api -> receipts" not in lines("functions")


def test_what_only_serves_is_told_apart_from_what_has_no_place() -> None:
    made = read_back("functions")
    assert dict(made.supporting) == {"aws_sqs_queue.jobs_dlq": "what failed"}
    assert why(made) == {"aws_transfer_server.etl": "archgen does not know its type (aws_transfer_server)"}


def test_containers_use_what_their_roles_may_over_the_endpoints_that_there_are() -> None:
    assert lines("containers") == [
        "client -> cdn",
        "cdn -> igw -> public: 443",
        "public -> svc-api: 8000",
        "svc-api -> internet: 443",
        "svc-api -> s3 -> documents",
        "svc-api -> tasks",
        "svc-api -> sm -> db-secret",
        "svc-api -> db",
        "svc-worker -> internet: 443",
        "svc-worker -> tasks",
        "svc-worker -> sm -> db-secret",
        "svc-worker -> db",
    ]


def test_a_gateway_in_a_list_of_subnets_stands_in_the_one_of_its_index() -> None:
    assert parts("containers")["nat"] == {
        "kind": "nat-gateway",
        "subnets": "public",
        "zones": ["us-east-1a"],
    }


def test_the_nodes_of_a_cluster_are_a_group_with_its_doors() -> None:
    assert lines("cluster") == [
        "client -> prod -> nlb: 443",
        "nlb -> general: 30080",
        "general -> database: 5432",
        "general -> prod-cluster",
        "jump -> database: 5432",
        "outside -> database: 5432",
    ]
    assert list(read_back("cluster").data["subnets"]) == ["prod-public", "prod-nodes", "mgmt"]


def test_a_second_vpc_of_a_region_has_its_own_rows_and_components() -> None:
    made = read_back("cluster")
    assert why(made) == {}
    assert made.data["components"]["mgmt"] == {"kind": "vpc-peering", "between": ["prod", "mgmt"]}
    assert set(made.data["vpcs"]) == {"prod", "mgmt"}
    assert made.data["subnets"][made.data["components"]["jump"]["subnets"]]["vpc"] == "mgmt"


def test_a_plan_is_imported_under_its_own_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = json.loads(json.dumps(PLANS["functions"]))
    for resource in plan["planned_values"]["root_module"]["resources"]:
        resource["values"]["tags_all"] = {"Architecture": "orders"}
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    assert run(["import", str(file)]) == 0
    assert "\nname: orders\n" in capsys.readouterr().out
