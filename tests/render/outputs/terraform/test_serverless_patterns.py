"""Public serverless patterns: each plans, and the rights that its roles have beside the original's."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from models import ROOT
from terraforming import configuration, needs_terraform, run, written

sys.path.insert(0, str(ROOT / "benchmarks"))
import serverless_patterns as patterns

WIDER = {
    "apigw-lambda-dynamodb-terraform": {"dynamodb:DeleteItem", "dynamodb:BatchWriteItem"},
    "s3-lambda-dynamodb-terraform": {"dynamodb:DeleteItem"},
    "sqs-lambda-s3-terraform-python": {"s3:DeleteObject"},
    "apigw-lambda-bedrock-nova-terraform": {"bedrock:InvokeModelWithResponseStream"},
    "lambda-esm-kinesis-filters-terraform": {"kinesis:DescribeStreamSummary"},
}
"""Patterns whose original lets nothing be deleted (`write` includes that), no answer of a model be streamed,
or leaves out what AWS's own policy for reading a stream has.
"""


@pytest.mark.parametrize("pattern", patterns.PATTERNS, ids=lambda pattern: pattern.name)
def test_rights_are_no_wider_than_the_originals(pattern: patterns.Pattern) -> None:
    assert set(patterns.rights(pattern)), "nothing is allowed: the pattern does not work"
    assert set(patterns.wider(pattern)) >= WIDER.get(pattern.name, set())
    assert bool(patterns.wider(pattern)) == (pattern.name in WIDER)


def test_ten_patterns_have_rights_that_are_not_wider() -> None:
    assert sum(not patterns.wider(pattern) for pattern in patterns.PATTERNS) >= 10


@needs_terraform
@pytest.mark.parametrize("pattern", patterns.PATTERNS, ids=lambda pattern: pattern.name)
def test_a_pattern_plans(pattern: patterns.Pattern, tmp_path: Path) -> None:
    assert "Plan:" in run(written(patterns.model(pattern), tmp_path / "pattern"), "plan")


BY_NAME = {pattern.name: pattern for pattern in patterns.PATTERNS}


def test_a_rest_api_passes_on_what_services_answer_and_may_log() -> None:
    text = patterns.configuration(BY_NAME["apigw-rest-api-eventbridge-terraform"])
    assert "events:action/PutEvents" in text
    assert 'resource "aws_api_gateway_integration_response" "a_to_b"' in text
    assert text.count('resource "aws_api_gateway_account"') == 1
    assert "AmazonAPIGatewayPushToCloudWatchLogs" in text


def test_an_account_has_one_role_for_the_logs_of_rest_apis() -> None:
    rest = {"kind": "api-gateway", "type": "rest"}
    pattern = BY_NAME["apigw-rest-api-eventbridge-terraform"]
    two = {**pattern.components, "d": rest, "h": {"kind": "api-gateway"}}
    lines = [*pattern.connections, "c -> d -> w", "c -> h -> w"]
    text = patterns.configuration(pattern._replace(components=two, connections=lines))
    assert text.count('resource "aws_api_gateway_account"') == 1
    assert text.count("[aws_api_gateway_account.a]") == 2
    assert "aws_api_gateway_account" not in patterns.configuration(BY_NAME["apigw-lambda-dynamodb-terraform"])


def test_what_happens_in_a_bucket_is_passed_on_from_the_default_bus() -> None:
    text = patterns.configuration(BY_NAME["s3-eventbridge-sfn-terraform"])
    rule = text.partition('resource "aws_cloudwatch_event_rule" "b_to_e"')[2].partition("\n}")[0]
    assert '"aws.s3"' in rule and "module.b.id" in rule and "event_bus_name" not in rule
    assert "aws_lambda_permission.b_to_e" not in text


def test_a_state_machine_starts_a_job_of_glue() -> None:
    assert "states:::glue:startJobRun" in patterns.configuration(BY_NAME["sfn-glue-terraform"])


def test_services_without_a_kind_are_known() -> None:
    assert patterns.without_kind("apigw-lambda-dynamodb-cdk-java") == []
    assert patterns.without_kind("s3-lambda-rekognition-sam") == ["rekognition"]


def test_whose_the_role_of_the_accounts_logs_is_can_be_said() -> None:
    text = patterns.configuration(BY_NAME["apigw-rest-api-eventbridge-terraform"])
    variable = text.partition('variable "api_gateway_account" {')[2].partition("\n}")[0]
    assert "default     = true" in variable  # as it was: an upgrade takes no logs away
    account = text.partition('resource "aws_api_gateway_account"')[2].partition("\n}")[0]
    assert re.search(r"count += var.api_gateway_account \? 1 : 0", account)
    readme = configuration(patterns.model(BY_NAME["apigw-rest-api-eventbridge-terraform"]))["README.md"]
    assert "`api_gateway_account = false`" in readme
    other = configuration(patterns.model(BY_NAME["apigw-lambda-dynamodb-terraform"]))["README.md"]
    assert "api_gateway_account" not in other
