"""Combinations of region, size, engine and version: the same answers as cfn-lint gives.

How the table was made: 86 of its rows were drawn at random (seed 58) from the sizes that the catalogue has
of each service and engine in some region, 51 where it is offered and 35 where it is not; the others,
versions, engines and invented sizes, were written by hand. Each row was written as a CloudFormation
template with that one resource and given to cfn-lint 1.58.0 with the row's region. It says nothing of the
possible ones, and names each impossible one by the rule that is in its row: E3628 instance types, E3025 and
E3694 classes of instances and of DB clusters, E3647 node types, E3670 brokers, E3620, E3635, E3653 and
E3667 sizes of DocumentDB, Neptune, OpenSearch and Redshift, E3690, E3691 and E3695 engines and versions,
E3030 other values. One row was moved to another region: cfn-lint tells the licences of Oracle apart, and
archgen does not.
"""

from __future__ import annotations

from typing import Any

import pytest

from archgen.catalogue.regions import zones_of
from archgen.pipeline import examine
from archgen.yamlfile.parser import read

Row = tuple[str, ...]
POSSIBLE = (
    ("ec2", "", "size", "g7.2xlarge", "us-west-2"),
    ("ec2", "", "size", "c8i-flex.8xlarge", "ap-southeast-6"),
    ("ec2", "", "size", "i4i.large", "ap-east-2"),
    ("ec2", "", "size", "m8g.medium", "me-central-1"),
    ("ec2", "", "size", "x2iedn.24xlarge", "eu-south-1"),
    ("ec2", "", "size", "r8i-flex.16xlarge", "cn-northwest-1"),
    ("ec2", "", "size", "r5.4xlarge", "ca-west-1"),
    ("ec2", "", "size", "im4gn.8xlarge", "eu-west-3"),
    ("ec2", "", "size", "c8gb.8xlarge", "us-west-2"),
    ("ec2", "", "size", "m6gd.8xlarge", "af-south-1"),
    ("ec2", "", "size", "r7g.12xlarge", "ap-southeast-6"),
    ("ec2", "", "size", "m7g.16xlarge", "ap-northeast-2"),
    ("rds", "postgres", "size", "db.r6i.24xlarge", "ap-south-1"),
    ("rds", "postgres", "size", "db.r3.8xlarge", "us-east-1"),
    ("rds", "postgres", "size", "db.r6g.12xlarge", "us-west-2"),
    ("rds", "mysql", "size", "db.r6i.4xlarge", "ap-southeast-7"),
    ("rds", "mysql", "size", "db.m7g.12xlarge", "ap-northeast-3"),
    ("rds", "mysql", "size", "db.t4g.large", "ap-northeast-3"),
    ("rds", "mariadb", "size", "db.m5.large", "ap-southeast-1"),
    ("rds", "mariadb", "size", "db.m5.16xlarge", "ap-southeast-1"),
    ("rds", "oracle-se2", "size", "db.m5.4xlarge", "ap-northeast-1"),
    ("rds", "oracle-se2", "size", "db.t3.xlarge", "us-east-1"),
    ("rds", "sqlserver-se", "size", "db.r5b.2xlarge", "ap-northeast-1"),
    ("rds", "sqlserver-se", "size", "db.r5d.2xlarge", "ap-northeast-1"),
    ("rds", "db2-se", "size", "db.r6i.2xlarge", "eu-north-1"),
    ("aurora", "aurora-postgresql", "size", "db.t3.medium", "ap-southeast-6"),
    ("aurora", "aurora-postgresql", "size", "db.r8g.24xlarge", "eu-south-2"),
    ("aurora", "aurora-mysql", "size", "db.r6i.12xlarge", "us-west-1"),
    ("aurora", "aurora-mysql", "size", "db.r5.16xlarge", "ap-east-1"),
    ("cluster", "postgres", "size", "db.r5d.12xlarge", "us-east-2"),
    ("cluster", "postgres", "size", "db.m8gd.8xlarge", "eu-west-2"),
    ("cluster", "mysql", "size", "db.m6id.4xlarge", "ap-southeast-6"),
    ("cluster", "mysql", "size", "db.r6gd.xlarge", "ap-southeast-1"),
    ("cache", "redis", "size", "cache.r7g.16xlarge", "ap-southeast-3"),
    ("cache", "redis", "size", "cache.c8gn.8xlarge", "ap-south-2"),
    ("cache", "redis", "size", "cache.m6g.xlarge", "ap-southeast-6"),
    ("cache", "valkey", "size", "cache.m5.4xlarge", "eu-central-1"),
    ("cache", "valkey", "size", "cache.m5.24xlarge", "il-central-1"),
    ("cache", "memcached", "size", "cache.m7g.large", "ap-east-2"),
    ("mq", "activemq", "size", "mq.m4.large", "ca-central-1"),
    ("mq", "activemq", "size", "mq.m5.4xlarge", "ap-south-2"),
    ("mq", "rabbitmq", "size", "mq.m7g.16xl", "il-central-1"),
    ("documentdb", "", "size", "db.r8g.12xlarge", "ap-southeast-2"),
    ("documentdb", "", "size", "db.r5.4xlarge", "ap-southeast-3"),
    ("neptune", "", "size", "db.r6i.4xlarge", "ap-east-1"),
    ("neptune", "", "size", "db.r8g.2xlarge", "us-east-2"),
    ("opensearch", "", "size", "c7g.large.search", "eu-central-2"),
    ("opensearch", "", "size", "i4g.xlarge.search", "ap-southeast-2"),
    ("opensearch", "", "size", "r7g.xlarge.search", "me-south-1"),
    ("redshift", "", "size", "ra3.4xlarge", "eu-south-1"),
    ("redshift", "", "size", "ra3.16xlarge", "eu-west-1"),
    ("rds", "postgres", "version", "16.9", "us-east-1"),
    ("rds", "mysql", "version", "8.0.42", "eu-west-1"),
    ("rds", "mariadb", "version", "10.11.11", "us-west-2"),
    ("rds", "sqlserver-se", "version", "16.00.4230.2.v1", "eu-central-1"),
    ("aurora", "aurora-postgresql", "version", "17.5", "us-east-1"),
    ("aurora", "aurora-mysql", "version", "8.0.mysql_aurora.3.10.3", "us-east-2"),
    ("cache", "redis", "version", "7.1", "us-east-1"),
    ("cache", "valkey", "version", "8.1", "eu-west-1"),
    ("cache", "memcached", "version", "1.6.22", "us-east-1"),
)
IMPOSSIBLE = (
    ("ec2", "", "size", "u7in-32tb.224xlarge", "us-gov-west-1", "E3628"),
    ("ec2", "", "size", "u7in-32tb.224xlarge", "eu-west-1", "E3628"),
    ("ec2", "", "size", "x2gd.4xlarge", "ap-south-1", "E3628"),
    ("ec2", "", "size", "g5.2xlarge", "ap-east-2", "E3628"),
    ("ec2", "", "size", "m6gd.12xlarge", "cn-northwest-1", "E3628"),
    ("ec2", "", "size", "r8idn.32xlarge", "ap-southeast-4", "E3628"),
    ("ec2", "", "size", "x8aedz.3xlarge", "ca-central-1", "E3628"),
    ("ec2", "", "size", "mac1.metal", "ap-southeast-5", "E3628"),
    ("ec2", "", "size", "c8ib.24xlarge", "ap-southeast-1", "E3628"),
    ("ec2", "", "size", "m1.large", "ap-east-1", "E3628"),
    ("ec2", "", "size", "x2iedn.16xlarge", "ca-west-1", "E3628"),
    ("rds", "postgres", "size", "db.m8a.4xlarge", "ca-west-1", "E3025"),
    ("rds", "postgres", "size", "db.m8a.24xlarge", "me-south-1", "E3025"),
    ("rds", "mysql", "size", "db.r8g.2xlarge", "me-central-1", "E3025"),
    ("rds", "mysql", "size", "db.r8g.4xlarge", "ca-west-1", "E3025"),
    ("rds", "mariadb", "size", "db.r5.xlarge", "ap-east-2", "E3025"),
    ("rds", "oracle-se2", "size", "db.m6in.2xlarge", "ap-northeast-2", "E3025"),
    ("rds", "sqlserver-se", "size", "db.z1d.3xlarge", "cn-north-1", "E3025"),
    ("rds", "db2-se", "size", "db.m6idn.xlarge", "ap-southeast-1", "E3025"),
    ("aurora", "aurora-postgresql", "size", "db.x2g.large", "ap-south-1", "E3025"),
    ("aurora", "aurora-postgresql", "size", "db.x2g.4xlarge", "ap-southeast-6", "E3025"),
    ("aurora", "aurora-mysql", "size", "db.r4.2xlarge", "eu-south-2", "E3025"),
    ("cluster", "postgres", "size", "db.r6idn.xlarge", "us-west-1", "E3694"),
    ("cluster", "mysql", "size", "db.x2iedn.2xlarge", "ap-south-2", "E3694"),
    ("cache", "redis", "size", "cache.c7gn.xlarge", "us-gov-west-1", "E3647"),
    ("cache", "redis", "size", "cache.r6gd.4xlarge", "ap-south-2", "E3647"),
    ("cache", "valkey", "size", "cache.r8g.16xlarge", "me-central-1", "E3647"),
    ("cache", "memcached", "size", "cache.m4.4xlarge", "eu-south-2", "E3647"),
    ("mq", "activemq", "size", "mq.m7i.4xl", "eu-north-1", "E3670"),
    ("mq", "rabbitmq", "size", "mq.m4.large", "eu-central-2", "E3670"),
    ("documentdb", "", "size", "db.r5.24xlarge", "ap-southeast-7", "E3620"),
    ("neptune", "", "size", "db.x2g.8xlarge", "ap-southeast-2", "E3635"),
    ("opensearch", "", "size", "oi2.12xlarge.search", "af-south-1", "E3653"),
    ("opensearch", "", "size", "r6gd.large.search", "cn-north-1", "E3653"),
    ("redshift", "", "size", "rg.4xlarge", "ap-southeast-6", "E3667"),
    ("rds", "postgres", "version", "17.99", "us-east-1", "E3691"),
    ("rds", "postgres", "version", "8.4", "us-east-1", "E3691"),
    ("rds", "mysql", "version", "5.8", "eu-west-1", "E3691"),
    ("rds", "mysql", "version", "8", "eu-west-1", "E3691"),
    ("rds", "mariadb", "version", "10.12", "us-west-2", "E3691"),
    ("rds", "sqlserver-se", "version", "15.00.1.1.v1", "eu-central-1", "E3691"),
    ("aurora", "aurora-postgresql", "version", "9.1", "us-east-1", "E3690"),
    ("aurora", "aurora-mysql", "version", "8.0.mysql_aurora.2.01.0", "us-east-2", "E3690"),
    ("cache", "redis", "version", "3.3", "us-east-1", "E3695"),
    ("cache", "valkey", "version", "6.0", "eu-west-1", "E3695"),
    ("cache", "memcached", "version", "1.6", "us-east-1", "E3695"),
    ("rds", "", "engine", "postgress", "us-east-1", "E3691"),
    ("cache", "", "engine", "keydb", "us-east-1", "E3695"),
    ("mq", "", "engine", "kafka", "us-east-1", "E3030"),
    ("ec2", "", "size", "t9.gigantic", "us-east-1", "E3628"),
    ("ec2", "", "size", "m5.3xlarge", "us-east-1", "E3628"),
    ("rds", "postgres", "size", "db.t1.huge", "us-east-1", "E3025"),
    ("rds", "oracle-se2", "size", "db.t4g.medium", "us-east-1", "E3025"),
    ("cache", "redis", "size", "cache.zz.nano", "us-east-1", "E3647"),
    ("mq", "activemq", "size", "mq.t3.nano", "us-east-1", "E3670"),
    ("documentdb", "", "size", "db.m5.large", "us-east-1", "E3620"),
    ("opensearch", "", "size", "r6g.large", "us-east-1", "E3653"),
    ("redshift", "", "size", "dc2.medium", "us-east-1", "E3667"),
    ("cluster", "postgres", "size", "db.t4g.medium", "us-east-1", "E3694"),
    ("neptune", "", "size", "db.m5.large", "us-east-1", "E3635"),
)

KINDS = {"ec2": "instance", "cluster": "rds", "cache": "elasticache"}
SIZES = {
    "ec2": "instance_type",
    "cache": "node_type",
    "mq": "instance_type",
    "opensearch": "instance_type",
    "redshift": "node_type",
}
"""Where each has its size; the others have an `instance_class`."""
FIXED: dict[str, dict[str, Any]] = {
    "ec2": {"tier": "backend"},
    "cluster": {"multi_az": "cluster"},
}


def codes(kind: str, engine: str, what: str, value: str, region: str) -> set[str]:
    """What a model with this combination gives of values that do not exist, or not there."""
    field = {"size": SIZES.get(kind, "instance_class"), "version": "engine_version", "engine": "engine"}[what]
    fields = {"kind": KINDS.get(kind, kind), "subnets": "app", **FIXED.get(kind, {})}
    fields |= {"engine": engine} if engine else {}
    fields[field] = value
    written = ", ".join(f'{key}: "{each}"' for key, each in fields.items())
    text = f"""
archgen: 1
name: small
regions: {{{region}: {{zones: [{", ".join(zones_of(region)[:3])}], cidr: 10.0.0.0/16}}}}
subnets: {{app: {{access: private}}}}
components: {{it: {{{written}}}}}
"""
    found = examine(read(text.encode(), "test.yaml")).findings
    return {finding.code for finding in found} & {"AG004", "AG808", "AG809"}


def test_there_are_sixty_of_each() -> None:
    assert (len(set(POSSIBLE)), len(set(IMPOSSIBLE))) == (60, 60)


@pytest.mark.parametrize("row", POSSIBLE, ids="-".join)
def test_nothing_is_said_of_what_aws_offers(row: Row) -> None:
    assert codes(*row) == set()


@pytest.mark.parametrize("row", IMPOSSIBLE, ids="-".join)
def test_what_aws_does_not_offer_is_named(row: Row) -> None:
    assert codes(*row[:5]) != set()
