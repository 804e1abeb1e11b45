"""What zizmor, an auditor of GitHub's workflows and actions, has against a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ZIZMOR = Path(sys.executable).with_name("zizmor")


def complaints(file: Path) -> str:
    """Its findings, pedantic ones too, without the network; none where there are none."""
    command = [ZIZMOR, "--offline", "--no-progress", "--quiet", "--persona", "pedantic", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"{done.stdout}{done.stderr}" if done.returncode else ""
