"""The GitHub Action and the pre-commit hooks do what they say, as far as they run without GitHub."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditing import complaints
from planted import NO_NAT, Planted

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BROKEN = Planted("", NO_NAT, "", "").text()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with a model, and archgen where the action installs it."""
    (tmp_path / "archgen/bin").mkdir(parents=True)
    program = tmp_path / "archgen/bin/archgen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from archgen.cli import main; main()" "$@"\n')
    program.chmod(0o755)
    folder = tmp_path / "repository"
    folder.mkdir()
    shutil.copy(ROOT / "architecture.yaml", folder)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def run(checkout: Path, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as a runner does, with its inputs' defaults where none is given."""
    (step,) = [step for step in ACTION["runs"]["steps"] if step["name"] == name]
    values = {key: str(each.get("default", "")) for key, each in ACTION["inputs"].items()} | inputs
    values["token"] = "token"
    named = {key: filled(value, values) for key, value in step.get("env", {}).items()}
    environment = {
        **os.environ,
        **named,
        "RUNNER_TEMP": f"{checkout.parent}",
        "GITHUB_STEP_SUMMARY": f"{checkout.parent / 'summary.md'}",
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": "team/shop",
        "GITHUB_SHA": "abc",
    }
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(shell, cwd=checkout, env=environment, capture_output=True, text=True, check=False)


def filled(value: str, values: dict[str, str]) -> str:
    """An expression of the action with its inputs, and what GitHub knows of a private repository."""
    known = {f"inputs.{key}": each for key, each in values.items()} | {
        "github.event.repository.private": "true",
        "github.token": "token",
        "github.event.pull_request.base.sha": "HEAD",
        "github.event.pull_request.number": "7",
        "github.event.pull_request.head.repo.fork": values.get("fork", "false"),
    }
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: known[match[1]], value)


def test_a_sound_model_passes_the_action(checkout: Path) -> None:
    assert run(checkout, "Validate").returncode == 0
    report = json.loads((checkout.parent / "archgen.sarif").read_text())
    assert report["runs"][0]["results"] == []


def test_a_broken_model_fails_the_action_and_is_reported(checkout: Path) -> None:
    (checkout / "architecture.yaml").write_text(BROKEN, encoding="utf-8")
    done = run(checkout, "Validate")
    assert done.returncode == 1
    assert "::error file=architecture.yaml,line=17" in done.stdout
    report = json.loads((checkout.parent / "archgen.sarif").read_text())
    assert [result["ruleId"] for result in report["runs"][0]["results"]] == ["AG305"]
    assert "AG305" in (checkout.parent / "summary.md").read_text()


def test_several_models_and_an_environment_are_validated(checkout: Path) -> None:
    shutil.copy(checkout / "architecture.yaml", checkout / "another one.yaml")
    assert run(checkout, "Validate", files="architecture.yaml\nanother one.yaml\n").returncode == 0
    assert run(checkout, "Validate", environment="staging").returncode == 2


def test_stale_output_fails_the_action(checkout: Path) -> None:
    stale = "outputs: [docs]\n"
    with (checkout / "architecture.yaml").open("a") as file:
        file.write(stale)
    assert run(checkout, "Check that the output is fresh").returncode == 1
    subprocess.run(
        [checkout.parent / "archgen/bin/archgen", "render"], cwd=checkout, check=True, capture_output=True
    )
    assert run(checkout, "Check that the output is fresh").returncode == 0


def test_the_picture_of_a_private_repository_is_drawn_in_the_summary(checkout: Path) -> None:
    assert run(checkout, "Show the picture").returncode == 0
    summary = (checkout.parent / "summary.md").read_text()
    assert summary.startswith("```mermaid\n")
    assert "flowchart" in summary
    assert summary.endswith("\n```\n")


@pytest.fixture
def pull_request(checkout: Path) -> Path:
    """A checkout with a commit, a change on top of it, and a `gh` that writes down what it is asked."""
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", "add", "architecture.yaml"], cwd=checkout, check=True)
    subprocess.run(["git", *identity, "commit", "-qm", "first"], cwd=checkout, check=True)
    text = (checkout / "architecture.yaml").read_text(encoding="utf-8")
    shared = text.replace(
        "{kind: nat-gateway, subnets: web}", "{kind: nat-gateway, subnets: web, per: region}"
    )
    assert shared != text
    (checkout / "architecture.yaml").write_text(shared, encoding="utf-8")
    program = checkout.parent / "archgen/bin/gh"
    program.write_text(
        f'#!/bin/sh\necho "$@" >> "{checkout.parent}/calls"\n'
        f'case "$*" in *--paginate*) cat "{checkout.parent}/known" 2>/dev/null || true;; esac\n'
    )
    program.chmod(0o755)
    return checkout


def calls(checkout: Path) -> list[str]:
    place = checkout.parent / "calls"
    return place.read_text().splitlines() if place.exists() else []


def test_a_pull_request_is_told_what_its_change_means_once(pull_request: Path) -> None:
    assert run(pull_request, "Say what the change means").returncode == 0
    comment = (pull_request.parent / "archgen-diff/comment.md").read_text()
    assert comment.startswith("<!-- archgen diff -->\n")
    assert "client -\\> partners now fails" in comment
    assert "```mermaid" in comment
    assert "-X POST repos/team/shop/issues/7/comments" in calls(pull_request)[-1]
    for ending in ("svg", "html"):
        assert (pull_request.parent / f"archgen-diff/architecture.yaml.{ending}").exists()
    (pull_request.parent / "known").write_text("42\n")
    assert run(pull_request, "Say what the change means").returncode == 0
    assert "-X PATCH repos/team/shop/issues/comments/42" in calls(pull_request)[-1]


def test_a_fork_gets_the_summary_and_a_consequence_can_fail_the_job(pull_request: Path) -> None:
    done = run(pull_request, "Say what the change means", fork="true", **{"diff-fail-on": "worse-zone"})
    assert done.returncode == 1
    assert calls(pull_request) == []
    assert "now fails" in (pull_request.parent / "summary.md").read_text()


def test_the_action_and_the_hooks_are_what_their_readers_expect() -> None:
    schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    done = subprocess.run([*schema, ROOT / "action.yml"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert all({"id", "name", "entry", "language"} <= set(hook) for hook in HOOKS)


def test_an_auditor_of_actions_finds_nothing_in_the_action() -> None:
    assert complaints(ROOT / "action.yml") == ""


def test_the_action_uses_every_input() -> None:
    steps = json.dumps(ACTION["runs"]["steps"])
    assert [name for name in ACTION["inputs"] if f"inputs.{name}" not in steps] == []


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_on_the_files_of_a_commit(hook: dict[str, Any], checkout: Path) -> None:
    (checkout / "services").mkdir()
    names = ["architecture.yaml", "services/architecture.yaml"]
    for name in names:
        text = (ROOT / "architecture.yaml").read_text(encoding="utf-8")
        (checkout / name).write_text(f"{text}outputs: [docs]\n", encoding="utf-8")
    assert all(re.search(hook["files"], name) for name in names)
    assert not re.search(hook["files"], "templates/init/architecture.yaml.j2")
    entry = shlex.split(hook["entry"])
    command = [f"{checkout.parent / 'archgen/bin' / entry[0]}", *entry[1:], *names]
    assert subprocess.run(command, cwd=checkout, check=False, capture_output=True).returncode == 0


def test_the_licence_of_every_dependency_is_listed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=]", requirement)[0] for requirement in project["dependencies"]]
    listed = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    assert re.findall(r"^\| ([a-z0-9-]+) \| (?!licence)", listed, re.MULTILINE) == names
