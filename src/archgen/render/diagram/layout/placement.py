"""Which line of the picture each copy stands on, and which place on it: from the model, in the file's order.

A line is a row of icons. From top to bottom: clients, edge services, then for each row of subnets a band of
load balancers and the lines of its subnets. Connections never move a line; they only say beside which line a
regional or external service stands, and there the first one in the file decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from archgen.model.kinds import Copy, Scope
from archgen.topology.graph import Topology
from archgen.topology.links import all_links

Where = Literal[
    "client",
    "edge",
    "side",
    "gateway",
    "band",
    "zone",
    "left",
    "right",
    "inside",
    "border",
    "left border",
    "external",
]
ACROSS = 3
"""How many load balancers stand side by side."""
ABREAST = 5
"""How many clients or edge services stand side by side."""
INSIDE = 4
"""How many regional services stand side by side where there is no VPC."""
ASIDE = 2.5
"""How many lines away it is still better to stand than in the next column."""
BORDERS = ("border", "left border")
BELOW = 3.0
"""How many lines away it is still better to stand than on a line of one's own under all rows."""
MAIN = ("route53", "cloudfront")
"""The edge services that requests pass, in that order."""


class Line(NamedTuple):
    """A line of icons: in which part, of which row of subnets, its number there."""

    part: Literal["client", "edge", "band", "subnet", "spare"]
    row: str
    number: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a copy stands: on which line, in which part of the width, which place there from the first."""

    copy: Copy
    where: Where
    line: Line | None
    slot: int


@dataclass(frozen=True, slots=True)
class Placement:
    """All copies on their lines. A `bare` picture has no VPC: nothing stands in one."""

    lines: tuple[Line, ...]
    spots: Mapping[str, Spot]
    mirrored: bool
    single: bool
    cells: Mapping[str, int]
    gap_cells: Mapping[str, int]
    bare: bool

    def of(self, where: Where, region: str | None = None) -> list[Spot]:
        """The spots of one part, in the file's order."""
        return [
            spot
            for spot in self.spots.values()
            if spot.where == where and (region is None or spot.copy.region == region)
        ]

    def count(self, where: Where, region: str | None = None) -> int:
        """How many places side by side a part needs."""
        return max((spot.slot + 1 for spot in self.of(where, region)), default=0)


def placement(topology: Topology) -> Placement:
    """Every copy on its line."""
    return _Placing(topology).placement()


class _Placing:
    """Copies finding their lines."""

    def __init__(self, topology: Topology) -> None:
        self.topology = topology
        self.spots: dict[str, Spot] = {}
        zone_counts = {len(place.zones) for place in topology.regions.values()}
        self.mirrored = zone_counts == {2}
        self.single = 1 in zone_counts
        self.width = {1: 4, 2: 4}.get(max(zone_counts), 2)
        self.heads: list[Line] = []
        self.inner: list[Line] = []
        self.spare: list[Line] = []
        self.taken: set[tuple[str, str | None, int, Line]] = set()
        self.neighbours = self._neighbours()
        in_vpc = any(self._scope(copy) in (Scope.VPC, Scope.ZONE) for copy in topology.copies.values())
        self.bare = not topology.rows and not in_vpc

    def placement(self) -> Placement:
        """Zones first, then what stands beside them."""
        for row in self.topology.rows:
            self._band(row)
            self._row(row)
        self._heads()
        self._gateways()
        if self.bare:
            self._inside()
        for where in ("border", "left border", "left", "right", "external"):
            for copy in self.topology.copies.values():
                if copy.id not in self.spots and self._where(copy) == where:
                    self._beside(copy, where)
        order = {id: index for index, id in enumerate(self.topology.copies)}
        spots = {id: self.spots[id] for id in sorted(self.spots, key=order.__getitem__)}
        regions = self.topology.regions
        return Placement(
            (*self.heads, *self.inner, *self.spare),
            spots,
            self.mirrored,
            self.single,
            {region: self._cells(region) for region in regions},
            {region: self._gap_cells(region) for region in regions},
            self.bare,
        )

    def _put(self, copy: Copy, where: Where, line: Line | None, slot: int) -> None:
        self.spots[copy.id] = Spot(copy, where, line, slot)

    def _cells(self, region: str) -> int:
        """Places side by side in each zone; in a single zone load balancers need them too."""
        slots = [s.slot for s in self.spots.values() if s.where == "zone" and s.copy.region == region]
        single = len(self.topology.regions[region].zones) == 1
        abreast = self._gap_cells(region) | 1 if single else 1
        return max([abreast, *(slot + 1 for slot in slots)])

    def _gap_cells(self, region: str) -> int:
        """Places in the middle gap: load balancers side by side."""
        lines = Counter(
            s.line for s in self.spots.values() if s.where in ("band", "gateway") and s.copy.region == region
        )
        return max([1, *lines.values()])

    def _neighbours(self) -> Mapping[str, list[str]]:
        """The other ends of each copy's lines, in the file's order."""
        found: dict[str, list[str]] = defaultdict(list)
        for link in all_links(self.topology):
            found[link.source].append(link.target)
            found[link.target].append(link.source)
        return found

    # In the zones

    def _band(self, row: str) -> None:
        counts: Counter[str | None] = Counter()
        for id, component in self.topology.components.items():
            if not component.is_load_balancer or component.subnets != row:
                continue
            for copy in self.topology.copies_of(id):
                number, slot = divmod(counts[copy.region], ACROSS)
                counts[copy.region] += 1
                self._put(copy, "band", self._line("band", row, number), slot)

    def _line(self, part: Literal["band", "subnet"], row: str, number: int) -> Line:
        line = Line(part, row, number)
        if line not in self.inner:
            self.inner.append(line)
        return line

    def _row(self, row: str) -> None:
        """Groups that span zones first claim the place by the gap, or a line to themselves."""
        self._line("subnet", row, 0)
        used: list[set[int]] = []
        shared: list[bool] = []
        for id, component in self.topology.components.items():
            copies = [copy for copy in self.topology.copies_of(id) if copy.zone and copy.row == row]
            if not copies:
                continue
            if component.kind == "auto-scaling-group":
                spans = any(count > 1 for count in Counter(copy.region for copy in copies).values())
                places = self._group_place(used, shared, spans)
            else:
                needed = max(Counter(copy.zone for copy in copies).values())
                first = 1 if component.kind == "nat-gateway" else 0
                places = self._free_places(used, shared, needed, first)
            self._in_zones(copies, places, row)

    def _group_place(self, used: list[set[int]], shared: list[bool], spans: bool) -> list[tuple[int, int]]:
        if self.mirrored and spans:
            for number, slots in enumerate(used):
                if shared[number] and 0 not in slots:
                    slots.add(0)
                    return [(number, 0)]
        used.append({0})
        shared.append(self.mirrored and spans)
        return [(len(used) - 1, 0)]

    def _free_places(
        self, used: list[set[int]], shared: list[bool], needed: int, first: int
    ) -> list[tuple[int, int]]:
        """The first free places from the gap outwards, line after line."""
        places: list[tuple[int, int]] = []
        number = 0
        while len(places) < needed:
            if number == len(used):
                used.append(set())
                shared.append(True)
            if shared[number]:
                for slot in range(first, max(self.width, first + 1)):
                    if slot not in used[number] and len(places) < needed:
                        used[number].add(slot)
                        places.append((number, slot))
            number += 1
        return places

    def _in_zones(self, copies: Iterable[Copy], places: Sequence[tuple[int, int]], row: str) -> None:
        """The copies of a component take its places, in each zone from the first."""
        counts: Counter[str | None] = Counter()
        for copy in copies:
            number, slot = places[counts[copy.zone]]
            counts[copy.zone] += 1
            self._put(copy, "zone", self._line("subnet", row, number), slot)

    # Above the region

    def _heads(self) -> None:
        outside = [c for c in self._unplaced() if self.topology.components[c.component].kind == "client"]
        self._abreast(outside, "client", 0)
        number = 0
        for kind in MAIN:
            copies = [c for c in self._unplaced() if self.topology.components[c.component].kind == kind]
            number = self._abreast(copies, "edge", number)
        sides = [c for c in self._unplaced() if self._scope(c) is Scope.GLOBAL]
        if sides and number == 0:
            self._abreast(sides, "edge", 0)
            return
        counts: Counter[Line] = Counter()
        for copy in sides:
            line = self._edge_line(copy)
            self._put(copy, "side", line, counts[line])
            counts[line] += 1

    def _edge_line(self, copy: Copy) -> Line:
        for other in self.neighbours.get(copy.id, ()):
            spot = self.spots.get(other)
            if spot and spot.where == "edge" and spot.line:
                return spot.line
        return self.heads[-1]

    def _abreast(self, copies: Sequence[Copy], where: Literal["client", "edge"], number: int) -> int:
        """Copies side by side, some to a line; returns the number of the next line."""
        for index, copy in enumerate(copies):
            line = Line(where, "", number + index // ABREAST)
            if line not in self.heads:
                self.heads.append(line)
            self._put(copy, where, line, index % ABREAST)
        return number + -(-len(copies) // ABREAST)

    def _unplaced(self) -> list[Copy]:
        return [copy for copy in self.topology.copies.values() if copy.id not in self.spots]

    def _scope(self, copy: Copy) -> Scope:
        standing = self.topology.components[copy.component].standing
        return Scope.REGION if copy.region and standing is Scope.GLOBAL else standing

    # Beside the zones

    def _gateways(self) -> None:
        counts: Counter[str | None] = Counter()
        for copy in self._unplaced():
            if self.topology.components[copy.component].kind == "internet-gateway":
                self._put(copy, "gateway", None, counts[copy.region])
                counts[copy.region] += 1

    def _inside(self) -> None:
        """Regional services in the middle of their region, in the file's order."""
        counts: Counter[str | None] = Counter()
        for copy in self._unplaced():
            if not copy.region:
                continue
            number, slot = divmod(counts[copy.region], INSIDE)
            counts[copy.region] += 1
            if number == len(self.spare):
                self._spare()
            self._put(copy, "inside", self.spare[number], slot)

    def _where(self, copy: Copy) -> Where:
        component = self.topology.components[copy.component]
        if not copy.region:
            return "external"
        if component.standing is Scope.VPC:
            return "left border" if self._leads_left(copy) else "border"
        if component.kind == "waf":
            return "left"
        first = next((self.topology.copies[id] for id in self.neighbours.get(copy.id, ())), None)
        return "left" if first is not None and not first.region else "right"

    def _leads_left(self, copy: Copy) -> bool:
        """Whether the first regional service that is reached over a copy stands left of the VPC."""
        others = (self.topology.copies[id] for id in self.neighbours.get(copy.id, ()))
        first = next((o for o in others if o.region and self._scope(o) is Scope.REGION), None)
        return first is not None and self._where(first) == "left"

    def _beside(self, copy: Copy, where: Where) -> None:
        """The free place nearest to the line that the first connection comes from."""
        wanted = self._wanted(copy)
        rows = self._lines_beside(where, wanted)
        at = rows.index(wanted) if wanted in rows else 0
        last = Line("spare", "", len(self.spare))
        costs = {line: abs(index - at) + 0.5 * (index < at) for index, line in enumerate(rows)}
        for index, line in enumerate((*self.spare, last), len(rows)):
            costs[line] = abs(index - at) + (BELOW if rows else 0.0)
        column, line = self._nearest(costs, where, copy.region)
        if line == last:
            self._spare()
        self.taken.add((where, copy.region, column, line))
        self._put(copy, where, line, column)

    def _nearest(self, costs: Mapping[Line, float], where: Where, region: str | None) -> tuple[int, Line]:
        """The free place that costs least: a column, and one of the lines, of which the last is free."""
        column, best = 0, (float("inf"), 0, next(iter(costs)))
        while ASIDE * column < best[0] and (column == 0 or where not in BORDERS):
            free = [
                (cost + ASIDE * column, column, line)
                for line, cost in costs.items()
                if (where, region, column, line) not in self.taken
            ]
            best = min([best, *free])
            column += 1
        return best[1], best[2]

    def _lines_beside(self, where: Where, wanted: Line | None) -> list[Line]:
        """The lines of rows that it may take: the wanted one, and the first of each, always there."""
        lines = self.inner if where != "external" else [*self.heads, *self.inner]
        return [
            line
            for line in lines
            if line == wanted or line.part == "edge" or (line.part == "subnet" and line.number == 0)
        ]

    def _spare(self) -> Line:
        line = Line("spare", "", len(self.spare))
        self.spare.append(line)
        return line

    def _wanted(self, copy: Copy) -> Line | None:
        """The line of the first neighbour that stands on one."""
        seen = {copy.id}
        queue = list(self.neighbours.get(copy.id, ()))
        while queue:
            id = queue.pop(0)
            if id in seen:
                continue
            seen.add(id)
            spot = self.spots.get(id)
            if spot is None:
                queue += self.neighbours.get(id, ())
            elif spot.line is not None and spot.line.part != "client":
                edge = spot.line.part == "edge" and copy.region
                return None if edge else spot.line
        return None
