"""Everything that archgen says in a picture or in the docs has its Spanish."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from archgen.findings import Severity
from archgen.i18n import translate as language
from archgen.i18n.es import rules as spanish_rules
from archgen.i18n.es import table as spanish
from archgen.lint.engine import rules
from archgen.model.kinds import State, kind_class, kinds
from archgen.render.docs import inventory

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "archgen").rglob("*.py"))
PROPER = re.compile(r"(Amazon|AWS) [A-Za-z0-9 ]+|(Application|Network) Load Balancer")
SAID = re.compile(r"""\b(?:say|word)\(\s*"((?:[^"\\]|\\.)*)\"""")


def _said() -> set[str]:
    """Every text that a module or a template asks the catalogue for."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "word"):
                found |= {text for part in node.args[:1] for text in _texts(part)}
    for path in (ROOT / "templates").rglob("*.j2"):
        found |= set(SAID.findall(path.read_text("utf-8")))
    return found


def _texts(part: ast.expr) -> set[str]:
    """The texts that an argument may be: a text, or a choice of texts."""
    if isinstance(part, ast.IfExp):
        return _texts(part.body) | _texts(part.orelse)
    return {part.value} if isinstance(part, ast.Constant) and isinstance(part.value, str) else set()


def _composed(module: str) -> set[str]:
    """The sentences that a module composes, a word in each place."""
    tree = ast.parse((ROOT / "src" / "archgen" / module).read_text("utf-8"))
    sentences = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                str(v.value) if isinstance(v, ast.Constant) else f"x{i}" for i, v in enumerate(node.values)
            ]
            sentences.add("".join(parts))
    return {text for text in sentences if len(text.split()) > 3} | (
        {"x0 is internal"} if module == "topology/paths.py" else set()
    )


def _notes() -> set[str]:
    """What kinds say of their fate."""
    found = set()
    for path in (ROOT / "src" / "archgen" / "model" / "kinds").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fate":
                found |= {part.value for part in node.args[1:2] if isinstance(part, ast.Constant)}
    return found


def test_everything_that_is_said_has_its_spanish() -> None:
    assert _said() - set(spanish.WORDS) == set()


def test_what_is_said_of_fields_has_its_spanish() -> None:
    words = {
        *inventory.HEADINGS,
        *inventory.FACTS.values(),
        *inventory.COUNTS.values(),
        *(text for pair in inventory.NUMBERS.values() for text in pair),
        *(text for pair in inventory.SWITCHES.values() for text in pair if text),
        *(text for choices in inventory.CHOICES.values() for text in choices.values()),
        *(severity.value for severity in Severity),
    }
    assert words - set(spanish.WORDS) == set()


def test_every_rule_has_its_spanish() -> None:
    assert set(spanish_rules.RULES) == {rule.summary for rule in rules() if not rule.foreign}


def test_every_fate_has_its_spanish() -> None:
    assert (_notes() | {state.value for state in State}) - set(spanish.FATES) == set()


def test_every_kind_has_a_spanish_name_or_a_proper_one() -> None:
    names = {kind_class(kind).service_name for kind in kinds()}
    assert {name for name in names if name not in spanish.SERVICES and not PROPER.fullmatch(name)} == set()


@pytest.mark.parametrize("module", ["topology/paths.py", "topology/failure.py"])
def test_every_reason_has_its_spanish(module: str) -> None:
    composed = _composed(module)
    untold = {text for text in composed if "subnet, x" not in text and language.sentence(text, "es") == text}
    assert composed and untold == set()


def test_a_translation_has_the_places_of_its_text() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert {text for text, said in spanish.WORDS.items() if places(text) != places(said)} == set()


def test_a_reason_keeps_its_names_in_spanish() -> None:
    said = language.sentence("app is private and there is no NAT gateway in us-east-1", "es")
    assert said == "app es una subred privada y no hay gateway NAT en us-east-1"


def test_an_access_inside_a_reason_is_translated_too() -> None:
    said = language.sentence("db is isolated: no route leads in from igw", "es")
    assert said == "db es una subred aislada: ninguna ruta entra desde igw"


def test_english_is_said_as_it_stands() -> None:
    assert language.say("{count} instances", "en", count="2–6") == "2–6 instances"
    assert language.say("{count} instances", "es", count="2–6") == "2–6 instancias"
    assert language.word("{braces}", "en") == "{braces}"
