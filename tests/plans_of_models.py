"""The plans that Terraform makes of what is rendered of kept models that together have all kinds.

`python tests/plans_of_models.py` makes those that are not kept yet with the command that ARCHGEN_TERRAFORM
names; `--all` makes all of them again.
"""

from __future__ import annotations

import json
import lzma
import sys
import tempfile
from pathlib import Path
from typing import Any

from kept import SOUND, stem
from models import data_of
from plans_of_rules import less
from terraforming import run, written

STORE = Path(__file__).parent / "plans_of_models.json.xz"
MODELS = ("apis", "aurora", "ecs-efs", "events", "hosted", "kubernetes", "microservices", "nlb", "stores")


def stored() -> dict[str, Any]:
    """The plans that are kept, by their models."""
    return dict(json.loads(lzma.decompress(STORE.read_bytes()))) if STORE.exists() else {}


def made(path: Path) -> Any:
    """The plan of a model, less what archgen does not read."""
    with tempfile.TemporaryDirectory() as name:
        folder = written(data_of(path.read_text(encoding="utf-8")), Path(name))
        run(folder, "plan", "-out=x.tfplan")
        plan = json.loads(run(folder, "show", "-json", "x.tfplan"))
    return less({key: plan[key] for key in ("format_version", "planned_values", "configuration")})


def main() -> None:
    """Makes the plans that are not kept."""
    known = {} if "--all" in sys.argv else stored()
    paths = [path for path in SOUND if stem(path) in MODELS]
    found = {stem(path): known.get(stem(path)) or made(path) for path in paths}
    text = json.dumps(found, separators=(",", ":"), sort_keys=True)
    STORE.write_bytes(lzma.compress(text.encode(), preset=9))


if __name__ == "__main__":
    main()
