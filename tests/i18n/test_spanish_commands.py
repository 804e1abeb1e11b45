"""Every command on a model in Spanish: no English sentence is printed or written, and every id stays."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest

from archgen.cli import run
from archgen.i18n.es.plans.importing import IMPORTING
from archgen.i18n.es.table import WORDS
from archgen.lint.coverage import REASONS
from archgen.terraform_plan.resources.parts import _USED_BY
from archgen.terraform_plan.resources.usage.kept_for import KEPT_FOR
from models import data_of
from plan_cases import CASES

ROOT = Path(__file__).parents[2]
MODELS = (
    ROOT / "tests" / "kept_models" / "three-zones-spanish.yaml",
    ROOT / "examples" / "tres-capas" / "architecture.yaml",
)
PLANS = ("existingdb", "logbuckets", "natinstance", "sgmix", "tgw2i")
ENGLISH = re.compile(
    r"\b(the|and|which|with|from|are|its|when|only|they|that|this|is|was|it|nothing|found|wrote|changed|read)\b"
)
"""Words of which a Spanish line has none: two of them are a sentence."""


def english(text: str) -> list[str]:
    return [line for line in re.sub(r"`[^`]*`", "", text).splitlines() if len(ENGLISH.findall(line)) > 1]


@pytest.fixture(params=MODELS, ids=lambda path: path.parent.name)
def model(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A Spanish model that is weaker than it should be, beside the sound one: there is something to say."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(request.param, "sound.yaml")
    text = Path("sound.yaml").read_text(encoding="utf-8")
    weak = text.replace("multi_az: true", "multi_az: false")
    assert weak != text
    Path("weak.yaml").write_text(weak, encoding="utf-8")
    return "weak.yaml"


@pytest.mark.parametrize(
    "call",
    [
        "validate weak.yaml",
        "validate weak.yaml --format markdown",
        "validate weak.yaml --strict --pedantic --diff",
        "validate weak.yaml --fix",
        "validate weak.yaml --baseline b.json --update-baseline",
        "render weak.yaml --only docs,terraform",
        "render weak.yaml --view network",
        "render weak.yaml --view flow",
        "simulate weak.yaml",
        "simulate weak.yaml --format markdown",
        "diff sound.yaml weak.yaml",
        "diff sound.yaml weak.yaml --format markdown",
        "why FIRST LAST weak.yaml",
        "policies weak.yaml",
    ],
)
def test_a_command_on_a_spanish_model_prints_no_english(
    call: str, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    components = list(data_of(Path(model).read_text(encoding="utf-8"))["components"])
    words = call.replace("FIRST", components[0]).replace("LAST", components[-1]).split()
    assert run(words) in (0, 1)
    told = capsys.readouterr()
    assert told.out or told.err
    assert english(told.out + told.err) == []
    spoken = [each for each in components if re.search(rf"\b{each}\b", told.out + told.err)]
    run([*words, *(() if words[0] in ("render",) or "--fix" in words else ("--language", "en"))])
    again = capsys.readouterr()
    if "--fix" not in words and "--update-baseline" not in words and words[:2] != ["render", "weak.yaml"]:
        assert [each for each in components if re.search(rf"\b{each}\b", again.out + again.err)] == spoken


@pytest.mark.parametrize("name", PLANS)
def test_an_import_in_spanish_has_no_english(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    raw = gzip.decompress(next((CASES / name).glob("*.json.gz")).read_bytes())
    Path("plan.json").write_bytes(raw)
    assert run(["import", "plan.json", "-o", "a.yaml", "--language", "es"]) == 0
    assert run(["import", "plan.json", "-o", "en.yaml"]) == 0
    spanish, plain = (Path(file).read_text(encoding="utf-8") for file in ("a.yaml", "en.yaml"))
    told = capsys.readouterr().err
    assert english(spanish) == [] and english(plain) != []
    assert "se escribió a.yaml" in told and "wrote en.yaml" in told
    data, other = data_of(spanish), data_of(plain)
    assert data.pop("language") == "es"
    assert list(data["components"]) == list(other["components"])
    assert data.get("connections") == other.get("connections")


def test_an_update_of_a_spanish_model_speaks_spanish_and_replaces_its_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.json").write_bytes(
        gzip.decompress(next((CASES / "logbuckets").glob("*.json.gz")).read_bytes())
    )
    run(["import", "plan.json", "-o", "a.yaml", "--language", "es"])
    before = Path("a.yaml").read_text(encoding="utf-8")
    assert before.count("# Sin lugar en el archivo:") == 1
    capsys.readouterr()
    assert run(["import", "plan.json", "--update", "a.yaml"]) == 0
    assert "a.yaml dice lo mismo que plan.json; no se cambió nada" in capsys.readouterr().err
    line = next(line for line in before.splitlines() if " -> " in line)
    Path("a.yaml").write_text(before.replace(f"{line}\n", "", 1), encoding="utf-8")
    assert run(["import", "plan.json", "--update", "a.yaml"]) == 0
    told = capsys.readouterr().err
    assert "se actualizó a.yaml: " in told and english(told) == []
    after = Path("a.yaml").read_text(encoding="utf-8")
    assert after.count("# Sin lugar en el archivo:") == 1 and english(after) == []
    run(["import", "plan.json", "--update", "a.yaml", "--language", "en"])
    assert "nothing was changed" in capsys.readouterr().err


def test_why_something_is_not_checked_has_its_spanish() -> None:
    served = {what for *_, what in KEPT_FOR} | {what for _, what, _ in _USED_BY}
    assert {*REASONS.values(), *served} - {"{detail}", *WORDS} == set(), (
        "add it to i18n/es/plans/importing.py"
    )


def test_no_spanish_of_an_import_is_left_over() -> None:
    folder = ROOT / "src" / "archgen"
    paths = [*folder.joinpath("terraform_plan").rglob("*.py"), *folder.joinpath("commands").glob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in (*paths, folder / "lint" / "coverage.py"))
    assert {text for text in IMPORTING if f'"{text}"' not in source} == set()
