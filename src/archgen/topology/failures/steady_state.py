"""What holds while everything runs: the paths that work, and what callers reach over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from archgen.model.kinds import Copy, Scope
from archgen.topology.analysis import computed_once
from archgen.topology.routes.paths import all_paths

if TYPE_CHECKING:
    from archgen.topology.graph import Topology


class SteadyState(NamedTuple):
    """What holds while everything runs, computed once for all failures.

    `pairs` are the connections that have a path, `reached` is what callers reach over them; `through` gives
    for each copy the numbers of the paths that have it behind their source, `by_region` for each region the
    components with something in it, `copies` those in each zone.
    """

    pairs: frozenset[tuple[str, str]]
    reached: frozenset[str]
    through: Mapping[str, Sequence[int]]
    by_region: Mapping[str, Sequence[str]]
    copies: Mapping[str, Sequence[Copy]]


@computed_once
def steady_state(topology: Topology) -> SteadyState:
    """What holds while everything runs."""
    broken = {(path.connection.source, path.connection.target) for path in all_paths(topology) if path.broken}
    pairs = frozenset((c.source, c.target) for c in topology.connections) - broken
    through: dict[str, list[int]] = {}
    for index, path in enumerate(all_paths(topology)):
        for stop in path.stops[1:] if path.broken is None else ():
            through.setdefault(stop, []).append(index)
    regions: dict[str, dict[str, None]] = {region: {} for region in topology.regions}
    copies: dict[str, list[Copy]] = {zone: [] for _, zone in topology.zones}
    for id, component in topology.components.items():
        everywhere = component.actual_scope is Scope.GLOBAL
        for region in (
            regions
            if everywhere
            else [copy.region for copy in topology.copies_of(id) if copy.region is not None]
        ):
            regions[region][id] = None
        for copy in topology.copies_of(id):
            if copy.zone:
                copies[copy.zone].append(copy)
    return SteadyState(
        pairs,
        frozenset(closure(topology.callers, pairs)),
        through,
        {region: tuple(ids) for region, ids in regions.items()},
        copies,
    )


def closure(starts: Iterable[str], pairs: Iterable[tuple[str, str]]) -> set[str]:
    """What is reached over pairs of who opens connections to whom."""
    following: dict[str, list[str]] = {}
    for source, target in pairs:
        following.setdefault(source, []).append(target)
    seen: set[str] = set()
    queue = list(starts)
    while queue:
        for target in following.pop(queue.pop(), ()):
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return seen
