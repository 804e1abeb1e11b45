"""That terraform itself takes what is rendered: its own format, validate and plan, and checkov's policies."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from models import brief
from terraforming import GIVEN, kept, needs_terraform, run, written

pytestmark = needs_terraform


MODELS = kept()


@pytest.mark.parametrize("name", MODELS)
def test_it_validates_and_plans(name: str, tmp_path: Path) -> None:
    folder = written(MODELS[name], tmp_path / name)
    given = [f"-var={variable}={value}" for variable, value in GIVEN.get(name, {}).items()]
    assert "Success" in run(folder, "validate")
    assert "0 to change, 0 to destroy" in run(folder, "plan", *given)


@pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not here: its format is not checked")
@pytest.mark.parametrize("name", MODELS)
def test_it_is_laid_out_as_terraform_would(name: str, tmp_path: Path) -> None:
    folder = written(MODELS[name], tmp_path / name)
    command = ["terraform", "fmt", "-check", "-diff", "-recursive", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("checkov"), reason="checkov is not here: its policies are not checked")
def test_checkov_finds_nothing_in_the_brief(tmp_path: Path) -> None:
    folder = written(brief(), tmp_path / "brief")
    command = ["checkov", "-d", str(folder), "--framework", "terraform", "--skip-download", "-o", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    summary = json.loads(done.stdout)["summary"]
    assert (summary["failed"], summary["parsing_errors"]) == (0, 0) and summary["skipped"] <= 10
