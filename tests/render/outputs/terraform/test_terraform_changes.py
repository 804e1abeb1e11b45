"""A changed model changes what belongs to the change: what stands stays, even under another name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from models import brief, renamed
from terraforming import applies, kept, remembered, run, written

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
    return Counter(planned(folder).values())


def planned(folder: Path) -> dict[str, str]:
    """What a plan against the state does to each resource, by its address."""
    file = folder.with_suffix(".tfplan")
    run(folder, "plan", f"-out={file}", keep_state=True)
    plan = json.loads(run(folder, "show", "-json", str(file), keep_state=True))
    return {change["address"]: "-".join(change["change"]["actions"]) for change in plan["resource_changes"]}


REVISED = "aws_ecs_task_definition"
"""Every change of a task definition is another revision of it, and the old one goes."""


@pytest.mark.parametrize("name", ["ecs-efs", "serverless", "two-regions"])
def test_what_has_another_name_moves_and_stays(name: str, tmp_path: Path) -> None:
    data = kept()[name]
    run(written(data, tmp_path), "apply")
    found = planned(written(other_names(data), tmp_path, remembered(data)))
    assert {does for address, does in found.items() if REVISED not in address} == {"no-op", "update"}


def test_what_was_renamed_twice_moves_from_its_first_name_and_from_its_second(tmp_path: Path) -> None:
    once, twice = other_names(brief()), other_names(other_names(brief()))
    first = remembered(brief())
    second = remembered(once, first)
    run(written(brief(), tmp_path), "apply")
    assert set(planned(written(twice, tmp_path, second)).values()) == {"no-op", "update"}
    run(written(once, tmp_path, first), "apply", keep_state=True)
    assert set(planned(written(twice, tmp_path, second)).values()) == {"no-op", "update"}
    back = written(brief(), tmp_path, remembered(twice, second))
    assert set(planned(back).values()) == {"no-op", "update"}


def test_another_region_put_first_changes_nothing(tmp_path: Path) -> None:
    data = kept()["buckets-in-two-regions"]
    run(written(data, tmp_path), "apply")
    later = deepcopy(data)
    later["regions"] = dict(reversed(data["regions"].items()))
    assert set(planned(written(later, tmp_path, remembered(data))).values()) == {"no-op"}


def test_a_region_that_goes_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    data = kept()["buckets-in-two-regions"]
    run(written(data, tmp_path), "apply")
    later = deepcopy(data)
    later["regions"].pop(next(iter(data["regions"])))
    found = planned(written(later, tmp_path, remembered(data)))
    (left,) = later["regions"]
    assert {found[address] for address in found if left.replace("-", "_") in address} <= {"no-op", "update"}
    assert not [address for address, does in found.items() if "create" in does]


@pytest.mark.parametrize(
    ("before", "after", "table"),
    [
        ("isolated", "private", 'aws_route_table.spare["us-east-1a"]'),
        ("private", "isolated", "aws_route_table.spare"),
    ],
)
def test_a_row_that_gets_a_way_out_or_loses_it_keeps_a_route_table(
    before: str, after: str, table: str, tmp_path: Path
) -> None:
    data = brief()
    data["subnets"]["spare"] = {"access": before}
    run(written(data, tmp_path), "apply")
    later = deepcopy(data)
    later["subnets"]["spare"]["access"] = after
    found = planned(written(later, tmp_path, remembered(data)))
    assert found[table] in ("no-op", "update")
    assert "delete-create" not in found.values()


def other_names(data: Any) -> Any:
    """The model with another name for each row and each component."""
    return renamed(
        data,
        {id: f"{id}-ii" for id in data["components"]},
        {id: f"{id}-ii" for id in data.get("subnets", ())},
    )
