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


def unmade(topology: Topology) -> Iterator[Phrase]:
    """A line for each connection that Terraform makes nothing of, with the reason."""
    pairs = [(pointer.zone, pointer.target) for pointer in topology.pointers]
    pairs += [(each.source, each.target) for each in topology.connections if each.target != INTERNET]
    for source, target in dict.fromkeys(pairs):
        if why := _why(topology.components[source], topology.components[target]):
            text = "Terraform makes nothing of `{source} -> {target}`: {why}"
            yield Phrase(text, source=source, target=target, why=why)


def _why(source: Component, target: Component) -> str | None:
    if target.endpoint_service is None:
        return None
    if source.hands_to is not None:
        return None if target.endpoint_service in source.hands_to else _calls(source)
    if source.category in (Category.CLIENT, Category.EXTERNAL):
        open_ = target.is_entry or target.is_public or not target.permissions
        text = "who is outside of AWS needs credentials for {service}"
        return None if open_ else Phrase(text, service=Phrase(target.service_name))
    if source.category is Category.DNS_ZONE and target.is_entry and not target.domain_name:
        return Phrase(
            "{service} has a name of its own, and no `domain` here", service=Phrase(target.service_name)
        )
    if source.category is Category.DISTRIBUTION and target.category not in _FETCHED:
        text = "{source} fetches nothing from {target}"
        return Phrase(text, source=Phrase(source.service_name), target=Phrase(target.service_name))
    return None


def _calls(source: Component) -> str:
    """Whom a service calls by what Terraform makes."""
    services = {kind_class(kind).endpoint_service: kind_class(kind).service_name for kind in kinds()}
    called = [services[api] for api in source.hands_to or ()]
    if not called:
        return Phrase("{service} calls nobody", service=Phrase(source.service_name))
    text = "it lets {service} call {called} only; put one of them between, or write it by hand"
    listed = listing(tuple(map(Phrase, called)))
    return Phrase(text, service=Phrase(source.service_name), called=listed)
