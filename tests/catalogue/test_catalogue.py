"""What AWS offers where: impossible sizes are found, possible ones are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archgen.catalogue import sizes
from archgen.catalogue.regions import REGIONS, zones_of
from archgen.catalogue.sizes import Answer
from archgen.cli import run
from archgen.lint.engine import check
from archgen.model.kinds import kind_class, kinds
from archgen.pipeline import examine
from archgen.topology.building import topology
from archgen.yamlfile.parser import read
from models import made

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "archgen" / "catalogue" / "sizes.bin"

POSSIBLE = (
    ("cache", "cache.c7gn.4xlarge", "us-east-2"),
    ("cache", "cache.m5.large", "us-west-1"),
    ("cache", "cache.m6g.large", "eu-south-2"),
    ("cache", "cache.r5.4xlarge", "ap-southeast-3"),
    ("cache", "cache.t3.medium", "eu-south-1"),
    ("ec2", "c8g.4xlarge", "ap-southeast-6"),
    ("ec2", "c8gd.xlarge", "ap-southeast-6"),
    ("ec2", "m5d.xlarge", "ap-northeast-1"),
    ("ec2", "m6i.xlarge", "ca-west-1"),
    ("ec2", "r5dn.large", "eu-north-1"),
    ("rds aurora-mysql", "db.r5.16xlarge", "il-central-1"),
    ("rds aurora-mysql", "db.r7i.large", "ap-east-2"),
    ("rds aurora-mysql", "db.r8g.xlarge", "sa-east-1"),
    ("rds aurora-mysql", "db.serverless", "af-south-1"),
    ("rds aurora-mysql", "db.t4g.large", "mx-central-1"),
    ("rds aurora-postgresql", "db.r5.xlarge", "me-central-1"),
    ("rds aurora-postgresql", "db.r6g.2xlarge", "eu-central-2"),
    ("rds aurora-postgresql", "db.r6g.4xlarge", "eu-west-3"),
    ("rds aurora-postgresql", "db.r6gd.12xlarge", "us-gov-east-1"),
    ("rds aurora-postgresql", "db.r7i.4xlarge", "eu-south-2"),
    ("rds db2-se", "db.m6i.4xlarge", "me-south-1"),
    ("rds db2-se", "db.m6i.large", "ap-southeast-2"),
    ("rds db2-se", "db.m6i.xlarge", "ap-northeast-2"),
    ("rds db2-se", "db.r6i.xlarge", "eu-south-1"),
    ("rds db2-se", "db.r7i.2xlarge", "eu-south-1"),
    ("rds mariadb", "db.m6i.4xlarge", "eu-central-1"),
    ("rds mariadb", "db.r6g.12xlarge", "af-south-1"),
    ("rds mariadb", "db.r6g.xlarge", "eu-west-1"),
    ("rds mariadb", "db.r7i.48xlarge", "ap-northeast-1"),
    ("rds mariadb", "db.r8g.xlarge", "eu-south-2"),
    ("rds mysql", "db.m6id.12xlarge", "ap-southeast-6"),
    ("rds mysql", "db.m6in.8xlarge", "ap-northeast-1"),
    ("rds mysql", "db.r6g.16xlarge", "il-central-1"),
    ("rds mysql", "db.r6g.large", "ap-northeast-3"),
    ("rds mysql", "db.r7i.24xlarge", "eu-south-2"),
    ("rds oracle-ee", "db.m6in.8xlarge", "eu-west-1"),
    ("rds oracle-ee", "db.r5.xlarge", "ap-southeast-4"),
    ("rds oracle-ee", "db.r5b.xlarge", "ap-southeast-2"),
    ("rds oracle-ee", "db.r7i.24xlarge", "eu-south-2"),
    ("rds oracle-ee", "db.r7i.8xlarge", "ap-southeast-2"),
    ("rds oracle-se2", "db.m4.4xlarge", "ca-central-1"),
    ("rds oracle-se2", "db.m7i.4xlarge", "mx-central-1"),
    ("rds oracle-se2", "db.r5b.2xlarge.tpc1.mem2x", "ap-southeast-2"),
    ("rds oracle-se2", "db.r8i.4xlarge", "us-east-2"),
    ("rds oracle-se2", "db.x2iedn.xlarge", "ca-central-1"),
    ("rds postgres", "db.m6gd.8xlarge", "eu-west-3"),
    ("rds postgres", "db.m6i.16xlarge", "me-south-1"),
    ("rds postgres", "db.r6g.xlarge", "ap-east-1"),
    ("rds postgres", "db.t3.small", "cn-north-1"),
    ("rds postgres", "db.t4g.2xlarge", "ap-southeast-5"),
    ("rds sqlserver-ex", "db.t2.medium", "eu-west-2"),
    ("rds sqlserver-ex", "db.t3.large", "eu-north-1"),
    ("rds sqlserver-ex", "db.t3.medium", "us-east-2"),
    ("rds sqlserver-ex", "db.t3.small", "ap-southeast-4"),
    ("rds sqlserver-ex", "db.t3.xlarge", "cn-northwest-1"),
    ("rds sqlserver-se", "db.m5.4xlarge", "ap-northeast-1"),
    ("rds sqlserver-se", "db.r5d.2xlarge", "eu-north-1"),
    ("rds sqlserver-se", "db.r5d.2xlarge", "eu-south-1"),
    ("rds sqlserver-se", "db.r8i.8xlarge", "ap-southeast-6"),
    ("rds sqlserver-se", "db.t3.2xlarge", "eu-central-2"),
)
IMPOSSIBLE = (
    ("cache", "cache.m4.2xlarge", "ap-southeast-3"),
    ("cache", "cache.m4.4xlarge", "ca-west-1"),
    ("cache", "cache.m5.24xlarge", "ap-southeast-6"),
    ("cache", "cache.r6gd.12xlarge", "ap-south-2"),
    ("cache", "cache.t2.small", "eu-south-1"),
    ("ec2", "c5ad.8xlarge", "ap-south-1"),
    ("ec2", "r6a.4xlarge", "ap-southeast-7"),
    ("ec2", "r8id.metal-48xl", "me-central-1"),
    ("ec2", "t2.2xlarge", "ap-south-2"),
    ("ec2", "x8i.64xlarge", "cn-northwest-1"),
    ("rds aurora-mysql", "db.r6id.32xlarge", "ap-east-1"),
    ("rds aurora-mysql", "db.r7i.24xlarge", "il-central-1"),
    ("rds aurora-mysql", "db.r7i.24xlarge", "me-south-1"),
    ("rds aurora-mysql", "db.r8a.8xlarge", "us-gov-west-1"),
    ("rds aurora-mysql", "db.r8a.large", "ap-southeast-2"),
    ("rds aurora-postgresql", "db.r4.8xlarge", "eu-south-2"),
    ("rds aurora-postgresql", "db.r4.xlarge", "eu-south-1"),
    ("rds aurora-postgresql", "db.r6i.24xlarge", "cn-northwest-1"),
    ("rds aurora-postgresql", "db.t3.small", "eu-south-2"),
    ("rds aurora-postgresql", "db.x2g.large", "ap-southeast-3"),
    ("rds db2-se", "db.m7i.8xlarge", "ap-east-1"),
    ("rds db2-se", "db.r6idn.2xlarge", "ap-southeast-2"),
    ("rds db2-se", "db.r6idn.4xlarge", "ap-east-1"),
    ("rds db2-se", "db.r6in.2xlarge", "ap-southeast-7"),
    ("rds db2-se", "db.r6in.4xlarge", "ap-southeast-3"),
    ("rds mariadb", "db.m4.4xlarge", "eu-north-1"),
    ("rds mariadb", "db.m6gd.2xlarge", "af-south-1"),
    ("rds mariadb", "db.m6id.large", "ca-central-1"),
    ("rds mariadb", "db.m8gd.xlarge", "ap-south-2"),
    ("rds mariadb", "db.r3.8xlarge", "me-south-1"),
    ("rds mysql", "db.m6idn.16xlarge", "ap-southeast-5"),
    ("rds mysql", "db.m6in.16xlarge", "ap-southeast-3"),
    ("rds mysql", "db.m7i.large", "eu-south-1"),
    ("rds mysql", "db.r3.4xlarge", "us-gov-east-1"),
    ("rds mysql", "db.r8gd.2xlarge", "ap-northeast-3"),
    ("rds oracle-ee", "db.m6in.8xlarge", "eu-west-3"),
    ("rds oracle-ee", "db.m8i.96xlarge", "cn-northwest-1"),
    ("rds oracle-ee", "db.m8i.large", "cn-northwest-1"),
    ("rds oracle-ee", "db.r6i.2xlarge.tpc1.mem2x", "ap-southeast-6"),
    ("rds oracle-ee", "db.z1d.6xlarge", "ap-east-2"),
    ("rds oracle-se2", "db.m5.16xlarge", "us-gov-west-1"),
    ("rds oracle-se2", "db.r5d.4xlarge", "eu-central-2"),
    ("rds oracle-se2", "db.r6i.4xlarge", "mx-central-1"),
    ("rds oracle-se2", "db.t2.micro", "ap-northeast-3"),
    ("rds oracle-se2", "db.t2.xlarge", "ap-southeast-4"),
    ("rds postgres", "db.m6in.4xlarge", "us-gov-west-1"),
    ("rds postgres", "db.r6id.24xlarge", "ap-northeast-3"),
    ("rds postgres", "db.r8a.48xlarge", "cn-north-1"),
    ("rds postgres", "db.x2g.4xlarge", "eu-west-2"),
    ("rds postgres", "db.x2idn.32xlarge", "cn-north-1"),
    ("rds sqlserver-ex", "db.t1.micro", "eu-central-2"),
    ("rds sqlserver-ex", "db.t1.micro", "mx-central-1"),
    ("rds sqlserver-ex", "db.t2.medium", "ap-south-2"),
    ("rds sqlserver-ex", "db.t2.medium", "me-central-1"),
    ("rds sqlserver-ex", "db.t3.2xlarge", "ap-southeast-2"),
    ("rds sqlserver-se", "db.m3.large", "ap-southeast-6"),
    ("rds sqlserver-se", "db.r5b.large", "cn-northwest-1"),
    ("rds sqlserver-se", "db.r5b.xlarge", "ap-southeast-6"),
    ("rds sqlserver-se", "db.r8a.2xlarge", "mx-central-1"),
    ("rds sqlserver-se", "db.z1d.3xlarge", "ap-southeast-5"),
)
INVENTED = (
    ("cache", "cache.t4g.large", "us-east-1"),
    ("cache", "cache.zz.nano", "us-east-1"),
    ("ec2", "c5.small", "us-east-1"),
    ("ec2", "m5.3xlarge", "us-west-2"),
    ("ec2", "t3.gigantic", "eu-west-1"),
    ("ec2", "t4.small", "us-east-1"),
    ("ec2", "t9.gigantic", "us-east-1"),
    ("rds mysql", "db.t4g.nano", "eu-west-1"),
    ("rds postgres", "db.m5.micro", "us-east-1"),
    ("rds postgres", "db.t1.huge", "us-east-1"),
)


def found(table: str, size: str, region: str) -> set[str]:
    """The codes that a model with this size in this region gives."""
    text = f"""
archgen: 1
name: small
regions: {{{region}: {{zones: [{", ".join(zones_of(region)[:2])}], cidr: 10.0.0.0/16}}}}
subnets: {{app: {{access: private}}}}
components: {{it: {{{fields(table, size)}, subnets: app}}}}
"""
    examination = examine(read(text.encode(), "test.yaml"))
    assert examination.usable, examination.findings
    return {finding.code for finding in examination.findings} & {"AG808", "AG809"}


def fields(table: str, size: str) -> str:
    if table == "ec2":
        return f"kind: instance, tier: backend, instance_type: {size}"
    if table == "cache":
        return f"kind: elasticache, node_type: {size}"
    engine = table.removeprefix("rds ")
    kind = "aurora" if engine.startswith("aurora") else "rds"
    return f"kind: {kind}, engine: {engine}, instance_class: {size}"


@pytest.mark.parametrize(("table", "size", "region"), POSSIBLE)
def test_what_aws_offers_is_no_finding(table: str, size: str, region: str) -> None:
    assert found(table, size, region) == set()


@pytest.mark.parametrize(("table", "size", "region"), IMPOSSIBLE)
def test_what_aws_does_not_offer_there_is_found(table: str, size: str, region: str) -> None:
    assert found(table, size, region) == {"AG809"}


@pytest.mark.parametrize(("table", "size", "region"), INVENTED)
def test_what_aws_does_not_offer_at_all_is_found(table: str, size: str, region: str) -> None:
    assert found(table, size, region) == {"AG808"}


def test_a_class_of_another_engine_is_told_from_one_that_does_not_exist() -> None:
    assert sizes.answer("rds oracle-ee", "db.t4g.medium", "us-east-1") is Answer.OTHER_ENGINE
    assert found("rds oracle-ee", "db.t4g.medium", "us-east-1") == {"AG809"}


@pytest.mark.parametrize("size", ["m10g.large", "t9g.small", "c10.xlarge", "r9i.2xlarge"])
def test_a_later_generation_is_a_warning(size: str) -> None:
    assert sizes.answer("ec2", size, "us-east-1") is Answer.NEWER


def test_families_that_only_clusters_have_are_told_from_others() -> None:
    assert sizes.answer("cluster postgres", "db.c6gd.large", "us-east-1") is Answer.OFFERED
    assert sizes.answer("rds postgres", "db.c6gd.large", "us-east-1") is Answer.OTHER_ENGINE
    assert sizes.answer("cluster postgres", "db.t4g.medium", "us-east-1") is Answer.OTHER_ENGINE
    assert sizes.answer("rds postgres", "db.t4g.nano", "us-east-1") is Answer.UNKNOWN


def test_of_a_region_that_it_does_not_know_it_says_nothing() -> None:
    assert sizes.answer("ec2", "t9.gigantic", "eu-north-9") is Answer.OFFERED


def test_its_regions_are_those_with_known_zones() -> None:
    assert sizes.regions() == tuple(sorted(REGIONS))


def test_it_is_small_and_read_only_when_it_is_needed() -> None:
    assert DATA.stat().st_size < 100_000
    code = "import sys, archgen.lint.engine as e; e.rules(); from archgen.catalogue import sizes; "
    code += "assert not sizes._data.cache_info().currsize"
    subprocess.run([sys.executable, "-c", code], check=True)


def model(region: str, zones: str) -> str:
    return f"""archgen: 1
name: small
regions: {{{region}: {{zones: [{zones}], cidr: 10.0.0.0/16}}}}
components: {{store: {{kind: dynamodb}}}}
"""


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("us-wets-1", 'there is no region "us-wets-1"; did you mean "us-west-1"?'),
        ("eu-norht-1", 'did you mean "eu-north-1"?'),
        ("mars", "write it as eu-west-1"),
        ("eu_west_1", None),
        ("US-EAST-1", 'did you mean "us-east-1"?'),
    ],
)
def test_a_region_that_is_none_is_an_error_of_the_file(
    region: str, said: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "architecture.yaml"
    path.write_text(model(region, "x-1a, x-1b"))
    assert run(["validate", f"{path}"]) == 2
    assert said is None or said in capsys.readouterr().out


@pytest.mark.parametrize("region", ["eu-north-2", "us-iso-east-1", "eusc-de-east-1"])
def test_a_region_that_may_have_been_opened_since_is_a_warning(
    region: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "architecture.yaml"
    path.write_text(model(region, f"{region}a, {region}b"))
    assert run(["validate", f"{path}"]) == 0
    out = capsys.readouterr().out
    assert f"warning[AG015] unknown-region: {region} is not among the regions that AWS had on 20" in out


def test_what_archgen_chooses_by_itself_exists() -> None:
    engines: dict[str, Any] = {
        "rds": ("postgres", "mysql", "mariadb", "oracle-se2", "sqlserver-se", "db2-se")
    }
    for region in ("us-east-1", "eu-west-1", "ap-southeast-2", "sa-east-1"):
        for kind, names in {**engines, "aurora": ("aurora-postgresql", "aurora-mysql")}.items():
            for engine in names:
                text = model(region, ", ".join(zones_of(region)[:2])).replace("{store: {kind: dynamodb}}", "")
                text = text.replace("components: ", "subnets: {db: {access: isolated}}\ncomponents:\n")
                text += f"  it: {{kind: {kind}, engine: {engine}, subnets: db}}\n"
                codes = {each.code for each in examine(read(text.encode(), "test.yaml")).findings}
                assert not codes & {"AG808", "AG809"}, (region, engine)


DEFAULTS = """archgen: 1
name: shop
regions: {{{region}: {{zones: [{region}a, {region}b], cidr: 10.0.0.0/16}}}}
subnets: {{db: {{access: isolated}}}}
components:
  db: {{kind: {kind}, subnets: db{more}}}
"""


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("elasticache", ""),
        ("elasticache", ", engine: memcached"),
        ("rds", ""),
        ("rds", ", engine: mariadb"),
        ("rds", ", engine: sqlserver-se"),
        ("rds", ", engine: oracle-ee"),
        ("aurora", ""),
        ("aurora", ", engine: aurora-mysql"),
    ],
)
def test_defaults_exist_in_the_region_that_they_are_used_in(region: str, kind: str, more: str) -> None:
    text = DEFAULTS.format(region=region, kind=kind, more=more)
    found = examine(read(text.encode(), "architecture.yaml")).findings
    assert [each.message for each in found if each.code in ("AG808", "AG809")] == []


def test_a_size_that_the_file_gives_is_kept() -> None:
    text = DEFAULTS.format(region="il-central-1", kind="aurora", more=", instance_class: db.t4g.medium")
    (found,) = [f for f in examine(read(text.encode(), "a")).findings if f.code == "AG809"]
    assert "db.t4g.medium of db is not offered in il-central-1" in found.message


@pytest.mark.parametrize(
    ("kind", "fields", "code"),
    [
        ("mq", {"instance_type": "mq.t3.micro"}, None),
        ("mq", {"instance_type": "mq.m7g.large", "engine": "rabbitmq"}, None),
        ("mq", {"instance_type": "mq.m7g.large"}, "AG809"),
        ("mq", {"instance_type": "mq.t3.nano"}, "AG808"),
        ("msk", {"instance_type": "kafka.m5.24xlarge"}, None),
        ("msk", {"instance_type": "express.m7g.large"}, None),
        ("msk", {"instance_type": "kafka.m5.small"}, "AG808"),
        ("msk", {"instance_type": "m5.large"}, "AG808"),
        ("opensearch", {"instance_type": "r6g.large.search"}, None),
        ("opensearch", {"instance_type": "r6g.large"}, "AG808"),
        ("opensearch", {"instance_type": "t2.nano.search"}, "AG808"),
        ("redshift", {"node_type": "ra3.4xlarge"}, None),
        ("redshift", {"node_type": "dc2.medium"}, "AG808"),
        ("documentdb", {"instance_class": "db.r6g.large"}, None),
        ("documentdb", {"instance_class": "db.serverless"}, None),
        ("documentdb", {"instance_class": "db.m5.large"}, "AG808"),
        ("neptune", {"instance_class": "db.r8g.large"}, None),
        ("neptune", {"instance_class": "db.m5.large"}, "AG808"),
        ("memorydb", {"node_type": "db.r6gd.xlarge"}, None),
        ("memorydb", {"node_type": "db.r6gd.large"}, "AG808"),
        ("memorydb", {"node_type": "cache.t4g.small"}, "AG808"),
        ("eks", {"instance_type": "m6i.large"}, None),
        ("eks", {"instance_type": "m6i.huge"}, "AG808"),
    ],
)
def test_sizes_of_every_service_are_known(kind: str, fields: dict[str, Any], code: str | None) -> None:
    data = _model("us-east-1")
    data["components"] = {"it": {"kind": kind, "subnets": "app", **fields}}
    codes = {finding.code for finding in check(topology(made(data))).findings}
    assert codes & {"AG808", "AG809"} == ({code} if code else set())


def test_every_region_that_has_a_service_has_its_usual_size() -> None:
    for kind in kinds():
        component = kind_class(kind).model_construct(kind=kind)
        if kind in ("rds", "aurora", "elasticache") or component.catalogued_size is None:
            continue
        field, table = component.catalogued_size
        for region in sizes.regions():
            chosen = component.sized_for((), (region,)).value_of(field)
            if sizes.offers(table, region):
                assert sizes.answer(table, chosen, region) is Answer.OFFERED, (kind, region, chosen)


def _model(region: str) -> dict[str, Any]:
    zones = list(zones_of(region)[:2])
    return {
        "archgen": 1,
        "name": "sizes",
        "regions": {region: {"zones": zones, "cidr": "10.0.0.0/16"}},
        "subnets": {"app": {"access": "isolated"}},
    }
