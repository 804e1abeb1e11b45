"""The model as a graph: copies placed in zones, blocks, routes, and who reaches whom over what.

Everything that archgen says about an architecture (rules, pictures, docs, Terraform) is read from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Interface, IPv4Network
from typing import Literal, NamedTuple, TypeVar

from archgen.model.architecture import Architecture
from archgen.model.kinds import Component, Copy, Scope, Territory
from archgen.topology.addressing import allocations
from archgen.topology.connections import Connection, Guard, Pointer, Talk, talk

K = TypeVar("K")
T = TypeVar("T")
Access = Literal["public", "private", "isolated"]
Role = Literal["traffic", "dns", "guard", "replication"]


class RegionPlace(NamedTuple):
    """One region: its zones in the file's order, and its VPC's block (`written` keeps host bits)."""

    name: str
    zones: tuple[str, ...]
    cidr: IPv4Network
    written: IPv4Interface


class Row(NamedTuple):
    """One row of subnets: one in each zone of each region."""

    id: str
    access: Access
    label: str | None
    description: str | None


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
    rows: Mapping[str, Row]
    subnets: Mapping[str, Subnet]
    copies: Mapping[str, Copy]
    talk: Talk

    @property
    def components(self) -> Mapping[str, Component]:
        """All components by id."""
        return self.architecture.components

    @property
    def connections(self) -> tuple[Connection, ...]:
        """Who may connect to whom, party to party."""
        return self.talk.connections

    @property
    def pointers(self) -> tuple[Pointer, ...]:
        """What hosted zones point to."""
        return self.talk.pointers

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What web ACLs stand in front of."""
        return self.talk.guards

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
        """The copies of a component, all or those of one region."""
        if region is None:
            return self._copies_by_component[component]
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

    def of_kind(self, *kinds: str) -> tuple[str, ...]:
        """The ids of the components of these kinds."""
        if len(kinds) == 1:
            return self._ids_by_kind.get(kinds[0], ())
        return tuple(id for id, component in self.components.items() if component.kind in kinds)

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
        return tuple(id for id in self.rows if id not in used)

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
        return tuple(id for id in self.of_kind("client", "external") if self.connections_from(id))

    def mates(self, component: str) -> tuple[str, ...]:
        """The single instances that serve the same behind the same load balancers, itself among them."""
        return self._mates.get(component, (component,))

    @cached_property
    def _mates(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[tuple[object, ...], list[str]] = {}
        for id in self.of_kind("instance"):
            served = [each for each in self.connections_to(id) if not each.for_administration]
            before = tuple(sorted({connection.source for connection in served}))
            if before and all(self.components[source].is_load_balancer for source in before):
                instance = self.components[id]
                found.setdefault((before, instance.in_tier, instance.default_port), []).append(id)
        return {id: mates for ids in found.values() for mates in [tuple(ids)] for id in ids}

    def scheme(self, component: str) -> Literal["internet-facing", "internal"] | None:
        """Whether a load balancer faces the internet; None for anything else."""
        balancer = self.components[component]
        if not balancer.is_load_balancer or balancer.subnets is None:
            return None
        given: Literal["internet-facing", "internal"] | None = getattr(balancer, "scheme", None)
        if given:
            return given
        return "internet-facing" if self.rows[balancer.subnets].access == "public" else "internal"

    def internet_gateway(self, region: str) -> Copy | None:
        """The internet gateway of a region's VPC."""
        return next((c for id in self.of_kind("internet-gateway") for c in self.copies_of(id, region)), None)

    @cached_property
    def _nats(self) -> Mapping[str, tuple[Copy, ...]]:
        nats = [copy for id in self.of_kind("nat-gateway") for copy in self.copies_of(id)]
        return _grouped(nats, [nat.region or "" for nat in nats])

    def nat_for(self, region: str, zone: str | None) -> Copy | None:
        """The NAT gateway that private subnets of a zone route to: its own, else the first there is."""
        nats = self._nats.get(region, ())
        own = (nat for nat in nats if nat.zone == zone or nat.zone is None)
        return next(own, nats[0] if nats else None)

    def default_route(self, subnet: Subnet) -> Copy | None:
        """The gateway that a subnet's default route leads to; None if it has no default route."""
        if subnet.access == "public":
            return self.internet_gateway(subnet.region)
        return self.nat_for(subnet.region, subnet.zone) if subnet.access == "private" else None

    def endpoints(self, region: str, service: str) -> tuple[Copy, ...]:
        """The VPC endpoints of a region for a service."""
        return self._endpoints.get((region, service), ())

    @cached_property
    def _endpoints(self) -> Mapping[tuple[str, str], tuple[Copy, ...]]:
        found: dict[tuple[str, str], list[Copy]] = {}
        for id in self.of_kind("vpc-endpoint"):
            for copy in self.copies_of(id):
                service = str(getattr(self.components[id], "service", ""))
                found.setdefault((copy.region or "", service), []).append(copy)
        return {key: tuple(copies) for key, copies in found.items()}

    def reached(self, source: Copy | None, target: str, *, readers: bool = False) -> tuple[Copy, ...]:
        """The copies of a component to which traffic from a copy goes; with `readers` the replicas.

        Its own region's where there are any, its own zone's where it needs no other; a database's primary.
        """
        candidates = self.copies_of(target)
        if source is not None and source.region is not None:
            candidates = self.copies_of(target, source.region) or candidates
        if readers and (replicas := tuple(copy for copy in candidates if copy.role.startswith("replica"))):
            return replicas
        if any(copy.role for copy in candidates):
            return _primaries(candidates)
        if source is not None and source.zone is not None:
            return tuple(copy for copy in candidates if copy.zone == source.zone) or candidates
        return candidates


def topology(architecture: Architecture) -> Topology:
    """The architecture as a graph."""
    regions = {
        name: RegionPlace(name, region.zones, region.cidr.network, region.cidr)
        for name, region in architecture.regions.items()
    }
    rows = {
        id: Row(id, subnets.access, subnets.label, subnets.description)
        for id, subnets in architecture.subnets.items()
    }
    spoken = talk(architecture.connections, architecture.components)
    copies = {
        copy.id: copy
        for id, component in architecture.components.items()
        for copy in _copies(id, component, architecture, spoken)
    }
    return Topology(architecture, regions, rows, dict(_subnets(architecture)), copies, spoken)


def _subnets(architecture: Architecture) -> Iterator[tuple[str, Subnet]]:
    for region, place in architecture.regions.items():
        blocks = allocations(region, place, architecture.subnets)
        for row, subnets in architecture.subnets.items():
            for zone in place.zones:
                block = blocks[row, zone]
                id = f"{row}@{zone}"
                yield (
                    id,
                    Subnet(id, row, region, zone, subnets.access, block.network, block.slot, block.written),
                )


def _copies(id: str, component: Component, architecture: Architecture, spoken: Talk) -> Iterator[Copy]:
    scope = component.standing
    if component.kind == "waf" and _guards_load_balancers(id, architecture, spoken):
        scope = Scope.REGION
    if scope in (Scope.OUTSIDE, Scope.GLOBAL):
        yield Copy(id, id)
        return
    for territory in territories(component, architecture):
        if component.kind == "waf":
            yield Copy(f"{id}@{territory.name}", id, territory.name)
        else:
            yield from component.copies(id, territory)


def _guards_load_balancers(id: str, architecture: Architecture, spoken: Talk) -> bool:
    targets = [guard.target for guard in spoken.guards if guard.acl == id]
    return bool(targets) and all(architecture.components[target].is_load_balancer for target in targets)


def territories(component: Component, architecture: Architecture) -> Iterator[Territory]:
    """The regions that a component stands in; where it is kept in replica regions, its home comes first."""
    replicas: Sequence[str] = getattr(component, "replica_regions", ())
    wanted = component.region or tuple(architecture.regions)
    homes = wanted[:1] if replicas else wanted
    for name, region in architecture.regions.items():
        if name in homes:
            yield Territory(name, region.zones)
    for name, region in architecture.regions.items():
        if name in replicas and name not in homes:
            yield Territory(name, region.zones, home=False)


def _primaries(candidates: Sequence[Copy]) -> tuple[Copy, ...]:
    primary = [copy for copy in candidates if not copy.role]
    return tuple(primary or candidates[:1])


def _grouped(values: Sequence[T], keys: Sequence[K]) -> Mapping[K, tuple[T, ...]]:
    found: dict[K, list[T]] = {}
    for key, value in zip(keys, values, strict=True):
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
