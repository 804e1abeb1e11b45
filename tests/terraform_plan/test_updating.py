"""`archgen import --update`: a newer plan in a model that people have edited."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from plan_cases import CASES, NAMES
from plan_changes import stored


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@cache
def plans() -> dict[str, dict[str, Any]]:
    return stored()


def wrote(name: str, plan: dict[str, Any]) -> str:
    Path(name).write_text(json.dumps(plan), encoding="utf-8")
    return name


def imported(plan: str) -> str:
    assert run(["import", plan, "-o", "a.yaml"]) == 0
    return Path("a.yaml").read_text(encoding="utf-8")


def updated(plan: str) -> str:
    assert run(["import", plan, "--update", "a.yaml"]) == 0
    return Path("a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_plan_again_changes_nothing(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = [*(CASES / name).glob("*.json.gz")]
    before = imported(str(files[0]))
    capsys.readouterr()
    assert updated(str(files[0])) == before
    told = capsys.readouterr()
    assert told.out == "" and told.err.endswith("nothing was changed\n")


@pytest.mark.parametrize(("old", "new"), [*pairwise([*stored()]), *pairwise([*reversed([*stored()])])])
def test_after_an_update_the_model_conforms(old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    imported(wrote("old.json", plans()[old]))
    text = Path("a.yaml").read_text(encoding="utf-8")
    Path("a.yaml").write_text(text.replace("components:\n", "components:\n  # ours\n"), encoding="utf-8")
    capsys.readouterr()
    after = updated(wrote("new.json", plans()[new]))
    assert "not updated" not in capsys.readouterr().err
    assert "  # ours\n" in after
    assert run(["conform", "a.yaml", "new.json"]) == 0, capsys.readouterr().out


def edited(plan: dict[str, Any], address: str, **values: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(plan))
    for resource in found["planned_values"]["root_module"]["resources"]:
        if resource["address"] == address:
            resource["values"] |= values
    return found


def shop() -> dict[str, Any]:
    import gzip

    found: dict[str, Any] = json.loads(gzip.decompress((CASES / "written" / "plan.json.gz").read_bytes()))
    return found


OURS = (
    ("  client: {kind: client}", "  # who buys\n  client: {kind: client, label: Customers}"),
    ("  jobs: {kind: sqs}", "  stripe: {kind: external}\n  jobs: {kind: sqs}"),
    ("  - app -> jobs", "  - app -> stripe: 443   # payments\n  - app -> jobs"),
    ("capacity: {min: 2, max: 6}", "capacity: {min: 2, max: 6}   # peak in December\n    label: The shop"),
)


def test_what_people_wrote_stays_and_what_the_plan_says_changes(capsys: pytest.CaptureFixture[str]) -> None:
    text = imported(wrote("plan.json", shop()))
    for before, after in OURS:
        assert before in text
        text = text.replace(before, after)
    Path("a.yaml").write_text(text, encoding="utf-8")
    newer = edited(shop(), "aws_autoscaling_group.app", max_size=9)
    newer = edited(newer, "aws_db_instance.orders", multi_az=False, allocated_storage=200)
    capsys.readouterr()
    found = updated(wrote("newer.json", newer))
    diff = capsys.readouterr().out
    assert "-    capacity: {min: 2, max: 6}   # peak in December" in diff
    assert "+    capacity: {min: 2, max: 9}   # peak in December" in diff
    assert "-    multi_az: true" in diff and "+    storage_gb: 200" in diff
    for _, ours in OURS[:3]:
        assert ours in found
    assert run(["conform", "a.yaml", "newer.json"]) == 0


def test_what_the_plan_does_not_have_any_more_goes_with_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    imported(wrote("plan.json", shop()))
    smaller = shop()
    kept = smaller["planned_values"]["root_module"]["resources"]
    smaller["planned_values"]["root_module"]["resources"] = [
        r for r in kept if not r["address"].startswith("aws_sqs_queue")
    ]
    capsys.readouterr()
    found = updated(wrote("smaller.json", smaller))
    assert "jobs" not in found
    assert "-  - app -> jobs" in capsys.readouterr().out
    assert "jobs" in updated("plan.json")


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = imported(wrote("plan.json", shop()))
    newer = wrote("newer.json", edited(shop(), "aws_autoscaling_group.app", max_size=9))
    capsys.readouterr()
    assert run(["import", newer, "--update", "a.yaml", "--dry-run"]) == 0
    told = capsys.readouterr()
    assert "+    capacity: {min: 2, max: 9}" in told.out and "would update a.yaml: 1 change" in told.err
    assert Path("a.yaml").read_text(encoding="utf-8") == before


def bigger(capacity: str) -> str:
    """The model with a capacity that is written in another way, updated to nine instances."""
    text = imported(wrote("plan.json", shop()))
    Path("a.yaml").write_text(text.replace("capacity: {min: 2, max: 6}\n", capacity), encoding="utf-8")
    return updated(wrote("newer.json", edited(shop(), "aws_autoscaling_group.app", max_size=9)))


def test_a_map_in_lines_of_its_own_is_changed_line_by_line() -> None:
    assert "      min: 2\n      max: 9  # peak\n" in bigger("capacity:\n      min: 2\n      max: 6  # peak\n")


def test_what_cannot_be_changed_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    found = bigger("capacity: {min: 2, # at night\n      max: 6}\n")
    assert "max: 6" in found
    assert "not updated: components.app.capacity is {min: 2, max: 9}" in capsys.readouterr().err


@pytest.mark.parametrize("more", [["-o", "b.yaml"], ["--name", "shop"]])
def test_an_update_is_of_the_model_itself(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    imported(wrote("plan.json", shop()))
    assert run(["import", "plan.json", "--update", "a.yaml", *more]) == 2
    assert "--update changes the model itself" in capsys.readouterr().err


def test_a_model_that_is_not_there_cannot_be_updated(capsys: pytest.CaptureFixture[str]) -> None:
    wrote("plan.json", shop())
    assert run(["import", "plan.json", "--update", "none.yaml"]) == 2
    assert "none.yaml is no file" in capsys.readouterr().err


def on_port(plan: dict[str, Any], port: int) -> dict[str, Any]:
    return edited(plan, "aws_security_group_rule.data", from_port=port, to_port=port)


@pytest.mark.parametrize(
    "line",
    [
        'app -> orders: {port: 5432, label: "SQL"}',
        "app -> orders:   # the ledger\n      port: 5432   # until June\n      label: SQL",
        "app -> orders: 5432   # the ledger",
        "app -> orders: [5432]",
        "app->orders: 5432",
    ],
)
def test_the_port_of_a_line_is_changed_however_it_is_written(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = imported(wrote("plan.json", shop()))
    assert "- app -> orders: 5432" in text
    Path("a.yaml").write_text(text.replace("app -> orders: 5432", line), encoding="utf-8")
    found = updated(wrote("newer.json", on_port(shop(), 5433)))
    assert "5432" not in found and "5433" in found
    for kept in ("SQL", "# the ledger", "# until June"):
        assert (kept in line) == (kept in found)
    capsys.readouterr()
    assert run(["conform", "a.yaml", "newer.json"]) == 0, capsys.readouterr().out


def test_a_component_and_a_tier_of_another_name_are_updated_under_it() -> None:
    text = imported(wrote("plan.json", shop()))
    for before, after in (
        ("  orders:  #", "  ledger:  #"),
        ("app -> orders:", "app -> ledger:"),
        ("  data: {access", "  vault: {access"),
        ("subnets: data", "subnets: vault"),
    ):
        assert before in text
        text = text.replace(before, after)
    Path("a.yaml").write_text(text, encoding="utf-8")
    newer = edited(shop(), "aws_db_instance.orders", multi_az=False)
    found = updated(wrote("newer.json", newer))
    assert "  ledger:  # aws_db_instance.orders" in found and "  vault: {access" in found
    assert "multi_az" not in found.partition("connections:")[0]
    assert "Found in the plan, but about something" not in found  # the file has the finding, of `ledger`
    assert run(["conform", "a.yaml", "newer.json"]) == 0


def test_a_line_without_a_protocol_gets_one_for_the_ports_that_need_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plan = str(CASES / "httpports" / "plan.json.gz")
    new = imported(plan)
    beside = "  - client -> igw -> beside: {port: 8080, protocol: http}  # aws_security_group.lb\n"
    old = new.replace(beside, "").replace("igw -> beside: 443", "igw -> beside: [443, 8080]")
    assert old != new
    Path("a.yaml").write_text(old, encoding="utf-8")
    capsys.readouterr()
    again = updated(plan)
    assert beside in again and "igw -> beside: 443  #" in again
    assert sorted(again.splitlines()) == sorted(new.splitlines())
