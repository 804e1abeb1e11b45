"""Words that select components: an id, `kind:rds`, `tier:data`, `group:billing`, `tag:team`, `internet`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from archgen.findings import nearest
from archgen.model.kinds import INTERNET, Component, Scope, Tier, kinds
from archgen.topology.graph import Topology

INTERNET_WORD = "internet"
PREFIXES = ("id", "kind", "tier", "group", "tag")


class Selector(NamedTuple):
    """A word, taken apart: `("tier", "data")`; a plain id is `("id", ...)`."""

    by: str
    value: str

    def __str__(self) -> str:
        return {"id": self.value, "internet": INTERNET_WORD}.get(self.by, f"{self.by}:{self.value}")


class Selected(NamedTuple):
    """What a selector means: components, and with the internet among them who is out there."""

    components: frozenset[str]
    internet: bool = False

    def __contains__(self, id: object) -> bool:
        return id in self.components or (self.internet and id == INTERNET)

    def __or__(self, other: object) -> Selected:
        assert isinstance(other, Selected)
        return Selected(self.components | other.components, self.internet or other.internet)


def selector(word: str) -> Selector:
    """A word taken apart; a component called `internet` is `id:internet`."""
    by, colon, value = word.partition(":")
    if colon and by in PREFIXES:
        return Selector(by, value)
    return Selector("internet", "") if word == INTERNET_WORD else Selector("id", word)


def selected(topology: Topology, selector: Selector) -> Selected:
    """The components that a selector means, in one topology."""
    if selector.by == "internet":
        ids = (id for id, component in topology.components.items() if is_outside(component))
        return Selected(frozenset(ids), internet=True)
    return Selected(frozenset(id for id, each in topology.components.items() if _fits(id, each, selector)))


def is_outside(component: Component) -> bool:
    """Whether it is on the internet: a client, or a service of others that no private network joins."""
    return component.standing is Scope.OUTSIDE and not component.on_private_network


def trouble(topology: Topology, selector: Selector) -> str | None:
    """Why a selector can mean nothing here, if it names what is not there; with what was probably meant."""
    known = _known(topology, selector.by)
    if known is None or selector.value in known:
        return None
    meant = nearest(selector.value, known)
    hint = f'; did you mean "{meant}"?' if meant else ""
    return f'there is no {_NOUNS[selector.by]} "{selector.value}"{hint}'


_NOUNS = {"id": "component", "kind": "kind", "tier": "tier", "group": "group"}


def _known(topology: Topology, by: str) -> tuple[str, ...] | None:
    if by == "id":
        return tuple(topology.components)
    if by == "kind":
        return kinds()
    if by == "tier":
        return tuple(tier.value for tier in Tier)
    return tuple(topology.groups) if by == "group" else None


def _fits(id: str, component: Component, selector: Selector) -> bool:
    if selector.by == "tag":
        return selector.value in set(_tags(component))
    found: dict[str, Any] = {
        "id": id,
        "kind": component.kind,
        "tier": component.in_tier.value if component.in_tier else None,
        "group": getattr(component, "group", None),
    }
    return bool(found[selector.by] == selector.value)


def _tags(component: Component) -> Iterator[str]:
    """Its tags as words: `team`, and `team=orders`."""
    for key, value in getattr(component, "tags", {}).items():
        yield key
        yield f"{key}={value}"
