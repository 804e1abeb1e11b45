"""The route tables of a plan: inline and single routes, main tables, and where traffic to the internet goes.

A route is chosen as AWS does it: by the longest prefix that has the address (Amazon VPC User Guide, route
priority). What the plan does not say is unknown, which is not the same as no route.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Any, Literal, NamedTuple

from archgen.terraform_plan.source.knowledge import UNKNOWN, stated
from archgen.terraform_plan.source.plan import Plan, Resource

Target = Literal[
    "internet-gateway",
    "nat-gateway",
    "nat-instance",
    "transit-gateway",
    "peering",
    "vpn-gateway",
    "egress-only",
    "firewall",
    "other",
]
"""What a route leads to. `other`: something that only AWS or another configuration knows."""

NAT: Target = "nat-gateway"
_ATTRIBUTES: Mapping[str, tuple[Target, tuple[str, ...]]] = {
    "gateway_id": (
        "internet-gateway",
        ("aws_internet_gateway", "aws_vpn_gateway", "aws_nat_gateway", "aws_ec2_transit_gateway"),
    ),
    "nat_gateway_id": ("nat-gateway", ("aws_nat_gateway",)),
    "transit_gateway_id": (
        "transit-gateway",
        ("aws_ec2_transit_gateway", "aws_ec2_transit_gateway_vpc_attachment"),
    ),
    "network_interface_id": ("nat-instance", ("aws_network_interface", "aws_instance")),
    "instance_id": ("nat-instance", ("aws_instance",)),
    "vpc_peering_connection_id": (
        "peering",
        ("aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"),
    ),
    "egress_only_gateway_id": ("egress-only", ("aws_egress_only_internet_gateway",)),
    "vpc_endpoint_id": ("firewall", ("aws_vpc_endpoint", "aws_networkfirewall_firewall")),
    "core_network_arn": ("transit-gateway", ("aws_networkmanager_core_network",)),
    "local_gateway_id": ("other", ()),
    "carrier_gateway_id": ("other", ("aws_ec2_carrier_gateway",)),
    "odb_network_arn": ("other", ()),
}
"""The attributes of a route that say what it leads to, and the types of resources that this can be."""
_ROUTE, _ASSOCIATION = "aws_route", "aws_route_table_association"
TABLES = ("aws_route_table", "aws_default_route_table")
_PROBES_4 = (IPv4Address("1.1.1.1"), IPv4Address("203.0.112.1"))
_PROBES_6 = (IPv6Address("2600::1"), IPv6Address("a000::1"))
"""Addresses of the internet, one in each half: `0.0.0.0/1` with `128.0.0.0/1` is a default route too."""


class PlannedRoute(NamedTuple):
    """One route: the block that it is for, what it leads to, and the addresses of that and of itself."""

    block: IPv4Network | IPv6Network
    target: Target
    way: str | None
    address: str


class DefaultRoute(NamedTuple):
    """Where traffic to the internet goes; `target` is None where there is no such route.

    `family` is 6 where only IPv6 goes there.
    """

    target: Target | None = None
    way: str | None = None
    address: str | None = None
    family: Literal[4, 6] = 4


NOWHERE = DefaultRoute()


@dataclass(frozen=True)
class RouteTables:
    """All route tables of a plan, by their addresses.

    The main table of a VPC that has none of the plan's own is `main of ADDRESS`.
    """

    plan: Plan

    def default_of(self, subnet: Resource) -> DefaultRoute | None:
        """The default route of a subnet; None where it is not known which one it has."""
        tables = self._candidates(subnet)
        if subnet.address not in self._associated and self._is_open("subnet_id", _ASSOCIATION):
            return None
        found = {self._default(table, has_ipv6(subnet)) for table in tables}
        if NOWHERE in found and (
            self._partly.intersection(tables) or self._is_open("route_table_id", _ROUTE)
        ):
            return None
        if len({(route.target, route.way) for route in found}) == 1:
            return next(iter(found))
        if len({route.target for route in found}) == 1:
            first = sorted(found, key=lambda route: str(route.address))[0]
            return first._replace(way=None)
        return None

    def of_default_vpc(self, vpc: Resource, subnet: Resource) -> DefaultRoute | None:
        """The default route of a default subnet: to its internet gateway, unless the plan changes it.

        Source: Amazon VPC User Guide, "Default VPC components".
        """
        named = subnet.address in self._associated or vpc.address in self._main
        if named or self._is_open("subnet_id", _ASSOCIATION):
            return self.default_of(subnet)
        return DefaultRoute("internet-gateway")

    def _is_open(self, attribute: str, type_: str) -> bool:
        """Whether one of the routes or associations may be of any table or subnet."""
        return any(self.plan.is_said_later(r, attribute) for r in self.plan.of_type(type_))

    @cached_property
    def _partly(self) -> frozenset[str]:
        """The tables with a route of which it is not known what it is for."""
        later = (r for r in self.plan.of_type(_ROUTE) if _is_later(self.plan, r))
        found = {table for route in later for table in self._named(route)}
        inline = (t for t in self.plan.of_type(*TABLES) if _is_later(self.plan, t, "route"))
        return frozenset(found | {table.address for table in inline})

    def of(self, subnet: Resource) -> tuple[PlannedRoute, ...]:
        """All routes of a subnet, where it is known which table it has."""
        tables = self._candidates(subnet)
        return self.routes_of(tables[0]) if len(tables) == 1 else ()

    def _candidates(self, subnet: Resource) -> tuple[str, ...]:
        """The tables that a subnet has, or may have."""
        if subnet.address in self._associated:
            return self._associated[subnet.address]
        vpcs = self.plan.linked(subnet, "vpc_id", types=("aws_vpc", "aws_default_vpc"))
        if not vpcs:
            return ()
        return (self._main.get(vpcs[0].address, f"main of {vpcs[0].address}"),)

    @cached_property
    def _associated(self) -> dict[str, tuple[str, ...]]:
        """The tables of each subnet that an association names, or may name."""
        certain: dict[str, tuple[str, ...]] = {}
        possible: dict[str, list[str]] = {}
        for association in self.plan.of_type(_ASSOCIATION):
            subnets = self.plan.meant(association, "subnet_id", types=("aws_subnet", "aws_default_subnet"))
            tables = self._named(association)
            for subnet in subnets.certain:
                certain[subnet.address] = tables
            for subnet in subnets.choices:
                possible.setdefault(subnet.address, []).extend(tables)
        return {address: tuple(dict.fromkeys(tables)) for address, tables in possible.items()} | certain

    def _named(self, resource: Resource) -> tuple[str, ...]:
        """The tables that a route or an association names; a VPC by its attribute is its main table."""
        found = self.plan.meant(resource, "route_table_id", types=(*TABLES, "aws_vpc", "aws_default_vpc"))
        tables = [r for r in found.all if r.type in TABLES] or found.all
        return tuple(
            r.address if r.type in TABLES else self._main.get(r.address, f"main of {r.address}")
            for r in tables
        )

    @cached_property
    def _main(self) -> dict[str, str]:
        """The main route table of each VPC, by the VPC's address."""
        found: dict[str, str] = {}
        for table in self.plan.of_type("aws_default_route_table"):
            for path in ("default_route_table_id", "vpc_id"):
                for vpc in self.plan.linked(table, path, types=("aws_vpc", "aws_default_vpc")):
                    found[vpc.address] = table.address
        for association in self.plan.of_type("aws_main_route_table_association"):
            for vpc in self.plan.linked(association, "vpc_id", types=("aws_vpc", "aws_default_vpc")):
                for table in self.plan.linked(association, "route_table_id", types=TABLES):
                    found[vpc.address] = table.address
        return found

    def routes_of(self, table: str) -> tuple[PlannedRoute, ...]:
        """The routes of a table, but for the local one."""
        return tuple(self._routes.get(table, ()))

    @cached_property
    def _routes(self) -> dict[str, list[PlannedRoute]]:
        found: dict[str, list[PlannedRoute]] = {}
        for table in self.plan.of_type(*TABLES):
            found[table.address] = [*self._inline(table)]
        for route in self.plan.of_type(_ROUTE):
            made = self._single(route)
            if made is not None:
                for table_address in self._named(route):
                    found.setdefault(table_address, []).append(made)
        for vpc in self.plan.of_type("aws_default_vpc"):  # an account's default VPC has a gateway from birth
            default = PlannedRoute(IPv4Network("0.0.0.0/0"), "internet-gateway", None, vpc.address)
            found.setdefault(self._main.get(vpc.address, f"main of {vpc.address}"), []).append(default)
        return found

    def _single(self, route: Resource) -> PlannedRoute | None:
        block = _block(route.values, "destination_cidr_block", "destination_ipv6_cidr_block")
        if block is None:
            return None
        target, way = self._target(route, (), route.values, route.unknown)
        return PlannedRoute(block, target, way, route.address)

    def _inline(self, table: Resource) -> Iterator[PlannedRoute]:
        unknown = table.unknown.get("route")
        listed: Sequence[Any] = unknown if isinstance(unknown, list) else ()
        for number, values in enumerate(table.blocks("route")):
            block = _block(values, "cidr_block", "ipv6_cidr_block")
            later = listed[number] if number < len(listed) and isinstance(listed[number], dict) else {}
            if block is not None:
                target, way = self._target(table, ("route",), values, later)
                yield PlannedRoute(block, target, way, table.address)

    def _target(
        self, route: Resource, path: tuple[str, ...], values: Mapping[str, Any], unknown: Mapping[str, Any]
    ) -> tuple[Target, str | None]:
        """What a route leads to: by the attribute that has a value, or will have one."""
        said = [name for name in _ATTRIBUTES if values.get(name)]
        later = [name for name in _ATTRIBUTES if unknown.get(name) is True]
        written = self._written(route, path)
        for name in said or [name for name in later if name in written] or written or later:
            target, types = _ATTRIBUTES[name]
            found = self._ways(route, (*path, name), types, values.get(name))
            first = found[0] if len({r.type for r in found}) == 1 else None
            way = self._behind(first) if len(found) == 1 else None
            return _kind_of(target, first, values.get(name)), way
        return "other", None

    def _written(self, route: Resource, path: tuple[str, ...]) -> list[str]:
        """The attributes whose expressions refer to something, where no attribute has a value."""
        return [
            name
            for name, (_, types) in _ATTRIBUTES.items()
            if self.plan.meant(route, *path, name, types=types).all
        ]

    def _ways(
        self, route: Resource, path: tuple[str, ...], types: tuple[str, ...], value: Any
    ) -> tuple[Resource, ...]:
        """What a route may lead to; of several the one with the index of the route or of its table."""
        if isinstance(value, str) and value:
            named = self.plan.named(value, types)
            if named or len(path) > 1:
                return named[:1]
        found = self.plan.meant(route, *path, types=types).all if types else ()
        same = tuple(r for r in found if r.index is not None and r.index == route.index)
        return same if len(same) == 1 else found

    def _behind(self, found: Resource | None) -> str | None:
        """The address of what a route leads to: the instance of an interface."""
        if found is None or found.type != "aws_network_interface":
            return found.address if found else None
        instance = self._instances.get(found.address)
        return instance or found.address

    @cached_property
    def _instances(self) -> dict[str, str]:
        """The instance that each network interface is attached to."""
        found: dict[str, str] = {}
        for type_, interface, instance in (
            ("aws_network_interface_attachment", ("network_interface_id",), ("instance_id",)),
            ("aws_instance", ("network_interface", "network_interface_id"), ()),
            ("aws_instance", ("primary_network_interface", "network_interface_id"), ()),
            ("aws_network_interface", (), ("attachment", "instance")),
        ):
            for resource in self.plan.of_type(type_):
                ends = (
                    self.plan.linked(resource, *interface, types=("aws_network_interface",))
                    if interface
                    else (resource,)
                )
                hosts = (
                    self.plan.linked(resource, *instance, types=("aws_instance",))
                    if instance
                    else (resource,)
                )
                found |= {end.address: host.address for end in ends for host in hosts}
        return found

    def _default(self, table: str, ipv6: bool) -> DefaultRoute:
        """Where a table sends what is for the internet."""
        four = _chosen(self.routes_of(table), _PROBES_4)
        six = _chosen(self.routes_of(table), _PROBES_6) if ipv6 or four is None else None
        for route, family in ((four, 4), (six, 6)):
            if route is not None and route.target == "internet-gateway" and (family == 4 or ipv6):
                return DefaultRoute(route.target, route.way, route.address, 4 if family == 4 else 6)
        if four is not None:
            return DefaultRoute(four.target, four.way, four.address)
        return DefaultRoute(six.target, six.way, six.address, 6) if six is not None else NOWHERE


def _is_later(plan: Plan, resource: Resource, *block: str) -> bool:
    """Whether the block of a route, or of a route written in a table, is known only after apply."""
    if block and stated(plan, resource, *block) is UNKNOWN:
        return True
    return any(stated(plan, resource, *block, name) is UNKNOWN for name in _DESTINATIONS)


_DESTINATIONS = ("destination_cidr_block", "destination_ipv6_cidr_block", "cidr_block", "ipv6_cidr_block")
"""What says which traffic a route is for."""


def _chosen(
    routes: Sequence[PlannedRoute], probes: Sequence[IPv4Address | IPv6Address]
) -> PlannedRoute | None:
    """The route for the internet: that of the first probe that has one."""
    for probe in probes:
        fitting = [r for r in routes if r.block.version == probe.version and probe in r.block]
        wide = [
            r for r in fitting if r.block.prefixlen <= 8
        ]  # narrower ones are for somebody's own addresses
        if wide:
            return max(wide, key=lambda route: route.block.prefixlen)
    return None


_WIDE = 8
"""Blocks with a longer prefix than this are somebody's own addresses, and not the internet."""


def _kind_of(target: Target, found: Resource | None, value: Any) -> Target:
    """The target as it is, where the attribute alone does not say it."""
    if target == "internet-gateway":
        if found is not None:
            return _BY_TYPE.get(found.type, target)
        text = value if isinstance(value, str) else ""
        return (
            "vpn-gateway"
            if text.startswith("vgw-")
            else target
            if text.startswith("igw-") or not text
            else "other"
        )
    return target


_BY_TYPE: Mapping[str, Target] = {
    "aws_vpn_gateway": "vpn-gateway",
    "aws_nat_gateway": "nat-gateway",
    "aws_ec2_transit_gateway": "transit-gateway",
}
"""What `gateway_id` leads to: AWS takes the id of any of these for it."""
_GATEWAYS: Mapping[str, Target] = {"igw": "internet-gateway", "vgw": "vpn-gateway", "vpce": "firewall"}
"""What an id says that is written as it is."""


def has_ipv6(subnet: Resource) -> bool:
    """Whether a subnet has, or will have, a block of IPv6 addresses."""
    if subnet.unknown:
        return bool(subnet.get("ipv6_cidr_block")) or bool(subnet.get("assign_ipv6_address_on_creation"))
    return bool(subnet.get("ipv6_cidr_block") or subnet.get("ipv6_native"))


def _block(values: Mapping[str, Any], *names: str) -> IPv4Network | IPv6Network | None:
    for name in names:
        text = values.get(name)
        if isinstance(text, str) and text:
            try:
                return ip_network(text, strict=False)
            except ValueError:
                return None
    return None
