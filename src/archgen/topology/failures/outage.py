"""What fails: zones, regions, components, single copies, or any set of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from archgen.findings import nearest
from archgen.model.kinds import Scope
from archgen.topology.analysis import computed_once

if TYPE_CHECKING:
    from archgen.model.kinds import Copy
    from archgen.topology.graph import Topology

T = TypeVar("T")


class Phase(StrEnum):
    """When one looks: at what already runs, after automatic failovers, and after new launches.

    A promise is judged in the first two: launches need the control plane, which may be impaired on such a day
    (AWS Fault Isolation Boundaries, static stability).
    """

    INSTANT = "instant"
    RECOVERED = "recovered"
    HEALED = "healed"


class Node(NamedTuple):
    """The smallest thing that fails: a copy in one of its zones; no zone where it is bound to none."""

    copy: str
    zone: str | None = None

    def __str__(self) -> str:
        at = self.copy.endswith(f"@{self.zone}")
        return self.copy if self.zone is None or at else f"{self.copy}[{self.zone}]"


@dataclass(frozen=True, slots=True)
class Outage:
    """What fails together. `nodes` are single copies in single zones."""

    zones: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: `us-east-1a`, `nat@us-east-1a + orders`."""
        return " + ".join([*self.zones, *self.regions, *self.components, *map(str, self.nodes)])

    @property
    def is_one_zone(self) -> bool:
        """Whether it is an availability zone and nothing else."""
        return len(self.zones) == 1 and not (self.regions or self.components or self.nodes)

    def __or__(self, other: Outage) -> Outage:
        return Outage(
            _both(self.zones, other.zones),
            _both(self.regions, other.regions),
            _both(self.components, other.components),
            _both(self.nodes, other.nodes),
        )

    def failed(self, topology: Topology) -> dict[str, frozenset[str | None]]:
        """The zones that each copy fails in, in the topology's order; {None} for a copy bound to no zone."""
        zones, regions, components = set(self.zones), set(self.regions), set(self.components)
        single: dict[str, set[str | None]] = {}
        for node in self.nodes:
            single.setdefault(node.copy, set()).add(node.zone)
        found: dict[str, frozenset[str | None]] = {}
        for copy in self._touched(topology):
            whole = copy.component in components or copy.region in regions
            gone = {zone for zone in places(copy) if whole or zone in zones} | single.get(copy.id, set())
            if gone:
                found[copy.id] = frozenset(gone)
        return found

    def _touched(self, topology: Topology) -> Iterator[Copy]:
        """The copies that may be concerned, in the topology's order."""
        if self.zones or self.regions:
            yield from topology.copies.values()
            return
        wanted = {node.copy for node in self.nodes}
        wanted |= {copy.id for id in self.components for copy in topology.copies_of(id)}
        yield from (topology.copies[id] for id in sorted(wanted, key=_places_of(topology).__getitem__))


class UnknownPartError(ValueError):
    """A word that names nothing that can fail; `meant` is what it probably stands for."""

    def __init__(self, word: str, meant: str | None) -> None:
        hint = f'; did you mean "{meant}"?' if meant else ""
        super().__init__(f'there is no zone, region, component or copy "{word}"{hint}')
        self.word, self.meant = word, meant


def places(copy: Copy) -> tuple[str | None, ...]:
    """The zones that a copy is in, or None alone where it is bound to no zone."""
    return copy.zones or (copy.zone,)


def outage_of(topology: Topology, words: Iterable[str]) -> Outage:
    """The failure that words name; UnknownPartError where one of them names nothing.

    `web@us-east-1a` is the copy with this id, or the part of a copy that is in several zones.
    """
    found = Outage()
    for word in words:
        found |= _part(topology, word)
    return found


def zone_outages(topology: Topology) -> tuple[Outage, ...]:
    """The failure of each zone."""
    return tuple(Outage(zones=(zone,)) for _, zone in dict.fromkeys(topology.zones))


def region_outages(topology: Topology) -> tuple[Outage, ...]:
    """The failure of each region."""
    return tuple(Outage(regions=(region,)) for region in topology.regions)


def component_outages(topology: Topology) -> tuple[Outage, ...]:
    """The failure of each component of AWS: what is outside is not ours to lose."""
    return tuple(
        Outage(components=(id,))
        for id, component in topology.components.items()
        if component.actual_scope is not Scope.OUTSIDE
    )


def node_outages(topology: Topology) -> tuple[Outage, ...]:
    """The failure of each copy in each of its zones, of components that are bound to zones."""
    return tuple(
        Outage(nodes=(Node(copy.id, zone),))
        for copy in topology.copies.values()
        for zone in copy.zones or ((copy.zone,) if copy.zone else ())
    )


def _part(topology: Topology, word: str) -> Outage:
    if word in {zone for _, zone in topology.zones}:
        return Outage(zones=(word,))
    if word in topology.regions:
        return Outage(regions=(word,))
    if word in topology.components:
        return Outage(components=(word,))
    if word in topology.copies:
        return Outage(nodes=tuple(Node(word, zone) for zone in places(topology.copies[word])))
    nodes = tuple(_in_zone(topology, *word.rpartition("@")[::2]))
    if nodes:
        return Outage(nodes=nodes)
    raise UnknownPartError(word, nearest(word, tuple(_names(topology))))


def _in_zone(topology: Topology, component: str, zone: str) -> Iterator[Node]:
    """The parts that a component has in a zone, whatever its copies are called."""
    if component in topology.components:
        yield from (Node(copy.id, zone) for copy in topology.copies_of(component) if zone in copy.zones)


def _names(topology: Topology) -> Iterator[str]:
    yield from (zone for _, zone in topology.zones)
    yield from topology.regions
    yield from topology.components
    yield from topology.copies


@computed_once
def _places_of(topology: Topology) -> dict[str, int]:
    """The place of each copy in the topology's order."""
    return {id: place for place, id in enumerate(topology.copies)}


def _both(some: tuple[T, ...], more: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(some + more))


FailedZones = Mapping[str, frozenset[str | None]]
"""For each copy that fails the zones that it fails in."""
