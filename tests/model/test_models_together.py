"""Models checked together are compared by what they are called; files are beside those that name them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.cli import run

MODEL = """\
archgen: 1
name: NAME
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b]}
components:
  dns: {kind: route53, domain: DOMAIN}
  files: {kind: s3}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(file: str, name: str, domain: str, more: str = "") -> str:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(MODEL.replace("NAME", name + more).replace("DOMAIN", domain), encoding="utf-8")
    return file


def shared(capsys: pytest.CaptureFixture[str], *names: str) -> list[str]:
    run(["validate", "--format", "json", *names])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [f"{f['file']}: {f['message']}" for f in findings if f["code"] == "AG811"]


def test_two_models_of_one_name_or_domain_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    one = written("one/architecture.yaml", "shop", "shop.example.com")
    two = written("two/architecture.yaml", "shop", "shop.example.com")
    assert shared(capsys, one, two) == [
        "two/architecture.yaml: shop is the name of one/architecture.yaml too: they would share Terraform "
        "state, buckets and names",
        "two/architecture.yaml: shop.example.com is a domain of one/architecture.yaml too: each would make a "
        "hosted zone for it",
    ]
    assert shared(capsys, one) == [] and shared(capsys, one, one) == []


def test_models_with_names_of_their_own_share_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    one = written("one.yaml", "shop", "shop.example.com")
    two = written("two.yaml", "desk", "desk.example.com")
    assert shared(capsys, one, two) == []


def test_a_comment_ignores_a_shared_name(capsys: pytest.CaptureFixture[str]) -> None:
    one = written("one.yaml", "shop", "shop.example.com")
    two = written("two.yaml", "shop", "desk.example.com", "  # archgen: ignore[AG811] a copy for a workshop")
    assert shared(capsys, one, two) == []
    run(["validate", "--format", "json", one, two])
    assert "AG805" not in capsys.readouterr().out


@pytest.mark.parametrize("word", ["AG811", "shared-identity", "AG8xx", "AG8"])
def test_a_comment_may_name_the_rule_or_its_family(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    one = written("one.yaml", "shop", "shop.example.com")
    two = written("two.yaml", "shop", "desk.example.com", f"  # archgen: ignore[{word}] a copy")
    run(["validate", "--format", "json", one, two])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert not {"AG811", "AG805"} & {each["code"] for each in found}


def test_an_ignore_of_another_rule_is_still_without_effect(capsys: pytest.CaptureFixture[str]) -> None:
    one = written("one.yaml", "shop", "shop.example.com")
    two = written("two.yaml", "shop", "desk.example.com", "  # archgen: ignore[AG811] a copy")
    text = Path(two).read_text(encoding="utf-8")
    late = "  # archgen: ignore[AG811, until 2020-01-31] shared-identity"
    other = "{kind: s3}  # archgen: ignore[AG402] no shell"
    Path(two).write_text(text.replace("{kind: s3}", other), encoding="utf-8")
    run(["validate", "--format", "json", one, two])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert ["AG402" in each["message"] for each in found if each["code"] == "AG805"] == [True]
    Path(two).write_text(text.replace("{kind: s3}", "{kind: s3}" + late), encoding="utf-8")
    run(["validate", "--format", "json", one, two])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert ["expired" in each["message"] for each in found if each["code"] == "AG805"] == [True]


def test_a_file_of_policies_is_beside_the_file_that_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    policies = [{"policy": "buckets only", "because": "so it is", "require": {"components": {}}}]
    model = written("systems/shop/architecture.yaml", "shop", "shop.example.com")
    Path("systems/.git").mkdir()
    Path("systems/shared").mkdir()
    Path("systems/shared/common.yaml").write_text("policies:\n  - file: rules.yaml\n", encoding="utf-8")
    Path("systems/shared/rules.yaml").write_text(json.dumps(policies), encoding="utf-8")
    Path(model).write_text(Path(model).read_text() + "include: ../shared/common.yaml\n", encoding="utf-8")
    run(["validate", model])
    assert 'no file "rules.yaml"' not in capsys.readouterr().out
    Path("systems/shared/rules.yaml").rename("systems/shop/rules.yaml")
    assert run(["validate", model]) == 2
    assert 'no file "rules.yaml"' in capsys.readouterr().out
