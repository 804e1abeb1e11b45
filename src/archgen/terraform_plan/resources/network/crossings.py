"""What joins networks: transit gateways, peering, VPN, Direct Connect, firewalls, NAT instances.

Sources: AWS Transit Gateway guide (an attachment is associated with one route table, and propagates its
routes into any number of them; static routes win over propagated ones of the same length), AWS Site-to-Site
VPN and Direct Connect User Guides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import IPv4Address, IPv4Network
from typing import NamedTuple

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.model.kinds.category import Category
from archgen.model.kinds.fields import is_private
from archgen.terraform_plan.resources.naming import id_of
from archgen.terraform_plan.resources.network.routes import SUBNETS
from archgen.terraform_plan.resources.observed import Joins, SeenComponent
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.source.knowledge import UNKNOWN, Flag, all_of
from archgen.terraform_plan.source.plan import Resource

VPCS = ("aws_vpc", "aws_default_vpc")
GATEWAY, ATTACHMENT = "aws_ec2_transit_gateway", "aws_ec2_transit_gateway_vpc_attachment"
TABLE = "aws_ec2_transit_gateway_route_table"
_ROUTE, _PROPAGATION = "aws_ec2_transit_gateway_route", f"{TABLE}_propagation"
_ASSOCIATION = f"{TABLE}_association"
_PEERING = "aws_ec2_transit_gateway_peering_attachment"
_ACCEPTERS = (f"{ATTACHMENT}_accepter", f"{_PEERING}_accepter")
VPN, DIRECT_CONNECT = "aws_vpn_connection", "aws_dx_gateway"
_ENDS = (ATTACHMENT, _PEERING, *_ACCEPTERS, VPN)
"""The types whose ids, or whose attributes, are those of attachments."""
_INTERNET = (IPv4Address("1.1.1.1"), IPv4Address("203.0.112.1"))
_MORE = "aws_vpc_ipv4_cidr_block_association"
_BLOCK = "destination_cidr_block"
_ID, _TABLE_ID = "transit_gateway_id", "transit_gateway_route_table_id"


class _Way(NamedTuple):
    """A route of a transit gateway's table; `end` is the address of the attachment, none for a blackhole."""

    block: IPv4Network
    end: str | None
    static: bool


class _Tables:
    """The route tables of one transit gateway."""

    def __init__(self, o: Observer, gateway: Resource, attachments: tuple[Resource, ...]) -> None:
        self.o = o
        self.gateway = gateway
        self.attachments = attachments
        self.vpcs = {a.address: v[0] for a in attachments if (v := o.plan.linked(a, "vpc_id", types=VPCS))}

    def end(self, resource: Resource, path: str = "transit_gateway_attachment_id") -> str | None:
        """The attachment that a route, an association or a propagation names."""
        for found in self.o.plan.linked(resource, path, types=_ENDS):
            if found.type in _ACCEPTERS:
                return self.end(found) or found.address
            return found.address
        return None

    def table_of(self, attachment: Resource) -> str | None:
        """The table that an attachment is associated with; None where the plan does not say it."""
        for association in self.o.plan.of_type(_ASSOCIATION):
            if self.end(association) == attachment.address:
                return next(iter(self._tables(association)), None)
        if not self.o.all_pointing(_ASSOCIATION, "transit_gateway_attachment_id"):
            return None
        return self.gateway.address if self._uses_default(attachment, "association") is True else None

    def _uses_default(self, attachment: Resource, what: str) -> Flag:
        said = self.o.value(self.gateway, f"default_route_table_{what}", default="enable")
        own = self.o.flag(attachment, f"transit_gateway_default_route_table_{what}", default=True)
        return all_of((UNKNOWN if said is UNKNOWN else said != "disable", own))

    def _tables(self, resource: Resource) -> Iterator[str]:
        """The tables that a resource names; the gateway's address is that of its default table."""
        found = self.o.plan.linked(resource, _TABLE_ID, types=(TABLE, GATEWAY))
        yield from (table.address for table in found)

    def ways(self, table: str) -> Iterator[_Way]:
        """The routes of a table."""
        for route in self.o.plan.of_type(_ROUTE):
            block = _block(self.o.value(route, _BLOCK))
            if table in self._tables(route) and block is not None:
                drops = self.o.flag(route, "blackhole")
                end = "" if drops is UNKNOWN else None if drops else self.end(route) or ""
                yield _Way(block, end, True)
        for attachment in self.attachments:
            if table in self._propagated(attachment):
                yield from (
                    _Way(block, attachment.address, False) for block in self.blocks(attachment.address)
                )

    def _propagated(self, attachment: Resource) -> set[str]:
        """The tables that an attachment propagates its routes into."""
        own = {self.gateway.address} if self._uses_default(attachment, "propagation") is True else set()
        named = (p for p in self.o.plan.of_type(_PROPAGATION) if self.end(p) == attachment.address)
        return own | {table for propagation in named for table in self._tables(propagation)}

    def blocks(self, attachment: str) -> list[IPv4Network]:
        """The blocks of the VPC behind an attachment."""
        vpc = self.vpcs.get(attachment)
        if vpc is None:
            return []
        joints = self.o.plan.pointing(vpc, _MORE, "vpc_id")
        texts = [vpc.get("cidr_block"), *(joint.get("cidr_block") for joint in joints)]
        return [block for text in texts if (block := _block(text)) is not None]

    def is_known(self, table: str) -> bool:
        """Whether the plan says of all routes of a table where they lead."""
        whole = (
            *(self.o.all_pointing(type_, _TABLE_ID) for type_ in (_ROUTE, _PROPAGATION)),
            all(
                self.o.value(r, "destination_cidr_block") is not UNKNOWN for r in self.o.plan.of_type(_ROUTE)
            ),
            all(self._uses_default(a, "propagation") is not UNKNOWN for a in self.attachments),
            self.o.all_pointing(_MORE, "vpc_id"),
            all(self.o.value(r, "cidr_block") is not UNKNOWN for r in self.o.plan.of_type(_MORE)),
        )
        if not all(whole):
            return False
        learned = (p for p in self.o.plan.of_type(_PROPAGATION) if table in self._tables(p))
        return all(way.end != "" for way in self.ways(table)) and all(self.end(each) for each in learned)

    def reached(self, table: str) -> dict[str, str]:
        """The VPCs that a table leads to, with the attachments by which."""
        ways = list(self.ways(table))
        found: dict[str, str] = {}
        for attachment, vpc in self.vpcs.items():
            blocks = self.blocks(attachment)
            if blocks and (way := _chosen(ways, blocks[0].network_address)) and way.end == attachment:
                found[vpc.address] = attachment
        return found

    def default(self, table: str) -> str | None:
        """The attachment of a table's default route; empty where it leads out of the plan."""
        ways = [way for way in self.ways(table) if way.block.prefixlen <= 1]
        chosen = next((way for probe in _INTERNET if (way := _chosen(ways, probe))), None)
        return chosen.end if chosen else None


def transit_gateway(o: Observer, gateway: Resource) -> SeenComponent:
    """A transit gateway with the VPCs that it joins, and what its tables say."""
    attachments = o.plan.pointing(gateway, ATTACHMENT, _ID)
    tables = _Tables(o, gateway, attachments)
    own = {a.address: table for a in attachments if (table := tables.table_of(a)) is not None}
    routes: dict[str, tuple[str, ...]] = {}
    defaults: dict[str, str | None] = {}
    for address, table in own.items():
        if (vpc := tables.vpcs.get(address)) is not None and tables.is_known(table):
            routes[vpc.address] = tuple(v for v in tables.reached(table) if v != vpc.address)
            defaults[vpc.address] = tables.default(table)
    homes = {tables.vpcs[end].address for end in defaults.values() if end in tables.vpcs}
    joins = Joins(
        networks=_joined(o, attachments),
        routes=routes,
        default=next(iter(homes)) if len(homes) == 1 else None,
        peers=tuple(_peers(o, gateway)),
        shared=not homes and _is_way_out(o, gateway, attachments),
    )
    made = o.component(Category.TRANSIT_GATEWAY, gateway, joins=joins)
    return replace(made, addresses=(gateway.address, *(a.address for a in attachments)))


def _joined(o: Observer, attachments: tuple[Resource, ...]) -> tuple[tuple[str, str | None], ...]:
    """The VPCs of attachments, each with the subnet tier of its attachment."""
    found: dict[str, str | None] = {}
    shared = _shared_out(o, attachments)
    for attachment in attachments:
        vpcs = o.plan.linked(attachment, "vpc_id", types=VPCS) or shared.get(attachment.address, ())
        places = _attached_subnets(o, attachment, vpcs[0] if vpcs else None)
        rows = [o.seen[place].row for place in places]
        network = vpcs[0].address if vpcs else o.seen[places[0]].network if places else None
        if network is not None:
            found.setdefault(network, max(rows, key=rows.count) if rows else None)
    for attachment in attachments:
        if attachment.address in shared:
            o.plan.open_questions.pop(attachment.address, None)
    return tuple(found.items())


def _shared_out(o: Observer, attachments: tuple[Resource, ...]) -> dict[str, tuple[Resource, ...]]:
    """The VPCs of attachments that a map makes, where there are as many attachments as VPCs are left.

    A transit gateway has one attachment for each VPC, so that each of them has one, whichever that is.
    Source: AWS Transit Gateway guide, "Amazon VPC attachments".
    """
    meant = {a.address: o.plan.meant(a, "vpc_id", types=VPCS) for a in attachments}
    taken = {vpc.address for each in meant.values() for vpc in each.certain}
    open_ = [address for address, each in meant.items() if not each.certain]
    left = {vpc.address: vpc for address in open_ for vpc in meant[address].choices}
    left = {address: vpc for address, vpc in left.items() if address not in taken}
    if len(left) != len(open_) or not all({*left} <= {v.address for v in meant[a].choices} for a in open_):
        return {}
    return {address: (vpc,) for address, vpc in zip(open_, left.values(), strict=True)}


def _attached_subnets(o: Observer, attachment: Resource, vpc: Resource | None) -> tuple[str, ...]:
    """The subnets of an attachment; of several that it may have those of its VPC, if these are one tier."""
    meant = o.plan.meant(attachment, "subnet_ids", types=SUBNETS)
    if meant.choices and not meant.certain and vpc is not None:
        own = [s.address for s in meant.choices if s.address in o.seen]
        own = [address for address in own if o.seen[address].network == vpc.address]
        return tuple(own) if len({o.seen[address].row for address in own}) == 1 else ()
    return o.places(attachment, ("subnet_ids",))


def _is_way_out(o: Observer, gateway: Resource | None, attachments: tuple[Resource, ...]) -> bool:
    """Whether subnets send everything to a transit gateway: then it leads to networks out of the plan."""
    vpcs = {network for network, _ in _joined(o, attachments)}
    return any(
        seen.leads == "transit-gateway"
        and (seen.way == gateway.address if gateway and seen.way else seen.network in vpcs)
        for seen in o.seen.values()
    )


def _peers(o: Observer, gateway: Resource) -> Iterator[str]:
    for peering in o.plan.pointing(gateway, _PEERING, _ID):
        for other in o.plan.linked(peering, "peer_transit_gateway_id", types=(GATEWAY,)):
            yield other.address


def lone_peerings(o: Observer) -> dict[str, Gap]:
    """The peerings with transit gateways that the plan does not have, where it says with which."""
    here = o.plan.of_type(GATEWAY)
    joined = {p.address for g in here if any(_peers(o, g)) for p in o.plan.pointing(g, _PEERING, _ID)}
    known = joined | {*o.plan.open_questions}
    apart = (p for p in o.plan.of_type(_PEERING) if p.address not in known)
    gap = Gap(Cause.ENDS_OUTSIDE, Phrase("the other transit gateway"))
    return {peering.address: gap for peering in apart}


def foreign_gateways(o: Observer) -> Iterator[SeenComponent]:
    """Transit gateways of other configurations: all that the plan has of them is the attachments."""
    apart = [a for a in o.plan.of_type(ATTACHMENT) if not o.plan.linked(a, _ID, types=(GATEWAY,))]
    together: dict[str, list[Resource]] = {}
    for attachment in apart:
        names = o.plan.values(attachment, _ID) or o.plan.mentions(attachment, _ID)[:1]
        region = o.region(attachment, o.places(attachment, ("subnet_ids",)))
        together.setdefault(f"{region} {names[0] if names else attachment.address}", []).append(attachment)
    for same in together.values():
        networks = _joined(o, tuple(same))
        if networks:
            places = o.places(same[0], ("subnet_ids",))
            made = o.component(
                Category.TRANSIT_GATEWAY,
                same[0],
                fields={"label": None},
                joins=Joins(networks=networks, shared=True),
            )
            id = made.id if made.placed else "tgw"
            yield replace(
                made, id=id, region=o.region(same[0], places), addresses=tuple(a.address for a in same)
            )


def peering(o: Observer, r: Resource) -> SeenComponent:
    """A peering of two VPCs of the plan; of one where the other is somebody else's."""
    ends = [v for path in ("vpc_id", "peer_vpc_id") for v in o.plan.linked(r, path, types=VPCS)]
    return o.component(Category.PEERING, r, joins=Joins(networks=tuple((vpc.address, None) for vpc in ends)))


def vpn(o: Observer, r: Resource) -> SeenComponent:
    """A VPN connection, with the blocks of the network that it leads to."""
    customers = o.plan.linked(r, "customer_gateway_id", types=("aws_customer_gateway",))
    name = next((id_of(c.tag("Name") or c.name) for c in customers), "")
    static = o.plan.pointing(r, "aws_vpn_connection_route", "vpn_connection_id")
    said = [r.get("local_ipv4_network_cidr"), *(each.get("destination_cidr_block") for each in static)]
    said += [each.get("destination_cidr_block") for each in o.plan.pointing(r, _ROUTE, _END)]
    return o.component(Category.VPN, r, joins=_private(o, r, name, said))


_END = "transit_gateway_attachment_id"


def direct_connect(o: Observer, r: Resource) -> SeenComponent:
    """A Direct Connect gateway with what it is associated with."""
    found = o.plan.pointing(r, "aws_dx_gateway_association", "dx_gateway_id")
    lines = [
        line
        for type_ in ("aws_dx_private_virtual_interface", "aws_dx_transit_virtual_interface")
        for line in o.plan.pointing(r, type_, "dx_gateway_id")
    ]
    tagged = next((line for line in lines if line.tag("Component")), r)
    joins = _private(o, found[0], "", ()) if found else Joins()
    made = o.component(Category.DIRECT_CONNECT, tagged, joins=joins)
    return replace(made, addresses=(r.address, *(line.address for line in lines)))


def _private(o: Observer, r: Resource, name: str, said: object) -> Joins:
    """What a connection to a private network is attached to, and the blocks of that network."""
    path = "associated_gateway_id" if r.type == "aws_dx_gateway_association" else None
    vpcs = [
        v for g in o.plan.linked(r, path or "vpn_gateway_id", types=("aws_vpn_gateway",)) for v in _of(o, g)
    ]
    gateways = o.plan.linked(r, path or _ID, types=(GATEWAY,))
    texts = said if isinstance(said, list) else []
    blocks = [block for text in texts if (block := _block(text)) is not None and is_private(block)]
    shared = not vpcs and not gateways and r.type == VPN and bool(o.plan.mentions(r, _ID) or r.get(_ID))
    return Joins(
        networks=tuple((vpc.address, None) for vpc in vpcs),
        gateway=gateways[0].address if gateways else None,
        blocks=tuple(dict.fromkeys(map(str, blocks))),
        name=name,
        shared=shared,
    )


def _of(o: Observer, gateway: Resource) -> tuple[Resource, ...]:
    """The VPC of a virtual private gateway."""
    own = o.plan.linked(gateway, "vpc_id", types=VPCS)
    if own:
        return own
    joints = o.plan.pointing(gateway, "aws_vpn_gateway_attachment", "vpn_gateway_id")
    return tuple(vpc for joint in joints for vpc in o.plan.linked(joint, "vpc_id", types=VPCS))


def firewall(o: Observer, r: Resource) -> SeenComponent:
    """A network firewall with the subnets of its endpoints."""
    vpcs = o.plan.linked(r, "vpc_id", types=VPCS)
    places = o.places(r, ("subnet_mapping", "subnet_id"))
    gap = None if places else o.gap(r, ("subnet_mapping", "subnet_id"))
    return o.component(Category.FIREWALL, r, places, network=vpcs[0].address if vpcs else None, gap=gap)


def egress_only(o: Observer, r: Resource) -> SeenComponent:
    """An egress-only internet gateway."""
    vpcs = o.plan.linked(r, "vpc_id", types=VPCS)
    return o.component(Category.EGRESS_ONLY_GATEWAY, r, network=vpcs[0].address if vpcs else None)


def _chosen(ways: list[_Way], address: IPv4Address) -> _Way | None:
    """By the longest prefix; a static route before a propagated one."""
    held = [way for way in ways if address in way.block]
    return max(held, key=lambda way: (way.block.prefixlen, way.static), default=None)


def _block(text: object) -> IPv4Network | None:
    try:
        return IPv4Network(text, strict=False) if isinstance(text, str) and text else None
    except ValueError:
        return None
