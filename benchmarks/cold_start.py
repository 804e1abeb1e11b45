"""How long `archgen validate` takes from a cold start, beside the imports that it cannot do without.

Prints the medians of ten whole processes each, taken in turns, and their ratio: 2.0 is the most it may be.
Run it with the Python that archgen is installed for: `.venv/bin/python benchmarks/cold_start.py`. Our modules
are compiled first, as an installer does: an editable install leaves that to the first run, and some machines
forbid it even that (`PYTHONDONTWRITEBYTECODE`).

Where they are on the path, checkov and cfn-lint are measured beside it, on Terraform and CloudFormation of
such a system (`planted/`): medians of three runs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from compileall import compile_dir
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
RUNS = 10
VALIDATE = (f"{Path(sys.executable).with_name('archgen')}", "validate", f"{ROOT / 'architecture.yaml'}")
PLANTED = ROOT / "benchmarks/planted"
OTHERS = (
    ("checkov", "-f", f"{PLANTED / 'stack.tf'}", "--compact", "--quiet", "--skip-download"),
    ("cfn-lint", f"{PLANTED / 'stack.yaml'}"),
)
IMPORTS = (sys.executable, "-c", "from pydantic import BaseModel; import yaml")


def seconds(command: tuple[str, ...]) -> float:
    """The wall clock of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=command[0] not in ("checkov", "cfn-lint"), capture_output=True)
    return time.perf_counter() - start


def medians(*commands: tuple[str, ...], runs: int = RUNS) -> list[float]:
    """The median of each command, run in turns after one that warms the disk's cache."""
    times = [[seconds(command) for command in commands] for _ in range(runs + 1)][1:]
    return [median(column) for column in zip(*times, strict=True)]


def main() -> None:
    """Measure and print."""
    compile_dir(ROOT / "src", quiet=1)
    validate, imports = medians(VALIDATE, IMPORTS)
    print(f"archgen validate architecture.yaml           {validate * 1000:5.0f} ms")
    print(f"from pydantic import BaseModel; import yaml  {imports * 1000:5.0f} ms")
    print(f"ratio                                        {validate / imports:5.2f}    at most 2.00")
    for other in OTHERS:
        if shutil.which(other[0]):
            (taken,) = medians(other, runs=3)
            print(f"{other[0]:43}  {taken * 1000:5.0f} ms")


if __name__ == "__main__":
    main()
