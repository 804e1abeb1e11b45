"""How much of the public repository aws-samples/serverless-patterns can be said with archgen's kinds.

    git clone --depth 1 --filter=tree:0 --no-checkout https://github.com/aws-samples/serverless-patterns
    git -C serverless-patterns ls-tree --name-only HEAD > names.txt
    python benchmarks/serverless_patterns.py names.txt  # folders whose services all have a kind
    python benchmarks/serverless_patterns.py --rights   # the rights of roles, beside the originals'

A folder counts where every service in its name has a kind; words that are no service (languages, tools, what
it is about) count for nothing. The rights of the originals are facts, read from their Terraform of November
2026: the actions on the services of the pattern, without logs, traces and keys.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from archgen.model.kinds import kind_class, kinds
from archgen.model.reading import architecture
from archgen.render.outputs import terraform
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.view import View
from archgen.topology.building import topology

NO_KIND = frozenset(
    (
        "amplify",
        "appconfig",
        "appfabric",
        "appflow",
        "auditmanager",
        "b2bi",
        "cloudformation",
        "cloudsearch",
        "cloudtrail",
        "cloudwan",
        "codebuild",
        "codecommit",
        "codedeploy",
        "codeguru",
        "codepipeline",
        "comprehend",
        "config",
        "connect",
        "controltower",
        "datasync",
        "detective",
        "devopsguru",
        "dms",
        "dsql",
        "emr",
        "emrserverless",
        "fargatespot",
        "fis",
        "forecast",
        "frauddetector",
        "fsx",
        "gamelift",
        "greengrass",
        "guardduty",
        "healthimaging",
        "healthlake",
        "healthscribe",
        "inspector",
        "iot",
        "iotcore",
        "ivs",
        "kendra",
        "keyspaces",
        "lakeformation",
        "lex",
        "lightsail",
        "location",
        "macie",
        "managedblockchain",
        "mediaconvert",
        "medialive",
        "memorydbmulti",
        "mwaa",
        "omics",
        "opensearchserverless",
        "outposts",
        "personalize",
        "pinpoint",
        "polly",
        "qbusiness",
        "qldb",
        "quicksight",
        "rekognition",
        "resiliencehub",
        "rum",
        "sagemaker",
        "securityhub",
        "servicecatalog",
        "shield",
        "simspaceweaver",
        "storagegateway",
        "synthetics",
        "textract",
        "timestream",
        "transcribe",
        "transfer",
        "translate",
        "verifiedpermissions",
        "wavelength",
        "wellarchitected",
        "workmail",
        "workspaces",
    )
)
"""Services of AWS that archgen has no kind for, as folders spell them."""


def without_kind(folder: str) -> list[str]:
    """The services in the name of a folder that have no kind."""
    words = re.split(r"[-_]", folder.lower())
    return [word for word in words if word in NO_KIND and word not in KNOWN]


KNOWN = frozenset(word for kind in kinds() for word in (kind, *kind_class(kind).words))


class Pattern(NamedTuple):
    """One pattern: its components beside `caller`, its connections, and what the original's role may do."""

    name: str
    holder: str
    components: dict[str, Any]
    connections: list[Any]
    original: tuple[str, ...]
    prefixes: tuple[str, ...]


F: dict[str, Any] = {"kind": "lambda", "tier": "backend"}
PATTERNS = (
    Pattern(
        "lambda-sqs-terraform",
        "f",
        {"f": F, "q": {"kind": "sqs"}, "w": F},
        ["f -> q -> w"],
        ("sqs:SendMessage*",),
        ("sqs",),
    ),
    Pattern(
        "lambda-sns-terraform",
        "f",
        {"f": F, "t": {"kind": "sns"}, "w": F},
        ["f -> t -> w"],
        ("sns:Publish",),
        ("sns",),
    ),
    Pattern(
        "lambda-eventbridge-terraform",
        "f",
        {"f": F, "b": {"kind": "eventbridge"}, "w": F},
        ["f -> b -> w"],
        ("events:PutEvents",),
        ("events",),
    ),
    Pattern(
        "lambda-sfn-terraform",
        "f",
        {"f": F, "s": {"kind": "step-functions"}, "w": F},
        ["f -> s -> w"],
        ("states:StartExecution",),
        ("states",),
    ),
    Pattern(
        "apigw-sqs-terraform",
        "a",
        {"a": {"kind": "api-gateway", "type": "rest"}, "q": {"kind": "sqs"}, "w": F},
        ["c -> a -> q -> w"],
        ("sqs:SendMessage", "sqs:SendMessageBatch"),
        ("sqs",),
    ),
    Pattern(
        "apigw-lambda-dynamodb-terraform",
        "f",
        {"a": {"kind": "api-gateway"}, "f": F, "t": {"kind": "dynamodb"}},
        ["c -> a -> f", {"f -> t": {"access": "write"}}],
        ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        ("dynamodb",),
    ),
    Pattern(
        "s3-lambda-dynamodb-terraform",
        "f",
        {"b": {"kind": "s3"}, "f": F, "t": {"kind": "dynamodb"}},
        ["b -> f", {"f -> b": {"access": "read"}}, {"f -> t": {"access": "write"}}],
        (
            "dynamodb:UpdateTable",
            "dynamodb:CreateTable",
            "dynamodb:BatchWriteItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "s3:Get*",
            "s3:List*",
            "s3:Describe*",
        ),
        ("dynamodb", "s3"),
    ),
    Pattern(
        "sqs-lambda-s3-terraform-python",
        "f",
        {"q": {"kind": "sqs"}, "f": F, "b": {"kind": "s3"}, "p": F},
        ["p -> q -> f", {"f -> b": {"access": "write"}}],
        ("sqs:ReceiveMessage", "sqs:GetQueueAttributes", "sqs:DeleteMessage", "s3:PutObject"),
        ("sqs", "s3"),
    ),
    Pattern(
        "kinesis-lambda-terraform",
        "f",
        {"k": {"kind": "kinesis"}, "f": F, "p": F},
        ["p -> k -> f"],
        (
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:ListShards",
            "kinesis:ListStreams",
        ),
        ("kinesis",),
    ),
    Pattern(
        "dynamodb-streams-lambda-terraform",
        "f",
        {"t": {"kind": "dynamodb"}, "f": F, "p": F},
        [{"p -> t": {"access": "write"}}, "t -> f"],
        (
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:DescribeStream",
            "dynamodb:ListStreams",
        ),
        ("dynamodb",),
    ),
    Pattern(
        "sfn-sns-tf",
        "s",
        {"s": {"kind": "step-functions"}, "t": {"kind": "sns"}, "w": F, "p": F},
        ["p -> s -> t -> w"],
        ("sns:Publish",),
        ("sns",),
    ),
    Pattern(
        "s3-sqs-lambda-terraform",
        "f",
        {"b": {"kind": "s3"}, "q": {"kind": "sqs"}, "f": F},
        ["b -> q -> f", {"f -> b": {"access": "read"}}],
        (
            "s3:GetObject",
            "s3:ListBucket",
            "s3:GetBucketLocation",
            "s3:GetObjectVersion",
            "s3:GetLifecycleConfiguration",
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
        ),
        ("s3", "sqs"),
    ),
    Pattern(
        "s3-lambda-ses-terraform",
        "f",
        {"b": {"kind": "s3"}, "f": F, "m": {"kind": "ses"}},
        ["b -> f -> m", {"f -> b": {"access": "read"}}],
        ("s3:*", "ses:*"),
        ("s3", "ses"),
    ),
    Pattern(
        "sqs-lambda-terraform-python",
        "f",
        {"q": {"kind": "sqs"}, "f": F, "p": F},
        ["p -> q -> f"],
        ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        ("sqs",),
    ),
    Pattern(
        "apigw-rest-api-eventbridge-terraform",
        "a",
        {"a": {"kind": "api-gateway", "type": "rest"}, "b": {"kind": "eventbridge"}, "w": F},
        ["c -> a -> b -> w"],
        ("events:PutEvents",),
        ("events",),
    ),
    Pattern(
        "apigw-lambda-bedrock-nova-terraform",
        "f",
        {"a": {"kind": "api-gateway", "type": "rest"}, "f": F, "m": {"kind": "bedrock"}},
        ["c -> a -> f -> m"],
        ("bedrock:InvokeModel",),
        ("bedrock",),
    ),
    Pattern(
        "sfn-glue-terraform",
        "s",
        {
            "e": {"kind": "eventbridge", "schedule": "rate(10 minutes)"},
            "s": {"kind": "step-functions"},
            "g": {"kind": "glue"},
            "b": {"kind": "s3"},
        },
        ["e -> s -> g -> b"],
        ("glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"),
        ("glue",),
    ),
    Pattern(
        "lambda-esm-kinesis-filters-terraform",
        "f",
        {"k": {"kind": "kinesis"}, "f": F, "g": F, "p": F},
        ["p -> k -> f", "k -> g"],
        (
            "kinesis:DescribeStream",
            "kinesis:GetShardIterator",
            "kinesis:GetRecords",
            "kinesis:ListShards",
            "kinesis:ListStreams",
        ),
        ("kinesis",),
    ),
    Pattern(
        "s3-eventbridge-sfn-terraform",
        "e",
        {
            "b": {"kind": "s3"},
            "e": {"kind": "eventbridge", "pattern": {"source": ["aws.s3"]}},
            "s": {"kind": "step-functions"},
            "p": F,
        },
        [{"p -> b": {"access": "write"}}, "b -> e -> s"],
        ("states:StartExecution",),
        ("states",),
    ),
    Pattern(
        "firehose-transformation-terraform",
        "d",
        {"p": F, "d": {"kind": "firehose"}, "b": {"kind": "s3"}, "f": F},
        ["p -> d -> b", "d -> f"],
        (
            "s3:AbortMultipartUpload",
            "s3:GetBucketLocation",
            "s3:GetObject",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
            "s3:PutObject",
            "lambda:InvokeFunction",
            "lambda:GetFunctionConfiguration",
        ),
        ("s3", "lambda"),
    ),
)


def model(pattern: Pattern) -> dict[str, Any]:
    """The pattern as a model."""
    return {
        "archgen": 1,
        "name": "pattern",
        "regions": {"eu-west-1": {}},
        "components": {"c": {"kind": "client"}, **pattern.components},
        "connections": pattern.connections,
    }


def configuration(pattern: Pattern) -> str:
    """The Terraform of a pattern."""
    made, findings = architecture(model(pattern))
    assert made is not None, findings
    items = terraform.artifacts(View(made, topology(made)))
    return "\n".join(each.content.decode() for each in items if isinstance(each, Artifact))


def rights(pattern: Pattern) -> Iterator[str]:
    """The actions that a pattern's role allows on what it connects to: not on its own queue of failures."""
    text = configuration(pattern)
    block = rf'(?:resource "aws_iam_role_policy"|module) "{pattern.holder}" \{{\n(.*?)^\}}'
    found = re.search(block, text, re.M | re.S)
    if found is None:
        return
    for statement in re.findall(r"\{[^{}]*Action[^{}]*\}", found[1].replace("${", "$(")):
        if 'Sid      = "Failed"' in statement or re.search(r'Sid\s+= "Failed"', statement):
            continue
        for action in re.findall(r'"([a-z0-9-]+:[A-Za-z*]+)"', statement):
            if action.partition(":")[0] in pattern.prefixes:
                yield action


def wider(pattern: Pattern) -> list[str]:
    """The actions that the original's role does not allow."""
    return [a for a in dict.fromkeys(rights(pattern)) if not any(fnmatchcase(a, o) for o in pattern.original)]


def main() -> None:
    if sys.argv[1:] == ["--rights"]:
        for pattern in PATTERNS:
            mine, more = sorted(set(rights(pattern))), wider(pattern)
            beside = f"wider: {', '.join(more)}" if more else "not wider"
            print(f"{pattern.name}: {', '.join(mine) or 'none'}; {beside}")
        return
    names = [name for name in Path(sys.argv[1]).read_text().split() if not name.startswith((".", "_"))]
    left = {name: found for name in names if (found := without_kind(name))}
    print(f"{len(names) - len(left)} of {len(names)} ({100 * (1 - len(left) / len(names)):.0f} %)")


if __name__ == "__main__":
    main()
