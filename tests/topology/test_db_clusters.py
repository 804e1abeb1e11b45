"""Multi-AZ DB clusters: a writer and two readable standbys, which are no read replicas.

Facts: Amazon RDS User Guide, Multi-AZ DB cluster deployments, and its pages on limits and on failing over.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from archgen.lint.engine import check
from archgen.model.references import attributes_of
from archgen.topology.building import topology
from archgen.topology.failures.failure import without
from archgen.topology.graph import Topology
from models import data_of, made
from terraforming import blocks, configuration

MODEL = """
archgen: 1
name: shop
regions: {eu-west-1: {zones: [eu-west-1a, eu-west-1b, eu-west-1c], cidr: 10.0.0.0/16}}
subnets: {web: {access: public}, app: {access: private}, db: {access: isolated}}
components:
  client: {kind: client}
  igw: {kind: internet-gateway}
  lb: {kind: alb, subnets: web}
  nat: {kind: nat-gateway, subnets: web}
  app: {kind: auto-scaling-group, tier: backend, subnets: app, capacity: {min: 3, max: 6}}
  db: {kind: rds, subnets: db, multi_az: cluster}
connections:
  - client -> igw -> lb: 443
  - lb -> app: 8080
  - app -> db
  - app -> nat
"""


def data(zones: str = "abc", **fields: Any) -> Any:
    found = data_of(MODEL)
    found["regions"]["eu-west-1"]["zones"] = [f"eu-west-1{letter}" for letter in zones]
    found["components"]["db"] |= fields
    return found


def system(zones: str = "abc", **fields: Any) -> Topology:
    return topology(made(data(zones, **fields)))


def codes(found: Topology) -> set[str]:
    return {finding.code for finding in check(found).findings if finding.severity != "info"}


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = run(arguments)
    written = capsys.readouterr()
    return status, written.out + written.err


def test_it_has_a_writer_and_two_standbys_in_three_zones() -> None:
    copies = system().copies_of("db")
    assert [(copy.role, copy.zone) for copy in copies] == [
        ("", "eu-west-1a"),
        ("standby-1", "eu-west-1b"),
        ("standby-2", "eu-west-1c"),
    ]
    assert [copy.serves_reads for copy in copies] == [False, True, True]


def test_the_standby_of_an_instance_serves_no_reads() -> None:
    copies = system(multi_az=True).copies_of("db")
    assert [(copy.role, copy.serves_reads) for copy in copies] == [("", False), ("standby", False)]


def test_nothing_is_wrong_with_it() -> None:
    assert codes(system()) == set()


@pytest.mark.parametrize("engine", ["mysql", "postgres"])
def test_it_fails_over_automatically_and_loses_nothing(engine: str) -> None:
    found = system(engine=engine)
    impact = without(found, "eu-west-1a").impacts["db"]
    assert (impact.state.serves, impact.data_loss, impact.seconds) == (True, False, (0, 35))
    assert without(found, "eu-west-1c").impacts["db"].note == (
        "the writer serves; the readable standby in the zone is down"
    )


def test_it_needs_three_zones() -> None:
    assert codes(system("ab")) == {"AG231"}
    pinned = data()
    pinned["components"]["db"]["zones"] = ["eu-west-1a", "eu-west-1b"]
    assert codes(topology(made(pinned))) == {"AG231"}


def test_only_mysql_and_postgres_have_it() -> None:
    assert "AG226" in codes(system(engine="mariadb"))
    assert "AG226" not in codes(system(engine="mysql"))


def test_it_requires_backups() -> None:
    assert "AG221" in codes(system(backup_retention_days=0))
    assert "AG221" not in codes(system(multi_az=True, backup_retention_days=0))


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"instance_class": "db.m6gd.large"}, set()),
        ({"instance_class": "db.c6gd.medium"}, set()),
        ({"instance_class": "db.t4g.medium"}, {"AG809"}),
        ({"instance_class": "db.m6zz.large"}, {"AG808"}),
        ({"multi_az": True, "instance_class": "db.c6gd.medium"}, {"AG809"}),
        ({"multi_az": True, "instance_class": "db.t4g.medium"}, set()),
    ],
)
def test_it_has_instance_classes_of_its_own(fields: dict[str, Any], found: set[str]) -> None:
    assert codes(system(**fields)) == found


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"multi_az": "clusters"}, "`multi_az` is not true or false, or `cluster`"),
        ({"read_replicas": 1}, "`read_replicas` is not for `multi_az: cluster`"),
        ({"publicly_accessible": True}, "`publicly_accessible` is not for `multi_az: cluster`"),
        ({"storage_type": "io1"}, "`storage_type` needs `iops`"),
        ({"storage_type": "io1", "iops": 1000}, "`storage_gb` is at least 100"),
        ({"storage_type": "io1", "iops": 6000, "storage_gb": 100}, "`iops` is at most 50 for each GB"),
        ({"iops": 3000}, "`iops` is not for gp3 volumes this small"),
    ],
)
def test_what_it_cannot_have_is_said(
    fields: dict[str, Any], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "architecture.yaml"
    path.write_text(json.dumps(data(**fields)))
    status, text = said(capsys, "validate", str(path))
    assert status == 2 and message in text


def test_its_readers_are_its_standbys() -> None:
    found = system()
    assert "reader_host" in attributes_of(found.components["db"], "db")
    source = found.copies_of("app")[0]
    assert [copy.role for copy in found.reached(source, "db", readers=True)] == ["standby-1", "standby-2"]
    assert [copy.role for copy in found.reached(source, "db")] == [""]


def test_terraform_makes_one_cluster_and_no_instances() -> None:
    files = configuration(data(storage_type="io1", iops=2000, storage_gb=200))
    assert not blocks(files, "aws_db_instance") and not blocks(files, "aws_rds_cluster_instance")
    (cluster,) = blocks(files, "aws_rds_cluster").values()
    plain = " ".join(cluster.split())
    for line in (
        'engine = "postgres"',
        "db_cluster_instance_class = var.db_instance_class",
        'storage_type = "io1"',
        "iops = 2000",
        "allocated_storage = 200",
    ):
        assert line in plain


def test_a_cluster_says_how_it_differs_from_an_instance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text(json.dumps(data(multi_az=True)))
    after.write_text(json.dumps(data()))
    assert (
        "`multi_az` of db changes: AWS creates it again" in said(capsys, "diff", str(before), str(after))[1]
    )
    before.write_text(json.dumps(data(multi_az=False)))
    after.write_text(json.dumps(data(multi_az=True)))
    assert "AWS creates it again" not in said(capsys, "diff", str(before), str(after))[1]
