"""A changed model changes what belongs to the change: what stands is neither replaced nor renamed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import brief
from terraforming import applies, run, written

pytestmark = applies


def a_third_zone(data: Any) -> None:
    data["regions"]["us-east-1"]["zones"].append("us-east-1c")


def a_row_with_a_cache(data: Any) -> None:
    data["subnets"]["cache"] = {"access": "isolated"}
    data["components"]["memo"] = {"kind": "elasticache", "subnets": "cache", "replicas": 1}
    data["connections"].append("app -> memo")


def a_second_database(data: Any) -> None:
    data["components"]["ledger"] = {"kind": "rds", "subnets": "db", "engine": "mysql", "multi_az": True}
    data["connections"].append("app -> ledger")


def a_second_load_balancer(data: Any) -> None:
    data["components"]["admin-lb"] = {"kind": "alb", "subnets": "app"}
    data["connections"] += ["web -> admin-lb", "admin-lb -> app"]


def another_replica(data: Any) -> None:
    data["components"]["orders"]["read_replicas"] = 2


def other_words(data: Any) -> None:
    data["title"] = "Another title"
    for component in data["components"].values():
        component["label"] = "Another label"


CHANGES: list[Callable[[Any], None]] = [
    a_third_zone,
    a_row_with_a_cache,
    a_second_database,
    a_second_load_balancer,
    another_replica,
    other_words,
]


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(brief(), tmp_path_factory.mktemp("applied"))
    run(folder, "apply")
    return folder


def test_the_same_model_changes_nothing(applied: Path) -> None:
    assert set(actions(written(brief(), applied))) == {"no-op"}


@pytest.mark.parametrize("change", CHANGES)
def test_what_stands_is_not_replaced(change: Callable[[Any], None], applied: Path) -> None:
    data = brief()
    change(data)
    counts = actions(written(data, applied))
    assert not set(counts) - {"no-op", "create", "update"}
    assert counts["no-op"] > 130 and counts["update"] <= 8


def actions(folder: Path) -> Counter[str]:
    """How many resources a plan against the state leaves, makes, changes, replaces or destroys."""
    file = folder.with_suffix(".tfplan")
    run(folder, "plan", f"-out={file}", keep_state=True)
    plan = json.loads(run(folder, "show", "-json", str(file), keep_state=True))
    return Counter("-".join(change["change"]["actions"]) for change in plan["resource_changes"])
