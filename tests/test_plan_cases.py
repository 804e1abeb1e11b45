"""Situations that plans of public Terraform have, each with its right answer.

`cases/plans/NAME` has the configuration and what `terraform show -json` prints of its plan or state.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from archgen.findings import Finding, Severity
from archgen.lint.coverage import Coverage
from archgen.terraform_plan.checking import coverage, proved, sound
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan

CASES = Path(__file__).parent / "cases" / "plans"
NAMES = sorted(folder.name for folder in CASES.iterdir())

FOUND: dict[str, set[tuple[str, str]]] = {
    "aurorasamezone": {("AG223", "aws_rds_cluster.orders")},
    "bastion22v6": {
        ("AG214", "aws_instance.bastion"),
        ("AG402", "aws_security_group.bastion"),
    },
    "existingdb": {
        ("AG310", "aws_db_instance.b"),
        ("AG310", "aws_security_group.b"),
        ("AG402", "aws_security_group.b"),
        ("AG411", "aws_db_instance.b"),
        ("AG412", "aws_db_instance.b"),
        ("AG413", "aws_db_instance.b"),
    },
    "idle": {("AG215", "aws_nat_gateway.nat")},
    "idle-gateways": {
        ("AG215", "aws_nat_gateway.nat[0]"),
        ("AG701", "aws_nat_gateway.nat[1]"),
        ("AG701", "aws_nat_gateway.nat[2]"),
    },
    "intlb": {
        ("AG203", "aws_instance.app"),
        ("AG203", "aws_instance.web"),
        ("AG206", "aws_instance.app"),
        ("AG215", "aws_nat_gateway.nat"),
    },
    "modeach": {("AG202", "aws_vpc.v")},
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
    "v6rule": {
        ("AG310", "aws_vpc_security_group_ingress_rule.v6"),
        ("AG402", "aws_security_group_rule.v6"),
    },
}
"""What is found in each case, by code and address; nothing in the others."""
FOUND["sgmix_state"] = FOUND["sgmix"]

NOT_CHECKED = {
    "existingdb": {"outside-the-plan"},
    "igwtwovpc": {"other-vpc"},
    "localzone": {"local-zone"},
    "natprivate": {"unsupported"},
    "sgmix": {"references-after-apply"},
    "snapshot": {"values-after-apply"},
    "tgw2i": {"unknown-type"},
    "tgw2s": {"unknown-type"},
    "unknowndb": {"values-after-apply"},
}
"""Why something was not checked; everything was in the other cases."""


def read(name: str) -> Imported:
    file = next((CASES / name).glob("*.json.gz"))
    return imported(observe(read_plan(gzip.decompress(file.read_bytes()))))


def examined(name: str) -> tuple[list[Finding], Coverage]:
    made, model = sound(read(name))
    assert model is not None
    return [f for f in proved(made, model) if f.severity is not Severity.INFO], coverage(made)


def lines(name: str) -> set[str]:
    found: list[dict[str, Any] | str] = read(name).data["connections"]
    return {f"{k}: {v}" for line in found for k, v in (line.items() if isinstance(line, dict) else ())}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_is_what_is_there(name: str) -> None:
    findings, _ = examined(name)
    assert {(f.code, f.message.partition(": ")[0]) for f in findings} == FOUND.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_what_was_not_checked_is_said(name: str) -> None:
    _, cover = examined(name)
    assert {str(each.gap.cause) for each in cover.not_checked} == NOT_CHECKED.get(name, set())


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
    assert (orders["kind"], orders["multi_az"]) == ("rds", True)


def test_consumers_of_an_endpoint_service_reach_its_load_balancer() -> None:
    assert "pl-endpoint-service -> pl" in read("privatelink").data["connections"]


def test_all_gateways_are_imported() -> None:
    assert "zones" not in read("idle-gateways").data["components"]["nat"]
