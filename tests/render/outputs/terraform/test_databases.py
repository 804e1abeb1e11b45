"""Databases: their passwords, classes, replicas and copies in other regions."""

from __future__ import annotations

import re

import pytest

from models import brief
from terraforming import blocks, configuration, kept

MODELS = kept()
BRIEF = configuration(brief())


def test_a_password_is_rds_s_own_where_rds_allows_it() -> None:
    with_replica = blocks(BRIEF, "aws_db_instance")["orders"]
    assert "password_wo" in with_replica and "manage_master_user_password" not in with_replica
    alone = brief()
    alone["components"]["orders"]["read_replicas"] = 0
    without = blocks(configuration(alone), "aws_db_instance")["orders"]
    assert "manage_master_user_password   = true" in without and "password_wo" not in without


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


def test_clusters_of_their_own_in_several_regions_are_no_global_one() -> None:
    data = kept()["two-regions"]
    del data["components"]["ledger"]["replica_regions"]
    files = configuration(data)
    assert set(blocks(files, "aws_rds_cluster")) == {"ledger", "ledger_us_west_2"}
    assert not blocks(files, "aws_rds_global_cluster")


def test_a_far_cluster_passes_on_what_is_written_to_it() -> None:
    clusters = blocks(configuration(kept()["two-regions"]), "aws_rds_cluster")
    passing = {label for label, text in clusters.items() if "enable_global_write_forwarding = true" in text}
    assert passing == {"ledger_us_west_2"}


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
