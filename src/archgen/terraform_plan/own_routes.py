"""A plan's architecture as a graph, with the default routes that the plan itself gives its subnets.

A model says the sort of a default route (`access`) and derives the gateway; a plan names the gateway, which
may be one of another zone, or one that the format has no word for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archgen.model.architecture import Architecture
from archgen.terraform_plan.importing.architecture import Imported
from archgen.terraform_plan.resources.observed import SeenSubnet
from archgen.topology import network as net
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from archgen.topology.routes.routing import EVERYWHERE, network_of


def routed(made: Imported, model: Architecture) -> Topology:
    """The graph of what was read of a plan, its subnets with their own default routes."""
    graph = topology(model)
    own = network_of(graph)
    defaults = dict(_defaults(made, graph))
    if not defaults:
        return graph
    subnets = {
        id: _with_default(subnet, defaults[id]) if id in defaults else subnet
        for id, subnet in own.subnets.items()
    }
    return topology(model, replace(own, subnets=subnets))


def _defaults(made: Imported, graph: Topology) -> Iterator[tuple[str, str | None]]:
    """For each subnet whose routes are known what its default route leads to, None where it has none."""
    for subnet in made.observed.subnets if made.observed is not None else ():
        if subnet.id in graph.subnets and subnet.known:
            yield subnet.id, _gateway(subnet, made, graph)


def _gateway(subnet: SeenSubnet, made: Imported, graph: Topology) -> str | None:
    """The copy that a default route leads to; what the graph has none of keeps the name of its sort.

    Where the plan says no more than the sort it is the gateway that the model derives, if there is one.
    """
    own = graph.subnets[subnet.id]
    component = made.ids.get(subnet.way or "")
    if component is not None and component in graph.components:
        copies = graph.copies_of(component, subnet.region) or graph.copies_of(component)
        zone = _zone(subnet.way or "", own.zone, made)
        near = [copy for copy in copies if copy.zone == zone and copy.vpc in (None, own.vpc)]
        return (near or list(copies))[0].id if near or copies else subnet.leads
    derived = None
    if subnet.leads == "internet-gateway":
        derived = graph.internet_gateway(own.vpc)
    elif subnet.leads == "nat-gateway" and subnet.way is None:
        derived = graph.nat_for(own.vpc, own.zone)
    elif graph.rows[own.row].via is not None:
        derived = graph.default_route(own)
    return derived.id if derived else subnet.leads


def _zone(address: str, near: str, made: Imported) -> str | None:
    """The zone of a gateway: the near one where it has an endpoint there, else that of its subnet."""
    observed = made.observed
    seen = next((c for c in observed.components if c.address == address), None) if observed else None
    places = [observed.subnet(place) for place in seen.subnets] if observed and seen else []
    zones = [place.zone for place in places if place is not None]
    return near if near in zones else next(iter(zones), None)


def _with_default(subnet: net.Subnet, gateway: str | None) -> net.Subnet:
    """A subnet with another default route over IPv4, or none."""
    kept = tuple(route for route in subnet.routes if route.destination != EVERYWHERE[4])
    return replace(subnet, routes=(*kept, net.Route(EVERYWHERE[4], gateway)) if gateway else kept)
