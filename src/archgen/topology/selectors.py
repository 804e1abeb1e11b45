"""Words that select components: an id, `kind:rds`, `tier:data`, `group:billing`, `tag:team`, `internet`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from archgen.model.kinds import INTERNET, Component, Scope
from archgen.model.policies import Selector, selector
from archgen.topology.graph import Topology

__all__ = ["Selected", "Selector", "is_outside", "selected", "selected_by", "selector"]


@dataclass(frozen=True, slots=True)
class Selected:
    """What a selector means: components, and with the internet among them who is out there."""

    components: frozenset[str]
    internet: bool = False

    def __contains__(self, id: object) -> bool:
        return id in self.components or (self.internet and id == INTERNET)

    def __or__(self, other: Selected) -> Selected:
        return Selected(self.components | other.components, self.internet or other.internet)


def selected_by(topology: Topology, words: Iterable[str]) -> Selected:
    """The components that any of these words means."""
    found = Selected(frozenset())
    for word in words:
        found |= selected(topology, selector(word))
    return found


def selected(topology: Topology, selector: Selector) -> Selected:
    """The components that a selector means, in one topology."""
    if selector.by == "internet":
        ids = (id for id, component in topology.components.items() if is_outside(component))
        return Selected(frozenset(ids), internet=True)
    return Selected(frozenset(id for id, each in topology.components.items() if _fits(id, each, selector)))


def is_outside(component: Component) -> bool:
    """Whether it is on the internet: a client, or a service of others that no private network joins."""
    return component.actual_scope is Scope.OUTSIDE and not component.on_private_network


def _fits(id: str, component: Component, selector: Selector) -> bool:
    if selector.by == "tag":
        return selector.value in set(_tags(component))
    found: dict[str, Any] = {
        "id": id,
        "kind": component.kind,
        "tier": component.in_tier.value if component.in_tier else None,
        "group": component.group,
    }
    return bool(found[selector.by] == selector.value)


def _tags(component: Component) -> Iterator[str]:
    """Its tags as words: `team`, and `team=orders`."""
    for key, value in component.tags.items():
        yield key
        yield f"{key}={value}"
