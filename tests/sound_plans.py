"""Plans in which every type of resource that archgen reads occurs, for tests of single attributes.

`python tests/sound_plans.py` makes them again with the command that ARCHGEN_TERRAFORM names: of kept models,
and of `cases/unknowns/main.tf`, which has the types that archgen reads and does not write.
"""

from __future__ import annotations

import gzip
import json
import lzma
import tempfile
from pathlib import Path
from typing import Any

from terraforming import kept, run, written

FOLDER = Path(__file__).parent / "cases"
STORE = FOLDER / "unknowns" / "plans.json.xz"
MODELS = (
    *("stores", "every-kind", "events", "apis", "kubernetes", "accelerated", "on-hosts", "vpc-origin"),
    *("replicas-in-two-regions", "active-passive", "no-domain", "one-zone", "hosted"),
)
_UNREAD = ("sensitive_values", "schema_version", "provider_name", "before", "after", "before_sensitive")


def plans() -> dict[str, Any]:
    """The plans by their names: those that are kept here, and those of the examples of networks."""
    found = dict(json.loads(lzma.decompress(STORE.read_bytes())))
    for file in sorted((FOLDER / "networks").glob("*.json.gz")):
        found[file.name.partition(".")[0]] = json.loads(gzip.decompress(file.read_bytes()))
    return found


def _planned(folder: Path) -> dict[str, Any]:
    run(folder, "plan", "-out=x.tfplan")
    plan = json.loads(run(folder, "show", "-json", "x.tfplan"))
    wanted = ("format_version", "planned_values", "configuration", "resource_changes", "variables")
    return dict(_less({key: plan[key] for key in wanted if key in plan}))


def _less(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {k: _less(v) for k, v in value.items() if k not in _UNREAD}
        if "after_unknown" in kept:
            kept["after_unknown"] = {
                k: v for k, v in kept["after_unknown"].items() if v not in ([], {}, False)
            }
        return kept
    return [_less(each) for each in value] if isinstance(value, list) else value


def main() -> None:
    """Makes the plans."""
    found = {"unknowns": _planned(STORE.parent)}
    for name in MODELS:
        with tempfile.TemporaryDirectory() as folder:
            found[name] = _planned(written(kept()[name], Path(folder)))
    text = json.dumps(found, separators=(",", ":"), sort_keys=True)
    STORE.write_bytes(lzma.compress(text.encode(), preset=9))


if __name__ == "__main__":
    main()
