"""What is called by a name: variables of an environment, and tasks of a state machine."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archgen.terraform_plan.resources.usage.uses import uses
from archgen.terraform_plan.source.plan import read_plan
from test_plans_of_pods import resource

OTHERS = [
    resource(
        "aws_lambda_function.charge", function_name="charge", arn="arn:aws:lambda:eu-west-1:1:function:charge"
    ),
    resource("aws_sqs_queue.orders", name="orders", url="https://sqs.eu-west-1.amazonaws.com/1/orders"),
    resource("aws_dynamodb_table.ledger", name="shop-ledger"),
    resource("aws_sns_topic.orders", name="orders"),
]


def called(*callers: dict[str, Any]) -> dict[str, str]:
    """What is used, and how, of a state with these resources besides the others."""
    state = {"values": {"root_module": {"resources": [*OTHERS, *callers]}}, "format_version": "1.0"}
    found = uses(read_plan(json.dumps(state).encode()))
    return {use.target: use.how for use in found}


def function(**variables: str) -> dict[str, Any]:
    return resource(
        "aws_lambda_function.front", function_name="front", environment=[{"variables": variables}]
    )


def machine(**task: Any) -> dict[str, Any]:
    states = {"each": {"Type": "Map", "ItemProcessor": {"States": {"call": {"Type": "Task", **task}}}}}
    return resource("aws_sfn_state_machine.flow", name="flow", definition=json.dumps({"States": states}))


@pytest.mark.parametrize(
    ("variables", "target"),
    [
        ({"FUNCTION_NAME": "charge"}, "aws_lambda_function.charge"),
        ({"chargeFn": "charge"}, "aws_lambda_function.charge"),
        ({"CHARGE": "arn:aws:lambda:eu-west-1:1:function:charge:live"}, "aws_lambda_function.charge"),
        ({"QUEUE": "orders"}, "aws_sqs_queue.orders"),
        ({"TARGET": "https://sqs.eu-west-1.amazonaws.com/1/orders"}, "aws_sqs_queue.orders"),
        ({"TOPIC": "orders"}, "aws_sns_topic.orders"),
        ({"STORE": "shop-ledger"}, "aws_dynamodb_table.ledger"),
    ],
)
def test_a_variable_that_names_a_resource_is_a_use(variables: dict[str, str], target: str) -> None:
    assert called(function(**variables)) == {target: "setting"}


@pytest.mark.parametrize(
    "variables",
    [
        {"SERVICE_NAME": "charge"},
        {"DB_NAME": "shop-ledger"},
        {"KIND": "orders"},
        {"FUNCTION_NAME": "front"},
        {"FUNCTION_NAME": "refund"},
        {"LEVEL": "info"},
    ],
)
def test_a_word_that_is_also_a_name_is_none(variables: dict[str, str]) -> None:
    assert called(function(**variables)) == {}


def test_the_environment_of_containers_is_read() -> None:
    said = [{"name": "t", "environment": [{"name": "ORDERS_QUEUE", "value": "orders"}, {"name": "X"}]}]
    task = resource("aws_ecs_task_definition.t", arn="t:1", container_definitions=json.dumps(said))
    service = resource("aws_ecs_service.s", name="s", task_definition="t:1")
    assert called(task, service) == {"aws_sqs_queue.orders": "setting"}


@pytest.mark.parametrize(
    ("task", "target"),
    [
        ({"Resource": "arn:aws:lambda:eu-west-1:1:function:charge"}, "aws_lambda_function.charge"),
        (
            {"Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "charge:$LATEST"}},
            "aws_lambda_function.charge",
        ),
        (
            {"Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "{% 'charge' %}"}},
            "aws_lambda_function.charge",
        ),
        (
            {
                "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                "Parameters": {"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/orders"},
            },
            "aws_sqs_queue.orders",
        ),
        (
            {
                "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem",
                "Arguments": {"TableName": "shop-ledger"},
            },
            "aws_dynamodb_table.ledger",
        ),
    ],
)
def test_a_task_of_a_state_machine_names_what_it_calls(task: dict[str, Any], target: str) -> None:
    assert called(machine(**task)) == {target: "event"}


@pytest.mark.parametrize(
    "task",
    [
        {"Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName.$": "$.charge"}},
        {
            "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {"FunctionName": "{% $states.input.f %}"},
        },
        {"Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"Payload": {"topic": "orders"}}},
        {"Resource": "arn:aws:states:::sns:publish", "Parameters": {"Message": "orders"}},
    ],
)
def test_what_a_task_only_passes_on_is_not_called(task: dict[str, Any]) -> None:
    assert called(machine(**task)) == {}
