"""Alarms: what they watch, and how little of it is said twice."""

from __future__ import annotations

import re

from models import brief
from terraforming import alarms, configuration, root

BRIEF = configuration(brief())


def test_an_operator_is_told_of_signatures_certificates_and_busy_replicas() -> None:
    told = {"dns-dnssec", "dns-key", "cdn-certificate", "web-lb-certificate", "orders-${role}-cpu"}
    found = alarms(BRIEF)
    assert told <= set(found)
    assert 'aws_acm_certificate.dns["web-lb"].arn' in found["web-lb-certificate"]
    assert '{ for zone in aws_route53_zone.dns : "dns-dnssec" => {' in BRIEF["observability.tf"]


def test_what_is_watched_of_a_metric_is_said_once() -> None:
    metrics = re.findall(
        r'^ +"([A-Z]\w+/\w+)" += \{ statistic = .*$', BRIEF["observability.tf"], re.MULTILINE
    )
    assert len(metrics) == len(set(metrics)) > 10
    found = {key: re.findall(r'metric = "([^"]+)"', text)[0] for key, text in alarms(BRIEF).items()}
    assert set(found.values()) == set(metrics)
    assert found["web-cpu"] == found["app-cpu"] != found["orders-cpu"] == found["orders-${role}-cpu"]


def test_a_metric_with_other_limits_has_them_in_its_alarms() -> None:
    assert 'below = 5368709120, periods = 5, description = "less than' in BRIEF["observability.tf"]
    data = brief()
    data["components"]["ledger"] = data["components"]["orders"] | {"storage_gb": 100}
    found = alarms(configuration(data))
    assert found["orders-storage"].endswith("below = 5368709120 }")
    assert found["ledger-storage"].endswith("below = 10737418240 }")


def test_a_metric_that_is_watched_in_two_ways_has_two_rows() -> None:
    data = brief()
    data["components"] |= {"jobs": {"kind": "sqs"}, "bus": {"kind": "eventbridge"}}
    data["connections"] += ["app -> jobs", "app -> bus -> jobs"]
    files = configuration(data)
    rows = re.findall(
        r'^ +"(SQS/ApproximateNumberOfMessagesVisible.*)" += \{ statistic', root(files), re.MULTILINE
    )
    assert rows == ["SQS/ApproximateNumberOfMessagesVisible", "SQS/ApproximateNumberOfMessagesVisible/2"]
