"""A model and a plan as facts of one form, so that they can be held against each other."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from archgen.findings import Route
from archgen.findings.phrase import Phrase
from archgen.model.kinds import INTERNET, Component, Copy, Scope, Territory, kind_class
from archgen.model.kinds.category import BALANCERS, CHAINED, Category
from archgen.terraform_plan.comparing.names import Names
from archgen.terraform_plan.resources.naming import type_of
from archgen.terraform_plan.resources.network.security_groups import CLOUDFRONT
from archgen.terraform_plan.resources.observed import ANYWHERE, Observed, SecurityGroupRule, SeenComponent
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import is_known_by_blocks, paths_of
from archgen.topology.routes.platform_egress import publicly_addressed
from archgen.topology.routes.routing import private_link

ANYBODY = "the internet"

_ADDRESSED = (Category.AUTO_SCALING, Category.CONTAINERS, Category.INSTANCE)
"""What may have public addresses of its own."""
_ORIGINS = (Category.BUCKET, *BALANCERS, Category.FUNCTION, Category.EXTERNAL)
"""What a distribution can fetch from, as we write it."""
_APART = (Category.WEB_ACL, Category.DNS_ZONE)
"""What a plan shows in its own ways."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that there is, and what it is like; where the model or the plan says so."""

    values: Mapping[str, str]
    route: Route = ()
    address: str = ""
    within: tuple[int, int] | None = None
    key: bool = False
    fields: Mapping[str, Route] = field(default_factory=dict)
    """The places in the model of single values."""
    made: bool = True
    """Whether Terraform is made for it."""


def expected(topology: Topology) -> dict[str, Fact]:
    """What a model promises."""
    found: dict[str, Fact] = {}
    for place in topology.vpcs.values():
        found[Phrase("the VPC of {vpc}", vpc=place.id)] = Fact({"block": str(place.cidr)}, place.route())
    for subnet in topology.subnets.values():
        way = topology.default_route(subnet)
        block = str(subnet.cidr) if topology.rows[subnet.row].ipv4 else ""
        values = {"block": block, "default route": way.id if way else "none"}
        found[Phrase("subnet {id}", id=subnet.id)] = Fact(values, ("subnets", subnet.row), key=True)
    addressed = publicly_addressed(topology)
    for id, component in topology.components.items():
        if component.read_from and component.resource_type and component.category not in _APART:
            found |= dict(_component_facts(topology, id, component, addressed))
    found |= dict(_connection_facts(topology))
    found |= dict(_wanted_uses(topology))
    return found


def _component_facts(
    topology: Topology, id: str, component: Component, addressed: Container[str]
) -> Iterator[tuple[str, Fact]]:
    route: Route = ("components", id)
    regions = dict.fromkeys(copy.region for copy in topology.copies_of(id))
    for region in regions:
        copies = topology.copies_of(id, region) if region else topology.copies_of(id)
        if component.category is Category.NAT_GATEWAY:
            for copy in copies:
                yield (
                    f"nat-gateway {copy.id}",
                    Fact({"subnet": copy.subnet or Phrase("the VPC")}, route, key=True),
                )
            continue
        if _follows(component, copies, next(iter(topology.regions))):
            if component.category is Category.DATABASE_CLUSTER:
                yield _key(component.kind, id, region), Fact({"instances": str(len(copies))}, route, key=True)
            continue
        values = {name: _shown(component.value_of(name)) for name in component.compared}
        if component.category is Category.DATABASE_CLUSTER:
            values["instances"] = str(len(copies))
        values |= _standing(topology, component, region)
        values |= _capacity(component)
        if component.category in _ADDRESSED:
            values["public_address"] = _shown(any(copy.id in addressed for copy in copies))
        if component.is_load_balancer:
            values["scheme"] = str(topology.scheme(id))
            values |= _listening(topology, id) if component.category is Category.APPLICATION_BALANCER else {}
            values["targets"] = _listed(_balanced(topology, id, region))
        if component.category is Category.DISTRIBUTION:
            values["origins"] = _listed(_origins(topology, id))
        fields = {name: (*route, name) for name in values}
        yield _key(component.kind, id, region), Fact(values, route, key=True, fields=fields)


def _balanced(topology: Topology, id: str, region: str | None) -> Iterator[str]:
    """What a load balancer can send traffic to, of what it connects to: nothing in another region."""
    category = topology.components[id].category
    for connection in topology.connections_from(id):
        target = topology.components.get(connection.target)
        if target is None or (region and not topology.copies_of(connection.target, region)):
            continue
        if (target.is_compute and not target.runs_on) or (category, target.category) == CHAINED:
            yield connection.target


def _listening(topology: Topology, id: str) -> dict[str, str]:
    """The ports that a load balancer is called on, where all of them are said.

    One for a network may listen on more: a port of its own for each target.
    """
    ports = [connection.ports for connection in topology.connections_to(id)]
    return {"listener_ports": _ports({port for of in ports for port in of})} if all(ports) and ports else {}


def _origins(topology: Topology, distribution: str) -> Iterator[str]:
    """What a distribution fetches from, of what Terraform is made for."""
    for connection in topology.connections_from(distribution):
        if topology.components[connection.target].category in _ORIGINS:
            yield connection.target


def _follows(component: Component, copies: tuple[Copy, ...], home: str) -> bool:
    """Whether what stands here only follows a primary elsewhere."""
    if component.category is Category.TABLE and component.copied_to:
        return copies[0].region != (component.region or (home,))[0]
    return component.is_database and all(copy.role for copy in copies)


def _standing(topology: Topology, component: Component, region: str | None) -> dict[str, str]:
    if component.subnets is None or region is None or component.actual_scope.value in ("region", "global"):
        return {}
    place = topology.regions[region]
    zones = list(component.zones_in(Territory(region, place.zones)))
    if component.category is Category.INSTANCE:
        zones = zones[:1]
    return {"subnets": _listed(f"{component.subnets}@{zone}" for zone in zones)}


def _capacity(component: Component) -> dict[str, str]:
    capacity = component.how_many if component.is_compute else None
    return {"min": str(capacity.min), "max": str(capacity.max)} if capacity else {}


def _connection_facts(topology: Topology) -> Iterator[tuple[str, Fact]]:
    found: dict[str, set[int]] = {}
    free: set[str] = set()
    facts: dict[str, Fact] = {}
    for connection in topology.connections:
        if connection.target == INTERNET:
            continue
        source = topology.components[connection.source]
        called = topology.components[connection.target].runs_on or connection.target
        if not _is_guarded(topology.components[called].kind) or source.category is Category.CUSTOM:
            continue
        if _is_by_private_link(topology, connection):
            continue
        callers = _blocks_elsewhere(topology, connection) or _callers(connection.source, source)
        for who, region in product(callers, _regions(topology, connection)):
            if who == called:
                continue
            key: str = Phrase("{what} in {region}", what=f"{who} -> {called}", region=region)
            found.setdefault(key, set()).update(connection.ports)
            free |= {key} if not connection.ports else set()
            made = topology.components[called].resource_type is not None
            facts.setdefault(
                key, Fact({}, connection.route, within=connection.within, key=connection.chain.key, made=made)
            )
    for key, fact in facts.items():
        yield key, fact if key in free else replace(fact, values={"ports": _ports(found[key])})


def _wanted_uses(topology: Topology) -> Iterator[tuple[str, Fact]]:
    """Who uses which service, as policies and events should say it."""
    for connection in topology.connections:
        target = topology.components.get(connection.target)
        if (
            target is None
            or target.endpoint_service is None
            or not target.read_from
            or not target.resource_type
        ):
            continue
        fact = Fact({}, connection.route, within=connection.within, key=connection.chain.key)
        for source in by_whose_rights(topology, connection.source):
            if _calls(topology.components[source]):
                yield f"{source} -> {connection.target}", fact


def by_whose_rights(topology: Topology, source: str) -> tuple[str, ...]:
    """Whose rights a connection takes: its source's, or those of who calls that."""
    if topology.components[source].uses_callers_rights:
        return tuple(dict.fromkeys(connection.source for connection in topology.connections_to(source)))
    return (source,)


def _calls(kind: Component | type[Component]) -> bool:
    """Whether it uses services by policies, or hands them events."""
    return kind.runs_code or kind.delivers


def _is_guarded(kind: str) -> bool:
    """Whether a security group says who may connect to it."""
    return kind_class(kind).needs_subnets and not kind_class(kind).is_way


def _is_by_private_link(topology: Topology, connection: Connection) -> bool:
    """Whether an endpoint in the caller's VPC leads to its target: then that has the security group."""
    copies = topology.copies_of(connection.source)
    return bool(copies) and all(private_link(topology, copy, connection.target) for copy in copies)


def _blocks_elsewhere(topology: Topology, connection: Connection) -> tuple[str, ...]:
    """The blocks of a caller's subnets, where security groups know it by them."""
    paths = [path for path in paths_of(topology, connection) if path.target in topology.copies]
    if not paths or not all(is_known_by_blocks(topology, path) for path in paths):
        return ()
    sources = (topology.copies[path.source] for path in paths)
    rows = {(source.row, source.vpc) for source in sources if source.row}
    return tuple(str(s.cidr) for s in topology.subnets.values() if (s.row, s.vpc) in rows)


def _callers(id: str, source: Component) -> tuple[str, ...]:
    """Who a connection comes from, as security groups know it: what is outside by its blocks."""
    outside = source.scope is Scope.OUTSIDE or source.endpoint_service is not None
    if (outside or source.shows_client_addresses) and source.subnets is None:
        return source.blocks or (ANYBODY,)
    return (source.runs_on or id,)


def _regions(topology: Topology, connection: Connection) -> tuple[str | None, ...]:
    """Where it may be opened: wherever its target has copies, replicas included."""
    return tuple(dict.fromkeys(copy.region for copy in topology.copies_of(connection.target)))


def seen(observed: Observed, names: Names) -> dict[str, Fact]:
    """What a plan would build, in the model's names for its networks."""
    found: dict[str, Fact] = {}
    ids = {address: seen.id for seen in observed.components for address in seen.addresses}
    subnets = {subnet.address: subnet.id for subnet in observed.subnets}
    for network in observed.networks:
        vpc = names.vpcs.get(network.address, network.region)
        found[Phrase("the VPC of {vpc}", vpc=vpc)] = Fact({"block": network.cidr}, address=network.address)
    named = {seen.id for seen in observed.components if not kind_class(seen.kind).may_serve_others}
    for subnet in observed.subnets:
        values = {"block": subnet.cidr, "default route": names.default_route(subnet)}
        fields = {"default route": (subnet.route or subnet.address,)}
        found[Phrase("subnet {id}", id=subnet.id)] = Fact(values, address=subnet.address, fields=fields)
    for seen in observed.components:
        if _counts(seen, named) and not _serves(observed, seen):
            key, fact = _component_fact(seen, ids, subnets, names)
            found[key] = fact
    found |= _door_facts(observed, ids)
    found |= dict(_seen_uses(observed))
    return found


def _counts(seen: SeenComponent, named: set[str]) -> bool:
    """Whether it is a component, and not what serves one (a queue for failures, the secrets of a service)."""
    if (
        seen.category in _APART
        or not kind_class(seen.kind).read_from
        or (seen.follows and seen.category is not Category.DATABASE_CLUSTER)
    ):
        return False
    if kind_class(seen.kind).may_serve_others and seen.id in named:
        return False
    if seen.placed and seen.address.partition(".")[0] == "aws_eks_node_group":
        return False  # it is part of its cluster
    return seen.placed or _is_guarded(seen.kind) or seen.category is Category.NAT_GATEWAY


def _serves(observed: Observed, seen: SeenComponent) -> bool:
    """Whether a tag makes it part of another component."""
    typed = type_of(seen.address) in kind_class(seen.kind).serving_types
    return typed and seen.address in observed.supporting


def _component_fact(
    seen: SeenComponent, ids: Mapping[str, str], subnets: Mapping[str, str], names: Names
) -> tuple[str, Fact]:
    standing = _listed(subnets[address] for address in seen.subnets if address in subnets)
    if seen.category is Category.NAT_GATEWAY:
        name = f"nat-gateway {names.copy(seen)}"
        return name, Fact({"subnet": standing or Phrase("the VPC")}, address=seen.address)
    values = {name: _shown(seen.fields.get(name)) for name in kind_class(seen.kind).compared}
    if seen.category is Category.DATABASE_CLUSTER:
        values["instances"] = str(len(seen.addresses) - 1)
    if standing:
        values["subnets"] = standing
    capacity = seen.fields.get("capacity")
    if capacity:
        values |= {"min": str(capacity["min"]), "max": str(capacity["max"])}
    if seen.category in _ADDRESSED:
        values["public_address"] = _shown(seen.fields.get("public_address", False))
    if "scheme" in seen.fields:
        values["scheme"] = seen.fields["scheme"]
        values["listener_ports"] = _ports(set(seen.fields.get("listens", ())))
        values["targets"] = _listed(ids[address] for address, _ in seen.targets if address in ids)
    if seen.category is Category.DISTRIBUTION and not seen.fields.get("open_origins"):
        values["origins"] = _listed(ids[address] for address, _ in seen.targets if address in ids)
    return _key(seen.kind, seen.id, seen.region), Fact(values, address=seen.address)


def _door_facts(observed: Observed, ids: Mapping[str, str]) -> dict[str, Fact]:
    members: dict[str, list[SeenComponent]] = {}
    for seen in observed.components:
        for group in seen.groups:
            members.setdefault(group, []).append(seen)
    edges = dict(_edges(observed))
    ports: dict[str, set[int]] = {}
    wide: set[str] = set()
    addresses: dict[str, str] = {}
    for rule in observed.rules:
        if rule.way != "in":
            continue
        for seen in members.get(rule.group, ()):
            for who in _peers(rule, members, edges.get(seen.address, edges[""])):
                if not _is_guarded(seen.kind) or who == seen.id:
                    continue
                key: str = Phrase("{what} in {region}", what=f"{who} -> {seen.id}", region=seen.region)
                addresses.setdefault(key, rule.address)
                if rule.ports is None or rule.ports[1] - rule.ports[0] > 100:
                    wide.add(key)
                else:
                    ports.setdefault(key, set()).update(range(rule.ports[0], rule.ports[1] + 1))
    return {
        key: Fact({"ports": Phrase("any") if key in wide else _ports(ports[key])}, address=address)
        for key, address in addresses.items()
    }


def _seen_uses(observed: Observed) -> Iterator[tuple[str, Fact]]:
    """Who may use which service by its policies and events."""
    seen_components = {a: seen for seen in observed.components if seen.placed for a in seen.addresses}
    for use in observed.uses:
        user, target = seen_components.get(use.user), seen_components.get(use.target)
        if user is None or target is None or use.how in ("setting", "wide"):
            continue
        used = kind_class(target.kind).endpoint_service is not None and _calls(kind_class(user.kind))
        if used and use.target not in observed.supporting:
            yield f"{user.id} -> {target.id}", Fact({}, address=use.address)


def _edges(observed: Observed) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The distributions before each address, and at no address the first of all."""
    found: dict[str, list[str]] = {}
    distributions = [seen for seen in observed.components if seen.category is Category.DISTRIBUTION]
    for seen in distributions:
        for address, _ in seen.targets:
            found.setdefault(address, []).append(seen.id)
    yield from ((address, tuple(ids)) for address, ids in found.items())
    yield "", (distributions[0].id if distributions else CLOUDFRONT,)


def _peers(
    rule: SecurityGroupRule, members: Mapping[str, list[SeenComponent]], edges: tuple[str, ...]
) -> list[str]:
    if rule.peer == ANYWHERE:
        return [ANYBODY]
    if rule.peer == CLOUDFRONT:
        return list(edges)
    if rule.peer[:1].isdigit():
        return [rule.peer]
    return list(dict.fromkeys(seen.id for seen in members.get(rule.peer, ()))) or [rule.peer]


def _key(kind: str, id: str, region: str | None) -> str:
    what = f"{kind} {id}"
    return Phrase("{what} in {region}", what=what, region=region) if region else what


def _listed(names: Any) -> str:
    return ", ".join(sorted(set(names)))


def _ports(ports: set[int]) -> str:
    return ", ".join(map(str, sorted(ports)))


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return _listed(map(str, value))
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
