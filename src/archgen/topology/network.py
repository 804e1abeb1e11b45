"""Networks as AWS has them: VPCs, subnets with route tables, and gateways.

Two sources fill a `Network`: the architecture file (`topology/routes/routing.py`) and a Terraform plan.
Each of them must give:

- every VPC with all its blocks (primary, secondary, IPv6); the local routes are implied and never listed;
- every subnet with its route table. A table is a tuple of routes; where two routes have the same
  destination the first one counts. A default route in two halves (`0.0.0.0/1` and `128.0.0.0/1`) is given as
  the two routes that it is;
- every gateway under the id that routes name as their target. What a route leads to and the front door
  cannot place (an id, a data source, an unknown type) is `Unplaced`: a walk then ends with
  `Refusal.UNPLACED`, and no finding may follow from it;
- private networks outside of AWS as `Remote`, joined by a `PrivateConnection`;
- for a transit gateway, one attachment per VPC, connection or peered transit gateway, and under each of
  these the routes of the route table that it is *associated* with (propagated routes are routes as well).

Where ids of gateways are ids of the topology's copies (`nat@us-east-1a`), the topology's paths print them.

Sources: Amazon VPC User Guide, route priority (longest prefix; the local route), VPC peering basics (no
transitive peering), NAT gateways; Amazon VPC Transit Gateways, how transit gateways work (Availability Zones,
routing); AWS Network Firewall Developer Guide, architectures with an internet and a NAT gateway.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Literal, NamedTuple

Block = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
Version = Literal[4, 6]

INTERNET = "0.0.0.0/0"
"""The internet at large, where the id of a subnet or a private network would be."""
LOCAL = "local"
BLACKHOLE = "blackhole"


class Refusal(StrEnum):
    """Why a packet is not carried."""

    NO_ROUTE = "no route"
    BLACKHOLE = "blackhole route"
    NO_ATTACHMENT = "no attachment"
    NO_ATTACHMENT_IN_ZONE = "no attachment in the zone"
    NO_TRANSIT_ROUTE = "no route in the transit gateway"
    NOT_TRANSITIVE = "peering is not transitive"
    NOT_TRANSLATED = "no public address behind the internet gateway"
    NO_SUBNET = "NAT gateway without a subnet"
    NO_INTERNET_GATEWAY = "no internet gateway"
    NOT_CONNECTED = "not a network of this connection"
    OVERLAP = "overlapping addresses"
    LOOP = "routing loop"
    DOWN = "gateway in the failed zone"
    NO_RETURN = "no return route"
    ASYMMETRIC = "the answer passes another firewall"
    NO_ADDRESS = "no address of this version"
    UNPLACED = "a route to something unknown"


class Reason(NamedTuple):
    """A refusal with its arguments: the id of the gateway or subnet at which it happens, then what is missed.

    `NO_ROUTE`: the subnet. `NO_ATTACHMENT_IN_ZONE`: the gateway, the VPC, the zone. `NO_TRANSIT_ROUTE`: the
    gateway, the attachment from which the packet comes. `NO_RETURN`: the subnet or gateway at which the
    answer is lost. `OVERLAP`: the VPC that keeps the packet. `ASYMMETRIC`: the firewalls that see one
    direction only. `BLACKHOLE`: the subnet, or the transit gateway and the attachment from which the packet
    comes. Others: the gateway.
    """

    cause: Refusal
    arguments: tuple[str, ...] = ()


class Route(NamedTuple):
    """One route: what is addressed to `destination` goes to the gateway `target`, or to `BLACKHOLE`."""

    destination: Block
    target: str


@dataclass(frozen=True, slots=True)
class Vpc:
    """A VPC with all its blocks, the primary one first."""

    id: str
    region: str
    blocks: tuple[Block, ...]

    def holds(self, address: Address) -> bool:
        """Whether an address is one of its own."""
        return any(address in block for block in self.blocks if block.version == address.version)


@dataclass(frozen=True, slots=True)
class Subnet:
    """A subnet: its blocks (one of each version that it has), and the routes of its table."""

    id: str
    vpc: str
    zone: str
    blocks: tuple[Block, ...]
    routes: tuple[Route, ...] = ()

    def address(self, version: Version) -> Address | None:
        """An address of the subnet that a host may have."""
        own = next((block for block in self.blocks if block.version == version), None)
        return own[min(4, own.num_addresses - 1)] if own is not None else None


@dataclass(frozen=True, slots=True)
class InternetGateway:
    """It serves addresses of its own VPC. `routes` are those of its edge association, to firewalls."""

    id: str
    vpc: str
    routes: tuple[Route, ...] = ()
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class EgressOnlyGateway:
    """Out of a VPC over IPv6, and not in."""

    id: str
    vpc: str
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Nat:
    """A NAT gateway or NAT instance. Without a subnet it is AWS's regional one, if `regional`."""

    id: str
    vpc: str
    subnet: str | None
    zone: str | None = None
    private: bool = False
    regional: bool = False


@dataclass(frozen=True, slots=True)
class Appliance:
    """A firewall endpoint or a middlebox: it sends packets on by the route table of its own subnet."""

    id: str
    subnet: str
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Peering:
    """Two VPCs joined; not transitive."""

    id: str
    vpcs: tuple[str, str]
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class TransitGateway:
    """A transit gateway. `attachments` give for each VPC its subnets, and none for other attachments.

    `routes` are, for each attachment, those of its associated table; their targets are attachments: the id of
    a VPC, of a `PrivateConnection`, or of a peered transit gateway. `appliance_mode` are the VPCs whose
    attachment keeps both directions of a flow in one zone.
    """

    id: str
    attachments: Mapping[str, tuple[str, ...]]
    routes: Mapping[str, tuple[Route, ...]]
    appliance_mode: frozenset[str] = frozenset()
    zone: str | None = None
    open: bool = False
    """Whether it leads to networks of which nothing is known, too."""


@dataclass(frozen=True, slots=True)
class PrivateConnection:
    """A VPN or Direct Connect to a `Remote`: on the virtual private gateway of `vpc`, or on a gateway."""

    id: str
    remote: str
    vpc: str | None = None
    transit: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something that a route leads to, and of which no more is known."""

    id: str
    zone: str | None = None


Gateway = (
    InternetGateway
    | EgressOnlyGateway
    | Nat
    | Appliance
    | Peering
    | TransitGateway
    | PrivateConnection
    | Unplaced
)


@dataclass(frozen=True, slots=True)
class Remote:
    """A private network outside of AWS."""

    id: str
    blocks: tuple[Block, ...]

    def holds(self, address: Address) -> bool:
        """Whether an address is one of its own."""
        return any(address in block for block in self.blocks if block.version == address.version)


@dataclass(frozen=True)
class Network:
    """All of it, by id. `topology/routes/walk.py` follows packets through it."""

    vpcs: Mapping[str, Vpc]
    subnets: Mapping[str, Subnet]
    gateways: Mapping[str, Gateway]
    remotes: Mapping[str, Remote] = field(default_factory=dict)

    def zones_of(self, gateway: TransitGateway, vpc: str) -> tuple[str, ...]:
        """The zones in which a transit gateway has an attachment to a VPC."""
        return tuple(self.subnets[id].zone for id in gateway.attachments.get(vpc, ()))
