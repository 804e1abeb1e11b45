"""The page beside the configuration: how it is applied, and what has to be done by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from archgen.i18n.translate import word
from archgen.model.kinds.category import Category
from archgen.render.outputs.terraform.comments import in_words
from archgen.render.outputs.terraform.names import label
from archgen.render.outputs.terraform.parts import Stack
from archgen.render.outputs.terraform.resources.data import secret_name
from archgen.render.outputs.terraform.resources.dns import domain_of
from archgen.render.outputs.terraform.resources.running import run_of
from archgen.render.quoting import Markdown

_VARIABLE = re.compile(r'^variable "(?P<name>\w+)" \{\n(?P<body>.*?)^\}', re.MULTILINE | re.DOTALL)
_DESCRIPTION = re.compile(r'description = "((?:[^"\\]|\\.)*)"')

COSTS = (
    (
        '"aws_flow_log"',
        "Flow logs of all traffic, by the gigabyte; `log_retention_days` says how long they are kept.",
    ),
    ('"aws_nat_gateway"', "NAT gateways, by the hour and by the gigabyte that passes them."),
    ('= "Interface"', "Interface endpoints, by the hour in each of their zones."),
    (
        '"aws_internet_gateway"',
        "Public IPv4 addresses, by the hour: one for each NAT gateway, each zone of a load "
        "balancer that is open to the internet, and each instance that has one.",
    ),
    ("monitoring {", "Instances that report every minute instead of every five, by the instance."),
    ('"containerInsights"', "Container Insights, by the metric."),
    ('"aws_wafv2_web_acl"', "Web ACLs and their rules, by the month and by the request."),
    (
        '"aws_route53_zone"',
        "The hosted zone, by the month and by the query, and the log of its queries by the gigabyte.",
    ),
    ('"aws_kms_key"', "Keys of KMS and alarms, by the month."),
)
"""What is paid for though no picture shows it, by a text of the configuration that it comes with."""


def facts(stack: Stack, texts: Mapping[str, str], resources: Mapping[str, str]) -> dict[str, object]:
    """What the page's template reads; `resources` are the labels of each type's."""

    def said(text: str) -> Markdown:
        return Markdown(word(text, stack.architecture.language))

    types = Counter({type: len(labels.split()) for type, labels in resources.items()})
    zones = [zone for zone in stack.topology.of(Category.DNS_ZONE) if domain_of(stack, zone)]
    return {
        "types": dict(sorted(types.items())),
        "count": types.total(),
        "domain": domain_of(stack, zones[0]) if zones else None,
        "zone_label": label(zones[0]) if zones else None,
        "zone_variable": "hosted_zone_id",
        "asked": {
            name: in_words(text, stack.architecture.language)
            for name, text in asked(texts["variables"]).items()
        },
        "secrets": _secrets(stack),
        "services": _services(stack),
        "costs": [said(cost) for mark, cost in COSTS if any(mark in text for text in texts.values())],
        "farewell": [said(step) for step in _farewell(types, "deletion_protection" in texts["variables"])],
    }


def asked(variables: str) -> dict[str, str]:
    """The variables to set before the first apply, which the model cannot know, with their descriptions."""
    found = {}
    for match in _VARIABLE.finditer(variables):
        described = _DESCRIPTION.search(match["body"])
        if match["name"].endswith(("_certificate_arn", "_domain_name")):
            found[match["name"]] = described[1] if described else ""
    return found


def _secrets(stack: Stack) -> list[dict[str, str]]:
    return [
        {"name": secret_name(part, name), "region": part.place.name}
        for part in stack.parts
        if part.model.runs
        for name in part.model.runs.secrets
    ]


def _services(stack: Stack) -> dict[str, list[str]]:
    found = {}
    for part in stack.parts:
        if part.model.runs and part.id not in found:
            run = run_of(stack, part)
            found[part.id] = [*run.environment, *run.secrets]
    return found


def _farewell(types: Counter[str], protected: bool) -> list[str]:
    """What has to be done to take it all down, in order."""
    steps = []
    if types["aws_route53_zone"]:
        steps.append("Remove the DS record from the parent zone if you entered it, and wait for a day.")
    if protected:
        steps.append("`terraform apply -var deletion_protection=false`: until then AWS refuses to delete.")
    if types["aws_s3_bucket"]:
        steps.append("Empty the buckets, old versions too: only empty ones are deleted.")
    steps.append("`terraform destroy`.")
    if types["aws_db_instance"] or types["aws_rds_cluster"]:
        steps.append(
            "Each database leaves a snapshot that ends in `-final`: delete or rename it before a second time."
        )
    keys = "Keys are deleted after 30 days."
    steps.append(
        "Keys and secrets are deleted after 30 days." if types["aws_secretsmanager_secret"] else keys
    )
    return steps
