"""Names at AWS fit its limits, and labels and addresses stand once."""

from __future__ import annotations

import re

import pytest

from archgen.render.outputs.terraform.names import TAILS, Labels, fit, own
from models import ROOT
from terraforming import blocks, configuration, entries, kept, root

MODELS = kept()


@pytest.mark.parametrize("limit", [32, 63])
def test_long_names_fit_and_stay_apart(limit: int) -> None:
    one, other = fit("a" * 80 + "-x", limit), fit("a" * 80 + "-y", limit)
    assert len(one) <= limit and len(other) <= limit and one != other
    assert fit("short-name", limit) == "short-name"
    assert not re.search(r"--|^-|-$", fit("a--b-", limit))


def test_labels_that_run_together_are_kept_apart() -> None:
    labels = Labels()
    assert labels.of("a-b", "c") == "a_b_c"
    assert labels.of("a", "b-c") != "a_b_c"
    assert labels.of("a-b", "c") == "a_b_c"


def test_no_component_takes_the_name_of_another_one_s_parts() -> None:
    folder = ROOT / "templates" / "terraform"
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.j2")))
    ends = re.findall(r'^resource "[^"]+" "\{\{ c\.label \}\}_(\w+)"', text, re.MULTILINE)
    ends += re.findall(r'm\.alarm\(r, \w+\.?\w* ~ "_(\w*[a-z])"', text)
    assert ends and {end.replace("_", "-") for end in ends} <= set(TAILS)
    assert [own("orders-replica"), own("alarms"), own("web-eu-west-1"), own("web")] == [
        "orders-replica-1",
        "alarms-1",
        "web-eu-west-1-1",
        "web",
    ]


@pytest.mark.parametrize("name", MODELS)
def test_no_address_stands_twice(name: str) -> None:
    text = root(configuration(MODELS[name]))
    addresses = re.findall(
        r"^((?:resource|data|ephemeral|module|variable|output) .*) \{$", text, re.MULTILINE
    )
    assert sorted(addresses) == sorted(set(addresses))


@pytest.mark.parametrize("name", MODELS)
def test_names_fit_what_aws_allows(name: str) -> None:
    files = configuration(MODELS[name])
    for type, limit in {
        "aws_lb": 32,
        "aws_lb_target_group": 32,
        "aws_iam_role": 64,
        "aws_db_instance": 63,
    }.items():
        for name, block in entries(files, type).items():
            found = re.search(r'\b(?:name|identifier) +?= "([^"]*)"', block)
            whole = blocks(files, type).values() if "{\n" not in block else ()
            found = found or next(filter(None, (re.search(r'  name +?= "([^"]*)"', text) for text in whole)))
            key = "replica-99" if type == "aws_db_instance" else name
            assert found and len(found[1].replace("${each.key}", key)) <= limit, block
