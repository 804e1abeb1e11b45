"""That terraform itself takes what is rendered: its own format, validate and plan."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from models import brief
from terraforming import needs_terraform, run, written

pytestmark = needs_terraform


def test_the_brief_validates_and_plans(tmp_path: Path) -> None:
    folder = written(brief(), tmp_path / "brief")
    assert "Success" in run(folder, "validate")
    assert "0 to change, 0 to destroy" in run(folder, "plan")


@pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not here: its format is not checked")
def test_what_is_rendered_is_laid_out_as_terraform_would(tmp_path: Path) -> None:
    folder = written(brief(), tmp_path / "brief")
    done = subprocess.run(
        ["terraform", "fmt", "-check", "-diff", "-recursive", str(folder)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")
