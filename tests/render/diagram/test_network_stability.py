"""A small change of the model is a small change of the picture."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from archgen.model.reading import architecture
from archgen.render.diagram.network import network
from kept import ALL, stem
from random_models import graph_of

NEW: dict[str, dict[str, Any]] = {
    "service": {"kind": "ecs-service", "tier": "backend"},
    "group": {"kind": "auto-scaling-group", "tier": "backend"},
    "balancer": {"kind": "nlb"},
    "database": {"kind": "rds", "engine": "postgres", "multi_az": True},
}
Places = dict[str, tuple[float, float]]


@pytest.fixture(params=ALL, ids=stem)
def data(request: pytest.FixtureRequest) -> dict[str, Any]:
    assert isinstance(request.param, Path)
    found: dict[str, Any] = yaml.safe_load(request.param.read_text(encoding="utf-8"))
    return found


def places(data: dict[str, Any]) -> Places:
    """The middle of every lane, and of every icon that is in none."""
    scene = network(graph_of(data))
    lanes = [group for group in scene.groups if group.kind == "lane"]
    found = {lane.id: lane.box.center for lane in lanes}
    names = {lane.id.partition("@")[0] for lane in lanes}
    return found | {node.id: node.box.center for node in scene.nodes if node.component not in names}


def moved(before: Places, after: Places) -> list[tuple[str, str]]:
    """The pairs that are on the other side of each other than before: above instead of below, or beside."""
    found = []
    for (a, old_a), (b, old_b) in combinations(before.items(), 2):
        if a not in after or b not in after:
            continue
        turned = [sign(old_a[axis] - old_b[axis]) * sign(after[a][axis] - after[b][axis]) for axis in (0, 1)]
        if -1 in turned:
            found.append((a, b))
    return found


def sign(distance: float) -> int:
    """Which side something is on; what is hardly aside is on none."""
    return (distance > 40) - (distance < -40)


@pytest.mark.parametrize("kind", NEW)
def test_a_new_component_in_a_row_moves_no_other(data: dict[str, Any], kind: str) -> None:
    before = places(data)
    for row in data.get("subnets", {}):
        changed = deepcopy(data)
        changed["components"]["newcomer"] = {**NEW[kind], "subnets": row}
        assert moved(before, places(changed)) == [], row


def led_to(data: dict[str, Any], source: str, target: str) -> set[str]:
    """The ends of a new connection, and all that is reached over it: with no VPC, to the right of it."""
    chains = [next(iter(each)) if isinstance(each, dict) else each for each in data.get("connections", ())]
    calls = {call for chain in chains for call in pairwise(chain.split(" -> "))}
    found = [target]
    for id in found:
        found += sorted({called for caller, called in calls if caller == id} - set(found))
    return {source, *found}


SOURCES = {
    "waf",
    "route53",
    "external",
    "rds",
    "aurora",
    "elasticache",
    "efs",
    "s3",
    "dynamodb",
    "secrets-manager",
}
TARGETS = {"waf", "route53", "client"}
WAYS = {"internet-gateway", "nat-gateway", "vpc-endpoint", "transit-gateway"}
EDITS = 200


def edits() -> Iterator[tuple[Path, dict[str, Any], str, str]]:
    """New connections, each from what may call something to what may be called, in models with a VPC."""
    random, models = Random(7), [path for path in ALL if "subnets" in path.read_text(encoding="utf-8")]
    made = 0
    while made < EDITS:
        path = random.choice(models)
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        kinds = {id: fields["kind"] for id, fields in data["components"].items()}
        source = random.choice([id for id, kind in kinds.items() if kind not in SOURCES | WAYS])
        target = random.choice([id for id, kind in kinds.items() if kind not in TARGETS | WAYS])
        changed = deepcopy(data)
        changed["connections"] = [*data.get("connections", ()), {f"{source} -> {target}": 443}]
        if source == target or architecture(changed)[0] is None:
            continue  # the format does not allow that connection
        made += 1
        yield path, changed, source, target


def test_a_new_connection_moves_hardly_anything() -> None:
    """What is called anew and what it calls may take another place, the rest stays."""
    pairs, turned, others = 0, 0, 0
    for path, changed, source, target in edits():
        before = places(yaml.safe_load(path.read_text(encoding="utf-8")))
        after = places(changed)
        pairs += len(before) * (len(before) - 1) // 2
        found, led = moved(before, after), led_to(changed, source, target)
        turned += len(found)
        others += sum(led.isdisjoint(id.partition("@")[0] for id in pair) for pair in found)
    assert others / pairs < 0.01
    assert turned / pairs < 0.02
