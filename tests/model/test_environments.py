"""Environments: their shape is checked with the file, several apply in order, and lists can grow."""

from __future__ import annotations

import json
import re
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
  nat: {kind: nat-gateway, subnets: edge}
  shop: {kind: ecs-service, tier: backend, subnets: work, service: {image: "shop:1", port: 8080}}
connections:
  - shoppers -> entry: 443
  - entry -> shop
environments:
"""
STAGING = """  staging:
    components: {cache: {kind: elasticache, subnets: work}}
    connections+: [shop -> cache]
"""
CHEAP = "  cheap: {components: {nat: {per: region}}}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def findings(text: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[tuple[str, int, str]]:
    """Code, line and message of what is found."""
    Path("architecture.yaml").write_text(text, encoding="utf-8")
    run(["validate", "--format", "json", *options])
    body = json.loads(capsys.readouterr().out)
    return [(each["code"], each["line"], each["message"]) for each in body["findings"]]


@pytest.mark.parametrize(
    ("patch", "code", "said", "help"),
    [
        (
            "{componets: {}}",
            "AG001",
            "in the environment test: the file has an unknown key",
            None,
        ),
        (
            "{components: {shopp: {capacity: {min: 3}}}}",
            "AG005",
            "shopp has no `kind`",
            'did you mean "shop"?',
        ),
        ("{components: {shop: {capacty: {min: 3}}}}", "AG001", 'unknown key "capacty"', None),
        ("{components: {shop: {subnets: wrk}}}", "AG002", 'there is no subnet "wrk"', None),
        ("{components: {shop: null}}", "AG002", 'there is no component "shop"', None),
        ("{regions: {eu-north-1: {cidr: x}}}", "AG004", "is not a CIDR block", None),
        ("[a]", "AG004", "must be a map of what it changes", None),
        ("{connections+: {a: b}}", "AG001", 'unknown key "connections+"', None),
    ],
)
def test_the_shape_of_every_environment_is_checked_with_the_file(
    patch: str, code: str, said: str, help: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("architecture.yaml").write_text(f"{HEAD}  test: {patch}\n")
    assert run(["validate"]) == 2
    out = capsys.readouterr().out
    assert "architecture.yaml:15:" in out or code == "AG002"
    assert f"error[{code}]" in out
    assert said in out
    assert help is None or help in out


def test_an_environment_that_changes_nothing_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert findings(f"{HEAD}  test:\n  other: {{}}\n", capsys) == []
    assert findings(f"{HEAD}  test:\n", capsys, "--env", "test") == []


def test_a_list_is_appended_to_under_a_key_with_a_plus(capsys: pytest.CaptureFixture[str]) -> None:
    assert findings(HEAD + STAGING, capsys) == []
    codes = [(code, line) for code, line, _ in findings(HEAD + STAGING, capsys, "--env", "staging")]
    assert codes == [("AG224", 16)]
    replaced = findings(HEAD + STAGING.replace("connections+", "connections"), capsys, "--env", "staging")
    assert "AG801" in [code for code, _, _ in replaced]


def test_what_is_appended_is_found_where_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + STAGING.replace("shop -> cache", "shop -> cash")
    ((code, line, _),) = findings(text, capsys)
    assert (code, line) == ("AG002", 17)


def test_an_environment_includes_no_files(capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{HEAD}  test: {{include: [more.yaml]}}\n"
    ((code, line, message),) = findings(text, capsys)
    assert (code, message.partition(": ")[0]) == ("AG001", "in the environment test")
    assert line == text[: text.index("include")].count("\n") + 1


def test_several_environments_apply_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + STAGING + CHEAP
    both = {code for code, _, _ in findings(text, capsys, "--env", "staging", "--env", "cheap")}
    assert both == {"AG224", "AG215"}
    text += "  dear: {components: {nat: {per: zone}}}\n"
    assert findings(text, capsys, "--env", "cheap", "--env", "dear") == []
    assert [code for code, _, _ in findings(text, capsys, "--env", "dear", "--env", "cheap")] == ["AG215"]


def test_all_environments_are_checked_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + STAGING + CHEAP + CHEAP.replace("cheap", "test")
    assert [
        (code, line, text.partition(": ")[0]) for code, line, text in findings(text, capsys, "--env", "all")
    ] == [
        ("AG224", 16, "in staging"),
        ("AG215", 18, "in cheap and test"),
    ]
    assert findings(text, capsys) == []


def test_an_environment_that_is_called_all_is_meant_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + STAGING + CHEAP.replace("cheap", "all")
    assert [code for code, _, _ in findings(text, capsys, "--env", "all")] == ["AG215"]


def rendered(folder: str, *options: str) -> dict[str, str]:
    """The Terraform that is rendered into a folder, by file."""
    assert run(["render", "--only", "terraform", "-o", folder, *options]) == 0
    return {file.name: file.read_text() for file in Path(folder, "terraform").iterdir() if file.is_file()}


def key(files: dict[str, str]) -> str:
    return next(line.split('"')[1] for line in files["backend.tf.example"].splitlines() if "key " in line)


def codes(text: str) -> list[str]:
    return re.findall(r"(?:error|warning)\[(AG\d{3})\]", text)


def test_an_environment_has_names_buckets_and_state_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.yaml").write_text(HEAD + CHEAP)
    plain, cheap = rendered("a"), rendered("b", "--env", "cheap")
    assert (key(plain), key(cheap)) == ("shop/terraform.tfstate", "shop-cheap/terraform.tfstate")
    named = re.compile(r'^\s*(?:name|bucket|bucket_prefix|name_prefix)\s+= "(shop(?!-cheap)[^"]*)"', re.M)
    assert len(named.findall("".join(plain.values()))) > 5
    assert set(named.findall("".join(cheap.values()))) <= {"shop"}  # the container in its task
    assert "AG811" not in capsys.readouterr().err


def test_what_was_rendered_under_the_name_of_the_system_keeps_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.yaml").write_text(HEAD + CHEAP)
    rendered("a")
    capsys.readouterr()
    again = rendered("a", "--env", "cheap")
    assert key(again) == "shop/terraform.tfstate"
    assert sorted(codes(capsys.readouterr().err)) == ["AG215", "AG811"]
    assert key(rendered("a", "--env", "cheap")) == "shop/terraform.tfstate"


def test_an_environment_may_give_the_name_that_it_has_at_aws(capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.yaml").write_text(HEAD + "  cheap: {name: till}\n  small: {language: es}\n")
    assert key(rendered("a", "--env", "cheap")) == "till/terraform.tfstate"
    assert key(rendered("b", "--env", "cheap", "--env", "small")) == "till-small/terraform.tfstate"
    assert key(rendered("c", "--env", "small", "--env", "cheap")) == "till/terraform.tfstate"
    capsys.readouterr()
    assert key(rendered("c")) == "shop/terraform.tfstate"
    assert "the system was called till" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environments", "line"),
    [
        ("  one: {name: till}\n  two: {name: till}\n", 16),
        ("  one: {name: shop}\n", 15),
        ("  one: {name: shop-two}\n  two: {language: es}\n", 16),
    ],
)
def test_environments_with_one_name_are_found(
    environments: str, line: int, capsys: pytest.CaptureFixture[str]
) -> None:
    for options in ((), ("--env", "one"), ("--env", "all")):
        found = findings(HEAD + environments, capsys, *options)
        assert [(code, at) for code, at, _ in found] == [("AG811", line)]


def test_environments_that_set_no_name_share_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert findings(HEAD + "  one: {name: till}\n  two:\n  three: {language: es}\n", capsys) == []


def test_a_single_server_that_was_rendered_before_keeps_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("architecture.yaml").write_text(HEAD + "  demo: {deployment: {server: {}}}\n")
    assert key(rendered("new", "--env", "demo")) == "shop-demo/terraform.tfstate"
    rendered("old", "--env", "demo")
    manifest = Path("old/.archgen.json")
    recorded = json.loads(manifest.read_text())
    del recorded["memory"]  # as versions wrote it that gave environments no identity
    manifest.write_text(json.dumps(recorded))
    capsys.readouterr()
    assert key(rendered("old", "--env", "demo")) == "shop/terraform.tfstate"
    assert "AG811" in codes(capsys.readouterr().err)


@pytest.mark.parametrize("patch", ["3", "true", "[include]", "the include"])
def test_an_environment_that_is_no_map_is_said(patch: str, capsys: pytest.CaptureFixture[str]) -> None:
    ((code, line, message),) = findings(HEAD + f"  one: {patch}\n", capsys)
    assert (code, line) == ("AG004", 15)
    assert message == 'in the environment one: the environment "one" must be a map of what it changes'
