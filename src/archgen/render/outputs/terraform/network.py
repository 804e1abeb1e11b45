"""What the network's templates print: rows with their route tables, and the parts that are ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archgen.model.kinds import Scope
from archgen.model.kinds.facts import Access
from archgen.render.outputs.terraform.access import with_ending
from archgen.render.outputs.terraform.names import fit, label
from archgen.render.outputs.terraform.parts import Part, Place, Stack, remembered
from archgen.render.quoting import Hcl, hcl, line, refer
from archgen.topology.paths import all_paths
from archgen.topology.platform_egress import platform_egress

SAYS = {
    "public": "public, their default route is the internet gateway",
    "private": "private, their default route is NAT, and nothing outside reaches them",
    "isolated": "isolated, they have no default route at all",
}


@dataclass(frozen=True)
class RowOf:
    """A row of subnets in one region."""

    id: str
    access: str
    place: Place
    blocks: Mapping[str, str]
    comment: Hcl
    gateway: Hcl | None
    routes: Mapping[str, Hcl]
    """The NAT gateway of each zone, an address."""

    @property
    def label(self) -> str:
        """The label of its subnets and route tables."""
        return label(self.id) + self.place.suffix

    @property
    def name(self) -> str:
        """What its subnets' names begin with."""
        return fit(f"{self.place.title}-{self.id}", 200)

    @property
    def table_per_zone(self) -> bool:
        """Private subnets leave by the NAT gateway of their own zone, so each has a table of its own."""
        return self.access == "private"

    @property
    def tables(self) -> Hcl:
        """The ids of its route tables, an expression."""
        if self.table_per_zone:
            return Hcl(f"[for table in aws_route_table.{self.label} : table.id]")
        return Hcl(f"[aws_route_table.{self.label}.id]")

    @property
    def own_nat(self) -> Hcl | None:
        """The NAT gateways, where every zone has its own, all of one component."""
        bases = {address.split("[")[0] for address in self.routes.values()}
        own = all(address.endswith(f'["{zone}"]') for zone, address in self.routes.items())
        if len(bases) == 1 and own and set(self.routes) == set(self.blocks):
            return Hcl(bases.pop())
        return None


@remembered
def rows(stack: Stack, place: Place) -> tuple[RowOf, ...]:
    """The rows of a region, top row first."""
    return tuple(_row(stack, place, row) for row in stack.architecture.subnets)


def _row(stack: Stack, place: Place, id: str) -> RowOf:
    row = stack.topology.rows[id]
    subnets = stack.subnets(place, id)
    what = " ".join(f"{id} ({row.label})".split()) if row.label else id
    return RowOf(
        id,
        row.access,
        place,
        {subnet.zone: str(subnet.cidr) for subnet in subnets},
        Hcl(line(f"{what}: {SAYS[row.access]}.")),
        gateway(stack, place) if row.access == "public" else None,
        _nat_routes(stack, place, id) if row.access == "private" else {},
    )


def gateway(stack: Stack, place: Place) -> Hcl | None:
    """The address of the region's internet gateway."""
    copy = None if place.light else stack.topology.internet_gateway(place.name)
    part = stack.part(copy.component, place.name) if copy else None
    return refer("aws_internet_gateway", part.label) if part else None


def _nat_routes(stack: Stack, place: Place, row: str) -> dict[str, Hcl]:
    routes = {}
    for subnet in stack.subnets(place, row):
        nat = stack.topology.nat_for(place.name, subnet.zone)
        part = stack.part(nat.component, place.name) if nat else None
        if nat is not None and part is not None:
            key = f"[{hcl(nat.zone)}]" if nat.zone else ""
            routes[subnet.zone] = Hcl(refer("aws_nat_gateway", part.label) + key)
    return routes


def facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the templates of ways read beside the part itself."""
    found: dict[str, object] = {
        "zones": stack.zones_expression(part),
        "subnet_ids": stack.subnet_ids(part),
        "gateway": gateway(stack, part.place),
    }
    if part.model.kind == "vpc-endpoint" and part.model.standing is Scope.VPC:
        found["route_tables"] = _route_tables(stack, part)
        found["resources"] = _resources(stack, part)
    return found


def _route_tables(stack: Stack, endpoint: Part) -> Hcl:
    """The route tables of the rows that use a gateway endpoint; of all that are not public if none does."""
    all_rows = rows(stack, endpoint.place)
    using = {
        stack.topology.copies[path.source].row
        for path in all_paths(stack.topology)
        if any(copy.id in path.stops for copy in endpoint.copies)
    }
    using |= {
        stack.topology.copies[egress.source].row
        for egress in platform_egress(stack.topology)
        if any(copy.id in egress.endpoints for copy in endpoint.copies)
    }
    chosen = [row for row in all_rows if row.id in using] or [r for r in all_rows if r.access != "public"]
    tables = [row.tables for row in chosen]
    return tables[0] if len(tables) == 1 else Hcl(f"concat({', '.join(tables)})" if tables else "[]")


def _resources(stack: Stack, endpoint: Part) -> list[Hcl]:
    """The tables or buckets of the region that are connected to: all that the endpoint lets through."""
    wanted = getattr(endpoint.model, "service", "")
    found = []
    for part in stack.parts:
        if part.model.endpoint_service != wanted or part.place != endpoint.place:
            continue
        if not stack.topology.connections_to(part.id):
            continue
        endings = dict.fromkeys(
            end
            for permission in part.model.permissions
            if permission.access is not Access.DELIVER
            for end in permission.endings
        )
        found += [with_ending(stack, part, ending) for ending in endings]
    return found
