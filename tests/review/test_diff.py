"""`archgen diff`: what a change means, on models, Git revisions and plans; formats and exit codes."""

from __future__ import annotations

import json
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from archgen.cli import run
from archgen.commands.diff import command
from archgen.lint.engine import check
from archgen.review import plan_sides
from archgen.review.difference import Difference, Sort
from archgen.review.difference_report import MARK, markdown, text
from archgen.review.subject import Subject
from models import BRIEF, brief, renamed, topology_of


def side(data: Any, name: str = "a.yaml") -> Subject:
    graph = topology_of(data)
    return Subject(name, graph, check(graph).findings, data=data)


def difference(new: Any, old: Any = None) -> Difference:
    return Difference(side(old or brief(), "old.yaml"), side(new, "new.yaml"))


def changed(**fields: dict[str, Any]) -> Any:
    data = brief()
    for id, more in fields.items():
        data["components"][id.replace("_", "-")].update(more)
    return data


def sorts(found: Difference, *wanted: Sort) -> list[str]:
    return [str(each.text) for each in found.meanings if each.sort in wanted]


def bad(found: Difference) -> set[Sort]:
    return {each.sort for each in found.meanings if each.sort.is_bad}


def test_the_same_model_means_nothing() -> None:
    found = difference(brief())
    assert found.is_empty
    assert "nothing: the same paths" in text(found)


@pytest.mark.parametrize(
    "harmless",
    [
        {"app": {"label": "Back office"}},
        {"app": {"description": "what it does"}},
        {"app": {"instance_type": "t3.large"}},
        {"orders": {"backup_retention_days": 14}},
        {"web": {"capacity": {"min": 4, "max": 8}}},
        {"cdn": {"tags": {"team": "web"}}},
    ],
)
def test_nothing_bad_is_claimed_of_harmless_changes(harmless: Any) -> None:
    found = difference(changed(**harmless))
    assert bad(found) == set()
    assert found.edits


def test_a_rename_is_told_as_one() -> None:
    found = difference(renamed(brief(), {"orders": "ledger", "app": "backend"}))
    assert bad(found) == set()
    assert [edit.what for edit in found.edits] == ["app is renamed to backend", "orders is renamed to ledger"]


def test_what_is_open_to_the_internet_now() -> None:
    data = brief()
    data["connections"].append({"client -> igw -> web-lb": 22})
    found = difference(data)
    assert sorts(found, Sort.EXPOSURE) == ["web-lb is open to the internet on 22"]
    assert found.fails_on(["exposure"])
    assert not found.fails_on(["data-loss", "worse-zone"])
    back = difference(brief(), data)
    assert sorts(back, Sort.CLOSED) == ["web-lb is no longer open to the internet on 22"]
    assert bad(back) == set()


def test_a_public_bucket_is_exposure() -> None:
    assert sorts(difference(changed(assets={"public": True})), Sort.EXPOSURE) == [
        "assets is open to the internet on 443"
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"orders": {"encrypted": False}}, "`encrypted` of orders changes: AWS creates it again"),
        ({"orders": {"engine": "mysql"}}, "`engine` of orders changes"),
    ],
)
def test_data_that_is_lost_is_named(change: Any, said: str) -> None:
    found = difference(changed(**change))
    assert sorts(found, Sort.DATA_LOSS)[0].startswith(said)


def test_a_store_of_data_that_is_removed_loses_it() -> None:
    data = brief()
    del data["components"]["sessions"]
    data["connections"] = [line for line in data["connections"] if "sessions" not in str(line)]
    found = difference(data)
    assert sorts(found, Sort.DATA_LOSS) == ["sessions is removed, and its data with it"]
    assert sorts(found, Sort.LOST_PATH) == []  # the removal says it


def test_a_zone_that_is_no_longer_survived_has_its_hop_and_reason() -> None:
    found = difference(changed(nat={"per": "region"}))
    (worse,) = [each for each in found.meanings if each.sort is Sort.WORSE_ZONE]
    assert str(worse.text).startswith(
        "when us-east-1a fails, client -> partners now fails: nat@us-east-1a fails"
    )
    assert worse.hops[-3:] == ("app@us-east-1b", "nat@us-east-1a", "(fails)")
    assert any("AG215" in each for each in sorts(found, Sort.NEW_FINDING))
    assert sorts(difference(brief(), changed(nat={"per": "region"})), Sort.BETTER_ZONE)


def test_paths_that_are_lost_and_gained() -> None:
    data = brief()
    data["connections"] = [line for line in data["connections"] if "partners" not in str(line)]
    data["connections"].append({"web -> orders": 5432})
    found = difference(data)
    assert sorts(found, Sort.LOST_PATH) == ["client no longer reaches partners"]


def test_availability_before_and_after() -> None:
    found = difference(changed(orders={"multi_az": False}))
    (share,) = sorts(found, Sort.AVAILABILITY)
    assert share.startswith("client -> orders: at least 99.82")


def test_what_changed_is_said_in_words() -> None:
    data = changed(nat={"per": "region"})
    data["components"]["reports"] = {"kind": "lambda", "tier": "backend"}
    data["connections"].append("reports -> sessions")
    signs = {(edit.sign, edit.what, edit.detail) for edit in difference(data).edits}
    assert ("~", "nat", "per: zone -> region") in signs
    assert ("+", "reports (lambda)", "") in signs
    assert ("+", "reports -> sessions", "443") in signs


# --- formats ---


def test_markdown_begins_with_its_mark_and_has_a_picture() -> None:
    text = markdown(difference(changed(nat={"per": "region"})))
    assert text.startswith(MARK)
    assert "**Before you merge**" in text
    assert "```mermaid\nflowchart LR" in text
    assert 'n_nat["nat (NAT gateway)"]:::changed' in text
    assert "n_app -->|breaks| n_partners" in text
    assert "<details><summary>What changed" in text


def models(folder: Path, new: Any) -> tuple[str, str]:
    old, path = folder / "old.yaml", folder / "new.yaml"
    old.write_text(yaml.safe_dump(brief(), sort_keys=False))
    path.write_text(yaml.safe_dump(new, sort_keys=False))
    return str(old), str(path)


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = models(tmp_path, changed(nat={"per": "region"}))
    assert run(["diff", *pair]) == 0
    assert run(["diff", *pair, "--exit-code"]) == 1
    assert run(["diff", pair[0], pair[0], "--exit-code"]) == 0
    assert run(["diff", *pair, "--fail-on", "exposure,data-loss"]) == 0
    assert run(["diff", *pair, "--fail-on", "exposure,worse-zone"]) == 1
    assert run(["diff", *pair, "--fail-on", "everything"]) == 2
    assert run(["diff", pair[0]]) == 2
    assert "diff needs two sides" in capsys.readouterr().err


def test_json_has_causes_and_arguments(tmp_path: Path) -> None:
    pair = models(tmp_path, changed(nat={"per": "region"}))
    result = CliRunner().invoke(command, [*pair, "--format", "json"], standalone_mode=False)
    found = json.loads(result.output)
    worse = next(each for each in found["meanings"] if each["sort"] == "worse-in-an-AZ-failure")
    assert worse["bad"] is True
    assert worse["arguments"]["zone"] == "us-east-1a"
    assert found["changes"] == [{"sign": "~", "what": "nat", "detail": "per: zone -> region"}]


def test_the_picture_has_what_was_added_removed_and_changed(tmp_path: Path) -> None:
    data = changed(nat={"per": "region"})
    del data["components"]["sessions"]
    data["connections"] = [line for line in data["connections"] if "sessions" not in str(line)]
    data["components"]["files"] = {"kind": "efs", "subnets": "db"}
    data["connections"].append("app -> files")
    pair = models(tmp_path, data)
    picture = tmp_path / "change.svg"
    assert run(["diff", *pair, "--svg", str(picture)]) == 0
    drawn = picture.read_text()
    for look in ("added", "removed", "changed"):
        assert f'data-look="{look}"' in drawn


def test_a_git_revision_is_the_old_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "architecture.yaml"

    def git(*args: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *identity, *args], cwd=tmp_path, check=True, capture_output=True)

    path.write_text(yaml.safe_dump(brief(), sort_keys=False))
    git("init", "-q")
    git("add", "architecture.yaml")
    git("commit", "-q", "-m", "first")
    path.write_text(yaml.safe_dump(changed(nat={"per": "region"}), sort_keys=False))
    assert run(["diff", "--git", "HEAD", str(path)]) == 0
    assert "nat: per: zone -> region" in capsys.readouterr().out
    assert run(["diff", "--git", "nowhere", str(path)]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_file_without_its_shape_is_reported(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("archgen: 1\n")
    assert run(["diff", str(BRIEF), str(broken)]) == 2


# --- plans ---


def change(address: str, actions: list[str], **more: Any) -> dict[str, Any]:
    return {
        "address": address,
        "mode": "managed",
        "type": address.partition(".")[0],
        "change": {"actions": actions, **more},
    }


def test_a_replaced_store_of_data_is_named_with_the_reason() -> None:
    data = {
        "resource_changes": [
            change("aws_db_instance.orders", ["delete", "create"], replace_paths=[["storage_encrypted"]]),
            change("aws_instance.web", ["delete", "create"], replace_paths=[["ami"]]),
            change("aws_s3_bucket.logs", ["delete"]),
            change("aws_db_instance.copy", ["delete"], before={"replicate_source_db": "orders"}),
            change("aws_db_instance.kept", ["delete"], before={"skip_final_snapshot": False}),
        ]
    }
    assert [str(each.text) for each in plan_sides.lost(data)] == [
        "aws_db_instance.orders is replaced (storage_encrypted): its data is deleted",
        "aws_s3_bucket.logs is destroyed, and its data with it",
        "aws_db_instance.kept is destroyed, and its data with it (a final snapshot is taken)",
    ]
    resources = plan_sides.resources(data)
    assert resources.replaced[0] == ("aws_db_instance.orders", ("storage_encrypted",))
    assert resources.destroyed == ("aws_s3_bucket.logs", "aws_db_instance.copy", "aws_db_instance.kept")


def test_drift_is_what_others_changed_and_not_tags() -> None:
    data = {
        "resource_drift": [
            change("aws_security_group.a", ["update"], before={"ingress": []}, after={"ingress": [1]}),
            change("aws_instance.b", ["update"], before={"tags": {}}, after={"tags": {"a": "b"}}),
            change("aws_s3_bucket.c", ["delete"]),
        ]
    }
    assert [str(each.text) for each in plan_sides.drift(data)] == [
        "aws_security_group.a was changed outside of Terraform: ingress",
        "aws_s3_bucket.c was deleted outside of Terraform",
    ]


def test_a_move_is_no_change() -> None:
    resource = {"address": "aws_instance.old", "type": "aws_instance", "name": "old", "values": {}}
    data = {
        "prior_state": {"values": {"root_module": {"resources": [deepcopy(resource)]}}},
        "resource_changes": [
            {**change("aws_instance.new", ["no-op"]), "previous_address": "aws_instance.old"}
        ],
    }
    found = plan_sides.prior(data)
    assert found is not None
    assert found["values"]["root_module"]["resources"][0]["address"] == "aws_instance.new"
    assert data["prior_state"]["values"]["root_module"]["resources"][0]["address"] == "aws_instance.old"  # type: ignore[index]
