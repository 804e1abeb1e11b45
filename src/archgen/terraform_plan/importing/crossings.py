"""Gateways between networks as the format says them: what they join, and which subnets route to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from ipaddress import IPv4Network
from typing import Any

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.model.kinds import kind_class
from archgen.model.kinds.category import PRIVATE_CONNECTIONS, Category
from archgen.model.kinds.fields import is_private
from archgen.model.networks import ROUTABLE, VIA
from archgen.terraform_plan.importing import gaps
from archgen.terraform_plan.importing.outside import CLIENT
from archgen.terraform_plan.resources.naming import free
from archgen.terraform_plan.resources.network.route_tables import PlannedRoute, Target
from archgen.terraform_plan.resources.observed import Joins, Observed, SeenComponent, SeenSubnet

_Fields = dict[str, Any]


class Crossings:
    """The gateways of a plan under their ids. `vpc` gives the id of a VPC by its address."""

    def __init__(
        self, observed: Observed, ids: Mapping[str, str], vpc: Callable[[str | None], str | None]
    ) -> None:
        self.observed = observed
        self.ids = ids
        self.vpc = vpc
        self.gateways = [component for component in observed.components if component.category in ROUTABLE]
        self.blocks = {
            component.address: self._blocks(component) for component in self.gateways if component.joins
        }
        self.networks = dict(self._networks())

    # Private networks

    def _networks(self) -> Iterator[tuple[tuple[str, ...], tuple[str, _Fields]]]:
        """The private networks by their blocks: the id and the fields of each."""
        taken = set(self.ids.values()) | {CLIENT, "internet", "outside"}
        different = dict.fromkeys(blocks for blocks in self.blocks.values() if blocks)
        for blocks in different:
            component = next(p for p in self.gateways if self.blocks.get(p.address) == blocks)
            name = component.joins.name if component.joins else ""
            id = free(name or f"{self.ids[component.address][:32]}-network", taken)
            taken.add(id)
            yield blocks, (id, {"kind": Category.EXTERNAL.value, "cidrs": list(blocks)})

    def _blocks(self, component: SeenComponent) -> tuple[str, ...]:
        """The blocks behind a connection: its own, else those that subnets route to it or to its gateway."""
        joins = component.joins or Joins()
        if component.category not in PRIVATE_CONNECTIONS or joins.blocks:
            return joins.blocks
        vpcs = {network for network, _ in joins.networks}
        found: dict[str, None] = {}
        for subnet in self.observed.subnets:
            for route in subnet.routes:
                here = route.target == "vpn-gateway" and subnet.network in vpcs
                there = route.target == "transit-gateway" and joins.gateway is not None
                if (here or (there and self._leads_to(route, subnet) == joins.gateway)) and self._outside(
                    route
                ):
                    found[str(route.block)] = None
        return tuple(found)

    def _outside(self, route: PlannedRoute) -> bool:
        """Whether a route is for a private network that is none of the plan's VPCs."""
        block = route.block
        if not isinstance(block, IPv4Network) or not is_private(block):
            return False
        ours = (IPv4Network(each, strict=False) for n in self.observed.networks for each in (n.cidr, *n.more))
        return not any(block.overlaps(own) for own in ours)

    def externals(self) -> dict[str, tuple[str, ...]]:
        """The ids of the private networks, with their blocks."""
        return {id: blocks for blocks, (id, _) in self.networks.items()}

    # Gateways

    def fields(self, component: SeenComponent, outside: Sequence[str]) -> _Fields | Gap:
        """The fields of a gateway, or why they cannot be said; `outside` are other private networks."""
        match component.category:
            case Category.TRANSIT_GATEWAY:
                return self._transit(component)
            case Category.PEERING:
                ends = [
                    id for network, _ in (component.joins or Joins()).networks if (id := self.vpc(network))
                ]
                gap = self._unplaced(component) or Gap(Cause.ENDS_OUTSIDE, Phrase("the other VPC"))
                return {"between": ends} if len(ends) == 2 else gap
            case Category.VPN | Category.DIRECT_CONNECT:
                return self._connection(component, outside)
            case Category.ENDPOINT if component.joins is not None:
                to = self.ids.get(component.joins.gateway or "")
                return {"to": to} if to else Gap(Cause.ENDS_OUTSIDE, Phrase("the load balancer behind it"))
            case _:
                return {}

    def _unplaced(self, component: SeenComponent) -> Gap | None:
        """Why a gateway has no place that joins VPCs of the plan of which the blocks are not known yet."""
        networks = [network for network, _ in component.joins.networks] if component.joins else []
        known = {network.address for network in self.observed.networks}
        blank = next((network for network in networks if network not in known), None)
        return gaps.blank_block(blank) if blank else None

    def _transit(self, component: SeenComponent) -> _Fields | Gap:
        joins = component.joins or Joins()
        joined = {id: row for network, row in joins.networks if (id := self.vpc(network))}
        if not joined:
            return self._unplaced(component) or Gap(Cause.ENDS_OUTSIDE, Phrase("its VPCs"))
        said: _Fields = {"attaches": joined if any(joined.values()) else list(joined)}
        routes = dict(self._routes(joins, joined))
        default = self.vpc(joins.default)
        peers = [self.ids[peer] for peer in joins.peers if peer in self.ids]
        for key, value in (("routes", routes), ("default", default), ("peers", peers)):
            said |= {key: value} if value else {}
        return said | ({"shared": True} if joins.shared else {})

    def _routes(self, joins: Joins, joined: Mapping[str, str | None]) -> Iterator[tuple[str, list[str]]]:
        """Which VPCs each VPC reaches, where that is not all of them."""
        for network, reached in joins.routes.items():
            id = self.vpc(network)
            named = [other for each in reached if (other := self.vpc(each)) and other in joined]
            if id and id in joined and set(named) != set(joined) - {id}:
                yield id, named

    def _connection(self, component: SeenComponent, outside: Sequence[str]) -> _Fields | Gap:
        joins = component.joins or Joins()
        home = next((id for network, _ in joins.networks if (id := self.vpc(network))), None)
        home = (
            home or self._attached_to(joins.gateway) or (self._foreign(component) if joins.shared else None)
        )
        if home is None:
            return self._unplaced(component) or Gap(Cause.ENDS_OUTSIDE, self._end(joins))
        known = self.networks.get(self.blocks.get(component.address, ()))
        to = known[0] if known else outside[0] if len(outside) == 1 else None
        if to is None:
            return Gap(Cause.VALUES_AFTER_APPLY, Phrase("the blocks behind it, which come over BGP"))
        return {"attaches": home, "to": to}

    def _attached_to(self, address: str | None) -> str | None:
        """The id of a transit gateway that has a place in the file."""
        gateway = next((each for each in self.gateways if each.address == address), None)
        if gateway is None or isinstance(self._transit(gateway), Gap):
            return None
        return self.ids[gateway.address]

    def _end(self, joins: Joins) -> Phrase:
        """What a connection is attached to that has no place in the file."""
        if joins.gateway:
            return Phrase("the VPCs of {gateway}", gateway=joins.gateway)
        return Phrase("what it is attached to")

    def _foreign(self, component: SeenComponent) -> str | None:
        """The transit gateway of another configuration in the region of a connection, if there is one."""
        found = [
            self.ids[g.address]
            for g in self.gateways
            if g.category is Category.TRANSIT_GATEWAY
            and g.region == component.region
            and g.joins
            and g.joins.shared
        ]
        return found[0] if len(found) == 1 else None

    # Subnets

    def default_gateway(self, subnet: SeenSubnet) -> str | None:
        """The address of the gateway that the default route of a subnet leads to."""
        if subnet.leads is None or not subnet.known:
            return None
        block = IPv4Network("0.0.0.0/0")
        return self._leads_to(PlannedRoute(block, subnet.leads, subnet.way, subnet.address), subnet)

    def way(self, route: PlannedRoute, subnet: SeenSubnet) -> str | None:
        """The id of the gateway that a route of a subnet leads to."""
        return self.ids.get(self._leads_to(route, subnet) or "")

    def _leads_to(self, route: PlannedRoute, subnet: SeenSubnet) -> str | None:
        """The address of the gateway; where the plan does not name it, the only one of the VPC."""
        by_address = {address: g.address for g in self.gateways for address in g.addresses}
        if route.way in by_address:
            return by_address[route.way or ""]
        categories = _CATEGORIES.get(route.target, ())
        here = [g.address for g in self.gateways if g.category in categories and self._is_of(g, subnet)]
        return here[0] if len(here) == 1 or (here and route.target == "vpn-gateway") else None

    def _is_of(self, gateway: SeenComponent, subnet: SeenSubnet) -> bool:
        """Whether a gateway is in, or attached to, the VPC of a subnet."""
        vpcs = {network for network, _ in (gateway.joins.networks if gateway.joins else ())}
        places = {self._home(place) for place in gateway.subnets}
        return subnet.network in vpcs | places | {gateway.network}

    def _home(self, place: str) -> str | None:
        seen = self.observed.subnet(place)
        return seen.network if seen else None

    def leads(self, subnets: Sequence[SeenSubnet], known: Mapping[str, Any]) -> _Fields:
        """`via` and `routes` of a subnet tier: what all its subnets agree on. `known` are the components."""
        found: _Fields = {}
        defaults = {self.ids.get(self.default_gateway(subnet) or "") for subnet in subnets}
        via = next(iter(defaults)) if len(defaults) == 1 else None
        gateway = known.get(via or "", {})
        category = kind_class(gateway["kind"]).category if gateway else None
        if via and category in VIA and (category is not Category.NAT_GATEWAY or gateway.get("private")):
            found["via"] = via
        routes = dict(self._static(subnets, known))
        return found | ({"routes": routes} if routes else {})

    def _static(self, subnets: Sequence[SeenSubnet], known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The routes to single blocks that all subnets of a tier have."""
        tables = [
            {str(r.block): self.way(r, s) for r in s.routes if r.block.prefixlen > _WIDE} for s in subnets
        ]
        for block, gateway in (tables[0] if tables else {}).items():
            same = all(table.get(block) == gateway for table in tables)
            fields = known.get(gateway or "")
            if gateway and same and fields and kind_class(fields["kind"]).category in ROUTABLE:
                yield block, gateway


_WIDE = 1
_CATEGORIES: Mapping[Target, tuple[Category, ...]] = {
    "transit-gateway": (Category.TRANSIT_GATEWAY,),
    "peering": (Category.PEERING,),
    "vpn-gateway": PRIVATE_CONNECTIONS,
    "firewall": (Category.FIREWALL,),
}
"""What a route leads to where the plan does not name the resource."""


def _is_shared(gateway: SeenComponent) -> bool:
    return gateway.joins is not None and gateway.joins.shared


def joined_pairs(observed: Observed) -> Iterator[tuple[str, str]]:
    """The VPCs that gateways join, both ways round, by their addresses."""
    gateways = {each.address: each for each in observed.components if each.joins is not None}
    for gateway in gateways.values():
        joins = gateway.joins or Joins()
        ends = [gateway, *(gateways[peer] for peer in joins.peers if peer in gateways)]
        vpcs = [network for end in ends for network, _ in (end.joins or Joins()).networks]
        yield from ((one, other) for one in vpcs for other in vpcs if one != other)
