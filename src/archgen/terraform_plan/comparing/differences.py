"""A plan held against its model: what is missing, what is extra, what differs, with both addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from archgen.findings import Route
from archgen.findings.phrase import Phrase
from archgen.model.architecture import Architecture
from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.comparing.facts import Fact, expected, seen
from archgen.terraform_plan.comparing.matching import Matches, matches
from archgen.terraform_plan.comparing.names import Names
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.resources.observed import Observed
from archgen.topology.building import topology as topology_of
from archgen.topology.graph import Topology

Written = Mapping[tuple[str, str], str]
"""The addresses beside the lines of a model, by section and id."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: `route` leads into the model, `address` into the plan; either may be empty.

    `field` is what differs of something that both have.
    """

    sort: Literal["missing", "extra", "differs"]
    what: str
    message: str
    route: Route = ()
    key: bool = False
    within: tuple[int, int] | None = None
    address: str = ""
    field: str = ""


_OPTIONAL = ("runtime", "origins", "listener_ports")
"""What a plan may not know: the runtime of a function made of an image, origins that a variable names.

A load balancer whose targets are gone has no listeners either: one difference is enough.
"""


def differences(topology: Topology, observed: Observed) -> tuple[Difference, ...]:
    """Every disagreement between a model and a plan; none where the plan matches the model."""
    plan = seen(observed, Names(topology, observed))
    model = {what: fact for what, fact in expected(topology).items() if fact.made or what in plan}
    return tuple(_differences(model, plan))


def imported_differences(
    topology: Topology, made: Imported, written: Written
) -> tuple[tuple[Difference, ...], Matches]:
    """Every disagreement between a model and a plan that archgen did not make, and what was matched how.

    The plan is imported under the names of the model, so that both are described by the same words.
    """
    again, model, found = as_called(topology, made, written)
    seen = made.observed
    if model is None or seen is None:
        return (), found
    plan = {
        what: replace(fact, address=again.address(fact.route) or "", fields={})
        for what, fact in expected(topology_of(model)).items()
    }
    unknown = {again.ids.get(p.address, ""): p.unknown for p in seen.components if p.unknown}
    return tuple(d for d in _differences(expected(topology), plan) if not _is_unknown(d, unknown)), found


def as_called(
    topology: Topology, made: Imported, written: Written
) -> tuple[Imported, Architecture | None, Matches]:
    """A plan imported under the names that a model has for its components and subnets."""
    found = matches(topology, made, written)
    seen = made.observed
    assert seen is not None
    subnets = tuple(replace(subnet, row=found.rows.get(subnet.row, subnet.row)) for subnet in seen.subnets)
    again, model = sound(imported(replace(seen, subnets=subnets), None, called=found.components))
    return again, model, found


def _is_unknown(difference: Difference, unknown: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether it is about a value that the plan does not know yet."""
    section, *ids = difference.route[:2] or ("",)
    return section == "components" and difference.field in unknown.get(str(*ids), ())


def _differences(model: Mapping[str, Fact], plan: Mapping[str, Fact]) -> Iterator[Difference]:
    for what, fact in model.items():
        other = plan.get(what)
        if other is None:
            text = "{what} is in the model and not in the plan{values}"
            message = Phrase(text, what=what, values=_values(fact))
            yield Difference("missing", what, message, fact.route, fact.key, fact.within)
        else:
            yield from _compared(what, fact, other)
    for what, other in plan.items():
        if what not in model:
            text = "{what} is in the plan and not in the model{values}"
            message = Phrase(text, what=what, values=_values(other))
            yield Difference("extra", what, message, address=other.address)


def _compared(what: str, fact: Fact, other: Fact) -> Iterator[Difference]:
    for name, value in fact.values.items():
        found = other.values.get(name, "")
        if found == value or (_is_none(found) and _is_none(value)) or (name in _OPTIONAL and not found):
            continue
        text = _TEXTS[_is_none(found), _is_none(value)]
        message = Phrase(text, what=what, name=_called(name), said=found, wanted=value)
        place = fact.fields.get(name)
        address = str(other.fields[name][0]) if name in other.fields else other.address
        yield Difference(
            "differs", what, message, place or fact.route, fact.key and not place, fact.within, address, name
        )


def _values(fact: Fact) -> str:
    return Phrase(" (ports {ports})", ports=fact.values["ports"]) if "ports" in fact.values else ""


_TEXTS = {
    (False, False): "{what}: {name} is {said} in the plan, {wanted} in the model",
    (True, False): "{what}: {name} is none in the plan, {wanted} in the model",
    (False, True): "{what}: {name} is {said} in the plan, none in the model",
}
"""What is said of a value, by whether the plan and the model have none."""
_OWN = ("default route", "listener_ports", "public_address", "block", "subnet", "targets", "origins")
"""The values that are no fields of the format: each language has its word for them."""


def _is_none(value: str) -> bool:
    return value in ("", "none")


def _called(name: str) -> str:
    text = name.replace("_", " ")
    return Phrase(text) if name in _OWN else text
