"""Of each connection that a model may have, Terraform makes something, or says that it makes nothing."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest

import pairs
from archgen.model.kinds import kind_class, kinds
from archgen.pipeline import examine, view_of
from archgen.render.outputs import output
from archgen.render.outputs.artifact import Artifact, Note
from archgen.yamlfile.parser import read
from hostile import base

BASE = base()
APIS = {kind_class(kind).endpoint_service: kind for kind in kinds() if kind_class(kind).endpoint_service}
JOINED = [(kind, APIS[api]) for kind in kinds() for api in kind_class(kind).hands_to or ()]
APART = [
    (kind, target)
    for kind in kinds()
    if kind_class(kind).hands_to is not None
    for api, target in APIS.items()
    if api not in (kind_class(kind).hands_to or ())
]
WIRES = re.compile(r"queue_arn|topic_arn|bucket_arn|queue_url")


def made(source: str, target: str) -> tuple[str, list[str]]:
    """The Terraform of a model with one such connection, and its notes; nothing where rules refuse it."""
    second = target if target != source else f"{target}-2"
    needed = {"igw", "nat", "app", "db", "lb", "client", source}
    components = {id: BASE["components"][id] for id in sorted(needed)} | {second: BASE["components"][target]}
    connections: list[Any] = [{"client -> lb": 443}, {"lb -> app": 80}, {"app -> db": 5432}]
    connections.append(f"{source} -> {second}")
    if target == "firehose":  # it is made only where it delivers to something
        components["s3"] = BASE["components"]["s3"]
        connections.append("firehose -> s3")
    whole = ("archgen", "name", "regions", "vpcs", "subnets")
    data = {key: BASE[key] for key in whole} | {"components": components, "connections": connections}
    examination = examine(read(json.dumps(data).encode(), "architecture.yaml"))
    if not examination.usable:
        return "", []
    items = list(output("terraform").artifacts(view_of(examination)))
    files = [i.content.decode() for i in items if isinstance(i, Artifact) and i.path.endswith(".tf")]
    return "\n".join(files), [i.text for i in items if isinstance(i, Note)]


def unmade(notes: list[str]) -> list[str]:
    return [note for note in notes if note.startswith("Terraform makes nothing of")]


def label(kind: str) -> str:
    return kind.replace("-", "_")


@pytest.mark.parametrize(("source", "target"), JOINED)
def test_what_a_kind_hands_to_is_joined_to_it(source: str, target: str) -> None:
    text, notes = made(source, target)
    pair = f"{label(source)}_to_{label(target)}", f"{label(target)}_from_{label(source)}"
    assert any(name in text for name in pair) or WIRES.search(text)
    assert unmade(notes) == []


@pytest.mark.parametrize(("source", "target"), random.Random(1).sample(APART, 40))
def test_what_it_does_not_hand_to_is_said(source: str, target: str) -> None:
    text, notes = made(source, target)
    second = target if target != source else f"{target}-2"
    if text:
        assert [note for note in unmade(notes) if f"`{source} -> {second}`" in note]


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("sqs", "step-functions", "it lets Amazon SQS call AWS Lambda only"),
        ("eventbridge", "cloudwatch", "it lets Amazon EventBridge call AWS Lambda, "),
        ("client", "s3", "who is outside of AWS needs credentials for Amazon S3"),
        ("client", "api-gateway", None),
        ("route53", "api-gateway", "and no `domain` here"),
        ("cloudfront", "appsync", "Amazon CloudFront fetches nothing from AWS AppSync"),
        ("cloudfront", "sqs", "Amazon CloudFront fetches nothing from Amazon SQS"),
        ("cloudfront", "api-gateway", None),
        ("cloudfront", "s3", None),
        ("app", "sqs", None),
    ],
)
def test_the_reason_is_named(source: str, target: str, said: str | None) -> None:
    found = unmade(made(source, target)[1])
    assert [said in note for note in found] == [True] if said else found == []


def test_a_distribution_fetches_from_an_api_by_its_own_name() -> None:
    text, _ = made("cloudfront", "api-gateway")
    assert "nothing-yet" not in text
    assert 'split("/", aws_apigatewayv2_api.api_gateway.api_endpoint)[2]' in text
    assert "Managed-AllViewerExceptHostHeader" in text
    assert "origin_path" not in text
    assert "aws_apprunner_service.app_runner.service_url" in made("cloudfront", "app-runner")[0]


def test_a_connection_between_any_two_kinds_is_made_or_named() -> None:
    """Pairs in no record, as those of a new kind, need a note; `python tests/pairs.py` records them."""
    known = {(s, t) for by in pairs.recorded().values() for s, targets in by.items() for t in targets}
    left = [pair for pair in pairs.pairs() if pair not in known | pairs.NEEDS_NOTHING]
    assert [f"{source} -> {target}" for source, target in left if not pairs.note(source, target)] == []
    assert known <= set(pairs.pairs())


RECORDED = [
    (source, target, outcome)
    for outcome, by in pairs.recorded().items()
    for source, targets in by.items()
    for target in targets
]


@pytest.mark.parametrize(("source", "target", "outcome"), random.Random(2).sample(RECORDED, 40))
def test_the_record_of_pairs_is_true(source: str, target: str, outcome: str) -> None:
    assert pairs.outcome(source, target) == outcome


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("alb", "waf", "nothing comes after waf; write `alb -> waf -> TARGET`"),
        ("sns", "route53", "nothing comes after route53; write `sns -> route53 -> TARGET`"),
        ("waf", "vpc-endpoint", "AWS WAF does not lead to "),
        ("glue", "dynamodb", "it lets AWS Glue call Amazon S3 only"),
        ("athena", "s3", "reads with its callers' rights"),
        ("global-accelerator", "s3", "forwards to load balancers and instances"),
        ("sqs", "rds", "it lets Amazon SQS call AWS Lambda only"),
        ("step-functions", "rds", "calls APIs of AWS, and Amazon RDS is none"),
        ("kinesis", "firehose", "needs a destination; connect firehose to a bucket"),
        ("client", "external", "both are outside of AWS"),
        ("app-runner", "client", "a client takes no connections"),
        ("route53", "cloudfront", "has no `domain` here"),
        ("custom", "s3", "no Terraform for one of them"),
        ("api-gateway", "alb", None),
        ("glue", "s3", None),
        ("global-accelerator", "nlb", None),
        ("auto-scaling-group", "s3", None),
    ],
)
def test_pairs_that_nothing_is_made_of_have_a_reason(source: str, target: str, said: str | None) -> None:
    found = pairs.note(source, target)
    assert (said in (found or "")) if said else found is None


@pytest.mark.parametrize("subnets", ["app", None])
@pytest.mark.parametrize("target", ["efs", "msk", "opensearch", "ecs-service", "lb", "lambda", "sqs"])
def test_a_link_of_an_api_leads_to_load_balancers_alone(target: str, subnets: str | None) -> None:
    """Amazon API Gateway speaks to what is in a VPC by a link, and archgen makes those of load balancers."""
    data = pairs.model("api-gateway", "alb" if target == "lb" else target)
    data["components"]["api-gateway"] = {"kind": "api-gateway"} | ({"subnets": subnets} if subnets else {})
    if target == "lb":
        data["connections"][-1] = "api-gateway -> lb"
    data["rules"] = {"ignore": [{"rule": "AG312", "component": "api-gateway", "reason": "to see the rest"}]}
    examination = examine(read(json.dumps(data).encode(), "architecture.yaml"))
    items = list(output("terraform").artifacts(view_of(examination)))
    text = "".join(i.content.decode() for i in items if isinstance(i, Artifact) and i.path.endswith(".tf"))
    notes = [i.text for i in items if isinstance(i, Note) and "`api-gateway -> " in i.text]
    joined = target in ("lb", "lambda", "sqs")
    assert ('"aws_apigatewayv2_integration" "api_gateway_to_' in text) == joined
    assert ('"aws_iam_role" "api_gateway"' in text) == (target == "sqs")
    assert [note.startswith("Terraform makes nothing of") for note in notes] == ([] if joined else [True])
    assert joined or "Amazon Kinesis and load balancers only" in notes[0]


def test_rights_to_what_is_reached_in_a_vpc_are_those_of_code() -> None:
    """A state machine calls APIs of AWS: what serves clients in a VPC is none."""
    for target in ("efs", "msk"):
        statement = re.compile(rf'(?i)sid += "{target}"')
        assert not statement.search(made("step-functions", target)[0])
        assert statement.search(made("app", target)[0])


@pytest.mark.parametrize("called", [False, True])
def test_what_is_read_with_the_rights_of_callers_is_in_their_roles(called: bool) -> None:
    data = pairs.model("athena", "s3")
    if called:
        data["connections"].append("app -> athena")
    examination = examine(read(json.dumps(data).encode(), "architecture.yaml"))
    items = list(output("terraform").artifacts(view_of(examination)))
    text = "".join(i.content.decode() for i in items if isinstance(i, Artifact) and i.path.endswith(".tf"))
    assert bool(re.search(r'Sid += "S3Objects"', text)) == called
    assert bool(unmade([i.text for i in items if isinstance(i, Note)])) == (not called)
