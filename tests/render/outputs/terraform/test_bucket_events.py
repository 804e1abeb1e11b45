"""Whom a bucket's events reach how: S3 notifies one receiver of an event itself, rules call all others."""

from __future__ import annotations

import re

import yaml

from terraforming import configuration, kept, notes, root

SHORT = """
archgen: 1
name: intake
regions: {{eu-west-1: {{}}}}
components:
  users: {{kind: client}}
  files: {{kind: s3}}
  first: {{kind: lambda, tier: backend}}
  second: {{kind: sqs}}
  flow: {{kind: step-functions}}
connections:
  - users -> files
  - second -> first
{more}
"""


def text(*connections: str) -> str:
    return root(
        configuration(yaml.safe_load(SHORT.format(more="\n".join(f"  - {said}" for said in connections))))
    )


def test_one_receiver_is_notified_by_the_bucket() -> None:
    made = text("files -> first")
    assert "lambda_function {" in made and 'principal     = "s3.amazonaws.com"' in made
    assert "aws_cloudwatch_event_rule" not in made


def test_several_receivers_of_an_event_are_called_by_rules() -> None:
    made = text("files -> first", "files -> second")
    assert "lambda_function {" not in made and "queue {" not in made
    assert made.count('resource "aws_cloudwatch_event_rule"') == 2
    assert 'principal     = "events.amazonaws.com"' in made
    assert '"aws:SourceArn" = aws_cloudwatch_event_rule.files_to_second.arn' in made


def test_a_state_machine_is_started_by_a_rule_with_a_role_for_that_alone() -> None:
    made = text("files -> flow")
    assert "role_arn = aws_iam_role.files_to_flow.arn" in made
    policy = made[made.index('resource "aws_iam_role_policy" "files_to_flow"') :]
    assert re.findall(r'Action = \["([\w:]+)"\]', policy)[0] == "states:StartExecution"
    assert "aws_lambda_permission.files_to_flow" not in made


def publishers(made: str) -> list[str]:
    found = re.search(r'"Publishers"\n.*\n\s+Principal = { Service = \[?(.*?)\]? }', made)
    assert found
    return re.findall(r'"(\w+)\.amazonaws\.com"', found[1])


def test_what_writes_to_an_encrypted_queue_may_use_its_key() -> None:
    assert publishers(text("files -> second")) == ["cloudwatch", "s3"]
    assert publishers(text("files -> first", "files -> second")) == ["cloudwatch", "events"]
    assert publishers(text("files -> first")) == ["cloudwatch"]


def test_a_bus_may_use_the_key_that_encrypts_it() -> None:
    made = root(configuration(kept()["events"]))
    assert "events" in publishers(made)
    assert '"kms:DescribeKey"' in made[made.index('"Publishers"') :][:400]


def test_a_delivery_that_needs_something_between_is_told() -> None:
    data = yaml.safe_load(SHORT.format(more="  - second -> flow"))
    told = [note for note in notes(data) if "second" in note]
    assert (
        len(told) == 1 and "nothing of `second -> flow`: it lets Amazon SQS call AWS Lambda only" in told[0]
    )
    assert not any("flow" in note for note in notes(yaml.safe_load(SHORT.format(more="  - files -> flow"))))
