"""Public serverless patterns: each plans, and the rights that its roles have beside the original's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from models import ROOT
from terraforming import needs_terraform, run, written

sys.path.insert(0, str(ROOT / "benchmarks"))
import serverless_patterns as patterns

WIDER = {
    "apigw-lambda-dynamodb-terraform": {"dynamodb:DeleteItem", "dynamodb:BatchWriteItem"},
    "s3-lambda-dynamodb-terraform": {"dynamodb:DeleteItem"},
    "sqs-lambda-s3-terraform-python": {"s3:DeleteObject"},
}
"""Patterns whose original lets nothing be deleted: `write` includes that."""


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


def test_services_without_a_kind_are_known() -> None:
    assert patterns.without_kind("apigw-lambda-dynamodb-cdk-java") == []
    assert patterns.without_kind("s3-lambda-rekognition-sam") == ["rekognition"]
