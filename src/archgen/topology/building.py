"""An architecture as a graph: its VPCs, subnets and the copies of its components."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network
from typing import NamedTuple

from archgen.model.architecture import Architecture, Subnets
from archgen.model.kinds import Component, Copy, Scope, Territory
from archgen.model.kinds.category import Category
from archgen.topology.addressing import ZONES, Allocation, allocations, row_zones, slots
from archgen.topology.connections import StatedConnections, stated_connections
from archgen.topology.graph import RegionPlace, Row, Subnet, Topology, VpcPlace
from archgen.topology.network import Network


def topology(architecture: Architecture, network: Network | None = None) -> Topology:
    """The architecture as a graph; `network` has its route tables where they are not those of the file."""
    regions = {name: RegionPlace(name, region.zones) for name, region in architecture.regions.items()}
    vpcs = {vpc.id: vpc for vpc in _vpcs(architecture)}
    rows = {id: _row(id, subnets, vpcs) for id, subnets in architecture.subnets.items()}
    spoken = stated_connections(architecture.connections, architecture.components)
    places = Places(architecture, vpcs, rows)
    copies = {
        copy.id: copy
        for id, component in architecture.components.items()
        for copy in _copies(id, component, places, spoken)
    }
    subnets = dict(_subnets(architecture, vpcs, rows))
    return Topology(architecture, regions, vpcs, rows, subnets, copies, spoken, network)


class Places(NamedTuple):
    """What components stand in."""

    architecture: Architecture
    vpcs: Mapping[str, VpcPlace]
    rows: Mapping[str, Row]


def _vpcs(architecture: Architecture) -> Iterator[VpcPlace]:
    """The single VPC of each region that says its block, then those under `vpcs`."""
    regions = [vpc.region for vpc in architecture.vpcs.values()]
    number = 0
    for name, region in architecture.regions.items():
        if region.cidr is not None:
            block = region.cidr
            yield VpcPlace(
                name, name, region.zones, (block.network,), (block,), False, None, None, number, False, True
            )
            number += 1
    for id, vpc in architecture.vpcs.items():
        zones = architecture.regions[vpc.region].zones
        yield VpcPlace(
            id,
            vpc.region,
            tuple(zone for zone in zones if vpc.zones is None or zone in vpc.zones),
            tuple(block.network for block in vpc.cidr),
            vpc.cidr,
            vpc.ipv6,
            vpc.account,
            vpc.label,
            number,
            True,
            regions.count(vpc.region) == 1,
        )
        number += 1


def _row(id: str, subnets: Subnets, vpcs: Mapping[str, VpcPlace]) -> Row:
    own = tuple(vpc for vpc in vpcs if subnets.vpc is None or vpc in subnets.vpc)
    dual = any(vpcs[vpc].ipv6 for vpc in own) if subnets.ipv6 is None else bool(subnets.ipv6)
    return Row(
        id,
        subnets.access,
        subnets.label,
        subnets.description,
        own,
        subnets.via,
        tuple(subnets.routes.items()),
        dual,
        subnets.ipv6 != "only",
    )


def _subnets(
    architecture: Architecture, vpcs: Mapping[str, VpcPlace], rows: Mapping[str, Row]
) -> Iterator[tuple[str, Subnet]]:
    for vpc in vpcs.values():
        own = {id: architecture.subnets[id] for id, row in rows.items() if vpc.id in row.vpcs}
        blocks: dict[tuple[str, str], Allocation] = {}
        for block in vpc.blocks:
            taken = {id: subnets for id, subnets in own.items() if _block_of(subnets, vpc) == block}
            blocks |= allocations(vpc.region, vpc.zones, block, taken)
        numbers = slots(own)
        for id, row in own.items():
            for index, zone in enumerate(vpc.zones):
                if (id, zone) not in blocks:
                    continue
                found = blocks[id, zone]
                yield (
                    f"{id}@{zone}",
                    Subnet(
                        f"{id}@{zone}",
                        id,
                        vpc.region,
                        zone,
                        row.access,
                        found.network,
                        found.slot,
                        found.written,
                        vpc.id,
                        numbers[id] * ZONES + index,
                    ),
                )


def _block_of(subnets: Subnets, vpc: VpcPlace) -> IPv4Network:
    """The block of the VPC from which a row is taken."""
    wanted = subnets.cidr.network if subnets.cidr is not None else None
    return wanted if wanted in vpc.blocks and wanted is not None else vpc.cidr


def _copies(id: str, component: Component, places: Places, spoken: StatedConnections) -> Iterator[Copy]:
    scope = component.actual_scope
    if component.category is Category.WEB_ACL and _guards_regions(id, places.architecture, spoken):
        scope = Scope.REGION
    if scope in (Scope.OUTSIDE, Scope.GLOBAL):
        yield Copy(id, id)
        return
    for territory in territories(component, places):
        if component.category is Category.WEB_ACL:
            yield Copy(f"{id}@{territory.name}", id, territory.name)
        else:
            for copy in component.copies(id, territory):
                yield copy if territory.vpc is None else copy._replace(vpc=territory.vpc)


def _guards_regions(id: str, architecture: Architecture, spoken: StatedConnections) -> bool:
    """Whether a web ACL is regional: none of what it guards is global."""
    targets = [architecture.components[guard.target] for guard in spoken.guards if guard.acl == id]
    return bool(targets) and all(target.actual_scope is not Scope.GLOBAL for target in targets)


def territories(component: Component, places: Places) -> Iterator[Territory]:
    """What a component stands in: VPCs or regions; where it has replica regions, its home comes first."""
    replicas = component.copied_to
    wanted = component.region or tuple(places.architecture.regions)
    homes = wanted[:1] if replicas else wanted
    for territory in _all_territories(component, places):
        if territory.name in homes:
            yield territory
    for territory in _all_territories(component, places):
        if territory.name in replicas and territory.name not in homes:
            yield territory._replace(home=False)


def _all_territories(component: Component, places: Places) -> Iterator[Territory]:
    """The VPCs or regions that a component could stand in."""
    row = places.rows.get(component.subnets or "")
    if component.actual_scope in (Scope.ZONE, Scope.VPC):
        for vpc in places.vpcs.values():
            if vpc.id in row.vpcs if row else _wants(component, vpc, places):
                given = places.architecture.subnets.get(component.subnets or "")
                zones = row_zones(given, vpc.zones) if given else vpc.zones
                yield Territory(vpc.region, zones, vpc=vpc.id, crowded=not vpc.alone)
        return
    attached = {places.vpcs[vpc].region for vpc in row.vpcs} if row else {*_regions_of(component, places)}
    for name, region in places.architecture.regions.items():
        if not attached or name in attached:
            yield Territory(name, region.zones)


def _wants(component: Component, vpc: VpcPlace, places: Places) -> bool:
    """Whether a VPC has a copy of what is in no row: where it says so, or where the VPC needs one."""
    if component.vpc is not None:
        return vpc.id in component.vpc
    if vpc.alone:
        return True
    rows = [row for row in places.rows.values() if vpc.id in row.vpcs]
    match component.category:
        case Category.INTERNET_GATEWAY:
            return any(row.access == "public" for row in rows)
        case Category.EGRESS_ONLY_GATEWAY:
            return vpc.ipv6 and any(row.access == "private" for row in rows)
        case Category.NAT_GATEWAY:
            return any(row.access == "private" and row.via is None for row in rows)
        case _:
            return any(row.access != "public" for row in rows)


def _regions_of(component: Component, places: Places) -> Iterator[str]:
    """The region of what is attached to a VPC, or to a gateway that is."""
    for id in component.attached:
        other = places.architecture.components.get(id)
        if id in places.vpcs:
            yield places.vpcs[id].region
        elif other is not None and other is not component:
            yield from _regions_of(other, places)
