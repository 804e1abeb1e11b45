"""Writes again every committed file that is generated: run it after a change, and read `git diff`.

python scripts/regenerate.py              # all but the outputs of examples/, about a minute
python scripts/regenerate.py --examples   # those too
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARCHGEN = (f"{Path(sys.executable).parent / 'archgen'}",)
STEPS = (
    (*ARCHGEN, "schema", "-o", "architecture.schema.json", "--overwrite"),
    (*ARCHGEN, "rules", "--write", "docs/rules"),
    (*ARCHGEN, "render", "--readme", "README.md", "--overwrite"),
    (sys.executable, "tests/readme_facts.py"),
    (sys.executable, "tests/goldens.py"),
)


def main() -> None:
    """Runs each step; stops at the first that fails."""
    for step in STEPS:
        _run(step, ROOT)
    if "--examples" in sys.argv[1:]:
        for model in sorted((ROOT / "examples").rglob("architecture.yaml")):
            _run((*ARCHGEN, "render", "--force", "--overwrite"), model.parent, may_find=True)
    _run((sys.executable, "tests/brief_table.py"), ROOT)  # it names lines of those outputs


def _run(command: tuple[str, ...], folder: Path, *, may_find: bool = False) -> None:
    """Runs one command in a folder; 1 is what `render` exits with where rules find errors."""
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    shown = " ".join((Path(command[0]).name, *command[1:]))
    where = folder.relative_to(ROOT)
    print(f"{time.perf_counter() - begun:5.1f} s  {shown}" + (f"  ({where})" if where.parts else ""))
    if done.returncode not in ((0, 1) if may_find else (0,)):
        sys.exit(done.stdout + done.stderr)


if __name__ == "__main__":
    main()
