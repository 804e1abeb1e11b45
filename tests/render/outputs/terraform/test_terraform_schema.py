"""Every argument that is written is one that the provider has: held wherever tests run, without terraform."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hcl
from make_aws_schema import KEPT, written
from models import ROOT, brief, data_of
from random_models import models
from terraforming import configuration, kept, networks, root

SCHEMA = json.loads(KEPT.read_text(encoding="utf-8"))


def peered() -> dict[str, Any]:
    """Two regions whose VPCs are peered."""
    data = kept()["two-regions"]
    data["components"]["peering"] = {"kind": "vpc-peering", "between": list(data["regions"])}
    return data


def fargate() -> dict[str, Any]:
    """A cluster whose pods run on Fargate."""
    data = kept()["kubernetes"]
    for component in data["components"].values():
        if component["kind"] == "eks":
            component["fargate"] = True
    return data


def delivered() -> Any:
    """A system whose images the pipeline puts into service."""
    return brief() | {"outputs": ["terraform", "pipeline"]}


MODELS = (
    kept()
    | networks()
    | {"peered-regions": peered(), "kubernetes-on-fargate": fargate(), "delivered": delivered()}
)
META = {"count", "depends_on", "for_each", "provider"}


def faults(block: hcl.Block, schema: dict[str, Any], where: str) -> Iterator[str]:
    """Arguments and blocks that the schema has not, and required ones that are not there."""
    known = {*schema["required"], *schema["optional"]}
    for name in block.assigned:
        if name not in known:
            yield f"{where} has no argument {name}"
    for inner in block.blocks:
        if inner.name in schema["blocks"]:
            yield from faults(inner, schema["blocks"][inner.name], f"{where}.{inner.name}")
        elif inner.name not in known:
            yield f"{where} has no block {inner.name}"
    for name in schema["required"]:
        if name not in block.assigned and all(inner.name != name for inner in block.blocks):
            yield f"{where} needs {name}"


GUIDE = {
    "variable": ["type", "description", "default", "nullable", "validation"],
    "output": ["description", "value"],
}
"""The order of arguments in HashiCorp's style guide for Terraform."""


STYLE = (
    "write `count` or `for_each`, arguments (`tags` too), blocks, `lifecycle`, `depends_on`, in this order"
)


def disorder(block: hcl.Block, top: bool = False) -> Iterator[str]:
    """What stands where HashiCorp's style guide does not have it.

    In a resource: `count` or `for_each`, arguments, blocks, `lifecycle`, `depends_on`.
    """
    inner = {b.name for b in block.blocks}
    places = {"provider": 0, "count": 0, "for_each": 0, "lifecycle": 3, "depends_on": 4} if top else {}
    places = {name: place for place, name in enumerate(GUIDE.get(block.name, []))} or places
    found = [places.get(name, 2 if name in inner else 1) for name in block.order]
    if found != sorted(found):
        yield f"{' '.join((block.name, *block.labels))}: {', '.join(block.order)}"
    for one in block.blocks:
        yield from disorder(one)


@pytest.mark.parametrize("name", MODELS)
def test_blocks_are_ordered_by_the_style_guide(name: str) -> None:
    files = configuration(MODELS[name])
    every = [block for path, text in files.items() if path.endswith(".tf") for block in hcl.blocks(text)]
    assert [fault for block in every for fault in disorder(block, top=True)] == [], STYLE


MAKE_AGAIN = "tests/aws_schema.json does not have it: run tests/make_aws_schema.py as its first lines say"


def all_faults(text: str) -> list[str]:
    found = []
    for block in hcl.blocks(text):
        if block.name in SCHEMA and block.labels[0].startswith("aws_"):
            block.assigned = {name: value for name, value in block.assigned.items() if name not in META}
            block.blocks = [inner for inner in block.blocks if inner.name != "lifecycle"]
            assert block.labels[0] in SCHEMA[block.name], f"{block.labels[0]}: {MAKE_AGAIN}"
            found += faults(block, SCHEMA[block.name][block.labels[0]], ".".join(block.labels))
    return found


@pytest.mark.parametrize("name", MODELS)
def test_the_provider_has_every_argument(name: str) -> None:
    files = configuration(MODELS[name])
    assert [fault for path, text in files.items() if path.endswith(".tf") for fault in all_faults(text)] == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(models())
def test_the_provider_has_every_argument_of_random_models(data: dict[str, Any]) -> None:
    files = configuration(data)
    text = root(files)
    addresses = re.findall(
        r"^((?:resource|data|ephemeral|module|variable|output) .*) \{$", text, re.MULTILINE
    )
    assert sorted(addresses) == sorted(set(addresses))
    assert [fault for path, text in files.items() if path.endswith(".tf") for fault in all_faults(text)] == []


HOSTILE = st.text(st.sampled_from('${}%"\\\n\r\t`#/*ñ漢🙂\u2028\x00\x7f a1'), max_size=12)
LABEL = HOSTILE.filter(lambda text: text != "" and not re.search(r"[\r\n]", text))


@settings(max_examples=60, deadline=None)
@given(HOSTILE, LABEL, HOSTILE.filter(bool))
def test_hostile_text_stays_text(tag: str, label: str, word: str) -> None:
    data = brief()
    data["title"] = label
    data["tags"] = {"Owner": tag, label: "x"}
    data["components"]["app"]["service"]["environment"] = {"WORD": tag, "OTHER": word}
    for component in data["components"].values():
        component |= {"label": label, "description": word}
    for row in data["subnets"].values():
        row |= {"label": label, "description": word}
    files = {path: hcl.blocks(text) for path, text in configuration(data).items() if path.endswith(".tf")}
    tags = next(block for block in files["locals.tf"] if block.name == "locals").assigned["tags"]
    said = [hcl.text_of(literal) for literal in re.findall(r' = ("(?:[^"\\\n]|\\.)*")', tags)]
    assert {tag, "x"} <= set(said)
    cdn = next(block for block in files["edge.tf"] if block.labels[:1] == ("aws_cloudfront_distribution",))
    assert hcl.text_of(cdn.assigned["comment"]) == label[:128]


def test_the_reader_tells_interpolated_text() -> None:
    assert hcl.text_of(r'"a $${b} \u0024{ \" \\ \n"') == 'a ${b} ${ " \\ \n'
    for interpolated in ('"${b}"', '"%{if}"'):
        with pytest.raises(ValueError, match="interpolated"):
            hcl.text_of(interpolated)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("cidr = 1", "aws_vpc.x has no argument cidr"),
        ("subnet {\n}", "aws_vpc.x has no block subnet"),
    ],
)
def test_a_wrong_argument_is_found(text: str, fault: str) -> None:
    assert all_faults(f'resource "aws_vpc" "x" {{\n{text}\n}}') == [fault]


def test_a_missing_argument_is_found_in_a_block_of_a_block() -> None:
    text = 'resource "aws_lb_listener" "x" {\nload_balancer_arn = 1\ndefault_action {\nredirect {\n}\n}\n}'
    assert all_faults(text) == [
        "aws_lb_listener.x.default_action.redirect needs status_code",
        "aws_lb_listener.x.default_action needs type",
    ]


def test_the_kept_schema_has_every_type_that_a_template_writes() -> None:
    for sort, types in written().items():
        assert types - set(SCHEMA[sort]) == set(), MAKE_AGAIN


def test_the_kept_models_write_nearly_every_type() -> None:
    example = data_of((ROOT / "examples/tres-capas/architecture.yaml").read_text(encoding="utf-8"))
    models = [*MODELS.values(), example]
    text = "".join(t for model in models for p, t in configuration(model).items() if p.endswith(".tf"))
    types = {type_ for types in written().values() for type_ in types}
    assert {type_ for type_ in types if f'"{type_}"' not in text} == set()
