"""Groups: what belongs together, in the file, the docs and the tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.cli import run
from archgen.model.reading import architecture
from archgen.render.outputs import docs, terraform
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.view import View
from archgen.topology.building import topology
from kept import FOLDER
from models import made, small


def grouped(**more: object) -> dict[str, object]:
    data = small()
    data["groups"] = {"sales": {"label": "Sales", "description": "Carts and orders."}, "idle": {}}
    data["components"]["orders"] = {"kind": "dynamodb", "group": "sales", **more}
    data["components"]["partner"] = {"kind": "external", "group": "sales"}
    return data


def page(data: dict[str, object]) -> str:
    model = made(data)
    text, *_ = docs.artifacts(View(model, topology(model)))
    assert isinstance(text, Artifact)
    return text.content.decode()


def test_a_group_lists_what_belongs_to_it() -> None:
    assert topology(made(grouped())).groups == {"sales": ("orders", "partner"), "idle": ()}


def test_the_docs_have_a_table_of_the_groups_with_something_in_them() -> None:
    text = page(grouped())
    assert "| **Sales**<br>Carts and orders. | `orders`, `partner` |" in text
    assert "idle" not in text
    assert "Groups" not in page(small())


def test_what_terraform_creates_is_tagged_with_its_group() -> None:
    model = made(grouped())
    files = terraform.artifacts(View(model, topology(model)))
    text = "".join(item.content.decode() for item in files if isinstance(item, Artifact))
    assert 'Component = "orders", Group = "sales"' in " ".join(text.split())
    assert text.count('Group = "sales"') == 1


def test_a_group_that_does_not_exist_is_reported() -> None:
    model, findings = architecture(grouped(group="sale"))
    assert model is None
    assert [f.message for f in findings] == ['there is no group "sale"; did you mean "sales"?']
    assert findings[0].route == ("components", "orders", "group")


def test_a_picture_may_show_one_group_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = FOLDER / "events.yaml"
    assert run(["render", str(file), "--group", "shipping"]) == 0
    shown = capsys.readouterr().out
    assert "Parcels by events: Shipping" in shown and "Print label" in shown
    assert "Archive" not in shown
    assert run(["render", str(file), "--group", "ship"]) == 2
    assert 'there is no group "ship"; did you mean "shipping"?' in capsys.readouterr().err
