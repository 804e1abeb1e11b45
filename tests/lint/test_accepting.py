"""What a file accepts: in comments on lines and blocks, by family, and rules that are off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.cli import run

HEAD = """archgen: 1
name: shop
regions: {eu-north-1: {zones: [eu-north-1a, eu-north-1b], cidr: 10.0.0.0/16}}
subnets: {edge: {access: public}, work: {access: private}}
components:
  shoppers: {kind: client}
  igw: {kind: internet-gateway}
  entry: {kind: alb, subnets: edge}
"""
BLOCK_NAT = "  nat:%s\n    kind: nat-gateway\n    per: region\n    subnets: edge\n"
NAT = "  nat: {kind: nat-gateway, subnets: edge, per: region}\n"
TAIL = """  shop: {kind: ecs-service, tier: backend, subnets: work, service: {image: "shop:1", port: 8080}}
  db: {kind: rds, subnets: work, backup_retention_days: 0, deletion_protection: false}%s
connections:
  - shoppers -> entry: 443
  - entry -> shop
  - shop -> db
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def codes(text: str, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[set[str], dict[str, str]]:
    """The codes that are found, and the reasons of what is suppressed, by code."""
    Path("architecture.yaml").write_text(text, encoding="utf-8")
    run(["validate", "--format", "json", "--show-ignored", *options])
    body = json.loads(capsys.readouterr().out)
    reasons = {each["code"]: each["reason"] for each in body["suppressed"]}
    return {each["code"] for each in body["findings"]}, reasons


@pytest.mark.parametrize(
    "block",
    [
        "  # archgen: ignore[AG215] above\n" + BLOCK_NAT % "",
        BLOCK_NAT % "  # archgen: ignore[AG215] above",
        "  # archgen: ignore[AG215] above\n  # another comment\n" + BLOCK_NAT % "",
    ],
)
def test_a_comment_at_the_key_of_a_block_covers_the_block(
    block: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, reasons = codes(HEAD + block + TAIL % "", capsys)
    assert reasons == {"AG215": "above"}
    assert not {"AG215", "AG805"} & found
    assert run(["validate", "--fix", "--unsafe-fixes"]) in (0, 1)
    assert "archgen: ignore[AG215] above" in Path("architecture.yaml").read_text()


def test_a_comment_at_a_block_covers_no_other_component(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + "  # archgen: ignore[AG412] no\n" + BLOCK_NAT % "" + TAIL % ""
    found, reasons = codes(text, capsys)
    assert {"AG412", "AG805"} <= found
    assert reasons == {}


def test_one_comment_may_give_several_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    comment = "  # archgen: ignore[AG219] one reason, ignore[AG412] other, ignore[AG413] third"
    found, reasons = codes(HEAD + NAT + TAIL % comment, capsys)
    assert reasons == {"AG219": "one reason", "AG412": "other", "AG413": "third"}
    assert not {"AG219", "AG412", "AG413", "AG805"} & found


def test_a_fix_removes_no_comment_that_accepts_something_still(capsys: pytest.CaptureFixture[str]) -> None:
    comment = "  # archgen: ignore[AG412] copied elsewhere, ignore[AG101] stale"
    found, _ = codes(HEAD + NAT + TAIL % comment, capsys)
    assert "AG805" in found
    run(["validate", "--fix"])
    assert comment in Path("architecture.yaml").read_text()


@pytest.mark.parametrize("family", ["AG4xx", "AG4", "ag4XX"])
def test_a_family_is_ignored_by_comments_and_by_the_file(
    family: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, reasons = codes(HEAD + NAT + TAIL % f"  # archgen: ignore[{family}] staging", capsys)
    assert set(reasons) >= {"AG412", "AG413"} and not set(reasons) & found
    entry = f"rules: {{ignore: [{{rule: {family}, component: db, reason: staging}}]}}\n"
    found, reasons = codes(HEAD + NAT + TAIL % "" + entry, capsys)
    assert set(reasons) >= {"AG412", "AG413"} and not {*reasons, "AG805"} & found
    entry = f"rules: {{ignore: [{{rule: {family}, component: nat, reason: staging}}]}}\n"
    assert "AG805" in codes(HEAD + NAT + TAIL % "" + entry, capsys)[0]


def test_a_rule_may_be_off_with_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + NAT + TAIL % "" + "rules: {backups-off: {severity: off, reason: copied elsewhere}}\n"
    found, reasons = codes(text, capsys)
    assert reasons == {"AG412": "copied elsewhere"}
    assert "AG412" not in found
    Path("architecture.yaml").write_text(text.replace(", reason: copied elsewhere", ""))
    assert run(["validate"]) == 2
    assert "needs a `reason`: its severity is off" in capsys.readouterr().out


def test_places_are_told_from_the_top_of_the_repository(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / ".git").mkdir()
    (here / "services/shop").mkdir(parents=True)
    monkeypatch.chdir(here / "services")
    Path("shop/architecture.yaml").write_text(HEAD + NAT + TAIL % "  # archgen: ignore[AG412] x")
    for name in ("shop/architecture.yaml", f"{here}/services/shop/architecture.yaml"):
        run(["validate", name, "--format", "github"])
        assert "file=services/shop/architecture.yaml," in capsys.readouterr().out
        run(["validate", name, "--format", "sarif"])
        text = capsys.readouterr().out
        assert '"uri": "services/shop/architecture.yaml"' in text
        assert '"suppressions"' not in text
        run(["validate", name, "--format", "sarif", "--show-ignored"])
        assert '"suppressions"' in capsys.readouterr().out
    run(["validate", "shop/architecture.yaml", "--format", "concise"])
    assert capsys.readouterr().out.startswith("shop/architecture.yaml:")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: client", "kind:\u00a0client", "a no-break space (U+00A0)"),
        ("kind: client", "kind: client\u200b", "a zero-width space (U+200B)"),
        ("  igw:", "  igw\u00a0:", "a no-break space (U+00A0)"),
        ("  igw:", " \u00a0igw:", "a no-break space (U+00A0)"),
        ("components:", "\ufeffcomponents:", "a byte order mark (U+FEFF)"),
        ("- entry -> shop", "-\u00a0entry -> shop", "a no-break space (U+00A0)"),
        ("- entry -> shop", "- entry -> shop\u2060", "a word joiner (U+2060)"),
        ("archgen: 1", "archgen:\u00a01", "a no-break space (U+00A0)"),
        ("port: 8080", "port: 8080\u00a0", "a no-break space (U+00A0)"),
        ("subnets: work,", "subnets:\u202fwork,", "a narrow no-break space (U+202F)"),
        ("port: 8080", "U+0041: 8080\u00a0", "a no-break space (U+00A0)"),
    ],
)
def test_characters_that_cannot_be_seen_are_named(
    old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + NAT + TAIL % ""
    assert old in text
    Path("architecture.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert run(["validate"]) == 2
    assert said in capsys.readouterr().out


def test_a_no_break_space_in_prose_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD.replace("{kind: client}", '{kind: client, label: "10\u00a0000 shoppers"}') + NAT + TAIL % ""
    Path("architecture.yaml").write_text(text, encoding="utf-8")
    assert run(["validate"]) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"version":4,"terraform_version":"1.11.4","resources":[]}', "a raw state file"),
        (
            '{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","outputs":{},"resources":[]}',
            "a raw state file",
        ),
        (
            "\nTerraform will perform the following actions:\n\n  # aws_vpc.a will be created\n"
            "Plan: 1 to add, 0 to change, 0 to destroy.\n",
            "the text that `terraform plan` prints",
        ),
        ("\x1b[1mPlan:\x1b[0m 1 to add", "control character"),
    ],
)
def test_what_terraform_keeps_or_prints_is_named(
    text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("terraform.tfstate").write_text(text)
    assert run(["validate", "terraform.tfstate"]) == 2
    captured = capsys.readouterr()
    assert said in captured.out + captured.err
