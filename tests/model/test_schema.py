"""What an editor says by the JSON Schema is what archgen says of a file's shape."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import fuzz
from archgen.findings.codes import SCHEMA_CODES
from archgen.model.json_schema import schema, text
from archgen.model.kinds import kinds
from archgen.model.reading import architecture
from archgen.pipeline import examine
from archgen.yamlfile.parser import read

ROOT = Path(__file__).parents[2]
BRIEF = yaml.safe_load((ROOT / "architecture.yaml").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(schema())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_committed_schema_is_fresh() -> None:
    kept = (ROOT / "architecture.schema.json").read_text(encoding="utf-8")
    assert kept == text(), "run archgen schema -o architecture.schema.json --overwrite"


def test_every_kind_is_offered() -> None:
    assert schema()["$defs"]["Component"]["properties"]["kind"]["enum"] == list(kinds())


GOOD: list[tuple[str, Any]] = [
    ("title", "Título"),
    ("tags", {"x-owner": "me"}),
    ("x-anything", {"a": [1]}),
    ("regions.us-east-1.zones", ["us-east-1f"]),
    ("regions.us-east-1.x-note", 1),
    ("subnets.web.slot", 7),
    ("subnets.web.cidrs", ["10.0.0.0/24", "10.0.1.0/24"]),
    ("components.web.capacity.desired", 3),
    ("components.assets.x-note", "free"),
    ("connections", ["client -> dns", {"client -> dns -> cdn": 443}, {"client->cdn": {"port": [80, 443]}}]),
    (
        "rules",
        {
            "ignore": [{"rule": "AG215", "reason": "staging", "until": "2027-01-31"}],
            "AG108": {"severity": "warning"},
        },
    ),
    ("environments", {"staging": {"components": {"nat": {"per": "region"}}}}),
    ("targets", {"zone": {"rto": "5m", "rpo": "0s"}}),
]

BAD: list[tuple[str, Any]] = [
    ("archgen", 2),
    ("name", "Not-An-Id"),
    ("name", "a" * 41),
    ("language", "fr"),
    ("unknown", 1),
    ("tags", {"a": 1}),
    ("regions", {}),
    ("regions.us-east-1.zone", []),
    ("subnets.web.access", "open"),
    ("subnets.web.slot", 8),
    ("components.web.tier", "middle"),
    ("components.web.capacity.min", "two"),
    ("components.web.capacity.min", -1),
    ("components.nat.kind", "nat-gate"),
    ("components.nat.per", "zones"),
    ("components.orders.multi_az", "yes"),
    ("components.Bad", {"kind": "client"}),
    ("components.client", {}),
    ("components.client", "client"),
    ("connections", ["client"]),
    ("connections", ["client ->"]),
    ("connections", [{"client -> dns": 70000}]),
    ("connections", [{"client -> dns": {"prt": 1}}]),
    ("connections", "client -> dns"),
    ("rules", {"AG108": {"spare": 3}}),
    ("rules", {"AG108": {"severity": "fatal"}}),
    ("rules", {"ignore": [{"rule": "AG215"}]}),
]


@pytest.mark.parametrize(("route", "value"), GOOD)
def test_what_archgen_takes_the_schema_takes(route: str, value: Any) -> None:
    data = changed(route, value)
    assert architecture(data)[1] == []
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize(("route", "value"), BAD)
def test_what_archgen_refuses_the_schema_refuses(route: str, value: Any) -> None:
    data = changed(route, value)
    assert architecture(data)[1] != []
    assert list(VALIDATOR.iter_errors(data)) != []


def test_a_zone_that_the_region_does_not_have_is_marked_in_the_editor() -> None:
    assert list(VALIDATOR.iter_errors(changed("regions.us-east-1.zones", ["us-east-1z"]))) != []


def changed(route: str, value: Any) -> Any:
    """The brief with another value at a dotted route."""
    data = deepcopy(BRIEF)
    *above, last = route.split(".")
    place = data
    for key in above:
        place = place[key]
    place[last] = value
    return data


def test_on_mutated_models_the_schema_and_archgen_agree() -> None:
    base = (ROOT / "architecture.yaml").read_bytes()
    shape = {"AG001", "AG005", "AG011", "AG013"}
    agreed = 0
    for _, raw in zip(range(200), fuzz.restructured(base, seed=3), strict=False):
        document = read(raw, "architecture.yaml")
        found = {finding.code for finding in examine(document).findings}
        refused = [error.message for error in VALIDATOR.iter_errors(document.data)]
        if refused:
            assert found & {*SCHEMA_CODES, "AG201"}, (refused, document.data)
        if found & shape:
            assert refused, (found & shape, document.data)
            agreed += 1
    assert agreed > 50
