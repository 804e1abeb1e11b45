"""Load balancers: on which ports they listen, with which certificate, and where the requests go.

An Application Load Balancer behind a Network Load Balancer is asked whether it is well by HTTP or HTTPS, and
must listen before it is a target; what it is sent comes over TCP (Network Load Balancers User Guide, use an
Application Load Balancer as a target).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from archgen.model.kinds import Component, Compute
from archgen.model.kinds.category import CHAINED, Category
from archgen.render.outputs.terraform.names import fit
from archgen.render.outputs.terraform.parts import Part, Place, Stack, remembered
from archgen.render.outputs.terraform.resources.dns import asks_for_certificate, certificate_of
from archgen.render.outputs.terraform.resources.dns import tables as dns_tables
from archgen.render.outputs.terraform.resources.traffic import tables as traffic_tables
from archgen.render.outputs.terraform.tables import Entry, Table, placed, referred
from archgen.render.quoting import Hcl, hcl, line, refer

HTTP, HTTPS = 80, 443


@dataclass(frozen=True, slots=True)
class Target:
    """A target group: a component, or the instances that serve the same, on one port of a load balancer."""

    id: str
    label: str
    name: str
    alarm: str
    type: str
    port: int
    protocol: str
    path: str
    parts: tuple[Part, ...]
    by_rule: bool = False
    """Whether it has only the requests below its own name."""

    @property
    def part(self) -> Part:
        """The first of its parts, by which it is called."""
        return self.parts[0]

    @property
    def is_balancer(self) -> bool:
        """Whether it is another load balancer."""
        return self.part.model.is_load_balancer

    @property
    def who(self) -> Hcl:
        """How a comment names its parts."""
        return Hcl(line(" and ".join(part.id for part in self.parts)))

    def check(self, stack: Stack) -> str:
        """The protocol by which a Network Load Balancer asks whether it is well."""
        if not self.is_balancer:
            return "TCP"
        return "HTTPS" if is_secure(stack, self.part, self.port) else "HTTP"

    def attachment(self, part: Part) -> str:
        """The label of what puts one of its parts in it."""
        return self.label if part == self.part else f"{self.label}_with_{part.label}"

    @property
    def short(self) -> str:
        """Its name without the system's."""
        return self.alarm.removeprefix(f"{self.part.title}-")

    @property
    def arn(self) -> Hcl:
        """Its ARN, an expression."""
        return refer("aws_lb_target_group", self.label, "arn")


@dataclass(frozen=True, slots=True)
class Rule:
    """Requests below a path that another target than the first one has."""

    id: str
    rest: str
    label: str
    target: str
    priority: int


@dataclass(frozen=True, slots=True)
class Listener:
    """One port of a load balancer."""

    label: str
    port: int
    protocol: str
    certificate: Hcl | None
    target: str | None
    redirect: bool = False
    rules: tuple[Rule, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether requests come to targets as HTTP."""
        return self.protocol == "HTTP" and not self.redirect


def is_public(stack: Stack, part: Part) -> bool:
    """Whether a load balancer faces the internet."""
    return stack.topology.scheme(part.id) == "internet-facing"


@remembered
def targets(stack: Stack, part: Part) -> tuple[Target, ...]:
    """The target groups of a load balancer, in the order of its connections."""
    found: dict[str, Target] = {}
    shared: dict[tuple[object, ...], str] = {}
    for other, ports, protocol in stack.peers(part):
        chained = (part.model.category, other.model.category) == CHAINED
        if other.place != part.place or not (chained or isinstance(other.model, Compute)):
            continue
        for port in ports or (HTTP,):
            made = _target(stack, part, other, port, protocol)
            same = (stack.topology.peers(other.id)[0], port, made.protocol, made.path)
            label = shared.setdefault(same, made.label)
            known = found.setdefault(label, made)
            if other not in known.parts:
                found[label] = replace(known, parts=(*known.parts, other))
    first, *others = found.values() or (None,)
    return (first, *(replace(target, by_rule=True) for target in others if target)) if first else ()


def _target(stack: Stack, part: Part, other: Part, port: int, protocol: str) -> Target:
    service = other.model.service if isinstance(other.model, Compute) else None
    if part.model.category is Category.NETWORK_BALANCER:
        spoken = "UDP" if protocol == "udp" else "TCP"
    else:
        spoken = "HTTPS" if protocol in ("https", "tls") and port == HTTPS else "HTTP"
    type_ = other.model.target_type
    name = f"{part.title}-{part.named}-{other.named}-{port}"
    # One that takes another's place is made before that is gone, so it has another name.
    unlike = ("" if type_ == Component.target_type else f"-{type_}") + ("-tls" if spoken == "HTTPS" else "")
    return Target(
        other.id,
        stack.labels.of("target", part.label, "to", other.label, str(port)).removeprefix("target_"),
        fit(name + unlike, 32),
        fit(name, 200),
        type_,
        port,
        spoken,
        service.health_check if service else "/",
        (other,),
    )


@remembered
def listeners(stack: Stack, part: Part) -> tuple[Listener, ...]:
    """The ports that are connected to, each once; HTTPS alone where nothing says more.

    A Network Load Balancer has no rules: a target that no such port leads to is listened for on its own.
    """
    groups = targets(stack, part)
    asked = dict(_asked(stack, part))
    made = [_listener(stack, part, port, protocol, groups) for port, protocol in asked.items()]
    if part.model.category is Category.NETWORK_BALANCER:
        heard = {listener.target for listener in made}
        more = {t.port: t for t in reversed(groups) if t.label not in heard and t.port not in asked}
        made += [_listener(stack, part, port, "tcp", (target,)) for port, target in sorted(more.items())]
        return tuple(listener for listener in made if listener.target)
    ports = {listener.port: listener for listener in made}
    if HTTP in ports and HTTPS in ports:
        ports[HTTP] = replace(ports[HTTP], redirect=True, rules=())
    return tuple(ports.values())


def _asked(stack: Stack, part: Part) -> Iterator[tuple[int, str]]:
    connections = stack.topology.connections_to(part.id)
    for connection in connections:
        for port in stack.ports(connection) or (HTTPS,):
            yield port, connection.protocol
    if not connections:
        yield HTTPS, "https"


def _listener(stack: Stack, part: Part, port: int, protocol: str, groups: tuple[Target, ...]) -> Listener:
    label = stack.labels.of(part.label, str(port))
    certificate = certificate_of(stack, part)
    if part.model.category is Category.NETWORK_BALANCER:
        return _network_listener(label, port, protocol, certificate, groups)
    plain = protocol == "http" or port == HTTP or (certificate is None)
    first = groups[0] if groups else None
    rules = tuple(
        Rule(target.id, groups[0].id, stack.labels.of(label, target.label), target.label, number)
        for number, target in enumerate(groups[1:], start=1)
    )
    return Listener(
        label,
        port,
        "HTTP" if plain else "HTTPS",
        None if plain else certificate,
        first.label if first else None,
        rules=rules,
    )


def _network_listener(
    label: str, port: int, protocol: str, certificate: Hcl | None, groups: tuple[Target, ...]
) -> Listener:
    """TLS ends here only where the model says `tls`; anything else is passed on as it comes."""
    same = next((target for target in groups if target.port == port), groups[0] if groups else None)
    spoken = (
        "UDP"
        if protocol == "udp"
        else "TLS"
        if not (same and same.is_balancer) and protocol == "tls" and certificate
        else "TCP"
    )
    return Listener(
        label, port, spoken, certificate if spoken == "TLS" else None, same.label if same else None
    )


def is_secure(stack: Stack, part: Part, port: int) -> bool:
    """Whether a load balancer speaks TLS on a port."""
    return any(item.port == port and item.protocol in ("HTTPS", "TLS") for item in listeners(stack, part))


def facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the templates of load balancers read beside the part itself."""
    heard = listeners(stack, part)
    return {
        "public": is_public(stack, part),
        "targets": targets(stack, part),
        "checks": {target.label: target.check(stack) for target in targets(stack, part)},
        "listeners": heard,
        "rules": {listener.label: rules_of(stack, part, listener) for listener in heard},
        "in_table": {e.label for made in target_tables(stack, part.place) for e in made.table.entries},
        "together": {e.label for each in balancer_tables(stack, part.place) for e in each.balancers.entries},
        "heard_together": {
            entry.label
            for each in balancer_tables(stack, part.place)
            if each.listeners
            for entry in each.listeners.entries
        },
        "guards": [guard.acl for guard in stack.topology.guards if guard.target == part.id],
        "subnet_ids": stack.subnet_ids(part),
        "asks_for_certificate": asks_for_certificate(stack, part),
        "is_origin": _is_origin(stack, part),
        "dual_stack": bool(part.row and stack.topology.rows[part.row].ipv6),
        "endpoint_service": any(p.model.leads_to == part.id for p in stack.parts),
        "behind": [
            (target, next((item for item in heard if item.port == target.port), None))
            for target in target_groups(stack, part)
        ],
    }


def target_groups(stack: Stack, part: Part) -> tuple[Target, ...]:
    """The target groups that a compute part is in."""
    return tuple(_all_targets(stack).get(part, ()))


@remembered
def _all_targets(stack: Stack) -> dict[Part, list[Target]]:
    found: dict[Part, list[Target]] = {}
    for balancer in stack.parts:
        if balancer.model.is_load_balancer:
            for target in targets(stack, balancer):
                for part in target.parts:
                    found.setdefault(part, []).append(target)
    return found


def _is_origin(stack: Stack, part: Part) -> bool:
    """Whether distributions fetch from it: without a domain, from the first of its regions only."""
    callers = (connection.source for connection in stack.topology.connections_to(part.id))
    fetched = any(stack.topology.components[each].category is Category.DISTRIBUTION for each in callers)
    return fetched and stack.parts_of(part.id)[0] == part


@dataclass(frozen=True, slots=True)
class Targets:
    """The target groups of the Application Load Balancers of a VPC, each an entry of one resource."""

    vpc: Place
    table: Table
    plain: bool
    """Whether one of them takes requests from a listener beside others."""
    from_plain: bool
    """Whether one of their listeners is HTTP."""


@remembered
def target_tables(stack: Stack, place: Place) -> tuple[Targets, ...]:
    """The target groups of instances and tasks in a region, VPC by VPC."""
    found: dict[str, list[tuple[Place, Target]]] = {}
    plain: set[str] = set()
    for part in stack.parts:
        if part.model.category is Category.APPLICATION_BALANCER and part.place == place:
            for target in targets(stack, part):
                if target.part.model.category is not Category.FUNCTION:
                    found.setdefault(part.place.vpc_label, []).append((part.place, target))
            if any(listener.is_plain for listener in listeners(stack, part)):
                plain.add(part.place.vpc_label)
    return tuple(
        _targets(members[0][0], [target for _, target in members], vpc in plain)
        for vpc, members in found.items()
    )


def _targets(vpc: Place, members: list[Target], from_plain: bool) -> Targets:
    entries = tuple(_target_entry(target) for target in members)
    plain = any(target.by_rule and target.protocol == "HTTP" for target in members)
    return Targets(vpc, Table("aws_lb_target_group", vpc.vpc_label, entries), plain, from_plain)


@dataclass(frozen=True, slots=True)
class Balancers:
    """The Application Load Balancers of a VPC that has several, and their listeners: one resource of each.

    Those inside the VPC have their subnets, those open to the internet have theirs.
    """

    vpc: Place
    balancers: Table
    listeners: Table | None
    subnets: Hcl
    groups: Hcl
    """The security groups that theirs are entries of."""
    unguarded: bool
    """Whether one of them is open to the internet and has no web ACL."""
    plain: bool
    """Whether one of their listeners is HTTP."""
    targets: Hcl
    """The target groups that theirs are entries of."""


@remembered
def balancer_tables(stack: Stack, place: Place) -> tuple[Balancers, ...]:
    """The load balancers of a region that are entries of one resource, VPC by VPC."""
    found: dict[str, list[Part]] = {}
    for part in stack.parts:
        if part.model.category is Category.APPLICATION_BALANCER and part.place == place:
            found.setdefault(part.place.vpc_label, []).append(part)
    made = (_balancers(stack, members) for members in found.values() if len(members) > 1)
    return tuple(each for each in made if each)


def _balancers(stack: Stack, members: list[Part]) -> Balancers | None:
    """None where a plan would not show which subnets or groups each of them has."""
    vpc = members[0].place
    subnets = _subnets(stack, members)
    groups = {e.label: (t.groups, e.key) for t in traffic_tables(stack, vpc) for e in t.groups.entries}
    if subnets is None or any(part.group not in groups for part in members):
        return None
    entries = tuple(_balancer_entry(stack, part, groups[part.group or ""][1]) for part in members)
    listening = [(part, listener) for part in members for listener in listeners(stack, part)]
    keys = {e.label: e.key for made in target_tables(stack, vpc) for e in made.table.entries}
    heard = [(part, each) for part, each in listening if each.target in keys and not each.redirect]
    certificates = placed(dns_tables(stack))
    listened = tuple(_listener_entry(part, listener, keys, certificates) for part, listener in heard)
    together = Table("aws_lb_listener", vpc.vpc_label, listened)
    return Balancers(
        vpc,
        Table("aws_lb", vpc.vpc_label, entries),
        together if len(listened) > 1 and together.is_literal else None,
        subnets,
        groups[members[0].group or ""][0].address,
        any(is_public(stack, part) and not _guarded(stack, part) for part in members),
        any(listener.is_plain for _, listener in listening),
        Hcl(f"aws_lb_target_group.{vpc.vpc_label}"),
    )


def _guarded(stack: Stack, part: Part) -> bool:
    return any(guard.target == part.id for guard in stack.topology.guards)


def _subnets(stack: Stack, members: list[Part]) -> Hcl | None:
    """The subnets of each, by whether it is inside the VPC; None where that does not tell them apart."""
    found: dict[bool, set[Hcl]] = {}
    for part in members:
        found.setdefault(is_public(stack, part), set()).add(stack.subnet_ids(part))
    if any(len(each) > 1 for each in found.values()):
        return None
    every = {public: next(iter(each)) for public, each in found.items()}
    if len(set(every.values())) == 1:
        return next(iter(every.values()))
    return Hcl(f"each.value.internal ? {every[False]} : {every[True]}")


def _balancer_entry(stack: Stack, part: Part, group: str) -> Entry:
    dual_stack = part.row and stack.topology.rows[part.row].ipv6
    arguments = {
        "internal": hcl(not is_public(stack, part)),
        "name": hcl(part.name(32)),
        "group": hcl(group),
        "prefix": hcl(part.id),
        "tags": part.tags,
        **({"addresses": hcl("dualstack")} if dual_stack else {}),
    }
    return Entry(part.label, part.key, arguments)


def _listener_entry(
    part: Part, listener: Listener, targets: Mapping[str, str], certificates: Mapping[str, str]
) -> Entry:
    certificate = Hcl(referred(listener.certificate or "", certificates))
    arguments = {
        "balancer": hcl(part.key),
        "port": hcl(listener.port),
        "protocol": hcl(listener.protocol),
        **({"certificate": certificate} if certificate else {}),
        "target": hcl(targets[listener.target or ""]),
    }
    return Entry(listener.label, f"{part.key}-{listener.port}", arguments)


def _target_entry(target: Target) -> Entry:
    arguments = {
        "component": hcl(target.id),
        "name": hcl(target.name),
        "type": hcl(target.type),
        "port": hcl(target.port),
        "protocol": hcl(target.protocol),
        "path": hcl(target.path),
    }
    return Entry(target.label, _target_key(target), arguments)


def _target_key(target: Target) -> str:
    """The name at AWS without the system's, where it was not shortened."""
    tail = "" if target.type == Component.target_type else f"-{target.type}"
    tail += "-tls" if target.protocol == "HTTPS" else ""
    return f"{target.short}{tail}"


def rules_of(stack: Stack, part: Part, listener: Listener) -> Table | None:
    """The rules of a listener as entries of one resource; None where it has none, or one for a function."""
    made = target_tables(stack, part.place)
    keys = {entry.label: entry.key for each in made for entry in each.table.entries}
    if not listener.rules or not all(rule.target in keys for rule in listener.rules):
        return None
    entries = tuple(
        Entry(rule.label, rule.id, {"priority": hcl(rule.priority), "target": hcl(keys[rule.target])})
        for rule in listener.rules
    )
    return Table("aws_lb_listener_rule", listener.label, entries)


def tables(stack: Stack, place: Place) -> Iterator[Table]:
    """All resources of a region's load balancers that have entries."""
    yield from (made.table for made in target_tables(stack, place))
    for each in balancer_tables(stack, place):
        yield each.balancers
        yield from (each.listeners,) if each.listeners else ()
    for part in stack.parts:
        if part.model.category is Category.APPLICATION_BALANCER and part.place == place:
            found = (rules_of(stack, part, listener) for listener in listeners(stack, part))
            yield from (table for table in found if table)
