"""Every rule finds what its page says that it finds, and reports nothing elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.findings import Severity
from archgen.lint.engine import Rule, rules
from catalogue import CATALOGUE
from rule_examples import Example, examples, patched, verdict

ROOT = Path(__file__).parents[2]
EXAMPLES = [example for rule in rules() for example in examples(rule)]


def _name(example: Example) -> str:
    return f"{example.rule.name}-{example.sort}-{example.number}"


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_an_example_yields_what_its_page_says(example: Example) -> None:
    """It has its rule's finding alone, unless its first line is `# also AG108` or `# maybe AG108`."""
    code, codes = example.rule.code, {finding.code for finding in verdict(example).findings}
    own = {code, *example.rule.implies} if example.sort == "bad" else set()
    assert (code in codes) == (example.sort == "bad"), f"this {example.sort} example of {code} yields {codes}"
    others = sorted(codes - _hints() - own - example.also - example.maybe)
    said = "# also " + ", ".join(sorted(example.also | set(others)))
    assert others == [], (
        f"the example has to avoid {others}, or its first line to be `{said}`; where both report the same "
        "problem, IMPLIES of one rule names the other"
    )
    assert example.sort == "good" or example.also <= codes


def _hints() -> set[str]:
    return {rule.code for rule in rules() if rule.severity is Severity.INFO}


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_every_finding_points_at_something_that_is_there(example: Example) -> None:
    data = patched(example.text)
    for finding in verdict(example).findings:
        for route in (finding.route, *(place.route for place in finding.related)):
            at = data
            for step in route:
                at = at[step]


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_a_message_is_one_lower_case_line_that_stands_alone(example: Example) -> None:
    for finding in verdict(example).findings:
        for text in (finding.message, finding.help or ""):
            assert "\n" not in text
            assert not text.endswith(".")


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_a_help_line_says_what_to_do_and_not_the_bare_value(example: Example) -> None:
    for finding in verdict(example).findings:
        first = (finding.help or "set").partition(" ")[0]
        assert first in {"add", "give", "remove", "set", "under", "write", "connect", "move", "use"}, (
            finding.help
        )


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_has_a_page_with_a_bad_and_a_good_example(rule: Rule) -> None:
    assert rule.page.startswith(f"{rule.code} {rule.name}: ")
    sorts = {example.sort for example in examples(rule)}
    assert sorts == {"bad", "good"}, "an example begins with ```yaml bad or ```yaml good, alone on a line"


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in rules()}) == len({rule.name for rule in rules()}) == len(rules())


def test_what_a_rule_implies_is_a_rule() -> None:
    assert {code for rule in rules() for code in rule.implies} - set(CATALOGUE) == set()


def test_the_rules_are_those_of_the_catalogue() -> None:
    found = {rule.code: (rule.name, rule.severity.value) for rule in rules() if not rule.foreign}
    assert set(found.items()) ^ set(CATALOGUE.items()) == set(), (
        "add it to tests/catalogue.py; codes are permanent"
    )
