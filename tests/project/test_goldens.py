"""What users read is as it was, or its change is seen as a diff."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from archgen.findings.phrase import Phrase
from archgen.i18n.translate import translated
from archgen.lint.engine import Rule, rules
from goldens import FOLDER, goldens
from rule_examples import examples, verdict

OWN = [rule for rule in rules() if not rule.foreign]


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.name)
def test_every_word_of_a_rule_has_its_spanish(rule: Rule) -> None:
    said = [
        text
        for example in examples(rule)
        if example.sort == "bad"
        for finding in verdict(example).findings
        if finding.code == rule.code
        for text in (finding.message, finding.help, *(place.label for place in finding.related))
        if text
    ]
    assert said
    assert [text for whole in said for text in _untranslated(whole)] == []


def _untranslated(text: str) -> Iterator[str]:
    """The parts of a sentence that only English has: plain text, and templates without Spanish."""
    if not isinstance(text, Phrase):
        if " " in text and not re.search(r": |->|`|^(Amazon|AWS|Network Load|Application Load) ", text):
            yield text
        return
    words = re.sub(r"\{\w+\}|[^\w]", "", text.template)
    if words and not translated(text.template, "es") and not re.match(r"[\w{]+: ", text.template):
        yield text.template
    for value in text.values.values():
        if isinstance(value, str):
            yield from _untranslated(value)


MADE = goldens()


@pytest.mark.parametrize("name", MADE)
def test_what_users_read_is_as_it_is_kept(name: str) -> None:
    path = FOLDER / name
    assert path.exists(), "run python tests/goldens.py"
    assert MADE[name]() == path.read_text(encoding="utf-8"), "run python tests/goldens.py, and read the diff"


def test_no_golden_file_is_left_over() -> None:
    assert {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.txt")} - set(MADE) == set()
