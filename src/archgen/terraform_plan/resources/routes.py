"""Which gateway the default route of each subnet leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from archgen.terraform_plan.importing.naming import region_of, row_id
from archgen.terraform_plan.resources.observed import ANYWHERE, SeenSubnet
from archgen.terraform_plan.source.plan import Plan, Resource

Leads = Literal["internet-gateway", "nat-gateway", "other"]
_GATEWAYS: tuple[tuple[str, Leads], ...] = (
    ("gateway_id", "internet-gateway"),
    ("nat_gateway_id", "nat-gateway"),
    ("transit_gateway_id", "other"),
    ("network_interface_id", "other"),
    ("vpc_peering_connection_id", "other"),
)


def subnets(plan: Plan, unplaced: dict[str, str]) -> tuple[SeenSubnet, ...]:
    """All subnets with their default routes; those whose zone the plan does not know are not placed."""
    tables = dict(_associations(plan))
    main = _main_tables(plan)
    found: list[SeenSubnet] = []
    crowded = _crowded(plan)
    for resource in plan.of_type("aws_subnet"):
        zone, cidr = resource.get("availability_zone"), resource.get("cidr_block")
        region = region_of(str(zone)) if zone else None
        if region is None or not cidr:
            unplaced[resource.address] = "its zone or its block is not known before it is applied"
            continue
        vpcs = plan.linked(resource, "vpc_id", types=("aws_vpc",))
        vpc = vpcs[0].address if vpcs else None
        row = row_id(resource, _label(resource) in crowded)
        seen = SeenSubnet(resource.address, row, region, str(zone), str(cidr), network=vpc)
        table = tables.get(resource.address) or _main_of(plan, resource, main)
        found.append(_routed(plan, seen, table) if table else seen)
    return tuple(_told_apart(found))


def _crowded(plan: Plan) -> set[str]:
    """The labels of resources that have more than one subnet in a zone."""
    counted = Counter((_label(r), r.get("availability_zone")) for r in plan.of_type("aws_subnet"))
    return {label for (label, _), count in counted.items() if count > 1}


def _label(resource: Resource) -> str:
    return f"{resource.module}.{resource.name}"


def _associations(plan: Plan) -> Iterator[tuple[str, Resource]]:
    for association in plan.of_type("aws_route_table_association"):
        for subnet in plan.linked(association, "subnet_id", types=("aws_subnet",)):
            for table in plan.linked(association, "route_table_id", types=_TABLES):
                yield subnet.address, table


_TABLES = ("aws_route_table", "aws_default_route_table")


def _main_tables(plan: Plan) -> dict[str, Resource]:
    """The main route table of each VPC, by the VPC's address."""
    found: dict[str, Resource] = {}
    for table in plan.of_type("aws_default_route_table"):
        for path in ("default_route_table_id", "vpc_id"):
            for vpc in plan.linked(table, path, types=("aws_vpc",)):
                found[vpc.address] = table
    for association in plan.of_type("aws_main_route_table_association"):
        for vpc in plan.linked(association, "vpc_id", types=("aws_vpc",)):
            for table in plan.linked(association, "route_table_id", types=_TABLES):
                found[vpc.address] = table
    return found


def _main_of(plan: Plan, subnet: Resource, main: dict[str, Resource]) -> Resource | None:
    vpcs = plan.linked(subnet, "vpc_id", types=("aws_vpc",))
    return next((main[vpc.address] for vpc in vpcs if vpc.address in main), None)


def _routed(plan: Plan, seen: SeenSubnet, table: Resource) -> SeenSubnet:
    for route in plan.of_type("aws_route"):
        if route.get("destination_cidr_block") != ANYWHERE:
            continue
        if table in plan.linked(route, "route_table_id", types=_TABLES):
            return _led(plan, seen, route)
    if any(isinstance(r, dict) and r.get("cidr_block") == ANYWHERE for r in table.get("route", ())):
        return _led(plan, seen, table, "route")
    return seen


_LEADING = (
    "aws_internet_gateway",
    "aws_nat_gateway",
    "aws_ec2_transit_gateway",
    "aws_network_interface",
    "aws_vpc_peering_connection",
)


def _led(plan: Plan, seen: SeenSubnet, route: Resource, *block: str) -> SeenSubnet:
    for attribute, leads in _GATEWAYS:
        gateways = plan.linked(route, *block, attribute, types=_LEADING)
        for gateway in gateways:
            kind: Leads = "nat-gateway" if gateway.type == "aws_nat_gateway" else leads
            kind = "internet-gateway" if gateway.type == "aws_internet_gateway" else kind
            return replace(seen, leads=kind, way=gateway.address, route=route.address)
    known: Leads = "internet-gateway" if str(route.get("gateway_id", "")).startswith("igw-") else "other"
    return replace(seen, leads=known, route=route.address)


def _told_apart(found: list[SeenSubnet]) -> Iterator[SeenSubnet]:
    """A row has one subnet per zone: a second one in a zone begins a row of its own."""
    taken: set[str] = set()
    for seen in found:
        row, number = seen.row, 2
        while f"{row}@{seen.zone}" in taken:
            row, number = f"{seen.row}-{number}", number + 1
        taken.add(f"{row}@{seen.zone}")
        yield replace(seen, row=row)
