"""Without a redundancy of the brief everything that speaks of it changes together.

The loss of us-east-1b is survived in the instant phase, of us-east-1a (the primary's) in the recovered phase.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from archgen.cli import run
from archgen.lint.engine import check
from archgen.review import pictures
from archgen.review.simulation import Simulation
from archgen.review.subject import Subject
from archgen.topology.failures.outage import Phase, outage_of
from archgen.topology.failures.simulation import Verdict
from archgen.topology.graph import Topology
from models import brief, topology_of

A, B = "us-east-1a", "us-east-1b"
TARGETS = {"targets": {"zone": {"rto": "10m"}}}
TAKEN: dict[str, tuple[dict[str, dict[str, Any]], str, str, str]] = {
    "the standby": ({"orders": {"multi_az": False}}, "orders", "AG216", f"orders@{A}"),
    "one NAT gateway": ({"nat": {"per": "region"}}, "partners", "AG215", f"nat@{A}"),
    "one zone of the web tier": ({"web": {"zones": [A]}}, "orders", "AG207", f"web@{A}"),
}
"""What is changed, the target that fails, the rule that names it, and the last hop."""


def without(changes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    data = deepcopy(brief()) | TARGETS
    for id, fields in changes.items():
        data["components"][id] |= fields
    return data


def failing(topology: Topology, zone: str, phase: Phase) -> set[str]:
    subject = Subject("a.yaml", topology)
    outcome = Simulation(subject, outage_of(topology, (zone,))).outcomes[0]
    return {path.need.target for path in outcome.paths if path.at(phase).verdict is Verdict.FAILS}


def docs(folder: Path, path: Path) -> str:
    run(["render", str(path), "--only", "docs", "--force", "-o", str(folder)])
    return (folder / "docs/architecture.md").read_text("utf-8")


def test_the_brief_survives_each_of_its_zones() -> None:
    topology = topology_of(brief())
    assert failing(topology, B, Phase.INSTANT) == set()
    assert failing(topology, A, Phase.INSTANT) == {"orders"}
    assert failing(topology, A, Phase.RECOVERED) == set()


@pytest.mark.parametrize("name", TAKEN)
def test_verdict_rule_docs_picture_and_exit_code_change_together(name: str, tmp_path: Path) -> None:
    changes, target, code, hop = TAKEN[name]
    sound, broken = tmp_path / "sound.yaml", tmp_path / "broken.yaml"
    sound.write_text(yaml.safe_dump(brief() | TARGETS, sort_keys=False))
    broken.write_text(yaml.safe_dump(without(changes), sort_keys=False))
    topology = topology_of(without(changes))

    assert target in failing(topology, A, Phase.RECOVERED)
    assert code in {finding.code for finding in check(topology).findings}
    assert code not in {finding.code for finding in check(topology_of(brief())).findings}
    outcome = Simulation(Subject("a.yaml", topology), outage_of(topology, (A,))).outcomes[0]
    looks = pictures.failure_looks(topology, outcome)
    assert "broken" in looks.pairs.values() and looks.things[hop] == "failed"
    assert any(pair[1] == hop for pair in looks.pairs) or hop.partition("@")[0] in looks.things
    assert [run(["simulate", str(path)]) for path in (sound, broken)] == [0, 1]
    assert [run(["diff", str(sound), str(broken), "--fail-on", "worse-zone"])] == [1]
    texts = [docs(tmp_path / path.stem, path) for path in (sound, broken)]
    said = f"**{A}:** everything that clients use recovers automatically"
    assert [said in text for text in texts] == [True, False]
    rows = [
        next(line for line in text.splitlines() if f"| {A} | `client` → `{target}` |" in line)
        for text in texts
    ]
    assert ["fails" in row.split(" | ")[3] for row in rows] == [False, True]
