"""What a render calls otherwise than an earlier one did is told from what went and came, and moved."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from archgen.render.manifest import parse
from models import BRIEF, SMALL, brief, data_of, renamed
from terraforming import Tables, configuration, notes, remembered

MOVED = re.compile(r"moved \{\n  from = (\S+)\n  to   = (\S+)\n\}")


def small() -> Any:
    return data_of(SMALL)


def moves(data: Any, memory: Tables) -> dict[str, str]:
    return dict(MOVED.findall(configuration(data, memory).get("moved.tf", "")))


def test_nothing_moves_when_nothing_was_rendered_before_or_nothing_has_another_name() -> None:
    assert "moved.tf" not in configuration(small())
    memory = remembered(small())
    assert configuration(small(), memory) == configuration(small())
    assert remembered(small(), memory) == memory


def test_a_component_with_another_name_moves_with_all_that_is_its() -> None:
    found = moves(renamed(brief(), {"orders": "sales"}), remembered(brief()))
    assert found["aws_db_instance.orders"] == "aws_db_instance.sales"
    rule = "aws_vpc_security_group_ingress_rule.main"
    assert found[f'{rule}["orders-from-app-5432"]'] == f'{rule}["sales-from-app-5432"]'
    text = configuration(brief())
    own = [address for address in declared(text) if re.search(r"[._]orders(_|$)", address)]
    alone = [address for address in found if "[" not in address]
    assert sorted(alone) == sorted(own)


def test_a_component_with_another_name_keeps_its_names_at_aws() -> None:
    old, later = configuration(brief()), renamed(brief(), {"orders": "sales"})
    new = configuration(later, remembered(brief()))
    named = re.compile(r"^ +(?:identifier|db_name|name) += (.*orders.*)$", re.MULTILINE)
    names = [sorted(named.findall("\n".join(files.values()))) for files in (old, new)]
    assert names[0] == names[1] != []


def test_a_new_component_gets_no_name_that_a_renamed_one_keeps() -> None:
    once = remembered(renamed(brief(), {"orders": "sales"}), remembered(brief()))
    later = renamed(brief(), {"orders": "sales"})
    later["components"]["orders"] = deepcopy(brief()["components"]["orders"])
    later["connections"].append({"app -> orders": 5432})
    text = configuration(later, once)["data.tf"]
    identifiers = re.findall(r"^ +identifier += (.*)$", text, re.MULTILINE)
    assert len(identifiers) == len(set(identifiers)) >= 2


def test_a_row_with_another_name_moves_with_its_tables_and_routes() -> None:
    found = moves(renamed(brief(), {}, {"db": "data"}), remembered(brief()))
    assert found == {
        f"{type}.db": f"{type}.data"
        for type in ("aws_route_table", "aws_route_table_association", "aws_subnet")
    }


def test_a_row_and_a_component_of_one_name_are_told_apart() -> None:
    memory = remembered(brief())
    row = moves(renamed(brief(), {}, {"web": "front"}), memory)
    component = moves(renamed(brief(), {"web": "front"}), memory)
    assert "aws_subnet.web" in row and "module.web" not in row
    assert "module.web" in component and "aws_subnet.web" not in component


def test_what_has_other_settings_is_the_same_if_it_is_the_only_one_and_has_the_same_neighbours() -> None:
    later = renamed(brief(), {"orders": "sales"})
    later["components"]["sales"]["instance_class"] = "db.r6g.2xlarge"
    assert moves(later, remembered(brief()))["aws_db_instance.orders"] == "aws_db_instance.sales"


def test_another_component_of_the_kind_is_not_taken_for_the_one_that_went() -> None:
    later = brief()
    del later["components"]["orders"]
    later["connections"] = [chain for chain in later["connections"] if "orders" not in str(chain)]
    later["components"]["ledger"] = {"kind": "rds", "subnets": "db", "engine": "mysql", "multi_az": True}
    later["connections"].append("web -> ledger")
    assert moves(later, remembered(brief())) == {}


def test_what_is_taken_for_a_rename_is_said() -> None:
    said = notes(renamed(brief(), {"orders": "sales"}), remembered(brief()))
    assert "sales is taken for what was called orders: moved.tf moves it in Terraform's state" in said


def test_a_rename_of_what_terraform_does_not_make_is_not_told() -> None:
    assert notes(renamed(brief(), {"client": "customer"}), remembered(brief())) == []


def test_a_primary_that_would_move_to_another_region_is_told_of() -> None:
    data = data_of(Path(BRIEF.parent / "tests/kept_models/two-regions.yaml").read_text(encoding="utf-8"))
    first, other = data["regions"]
    later = deepcopy(data)
    later["regions"] = dict(reversed(data["regions"].items()))
    (said,) = {note for note in notes(later, remembered(data)) if note.startswith("orders ")}
    assert said.endswith(f"in {first}, and has it elsewhere now: `region: {first}` leaves it there")
    del later["regions"][first]
    later["components"]["orders"].pop("replica_regions", None)
    assert other in later["regions"]


def test_another_name_of_the_system_is_told_of() -> None:
    memory = remembered(small())
    assert not [note for note in notes(small(), memory) if "was called" in note]
    (said,) = [note for note in notes(small() | {"name": "large"}, memory) if "was called" in note]
    assert said.startswith("the system was called small: ")


def test_moves_of_earlier_renders_stay_while_they_lead_somewhere() -> None:
    second = renamed(brief(), {"orders": "sales"})
    memory = remembered(second, remembered(brief()))
    third = renamed(second, {"sales": "shop"})
    found = moves(third, memory)
    assert found["aws_db_instance.orders"] == "aws_db_instance.sales"
    assert found["aws_db_instance.sales"] == "aws_db_instance.shop"
    gone = deepcopy(third)
    del gone["components"]["shop"]
    gone["connections"] = [chain for chain in gone["connections"] if "shop" not in str(chain)]
    assert moves(gone, remembered(third, memory)) == {}


def test_nothing_moves_away_from_what_is_declared() -> None:
    second = renamed(brief(), {"orders": "sales"})
    back = remembered(second, remembered(brief()))
    found = moves(brief(), back)
    assert found["aws_db_instance.sales"] == "aws_db_instance.orders"
    assert not set(found) & set(declared(configuration(brief(), back)))


def test_a_label_with_a_hash_keeps_it_when_the_other_one_goes() -> None:
    data = data_of(TWINS)
    memory = remembered(data)
    later = deepcopy(data)
    later["connections"].remove("topic -> a-to-b")
    before, after = (declared(configuration(model, memory)) for model in (data, later))
    both, left = (
        {address for address in found if address.startswith("aws_sns_topic_subscription.topic")}
        for found in (before, after)
    )
    assert len(both) == 2 and len(left) == 1 and left < both


TWINS = """
archgen: 1
name: twins
regions: {us-east-1: {zones: [us-east-1a], cidr: 10.0.0.0/16}}
components:
  topic: {kind: sns}
  topic-to-a: {kind: sns}
  a-to-b: {kind: sqs}
  b: {kind: sqs}
connections:
  - topic -> a-to-b
  - topic-to-a -> b
"""


def test_the_second_render_into_a_folder_knows_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = BRIEF.read_text(encoding="utf-8")
    Path("architecture.yaml").write_text(text, encoding="utf-8")
    assert run(["render"]) == 0
    Path("architecture.yaml").write_text(re.sub(r"\borders\b", "sales", text), encoding="utf-8")
    assert run(["render", "--only", "docs"]) == 0
    assert not Path("output/terraform/moved.tf").exists()
    capsys.readouterr()
    assert run(["render"]) == 0
    assert "sales is taken for what was called orders" in capsys.readouterr().err
    assert "to   = aws_db_instance.sales" in Path("output/terraform/moved.tf").read_text(encoding="utf-8")
    assert run(["render", "--check"]) == 0
    assert parse(Path("output/.archgen.json").read_text(encoding="utf-8")).memory["terraform"]["names"] == {
        "sales": "orders"
    }


def declared(files: dict[str, str]) -> list[str]:
    """The addresses of a configuration's resources."""
    text = "\n".join(files[path] for path in sorted(files) if path.endswith(".tf"))
    return [".".join(found) for found in re.findall(r'^resource "(\w+)" "(\w+)"', text, re.MULTILINE)]
