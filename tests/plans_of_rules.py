"""The plans that Terraform makes of what is rendered of the rules' bad examples.

`python tests/plans_of_rules.py` makes those that are not kept yet (of new examples and changed ones) with the
command that ARCHGEN_TERRAFORM names; `--all` makes all of them again.
"""

from __future__ import annotations

import json
import lzma
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from archgen.lint.engine import rules
from rule_examples import Example, examples, patched
from terraforming import run, written

STORE = Path(__file__).parent / "plans_of_rules.json.xz"


def bad_examples() -> dict[str, Example]:
    """The bad examples of all rules: by rule and number."""
    return {
        f"{rule.name}-{example.number}": example
        for rule in rules()
        if not rule.foreign
        for example in examples(rule)
        if example.sort == "bad"
    }


def digest(example: Example) -> str:
    """What tells an example from what it was."""
    return sha256(example.text.encode()).hexdigest()[:12]


def stored() -> dict[str, dict[str, Any]]:
    """The plans that are kept, by their examples: `{"of": digest, "plan": plan}`, or `"refused"`."""
    return dict(json.loads(lzma.decompress(STORE.read_bytes()))) if STORE.exists() else {}


def made(example: Example) -> dict[str, Any]:
    """The plan of an example, less what archgen does not read; what Terraform says where it refuses it."""
    with tempfile.TemporaryDirectory() as name:
        try:
            folder = written(patched(example.text), Path(name))
            run(folder, "plan", "-out=x.tfplan")
            plan = json.loads(run(folder, "show", "-json", "x.tfplan"))
        except AssertionError as error:
            said = " ".join(str(error).split("Error: ")[-1].split())
            return {"of": digest(example), "refused": said[:200]}
    kept = {key: plan[key] for key in ("format_version", "planned_values", "configuration")}
    return {"of": digest(example), "plan": less(kept)}


_UNREAD = ("sensitive_values", "schema_version", "provider_name")


def less(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: less(v) for k, v in value.items() if v not in (None, [], {}, "") and k not in _UNREAD}
    return [less(each) for each in value] if isinstance(value, list) else value


def main() -> None:
    """Makes the plans that are not kept."""
    known = {} if "--all" in sys.argv else stored()
    found = {}
    for name, example in bad_examples().items():
        kept = known.get(name)
        found[name] = kept if kept and kept["of"] == digest(example) else made(example)
    text = json.dumps(found, separators=(",", ":"), sort_keys=True)
    STORE.write_bytes(lzma.compress(text.encode(), preset=9))


if __name__ == "__main__":
    main()
