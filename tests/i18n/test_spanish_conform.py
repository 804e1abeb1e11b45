"""`archgen conform` speaks the language of the model; its JSON stays English."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from archgen.cli import run
from archgen.i18n.es.plans.conforming import CONFORMING
from archgen.terraform_plan.comparing.differences import imported_differences
from plan_cases import CASES, model_of, read
from spoken import unspoken

NAME = "natinstance"


@pytest.fixture
def files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    """A plan, and a Spanish model of it that differs from it."""
    plan, model = tmp_path / "plan.json", tmp_path / "architecture.yaml"
    plan.write_bytes(gzip.decompress(next((CASES / NAME).glob("*.json.gz")).read_bytes()))
    assert run(["import", str(plan), "-o", str(model)]) == 0
    text = model.read_text("utf-8").replace("archgen: 1\n", "archgen: 1\nlanguage: es\n", 1)
    model.write_text(text.replace("web -> app: 8080", "web -> app: 8081"), encoding="utf-8")
    capsys.readouterr()
    return model, plan


def test_a_difference_is_in_the_language_of_the_model_or_the_one_asked_for(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(each) for each in files]
    assert run(["conform", *names]) == 1
    said = capsys.readouterr()
    assert "difiere: web -> app en us-east-1: ports en el plan es 8080, y en el modelo 8081" in said.out
    assert "se encontró 1 diferencia" in said.out and "componentes emparejados por dirección: " in said.err
    assert run(["conform", *names, "--language", "en"]) == 1
    english = capsys.readouterr()
    assert "differs: web -> app in us-east-1: ports is 8080 in the plan, 8081 in the model" in english.out
    assert "found 1 difference\n" in english.out and "components matched by address: " in english.err


def test_json_is_english(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    run(["conform", *map(str, files), "--format", "json"])
    (difference,) = json.loads(capsys.readouterr().out)["differences"]
    assert difference["message"] == ("web -> app in us-east-1: ports is 8080 in the plan, 8081 in the model")


def test_every_difference_is_spanish() -> None:
    """Two plans of different systems differ in all ways: what is missing, extra, and other."""
    graph, _ = model_of(
        "archgen: 1\nname: x\nregions: {us-east-1: {cidr: 10.0.0.0/16, zones: [us-east-1a, us-east-1b]}}\n"
        "subnets: {public: {access: public}, private: {access: private}}\n"
        "components:\n  client: {kind: client}\n  igw: {kind: internet-gateway}\n"
        "  nat: {kind: nat-gateway, subnets: public}\n  web: {kind: alb, subnets: public}\n"
        "  app: {kind: auto-scaling-group, subnets: private, tier: backend, capacity: {min: 2, max: 3}}\n"
        "  orders: {kind: rds, subnets: private}\n"
        "connections: [client -> igw -> web, web -> app, app -> orders]\n"
    )
    found, _ = imported_differences(graph, read(NAME), {})
    assert {each.sort for each in found} == {"missing", "extra", "differs"}
    assert {what for each in found for what in unspoken(each.message)} == set()


def test_no_spanish_of_it_is_left_over() -> None:
    root = Path(__file__).parents[2] / "src" / "archgen"
    paths = [root / "commands" / "conform.py", *(root / "terraform_plan" / "comparing").glob("*.py")]
    source = "".join(path.read_text("utf-8") for path in paths)
    gone = {
        text
        for text in CONFORMING
        if f'"{text}"' not in source and f'"{text.replace(" ", "_")}"' not in source
    }
    assert gone == set()
