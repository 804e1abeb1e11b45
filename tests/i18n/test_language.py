"""Everything that archgen says in a picture or in the docs has its Spanish."""

from __future__ import annotations

import ast
import pickle
import re
import string
from pathlib import Path
from types import ModuleType
from typing import TypeGuard

import pytest

from archgen.findings import Severity
from archgen.findings.phrase import Phrase, listing
from archgen.i18n import translate as language
from archgen.i18n.es import rules as spanish_rules
from archgen.i18n.es import table as spanish
from archgen.lint.engine import rules
from archgen.model.kinds import INTERNET, State, kind_class, kinds
from archgen.model.kinds.facts import Made
from archgen.render.docs import inventory
from archgen.topology.failures import failure, simulation
from archgen.topology.routes.crossing import Cause

ROOT = Path(__file__).parents[2]
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


def _phrases() -> set[str]:
    """Every template of a phrase, in any module: written in the call, or as a variable of the function."""
    found = set()
    for path in SOURCES:
        module = ast.parse(path.read_text("utf-8"))
        for scope in (module, *(each for each in ast.walk(module) if isinstance(each, ast.FunctionDef))):
            calls = [node for node in ast.walk(scope) if _is_phrase(node)]
            parts = [part for call in calls for part in call.args[:1]]
            found |= {text for part in parts for text in _texts(part)}
            if scope is not module:
                names = {part.id for part in parts if isinstance(part, ast.Name)}
                found |= {text for node in ast.walk(scope) for text in _assigned(node, names)}
    return found


def _is_phrase(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Phrase"


def _assigned(node: ast.AST, names: set[str]) -> set[str]:
    """The texts that an assignment gives to one of the names."""
    if not isinstance(node, ast.Assign) or not any(getattr(each, "id", "") in names for each in node.targets):
        return set()
    return _texts(node.value)


def _notes() -> set[str]:
    """What kinds say of their impact."""
    found = set()
    for path in (ROOT / "src" / "archgen" / "model" / "kinds").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FailureImpact":
                found |= {part.value for part in node.args[1:2] if isinstance(part, ast.Constant)}
    return found


def test_everything_that_is_said_has_its_spanish() -> None:
    assert _said() - set(spanish.WORDS) == set(), "add their Spanish to src/archgen/i18n/es/table.py"


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
    assert words - set(spanish.WORDS) == set(), "add their Spanish to src/archgen/i18n/es/"


def test_every_rule_has_its_spanish() -> None:
    summaries = {rule.summary for rule in rules() if not rule.foreign}
    assert summaries - set(spanish_rules.RULES) == set(), "add their Spanish to src/archgen/i18n/es/rules.py"
    assert set(spanish_rules.RULES) - summaries == set(), (
        "no rule has these: remove them from i18n/es/rules.py"
    )


def test_every_fate_has_its_spanish() -> None:
    missing = (_notes() | {state.value for state in State}) - set(spanish.FATES)
    assert missing == set(), "add their Spanish to FATES in src/archgen/i18n/es/kinds.py"


def test_every_cause_of_a_broken_path_has_its_spanish() -> None:
    causes = {cause.value for cause in Cause}
    assert causes - set(spanish.WORDS) == set(), "add their Spanish to CAUSES in i18n/es/networks.py"


def test_what_has_no_stand_in_says_why_in_spanish() -> None:
    reasons = {why for kind in kinds() for made, why in kind_class(kind).lacks if made is Made.LOCAL}
    assert reasons and reasons - set(spanish.WORDS) == set(), "add their Spanish to LOCAL in i18n/es/kinds.py"


def test_every_kind_has_a_spanish_name_or_a_proper_one() -> None:
    names = {kind_class(kind).service_name for kind in kinds()}
    missing = {name for name in names if name not in spanish.SERVICES and not PROPER.fullmatch(name)}
    assert missing == set(), "add their Spanish to SERVICES in src/archgen/i18n/es/table.py"


def test_every_phrase_has_its_spanish() -> None:
    """A template with nothing but places has no words, and an edit of the file is written in YAML."""
    edit = re.compile(r"(\{\w+\}|\{\{?\w+|[a-z_]+): .*")
    worded = {text for text in _phrases() if re.search(r"\w", re.sub(r"\{\w+\}", "", text))}
    worded = {text for text in worded if not edit.fullmatch(text) or ";" in text or "cannot" in text}
    assert "{name} is internal" in worded
    assert worded - set(spanish.WORDS) == set(), (
        "add their Spanish: of rules, to src/archgen/i18n/es/findings/; of kinds, to i18n/es/kinds.py"
    )


@pytest.mark.parametrize("module", [failure, simulation])
def test_every_text_of_a_failure_has_its_spanish(module: ModuleType) -> None:
    texts = {value for name, value in vars(module).items() if name.isupper() and type(value) is str}
    assert texts - {INTERNET} - set(spanish.WORDS) == set()


def test_a_translation_has_the_places_of_its_text() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert {text for text, said in spanish.WORDS.items() if places(text) != places(said)} == set()


def test_a_reason_keeps_its_names_in_spanish() -> None:
    text = "{row} is private and there is no NAT gateway in {region}"
    reason = Phrase(text, row="private", region="standby")
    assert reason == "private is private and there is no NAT gateway in standby"
    assert language.worded(reason, "es") == "private es una subred privada y no hay gateway NAT en standby"


def test_an_access_inside_a_reason_is_translated_too() -> None:
    text = "{row} is {access}: no route leads in from {gateway}"
    reason = Phrase(text, row="isolated", access=Phrase("isolated"), gateway="igw")
    assert language.worded(reason, "es") == "isolated es una subred aislada: ninguna ruta entra desde igw"


def test_a_phrase_survives_another_process() -> None:
    reason = pickle.loads(pickle.dumps(Phrase("{name} is internal", name=Phrase("private"))))
    assert (reason, language.worded(reason, "es")) == ("private is internal", "privada es interno")


def test_a_listing_reads_as_a_sentence_in_each_language() -> None:
    found = listing(("and", "b", "c"))
    assert (found, language.worded(found, "es")) == ("and, b and c", "and, b y c")
    assert (listing(("a",)), listing(("a", "b"), "or")) == ("a", "a or b")


def test_english_is_said_as_it_stands() -> None:
    assert language.say("{count} instances", "en", count="2–6") == "2–6 instances"
    assert language.say("{count} instances", "es", count="2–6") == "2–6 instancias"
    assert language.word("{braces}", "en") == "{braces}"
