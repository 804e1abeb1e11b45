"""Mending a file: what is meant changes, what is found goes, and every other byte stays."""

from __future__ import annotations

from difflib import ndiff
from pathlib import Path

import pytest

from archgen.cli import run
from archgen.findings import Severity
from archgen.lint.engine import rule_named
from archgen.lint.fixes import fixes
from archgen.lint.fixing import Fixed, fixable, fixed
from archgen.pipeline import examine
from archgen.yamlfile.parser import read

BRIEF = (Path(__file__).parents[2] / "architecture.yaml").read_text(encoding="utf-8")


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def fix(text: str, *, unsafe: bool = False) -> Fixed:
    return fixed(examine(read(text.encode(), "architecture.yaml")), examine, unsafe=unsafe)


def difference(before: str, after: bytes) -> list[str]:
    """The lines that went (-) and came (+)."""
    lines = ndiff(before.splitlines(), after.decode().splitlines())
    return [line[:2].strip() + line[2:].strip() for line in lines if line[0] in "-+"]


NAT = "  nat:      {kind: nat-gateway, subnets: web}"
DYNAMODB = "  dynamodb-endpoint: {kind: vpc-endpoint, service: dynamodb}\n"


@pytest.mark.parametrize(
    ("text", "codes", "lines"),
    [
        (
            changed(BRIEF, (NAT, NAT[:-1] + ", per: region}  # cheap")),
            ["AG215"],
            [f"-{NAT[:-1].strip()}, per: region}}  # cheap", f"+{NAT.strip()}  # cheap"],
        ),
        (
            changed(BRIEF, (NAT, "  nat:\n    kind: nat-gateway\n    zones: [us-east-1a]\n    subnets: web")),
            ["AG215"],
            ["-zones: [us-east-1a]"],
        ),
        (
            changed(BRIEF, ("cidr: 10.0.0.0/16", 'cidr: "10.0.0.7/16"')),
            ["AG105"],
            ['-cidr: "10.0.0.7/16"', "+cidr: 10.0.0.0/16"],
        ),
        (
            changed(
                BRIEF, (DYNAMODB, ""), ("app -> dynamodb-endpoint -> sessions", "app -> nat -> sessions")
            ),
            ["AG318"],
            [
                "+dynamodb-endpoint: {kind: vpc-endpoint, service: dynamodb}",
                "-- app -> nat -> sessions",
                "+- app -> dynamodb-endpoint -> sessions",
            ],
        ),
        (
            BRIEF + "rules:\n  ignore:\n    - {rule: AG215, reason: old}\n",
            ["AG805"],
            ["-rules:", "-ignore:", "-- {rule: AG215, reason: old}"],
        ),
        (
            changed(BRIEF, (NAT, f"  # archgen: ignore[AG215] old\n{NAT}")),
            ["AG805"],
            ["-# archgen: ignore[AG215] old"],
        ),
        (
            changed(BRIEF, (NAT, f"{NAT}  # archgen: ignore[AG215] old")),
            ["AG805"],
            [f"-{NAT.strip()}  # archgen: ignore[AG215] old", f"+{NAT.strip()}"],
        ),
    ],
)
def test_a_safe_fix_changes_only_what_it_means(text: str, codes: list[str], lines: list[str]) -> None:
    assert "AG216" in fixes()
    for windows in (False, True):
        before = text.replace("\n", "\r\n") if windows else text
        done = fix(before)
        assert [finding.code for finding in done.fixed] == codes
        assert not done.examination.has(Severity.WARNING)
        assert sorted(difference(before, done.raw)) == sorted(lines)
        assert (b"\r\n" in done.raw) is windows


@pytest.mark.skipif(rule_named("AG216") is None, reason="no rule finds a database without a standby")
def test_a_database_gets_its_standby() -> None:
    off = changed(BRIEF, ("multi_az: true", "multi_az: false"))
    done = fix(off)
    assert done.raw.decode() == BRIEF
    left_out = changed(BRIEF, ("multi_az: true, ", ""))
    done = fix(left_out)
    assert "read_replicas: 1, multi_az: true}" in done.raw.decode()


def test_several_fixes_are_made_together() -> None:
    text = changed(BRIEF, ("cidr: 10.0.0.0/16", "cidr: 10.0.0.7/16"), (NAT, NAT[:-1] + ", per: region}"))
    done = fix(text)
    assert sorted(finding.code for finding in done.fixed) == ["AG105", "AG215"]
    assert done.raw.decode() == BRIEF


def test_nothing_is_changed_where_nothing_is_found() -> None:
    done = fix(BRIEF)
    assert (done.fixed, done.raw.decode(), done.unsafe) == ((), BRIEF, 0)


def test_a_byte_order_mark_stays() -> None:
    text = changed(BRIEF, (NAT, NAT[:-1] + ", per: region}"))
    done = fixed(examine(read(b"\xef\xbb\xbf" + text.encode(), "architecture.yaml")), examine)
    assert done.raw == b"\xef\xbb\xbf" + BRIEF.encode()


def test_an_unsafe_fix_is_made_only_when_asked() -> None:
    assert "    subnets: app\n    instance_type: t3.small\n    capacity: {min: 2, max: 8}" in BRIEF
    public = changed(
        BRIEF,
        (
            "    subnets: app\n    instance_type: t3.small\n    capacity: {min: 2, max: 8}",
            "    subnets: web\n    instance_type: t3.small\n    capacity: {min: 2, max: 8}",
        ),
    )
    assert fix(public).raw.decode() == public
    assert fix(public).unsafe == 1
    done = fix(public, unsafe=True)
    assert "AG308" in [finding.code for finding in done.fixed]
    assert done.raw.decode() == BRIEF


def test_a_fix_that_was_tried_in_vain_is_not_offered_again() -> None:
    """A standby would leave the ignore of AG219 without effect, so that fix is refused for good."""
    line = "orders:   {kind: rds, subnets: db, engine: postgres, multi_az: true, read_replicas: 1}"
    single = "orders:   {kind: rds, subnets: db, engine: postgres}  # archgen: ignore[AG219] a test system"
    text = changed(BRIEF, (line, single))
    done = fix(text)
    assert "AG216" in [finding.code for finding in done.examination.findings]
    assert (done.fixed, done.raw.decode(), done.unsafe) == ((), text, 0)
    assert fix(text, unsafe=True).raw.decode() == text
    assert fixable(examine(read(text.encode(), "architecture.yaml")), examine) == ()


def test_a_fix_that_would_break_something_else_is_not_kept() -> None:
    text = changed(
        BRIEF,
        ("access: public}", "access: public, cidrs: [10.0.0.0/28, 10.0.4.0/28]}"),
        (NAT, NAT[:-1] + ", per: region}"),
    )
    before = examine(read(text.encode(), "architecture.yaml"))
    done = fixed(before, examine)
    rank = {finding.code: 0 for finding in (*before.findings, *done.examination.findings)}
    for code in rank:
        then, now = (
            sum(finding.code == code for finding in each.findings) for each in (before, done.examination)
        )
        assert now <= then


def test_what_comes_by_an_alias_is_left_alone() -> None:
    text = changed(BRIEF, (NAT, "  nat: *nat")) + "x-later: 1\n"
    text = "x-nat: &nat {kind: nat-gateway, subnets: web, per: region}\n" + text
    done = fix(text)
    assert (done.fixed, done.raw.decode()) == ((), text)


def test_a_file_that_cannot_be_used_is_left_alone() -> None:
    broken = BRIEF.replace("subnets: web}", "subnets: wbe, per: region}")
    done = fix(broken)
    assert done.raw.decode() == broken
    assert fixable(done.examination, examine) == ()


def test_every_fix_is_of_a_rule() -> None:
    assert all(code.startswith("AG") and len(code) == 5 for code in fixes())


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("architecture.yaml")
    path.write_text(changed(BRIEF, (NAT, NAT[:-1] + ", per: region}")), encoding="utf-8")
    return path


def test_fix_mends_the_file_and_reports_what_is_left(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--strict"]) == 1
    assert "found 1 warning; 1 can be fixed with --fix" in capsys.readouterr().out
    assert run(["validate", "--strict", "--fix"]) == 0
    assert capsys.readouterr() == (
        "found nothing\n",
        "architecture.yaml: fixed 1 finding (AG215 shared-nat-gateway)\n",
    )
    assert file.read_text(encoding="utf-8") == BRIEF


def test_an_environment_is_not_said_to_be_fixable(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--fix edits the file, never an environment of it."""
    added = "\nenvironments:\n  staging:\n    title: Staging\n"
    file.write_text(file.read_text(encoding="utf-8") + added, encoding="utf-8")
    run(["validate", "--env", "staging"])
    assert capsys.readouterr().out.endswith("found 1 warning\n")


def test_only_fixes_of_what_a_baseline_leaves_are_counted(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["validate", "--baseline", "b.json", "--update-baseline"])
    text = file.read_text(encoding="utf-8").replace("{min: 2, max: 8}", "{min: 1, max: 8}")
    file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    run(["validate", "--baseline", "b.json"])
    told = capsys.readouterr().out
    assert "found nothing" not in told and "can be fixed" not in told
    run(["validate"])
    assert "; 1 can be fixed with --fix" in capsys.readouterr().out


def test_diff_shows_and_changes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert run(["validate", "--diff"]) == 1
    assert f"+{NAT}\n" in capsys.readouterr().out
    assert file.read_bytes() == before
    run(["validate", "--fix"])
    capsys.readouterr()
    assert run(["validate", "--diff"]) == 0
    assert capsys.readouterr().out == ""


def test_only_a_file_can_be_fixed(file: Path) -> None:
    assert run(["validate", "--fix", "--env", "staging"]) == 2
    assert run(["validate", "--fix", "-"]) == 2
