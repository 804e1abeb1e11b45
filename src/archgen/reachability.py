"""How traffic gets from one copy to another: over which gateways and endpoints, or why it does not.

The facts: what a route table of a public, private or isolated subnet holds, what a gateway endpoint adds, and
that a VPC is left only through one of them (Amazon VPC User Guide, route tables).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archgen.components import INTERNET, Copy
from archgen.connections import Connection
from archgen.topology import Topology

ENDPOINT_SERVICES = {
    "s3": "s3",
    "dynamodb": "dynamodb",
    "sqs": "sqs",
    "sns": "sns",
    "secrets-manager": "secretsmanager",
    "lambda": "lambda",
}
"""What the endpoint for a kind's API is called in `service`."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a path ends before its target: at the stop with this index, and why."""

    stop: int
    reason: str


@dataclass(frozen=True, slots=True)
class Path:
    """The stops from a copy to a copy, ids all (INTERNET for the internet at large)."""

    connection: Connection
    stops: tuple[str, ...]
    broken: Break | None = None

    @property
    def source(self) -> str:
        """The id of the copy that opens the connection."""
        return self.stops[0]

    @property
    def target(self) -> str:
        """The id of the copy that is to be reached."""
        return self.stops[-1]


def paths(topology: Topology) -> tuple[Path, ...]:
    """The paths of all connections, from every copy that opens them."""
    return tuple(_all(topology))


def _all(topology: Topology) -> Iterator[Path]:
    for connection in topology.connections:
        for source in _speakers(topology, connection.source):
            if connection.target == INTERNET:
                yield path(topology, connection, source, None)
                continue
            for target in topology.reached(source, connection.target):
                yield path(topology, connection, source, target)


def _speakers(topology: Topology, component: str) -> tuple[Copy, ...]:
    """The copies that open connections: a database's standby and replicas do not."""
    return tuple(copy for copy in topology.copies_of(component) if not copy.role)


def path(topology: Topology, connection: Connection, source: Copy, target: Copy | None) -> Path:
    """The way from a copy to a copy (to the internet if there is none)."""
    end = target.id if target else INTERNET
    ways, reason = _ways(topology, connection, source, target)
    stops = (source.id, *(way.id for way in ways), end)
    if reason is None:
        reason = _named_but_not_taken(topology, connection, source, ways)
    return Path(connection, stops, Break(len(ways), reason) if reason else None)


def _ways(
    topology: Topology, connection: Connection, source: Copy, target: Copy | None
) -> tuple[tuple[Copy, ...], str | None]:
    """The gateways between two copies, and why they do not suffice."""
    if source.row is None:
        if target is None or target.row is None:
            return (), None
        return _into_vpc(topology, connection, source, target)
    if target is None:
        return _out_of_vpc(topology, source)
    if target.row is not None:
        return _between(topology, source, target)
    endpoint = _endpoint(topology, source, target)
    return ((endpoint,), None) if endpoint else _out_of_vpc(topology, source)


def _into_vpc(
    topology: Topology, connection: Connection, source: Copy, target: Copy
) -> tuple[tuple[Copy, ...], str | None]:
    """From the internet, the edge or a regional service to something in a subnet."""
    region, name = target.region or "", target.component
    scheme = topology.scheme(name)
    through_gateway = any(topology.components[way].kind == "internet-gateway" for way in connection.ways)
    from_edge = topology.components[source.component].kind == "cloudfront"
    if from_edge and not through_gateway and (scheme == "internal" or topology.access_of(target) != "public"):
        return (), None  # a VPC origin: CloudFront reaches private load balancers and instances by itself
    gateway = topology.internet_gateway(region)
    if gateway is None:
        return (), f"the VPC in {region} has no internet gateway"
    if topology.access_of(target) != "public":
        return (
            gateway,
        ), f"{target.row} is {topology.access_of(target)}: no route leads in from {gateway.component}"
    if scheme == "internal":
        return (gateway,), f"{name} is internal"
    return (gateway,), None


def _out_of_vpc(topology: Topology, source: Copy) -> tuple[tuple[Copy, ...], str | None]:
    """From a subnet to anywhere outside the VPC, by the subnet's default route."""
    region, access = source.region or "", topology.access_of(source)
    if access == "isolated":
        return (), f"{source.row} is isolated: it has no default route"
    gateway = topology.internet_gateway(region)
    if access == "public":
        return ((gateway,), None) if gateway else ((), f"the VPC in {region} has no internet gateway")
    nat = topology.nat_for(region, source.zone)
    if nat is None:
        return (), f"{source.row} is private and there is no NAT gateway in {region}"
    if nat.row is not None and topology.access_of(nat) != "public":
        return (nat,), f"{nat.component} is in {nat.row}, which is not public"
    if gateway is None:
        return (nat,), f"the VPC in {region} has no internet gateway"
    return (nat,), None


def _between(topology: Topology, source: Copy, target: Copy) -> tuple[tuple[Copy, ...], str | None]:
    """From a subnet to a subnet."""
    if source.region != target.region:
        if topology.scheme(target.component) == "internet-facing":
            return _out_of_vpc(topology, source)
        return (), f"{source.region} and {target.region} have a VPC each, and they are not peered"
    balances = topology.components[source.component].is_load_balancer
    if balances and target.zone is not None and target.zone not in source.zones:
        return (), f"{target.zone} is not enabled for {source.component}"
    return (), None


def _endpoint(topology: Topology, source: Copy, target: Copy) -> Copy | None:
    """The endpoint that serves a subnet for a service: the gateway, else the interface nearest to it."""
    service = ENDPOINT_SERVICES.get(topology.components[target.component].kind, "")
    if source.region != target.region:
        return None
    endpoints = topology.endpoints(source.region or "", service)
    near = (copy for copy in endpoints if copy.zone is None or copy.zone == source.zone)
    return next(near, endpoints[0] if endpoints else None)


def _named_but_not_taken(
    topology: Topology, connection: Connection, source: Copy, ways: tuple[Copy, ...]
) -> str | None:
    """A way that the file names must be the way that the routes give."""
    taken = {topology.components[way.component].kind for way in ways}
    if "nat-gateway" in taken:
        taken.add("internet-gateway") if "nat-gateway" in _kinds(topology, connection) else None
    for way in connection.ways:
        if topology.components[way].kind not in taken:
            return _not_taken(topology, way, source, ways)
    return None


def _kinds(topology: Topology, connection: Connection) -> set[str]:
    return {topology.components[way].kind for way in connection.ways}


def _not_taken(topology: Topology, way: str, source: Copy, ways: tuple[Copy, ...]) -> str:
    access = topology.access_of(source)
    instead = f"goes by {ways[0].component}" if ways else "needs no gateway"
    if access is None:
        return f"traffic from {source.component} does not pass {way}"
    return f"traffic from {source.row}, {_article(access)} subnet, {instead}, not by {way}"


def _article(access: str) -> str:
    return f"an {access}" if access == "isolated" else f"a {access}"
