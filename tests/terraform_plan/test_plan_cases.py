"""What is found in plans as public Terraform has them, and what was not checked.

`cases/plans/NAME` has the configuration and what `terraform show -json` prints of its plan or state.
"""

from __future__ import annotations

import pytest

from plan_cases import NAMES, chains, examined, read

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
    assert {"alb -> one", "alb -> two"} <= chains("iptargets")


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
