"""Components of one module are a group of the imported model, unless the module makes everything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from archgen.commands._plan_files import read_back


def plan(*addresses: str) -> dict[str, Any]:
    """Queues at these addresses, in the modules that those say."""
    modules: dict[str, list[dict[str, Any]]] = {}
    for address in addresses:
        module, _, name = address.rpartition(".")
        module, _, type_ = module.rpartition(".")
        values = {"address": address, "mode": "managed", "type": type_, "name": name}
        modules.setdefault(module, []).append(values | {"values": {"name": name}})
    own = modules.pop("", [])
    children = [{"address": module, "resources": found} for module, found in modules.items()]
    root = {"resources": own, "child_modules": children}
    return {"format_version": "1.2", "planned_values": {"root_module": root}}


def groups(*addresses: str) -> dict[str, str]:
    made = read_back("plan.json", beginning=json.dumps(plan(*addresses)).encode())
    assert set(made.data.get("groups", {})) == {
        fields["group"] for fields in made.data["components"].values() if "group" in fields
    }
    return {id: fields["group"] for id, fields in made.data["components"].items() if "group" in fields}


def test_several_components_of_a_module_are_a_group() -> None:
    assert groups(
        "module.sales.aws_sqs_queue.orders",
        "module.sales.aws_sqs_queue.carts",
        "module.mail.aws_sqs_queue.letters",
        "aws_sqs_queue.others",
    ) == {"orders": "sales", "carts": "sales"}


def test_a_module_for_each_key_is_called_as_its_key() -> None:
    assert groups(
        'module.service["web"].aws_sqs_queue.a',
        'module.service["web"].aws_sqs_queue.b',
        'module.service["jobs"].aws_sqs_queue.c',
        'module.service["jobs"].aws_sqs_queue.d',
    ) == {"a": "web", "b": "web", "c": "jobs", "d": "jobs"}


@pytest.mark.parametrize("whole", ["module.stack", "module.infra"])
def test_a_module_that_makes_everything_is_no_group_and_those_in_it_are(whole: str) -> None:
    assert groups(
        f"{whole}.module.sales.aws_sqs_queue.orders",
        f"{whole}.module.sales.aws_sqs_queue.carts",
        f"{whole}.aws_sqs_queue.letters",
    ) == {"orders": "sales", "carts": "sales"}


def test_two_modules_of_one_name_are_two_groups() -> None:
    found = groups(
        *(f"module.infra.module.api.aws_sqs_queue.{name}" for name in "ab"),
        *(f"module.base.module.api.aws_sqs_queue.{name}" for name in "cd"),
    )
    assert found == {"c": "api", "d": "api", "a": "api-2", "b": "api-2"}


def test_an_update_brings_the_group_of_a_new_component(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = ("aws_sqs_queue.a", "aws_sqs_queue.b")
    after = (*before, "module.sales.aws_sqs_queue.orders", "module.sales.aws_sqs_queue.carts")
    for name, addresses in (("old.json", before), ("new.json", after)):
        Path(name).write_text(json.dumps(plan(*addresses)), encoding="utf-8")
    assert run(["import", "old.json", "-o", "a.yaml"]) == 0
    assert "groups" not in Path("a.yaml").read_text(encoding="utf-8")
    assert run(["import", "new.json", "--update", "a.yaml"]) == 0
    text = Path("a.yaml").read_text(encoding="utf-8")
    assert "  sales: {}" in text and "{kind: sqs, group: sales}" in text
    assert run(["conform", "a.yaml", "new.json"]) == 0, capsys.readouterr().out
