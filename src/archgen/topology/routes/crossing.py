"""What the network makes of a way between copies: the gateways that traffic passes, or why it is not carried.

The walk of a packet (`topology/routes/walk.py`) decides; here its hops become copies, and its refusals the
causes and sentences that rules and docs print.
"""

from __future__ import annotations

from enum import StrEnum

from archgen.findings.phrase import Phrase
from archgen.model.kinds import Copy
from archgen.model.kinds.category import LEADING_OUT, TRANSLATING, Category
from archgen.topology.graph import Topology
from archgen.topology.network import INTERNET, Block, Refusal
from archgen.topology.routes.routing import network_of, walker
from archgen.topology.routes.walk import Walk


class Cause(StrEnum):
    """What breaks a path."""

    NO_INTERNET_GATEWAY = "no internet gateway"
    NO_NAT_GATEWAY = "no NAT gateway"
    MISPLACED_NAT_GATEWAY = "NAT gateway outside public subnets"
    ISOLATED = "isolated subnets"
    NO_PUBLIC_ADDRESS = "no public address"
    NO_WAY_IN = "no route in"
    INTERNAL = "internal load balancer"
    INTERNET_FACING = "internet-facing load balancer"
    OVERLAP = "the VPC's own addresses"
    NOT_PEERED = "VPCs apart"
    ZONE_NOT_ENABLED = "zone not enabled"
    OTHER_WAY = "not via the named gateway"
    OTHER_REGION = "an endpoint of another region"
    NO_ROUTE = "no route"
    BLACKHOLE = "a blackhole route"
    NO_ATTACHMENT = "no attachment in the zone"
    NO_TRANSIT_ROUTE = "no route in the transit gateway"
    NOT_TRANSITIVE = "peering is not transitive"
    NO_RETURN = "no return route"
    ASYMMETRIC = "a firewall that sees one direction only"


Trouble = tuple[Cause, Phrase]
"""Why the gateways that there are do not suffice."""

Ways = tuple[tuple[Copy, ...], Trouble | None]
"""The gateways and endpoints that traffic passes, and why they do not suffice."""


def home_subnet(topology: Topology, copy: Copy) -> str | None:
    """The subnet from which a copy sends, or in which it is reached; the first of several."""
    zones = (copy.zone,) if copy.zone else copy.zones
    known = next((id for zone in zones if (id := f"{copy.row}@{zone}") in topology.subnets), None)
    if known is not None:
        return known
    own = (s.id for s in topology.subnets.values() if s.row == copy.row and s.vpc == copy.vpc)
    return next(own, None)


def way_out(topology: Topology, source: Copy) -> Ways:
    """From a subnet to the internet."""
    subnet = home_subnet(topology, source)
    if subnet is None:
        return (), None
    walk = walker(topology).walk(subnet, INTERNET)
    hops = _copies(topology, walk)
    misplaced = _misplaced(topology, walk)
    if misplaced is not None:
        return (misplaced,), _misplacement(topology, misplaced)
    if walk.refused is not None:
        return _behind_nat(topology, hops), _no_way_out(topology, source, walk, hops)
    if not _is_addressed(topology, source, walk):
        return hops, _without_address(topology, source)
    return _behind_nat(topology, hops), None


_TO_INTERNET = (*LEADING_OUT, Category.INTERNET_GATEWAY)


def across(topology: Topology, source: Copy, target: Copy) -> Ways:
    """From a subnet to a subnet of another VPC."""
    here, there = home_subnet(topology, source), home_subnet(topology, target)
    if here is None or there is None:
        return (), None
    walk = walker(topology).walk(here, there)
    if walk.refused is not None and all(_category(topology, hop) in _TO_INTERNET for hop in walk.hops):
        return (), (Cause.NOT_PEERED, _apart(topology, source, target))
    return _copies(topology, walk), _trouble(topology, walk, target.component)


def within(topology: Topology, source: Copy, target: Copy) -> Ways:
    """From a subnet to a subnet of the same VPC: by the local route, or by one that is more specific.

    Source: Amazon VPC User Guide, middlebox routing: routes to the VPC's own subnets may lead to a firewall.
    """
    here, there = home_subnet(topology, source), home_subnet(topology, target)
    if here is None or there is None or not (_is_diverted(topology, here) or _is_diverted(topology, there)):
        return (), None
    walk = walker(topology).walk(here, there)
    return _copies(topology, walk), _trouble(topology, walk, target.component)


def _is_diverted(topology: Topology, subnet: str) -> bool:
    """Whether some of a subnet's own VPC is routed elsewhere than locally."""
    network = network_of(topology)
    known = network.subnets[subnet]
    wide = (r for r in known.routes if r.destination.version == 4 and r.destination.prefixlen > 1)
    blocks = network.vpcs[known.vpc].blocks
    return any(_overlaps(route.destination, block) for route in wide for block in blocks)


def _overlaps(one: Block, other: Block) -> bool:
    return one.version == other.version and one.overlaps(other)


def to_network(topology: Topology, source: Copy, network: str) -> Ways:
    """From a subnet to a private network that the file's own connections lead to."""
    subnet = home_subnet(topology, source)
    if subnet is None:
        return (), None
    walk = walker(topology).walk(subnet, network)
    return _copies(topology, walk), _trouble(topology, walk, network)


def from_network(topology: Topology, network: str, target: Copy) -> Ways:
    """From a private network into a subnet."""
    subnet = home_subnet(topology, target)
    if subnet is None:
        return (), None
    walk = walker(topology).walk(network, subnet)
    return _copies(topology, walk), _trouble(topology, walk, target.component)


def from_internet(topology: Topology, target: Copy) -> tuple[Copy, ...]:
    """The gateways between the internet and a public subnet: with a firewall, where one is in between."""
    subnet = home_subnet(topology, target)
    walk = walker(topology).walk(INTERNET, subnet) if subnet else None
    return _copies(topology, walk) if walk is not None and walk.carried else ()


def _copies(topology: Topology, walk: Walk) -> tuple[Copy, ...]:
    return tuple(topology.copies[hop] for hop in walk.hops if hop in topology.copies)


def _behind_nat(topology: Topology, hops: tuple[Copy, ...]) -> tuple[Copy, ...]:
    """The hops without the internet gateway behind a NAT: it goes without saying."""
    categories = [topology.components[hop.component].category for hop in hops]
    translated = next((i for i, each in enumerate(categories) if each in TRANSLATING), len(hops))
    return tuple(
        hop
        for index, (hop, category) in enumerate(zip(hops, categories, strict=True))
        if category is not Category.INTERNET_GATEWAY or index < translated
    )


def _misplaced(topology: Topology, walk: Walk) -> Copy | None:
    """The NAT on the way that would translate to public addresses, and is in no public subnet."""
    for hop in walk.hops:
        copy = topology.copies.get(hop)
        if copy is None or topology.components[copy.component].category not in TRANSLATING:
            continue
        zonal = copy.zone is not None
        if zonal and not topology.is_private_nat(copy) and topology.access_of(copy) != "public":
            return copy
        return None
    return None


def _misplacement(topology: Topology, nat: Copy) -> Trouble:
    row = nat.row or Phrase("no subnet")
    return Cause.MISPLACED_NAT_GATEWAY, Phrase(
        "{nat} is in {row}, which is not public", nat=nat.component, row=row
    )


def _is_addressed(topology: Topology, source: Copy, walk: Walk) -> bool:
    """Whether what leaves by an internet gateway has an address there: its own, or that of a NAT."""
    if walk.version == 6 or any(_category(topology, hop) in TRANSLATING for hop in walk.hops):
        return True
    public = topology.access_of(source) == "public"
    return public and not topology.components[source.component].called_by_api


def _without_address(topology: Topology, source: Copy) -> Trouble:
    if topology.components[source.component].category is Category.FUNCTION:
        text = "{source} has no public address: a function's interfaces never get one"
    elif topology.components[source.component].called_by_api:
        text = "{source} has no public address: its network interfaces get none"
    else:
        text = "{row} is private: nothing in it has a public address behind the internet gateway"
    return Cause.NO_PUBLIC_ADDRESS, Phrase(text, source=source.component, row=source.row)


def _category(topology: Topology, hop: str) -> Category | None:
    copy = topology.copies.get(hop)
    return topology.components[copy.component].category if copy else None


def _no_way_out(topology: Topology, source: Copy, walk: Walk, hops: tuple[Copy, ...]) -> Trouble | None:
    """Why the internet is not reached, in the words of the row where its own table says it."""
    own, access = not walk.hops, topology.access_of(source)
    cause = walk.refused.cause if walk.refused else None
    if own and access == "isolated" and cause is Refusal.NO_ROUTE:
        return Cause.ISOLATED, Phrase("{row} is isolated: it has no default route", row=source.row)
    if own and access == "public" and cause is Refusal.NO_ROUTE:
        return no_gateway(topology, source.vpc)
    if own and cause is Refusal.NO_ROUTE:
        where = topology.vpcs[source.vpc or ""]
        text = "{row} is private and there is no NAT gateway in {region}"
        named = where.id if where.declared else where.region
        return Cause.NO_NAT_GATEWAY, Phrase(text, row=source.row, region=named)
    nats = [hop for hop in hops if topology.components[hop.component].category in TRANSLATING]
    if cause is Refusal.NO_INTERNET_GATEWAY or (cause is Refusal.NO_ROUTE and nats and nats[-1] == hops[-1]):
        return no_gateway(topology, nats[-1].vpc if nats else source.vpc)
    return _trouble(topology, walk, INTERNET)


def no_gateway(topology: Topology, vpc: str | None) -> Trouble:
    """A VPC has no internet gateway."""
    place = topology.vpcs[vpc or ""]
    if place.declared:
        return Cause.NO_INTERNET_GATEWAY, Phrase("{vpc} has no internet gateway", vpc=place.id)
    text = "the VPC in {region} has no internet gateway"
    return Cause.NO_INTERNET_GATEWAY, Phrase(text, region=place.region)


def _apart(topology: Topology, source: Copy, target: Copy) -> Phrase:
    here, there = topology.vpcs[source.vpc or ""], topology.vpcs[target.vpc or ""]
    if not here.declared and not there.declared:
        text = "{region} and {other} have a VPC each, and they are not peered"
        return Phrase(text, region=source.region, other=target.region)
    return Phrase("no gateway joins {vpc} and {other}", vpc=here.id, other=there.id)


_CAUSES = {
    Refusal.NO_ROUTE: (Cause.NO_ROUTE, "{at} has no route to {target}"),
    Refusal.BLACKHOLE: (Cause.BLACKHOLE, "a route of {at} to {target} is a blackhole"),
    Refusal.NO_ATTACHMENT: (Cause.NO_ROUTE, "{at} is not attached to {more}"),
    Refusal.NO_ATTACHMENT_IN_ZONE: (
        Cause.NO_ATTACHMENT,
        "{at} has no attachment to {more} in {last}, from where the traffic comes",
    ),
    Refusal.NO_TRANSIT_ROUTE: (
        Cause.NO_TRANSIT_ROUTE,
        "the route table of {at} for {more} has no route to {target}",
    ),
    Refusal.NOT_TRANSITIVE: (
        Cause.NOT_TRANSITIVE,
        "{at} carries traffic between its two ends only, and passes on none",
    ),
    Refusal.NOT_TRANSLATED: (
        Cause.NO_PUBLIC_ADDRESS,
        "the traffic comes to {at} without an address of its VPC",
    ),
    Refusal.NO_SUBNET: (Cause.MISPLACED_NAT_GATEWAY, "{at} is in no subnet"),
    Refusal.NOT_CONNECTED: (Cause.NO_ROUTE, "{at} does not lead to {target}"),
    Refusal.OVERLAP: (Cause.OVERLAP, "{at} has addresses of {target} too, and keeps the traffic"),
    Refusal.LOOP: (Cause.NO_ROUTE, "the routes lead back to {at}"),
    Refusal.DOWN: (Cause.NO_ROUTE, "{at} fails with its zone"),
    Refusal.NO_RETURN: (Cause.NO_RETURN, "{at} has no route back to the source"),
    Refusal.ASYMMETRIC: (Cause.ASYMMETRIC, "{at} sees one direction of the traffic only"),
    Refusal.NO_ADDRESS: (Cause.NO_ROUTE, "{at} has no address of the same version as {target}"),
}


def _trouble(topology: Topology, walk: Walk, target: str) -> Trouble | None:
    """A refusal as a cause with its sentence; none where the way leads to something unknown."""
    if walk.refused is None or walk.refused.cause not in _CAUSES:
        return None
    cause, text = _CAUSES[walk.refused.cause]
    if walk.refused.cause is Refusal.BLACKHOLE and len(walk.refused.arguments) > 1:
        text = "{at} does not let {more} reach {target}"
    at, more, last = (*(_named(topology, each) for each in walk.refused.arguments), "", "", "")[:3]
    end: str | Phrase = Phrase("the internet") if target == INTERNET else target
    return cause, Phrase(text, at=at, more=more, last=last, target=end)


def _named(topology: Topology, id: str) -> str:
    """A copy by its component, a subnet by its row and zone."""
    copy = topology.copies.get(id)
    return copy.component if copy and not copy.zone else id
