"""Every kind states all that the rest of archgen asks of it."""

from __future__ import annotations

from typing import ClassVar, get_origin, get_type_hints

import pytest

from archgen.i18n.es.table import WORDS
from archgen.model.kinds import Category, Component, Scope, kind_class, kinds
from archgen.model.kinds.facts import Made
from archgen.render.docs import inventory
from archgen.render.templating import exists, source
from archgen.terraform_plan.resources.observing import MAKERS

CAPABILITIES = sorted(
    name
    for name, hint in get_type_hints(Component, include_extras=True).items()
    if get_origin(hint) is ClassVar and name not in vars(Component) and not name.startswith(("_", "model_"))
)
"""What `Component` declares and gives no value."""


def unstated(kind: type[Component]) -> list[str]:
    return [name for name in CAPABILITIES if not hasattr(kind, name)]


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
        assert stated.terraform_type
    if stated.read_from and stated.terraform_type:
        assert stated.terraform_type in stated.read_from
    if stated.endpoint_service:
        assert stated.permissions and stated.usual_port == 443
    assert set(stated.compared) <= set(stated.model_fields)


@pytest.mark.parametrize("kind", kinds())
def test_the_fields_of_a_kind_have_their_spanish(kind: str) -> None:
    worded = {*inventory.SWITCHES, *inventory.CHOICES, *inventory.NUMBERS, *inventory.COUNTS}
    silent = {"capacity", "service", "exists_per", "drawn_as", "replica_regions"}
    fields = set(kind_class(kind).model_fields) - inventory.COMMON - worded - silent
    texts = {inventory.FACTS.get(field, field.replace("_", " ")) for field in fields}
    assert texts - set(WORDS) == set()


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
    texts = [stated.__doc__ or "", str(vars(stated)["__module__"])]
    assert "ONE SENTENCE" not in " ".join(texts), f"the docstring of {kind} is its page: say what it is"
    actions = [action for each in stated.permissions for action in each.actions]
    wide = [action for action in actions if action.endswith(":Describe*")]
    assert wide == [], f"{kind}: replace {wide} by the actions that an access needs"
    outside = stated.scope is Scope.OUTSIDE or stated.category is Category.CUSTOM
    assert outside or stated.words, f"{kind}: give `words` that people call it by"
