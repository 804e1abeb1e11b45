"""Routes to gateways and what the templates of gateways print: attachments, tables, shares across accounts.

Sources: the AWS provider's pages of `aws_ec2_transit_gateway_vpc_attachment` (attachments of a shared gateway
are accepted in the gateway's account, and set no default tables), `aws_ram_resource_share_accepter` and
`aws_dx_gateway_association`; AWS Transit Gateway guide (routes to a Direct Connect gateway are propagated,
never static; a static route would win over the propagated ones of a VPN and its backup; appliance mode keeps
both directions of a flow in one zone).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_network

from archgen.model.kinds import Copy
from archgen.model.kinds.category import PRIVATE_CONNECTIONS, Category
from archgen.render.outputs.terraform.names import label
from archgen.render.outputs.terraform.parts import Part, Place, Stack
from archgen.render.quoting import Hcl, hcl, refer
from archgen.topology.graph import Subnet
from archgen.topology.network import BLACKHOLE, Block
from archgen.topology.routes.routing import (
    EVERYWHERE,
    attachments,
    blocks_of,
    connections_of,
    edge_routes,
    ipv6_of,
    peers_of,
    routes_of,
    transit_routes,
)


@dataclass(frozen=True, slots=True)
class OtherRoute:
    """A route of a row that is not its default route to an internet gateway or NAT gateway.

    `targets` are the targets of the zones, where they differ; else `target` is that of all.
    """

    label: str
    destination: Hcl
    attribute: str
    target: Hcl | None
    targets: Mapping[str, Hcl]
    after: Hcl | None
    """What has to be there first, though the route does not name it."""


def other_routes(stack: Stack, place: Place, row: str) -> tuple[OtherRoute, ...]:
    """The routes of a row beside the usual default route, each destination once."""
    found: dict[tuple[object, str], dict[str, Copy | None]] = {}
    own = place.vpc_id or place.name
    for subnet in stack.subnets(place, row):
        if subnet.vpc != own:
            continue
        for route in routes_of(stack.topology, subnet):
            copy = stack.topology.copies.get(route.target)
            if not _is_usual(stack, subnet, route.destination, copy):
                by = copy.component if copy else route.target
                found.setdefault((route.destination, by), {})[subnet.zone] = copy
    return tuple(_numbered(stack, place, row, found))


def _is_usual(stack: Stack, subnet: Subnet, destination: object, copy: Copy | None) -> bool:
    """Whether it is the default route that a row's access is the short form of."""
    return destination == EVERYWHERE[4] and copy is not None and stack.topology.rows[subnet.row].via is None


def _numbered(
    stack: Stack, place: Place, row: str, found: Mapping[tuple[object, str], Mapping[str, Copy | None]]
) -> Iterator[OtherRoute]:
    for (destination, _), zones in found.items():
        name = f"{label(row)}_to_{_name_of(stack, ip_network(str(destination)))}{place.suffix}"
        copies = list(zones.values())
        attribute, first, after = _target(stack, place, copies[0])
        zonal = any(copy is not None and copy.zone is not None for copy in copies)
        targets = {zone: _target(stack, place, copy)[1] for zone, copy in zones.items()} if zonal else {}
        yield OtherRoute(
            name, _destination(stack, destination), attribute, None if zonal else first, targets, after
        )


def _name_of(stack: Stack, block: Block) -> str:
    """What a block is called in labels: by whose it is, with its number from the second on."""
    owners: dict[str, tuple[Block, ...]] = {vpc.id: blocks_of(vpc) for vpc in stack.topology.vpcs.values()}
    for id in stack.topology.of(Category.EXTERNAL):
        cidrs = stack.topology.components[id].written_blocks
        owners[id] = tuple(cidr.network for cidr in cidrs)
    for id, blocks in owners.items():
        if block in blocks:
            number = blocks.index(block)
            return label(id) + (f"_{number + 1}" if number else "")
    if block.prefixlen == 0:
        return "internet" if block.version == 4 else "internet_ipv6"
    return label(re.sub(r"[^0-9a-f]+", "-", str(block)))


def _destination(stack: Stack, destination: object) -> Hcl:
    """The argument for a destination: what stands for the IPv6 block of a VPC is its attribute."""
    block = ip_network(str(destination))
    if block.version == 4:
        return Hcl(f"destination_cidr_block = {hcl(str(block))}")
    for vpc in stack.topology.vpcs.values():
        if vpc.ipv6 and ipv6_of(vpc) == block:
            return Hcl(f"destination_ipv6_cidr_block = {stack.place_of(vpc.id).vpc}.ipv6_cidr_block")
    return Hcl(f"destination_ipv6_cidr_block = {hcl(str(block))}")


def _target(stack: Stack, place: Place, copy: Copy | None) -> tuple[str, Hcl, Hcl | None]:
    """The argument that names a gateway, its value, and what the route waits for."""
    if copy is None:
        address = refer("aws_egress_only_internet_gateway", place.vpc_label, "id")
        return "egress_only_gateway_id", address, None
    part = stack.part_of(copy)
    name = part.label if part else label(copy.component)
    key = f"[{hcl(copy.zone)}]" if copy.zone else ""
    match stack.topology.components[copy.component].category:
        case Category.TRANSIT_GATEWAY:
            wait = refer(
                "aws_ec2_transit_gateway_vpc_attachment", f"{name}_{label(place.vpc_id or place.name)}"
            )
            return "transit_gateway_id", _transit_id(stack, copy.component, name), wait
        case Category.PEERING:
            return "vpc_peering_connection_id", refer("aws_vpc_peering_connection", name, "id"), None
        case Category.VPN | Category.DIRECT_CONNECT:
            return "gateway_id", refer("aws_vpn_gateway", place.vpc_label, "id"), None
        case Category.FIREWALL:
            return "vpc_endpoint_id", Hcl(f"local.{name}_endpoints{key}"), None
        case Category.NAT_INSTANCE:
            return "network_interface_id", Hcl(f"aws_instance.{name}{key}.primary_network_interface_id"), None
        case Category.NAT_GATEWAY:
            return "nat_gateway_id", Hcl(f"aws_nat_gateway.{name}{key}.id"), None
        case Category.EGRESS_ONLY_GATEWAY:
            return "egress_only_gateway_id", refer("aws_egress_only_internet_gateway", name, "id"), None
        case _:
            return "gateway_id", refer("aws_internet_gateway", name, "id"), None


# Transit gateways


def _transit_id(stack: Stack, id: str, label: str) -> Hcl:
    """The id of a transit gateway: of the resource, or the variable of one that another team runs."""
    shared = stack.topology.components[id].is_shared
    return refer("var", f"{label}_id") if shared else refer("aws_ec2_transit_gateway", label, "id")


@dataclass(frozen=True, slots=True)
class Attachment:
    """The attachment of a VPC: `place` is the VPC's, `shared` says that the gateway's account accepts it."""

    vpc: str
    place: Place
    label: str
    subnets: Hcl
    appliance: bool
    ipv6: bool
    shared: bool


@dataclass(frozen=True, slots=True)
class TransitRoute:
    """A route of a transit gateway's table; a blackhole has no `attachment`."""

    label: str
    block: Hcl
    attachment: Hcl | None


@dataclass(frozen=True, slots=True)
class TransitTable:
    """The route table of an attachment. `propagated` are attachments whose routes it learns."""

    origin: str
    label: str
    attachment: Hcl
    routes: tuple[TransitRoute, ...]
    propagated: Mapping[str, Hcl]


def transit_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a transit gateway prints."""
    joined = tuple(_attachment(stack, part, vpc) for vpc in attachments(stack.topology, part.id))
    gateway = _transit_id(stack, part.id, part.label)
    if part.model.is_shared:
        return {"gateway": gateway, "attachments": joined, "accounts": [], "tables": (), "peers": ()}
    shared = {each.place.account: each.place for each in joined if each.shared}
    origins = [
        *attachments(stack.topology, part.id),
        *(stack.topology.copies_of(id)[0].id for id in connections_of(stack.topology, part.id)),
        *(stack.topology.copies_of(id)[0].id for id in peers_of(stack.topology, part.id)),
    ]
    return {
        "gateway": gateway,
        "attachments": joined,
        "accounts": [
            {"label": place.account_label, "provider": place.provider, "number": place.number}
            for place in shared.values()
        ],
        "tables": tuple(_table(stack, part, origin) for origin in origins),
        "peers": tuple(_peer(stack, part, id) for id in _asked(stack, part)),
    }


def _asked(stack: Stack, part: Part) -> Iterator[str]:
    """The transit gateways that this one asks to be peered: the one that comes first in the file asks."""
    order = list(stack.architecture.components)
    yield from (p for p in peers_of(stack.topology, part.id) if order.index(p) > order.index(part.id))


def _peer(stack: Stack, part: Part, id: str) -> dict[str, object]:
    other = stack.parts_of(id)[0]
    return {"label": f"{part.label}_{other.label}", "part": other, "place": other.place}


def _attachment(stack: Stack, part: Part, vpc: str) -> Attachment:
    place = stack.place_of(vpc)
    subnets = attachments(stack.topology, part.id)[vpc]
    row = subnets[0].row if subnets else ""
    every = [s.zone for s in stack.topology.subnets.values() if s.row == row and s.vpc == vpc]
    address = f"aws_subnet.{label(row)}{place.suffix}"
    listed = ", ".join(f"{address}[{hcl(s.zone)}].id" for s in subnets)
    whole = len(every) == len(subnets)
    ids = f"[for subnet in {address} : subnet.id]" if whole else f"[{listed}]"
    return Attachment(
        vpc,
        place,
        f"{part.label}_{label(vpc)}",
        Hcl(ids),
        bool(stack.topology.in_vpc(vpc, Category.FIREWALL)),
        stack.topology.vpcs[vpc].ipv6,
        place.account != part.place.account and not part.model.is_shared,
    )


def _end(stack: Stack, part: Part, target: str) -> Hcl:
    """The id of an attachment, by the VPC, the connection or the gateway that it leads to."""
    if target in stack.topology.vpcs:
        return refer("aws_ec2_transit_gateway_vpc_attachment", f"{part.label}_{label(target)}", "id")
    copy = stack.topology.copies[target]
    other = stack.part_of(copy)
    name = other.label if other else label(copy.component)
    match stack.topology.components[copy.component].category:
        case Category.VPN:
            return refer("aws_vpn_connection", name, "transit_gateway_attachment_id")
        case Category.DIRECT_CONNECT:
            return refer("data", "aws_ec2_transit_gateway_dx_gateway_attachment", name, "id")
        case _:
            order = list(stack.architecture.components)
            first = order.index(part.id) < order.index(copy.component)
            pair = (part.label, name) if first else (name, part.label)
            kind = "aws_ec2_transit_gateway_peering_attachment"
            return refer(kind if first else f"{kind}_accepter", "_".join(pair), "id")


def _table(stack: Stack, part: Part, origin: str) -> TransitTable:
    topology = stack.topology
    name = f"{part.label}_{label(origin.partition('@')[0])}"
    routes, propagated, counts = [], {}, dict[str, int]()
    for route in transit_routes(topology, part.id, origin):
        target = topology.copies.get(route.target)
        if target is not None and topology.components[target.component].category in PRIVATE_CONNECTIONS:
            propagated[f"{name}_from_{label(target.component)}"] = _end(stack, part, route.target)
            continue
        to = "nowhere" if route.target == BLACKHOLE else label(route.target.partition("@")[0])
        base = f"{name}_to_{to}"
        counts[base] = counts.get(base, 0) + 1
        own = base if counts[base] == 1 else f"{base}_{counts[base]}"
        end = None if route.target == BLACKHOLE else _end(stack, part, route.target)
        routes.append(TransitRoute(own, _block(stack, str(route.destination)), end))
    return TransitTable(origin, name, _end(stack, part, origin), tuple(routes), propagated)


def _block(stack: Stack, text: str) -> Hcl:
    return Hcl(_destination(stack, text).partition(" = ")[2])


# Private connections, peering, endpoint services, firewalls


def connection_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the templates of VPN and Direct Connect print: what they are attached to, and its blocks."""
    home = part.model.home
    if home in stack.topology.vpcs:
        vpcs = [home]
        gateway = refer("aws_vpn_gateway", stack.place_of(home).vpc_label, "id")
        transit = None
    else:
        vpcs = list(stack.topology.components[home].attachments)
        transit = stack.parts_of(home)[0]
        gateway = _transit_id(stack, home, transit.label)
    ours = [str(b) for vpc in vpcs for b in blocks_of(stack.topology.vpcs[vpc]) if b.version == 4]
    return {"gateway": gateway, "transit": transit, "ours": ours}


def peering_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a peering prints: the other VPC, and whether it is elsewhere."""
    first, second = part.model.joins
    here, there = stack.place_of(first), stack.place_of(second)
    apart = (here.name, here.account) != (there.name, there.account)
    return {"first": here, "second": there, "apart": apart, "abroad": here.name != there.name}


def endpoint_service(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of an endpoint prints of the endpoint service that it leads to."""
    balancer = stack.parts_of(part.model.leads_to or "")[0]
    return {
        "balancer": balancer,
        "first_consumer": next(p.id for p in stack.parts if p.model.leads_to == balancer.id) == part.id,
        "principals": _principals(stack, balancer),
        "foreign": balancer.place.account != part.place.account,
    }


def _principals(stack: Stack, balancer: Part) -> Hcl:
    """The accounts whose VPCs have an endpoint of a load balancer's endpoint service."""
    places = {p.place.account: p.place for p in stack.parts if p.model.leads_to == balancer.id}
    arns = (f'"arn:${{local.partition}}:iam::${{{place.number}}}:root"' for place in places.values())
    return Hcl(f"[{', '.join(arns)}]")


def firewall_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a firewall prints: the blocks of the VPCs that it protects."""
    return {"home_net": [str(block) for vpc in stack.topology.vpcs.values() for block in vpc.blocks]}


def instance_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a NAT instance prints: the blocks that it translates for."""
    vpc = stack.topology.vpcs[part.copies[0].vpc or ""]
    return {
        "zones": stack.zones_expression(part),
        "inside": [str(block) for block in vpc.blocks],
        "architecture": "arm64" if _GRAVITON.match(part.model.size or "") else "x86_64",
    }


_GRAVITON = re.compile(r"[a-z]+[0-9]+g")
"""The instance types with processors of Arm."""


# The VPCs of a place


@dataclass(frozen=True, slots=True)
class VpcOf:
    """A VPC as the network's template prints it; `edge` are the routes of its internet gateway."""

    place: Place
    name: str
    blocks: tuple[str, ...]
    ipv6: bool
    egress_only: bool
    private_gateway: bool
    edge: Mapping[str, Hcl]
    internet_gateway: Hcl | None


def vpc_of(stack: Stack, place: Place, internet_gateway: Hcl | None) -> VpcOf:
    """A VPC of a place."""
    vpc = stack.topology.vpcs[place.vpc_id or place.name]
    named = stack.topology.in_vpc(vpc.id, Category.EGRESS_ONLY_GATEWAY)
    rows = (row for row in stack.topology.rows.values() if vpc.id in row.vpcs)
    private = any(row.access == "private" and row.ipv6 for row in rows)
    edge = {
        str(route.destination): _target(stack, place, stack.topology.copies.get(route.target))[1]
        for route in edge_routes(stack.topology, vpc.id)
    }
    return VpcOf(
        place,
        f"{place.title}-{vpc.id}" if vpc.declared else place.title,
        tuple(str(block) for block in vpc.blocks),
        vpc.ipv6,
        vpc.ipv6 and private and not named,
        bool(connections_of(stack.topology, vpc.id)),
        edge,
        internet_gateway,
    )
