"""A plan of which nothing is known is never told to be sound, whatever the format of the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from archgen.cli import run
from archgen.lint.reports import FORMATS

AWS = "registry.terraform.io/hashicorp/aws"
OPEN = {"ingress": [{"from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"]}]}
UNKNOWN: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "unknown type": [("aws_lightsail_instance", AWS, {})],
    "another provider": [("google_compute_instance", "registry.terraform.io/hashicorp/google", {})],
    "a role": [("aws_iam_role", AWS, {"name": "r"})],
    "a helper": [("random_pet", "registry.terraform.io/hashicorp/random", {"id": "1"})],
    "a role and a helper": [("aws_iam_role", AWS, {}), ("null_resource", "x/hashicorp/null", {})],
    "an open group of nothing": [("aws_security_group", AWS, {"vpc_id": "vpc-1", **OPEN})],
    "a place outside": [("aws_lambda_function", AWS, {"vpc_config": [{"subnet_ids": ["subnet-1"]}]})],
    "a place not known": [("aws_instance", AWS, {})],
}


def plan_of(resources: list[tuple[str, str, dict[str, Any]]]) -> str:
    listed = [
        {
            "address": f"{type_}.x",
            "mode": "managed",
            "type": type_,
            "name": "x",
            "provider_name": provider,
            "values": values,
        }
        for type_, provider, values in resources
    ]
    root = {"root_module": {"resources": listed}}
    return json.dumps({"format_version": "1.2", "planned_values": root, "configuration": {"root_module": {}}})


@pytest.fixture(params=list(UNKNOWN))
def plan(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    Path("plan.json").write_text(plan_of(UNKNOWN[request.param]), encoding="utf-8")
    return Path("plan.json")


@pytest.mark.parametrize("format", FORMATS)
def test_it_is_told_that_nothing_was_checked(
    plan: Path, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", "plan.json", "--format", format]) == 0
    out = capsys.readouterr().out
    assert "found nothing" not in out
    if format == "json":
        assert json.loads(out)["coverage"]["not_checked"]
    if format == "sarif":
        assert json.loads(out)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    if format not in ("json", "sarif", "junit"):
        assert "nothing could be checked" in out
        assert "checked 0 of" in out


def test_no_case_of_junit_passes(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate", "plan.json", "--format", "junit"])
    whole = ElementTree.fromstring(capsys.readouterr().out)
    cases = list(whole.iter("testcase"))
    assert all(case.find("skipped") is not None for case in cases)
    assert whole.get("skipped") == whole.get("tests") == str(len(cases))


def test_where_the_report_goes_to_a_file_the_terminal_says_it_too(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):  # the second run overwrites the report of the first one
        assert run(["validate", "plan.json", "-o", "report.txt"]) == 0
        assert capsys.readouterr().err == "nothing could be checked; see report.txt\n"


@pytest.mark.parametrize("option", [("--fail-on", "not-checked"), ("--require-coverage", "1")], ids=" ".join)
def test_it_can_be_made_to_fail(plan: Path, option: tuple[str, ...]) -> None:
    assert run(["validate", "plan.json", *option]) == 1


def test_an_open_group_that_something_has_is_checked_with_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = {"ami": "ami-1", "instance_type": "t3.small", "vpc_security_group_ids": ["sg-1"]}
    plan = plan_of([("aws_security_group", AWS, {"id": "sg-1", **OPEN}), ("aws_instance", AWS, held)])
    (tmp_path / "plan.json").write_text(plan, encoding="utf-8")
    run(["validate", str(tmp_path / "plan.json"), "--format", "json"])
    missing = json.loads(capsys.readouterr().out)["coverage"]["not_checked"]
    assert [each["address"] for each in missing] == ["aws_instance.x"]
