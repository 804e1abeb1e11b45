"""The errors of the file itself, AG0xx, are in Spanish too where the file asks for it."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from archgen.cli import run
from archgen.findings.codes import SCHEMA_CODES, schema_finding
from archgen.findings.phrase import Phrase, each_of, either, one_line
from archgen.i18n.es.errors import ERRORS
from archgen.i18n.es.table import WORDS
from archgen.i18n.translate import worded
from archgen.lint.engine import rules
from archgen.lint.wording import in_words, language_of
from archgen.model.architecture import Architecture
from archgen.model.complaints import _first_clause
from archgen.model.kinds import kind_class, kinds
from archgen.pipeline import examine
from archgen.yamlfile.parser import read
from bad_files import bad_files
from models import brief
from rule_examples import examples, patched
from spoken import assigned, is_plain, sentences, unspoken

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "archgen").rglob("*.py"))
WHERE = "write the Spanish of each into src/archgen/i18n/es/errors/"
SMALL = "archgen: 1\nlanguage: es\nname: tienda\nregions: {us-east-1: {zones: [us-east-1a]}}\n"


def test_every_error_of_a_bad_file_is_spanish() -> None:
    missing: list[str] = []
    codes = set()
    for raw in bad_files():
        for finding in examine(read(raw, "architecture.yaml")).findings:
            if finding.code in SCHEMA_CODES:
                codes.add(finding.code)
                missing += (what for text in sentences(finding) for what in unspoken(text))
    assert sorted(set(missing)) == [], WHERE
    assert codes >= set(SCHEMA_CODES) - {"AG008", "AG014"}, "the bad files do not show these errors any more"


def test_what_is_found_missing() -> None:
    """The test above sees a plain text, a template without Spanish, and one in a value."""
    strange = Phrase("no such template {at}", at="x")
    assert list(unspoken("plain")) == ["plain text: plain"]
    assert list(unspoken(Phrase("{name} {fault}", name="app", fault=strange))) == [
        "no Spanish: no such template {at}"
    ]
    assert list(unspoken(Phrase("{owner} has no `{key}`", owner="is empty", key="kind"))) == []


def test_an_error_of_the_file_is_made_of_phrases() -> None:
    """A message or help that is a plain text, or an f-string, would stay English."""
    plain = []
    for path in (each for each in SOURCES if "schema_finding(" in each.read_text("utf-8")):
        module = ast.parse(path.read_text("utf-8"))
        for scope in (each for each in ast.walk(module) if isinstance(each, ast.FunctionDef)):
            for call in (each for each in ast.walk(scope) if isinstance(each, ast.Call)):
                if getattr(call.func, "id", "") == "schema_finding":
                    parts = [*call.args[1:2], *(each.value for each in call.keywords if each.arg == "help")]
                    said = [each for part in parts for each in assigned(part, scope)]
                    plain += [f"{path.relative_to(ROOT)}:{each.lineno}" for each in said if is_plain(each)]
    assert plain == [], f"make each a Phrase, and {WHERE}"


def test_a_validator_refuses_with_a_phrase() -> None:
    others = [
        f"{path.relative_to(ROOT)}"
        for path in SOURCES
        if "PydanticCustomError(" in path.read_text("utf-8") and path.name != "shapes.py"
    ]
    assert others == [], f"raise `refused` of model/shapes.py with a Phrase, and {WHERE}"


def test_every_sentence_and_stop_of_a_rule_is_spanish() -> None:
    """A label may be a word of the file alone, and an edit is YAML."""
    missing = set()
    for rule in rules():
        for example in (each for each in examples(rule) if each.sort == "bad"):
            data = json.dumps(patched(example.text))
            for finding in examine(read(data.encode(), "architecture.yaml")).findings:
                told = [
                    text for text in sentences(finding) if isinstance(text, Phrase) or " " in (text or "")
                ]
                told += [stop for stop in finding.hops if stop.startswith("(")]
                missing |= {what for text in told for what in unspoken(text)}
    assert {what for what in missing if not what.startswith("no Spanish: {{")} == set()


def required() -> set[str]:
    """What the help says of each key that may be missing."""
    waiting: list[type[BaseModel]] = [Architecture, *map(kind_class, kinds())]
    seen: set[type[BaseModel]] = set()
    found = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for field in model.model_fields.values():
            waiting += _models(field.annotation)
            if field.is_required() and field.description:
                found.add(_first_clause(field.description))
    return found


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models(argument)


def test_what_a_required_key_says_has_its_spanish() -> None:
    assert "the tier that it belongs to" in required()
    assert required() - set(WORDS) == set(), WHERE


def test_no_spanish_is_left_over() -> None:
    """Each text is a template, or what a required key says, in some module."""
    source = "".join(path.read_text("utf-8") for path in SOURCES if "i18n" not in path.parts)
    joined = re.sub(r'"\n\s*f?"', "", source)
    gone = {
        text for text in ERRORS if text not in joined and text.replace('"', '\\"') not in joined
    } - required()
    assert gone == set(), "nothing says these any more: remove them from src/archgen/i18n/es/errors/"


def test_ids_and_values_are_the_files_own() -> None:
    text = f"{SMALL}components: {{private: {{kind: alb, subnets: standby}}, zone: {{kind: empty}}}}\n"
    said = [in_words(each, "es").message for each in examine(read(text.encode(), "a.yaml")).findings]
    assert 'no hay ninguna subred "standby"' in said
    assert 'no existe el tipo "empty"' in said


def test_a_control_character_in_a_value_is_an_escape_in_each_language() -> None:
    finding = schema_finding(
        "AG002", Phrase('there is {none} "{name}"', none=Phrase("no zone"), name="a\x1bb")
    )
    assert finding.message == 'there is no zone "a\\u001bb"'
    assert worded(finding.message, "es") == 'no hay ninguna zona "a\\u001bb"'
    assert one_line("a\nb") == "a\\u000ab"


def test_alternatives_read_as_a_sentence_in_each_language() -> None:
    found = either(("or", "b", "c"))
    assert (found, worded(found, "es")) == ("or or b or c", "or, b o c")
    assert (either(["a"]), worded(either(["a", "b"]), "es")) == ("a", "a o b")
    assert (each_of("abc"), worded(each_of("abc"), "es")) == ("a and b and c", "a, b y c")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("language: es\n", "es"),
        ("language: en\n", "en"),
        ("name: x\n", "en"),
        ("language: fr\n", "en"),
        ("language: [es]\n", "en"),
        ('{"language": "es"}', "es"),
        ("- language: es\n", "en"),
        ("name: [\nlanguage: es  # de los informes\n", "es"),
        ("name: [\nlanguage: 'es'\r\n", "es"),
        ("name: [\n  language: es\n", "en"),
        ("name: [\nlanguage: es-ES\n", "en"),
    ],
)
def test_the_language_is_known_of_a_file_that_is_no_model(text: str, language: str) -> None:
    assert language_of(read(text.encode(), "a.yaml")) == language


TWO_ZONES = SMALL.replace("[us-east-1a]", "[us-east-1a, us-east-1b]")
BROKEN = SMALL + "components: {web: {kind: albb}}\n"


@pytest.mark.parametrize("format", ["text", "concise", "github", "markdown"])
def test_what_people_read_is_in_the_language_of_the_file(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "architecture.yaml"
    path.write_text(BROKEN)
    assert run(["validate", str(path), "--format", format]) == 2
    said = capsys.readouterr().out
    assert 'no existe el tipo "albb"; ¿quiso decir "alb"?' in said and "se encontró 1 error" in said
    assert run(["validate", str(path), "--format", format, "--language", "en"]) == 2
    english = capsys.readouterr().out
    assert 'there is no kind "albb"; did you mean "alb"?' in english and "found 1 error" in english


@pytest.mark.parametrize("format", ["json", "sarif", "junit"])
def test_what_programs_read_stays_english(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = []
    for language in ("es", "en"):
        path = tmp_path / "architecture.yaml"
        path.write_text(BROKEN.replace("language: es", f"language: {language}"))
        assert run(["validate", str(path), "--format", format]) == 2
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    if format == "json":
        (finding,) = json.loads(outputs[0])["findings"]
        assert finding["message"] == 'there is no kind "albb"; did you mean "alb"?'


def test_the_stops_of_a_path_are_in_the_language_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "architecture.yaml"
    data = brief() | {"language": "es"}
    data["subnets"]["app"] = {"access": "isolated"}
    path.write_text(json.dumps(data))
    assert run(["validate", str(path)]) == 1
    said = capsys.readouterr().out
    assert "= ruta: " in said and "(subredes aisladas)" in said
    assert run(["validate", str(path), "--language", "en"]) == 1
    assert "= path: " in (said := capsys.readouterr().out) and "(isolated subnets)" in said


def test_render_says_what_it_wrote_in_the_language_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "architecture.yaml"
    path.write_text(f"{TWO_ZONES}components: {{client: {{kind: client}}, pages: {{kind: s3}}}}\n")
    only = ["render", str(path), "-o", str(tmp_path / "out"), "--only", "terraform,local"]
    assert run(only) == 0
    told = capsys.readouterr()
    assert "creados" in told.out
    assert "nota: local: nada en el modelo ejecuta una imagen, así que no hay entorno local" in told.err
    assert run([*only, "--check"]) == 0
    assert capsys.readouterr().out.startswith("al día: ")


def test_what_is_fixed_is_said_in_the_language_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "architecture.yaml"
    text = f"{SMALL}components: {{client: {{kind: client}}, pages: {{kind: s3}}}}\n"
    path.write_text(text + "rules: {ignore: [{rule: AG215, reason: prueba}]}\n")
    run(["validate", str(path), "--fix"])
    assert "1 hallazgo corregido (AG805 ignore-without-effect)" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["simulate", "why", "policies", "diff"])
def test_a_review_of_a_file_that_is_no_model_speaks_its_language_or_the_one_asked_for(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "architecture.yaml"
    path.write_text(BROKEN)
    ends = {"why": ["client", "web"], "diff": [str(path)]}.get(name, [])
    assert run([name, *ends, str(path)]) == 2
    assert 'no existe el tipo "albb"' in capsys.readouterr().out
    assert run([name, *ends, str(path), "--language", "en"]) == 2
    assert 'there is no kind "albb"' in capsys.readouterr().out


def test_what_a_baseline_suppresses_is_said_in_the_language_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, kept = tmp_path / "architecture.yaml", f"{tmp_path / 'kept.json'}"
    path.write_text(f"{TWO_ZONES}components: {{pages: {{kind: s3}}}}\n")
    run(["validate", str(path), "--baseline", kept, "--update-baseline", "--show-ignored"])
    assert "= ignorado por la línea base: ya estaba cuando se creó la línea base" in capsys.readouterr().out


def test_the_spanish_is_not_loaded_for_an_english_file(tmp_path: Path) -> None:
    path = tmp_path / "architecture.yaml"
    for language, loaded in (("en", False), ("es", True)):
        path.write_text(BROKEN.replace("language: es", f"language: {language}"))
        code = (
            "import sys; from archgen.cli import run; "
            f"run(['validate', {str(path)!r}]); sys.exit('archgen.i18n.es.table' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.returncode == loaded, done.stderr


def test_files_of_two_languages_each_speak_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("es", "en"):
        (tmp_path / f"{language}.yaml").write_text(BROKEN.replace("language: es", f"language: {language}"))
    run(["validate", str(tmp_path / "en.yaml"), str(tmp_path / "es.yaml"), "--format", "concise"])
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.endswith('there is no kind "albb"; did you mean "alb"?')
    assert second.endswith('no existe el tipo "albb"; ¿quiso decir "alb"?')
    assert last == "found 2 errors in 2 files"
