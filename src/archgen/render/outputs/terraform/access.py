"""What the roles of compute parts allow: the actions that each connection needs, on its target alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archgen.render.outputs.terraform.data import Secret, inner, table_arn
from archgen.render.outputs.terraform.parts import Part, Stack

ACTIONS = {
    "dynamodb": (
        "dynamodb:BatchGetItem",
        "dynamodb:BatchWriteItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:DeleteItem",
        "dynamodb:DescribeTable",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
    ),
    "sqs": (
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
    ),
    "sns": ("sns:Publish",),
    "secrets-manager": ("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
    "lambda": ("lambda:InvokeFunction",),
    "efs": (
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientWrite",
        "elasticfilesystem:DescribeMountTargets",
    ),
}
"""What one may do with what it may connect to."""


@dataclass(frozen=True)
class Grant:
    """One statement of a policy; `resources` are expressions."""

    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]


def grants(stack: Stack, part: Part) -> Iterator[Grant]:
    """One statement for each service that a part connects to."""
    for other in dict.fromkeys(other for other, _, _ in stack.peers(part)):
        sid = "".join(word.capitalize() for word in other.id.split("-")) or other.id
        if other.model.kind == "s3":
            bucket = f"aws_s3_bucket.{other.label}.arn"
            yield Grant(f"{sid}List", ("s3:ListBucket",), (bucket,))
            objects = ("s3:DeleteObject", "s3:GetObject", "s3:PutObject")
            yield Grant(f"{sid}Objects", objects, (f'"${{{bucket}}}/*"',))
        elif other.model.kind in ACTIONS:
            yield Grant(sid, ACTIONS[other.model.kind], _resources(stack, other))


def _resources(stack: Stack, other: Part) -> tuple[str, ...]:
    kind = other.model.kind
    if kind == "dynamodb":
        arn = table_arn(stack, other)
        return arn, f'"{inner(arn)}/index/*"'
    types = {
        "sqs": "aws_sqs_queue",
        "sns": "aws_sns_topic",
        "secrets-manager": "aws_secretsmanager_secret",
        "lambda": "aws_lambda_function",
        "efs": "aws_efs_file_system",
    }
    return (f"{types[kind]}.{other.label}.arn",)


def reading_grants(secrets: Sequence[Secret]) -> Iterator[Grant]:
    """The statements by which secrets are read at start."""
    parameters = tuple(secret.arn for secret in secrets if "aws_ssm_parameter" in secret.arn)
    others = tuple(secret.arn for secret in secrets if "aws_ssm_parameter" not in secret.arn)
    if parameters:
        yield Grant("Parameters", ("ssm:GetParameter", "ssm:GetParameters"), parameters)
    if others:
        yield Grant("Secrets", ("secretsmanager:GetSecretValue",), others)
