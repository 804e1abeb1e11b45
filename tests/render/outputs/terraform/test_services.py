"""What runs on instances, tasks and functions: its environment, permissions and modules."""

from __future__ import annotations

import re
from typing import Any

import pytest

from models import brief, small
from terraforming import blocks, calls, configuration, kept

MODELS = kept()
BRIEF = configuration(brief())
GROUPS = "modules/auto-scaling-group/main.tf"
GROUPS_VARIABLES = "modules/auto-scaling-group/variables.tf"


def test_who_queries_with_athena_may_read_what_it_reads() -> None:
    policy = calls(configuration(kept()["stores"]))["app"]
    assert '"${module.lake.arn}/*"' in policy or "lake.arn}/*" in policy
    assert '"s3:GetObject"' in policy and "s3:PutObject" not in policy
    assert '"glue:GetTable"' in policy and ":table/*/*" in policy
    data = kept()["stores"]
    data["connections"] = [line for line in data["connections"] if "queries" not in str(line)]
    alone = calls(configuration(data))["app"]
    assert "s3:GetObject" not in alone and "glue:GetTable" not in alone


def test_a_service_is_told_of_what_it_may_connect_to() -> None:
    template = calls(BRIEF)["app"]
    assert re.search(r"ORDERS_HOST +=", template) and re.search(r"SESSIONS_TABLE +=", template)
    assert "ORDERS_PASSWORD = { arn" in template


def test_a_group_without_service_runs_a_placeholder() -> None:
    files = configuration(small(connections=[{"client -> igw -> lb": 443}, {"lb -> app": 8080}]))
    assert "ports = [8080]" in calls(files)["app"]
    assert "user-data/placeholder.sh.tftpl" in files


def test_what_starts_waits_for_what_it_may_do() -> None:
    assert "aws_route.app, local.connections]" in calls(BRIEF)["app"]
    group = BRIEF[GROUPS].partition('resource "aws_autoscaling_group"')[2].partition("depends_on")[2]
    assert "[aws_iam_role_policy.main, aws_iam_role_policy_attachment.ssm, var.starts_after]" in group
    waited = BRIEF["security.tf"].partition("connections = [")[2].partition("]")[0].split(", ")
    assert {"aws_vpc_security_group_egress_rule.main", "aws_vpc_endpoint.dynamodb_endpoint"} <= set(waited)
    function = configuration(MODELS["functions-in-subnets"])["modules/lambda/main.tf"]
    assert "depends_on = [aws_iam_role_policy.main, aws_iam_role_policy_attachment.vpc]" in function


def test_a_file_system_is_mounted_by_an_access_point_that_is_there_first() -> None:
    files = configuration(MODELS["ecs-efs"])
    (point,) = blocks(files, "aws_efs_access_point")
    service = calls(files)["wiki"]
    assert f"access_point = aws_efs_access_point.{point}.id" in service
    assert f"aws_efs_mount_target.{point}]" in service.partition("starts_after")[2]


def test_what_an_instance_leaves_behind_is_nothing() -> None:
    assert len(re.findall(r"delete_on_termination +?= true", BRIEF[GROUPS])) == 2


def another(kind: dict[str, Any], port: int | None) -> int:
    """How many lines of Terraform the second of two services that use the database takes."""
    data = brief()
    counts = []
    for id in ("first", "second"):
        data["components"][id] = kind
        data["connections"] += [{f"{id} -> orders": 5432}, *([{f"app-lb -> {id}": port}] if port else [])]
        files = configuration(data)
        counts.append(sum(text.count("\n") for path, text in files.items() if path.endswith(".tf")))
    return counts[1] - counts[0]


SERVICE = {"image": "ghcr.io/example/other:1.0.0", "port": 8001, "health_check": "/health/"}


PLACED = {"tier": "backend", "subnets": "app"}


@pytest.mark.parametrize(
    ("kind", "port"),
    [
        ({"kind": "auto-scaling-group", "instance_type": "t3.small", "service": SERVICE, **PLACED}, 8001),
        ({"kind": "ecs-service", "service": SERVICE, **PLACED}, 8001),
        ({"kind": "lambda", "runtime": "python3.13", **PLACED}, None),
    ],
)
def test_another_service_takes_sixty_lines_at_most(kind: dict[str, Any], port: int | None) -> None:
    assert another(kind, port) <= 60


def test_a_module_has_the_inputs_that_its_calls_give() -> None:
    def inputs(files: dict[str, str]) -> set[str]:
        return set(re.findall(r'^variable "(\w+)"', files[GROUPS_VARIABLES], re.MULTILINE))

    assert {"image", "secrets", "statements"} <= inputs(BRIEF)
    assert not {"placeholder", "region", "role_name", "volumes"} & inputs(BRIEF)
    data = brief()
    del data["components"]["web"]["service"]
    both = configuration(data)
    assert {"image", "placeholder"} <= inputs(both) and "var.image != null" in both[GROUPS]
    assert re.search(r"count += var.image == null \? 0 : 1", both[GROUPS]) and "count" not in BRIEF[GROUPS]
    used = set(re.findall(r"\bvar\.(\w+)", both[GROUPS]))
    assert inputs(both) <= used | {"starts_after"}


def test_what_the_file_sets_wins_over_what_a_connection_gives() -> None:
    data = brief()
    data["components"]["app"]["service"] |= {
        "environment": {"ORDERS_HOST": "proxy"},
        "secrets": ["ORDERS_PASSWORD", "ORDERS_PORT"],
    }
    app = calls(configuration(data))["app"]
    assert re.findall(r'^ *ORDERS_HOST += "(.*)"$', app, re.M) == ["proxy"]
    for name in ("ORDERS_PASSWORD", "ORDERS_PORT"):
        (given,) = re.findall(rf"^ *{name} += (.*)$", app, re.M)
        assert f'aws_secretsmanager_secret.app["{name}"].arn' in given
    assert len(re.findall(r"^ *ORDERS_USER += ", app, re.M)) == 1


def test_what_the_file_sets_wins_over_the_arn_that_a_function_is_given() -> None:
    data = brief()
    data["components"]["task"] = {
        "kind": "lambda",
        "tier": "backend",
        "subnets": "app",
        "service": {"image": "example/task:1", "environment": {"ORDERS_PASSWORD_ARN": "mine"}},
    }
    data["connections"].append("task -> orders")
    text = "".join(configuration(data).values())
    assert re.findall(r"^ *ORDERS_PASSWORD_ARN += (.*)$", text, re.M) == ['"mine"']
