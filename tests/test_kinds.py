"""Every kind states all that the rest of archgen asks of it."""

from __future__ import annotations

from typing import ClassVar, get_origin, get_type_hints

import pytest

from archgen.i18n.es.table import WORDS
from archgen.model.kinds import Component, kind_class, kinds
from archgen.render.docs import inventory

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
