"""How available each path of requests is, by exact enumeration of what may fail.

Zones and services fail or work, each on its own; what shares a zone or a service fails together. The
probability of a path is the sum over all states in which it works after automatic failovers, so that two
groups in the same two zones are not counted as if their zones were four.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum, prod
from typing import NamedTuple

from archgen.catalogue.sla import Uptime, uptime, zone_uptime
from archgen.model.kinds import Scope
from archgen.model.kinds.category import Category
from archgen.topology.failures.outage import Node, Outage, places
from archgen.topology.failures.simulation import Need, Simulator
from archgen.topology.graph import Topology


class Element(NamedTuple):
    """Something that fails as one: a zone, or a service of AWS in a region (None: everywhere)."""

    name: str
    region: str | None
    uptime: Uptime
    outage: Outage


@dataclass(frozen=True, slots=True)
class Availability:
    """The share of time in which a path works: its bounds, and what limits it most.

    `limits` are elements with what the lower bound would be if each of them never failed, the most first;
    `not_counted` are components of which nothing is known.
    """

    need: Need
    low: float
    high: float
    limits: tuple[tuple[Element, float], ...]
    not_counted: tuple[str, ...]


Chances = Mapping[Element, float]


@dataclass(frozen=True)
class Availabilities:
    """Computes the availability of every path of one topology."""

    simulator: Simulator

    @property
    def topology(self) -> Topology:
        """The topology."""
        return self.simulator.topology

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Everything that may fail."""
        return tuple(_elements(self.topology))

    @cached_property
    def _surviving(self) -> dict[frozenset[Element], frozenset[Need]]:
        return {}

    def surviving(self, failed: frozenset[Element]) -> frozenset[Need]:
        """The paths that work while these elements have failed."""
        if failed not in self._surviving:
            outage = Outage()
            for element in self.elements:
                if element in failed:
                    outage |= element.outage
            self._surviving[failed] = self.simulator.survives(outage)
        return self._surviving[failed]

    def of(self, need: Need) -> Availability:
        """The availability of one path."""
        concerned = [element for element in self.elements if self._concerns(element, need)]
        series = [e for e in concerned if need not in self.surviving(frozenset((e,)))]
        others = [e for e in concerned if e not in series]
        modules = list(self._modules(need, others))
        low = {element: element.uptime.low for element in concerned}
        high = {element: element.uptime.high for element in concerned}
        lower = self._probability(need, series, modules, low)
        limits = []
        for element in concerned:
            better = self._probability(need, series, modules, low | {element: 1.0})
            if better > lower:
                limits.append((element, better))
        limits.sort(key=lambda pair: (-pair[1], pair[0].name, pair[0].region or ""))
        return Availability(
            need,
            lower,
            self._probability(need, series, modules, high),
            tuple(limits),
            tuple(self._not_counted(need)),
        )

    def _probability(
        self, need: Need, series: Iterable[Element], modules: Sequence[tuple[Element, ...]], chance: Chances
    ) -> float:
        rest = self._enumerated(need, modules, chance, ())
        return prod((chance[element] for element in series), start=rest)

    def _enumerated(
        self,
        need: Need,
        modules: Sequence[tuple[Element, ...]],
        chance: Chances,
        failed: tuple[Element, ...],
    ) -> float:
        """The probability that the path works, given what has failed; states that are decided end early."""
        if need not in self.surviving(frozenset(failed)):
            return 0.0
        everything = frozenset((*failed, *(element for module in modules for element in module)))
        if need in self.surviving(everything):
            return 1.0
        first, rest = modules[0], modules[1:]
        works = prod(chance[element] for element in first)
        return fsum(
            (
                works * self._enumerated(need, rest, chance, failed),
                (1 - works) * self._enumerated(need, rest, chance, (*failed, *first)),
            )
        )

    def _modules(self, need: Need, elements: Sequence[Element]) -> Iterator[tuple[Element, ...]]:
        """Elements, those together of which any one stops the same part: services of one region in series.

        They are in series where each alone has the effect of all, by itself and with all else failed.
        """
        zones = [element for element in elements if element.outage.zones]
        yield from ((zone,) for zone in zones)
        regions = dict.fromkeys(element.region for element in elements if not element.outage.zones)
        for region in regions:
            mine = [e for e in elements if e.region == region and not e.outage.zones]
            elsewhere = frozenset(e for e in elements if e.region != region)
            together = [e for e in mine if self._is_in_series(need, e, mine, elsewhere)]
            if together:
                yield tuple(together)
            yield from ((e,) for e in mine if e not in together)

    def _is_in_series(
        self, need: Need, element: Element, mine: Sequence[Element], elsewhere: frozenset[Element]
    ) -> bool:
        alone, every = frozenset((element,)), frozenset(mine)
        same = self.surviving(alone) == self.surviving(every)
        stops = need not in self.surviving(alone | elsewhere) and need in self.surviving(elsewhere)
        return same and stops

    def _concerns(self, element: Element, need: Need) -> bool:
        """Whether an element holds anything that the path may use."""
        used = self._used(need)
        if element.outage.zones:
            zone = element.outage.zones[0]
            return any(zone in copy.zones for id in used for copy in self.topology.copies_of(id))
        return any(self.topology.copies[node.copy].component in used for node in element.outage.nodes)

    def _not_counted(self, need: Need) -> Iterator[str]:
        for id in self.topology.components:
            component = self.topology.components[id]
            is_ours = id in self._used(need) and component.actual_scope is not Scope.OUTSIDE
            if is_ours and component.category is Category.CUSTOM:
                yield id

    @cached_property
    def _uses(self) -> dict[Need, frozenset[str]]:
        return {}

    def _used(self, need: Need) -> frozenset[str]:
        """The components on any way from the source to the target."""
        if need not in self._uses:
            self._uses[need] = frozenset(self.simulator.used(need))
        return self._uses[need]


def _elements(topology: Topology) -> Iterator[Element]:
    for region, zone in dict.fromkeys(topology.zones):
        yield Element(zone, region, zone_uptime(), Outage(zones=(zone,)))
    found: dict[tuple[str, str | None, float], tuple[Uptime, list[Node]]] = {}
    for id in topology.components:
        for place in dict.fromkeys(copy.region for copy in topology.copies_of(id)):
            row, nodes = _service(topology, id, place)
            if row is not None:
                found.setdefault((row.service, place, row.low), (row, []))[1].extend(nodes)
    for (service, place, _), (row, nodes) in found.items():
        yield Element(service, place, row, Outage(nodes=tuple(nodes)))


def _service(topology: Topology, id: str, region: str | None) -> tuple[Uptime | None, list[Node]]:
    """The service behind a component in a region, and what of the component it holds there."""
    component = topology.components[id]
    copies = topology.copies_of(id, region)
    nodes = [Node(copy.id, zone) for copy in copies for zone in places(copy)]
    if component.actual_scope is Scope.OUTSIDE or component.category is Category.CUSTOM:
        return None, nodes
    zones = {zone for copy in copies for zone in copy.zones}
    several = bool(component.copied_to)
    return uptime(component.kind, in_one_zone=len(zones) == 1, in_several_regions=several), nodes
