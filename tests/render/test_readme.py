"""The README shows what is so: its commands, its files and its regions."""

from __future__ import annotations

import re

import pytest

from archgen.render.readme import refreshed
from readme_facts import README, facts, names
from readme_facts import refreshed as facts_refreshed

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")
REGIONS = {"network": "the picture", "flow": "another"}


def test_the_readme_has_two_commands() -> None:
    commands = re.findall(r"^python3 -m venv .*$", TEXT, re.MULTILINE)
    assert [command.rpartition("&& ")[2] for command in commands] == [
        ".venv/bin/archgen render",
        ".venv/bin/pytest -n auto",
    ]


def test_the_readme_states_every_fact_as_it_is() -> None:
    assert sorted(names(TEXT)) == sorted(facts())
    assert facts_refreshed(TEXT) == TEXT, "run python tests/readme_facts.py"


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_what_a_page_links_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)|src(?:set)?=\"([^\"]+)\"", text)
    assert [target for pair in targets for target in pair if target and not (ROOT / target).exists()] == []


def test_the_layout_names_every_module_that_is_there() -> None:
    named = re.findall(r"`src/archgen/(\S+?)/?`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / "src/archgen" / name).exists()] == []


def test_a_region_is_rewritten_and_nothing_else() -> None:
    text = "a\n<!-- archgen:begin network -->\nold\n<!-- archgen:end -->\nb"
    fresh = "a\n<!-- archgen:begin network -->\nthe picture\n<!-- archgen:end -->\nb"
    assert refreshed(text, REGIONS) == fresh
    assert refreshed(fresh, REGIONS) == fresh


def test_line_ends_are_kept() -> None:
    text = "a\r\n<!-- archgen:begin flow -->\r\n<!-- archgen:end -->\r\nb\r\n"
    assert refreshed(text, REGIONS) == text.replace(
        "-->\r\n<!-- archgen:end", "-->\r\nanother\r\n<!-- archgen:end"
    )


def test_a_region_in_code_is_code() -> None:
    code = "````md\n```\n<!-- archgen:begin nothing -->\n````\n"
    region = "<!-- archgen:begin flow -->\nanother\n<!-- archgen:end -->\n"
    assert refreshed(code + region, REGIONS) == code + region


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nothing", "1: it has no region"),
        (
            "\n<!-- archgen:begin netwrk -->\n<!-- archgen:end -->",
            'there is no region "netwrk"; did you mean "network"?',
        ),
        ("<!-- archgen:begin -->\n<!-- archgen:end -->", "1: there is no region"),
        ("<!-- archgen:begin flow -->\n", "1: this region does not end"),
        ("<!-- archgen:end -->\n", "1: a region ends that did not begin"),
        ("<!-- archgen:begin flow -->\n<!-- archgen:begin flow -->\n", "2: a region begins before"),
    ],
)
def test_a_broken_region_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        refreshed(text, REGIONS)
