"""The model as a graph: copies placed in zones, blocks, routes, and who reaches whom over what.

Everything that archgen says about an architecture (rules, pictures, docs, Terraform) is read from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Interface, IPv4Network
from typing import Literal, NamedTuple, TypeVar

from archgen.findings import Route
from archgen.model.architecture import Architecture
from archgen.model.kinds import INTERNET, Component, Copy
from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection, Guard, Pointer, StatedConnections
from archgen.topology.network import Network

K = TypeVar("K")
T = TypeVar("T")
Access = Literal["public", "private", "isolated"]
Role = Literal["traffic", "dns", "guard", "replication"]


class RegionPlace(NamedTuple):
    """One region: its zones in the file's order."""

    name: str
    zones: tuple[str, ...]


class VpcPlace(NamedTuple):
    """One VPC. The single one of a region without entries under `vpcs` has the region's name as its id.

    `blocks` are its blocks, the primary one first (`written` keeps host bits); `number` is its place among
    all. `alone` says that its region has no other.
    """

    id: str
    region: str
    zones: tuple[str, ...]
    blocks: tuple[IPv4Network, ...]
    written: tuple[IPv4Interface, ...]
    ipv6: bool
    account: str | None
    label: str | None
    number: int
    declared: bool
    alone: bool

    @property
    def cidr(self) -> IPv4Network:
        """Its primary block."""
        return self.blocks[0]

    @property
    def key(self) -> str:
        """The top-level key under which the file says it."""
        return "vpcs" if self.declared else "regions"

    @property
    def name(self) -> str:
        """How a sentence names it: `shop`, or `the VPC in us-east-1`."""
        return self.id if self.declared else f"the VPC in {self.region}"

    def route(self, index: int = 0) -> Route:
        """Where the file says one of its blocks."""
        return (self.key, self.id, "cidr", *((index,) if len(self.blocks) > 1 else ()))


class Row(NamedTuple):
    """One row of subnets: one in each zone of each of its VPCs.

    `via` is the component that its default route leads to, where that is not the usual gateway; `ipv6` says
    whether its subnets have IPv6 blocks, and `ipv4` whether they have others.
    """

    id: str
    access: Access
    label: str | None
    description: str | None
    vpcs: tuple[str, ...] = ()
    via: str | None = None
    routes: tuple[tuple[str, str], ...] = ()
    ipv6: bool = False
    ipv4: bool = True


class Subnet(NamedTuple):
    """The subnet of one row in one zone. `slot` is None where the file pins its block."""

    id: str
    row: str
    region: str
    zone: str
    access: Access
    cidr: IPv4Network
    slot: int | None
    written: IPv4Interface | None
    vpc: str
    number: int
    """Its place among the /64 blocks of its VPC, where it has one."""


class Link(NamedTuple):
    """One line of the picture: from a copy to a copy, in the direction of the traffic.

    `kind` is `traffic` or `replication`; `role` says what sort: `traffic`, `dns` (a name looked up or
    pointed), `guard` (a web ACL), `replication`. `label` is what is written on it. `connections` are those
    that take it.
    """

    id: str
    source: str
    target: str
    kind: Literal["traffic", "replication"]
    role: Role
    label: str | None
    connections: tuple[Connection, ...] = ()


@dataclass(frozen=True)
class Topology:
    """The architecture as a graph. Mappings keep the file's order."""

    architecture: Architecture
    regions: Mapping[str, RegionPlace]
    vpcs: Mapping[str, VpcPlace]
    rows: Mapping[str, Row]
    subnets: Mapping[str, Subnet]
    copies: Mapping[str, Copy]
    stated: StatedConnections
    given: Network | None = None
    """The network where another front door than the file gives it, with all its route tables."""

    @property
    def components(self) -> Mapping[str, Component]:
        """All components by id."""
        return self.architecture.components

    @property
    def connections(self) -> tuple[Connection, ...]:
        """Who may connect to whom, party to party."""
        return self.stated.connections

    @property
    def pointers(self) -> tuple[Pointer, ...]:
        """What hosted zones point to."""
        return self.stated.pointers

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What web ACLs stand in front of."""
        return self.stated.guards

    @cached_property
    def standby(self) -> frozenset[str]:
        """The regions that serve only when the others do not."""
        said = {name for name, region in self.architecture.regions.items() if region.role == "standby"}
        routed = (each for pointer in self.pointers for each in pointer.routed)
        return frozenset(said | {each.region for each in routed if each.region and each.role == "secondary"})

    @cached_property
    def zones(self) -> tuple[tuple[str, str], ...]:
        """All (region, zone) pairs."""
        return tuple((place.name, zone) for place in self.regions.values() for zone in place.zones)

    @cached_property
    def _copies_by_component(self) -> Mapping[str, tuple[Copy, ...]]:
        found: dict[str, list[Copy]] = {id: [] for id in self.components}
        for copy in self.copies.values():
            found[copy.component].append(copy)
        return {id: tuple(copies) for id, copies in found.items()}

    def copies_of(self, component: str, region: str | None = None) -> tuple[Copy, ...]:
        """The copies of a component, all or those of one region; the internet has none."""
        if region is None:
            return () if component == INTERNET else self._copies_by_component[component]
        return self._copies_by_region.get((component, region), ())

    @cached_property
    def _copies_by_region(self) -> Mapping[tuple[str, str], tuple[Copy, ...]]:
        standing = [copy for copy in self.copies.values() if copy.region is not None]
        return _grouped(standing, [(copy.component, copy.region or "") for copy in standing])

    @cached_property
    def _ids_by_kind(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for id, component in self.components.items():
            found.setdefault(component.kind, []).append(id)
        return {kind: tuple(ids) for kind, ids in found.items()}

    @cached_property
    def _ids_by_category(self) -> Mapping[Category, tuple[str, ...]]:
        found: dict[Category, list[str]] = {}
        for id, component in self.components.items():
            found.setdefault(component.category, []).append(id)
        return {category: tuple(ids) for category, ids in found.items()}

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The ids of the components of a kind."""
        return self._ids_by_kind.get(kind, ())

    def of(self, *categories: Category) -> tuple[str, ...]:
        """The ids of the components of these categories, in the file's order."""
        if len(categories) == 1:
            return self._ids_by_category.get(categories[0], ())
        return tuple(id for id, component in self.components.items() if component.category in categories)

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the components of each group, in the file's order."""
        found: dict[str, list[str]] = {group: [] for group in self.architecture.groups}
        for id, component in self.components.items():
            if component.group is not None:
                found[component.group].append(id)
        return {group: tuple(ids) for group, ids in found.items()}

    def access_of(self, copy: Copy) -> Access | None:
        """How the subnets that a copy stands in are connected; None outside subnets."""
        return self.rows[copy.row].access if copy.row else None

    @cached_property
    def empty_rows(self) -> tuple[str, ...]:
        """The rows of subnets that no component names."""
        used = {component.subnets for component in self.components.values()}
        for id in self.of(Category.TRANSIT_GATEWAY):
            attaches = self.components[id].attachments
            used |= {row or self.attachment_row(vpc) for vpc, row in attaches.items()}
        return tuple(id for id in self.rows if id not in used)

    @cached_property
    def is_only_a_network(self) -> bool:
        """Whether nothing is in its subnets yet but gateways and endpoints."""
        return all(c.is_way or c.subnets is None for c in self.components.values())

    def attachment_row(self, vpc: str) -> str | None:
        """The row of a VPC's attachment where the file does not say it: the first that is not public."""
        rows = [row for row in self.rows.values() if vpc in row.vpcs]
        rows.sort(key=lambda row: row.access == "public")
        return rows[0].id if rows else None

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[Connection, ...]]:
        return _grouped(self.connections, [connection.source for connection in self.connections])

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[Connection, ...]]:
        return _grouped(self.connections, [connection.target for connection in self.connections])

    def connections_from(self, component: str) -> tuple[Connection, ...]:
        """The connections that a component may open."""
        return self._outgoing.get(component, ())

    def connections_to(self, component: str) -> tuple[Connection, ...]:
        """The connections that a component admits."""
        return self._incoming.get(component, ())

    @cached_property
    def callers(self) -> tuple[str, ...]:
        """Who uses the system from outside: clients, and services of others that open connections to it."""
        return tuple(id for id in self.of(Category.CLIENT, Category.EXTERNAL) if self.connections_from(id))

    def peers(self, component: str) -> tuple[str, ...]:
        """The single instances that serve the same behind the same load balancers, itself among them."""
        return self._peers.get(component, (component,))

    @cached_property
    def _peers(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[tuple[object, ...], list[str]] = {}
        for id in self.of(Category.INSTANCE):
            served = [each for each in self.connections_to(id) if not each.for_administration]
            before = tuple(sorted({connection.source for connection in served}))
            if before and all(self.components[source].is_load_balancer for source in before):
                instance = self.components[id]
                found.setdefault((before, instance.in_tier, instance.default_port), []).append(id)
        return {id: peers for ids in found.values() for peers in [tuple(ids)] for id in ids}

    def scheme(self, component: str) -> Literal["internet-facing", "internal"] | None:
        """Whether a load balancer faces the internet; None for anything else."""
        balancer = self.components[component]
        if not balancer.is_load_balancer or balancer.subnets is None:
            return None
        if balancer.given_scheme:
            return balancer.given_scheme
        return "internet-facing" if self.rows[balancer.subnets].access == "public" else "internal"

    def vpcs_of(self, region: str) -> tuple[VpcPlace, ...]:
        """The VPCs of a region."""
        return tuple(vpc for vpc in self.vpcs.values() if vpc.region == region)

    def in_vpc(self, vpc: str | None, *categories: Category) -> tuple[Copy, ...]:
        """The copies of gateways of some categories in a VPC, in the file's order."""
        copies = (copy for each in categories for copy in self._by_vpc.get((vpc or "", each), ()))
        return tuple(copies)

    @cached_property
    def _by_vpc(self) -> Mapping[tuple[str, Category], tuple[Copy, ...]]:
        inside = [c for c in self.copies.values() if c.vpc and self.components[c.component].is_way]
        return _grouped(inside, [(c.vpc or "", self.components[c.component].category) for c in inside])

    def internet_gateway(self, vpc: str | None) -> Copy | None:
        """The internet gateway of a VPC."""
        return next(iter(self.in_vpc(vpc, Category.INTERNET_GATEWAY)), None)

    def nat_for(self, vpc: str | None, zone: str | None) -> Copy | None:
        """The NAT gateway that private subnets of a zone route to: its own, else the first there is."""
        nats = [nat for nat in self.in_vpc(vpc, Category.NAT_GATEWAY) if not self.is_private_nat(nat)]
        own = (nat for nat in nats if nat.zone == zone or nat.zone is None)
        return next(own, nats[0] if nats else None)

    def is_private_nat(self, nat: Copy) -> bool:
        """Whether a NAT gateway translates towards private networks only."""
        return self.components[nat.component].is_private_nat

    def default_route(self, subnet: Subnet) -> Copy | None:
        """The gateway that a subnet's default route leads to; None if it has no default route."""
        if self.given is not None:
            return self._given_default(self.given, subnet)
        via = self.rows[subnet.row].via
        if via is not None and subnet.access != "isolated":
            return self.gateway_for(via, subnet)
        if subnet.access == "public":
            return self.internet_gateway(subnet.vpc)
        return self.nat_for(subnet.vpc, subnet.zone) if subnet.access == "private" else None

    def _given_default(self, given: Network, subnet: Subnet) -> Copy | None:
        """The gateway of the default route in a route table that another front door gave."""
        routes = given.subnets[subnet.id].routes if subnet.id in given.subnets else ()
        for route in routes:
            if route.destination.prefixlen == 0 and route.target in self.copies:
                return self.copies[route.target]
        return None

    def gateway_for(self, component: str, subnet: Subnet) -> Copy | None:
        """The copy of a gateway that a subnet routes to: its own zone's, else one of its VPC or region."""
        copies = self.copies_of(component, subnet.region) or self.copies_of(component)
        own = [copy for copy in copies if copy.vpc in (None, subnet.vpc)]
        near = (copy for copy in own if copy.zone in (None, subnet.zone))
        return next(near, own[0] if own else None)

    def endpoints(self, vpc: str | None, service: str) -> tuple[Copy, ...]:
        """The VPC endpoints of a VPC for a service."""
        return self._endpoints.get((vpc or "", service), ())

    @cached_property
    def _endpoints(self) -> Mapping[tuple[str, str], tuple[Copy, ...]]:
        found: dict[tuple[str, str], list[Copy]] = {}
        for id in self.of(Category.ENDPOINT):
            for copy in self.copies_of(id):
                service = self.components[id].called_service or ""
                found.setdefault((copy.vpc or "", service), []).append(copy)
        return {key: tuple(copies) for key, copies in found.items()}

    def reached(self, source: Copy | None, target: str, *, readers: bool = False) -> tuple[Copy, ...]:
        """The copies of a component to which traffic from a copy goes; with `readers` the replicas.

        Its own region's where there are any, its own zone's where it needs no other; a database's primary.
        """
        candidates = self.copies_of(target)
        if source is not None and source.region is not None:
            candidates = self.copies_of(target, source.region) or candidates
        if readers and (replicas := tuple(copy for copy in candidates if copy.serves_reads)):
            return replicas
        if candidates and all(copy.role for copy in candidates):
            writers = tuple(copy for copy in self.copies_of(target) if not copy.role)
            if writers and not self.components[target].takes_writes_everywhere:
                return writers[:1]
        if any(copy.role for copy in candidates):
            return _primaries(candidates)
        if self.components[target].shares_nothing:
            return candidates
        if source is not None and source.zone is not None:
            return tuple(copy for copy in candidates if copy.zone == source.zone) or candidates
        return candidates


def _primaries(candidates: Sequence[Copy]) -> tuple[Copy, ...]:
    primary = [copy for copy in candidates if not copy.role]
    return tuple(primary or candidates[:1])


def _grouped(values: Sequence[T], keys: Sequence[K]) -> Mapping[K, tuple[T, ...]]:
    found: dict[K, list[T]] = {}
    for key, value in zip(keys, values, strict=True):
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
