"""What is left of the connections in a failure, and what is reached over them by shortest ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from archgen.topology.failures.outage import Phase

if TYPE_CHECKING:
    from archgen.topology.failures.failure import Failure
    from archgen.topology.failures.simulation import Simulator

Tree = dict[str, str]
"""For each component that is reached the one before it on a shortest way, and "" for the first."""


@dataclass(frozen=True)
class Rest:
    """What is left of the connections in a failure; phases in which the same is left share the work."""

    simulator: Simulator
    failure: Failure

    @cached_property
    def _trees(self) -> dict[object, Tree]:
        return {}

    def tree(self, source: str, phase: Phase) -> Tree:
        """What a source still reaches; nothing where it is down itself."""
        severed, down = self.failure.severed(phase), self.failure.down(phase)
        key = (source, frozenset(severed), frozenset(down))
        if len(self.simulator.topology.regions) > 1:
            return self._tree(source, phase)
        if key not in self._trees:
            self._trees[key] = self._tree(source, phase)
        return self._trees[key]

    def _tree(self, source: str, phase: Phase) -> Tree:
        if source in self.failure.down(phase):
            return {}
        tree = tree_from(source, self._as_before(source, self._after(phase)), self.simulator.administration)
        together = self.failure.answering(source, phase)
        return tree if together is None else {id: way for id, way in tree.items() if id in together}

    def _after(self, phase: Phase) -> Mapping[str, tuple[str, ...]]:
        """To whom each still opens connections."""
        severed, down = self.failure.severed(phase), self.failure.down(phase)
        if phase not in self._followings:
            after = dict(self.simulator.steady)
            callers = (c.source for id in down for c in self.simulator.topology.connections_to(id))
            for source in {*callers, *(source for source, _ in severed)} & after.keys():
                after[source] = tuple(
                    target
                    for target in after[source]
                    if target not in down and (source, target) not in severed
                )
            self._followings[phase] = after
        return self._followings[phase]

    @cached_property
    def _followings(self) -> dict[Phase, Mapping[str, tuple[str, ...]]]:
        return {}

    def _as_before(self, source: str, after: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        """What is left, without the administration that requests did not use while everything ran."""
        if not self.simulator.administration:
            return after
        used = {(before or source, id) for id, before in self.simulator.tree(source).items()}
        barred = self.simulator.administration - used
        return {
            id: tuple(target for target in targets if (id, target) not in barred)
            for id, targets in after.items()
        }


def following_of(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """The pairs by their first."""
    found: dict[str, list[str]] = {}
    for source, target in pairs:
        found.setdefault(source, []).append(target)
    return {source: tuple(targets) for source, targets in found.items()}


def tree_from(
    source: str, following: Mapping[str, tuple[str, ...]], last: frozenset[tuple[str, str]] = frozenset()
) -> Tree:
    """What a source reaches, nearest first; pairs in `last` are used only where there is no other way."""
    found: Tree = {}
    queue = [source]
    later: list[tuple[str, str]] = []
    while queue or later:
        for id in queue:
            for target in following.get(id, ()):
                if (id, target) in last:
                    later.append((id, target))
                elif target not in found and target != source:
                    found[target] = "" if id == source else id
                    queue.append(target)
        left = [pair for pair in later if pair[1] not in found and pair[1] != source]
        queue, later = [], left[1:]
        if left:
            id, target = left[0]
            found[target] = "" if id == source else id
            queue = [target]
    return found


def way_to(source: str, target: str, tree: Tree) -> tuple[str, ...]:
    """The components from a source to a target."""
    way = [target]
    while tree.get(way[-1]):
        way.append(tree[way[-1]])
    return (source, *reversed(way))
