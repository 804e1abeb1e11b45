"""How traffic gets from one copy to another: over which gateways and endpoints, or why it does not.

The facts: what the route tables of subnets hold (`topology/routes/routing.py`), what a gateway endpoint
adds, and that a VPC is left only through one of them (Amazon VPC User Guide, route tables). A private
network outside of AWS to which no VPN or Direct Connect of the file leads is taken to be joined to the
VPCs by one that is made elsewhere: routes to it are more specific than default routes, and any row may
have them (AWS Site-to-Site VPN User Guide, route tables).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from archgen.findings.phrase import Phrase
from archgen.model.kinds import INTERNET, Copy
from archgen.model.kinds.category import TRANSLATING, Category
from archgen.topology.analysis import computed_once
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.routes.crossing import (
    Cause,
    Trouble,
    Ways,
    across,
    from_internet,
    from_network,
    no_gateway,
    to_network,
    way_out,
    within,
)
from archgen.topology.routes.routing import connected_networks, private_link

__all__ = [
    "Break",
    "Cause",
    "Path",
    "all_paths",
    "endpoint_for",
    "path",
    "paths_of",
    "way_out",
]


class Break(NamedTuple):
    """Where a path ends before its target: at the stop with this index, and why."""

    stop: int
    reason: Phrase
    cause: Cause


class Path(NamedTuple):
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


@computed_once
def all_paths(topology: Topology) -> tuple[Path, ...]:
    """The paths of all connections, from every copy that opens them."""
    return tuple(_all(topology))


def _all(topology: Topology) -> Iterator[Path]:
    for connection in topology.connections:
        for source in _speakers(topology, connection.source):
            if connection.target == INTERNET:
                yield path(topology, connection, source, None)
                continue
            for target in topology.reached(source, connection.target, readers=connection.readers):
                yield path(topology, connection, source, target)


def _speakers(topology: Topology, component: str) -> tuple[Copy, ...]:
    """The copies that open connections: a database's standby and replicas do not."""
    return tuple(copy for copy in topology.copies_of(component) if not copy.role)


def path(topology: Topology, connection: Connection, source: Copy, target: Copy | None) -> Path:
    """The way from a copy to a copy (to the internet if there is none)."""
    end = target.id if target else INTERNET
    ways, trouble = _ways(topology, connection, source, target)
    stops = (source.id, *(way.id for way in ways), end)
    if trouble is None:
        trouble = _named_but_not_taken(topology, connection, source, target, ways)
    return Path(connection, stops, Break(len(ways), trouble[1], trouble[0]) if trouble else None)


def _ways(topology: Topology, connection: Connection, source: Copy, target: Copy | None) -> Ways:
    """The gateways between two copies."""
    if source.row is None:
        if target is None or target.row is None or _called_by_its_api(topology, target):
            return (), None
        return _into_vpc(topology, connection, source, target)
    if target is None:
        return way_out(topology, source)
    if target.row is not None and not _called_by_its_api(topology, target):
        return _between(topology, source, target)
    return _to_service(topology, connection, source, target)


def _called_by_its_api(topology: Topology, copy: Copy) -> bool:
    """Whether it is such as a function: interfaces in subnets serve its own calls, never those to it.

    Source: AWS Lambda Developer Guide, giving functions access to resources in a VPC.
    """
    return topology.components[copy.component].called_by_api


def _into_vpc(topology: Topology, connection: Connection, source: Copy, target: Copy) -> Ways:
    """From the internet, the edge or a regional service to something in a subnet."""
    name = target.component
    if topology.components[source.component].on_private_network:
        trouble = _private(topology, source, target)
        if trouble is None and source.component in connected_networks(topology):
            return from_network(topology, source.component, target)
        return (), trouble
    category = topology.components[source.component].category
    scheme = topology.scheme(name)
    through_gateway = any(
        topology.components[way].category is Category.INTERNET_GATEWAY for way in connection.ways
    )
    gateway = topology.internet_gateway(target.vpc)
    hidden = scheme == "internal" or topology.access_of(target) != "public"
    if topology.components[source.component].link_subnets and scheme == "internal":
        return (), None
    if category is Category.CUSTOM and not through_gateway and hidden:
        return (), None  # such as a VPC link of API Gateway: what it can do is not known
    if gateway is None:
        return (), no_gateway(topology, target.vpc)
    if category is Category.DISTRIBUTION and not through_gateway and hidden:
        return (), None  # a VPC origin: it wants a gateway in the VPC, and does not pass it
    if topology.access_of(target) != "public":
        reason = Phrase(
            "{row} is {access}: no route leads in from {gateway}",
            row=target.row,
            access=Phrase(topology.access_of(target) or "private"),
            gateway=gateway.component,
        )
        return (gateway,), (Cause.NO_WAY_IN, reason)
    if scheme == "internal":
        return (gateway,), (Cause.INTERNAL, Phrase("{name} is internal", name=name))
    return from_internet(topology, target) or (gateway,), None


def _private(topology: Topology, outside: Copy, inside: Copy) -> Trouble | None:
    """Why a private network and something in a subnet do not reach each other, where there are routes.

    Sources: Elastic Load Balancing User Guide, load balancer scheme; Amazon VPC User Guide, route priority
    (nothing is more specific for the VPC's own block than the local route, but for middleboxes).
    """
    blocks = topology.vpcs[inside.vpc or ""].blocks
    for cidr in topology.components[outside.component].written_blocks:
        vpc = next((block for block in blocks if cidr.network.subnet_of(block)), None)
        if vpc is not None:
            reason = Phrase(
                "{cidr} of {outside} lies in the VPC's own block, {vpc}",
                cidr=cidr.network,
                outside=outside.component,
                vpc=vpc,
            )
            return Cause.OVERLAP, reason
    if topology.scheme(inside.component) != "internet-facing":
        return None
    reason = Phrase(
        "{name} is internet-facing: its name leads to public addresses, not over a VPN", name=inside.component
    )
    return Cause.INTERNET_FACING, reason


def _between(topology: Topology, source: Copy, target: Copy) -> Ways:
    """From a subnet to a subnet."""
    if source.vpc != target.vpc:
        endpoint = private_link(topology, source, target.component)
        if endpoint is not None:
            return (endpoint,), None
        if topology.scheme(target.component) == "internet-facing":
            return way_out(topology, source)
        return across(topology, source, target)
    balances = topology.components[source.component].is_load_balancer
    if balances and target.zone is not None and target.zone not in source.zones:
        return (), (
            Cause.ZONE_NOT_ENABLED,
            Phrase("{zone} is not enabled for {balancer}", zone=target.zone, balancer=source.component),
        )
    return within(topology, source, target)


def _to_service(topology: Topology, connection: Connection, source: Copy, target: Copy) -> Ways:
    """From a subnet to what stands outside all subnets: over an endpoint, else by the default route."""
    component = topology.components[target.component]
    own_region = source.region == target.region
    if topology.components[source.component].is_load_balancer or (component.is_way and own_region):
        return (), None  # a load balancer invokes a function by itself; an endpoint is at the border
    if own_region or target.region is None:
        endpoint = _endpoint(topology, connection, source, component.endpoint_service)
        if endpoint is not None:
            return (endpoint,), None
    if component.category is Category.CUSTOM and _leads_to_private_network(topology, target.component):
        return (), None  # such as a VPN gateway: it is attached to the VPC, and not reached over the internet
    if component.on_private_network:
        trouble = _private(topology, target, source)
        if trouble is None and target.component in connected_networks(topology):
            return to_network(topology, source, target.component)
        return (), trouble
    ways, trouble = way_out(topology, source)
    if trouble and component.category is Category.CUSTOM and not connection.ways:
        return (), None  # what it is, and how it is reached, is not known
    return ways, trouble


def _leads_to_private_network(topology: Topology, component: str) -> bool:
    """Whether a custom component connects to a private network outside of AWS, as a VPN gateway does."""
    targets = (topology.components.get(each.target) for each in topology.connections_from(component))
    return any(target is not None and target.on_private_network for target in targets)


def _endpoint(topology: Topology, connection: Connection, source: Copy, service: str | None) -> Copy | None:
    """The endpoint that a subnet uses for a service: one that the file names, else any for its service.

    What a custom component or somebody else's service is called as an endpoint service is not known: the
    interface endpoint that the file names is believed.
    """
    named = [way for way in connection.ways if topology.components[way].category is Category.ENDPOINT]
    for way in named:
        endpoint = topology.components[way]
        if endpoint.called_service == service or (service is None and endpoint.subnets):
            return _nearest(topology.copies_of(way, source.region), source)
    return endpoint_for(topology, source, service) if service else None


def endpoint_for(topology: Topology, source: Copy, service: str) -> Copy | None:
    """The copy of an endpoint for a service that a subnet uses, if its region has one."""
    return _nearest(topology.endpoints(source.vpc, service), source)


def _nearest(endpoints: tuple[Copy, ...], source: Copy) -> Copy | None:
    near = (copy for copy in endpoints if copy.zone is None or copy.zone == source.zone)
    return next(near, endpoints[0] if endpoints else None)


def _named_but_not_taken(
    topology: Topology, connection: Connection, source: Copy, target: Copy | None, ways: tuple[Copy, ...]
) -> Trouble | None:
    """A way that the file names must be the way that the routes give."""
    passed = {topology.components[way.component].category for way in ways}
    translating = passed.intersection(TRANSLATING)
    if any(topology.components[way].category in translating for way in connection.ways):
        passed.add(Category.INTERNET_GATEWAY)  # `a -> nat -> igw -> b` says the same as `a -> nat -> b`
    taken = {way.component for way in ways}
    for way in connection.ways:
        category = topology.components[way].category
        if way not in taken and (category is Category.ENDPOINT or category not in passed):
            elsewhere = _of_another_region(topology, way, source, target)
            if elsewhere:
                return Cause.OTHER_REGION, elsewhere
            return Cause.OTHER_WAY, _not_taken(topology, way, source, target, ways)
    return None


def _of_another_region(topology: Topology, way: str, source: Copy, target: Copy | None) -> Phrase | None:
    """Why an endpoint does not lead from one region to another, if that is why it is not taken.

    Source: Amazon VPC User Guide, gateway endpoints: they serve requests to their own region only.
    """
    if topology.components[way].category is not Category.ENDPOINT or target is None or source.region is None:
        return None
    if not topology.copies_of(way, source.region):
        return Phrase("{way} is not in {region}", way=way, region=source.region)
    if target.region not in (None, source.region):
        return Phrase(
            "{way} leads to what is in its own region, and {target} is in {region}",
            way=way,
            target=target.component,
            region=target.region,
        )
    return None


_NAMED = {
    Category.NAT_GATEWAY: "a NAT gateway",
    Category.INTERNET_GATEWAY: "an internet gateway",
    Category.ENDPOINT: "an endpoint",
}


def _not_taken(
    topology: Topology, way: str, source: Copy, target: Copy | None, ways: tuple[Copy, ...]
) -> Phrase:
    access = topology.access_of(source)
    if access is None:
        return Phrase("traffic from {source} does not pass {way}", source=source.component, way=way)
    subnet = Phrase(_SUBNETS[access])
    if not ways:
        text = (
            "`{chain}` names {kind} that this traffic does not use: {source} and {target} are in the same VPC"
        )
        if target is None or target.vpc != source.vpc:
            text = "`{chain}` names {kind} that this traffic does not use"
        elif target.component == source.component:
            text = "`{chain}` names {kind} that traffic between copies of {source} does not use"
        names = {"source": source.component, "target": target.component if target else ""}
        chain = " -> ".join((names["source"], way, names["target"] or "...")).replace(" -> ...", "")
        kind = Phrase(_NAMED.get(topology.components[way].category, "a gateway"))
        return Phrase(text, chain=chain, kind=kind, **(names if "{source}" in text else {}))
    text = "traffic from {row}, {subnet}, goes by {taken}, not by {way}"
    return Phrase(text, row=source.row, subnet=subnet, taken=ways[0].component, way=way)


_SUBNETS = {"public": "a public subnet", "private": "a private subnet", "isolated": "an isolated subnet"}


def paths_of(topology: Topology, connection: Connection) -> tuple[Path, ...]:
    """The paths of one connection."""
    return _by_connection(topology).get(_key(connection), ())


@computed_once
def _by_connection(topology: Topology) -> Mapping[tuple[str, str, str], tuple[Path, ...]]:
    found: dict[tuple[str, str, str], list[Path]] = {}
    for path in all_paths(topology):
        found.setdefault(_key(path.connection), []).append(path)
    return {key: tuple(paths) for key, paths in found.items()}


def _key(connection: Connection) -> tuple[str, str, str]:
    return connection.key


def is_known_by_blocks(topology: Topology, path: Path) -> bool:
    """Whether the groups of both ends cannot name each other: in two VPCs, or with a firewall between them.

    A link leads into the VPC of what it connects to. Source: Amazon VPC User Guide, security group
    referencing: behind a middlebox a rule names the block of the other subnet.
    """
    source, target = topology.copies[path.source], topology.copies.get(path.target)
    if target is None:
        return False
    if source.vpc is not None and source.vpc != target.vpc:
        return True
    stops = (topology.copies.get(stop) for stop in path.stops[1:-1])
    categories = [topology.components[stop.component].category for stop in stops if stop]
    return source.row is not None and target.row is not None and Category.FIREWALL in categories
