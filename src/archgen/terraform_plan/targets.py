"""Load balancers of a plan and their targets that security groups keep from being reached.

A model's rules are derived from its connections, so only a plan can lack one: a port of a target group that
the target does not admit, one that the load balancer's own group does not let out, or a health check's; and
the port of a listener.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from ipaddress import IPv4Network, ip_network

from archgen.findings import Finding, Severity
from archgen.findings.phrase import Phrase, listing
from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.observed import (
    ANYWHERE,
    Observed,
    Reach,
    SecurityGroupRule,
    SeenComponent,
)


def listener_findings(seen: Observed) -> Iterator[Finding]:
    """Each load balancer with listeners that its own security groups admit nobody to.

    One that admits nobody on any port is unconnected, which AG314 says.
    """
    for balancer in seen.components:
        listeners = balancer.fields.get("admitting", ())
        inward = [rule for rule in seen.rules if rule.way == "in" and rule.group in balancer.groups]
        closed = [each for each in listeners if not any(opens(r, each.port, each.protocol) for r in inward)]
        if not closed or not inward or not is_whole(seen, balancer):
            continue
        severity = Severity.ERROR if len(closed) == len(listeners) else Severity.WARNING
        message = Phrase(
            "it listens on {ports}, and {groups} lets nobody in there; add an ingress rule for {ports}",
            ports=listing(tuple(_port(each.port, each.protocol) for each in closed)),
            groups=group_names(balancer),
        )
        told = Phrase("{address}: {message}", address=balancer.address, message=message)
        yield Finding("AG325", "target-closed", severity, told)


def target_findings(seen: Observed) -> Iterator[Finding]:
    """Each target that a load balancer cannot reach, once for each port, with the group that keeps it."""
    components = {address: each for each in seen.components for address in each.addresses}
    for balancer in seen.components:
        told: set[tuple[str, int, str]] = set()
        for reach in balancer.fields.get("reaches", ()):
            target, key = components.get(reach.address), (reach.address, reach.port, reach.protocol)
            if target is None or key in told:
                continue
            for message in _closed(seen, balancer, target, reach):
                told.add(key)
                told_of = Phrase("{address}: {message}", address=balancer.address, message=message)
                yield Finding("AG325", "target-closed", Severity.ERROR, told_of)


def _closed(seen: Observed, balancer: SeenComponent, target: SeenComponent, reach: Reach) -> Iterator[Phrase]:
    what = {"target": target.address, "port": _port(reach.port, reach.protocol)}
    if is_whole(seen, target) and not _admitted(seen, target, balancer, reach, "in"):
        text = _IN_CHECKS if reach.check else _IN_REQUESTS
        yield Phrase(text, **what, groups=group_names(target), peer=_peer(balancer))
    closed = is_whole(seen, balancer) and not _admitted(seen, balancer, target, reach, "out")
    if closed and _writes_egress(seen, balancer):
        text = _OUT_CHECKS if reach.check else _OUT_REQUESTS
        yield Phrase(text, **what, groups=group_names(balancer), peer=_peer(target))


_IN_REQUESTS = (
    "its requests reach {target} on {port}, and {groups} does not let them in; "
    "add an ingress rule for {port} from {peer}"
)
_IN_CHECKS = (
    "its health checks reach {target} on {port}, and {groups} does not let them in; "
    "add an ingress rule for {port} from {peer}"
)
_OUT_REQUESTS = (
    "its requests reach {target} on {port}, and {groups} does not let them out; "
    "add an egress rule for {port} to {peer}"
)
_OUT_CHECKS = (
    "its health checks reach {target} on {port}, and {groups} does not let them out; "
    "add an egress rule for {port} to {peer}"
)


def _writes_egress(seen: Observed, balancer: SeenComponent) -> bool:
    """Whether who wrote the plan writes egress rules: of its groups, apart from groups, or of all others.

    A sketch leaves them out, and Terraform then lets nothing out of any group.
    """
    out = [rule for rule in seen.rules if rule.way == "out"]
    others = {rule.group for rule in out} - set(balancer.groups)
    used = {group for component in seen.components for group in component.groups} - set(balancer.groups)
    written = any(rule.group in balancer.groups or rule.address != rule.group for rule in out)
    return written or (len(used) > 1 and used <= others)


def _port(port: int, protocol: str) -> str:
    return f"{port}/udp" if protocol == "udp" else f"{port}"


def group_names(component: SeenComponent) -> str:
    """The security groups of a component, one of which would have to let something in."""
    return reduce(lambda first, last: Phrase("{first} or {last}", first=first, last=last), component.groups)


def _peer(peer: SeenComponent) -> str:
    return peer.groups[0] if peer.groups else Phrase("the subnets of the load balancer")


def is_whole(seen: Observed, component: SeenComponent) -> bool:
    """Whether all rules of all its security groups are known."""
    return bool(component.groups) and seen.whole_groups.issuperset(component.groups)


def _admitted(seen: Observed, component: SeenComponent, other: SeenComponent, reach: Reach, way: str) -> bool:
    """Whether a rule of its groups lets the other one in, or out to it.

    A network load balancer passes the addresses of its callers on: whoever is let in may be one of them. Its
    health checks come from its own.
    """
    passed_on = way == "in" and other.category is Category.NETWORK_BALANCER and not reach.check
    subnets = {subnet.address: subnet.cidr for subnet in seen.subnets}
    return any(
        rule.way == way
        and rule.group in component.groups
        and _has(rule, reach)
        and (passed_on or _means(rule.peer, other, subnets, seen))
        for rule in seen.rules
    )


_NUMBERS = {"6": "tcp", "17": "udp"}


def _has(rule: SecurityGroupRule, reach: Reach) -> bool:
    return opens(rule, reach.port, reach.protocol) and rule.family in (None, reach.family)


def opens(rule: SecurityGroupRule, port: int, protocol: str) -> bool:
    """Whether a rule is about a port, whoever it names."""
    inside = rule.ports is None or rule.ports[0] <= port <= rule.ports[1]
    return _NUMBERS.get(rule.protocol, rule.protocol.lower()) in ("all", protocol) and inside


def _means(peer: str, other: SeenComponent, subnets: Mapping[str, str], seen: Observed) -> bool:
    """Whether what a rule names may be the other one: its group, or a block that its subnets are in."""
    if peer == ANYWHERE or peer in other.groups or not (other.groups or other.fields.get("bare")):
        return True
    if any(peer == rule.group for rule in seen.rules) or peer in seen.whole_groups:
        return False
    try:
        block = ip_network(peer, strict=False)
    except ValueError:
        return False
    blocks = [subnets[place] for place in other.subnets if place in subnets]
    if not isinstance(block, IPv4Network) or not blocks:
        return True
    return any(block.overlaps(IPv4Network(each, strict=False)) for each in blocks)
