"""The page of the format: its examples are validated, and what it says of them is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from archgen.help.format_page import Example, examples, model
from archgen.help.kind_pages import keys, kind_page
from archgen.lint.selection import Choice
from archgen.model.kinds import Component, kind_class, kinds
from archgen.pipeline import examine
from archgen.render.readme import regions as readme_regions
from archgen.topology.graph import Topology
from archgen.yamlfile.document import overlay
from archgen.yamlfile.parser import read
from models import topology_of
from readme_facts import FORMAT, pages

PAGE = FORMAT.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
BY_NAME = {example.name: example for example in examples() if example.name}


def graph(name: str) -> Topology:
    return topology_of(model(BY_NAME[name]))


def codes(data: Any, environment: str | None = None) -> list[str]:
    """What validate finds in a model."""
    document = read(yaml.safe_dump(data, sort_keys=False).encode(), "architecture.yaml")
    if environment:
        document = overlay(document, environment)
    return [finding.code for finding in examine(document, Choice()).findings]


def without_rules(text: str) -> Any:
    """An example as a model that ignores nothing."""
    return {key: value for key, value in model(Example("", text)).items() if key != "rules"}


def test_the_page_is_fresh() -> None:
    assert pages()[FORMAT] == PAGE, "run python tests/readme_facts.py"


@pytest.mark.parametrize("text", BLOCKS, ids=range(len(BLOCKS)))
def test_nothing_is_found_in_an_example(text: str) -> None:
    assert codes(model(Example("", text))) == []


def test_the_first_file_is_short_and_comes_first() -> None:
    assert BLOCKS[0] == examples()[0].text
    assert BLOCKS[0].startswith("archgen: 1\n") and len(BLOCKS[0].splitlines()) <= 16


def test_what_an_example_ignores_would_be_found() -> None:
    (ignoring,) = [text for text in BLOCKS if text.startswith("components:") and "\nrules:" in text]
    assert codes(without_rules(ignoring)) == ["AG215"]


def test_an_environment_is_laid_over_the_file() -> None:
    data = model(BY_NAME["environment"])
    assert codes(data, "staging") == []
    del data["environments"]["staging"]["rules"]
    assert codes(data, "staging") == ["AG215"]


def test_default_routes_are_as_the_table_says() -> None:
    found = graph("slots")
    routes = {
        row.access: found.default_route(found.subnets[f"{id}@eu-north-1b"]) for id, row in found.rows.items()
    }
    assert {access: gateway and gateway.id for access, gateway in routes.items()} == {
        "public": "igw@eu-north-1",
        "private": "nat@eu-north-1b",
        "isolated": None,
    }


@pytest.mark.parametrize(("cidr", "too_small"), [("10.0.0.0/22", False), ("10.0.0.0/23", True)])
def test_a_vpc_smaller_than_a_22_has_to_pin_its_blocks(cidr: str, too_small: bool) -> None:
    data = model(BY_NAME["first"])
    data["regions"]["eu-north-1"]["cidr"] = cidr
    assert ("AG102" in codes(data)) == too_small


def test_the_same_pair_on_several_lines_adds_up() -> None:
    (both,) = [c for c in graph("spellings").connections if (c.source, c.target) == ("shop", "search")]
    assert both.ports == (9200, 9300)


def test_a_kind_that_chooses_where_its_copies_are_says_so() -> None:
    choosy = {kind for kind in kinds() if kind_class(kind).actual_scope is not Component.actual_scope}
    attached = {kind for kind in kinds() if kind_class(kind).attached is not Component.attached}
    telling = {kind for kind in kinds() if kind_class(kind).where}
    assert telling == choosy | attached | {"instance", "nat-instance", "waf"}


def test_every_key_of_every_kind_is_on_the_page() -> None:
    missing = {key.name for kind in kinds() for key in keys(kind_class(kind)) if f"`{key.name}`" not in PAGE}
    assert missing == set()


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("client", []),
        ("cloudfront", []),
        ("waf", ["region"]),
        ("s3", ["region"]),
        ("internet-gateway", ["region"]),
        ("vpc-endpoint", ["region", "subnets", "zones"]),
        ("custom", ["region", "subnets", "zones"]),
        ("rds", ["region", "subnets", "zones"]),
    ],
)
def test_the_page_of_a_kind_has_the_places_that_it_may_have(kind: str, places: list[str]) -> None:
    assert re.findall(r"^- `(region|subnets|zones)`", kind_page(kind), re.MULTILINE) == places


def test_what_may_stand_in_a_readme_does() -> None:
    (said,) = re.findall(r"(`\w+`(?:, `\w+`)* and `\w+`) work in place of `network`", PAGE)
    view: Any = type("View", (), {"architecture": graph("first").architecture, "topology": graph("first")})
    offered = readme_regions(view, "", ["diagrams/network.svg", "diagrams/flow.svg"], "output")
    assert set(re.findall(r"`(\w+)`", said)) == set(offered) - {"network"}


def test_the_readme_leads_to_the_page() -> None:
    assert "(docs/format.md)" in (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
