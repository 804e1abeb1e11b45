"""Every kind states all that the rest of archgen asks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from archgen.i18n.es.table import WORDS
from archgen.model.kinds import Category, Component, Scope, kind_class, kinds
from archgen.model.kinds.facts import Made
from archgen.render.docs import inventory
from archgen.render.templating import exists, source
from archgen.terraform_plan.resources.observing import MAKERS
from capabilities import CAPABILITIES, unstated


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_states_every_capability(kind: str) -> None:
    assert unstated(kind_class(kind)) == []


def test_what_a_kind_leaves_out_is_named() -> None:
    class Silent(Component):
        icon_class = "aws.compute.EC2"

    assert unstated(Silent) == [name for name in CAPABILITIES if name != "icon_class"]
    assert {"permissions", "endpoint_service", "variables", "read_from", "words"} <= set(CAPABILITIES)


@pytest.mark.parametrize("kind", kinds())
def test_what_a_kind_states_agrees(kind: str) -> None:
    stated = kind_class(kind)
    if stated.variables:
        assert stated.terraform_type, f"the `variables` of {kind} are attributes of a `terraform_type`"
    if stated.read_from and stated.terraform_type:
        assert stated.terraform_type in stated.read_from, f"{kind} is not read from its `terraform_type`"
    if stated.endpoint_service:
        assert stated.permissions, f"{kind} is called by an API: state the `permissions` that callers need"
        assert stated.usual_port, f"{kind} is called by an API: state its `usual_port`, 443 for most"
    if stated.permissions and stated.terraform_type:
        told = stated.variables or kind in MOUNTED
        assert told, f"state the `variables` of {kind}, by which callers find it: its name, its ARN"
    assert set(stated.compared) <= set(stated.model_fields)


MOUNTED = {"efs"}
"""What callers find at a path, and not by a variable."""


@pytest.mark.parametrize("kind", kinds())
def test_the_fields_of_a_kind_have_their_spanish(kind: str) -> None:
    worded = {*inventory.SWITCHES, *inventory.CHOICES, *inventory.NUMBERS, *inventory.COUNTS}
    silent = {"capacity", "service", "exists_per", "drawn_as", "replica_regions"}
    fields = set(kind_class(kind).model_fields) - inventory.COMMON - worded - silent
    texts = {inventory.FACTS.get(field, field.replace("_", " ")) for field in fields}
    assert texts - set(WORDS) == set(), "add their Spanish to FIELDS in src/archgen/i18n/es/kinds.py"


def lacking(kind: str) -> set[Made]:
    """What is not made of a kind or read of it: by its template, what plans are read as, its stand-in."""
    stated = kind_class(kind)
    stands = stated.stand_in is not Component.stand_in or stated.runs_code or stated.is_load_balancer
    stands |= stated.category in (Category.API, Category.FILE_SYSTEM)  # a proxy, and a volume
    read = stated.read_from or stated.category is Category.PODS  # by the provider of Kubernetes
    return {
        made
        for made, there in {
            Made.TERRAFORM: bool(stated.terraform_type) and exists(f"terraform/{kind}.tf.j2"),
            Made.IMPORT: bool(read),
            Made.LOCAL: stands,
        }.items()
        if not there
    }


PARTLY = {"lambda": {Made.LOCAL}, "eventbridge": {Made.LOCAL}}
"""What some components of a kind have and others do not."""


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_says_what_is_not_made_of_it_and_why(kind: str) -> None:
    said = dict(kind_class(kind).lacks)
    missing = lacking(kind) | PARTLY.get(kind, set())
    assert set(said) == missing, f"`lacks` of {kind} has to give a reason for each of {sorted(missing)}"
    assert all(len(why) > 5 and not why.endswith(".") for why in said.values())


@pytest.mark.parametrize("kind", kinds())
def test_what_a_kind_is_made_of_is_in_its_template(kind: str) -> None:
    type_ = kind_class(kind).terraform_type
    if type_ is None:
        return
    name = type_.removeprefix("data.")
    text = source(f"terraform/{kind}.tf.j2") or ""
    text += (source("terraform/macros.j2") or "") if "m.log_group" in text else ""
    declared = f'"{name}"' in text or _in_module(kind, name)
    assert declared, f"templates/terraform/{kind}.tf.j2 declares no {type_}"


def _in_module(kind: str, type_: str) -> bool:
    """Whether the module that the template calls declares a type."""
    module = "bucket" if kind == "s3" else kind
    return f'"{type_}"' in (source(f"terraform/modules/{module}/main.tf.j2") or "")


@pytest.mark.parametrize("kind", kinds())
def test_what_a_kind_is_read_from_is_read(kind: str) -> None:
    assert set(kind_class(kind).read_from) <= set(MAKERS)


@pytest.mark.parametrize("kind", kinds())
def test_nothing_of_a_new_kind_is_left_to_be_filled_in(kind: str) -> None:
    stated = kind_class(kind)
    assert "ONE SENTENCE" not in (stated.__doc__ or ""), (
        f"the docstring of {kind} is its page: say what it is"
    )
    left = [name for name, value in vars(stated).items() if any(map(is_placeholder, texts_in(value)))]
    assert not left, f"{kind}: replace the words in capitals in {', '.join(left)}"
    outside = stated.scope is Scope.OUTSIDE or stated.category is Category.CUSTOM
    assert outside or stated.words, f"{kind}: give `words` that people call it by"


def test_words_in_capitals_are_to_be_filled_in() -> None:
    assert [*texts_in((("NAME", "ATTRIBUTE OF ITS RESOURCE"), 443))] == ["NAME", "ATTRIBUTE OF ITS RESOURCE"]
    assert is_placeholder("ATTRIBUTE OF ITS RESOURCE")
    assert is_placeholder("WHY THERE IS NO CONTAINER; OR WRITE A stand_in")
    assert not any(map(is_placeholder, ("NAME", "DB INSTANCE", "a REST API", "aws_sqs_queue.{label}.arn")))


def is_placeholder(text: str) -> bool:
    """Whether a text is one of a skeleton: three words or more in capitals."""
    return re.match(r"[A-Z]+(?:[;,]? [A-Z]+){2}", text) is not None


def texts_in(value: Any) -> Iterator[str]:
    """All texts in a fact of a kind, which may be a tuple or a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (text for each in value for text in texts_in(each))
