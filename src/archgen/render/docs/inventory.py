"""What there is: the components by tier, each with its place and its facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archgen.i18n.translate import say, word
from archgen.model.kinds import Capacity, Component, Copy, Scope, Service, Tier
from archgen.model.kinds.category import OUTSIDE, Category
from archgen.model.kinds.dynamodb import TableKey
from archgen.render.diagram.text import captions
from archgen.topology.graph import Topology


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know of a component: a few words, and where there is one the literal value after them."""

    text: str
    literal: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A component as the docs list it."""

    id: str
    name: str
    description: str | None
    place: str
    row: str | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The components of one tier, or of one sort where they have none."""

    heading: str
    items: tuple[Item, ...]


def shelves(topology: Topology) -> tuple[Shelf, ...]:
    """All components by tier, in the file's order; empty shelves are left out."""
    language = topology.architecture.language
    found: dict[str, list[Item]] = {heading: [] for heading in HEADINGS}
    for id in topology.components:
        found[_heading(topology, id)].append(item(topology, id))
    return tuple(Shelf(word(heading, language), tuple(items)) for heading, items in found.items() if items)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group as the docs list it, with the ids of its components."""

    name: str
    description: str | None
    components: tuple[str, ...]


def groups(topology: Topology) -> tuple[GroupLine, ...]:
    """The groups with something in them, in the file's order."""
    named = topology.architecture.groups
    return tuple(
        GroupLine(named[id].label or id, named[id].description, ids)
        for id, ids in topology.groups.items()
        if ids
    )


def item(topology: Topology, id: str) -> Item:
    """What the docs say of one component."""
    component, language = topology.components[id], topology.architecture.language
    return Item(
        id,
        name(component, language),
        component.description,
        _place(topology, id, language),
        component.subnets if component.subnets in topology.rows else None,
        (*_scheme(topology, id, language), *facts(component, language)),
    )


def _scheme(topology: Topology, id: str, language: str) -> Iterator[Fact]:
    scheme = topology.scheme(id)
    if scheme is not None and topology.components[id].given_scheme is None:
        yield Fact(word(scheme, language))


def name(component: Component, language: str) -> str:
    """Label and service, or the service alone: "Static assets (Amazon S3)"."""
    service = word(component.service_name, language)
    if component.label is None or component.category in OUTSIDE:
        return component.label or service
    return component.label if component.label == service else f"{component.label} ({service})"


HEADINGS = ("Frontend", "Backend", "Data", "Network", "Other services", "Outside")
SERVING = (Category.INTERNET_GATEWAY, Category.NAT_GATEWAY)
"""Ways that are there for the backend: what comes in, and what it reaches."""


def _heading(topology: Topology, id: str) -> str:
    component = topology.components[id]
    if component.in_tier:
        return component.in_tier.value.capitalize()
    if component.actual_scope is Scope.OUTSIDE:
        return "Outside"
    if component.is_origin and _is_fetched(topology, id):
        return "Frontend"
    if component.is_load_balancer or component.category in SERVING:
        has_backend = any(c.in_tier is Tier.BACKEND for c in topology.components.values())
        return "Backend" if has_backend else "Network"
    if component.is_way or component.category is Category.WEB_ACL:
        return "Network"
    return "Other services"


def _is_fetched(topology: Topology, id: str) -> bool:
    """Whether a distribution fetches from it: files of the frontend."""
    callers = (topology.components[c.source] for c in topology.connections_to(id))
    return not topology.components[id].is_load_balancer and any(
        caller.in_tier is Tier.FRONTEND and not caller.is_compute for caller in callers
    )


def _place(topology: Topology, id: str, language: str) -> str:
    """Where its copies stand, region by region where there are several."""
    copies, scope = topology.copies_of(id), topology.components[id].actual_scope
    if scope is Scope.OUTSIDE:
        return word("outside AWS", language)
    if scope is Scope.GLOBAL and not any(copy.region for copy in copies):
        return word("global", language)
    if not copies:
        return word("nowhere", language)
    return ", ".join(dict.fromkeys(_places(topology, copies)))


def _places(topology: Topology, copies: tuple[Copy, ...]) -> Iterator[str]:
    kept = any(copy.role for copy in copies)
    for copy in copies:
        if kept and copy.zone:
            yield f"{copy.zone} ({captions.role_of(copy, topology)})"
        elif copy.zones:
            yield from copy.zones
        elif copy.region:
            yield copy.region


COMMON = frozenset(Component.model_fields) | {"tier"}
FACTS = {
    "domain": "serves",
    "instance_type": "instance type",
    "instance_class": "class",
    "node_type": "node type",
    "engine": "engine",
    "engine_version": "version",
    "runtime": "runtime",
    "service": "service",
    "storage_type": "volumes",
    "icon": "icon",
    "port": "port",
    "cidrs": "address blocks",
}
"""Fields whose value is shown as it is written, and the words before it."""
COUNTS = {
    "storage_gb": "{count} GB",
    "iops": "{count} IOPS",
    "backup_retention_days": "backups kept for {count} days",
    "memory": "{count} MiB of memory",
    "cpu": "{count} CPU units",
    "timeout": "timeout of {count} s",
    "retention_hours": "records kept for {count} hours",
    "buffer_seconds": "delivers within {count} s",
    "max_vcpus": "{count} vCPUs at most",
    "concurrency": "{count} requests at once for each instance",
}
NUMBERS = {
    "read_replicas": ("1 read replica", "{count} read replicas"),
    "replicas": ("1 replica", "{count} replicas"),
}
SWITCHES = {
    "multi_az": ("a standby in another zone", "no standby"),
    "deletion_protection": ("protected against deletion", "not protected against deletion"),
    "encrypted": ("encrypted", "not encrypted"),
    "point_in_time_recovery": ("point-in-time recovery", "no point-in-time recovery"),
    "multi_az_with_standby": ("a standby zone", None),
    "serverless": ("serverless", None),
    "public": ("public", None),
    "publicly_accessible": ("publicly accessible", None),
    "private": ("towards private networks only", None),
    "shared": ("run by another team", None),
    "write_forwarding": ("forwards writes of other regions", None),
}
CHOICES = {
    "scheme": {"internet-facing": "internet-facing", "internal": "internal"},
    "per": {
        "zone": "one per zone",
        "region": "a single one for all zones",
        "vpc": "AWS's regional NAT gateway",
    },
    "multi_az": {"cluster": "a Multi-AZ DB cluster: two readable standbys in other zones"},
    "billing": {"on-demand": "on-demand capacity", "provisioned": "provisioned capacity"},
}


def facts(component: Component, language: str) -> Iterator[Fact]:
    """What its own fields say, in the order of its kind; a field that has no words is shown by its name."""
    for field in type(component).model_fields:
        value = component.value_of(field)
        if field in COMMON or value in (None, (), {}) or field in ("exists_per", "drawn_as"):
            continue
        if isinstance(value, Capacity):
            yield from _capacity(component, value, language)
        elif isinstance(value, Service):
            yield from _service(value, language)
        else:
            yield from _fact(component, field, value, language)


def _fact(component: Component, field: str, value: Any, language: str) -> Iterator[Fact]:
    if _is_needless(component, field):
        return
    if field == "replicas" and component.shares_nothing:
        yield Fact(say("1 node" if value == 0 else "{count} nodes", language, count=value + 1))
    elif field == "encrypted" and component.shares_nothing:  # AWS encrypts no data at rest in memcached
        yield Fact(word("encrypted in transit" if value else "not encrypted", language))
    elif field in SWITCHES and isinstance(value, bool):
        words = SWITCHES[field][0 if value else 1]
        if words:
            yield Fact(word(words, language))
    elif field in CHOICES and value in CHOICES[field]:
        yield Fact(word(CHOICES[field][value], language))
    elif field in NUMBERS:
        if value:
            yield Fact(say(NUMBERS[field][0 if value == 1 else 1], language, count=value))
    elif field in COUNTS:
        yield Fact(say(COUNTS[field], language, count=value))
    elif component.category is Category.ENDPOINT and field == "service":
        kind = "interface endpoint for" if component.subnets else "gateway endpoint for"
        yield Fact(word(kind, language), str(value))
    elif field == "replica_regions":
        yield Fact(word("replicated to", language), ", ".join(value))
    else:
        yield Fact(word(FACTS.get(field, field.replace("_", " ")), language), _shown(value))


def _is_needless(component: Component, field: str) -> bool:
    """Whether a field says nothing: readers of a cluster are counted, and AWS decides about shards."""
    if component.category is Category.DATABASE_CLUSTER and field == "multi_az":
        return True
    return field == "shards" and component.value_of("mode") == "on-demand"


def _shown(value: Any) -> str:
    """A value as the file writes it; of a map its keys."""
    if isinstance(value, TableKey):
        return ", ".join(value.attributes)
    return ", ".join(map(str, value)) if isinstance(value, tuple | dict) else str(value)


def _capacity(component: Component, capacity: Capacity, language: str) -> Iterator[Fact]:
    yield Fact(captions.counted(component, capacity, language))
    if capacity.desired is not None and capacity.desired != capacity.min:
        yield Fact(say("{count} at the start", language, count=capacity.desired))
    if capacity.required > 1:
        yield Fact(say("{count} must survive a zone failure", language, count=capacity.required))


def _service(service: Service, language: str) -> Iterator[Fact]:
    yield Fact(word("runs", language), service.image)
    if service.port is not None:
        yield Fact(word("port", language), str(service.port))
        yield Fact(word("health check", language), service.health_check)
    if service.environment:
        yield Fact(word("environment", language), ", ".join(service.environment))
    if service.secrets:
        yield Fact(word("secrets", language), ", ".join(service.secrets))
