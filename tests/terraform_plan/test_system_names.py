"""What an import calls a system of which the plan says no name."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from archgen.cli import run
from archgen.commands._system_name import system_name_of
from plan_cases import CASES

BACKEND = 'terraform {\n  backend "s3" {\n    bucket = "states"\n    key    = "KEY"\n  }\n}\n'


def folder(at: Path, *, key: str | None = None, name: str = "infra") -> Path:
    """A folder with a configuration, and with a backend where a key is given."""
    made = at / name
    made.mkdir(parents=True)
    (made / "main.tf").write_text(BACKEND.replace("KEY", key) if key else "", encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("orders.json", "orders"),
        ("orders.tfplan.json", "orders"),
        ("plan.json", "infra"),
        ("tfplan.json.gz", "infra"),
        ("Terraform.json", "infra"),
    ],
)
def test_a_file_gives_its_name_where_that_says_something_else_its_folder(
    file: str, name: str, tmp_path: Path
) -> None:
    assert system_name_of(str(folder(tmp_path) / file)) == name


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("shop/terraform.tfstate", "shop"),
        ("shop/prod/terraform.tfstate", "shop-prod"),
        ("shop.tfstate", "shop"),
        ("Teams/Web_Shop/terraform.tfstate", "teams-web-shop"),
        ("terraform.tfstate", "infra"),
        ("prod/terraform.tfstate", "infra"),
        ("${var.name}/terraform.tfstate", "infra"),
        ("%{ if true }a%{ endif }", "infra"),
        ("///", "infra"),
    ],
)
def test_the_key_of_its_backend_says_more_than_a_folder(key: str, name: str, tmp_path: Path) -> None:
    made = folder(tmp_path, key=key)
    assert system_name_of(str(made)) == name
    assert system_name_of(str(made / "plan.json")) == name
    assert system_name_of(str(made / "orders.json")) == "orders"


def test_what_terraform_wrote_down_of_its_backend_comes_first(tmp_path: Path) -> None:
    made = folder(tmp_path, key="files/terraform.tfstate")
    (made / ".terraform").mkdir()
    known = made / ".terraform" / "terraform.tfstate"
    known.write_text(json.dumps({"backend": {"type": "s3", "config": {"key": "desk/x.tfstate"}}}))
    assert system_name_of(str(made)) == "desk-x"
    for broken in ("", "[]", '{"backend": null}', '{"backend": {"type": "s3", "config": {"key": 3}}}'):
        known.write_text(broken)
        assert system_name_of(str(made)) == "files"


def test_a_key_that_is_commented_out_or_of_something_else_is_none(tmp_path: Path) -> None:
    made = folder(tmp_path)
    for text in (
        "/*\n" + BACKEND + "*/\n",
        "".join(f"# {line}\n" for line in BACKEND.splitlines()),
        BACKEND.replace("    key ", "    // key "),
        'resource "aws_s3_object" "o" {\n  key = "shop/x"\n}\n',
        BACKEND.replace('"s3"', '"local"'),
    ):
        (made / "main.tf").write_text(text.replace("KEY", "shop/terraform.tfstate"), encoding="utf-8")
        assert system_name_of(str(made)) == "infra"


def test_an_import_is_called_by_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = folder(tmp_path, key="shop/prod/terraform.tfstate") / "plan.json"
    plan.write_bytes(gzip.decompress(next((CASES / "natinstance").glob("*.json.gz")).read_bytes()))
    assert run(["import", str(plan)]) == 0
    assert "\nname: shop-prod\n" in capsys.readouterr().out
    assert run(["import", str(plan), "--name", "mine"]) == 0
    assert "\nname: mine\n" in capsys.readouterr().out


def test_a_plan_from_standard_input_has_no_name_of_its_own() -> None:
    assert system_name_of("-") is None
