"""A small change of the model is a small change of the picture."""

from __future__ import annotations

from copy import deepcopy
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from archgen.render.diagram.layout.skeleton import skeleton
from kept import ALL, stem
from random_models import graph_of

NEW: dict[str, dict[str, Any]] = {
    "service": {"kind": "ecs-service", "tier": "backend"},
    "group": {"kind": "auto-scaling-group", "tier": "backend"},
    "balancer": {"kind": "nlb"},
    "database": {"kind": "rds", "engine": "postgres", "multi_az": True},
}
Stands = dict[str, tuple[str, tuple[int, int]]]
CENTRED = {"client", "route53", "cloudfront", "waf", "internet-gateway", "alb", "nlb"}


@pytest.fixture(params=ALL, ids=stem)
def data(request: pytest.FixtureRequest) -> dict[str, Any]:
    assert isinstance(request.param, Path)
    found: dict[str, Any] = yaml.safe_load(request.param.read_text(encoding="utf-8"))
    return found


def stands(data: dict[str, Any]) -> Stands:
    """The column and the row of each copy, with its kind."""
    graph = graph_of(data)
    plan = skeleton(graph).plan
    return {id: (graph.components[graph.copies[id].component].kind, s.at) for id, s in plan.stands.items()}


def moved(before: Stands, after: Stands) -> list[tuple[str, str]]:
    """The pairs of copies that stand in other rows or columns towards each other than before.

    What is centred over the zones keeps its row; its column is the middle of whatever there is.
    """
    found = []
    for (a, (kind, old_a)), (b, (other, old_b)) in combinations(before.items(), 2):
        new_a, new_b = after[a][1], after[b][1]
        columns = sign(old_a[0] - old_b[0]) * sign(new_a[0] - new_b[0])
        rows = sign(old_a[1] - old_b[1]) != sign(new_a[1] - new_b[1])
        if rows or (columns < 0 and not {kind, other} & CENTRED):
            found.append((a, b))
    return found


def sign(distance: int) -> int:
    return (distance > 0) - (distance < 0)


@pytest.mark.parametrize("kind", NEW)
def test_a_new_component_in_a_row_moves_no_other(data: dict[str, Any], kind: str) -> None:
    before = stands(data)
    for row in data.get("subnets", {}):
        changed = deepcopy(data)
        changed["components"]["newcomer"] = {**NEW[kind], "subnets": row}
        assert moved(before, stands(changed)) == [], row


def test_a_new_connection_moves_nothing(data: dict[str, Any]) -> None:
    before = stands(data)
    ids = [id for id, fields in data["components"].items() if fields["kind"] not in ("waf", "route53")]
    for source, target in list(zip(ids, ids[3:], strict=False))[::3]:
        changed = deepcopy(data)
        changed["connections"] = [*data["connections"], {f"{source} -> {target}": 443}]
        try:
            after = stands(changed)
        except AssertionError:
            continue  # the format does not allow that connection
        assert moved(before, after) == [], (source, target)
