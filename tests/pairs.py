"""What becomes of a connection between each two kinds: Terraform, a finding, an error of the file, or a note.

`python tests/pairs.py` walks all pairs and records those of which something is made or said by a rule; it
fails where nothing is. A kind that is added has to be walked too: its pairs are in no record.
"""

from __future__ import annotations

import json
import re
import sys
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from archgen.findings import Finding
from archgen.model.kinds import kinds
from archgen.model.kinds.category import Category
from archgen.model.reading import architecture
from archgen.pipeline import examine, view_of
from archgen.render.outputs import output
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.terraform.unmade import unmade
from archgen.topology.building import topology
from archgen.yamlfile.parser import read
from hostile import base

STORE = Path(__file__).parent / "pairs.json"
BASE = base()
OPEN = ("api-gateway", "app-runner", "appsync", "cloudfront", "cognito", "global-accelerator", "nlb")
"""What lets in whoever comes; a load balancer without targets, as here, has no listener, and AG314."""
OUT = ("cloudfront", "external", "global-accelerator")
NEEDS_NOTHING = {(source, target) for source in ("client", "external") for target in OPEN}
NEEDS_NOTHING |= {(source, target) for source in ("app-runner", "lambda") for target in OUT}
"""Nothing has to be made: anybody may call, and what is in no VPC reaches the internet."""


def pairs() -> list[tuple[str, str]]:
    return [(source, target) for source in kinds() for target in kinds()]


def model(source: str, target: str, *, joined: bool = True) -> dict[str, Any]:
    """A small system beside the two, and their connection."""
    needed = {"igw", "nat", "app", "db", "lb", "client", source}
    components = {id: BASE["components"][id] for id in sorted(needed)}
    components[second(source, target)] = BASE["components"][target]
    connections: list[Any] = [{"client -> lb": 443}, {"lb -> app": 80}, {"app -> db": 5432}]
    if joined:
        connections.append(f"{source} -> {second(source, target)}")
    whole = ("archgen", "name", "regions", "vpcs", "subnets")
    return {key: BASE[key] for key in whole} | {"components": components, "connections": connections}


def second(source: str, target: str) -> str:
    """The id of the target: of another one of the same kind, where both are of it."""
    return target if target != source else f"{target}-2"


def note(source: str, target: str) -> str | None:
    """What a render says of the connection, or of one of the two of which nothing is made."""
    made, faults = architecture(model(source, target))
    assert made is not None, faults
    line = f"`{source} -> {second(source, target)}`"
    ends = [made.components[source], made.components[second(source, target)]]
    if any(end.needed_for_terraform or end.category is Category.CUSTOM for end in ends):
        return "no Terraform for one of them"
    return next((text for text in unmade(topology(made)) if line in text), None)


def outcome(source: str, target: str) -> str:
    """`error`, `rule`, `note`, `made` or `silent`."""
    document = read(json.dumps(model(source, target)).encode(), "architecture.yaml")
    examination = examine(document)
    if not examination.usable:
        return "error"
    other = second(source, target)
    before = {(f.code, f.message) for f in _findings(source, target)}
    new = [f for f in examination.findings if (f.code, f.message) not in before]
    if any(source in f.message and other in f.message for f in new):
        return "rule"
    if note(source, target):
        return "note"
    return "made" if _text(source, target, True) != _text(source, target, False) else "silent"


def _findings(source: str, target: str) -> tuple[Finding, ...]:
    document = read(json.dumps(model(source, target, joined=False)).encode(), "architecture.yaml")
    return tuple(examine(document).findings)


def _text(source: str, target: str, joined: bool) -> str:
    """The Terraform, without its comments."""
    document = read(json.dumps(model(source, target, joined=joined)).encode(), "architecture.yaml")
    items = list(output("terraform").artifacts(view_of(examine(document))))
    files = [i for i in items if isinstance(i, Artifact) and i.path.endswith(".tf")]
    return "\n".join(re.sub(r"#.*", "", file.content.decode()) for file in files)


def recorded() -> dict[str, dict[str, list[str]]]:
    """The targets by outcome and source, of all pairs that no note is of."""
    found: dict[str, dict[str, list[str]]] = json.loads(STORE.read_text(encoding="utf-8"))
    return found


def _walked(pair: tuple[str, str]) -> tuple[str, str, str]:
    return (*pair, outcome(*pair))


def main() -> int:
    """Records all pairs; says which are silent."""
    found: dict[str, dict[str, list[str]]] = {"error": {}, "rule": {}, "made": {}}
    silent = []
    with Pool() as pool:
        for source, target, state in pool.imap(_walked, pairs(), 16):
            if state in found:
                found[state].setdefault(source, []).append(target)
            elif state == "silent" and (source, target) not in NEEDS_NOTHING:
                silent.append(f"{source} -> {target}")
    lines = json.dumps(found, indent=1, sort_keys=True)
    STORE.write_text(re.sub(r"\[[^\]]*\]", _on_a_line, lines) + "\n", encoding="utf-8")
    print("\n".join(silent) or "nothing is silent")
    return int(bool(silent))


def _on_a_line(match: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", match[0]).replace("[ ", "[").replace(" ]", "]")


if __name__ == "__main__":
    sys.exit(main())
