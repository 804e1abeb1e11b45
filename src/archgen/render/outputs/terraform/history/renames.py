"""What was renamed between two renders, told from what went and what came.

A file does not say that `web` is what was called `site`: it says that one is gone and another is there. They
are taken for the same where nothing else tells them apart: a row of the same access in the same place, a
component of the same kind with the same settings, or the same neighbours, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from archgen.model.architecture import Architecture
from archgen.model.kinds import Component
from archgen.topology.graph import Topology

WORDS = {"label", "description", "subnets"}
"""What may change with a name: words for people, and the name of the row that a component stands in."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A model without its names.

    `rows` are the rows' access by id, `components` a digest of each one's settings behind its kind, `links`
    who is connected to whom.
    """

    rows: Mapping[str, str]
    components: Mapping[str, str]
    links: frozenset[tuple[str, str]]

    def kind(self, id: str) -> str:
        """The kind of a component."""
        return self.components[id].partition(" ")[0]

    def neighbours(self, id: str, names: Mapping[str, str]) -> set[tuple[str, str]]:
        """What a component is connected with, and in which direction, under its new names."""
        called = {(names.get(source, source), "to") for source, target in self.links if target == id}
        return called | {(names.get(target, target), "from") for source, target in self.links if source == id}


@dataclass(frozen=True, slots=True)
class Renames:
    """New names by the old ones."""

    rows: Mapping[str, str]
    components: Mapping[str, str]


def shape(architecture: Architecture, topology: Topology) -> Shape:
    """The shape of a model."""
    return Shape(
        {id: row.access for id, row in architecture.subnets.items()},
        {id: f"{component.kind} {_digest(component)}" for id, component in architecture.components.items()},
        frozenset((connection.source, connection.target) for connection in topology.connections),
    )


def _digest(component: Component) -> str:
    settings = component.model_dump_json(exclude=WORDS, exclude_defaults=True)
    return sha256(settings.encode()).hexdigest()[:8]


def renames(before: Shape, after: Shape) -> Renames:
    """What has another name now."""
    return Renames(dict(_rows(before.rows, after.rows)), _components(before, after))


def _rows(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for (old, access), (new, wanted) in zip(before.items(), after.items(), strict=False):
        if old not in after and new not in before and access == wanted:
            yield old, new


def _components(before: Shape, after: Shape) -> dict[str, str]:
    found = dict(_alike(before, after))
    while True:
        strangers = [old for old, new in found.items() if not _same_company(before, after, old, new, found)]
        if not strangers:
            return found
        for old in strangers:
            del found[old]


def _alike(before: Shape, after: Shape) -> Iterator[tuple[str, str]]:
    """Those that have the settings of what went, in order; else the only one of a kind for the only one."""
    gone = [id for id in before.components if id not in after.components]
    come = [id for id in after.components if id not in before.components]
    for settings in dict.fromkeys(before.components[id] for id in gone):
        old = [id for id in gone if before.components[id] == settings]
        new = [id for id in come if after.components[id] == settings]
        if len(old) == len(new):
            yield from zip(old, new, strict=True)
            gone, come = _without(gone, old), _without(come, new)
    for kind in dict.fromkeys(map(before.kind, gone)):
        old = [id for id in gone if before.kind(id) == kind]
        new = [id for id in come if after.kind(id) == kind]
        if len(old) == len(new) == 1:
            yield old[0], new[0]


def _without(ids: list[str], some: list[str]) -> list[str]:
    return [id for id in ids if id not in some]


def _same_company(before: Shape, after: Shape, old: str, new: str, names: Mapping[str, str]) -> bool:
    """Whether at least half of the neighbours are the same; all of them where the settings are not."""
    then, now = before.neighbours(old, names), after.neighbours(new, {})
    if before.components[old] != after.components[new]:
        return bool(now) and then == now
    return 2 * len(then & now) >= len(then | now)
