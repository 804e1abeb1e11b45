"""A folder of Terraform, OpenTofu or Terragrunt: what runs in it, and what is told where that fails."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from archgen.cli import run
from plan_cases import CASES

RAW = gzip.decompress((CASES / "bastion22v6" / "plan.json.gz").read_bytes())


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def called(*arguments: str) -> int:
    return run(list(arguments))


def program(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


@pytest.mark.parametrize("name", ["terraform", "tofu"])
def test_a_folder_is_planned_by_what_is_installed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "infra").mkdir()
    (tmp_path / "infra" / "main.tf").write_text("", encoding="utf-8")
    (tmp_path / "plan.json").write_bytes(RAW)
    script = f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\ncase "$2" in show) cat {tmp_path}/plan.json;; esac\n'
    program(tmp_path / "bin", name, script)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    assert called("validate", "infra") == 1
    said = capsys.readouterr()
    assert "AG402" in said.out
    assert f"running {name} -chdir=infra plan -input=false" in said.err
    assert f"running {name} -chdir=infra show -json" in said.err
    plans = [word for word in (tmp_path / "calls").read_text().split() if word.startswith("-out=")]
    assert not any(Path(plan.removeprefix("-out=")).exists() for plan in plans)
    assert called("import", "infra", "-o", "architecture.yaml") == 0


def test_without_a_program_the_commands_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "infra").mkdir()
    (tmp_path / "infra" / "main.tf").write_text("", encoding="utf-8")
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert called("validate", "infra") == 2
    said = capsys.readouterr().err
    assert "neither terraform nor tofu is installed" in said
    assert "terraform plan -out=tfplan && terraform show -json tfplan > plan.json" in said


def test_a_plan_that_fails_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "infra").mkdir()
    (tmp_path / "infra" / "main.tf").write_text("", encoding="utf-8")
    program(
        tmp_path / "bin", "terraform", '#!/bin/sh\necho "Error: no valid credential sources" >&2\nexit 1\n'
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    assert called("validate", "infra") == 2
    assert "`terraform plan` failed in infra: Error: no valid credential sources" in capsys.readouterr().err


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Programs of these names that write down how they are called, and show the plan."""
    (folder / "bin").mkdir()
    (folder / "plan.json").write_bytes(RAW)
    for name in names:
        script = f'#!/bin/sh\necho {name} "$PWD" "$TG_TF_FORWARD_STDOUT" "$@" >> {folder}/calls\n'
        script += f'for word; do if [ "$word" = show ]; then cat {folder}/plan.json; fi; done\n'
        program(folder / "bin", name, script)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")


def test_a_unit_of_terragrunt_is_planned_by_terragrunt_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "live").mkdir()
    (tmp_path / "live" / "terragrunt.hcl").write_text('terraform { source = "../modules/app" }\n')
    installed(tmp_path, monkeypatch, "terraform", "terragrunt")
    monkeypatch.chdir(tmp_path)
    assert called("validate", "live") == 1
    said = capsys.readouterr()
    assert "AG402" in said.out
    assert "running terragrunt plan -input=false -lock=false -out=" in said.err and " in live\n" in said.err
    calls = (tmp_path / "calls").read_text().splitlines()
    assert [call.split()[:4] for call in calls] == [
        ["terragrunt", f"{tmp_path}/live", "true", "plan"],
        ["terragrunt", f"{tmp_path}/live", "true", "show"],
    ]
    plans = [word.removeprefix("-out=") for word in " ".join(calls).split() if word.startswith("-out=")]
    assert len(plans) == 1 and not Path(plans[0]).exists()


def test_without_terragrunt_its_commands_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "live").mkdir()
    (tmp_path / "live" / "terragrunt.hcl").write_text("")
    installed(tmp_path, monkeypatch, "terraform")
    monkeypatch.chdir(tmp_path)
    assert called("validate", "live") == 2
    said = capsys.readouterr().err
    assert "live is a Terragrunt unit, and terragrunt is not installed here" in said
    assert "terragrunt plan -out=tfplan && terragrunt show -json tfplan > plan.json" in said


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("main.tofu", "", "tofu"),
        (".terraform.lock.hcl", 'provider "registry.opentofu.org/hashicorp/aws" {}\n', "tofu"),
        (".terraform.lock.hcl", 'provider "registry.terraform.io/hashicorp/aws" {}\n', "terraform"),
    ],
)
def test_a_folder_of_opentofu_is_planned_by_it(
    file: str, text: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "infra").mkdir()
    (tmp_path / "infra" / "main.tf").write_text("")
    (tmp_path / "infra" / file).write_text(text)
    installed(tmp_path, monkeypatch, "terraform", "tofu")
    monkeypatch.chdir(tmp_path)
    assert called("validate", "infra") == 1
    assert {call.split()[0] for call in (tmp_path / "calls").read_text().splitlines()} == {name}


@pytest.mark.parametrize(
    ("output", "why"),
    [("", "is empty"), ("not json", "is not JSON"), ("{}", "is not the output of `terraform show -json`")],
)
def test_a_program_that_shows_no_plan_is_told(
    output: str,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "infra").mkdir()
    (tmp_path / "infra" / "main.tf").write_text("")
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin", "terraform", f"#!/bin/sh\nprintf '%s' '{output}'\n")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.chdir(tmp_path)
    assert called("validate", "infra") == 2
    assert why in capsys.readouterr().err
