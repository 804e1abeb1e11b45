"""What of a model was not checked is said, in every format, and can be made to fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.cli import run

MODEL = """\
archgen: 1
name: shop
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b]}
vpcs:
  shop: {region: us-east-1, cidr: 10.0.0.0/16, account: shop}
subnets:
  app: {access: private, vpc: shop, via: tgw}
components:
  tgw: {kind: transit-gateway, attaches: {shop: app}, shared: true}
  app:
    kind: auto-scaling-group
    tier: backend
    subnets: app
    service: {image: "example/app:1.0.0", port: 3000}
    instance_type: m7g.large
    capacity: {min: 4, max: 8}
  files: {kind: s3, account: lake}
  spare: {kind: sqs, account: shop}
  search: {kind: custom, label: Search, account: shop}
connections:
  - app -> files
  - app -> search: 443
"""
CAUSES = {
    ("tgw", "shared-gateway"),
    ("app", "leaves-the-file"),
    ("files", "other-account"),
    ("spare", "unconnected"),
    ("search", "custom"),
}
LINE = "checked 0 of 5 components; not checked: 1 of kind custom (search)"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


def said(capsys: pytest.CaptureFixture[str], text: str, *options: str) -> str:
    Path("architecture.yaml").write_text(text, encoding="utf-8")
    run(["validate", *options])
    return capsys.readouterr().out


def causes(capsys: pytest.CaptureFixture[str], text: str) -> set[tuple[str, str]]:
    missing = json.loads(said(capsys, text, "--format", "json"))["coverage"]["not_checked"]
    return {(each["address"], each["cause"]) for each in missing}


def test_what_the_file_does_not_describe_is_not_called_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert causes(capsys, MODEL) == CAUSES


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        (", shared: true", "", {("tgw", "shared-gateway"), ("app", "leaves-the-file")}),
        ("shared: true", "shared: true, default: shop", {("app", "leaves-the-file")}),
        ("account: lake", "account: shop", {("files", "other-account")}),
        ("connections:", "connections:\n  - app -> spare", {("spare", "unconnected")}),
        ("kind: custom, label: Search", "kind: opensearch, subnets: app", {("search", "custom")}),
    ],
)
def test_what_the_file_describes_is_checked(
    old: str, new: str, gone: set[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    text = MODEL.replace(old, new)
    text = text.replace("app, account: shop}", "app}").replace("search: 443", "search")
    assert CAUSES - causes(capsys, text) == gone


@pytest.mark.parametrize(
    ("zones", "local"),
    [
        ("us-west-2a, us-west-2b, us-west-2-lax-1a", True),
        ("us-west-2a, us-west-2-wl1-las-wlz-1", True),
        ("us-west-2a, us-west-2b", False),
    ],
)
def test_what_is_in_a_local_zone_is_not_called_checked(
    zones: str, local: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    text = MODEL.replace("us-east-1a, us-east-1b", zones).replace("us-east-1", "us-west-2")
    assert (("app", "local-zone") in causes(capsys, text)) == local
    elsewhere = text.replace("tier: backend", "tier: backend\n    zones: [us-west-2a]")
    assert ("app", "local-zone") not in causes(capsys, elsewhere)


def test_an_ignored_finding_checks_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    text = MODEL.replace(
        "{kind: sqs, account: shop}", "{kind: sqs, account: shop}  # archgen: ignore[AG801] later"
    )
    assert ("spare", "unconnected") in causes(capsys, text)


@pytest.mark.parametrize("format", ["text", "concise", "github", "markdown"])
def test_a_line_says_it(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert LINE in said(capsys, MODEL, "--format", format)


def test_sarif_has_a_notification_and_junit_a_skipped_case_for_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = json.loads(said(capsys, MODEL, "--format", "sarif"))
    (invocation,) = log["runs"][0]["invocations"]
    assert len(invocation["toolExecutionNotifications"]) == len(CAUSES)
    junit = said(capsys, MODEL, "--format", "junit")
    assert all(f'name="not checked: {id}"' in junit for id, _ in CAUSES)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "not-checked"), 1),
        (("--fail-on", "error", "--fail-on", "not-checked"), 1),
        (("--require-coverage", "1"), 1),
        (("--require-coverage", "0"), 0),
    ],
)
def test_it_can_be_made_to_fail(options: tuple[str, ...], code: int) -> None:
    Path("architecture.yaml").write_text(MODEL, encoding="utf-8")
    assert run(["validate", *options]) == code


def test_what_is_rendered_with_errors_says_which_components_have_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong = MODEL.replace("min: 4, max: 8", "min: 4, max: 2")
    Path("architecture.yaml").write_text(wrong, encoding="utf-8")
    assert run(["render"]) == 1
    assert "that have errors" not in capsys.readouterr().err
    assert run(["render", "--force"]) == 0
    line = "1 that have errors (app)"
    assert line in capsys.readouterr().err
    assert line in Path("output/docs/architecture.md").read_text(encoding="utf-8")


def test_docs_say_what_was_not_checked() -> None:
    Path("architecture.yaml").write_text(MODEL, encoding="utf-8")
    assert run(["render"]) == 0
    assert LINE in Path("output/docs/architecture.md").read_text(encoding="utf-8")
