"""AG812: a variable that two components give one caller, and what decides which of them it is."""

from __future__ import annotations

from typing import Any

import pytest

from archgen.lint.engine import check
from archgen.topology.building import topology
from models import brief, made
from terraforming import calls, configuration


def system(caller: str, *connections: str, **service: Any) -> dict[str, Any]:
    """The brief with a queue and a load balancer that give one variable, and callers for them."""
    data = brief()
    data["components"] |= {
        "jobs": {"kind": "sqs"},
        "jobs-queue": {"kind": "alb", "subnets": "app"},
        "orders-reader": {"kind": "rds", "subnets": "db", "multi_az": True},
        "work": {"kind": "lambda", "tier": "backend", "subnets": "app"},
    }
    data["connections"] += [f"{caller} -> {target}" for target in connections]
    if service:
        data["components"][caller]["service"] |= service
    return data


def found(data: dict[str, Any]) -> list[str]:
    return [finding.message for finding in check(topology(made(data))).findings if finding.code == "AG812"]


@pytest.mark.parametrize(("first", "second"), [("jobs", "jobs-queue"), ("jobs-queue", "jobs")])
@pytest.mark.parametrize("caller", ["app", "work"])
def test_a_variable_of_two_components_is_found_at_who_gets_it(caller: str, first: str, second: str) -> None:
    assert found(system(caller, first, second)) == [
        f"{first} and {second} both give {caller} the variable JOBS_QUEUE_URL, which is that of {first} now; "
        "set it under `environment`"
    ]


def test_what_the_message_says_is_what_terraform_gives() -> None:
    function = calls(configuration(system("work", "jobs", "jobs-queue")))["work"]
    assert function.count("JOBS_QUEUE_URL") == 1 and "aws_sqs_queue.jobs.url" in function


def test_one_of_the_two_or_two_callers_have_no_variable_twice() -> None:
    assert found(system("app", "jobs")) == found(system("app", "jobs-queue")) == []
    data = system("app", "jobs")
    data["connections"].append("work -> jobs-queue")
    assert found(data) == []


def test_what_the_file_sets_decides() -> None:
    environment = {"JOBS_QUEUE_URL": "${jobs.url}", "BALANCER": "${jobs-queue.url}"}
    assert found(system("app", "jobs", "jobs-queue", environment=environment)) == []
    assert found(system("app", "jobs", "jobs-queue", secrets=["JOBS_QUEUE_URL"])) == []
    assert len(found(system("app", "jobs", "jobs-queue", environment={"QUEUE_URL": "x"}))) == 1


def test_replicas_have_the_variable_of_a_component_that_is_called_so() -> None:
    """Aurora gives READER_HOST, RDS gives READER_HOSTS."""
    aurora = system("work", "orders", "orders-reader")
    aurora["components"]["orders"] = {"kind": "aurora", "subnets": "db", "read_replicas": 1}
    assert [message.split(" both")[0] for message in found(aurora)] == ["orders and orders-reader"]
    assert found(system("work", "orders", "orders-reader")) == []


def test_the_internet_and_what_runs_nothing_are_told_nothing() -> None:
    data = system("app", "jobs", "jobs-queue")
    data["components"]["app"].pop("service")
    assert found(data) == []  # a placeholder of an Auto Scaling group reads no variables
    assert found(system("app", "nat")) == []
