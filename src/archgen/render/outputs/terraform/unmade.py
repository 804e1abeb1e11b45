"""Connections of which Terraform makes nothing: they are drawn, and whoever applies it has to know.

What compute may use is in its role and its security group. Services of AWS hand work on only where something
joins them, such as a subscription or a rule of an event bus.
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings.phrase import Phrase, listing
from archgen.model.kinds import INTERNET, Component, kind_class, kinds
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

_FETCHED = (Category.BUCKET, Category.FUNCTION, Category.API, Category.WEB_SERVICE)
"""The services that a distribution has as origins."""
_PASSED = (Category.WEB_ACL, Category.DNS_ZONE)
_OUTSIDE = (Category.CLIENT, Category.EXTERNAL)
_FRONT = (Category.CLIENT, Category.EXTERNAL, Category.DISTRIBUTION, Category.ACCELERATOR)
"""What is before a system, or outside of it: nothing in it calls those."""
_LINKED = (Category.API,)
"""What reaches load balancers in a VPC by a link."""


def unmade(topology: Topology) -> Iterator[Phrase]:
    """A line for each connection that Terraform makes nothing of, with the reason."""
    pairs = [(pointer.zone, pointer.target) for pointer in topology.pointers]
    pairs += [(each.source, each.target) for each in topology.connections if each.target != INTERNET]
    found = {pair: _why(topology, *pair) for pair in pairs} | dict(_ending_nowhere(topology))
    text = "Terraform makes nothing of `{source} -> {target}`: {why}"
    for (source, target), why in found.items():
        if why:
            yield Phrase(text, source=source, target=target, why=why)


def _ending_nowhere(topology: Topology) -> Iterator[tuple[tuple[str, str], Phrase]]:
    """Lines that end at what is only passed: a web ACL, a hosted zone, or a way behind one of those."""
    for chain in topology.architecture.connections:
        *_, before, last = (name.id for name in chain.names)
        one, other = topology.components[before], topology.components[last]
        if other.category in _PASSED:
            text = "nothing comes after {last}; write `{before} -> {last} -> TARGET`"
            yield (before, last), Phrase(text, before=before, last=last)
        elif one.category in _PASSED and other.is_way:
            yield (before, last), _of("{source} does not lead to {target}", one, other)


def _why(topology: Topology, id: str, to: str) -> Phrase | None:
    source, target = topology.components[id], topology.components[to]
    inside = any(copy.row for copy in topology.copies_of(id))
    if source.runs_code and not inside and target.category is Category.CLIENT:
        return Phrase("a client takes no connections")
    hands_on = source.hands_to and (target.endpoint_service or source.category in _LINKED)
    if source.runs_code or (inside and not hands_on):
        return None  # its role and its security group say what it may use
    if target.exists_with_target and not topology.connections_from(to):
        text = "{service} needs a destination; connect {id} to a bucket"
        return Phrase(text, service=Phrase(target.service_name), id=to)
    if source.category is Category.ACCELERATOR and not (
        target.is_load_balancer or target.category is Category.INSTANCE
    ):
        text = "{service} forwards to load balancers and instances"
        return Phrase(text, service=Phrase(source.service_name))
    if source.category is Category.DNS_ZONE:
        return _unnamed(source, target)
    if source.category in _OUTSIDE:
        return _from_outside(target)
    if source.category is Category.DISTRIBUTION:
        fetched = target.category in _FETCHED or not (target.endpoint_service or target.category in _FRONT)
        return None if fetched else _of("{source} fetches nothing from {target}", source, target)
    return None if _in_roles_of_callers(topology, id, target) else _handed(source, target)


def _in_roles_of_callers(topology: Topology, id: str, target: Component) -> bool:
    """Whether code that calls a service may use what that one reads, as it reads with its callers' rights."""
    if not (topology.components[id].uses_callers_rights and target.permissions):
        return False
    callers = (topology.components[each.source] for each in topology.connections_to(id))
    return any(caller.runs_code for caller in callers)


def _of(text: str, source: Component, target: Component) -> Phrase:
    """A reason that speaks of two services."""
    return Phrase(text, source=Phrase(source.service_name), target=Phrase(target.service_name))


def _unnamed(zone: Component, target: Component) -> Phrase | None:
    """Why a name does not lead to a target."""
    if target.is_entry and not target.domain_name and target.endpoint_service:
        text = "{service} has a name of its own, and no `domain` here"
        return Phrase(text, service=Phrase(target.service_name))
    if not zone.domain_name:
        return Phrase("{service} has no `domain` here", service=Phrase(zone.service_name))
    named = target.is_alias_target or target.is_entry or target.runs_code
    return None if named else _of("no alias of {source} leads to {target}", zone, target)


def _from_outside(target: Component) -> Phrase | None:
    if target.category in _OUTSIDE:
        return Phrase("both are outside of AWS")
    open_ = target.is_entry or target.is_public or not target.permissions
    text = "who is outside of AWS needs credentials for {service}"
    return None if open_ else Phrase(text, service=Phrase(target.service_name))


def _handed(source: Component, target: Component) -> Phrase | None:
    """Why a service of AWS hands nothing to a target."""
    if source.uses_callers_rights:
        return _of("{source} reads with its callers' rights; connect them to {target}", source, target)
    if source.hands_to is None:
        called = source.endpoint_service is None or target.endpoint_service
        return None if called else _of("{source} calls APIs of AWS, and {target} is none", source, target)
    if source.category in _LINKED and target.is_load_balancer:
        return None
    return None if target.endpoint_service in source.hands_to else _calls(source)


def _calls(source: Component) -> Phrase:
    """Whom a service calls by what Terraform makes."""
    services = {kind_class(kind).endpoint_service: kind_class(kind).service_name for kind in kinds()}
    called = [Phrase(services[api]) for api in source.hands_to or ()]
    if source.category in _LINKED:
        called.append(Phrase("load balancers"))
    if not called:
        return Phrase("{service} calls nobody", service=Phrase(source.service_name))
    text = "it lets {service} call {called} only; put one of them between, or write it by hand"
    return Phrase(text, service=Phrase(source.service_name), called=listing(tuple(called)))
