"""`include`: a file is laid over others, in which every value keeps its place."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from archgen.cli import run

MODEL = """archgen: 1
name: shop
include: shared/network.yaml
regions: {eu-north-1: {zones: [eu-north-1a, eu-north-1b], cidr: 10.0.0.0/16}}
components:
  shop: {kind: ecs-service, tier: backend, subnets: work, service: {image: "shop:1", port: 8080}}
connections:
  - entry -> shop
"""
NETWORK = """subnets: {edge: {access: public}, work: {access: private}}
components:
  shoppers: {kind: client}
  igw: {kind: internet-gateway}
  entry: {kind: alb, subnets: edge}
  nat: {kind: nat-gateway, subnets: edge}
connections:
  - shoppers -> entry: 443
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    (folder / ".git").mkdir(parents=True)
    (folder / "shared").mkdir()
    (folder / "shared/network.yaml").write_text(NETWORK)
    (folder / "architecture.yaml").write_text(MODEL)
    monkeypatch.chdir(folder)
    return folder


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def found(capsys: pytest.CaptureFixture[str], *options: str) -> list[tuple[str, str, int]]:
    """Code, file and line of what is found."""
    capsys.readouterr()
    run(["validate", "--format", "json", *options])
    body = json.loads(capsys.readouterr().out)
    return [(each["code"], each["file"], each["line"]) for each in body["findings"]]


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """The report of a model that cannot be used."""
    capsys.readouterr()
    assert run(["validate"]) == 2
    return capsys.readouterr().out


def test_a_model_in_two_files_is_one_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys) == []
    assert run(["render", "--only", "terraform"]) == 0
    assert 'resource "aws_nat_gateway" "nat"' in Path("output/terraform/network.tf").read_text()


def test_a_finding_is_told_in_the_file_that_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    put("shared/network.yaml", NETWORK.replace("subnets: edge}\nconn", "subnets: edge, per: region}\nconn"))
    assert found(capsys) == [("AG215", "shared/network.yaml", 6)]
    capsys.readouterr()
    run(["validate"])
    out = capsys.readouterr().out
    assert "shared/network.yaml:6:48: warning[AG215]" in out
    assert "6 |   nat: {kind: nat-gateway, subnets: edge, per: region}" in out
    put("architecture.yaml", MODEL.replace("subnets: work, s", "subnets: edge, s"))
    assert ("AG308", "architecture.yaml", 6) in found(capsys)


@pytest.mark.parametrize("format", ["sarif", "github", "junit", "markdown", "concise", "text"])
def test_every_format_names_the_included_file(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    put("shared/network.yaml", NETWORK.replace("subnets: edge}\nconn", "subnets: edge, per: region}\nconn"))
    Path("shared").joinpath("deep").mkdir()
    capsys.readouterr()
    run(["validate", "--format", format])
    out = capsys.readouterr().out
    assert "shared/network.yaml" in out
    if format == "sarif":
        (result,) = json.loads(out)["runs"][0]["results"]
        place = result["locations"][0]["physicalLocation"]
        assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("shared/network.yaml", 6)


def test_paths_of_sarif_are_those_of_the_repository(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("shared/network.yaml", NETWORK.replace("subnets: edge}\nconn", "subnets: edge, per: region}\nconn"))
    put("models/architecture.yaml", MODEL.replace("shared/", "../shared/"))
    monkeypatch.chdir("models")
    run(["validate", "--format", "sarif"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "shared/network.yaml", "uriBaseId": "%SRCROOT%"}


def test_the_file_wins_and_lists_of_lines_are_joined(capsys: pytest.CaptureFixture[str]) -> None:
    put("architecture.yaml", MODEL.replace("components:\n", "components:\n  nat: {per: region}\n"))
    assert found(capsys) == [("AG215", "architecture.yaml", 6)]
    put("architecture.yaml", MODEL.replace("components:\n", "components:\n  nat: null\n"))
    assert {code for code, _, _ in found(capsys)} == {"AG305"}


def test_defaults_policies_and_ignores_come_from_other_files(capsys: pytest.CaptureFixture[str]) -> None:
    put("architecture.yaml", MODEL.replace("network.yaml", "all.yaml").replace("name: shop\n", ""))
    put("shared/all.yaml", "include: [network.yaml, rules.yaml]\nname: shop\ntags: {owner: us}\n")
    ignore = "{rule: AG215, reason: it is a test}"
    put(
        "shared/rules.yaml", f"policies: ['never: internet -> tier:backend']\nrules: {{ignore: [{ignore}]}}\n"
    )
    assert refused(capsys).startswith("shared/rules.yaml:1:12: error[AG002]")
    put("shared/rules.yaml", f"policies: [never: entry -> shop]\nrules: {{ignore: [{ignore}]}}\n")
    assert found(capsys) == [("AG901", "shared/rules.yaml", 1)]  # the ignore may serve another model
    more = "policies: [never: shoppers -> entry]\n"
    put("architecture.yaml", MODEL.replace("network.yaml", "all.yaml") + more)
    assert [file for code, file, _ in found(capsys) if code == "AG901"] == [
        "architecture.yaml",
        "shared/rules.yaml",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("shared/nothing.yaml", 'there is no file "shared/nothing.yaml" beside this one'),
        ("shared", 'there is no file "shared" beside this one'),
        ("../outside.yaml", '"../outside.yaml" is outside of work'),
        ("/etc/hostname", '"/etc/hostname" is outside of work'),
        ("shared/link.yaml", '"shared/link.yaml" is outside of work'),
        ("architecture.yaml", '"architecture.yaml" includes itself: architecture.yaml -> architecture.yaml'),
        ("shared/loop.yaml", "is no name of a file"),
    ],
)
def test_a_file_that_cannot_be_included_is_named(
    name: str, said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here.parent / "outside.yaml").write_text("tags: {a: b}\n")
    Path("shared/link.yaml").symlink_to(here.parent / "outside.yaml")
    Path("shared/loop.yaml").symlink_to("loop.yaml")
    put("architecture.yaml", MODEL.replace("shared/network.yaml", name))
    out = refused(capsys)
    assert out.startswith("architecture.yaml:3:10: error[AG002]")
    assert said in out


def test_files_that_include_each_other_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    put("shared/network.yaml", NETWORK + "include: [more.yaml]\n")
    put("shared/more.yaml", "include: network.yaml\n")
    out = refused(capsys)
    assert out.startswith("shared/more.yaml:1:10: error[AG002]")
    assert "network.yaml -> more.yaml -> network.yaml" in out


def test_a_file_that_two_include_is_read_once(capsys: pytest.CaptureFixture[str]) -> None:
    put("architecture.yaml", MODEL.replace("shared/network.yaml", "[shared/a.yaml, shared/b.yaml]"))
    for name in "ab":
        put(f"shared/{name}.yaml", "include: network.yaml\n")
    put("shared/network.yaml", NETWORK + "policies: [never: entry -> shop]\n")
    assert [code for code, _, _ in found(capsys)] == ["AG901"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [\n", "shared/network.yaml:2:1"),
        ("- a\n", "shared/network.yaml:1:1"),
        ("", "shared/network.yaml:1:1"),
        ("componets: {}\n", "shared/network.yaml:1:1"),
        (NETWORK.replace("subnets: edge}", "subnets: edgy}", 1), "shared/network.yaml:5:31"),
        ("name: a\nname: b\n", "shared/network.yaml:2:1"),
    ],
)
def test_what_is_wrong_in_an_included_file_is_told_there(
    text: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("shared/network.yaml", text)
    assert place in refused(capsys)


def test_environments_may_be_in_either_file(capsys: pytest.CaptureFixture[str]) -> None:
    put("shared/network.yaml", NETWORK + "environments: {small: {components: {nat: {per: region}}}}\n")
    assert found(capsys) == []
    assert found(capsys, "--env", "small") == [("AG215", "shared/network.yaml", 9)]
    put("architecture.yaml", MODEL + "environments: {tiny: {components: {nat: {per: region}}}}\n")
    capsys.readouterr()
    run(["validate", "--env", "all"])
    assert "in small and tiny: work@eu-north-1b depends on nat" in capsys.readouterr().out


def test_a_fix_changes_the_file_and_not_what_it_includes(capsys: pytest.CaptureFixture[str]) -> None:
    put("architecture.yaml", MODEL.replace("components:\n", "components:\n  nat: {per: region}\n"))
    assert run(["validate", "--fix"]) == 0
    assert found(capsys) == []
    assert "include: shared/network.yaml" in Path("architecture.yaml").read_text()
    assert "per: region" not in Path("architecture.yaml").read_text()
    shared = NETWORK.replace("subnets: edge}\nconn", "subnets: edge, per: region}\nconn")
    put("shared/network.yaml", shared)
    put("architecture.yaml", MODEL)
    run(["validate", "--fix", "--unsafe-fixes"])
    assert (Path("shared/network.yaml").read_text(), Path("architecture.yaml").read_text()) == (shared, MODEL)


def test_an_ignore_comment_counts_in_its_own_file(capsys: pytest.CaptureFixture[str]) -> None:
    shared = NETWORK.replace(
        "  nat: {kind: nat-gateway, subnets: edge}",
        "  nat: {kind: nat-gateway, subnets: edge, per: region}  # archgen: ignore[AG215] a test",
    )
    put("shared/network.yaml", shared)
    assert found(capsys) == []
    put("architecture.yaml", MODEL.replace("components:\n", "components:\n  nat: {per: zone}\n"))
    assert found(capsys) == []  # it may serve another model


def test_a_revision_is_compared_with_what_it_included(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".git").rmdir()
    settings = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com"}
    settings |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com"}
    for call in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run(["git", *call], check=True, env={**os.environ, **settings})
    put("shared/network.yaml", NETWORK.replace("subnets: edge}\nconn", "subnets: edge, per: region}\nconn"))
    capsys.readouterr()
    run(["diff", "--git", "HEAD"])
    assert "AG215" in capsys.readouterr().out
