"""What the network's templates print: rows with their route tables, and the parts that are ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archgen.model.kinds import Scope
from archgen.model.kinds.category import Category
from archgen.model.kinds.facts import Access
from archgen.render.outputs.terraform.names import fit, label
from archgen.render.outputs.terraform.parts import Part, Place, Stack, remembered
from archgen.render.outputs.terraform.resources.access import with_ending
from archgen.render.outputs.terraform.resources.gateways import (
    OtherRoute,
    VpcOf,
    endpoint_service,
    other_routes,
    vpc_of,
)
from archgen.render.quoting import Hcl, hcl, line, refer
from archgen.topology.graph import Row, Subnet
from archgen.topology.routes.platform_egress import rows_of_endpoint

SAYS = {
    "public": "public, their default route is the internet gateway",
    "private": "private, their default route is NAT, with no inbound access from the internet",
    "isolated": "isolated, without a default route",
}


@dataclass(frozen=True, slots=True)
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
    others: tuple[OtherRoute, ...] = ()
    """Its routes beside these."""
    six: Mapping[str, int] = field(default_factory=dict)
    """The place of each zone's /64 in the IPv6 block of the VPC, where it has one."""
    only_six: bool = False
    inspected: bool = False
    """Whether its default route leads to the firewall endpoint of each zone."""
    secondary: int | None = None
    """Which of the VPC's secondary blocks it is taken from, if it is from one."""

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
        return self.access == "private" or self.inspected

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


def rows(stack: Stack, place: Place) -> tuple[RowOf, ...]:
    """The rows of a region, or of a VPC of it, top row first."""
    return _rows(stack, place, place.vpc_id)


@remembered
def _rows(stack: Stack, place: Place, vpc_id: str | None) -> tuple[RowOf, ...]:
    found: list[RowOf] = []
    for vpc in stack.vpcs(place):
        if vpc_id in (None, vpc.vpc_id):
            own = vpc.vpc_id or vpc.name
            ids = (id for id, row in stack.topology.rows.items() if own in row.vpcs)
            found += [_row(stack, vpc, id) for id in ids]
    return tuple(found)


def _row(stack: Stack, place: Place, id: str) -> RowOf:
    row = stack.topology.rows[id]
    own = place.vpc_id or place.name
    subnets = tuple(subnet for subnet in stack.subnets(place, id) if subnet.vpc == own)
    what = " ".join(f"{id} ({row.label})".split()) if row.label else id
    return RowOf(
        id,
        row.access,
        place,
        {subnet.zone: str(subnet.cidr) for subnet in subnets},
        Hcl(line(f"{what}: {_says(row)}.")),
        gateway(stack, place) if row.access == "public" and row.via is None else None,
        _nat_routes(stack, place, id) if row.access == "private" and row.via is None else {},
        other_routes(stack, place, id),
        {s.zone: s.number for s in subnets} if row.ipv6 and stack.topology.vpcs[own].ipv6 else {},
        not row.ipv4,
        row.via is not None and stack.topology.components[row.via].category is Category.FIREWALL,
        _secondary(stack, own, subnets),
    )


def _secondary(stack: Stack, vpc: str, subnets: tuple[Subnet, ...]) -> int | None:
    """Which of the VPC's secondary blocks a row is taken from, the first of them as 2."""
    blocks = stack.topology.vpcs[vpc].blocks
    for number, block in enumerate(blocks[1:], start=2):
        if any(block.supernet_of(subnet.cidr) for subnet in subnets):
            return number
    return None


def _says(row: Row) -> str:
    if row.via is None:
        return SAYS[row.access]
    return f"{row.access}, their default route is {row.via}"


@dataclass(frozen=True, slots=True)
class NetworkOf:
    """A VPC with its rows."""

    vpc: VpcOf
    rows: tuple[RowOf, ...]


@remembered
def networks(stack: Stack, place: Place) -> tuple[NetworkOf, ...]:
    """The VPCs of a place, each with its rows."""
    return tuple(
        NetworkOf(vpc_of(stack, at, gateway(stack, at)), rows(stack, at)) for at in stack.vpcs(place)
    )


def gateway(stack: Stack, place: Place) -> Hcl | None:
    """The address of the region's internet gateway."""
    copy = None if place.light else stack.topology.internet_gateway(place.vpc_id or place.name)
    part = stack.part_of(copy)
    return refer("aws_internet_gateway", part.label) if part else None


def _nat_routes(stack: Stack, place: Place, row: str) -> dict[str, Hcl]:
    routes = {}
    for subnet in stack.subnets(place, row):
        nat = stack.topology.nat_for(subnet.vpc, subnet.zone)
        part = stack.part_of(nat)
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
    if part.model.category is Category.ENDPOINT and part.model.leads_to:
        found |= endpoint_service(stack, part)
    if part.model.category is Category.ENDPOINT and part.model.actual_scope is Scope.VPC:
        found["route_tables"] = _route_tables(stack, part)
        found["resources"] = _resources(stack, part)
    return found


def _route_tables(stack: Stack, endpoint: Part) -> Hcl:
    """The route tables of the rows that use a gateway endpoint; of all that are not public if none does."""
    using = {row for copy in endpoint.copies for row in rows_of_endpoint(stack.topology, copy)}
    tables = [row.tables for row in rows(stack, endpoint.place) if row.id in using]
    return tables[0] if len(tables) == 1 else Hcl(f"concat({', '.join(tables)})" if tables else "[]")


def _resources(stack: Stack, endpoint: Part) -> list[Hcl]:
    """The tables or buckets of the region that are connected to: all that the endpoint lets through."""
    wanted = endpoint.model.called_service
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
