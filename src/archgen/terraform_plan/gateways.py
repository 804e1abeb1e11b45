"""NAT gateways in a plan: which subnets route to each is known there, and need not be derived.

The rules AG215 and AG701 derive it from where gateways and subnets are; a plan's own routes answer them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.findings import Finding, Route, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause
from archgen.lint.rules.fault import listed
from archgen.model.kinds import kind_class
from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.network.route_tables import NAT
from archgen.terraform_plan.resources.observed import Observed, SeenComponent, SeenSubnet

ANSWERED = frozenset({"AG215", "AG701"})
"""The rules that are answered here."""


def gateway_findings(seen: Observed, ids: Mapping[str, str], *, idle: bool = True) -> Iterator[Finding]:
    """Gateways that subnets of other zones depend on, and those that no route leads to; `ids` by address."""
    subnets = {subnet.address: subnet for subnet in seen.subnets}
    nats = {p.address: p for p in seen.components if p.category is Category.NAT_GATEWAY and p.subnets}
    zones = {address: _zone(nat, subnets) for address, nat in nats.items()}
    for address, zone in zones.items():
        borrowers = [s for s in seen.subnets if s.way == address and s.zone != zone]
        if borrowers:
            yield _shared(address, zone, borrowers, zones)._replace(route=_route(address, ids))
    hidden = any(gap.cause is Cause.PLACE_AFTER_APPLY for gap in seen.unplaced.values())
    routes = [route for subnet in seen.subnets for route in subnet.routes]
    hidden = hidden or _is_shared(seen) or any(address in seen.somewhere for address in nats)
    hidden = hidden or any(route.target == NAT and not route.way for route in routes)
    if idle and all(subnet.known for subnet in seen.subnets) and not seen.open and not hidden:
        used = {route.way for route in routes}
        used |= {subnet.way for subnet in seen.subnets}
        unsure = any(s.leads == Category.NAT_GATEWAY.value and s.way is None for s in seen.subnets)
        for address, zone in zones.items():
            if address not in used and not unsure:  # a route leads to one of them, and may lead to this one
                yield _idle(address, zone)._replace(route=_route(address, ids))


def _is_shared(seen: Observed) -> bool:
    """Whether subnets of other configurations may route to the gateways.

    Outputs give the gateways or route tables away, or the plan has no subnet that could use one and runs
    nothing itself.
    """
    runs = any(kind_class(component.kind).is_compute for component in seen.components)
    return bool(seen.published) or not (runs or any(subnet.access != "public" for subnet in seen.subnets))


def _route(address: str, ids: Mapping[str, str]) -> Route:
    """Where the model that was read of the plan has the gateway."""
    return ("components", ids[address]) if address in ids else ()


def _zone(nat: SeenComponent, subnets: Mapping[str, SeenSubnet]) -> str:
    return next((subnets[place].zone for place in nat.subnets if place in subnets), "")


def _shared(address: str, zone: str, borrowers: list[SeenSubnet], zones: Mapping[str, str]) -> Finding:
    there = {other_zone: other for other, other_zone in zones.items() if other != address}
    nearer = [there[zone_] for zone_ in dict.fromkeys(s.zone for s in borrowers) if zone_ in there]
    advice = (
        Phrase("route to {gateways} there", gateways=listed(nearer))
        if nearer
        else Phrase("use one NAT gateway per zone")
    )
    message = Phrase(
        "{subnets} routes to it from another zone, and has no egress when {zone} fails; {advice}"
        if len(borrowers) == 1
        else "{subnets} route to it from another zone, and have no egress when {zone} fails; {advice}",
        subnets=listed(s.address for s in borrowers),
        zone=zone,
        advice=advice,
    )
    routes = dict.fromkeys(s.route for s in borrowers if s.route)
    return Finding(
        "AG215",
        "shared-nat-gateway",
        Severity.WARNING,
        Phrase("{address}: {message}", address=address, message=message),
        help=Phrase("see {places}", places=listed(routes)) if routes else None,
    )


def _idle(address: str, zone: str) -> Finding:
    message = Phrase("no subnet routes to it in {zone}, and it costs by the hour; remove it", zone=zone)
    told = Phrase("{address}: {message}", address=address, message=message)
    return Finding("AG701", "idle-nat-gateway", Severity.WARNING, told)
