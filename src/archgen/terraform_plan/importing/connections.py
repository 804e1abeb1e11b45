"""Who talks to whom, as rules, targets, origins, aliases, policies and events say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network
from itertools import product
from typing import Any

from archgen.model.kinds import kind_class
from archgen.model.kinds.category import TRANSLATING, Category
from archgen.terraform_plan.importing.crossings import joined_pairs
from archgen.terraform_plan.importing.outside import CLIENT, Outside
from archgen.terraform_plan.resources.network.security_groups import CLOUDFRONT
from archgen.terraform_plan.resources.observed import (
    ANYWHERE,
    Observed,
    SecurityGroupRule,
    SeenComponent,
    Use,
)

WIDE = 1000
"""A range of more ports than this counts as any port."""
_PLATFORM = (
    *("ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry", "logs", "monitoring", "xray", "kms", "sts"),
    *("ssm", "ssmmessages", "ec2messages", "ec2", "autoscaling", "elasticloadbalancing", "s3"),
)
"""The endpoints that instances use of themselves: for images, sessions and logs."""


@dataclass(frozen=True, slots=True)
class SeenConnection:
    """One connection: its chain of ids, its port (None for any), and the address of what says it."""

    chain: tuple[str, ...]
    port: int | None
    address: str

    @property
    def source(self) -> str:
        """The id of who opens it."""
        return self.chain[0]

    @property
    def target(self) -> str:
        """The id of who is reached."""
        return self.chain[-1]


@dataclass(frozen=True, slots=True)
class Inferred:
    """All connections, and the components outside of AWS that they name, as the format says them.

    `private` are the ids of those that are private networks.
    """

    seen_connections: tuple[SeenConnection, ...]
    externals: Mapping[str, Mapping[str, Any]]
    private: Collection[str] = ()


def inferred(
    observed: Observed, ids: Mapping[str, str], networks: Mapping[str, tuple[str, ...]] | None = None
) -> Inferred:
    """All connections, each from the first of what says it; `networks` are private networks by their ids."""
    inference = _Inference(observed, ids, networks or {})
    found: dict[tuple[str, str, int | None], SeenConnection] = {}
    for connection in inference.seen_connections():
        if connection.source != connection.target:
            found.setdefault((connection.source, connection.target, connection.port), connection)
    return Inferred(tuple(found.values()), inference.outside.externals, inference.outside.private)


class _Inference:
    def __init__(
        self, observed: Observed, ids: Mapping[str, str], networks: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.observed = observed
        self.ids = ids
        self.by_address = {a: p for p in observed.components for a in p.addresses if a in ids}
        self.members: dict[str, list[SeenComponent]] = {}
        for component in self.by_address.values():
            for group in component.groups:
                members = self.members.setdefault(group, [])
                if component not in members:
                    members.append(component)
        self.subnets = {subnet.address: subnet for subnet in observed.subnets}
        self.gateways = dict(self._gateways())
        self.endpoints = {(p.region, p.fields.get("service")): p for p in self._of(Category.ENDPOINT)}
        self.open_ports: dict[str, list[int | None]] = {}
        for rule in observed.rules:
            if rule.way == "in" and _is_anywhere(rule.peer):
                self.open_ports.setdefault(rule.group, []).extend(_ports(rule))
        self.outside = Outside(observed, set(ids.values()), networks)
        self.found_by_name = {
            address
            for component in self.by_address.values()
            if component.category in (Category.DNS_ZONE, Category.DISTRIBUTION)
            for address, _ in component.targets
        }
        self.services_of: dict[str, set[str]] = {}
        for use in observed.uses:
            target = self.by_address.get(use.target)
            service = kind_class(target.kind).endpoint_service if target else None
            self.services_of.setdefault(use.user, set()).add(service or "")
        self.doors_in = {rule.group for rule in observed.rules if rule.way == "in"}
        self.joined = set(joined_pairs(observed))
        self.led_to = {address: p for p in self.by_address.values() for address, _ in p.targets}

    def _of(self, category: Category) -> Iterator[SeenComponent]:
        yield from (component for component in self.by_address.values() if component.category is category)

    def seen_connections(self) -> Iterator[SeenConnection]:
        components = list(dict.fromkeys(component.address for component in self.by_address.values()))
        for address in components:
            yield from self._edge(self.by_address[address])
        for address in components:
            yield from self._entrance(self.by_address[address])
        for rule in self.observed.rules:
            for component in self.members.get(rule.group, ()):
                yield from self._through(rule, component)
        yield from self._used()

    def _edge(self, component: SeenComponent) -> Iterator[SeenConnection]:
        """What names, distributions, web ACLs and load balancers lead to."""
        me = self.ids[component.address]
        for address, port in component.targets:
            target = self.by_address.get(address)
            if target is None:
                continue
            them = self.ids[address]
            if component.category is Category.DNS_ZONE and _is_inner_name(component, target):
                continue  # nobody out there gets to it by that name
            if component.category is Category.DNS_ZONE:
                for open_port in self._open(target):
                    yield SeenConnection((CLIENT, me, them), open_port, component.address)
            elif component.category is Category.DISTRIBUTION:
                public = target.fields.get("scheme") == "internet-facing"
                way = self._way_in(target) if public else ()
                yield SeenConnection((me, *way, them), port, component.address)
            else:
                listens = target.fields.get("listens") if port is None else None
                for each in listens or (port,):
                    yield SeenConnection((me, them), each, component.address)
        for host in component.fields.get("outside", ()):
            yield SeenConnection((me, self.outside.host(host)), 443, component.address)

    def _open(self, component: SeenComponent) -> list[int | None]:
        """The ports on which anybody may reach what a name leads to."""
        if component.category is Category.DISTRIBUTION or component.fields.get("open"):
            return [443]
        if self._is_bare(component):
            return list(component.fields.get("listens") or (443,))
        open_ports = [port for group in component.groups for port in self.open_ports.get(group, ())]
        listens = component.fields.get("listens")
        return [443 if p is None else p for p in open_ports if p is None or not listens or p in listens]

    def _is_bare(self, component: SeenComponent) -> bool:
        """Whether it is a public network load balancer without a security group: it admits everybody."""
        return (
            component.category is Category.NETWORK_BALANCER
            and not component.groups
            and component.fields.get("scheme") == "internet-facing"
        )

    def _entrance(self, component: SeenComponent) -> Iterator[SeenConnection]:
        """What clients reach without a name and without a rule."""
        me = self.ids[component.address]
        if self._is_bare(component):
            for port in component.fields.get("listens") or ():
                yield SeenConnection((CLIENT, *self._way_in(component), me), port, component.address)
        elif (component.category is Category.DISTRIBUTION or component.fields.get("open")) and (
            component.address not in self.found_by_name
        ):
            yield SeenConnection((CLIENT, me), 443, component.address)

    def _through(self, rule: SecurityGroupRule, component: SeenComponent) -> Iterator[SeenConnection]:
        """What one rule of a security group lets through."""
        me = self.ids[component.address]
        if kind_class(component.kind).is_way and component.category is not Category.ENDPOINT:
            return  # routes lead to it, and no connection does
        for port in self._reached(rule, component):
            if rule.way == "in" and _is_anywhere(rule.peer):
                yield from self._from_anywhere(rule, component, port)
            elif rule.way == "in" and rule.peer in self.outside.blocks:
                yield from self._from_outside(self.outside.blocks[rule.peer], rule, component, port)
            elif rule.way == "in":
                for peer in self._callers(rule, component):
                    if not _is_no_target(peer, component) and _is_on_target_port(peer, component, port):
                        yield from self._to(peer, component, port, rule)
            elif _is_anywhere(rule.peer):
                if kind_class(component.kind).runs_code and not self._is_shut_in(component, rule):
                    yield SeenConnection((me, "internet"), 443 if port is None else port, rule.address)
            elif rule.peer in self.by_address:
                yield from self._to(component, self.by_address[rule.peer], port, rule)
            elif rule.peer in self.outside.blocks and self._opens_to(rule.peer, component):
                yield SeenConnection((me, self.outside.blocks[rule.peer]), port or 443, rule.address)

    def _reached(self, rule: SecurityGroupRule, component: SeenComponent) -> tuple[int | None, ...]:
        """The ports that a rule opens; of a load balancer only those that it listens on. ICMP has none."""
        if rule.protocol in _WITHOUT_PORTS:
            return ()
        listens = component.fields.get("listens")
        if rule.way == "out" or not listens:
            return () if rule.way == "in" and self._is_for_others(rule, component) else _ports(rule)
        first, last = rule.ports or (0, 65535)
        return tuple(port for port in listens if first <= port <= last)

    def _is_for_others(self, rule: SecurityGroupRule, component: SeenComponent) -> bool:
        """Whether a database shares its group with code, which a rule is for: another opens its own port."""
        kind = kind_class(component.kind)
        if rule.ports is None or not kind.keeps_data_in_vpc:
            return False
        engine = component.fields.get("engine")
        port = kind.model_construct(**({"engine": engine} if engine else {})).default_port
        others = (other for other in self.members[rule.group] if other is not component)
        if port is None or _opens(rule, port) or not any(kind_class(o.kind).runs_code for o in others):
            return False
        same = (r for r in self.observed.rules if r.way == "in" and r.group == rule.group)
        return any(_opens(each, port) for each in same)

    def _from_outside(
        self, them: str, rule: SecurityGroupRule, component: SeenComponent, port: int | None
    ) -> Iterator[SeenConnection]:
        """From blocks outside: over the internet, or over a VPN, which does not lead to public addresses."""
        me = self.ids[component.address]
        if them not in self.outside.private and self._has_way_in(component):
            yield SeenConnection((them, *self._way_in(component), me), port, rule.address)
        elif them in self.outside.private and component.fields.get("scheme") != "internet-facing":
            yield SeenConnection((them, me), port, rule.address)

    def _opens_to(self, block: str, component: SeenComponent) -> bool:
        """Whether it opens connections to a block; a load balancer has targets in private networks only."""
        balances = (
            kind_class(component.kind).is_load_balancer and self.outside.blocks[block] in self.outside.private
        )
        return balances or kind_class(component.kind).runs_code

    def _from_anywhere(
        self, rule: SecurityGroupRule, component: SeenComponent, port: int | None
    ) -> Iterator[SeenConnection]:
        if kind_class(component.kind).called_by_api:
            return  # such as a function: nobody connects to its network interfaces
        me = self.ids[component.address]
        inside = (
            component.category in (Category.ENDPOINT, Category.FILE_SYSTEM)
            or component.fields.get("scheme") == "internal"
        )
        before = self.led_to.get(component.address)
        passed_on = (
            before is not None and self._is_bare(before) and (component.address, port) in before.targets
        )
        if not inside and not passed_on and (self._has_way_in(component) or _is_grave(component, port)):
            yield SeenConnection((CLIENT, *self._way_in(component), me), port, rule.address)
        elif component.fields.get("scheme") == "internal":
            for peer in self._neighbours(component):
                yield from self._to(peer, component, port, rule)

    def _gateways(self) -> Iterator[tuple[tuple[str | None, str | None], str]]:
        """The internet gateway of each VPC, and of each region where its VPC is not known."""
        for component in self._of(Category.INTERNET_GATEWAY):
            yield (component.region, component.network), self.ids[component.address]

    def _way_in(self, component: SeenComponent) -> tuple[str, ...]:
        """The internet gateway before it, if its VPC has one."""
        networks = [self.subnets[a].network for a in component.subnets if a in self.subnets]
        keys = [(component.region, network) for network in (*networks[:1], None)]
        if not networks:
            keys += [key for key in self.gateways if key[0] == component.region][:1]
        return next(((self.gateways[key],) for key in keys if key in self.gateways), ())

    def _neighbours(self, component: SeenComponent) -> list[SeenComponent]:
        """What runs code in the VPC of an internal load balancer that is open to all of it."""
        home = {self.subnets[a].network for a in component.subnets if a in self.subnets}
        behind = {address for address, _ in component.targets}
        return [
            peer
            for peer in self.by_address.values()
            if kind_class(peer.kind).runs_code
            and peer.address not in behind
            and home & {self.subnets[a].network for a in peer.subnets if a in self.subnets}
        ]

    def _has_way_in(self, component: SeenComponent) -> bool:
        """Whether the internet has a route to it, as far as the plan says."""
        places = [self.subnets[address] for address in component.subnets if address in self.subnets]
        balancer = kind_class(component.kind).is_load_balancer
        return balancer or not places or any(not s.known or s.access == "public" for s in places)

    def _is_shut_in(self, component: SeenComponent, rule: SecurityGroupRule) -> bool:
        """Whether its subnets lead nowhere: what its group lets out everywhere, as groups usually do, stays.

        A rule for single ports says what code needs; a function's group is never that exact.
        """
        places = [self.subnets[address].access for address in component.subnets if address in self.subnets]
        usual = kind_class(component.kind).called_by_api or _ports(rule) == (None,)
        return usual and set(places) == {"isolated"}

    def _callers(self, rule: SecurityGroupRule, component: SeenComponent) -> list[SeenComponent]:
        """Who may come in through a rule that names a group, or a block of the VPC."""
        if rule.peer in self.members:
            return [peer for peer in self.members[rule.peer] if peer is not component]
        return self._within(IPv4Network(rule.peer, strict=False), component) if _is_block(rule.peer) else []

    def _within(self, block: IPv4Network, component: SeenComponent) -> list[SeenComponent]:
        """What runs code in a block and is not met first; only data and what is internal is called.

        Behind a load balancer a rule for the whole VPC is how the balancer comes in.
        """
        internal = component.fields.get("scheme") == "internal"
        alone = kind_class(component.kind).is_compute and component.address not in self.led_to
        if not (_keeps_data(component) or internal or alone):
            return []
        found = [
            peer
            for peer in self.by_address.values()
            if kind_class(peer.kind).runs_code
            and peer is not component
            and self._share_a_network(component, peer)
            and any(self._lies_in(address, block) for address in peer.subnets)
            and not any(address == peer.address for address, _ in component.targets)
        ]
        backend = [peer for peer in found if not self._is_met_first(peer)]
        return backend or found

    def _share_a_network(self, one: SeenComponent, other: SeenComponent) -> bool:
        """Whether two are in the same VPC, as far as it is known, or in VPCs that a gateway joins."""
        homes = [
            {self.subnets[a].network for a in component.subnets if a in self.subnets}
            for component in (one, other)
        ]
        if not all(homes):
            return one.region == other.region
        return bool(homes[0] & homes[1]) or any(pair in self.joined for pair in product(*homes))

    def _lies_in(self, subnet: str, block: IPv4Network) -> bool:
        seen = self.subnets.get(subnet)
        if seen is None or not seen.cidr:
            return False
        return IPv4Network(seen.cidr, strict=False).subnet_of(block)

    def _is_met_first(self, component: SeenComponent) -> bool:
        places = [self.subnets[address].access for address in component.subnets if address in self.subnets]
        return "public" in places

    def _to(
        self, component: SeenComponent, target: SeenComponent, port: int | None, rule: SecurityGroupRule
    ) -> Iterator[SeenConnection]:
        """One to another; an endpoint is only the way to its service."""
        if component.category in TRANSLATING:
            return  # what a NAT lets in from outside is no connection of its own
        me, them = self.ids[component.address], self.ids[target.address]
        if target.category is not Category.ENDPOINT:
            if rule.peer != CLOUDFRONT:
                yield SeenConnection((me, them), port, rule.address)
            return
        if target.joins is not None:
            balancer = self.by_address.get(target.joins.gateway or "")
            if balancer is not None:
                yield SeenConnection((me, them, self.ids[balancer.address]), port, rule.address)
            return
        service = target.fields.get("service")
        if service in _PLATFORM or self._uses(component, str(service)):
            return
        behind = self._only(service, target.region) if not self._has_role(component) else None
        if behind is not None:
            yield SeenConnection((me, them, self.ids[behind.address]), None, rule.address)
        elif target.subnets:
            yield SeenConnection((me, them), port, rule.address)

    def _has_role(self, component: SeenComponent) -> bool:
        return any(address in self.services_of for address in component.addresses)

    def _uses(self, component: SeenComponent, service: str) -> bool:
        return any(service in self.services_of.get(address, ()) for address in component.addresses)

    def _only(self, service: Any, region: str | None) -> SeenComponent | None:
        """The one component that a service's name can mean."""
        found = [
            component
            for component in self.by_address.values()
            if kind_class(component.kind).endpoint_service == service
            and component.region == region
            and component.address not in self.observed.supporting
        ]
        return found[0] if len(found) == 1 else None

    def _used(self) -> Iterator[SeenConnection]:
        """What policies, settings and events say."""
        for use in self.observed.uses:
            user = self.by_address.get(use.user)
            target = self._target(use, user) if user else None
            if user is None or target is None or {use.user, target.address} & set(self.observed.supporting):
                continue
            if _keeps_data(target) and not self._is_hidden(use, user, target):
                continue
            endpoint = self.endpoints.get((user.region, kind_class(target.kind).endpoint_service))
            way = (
                (self.ids[endpoint.address],)
                if endpoint and user.subnets and user.category is not Category.APPLICATION_BALANCER
                else ()
            )
            port = self._api_port(user, target)
            yield SeenConnection((self.ids[user.address], *way, self.ids[target.address]), port, use.address)

    def _is_hidden(self, use: Use, user: SeenComponent, target: SeenComponent) -> bool:
        """Whether only settings tell who talks to data: its rules name groups that are not known yet."""
        has_doors = any(group in self.doors_in for group in target.groups)
        return use.how != "setting" or target.category is Category.CUSTOM or not has_doors

    def _target(self, use: Use, user: SeenComponent | None) -> SeenComponent | None:
        if use.how == "wide":
            return self._only(use.target, user.region if user else None)
        return self.by_address.get(use.target)

    def _api_port(self, user: SeenComponent, target: SeenComponent) -> int | None:
        """The port of what has none by its kind: a load balancer that an API leads to."""
        listens = target.fields.get("listens")
        return next(iter(listens), None) if listens else None


_WITHOUT_PORTS = ("icmp", "icmpv6", "1", "58")


def _ports(rule: SecurityGroupRule) -> tuple[int | None, ...]:
    if rule.ports is None or rule.ports[1] - rule.ports[0] >= WIDE:
        return (None,)
    first, last = rule.ports
    return tuple(range(max(first, 1), min(last, first + 15) + 1)) or (None,)


def _opens(rule: SecurityGroupRule, port: int) -> bool:
    first, last = rule.ports or (0, 65535)
    return first <= port <= last


def _keeps_data(component: SeenComponent) -> bool:
    return kind_class(component.kind).keeps_data_in_vpc or component.category is Category.CUSTOM


def _is_no_target(balancer: SeenComponent, component: SeenComponent) -> bool:
    """Whether a security group lets a load balancer in to something that it does not have as a target."""
    balances = kind_class(balancer.kind).is_load_balancer
    targets = (address for address, _ in balancer.targets)
    return balances and bool(component.fields.get("detached")) and component.address not in targets


def _is_on_target_port(balancer: SeenComponent, component: SeenComponent, port: int | None) -> bool:
    """Whether a load balancer uses a port of its target: others may be open to it for other targets."""
    ports = {known for address, known in balancer.targets if address == component.address}
    return not ports or None in ports or port is None or port in ports


_ADMIN = (None, 22, 3389)


def _is_grave(component: SeenComponent, port: int | None) -> bool:
    """Whether a rule that admits everybody counts although no route leads in: data, and remote access."""
    return _keeps_data(component) or port in _ADMIN


def _is_inner_name(zone: SeenComponent, target: SeenComponent) -> bool:
    """Whether a name is in a private zone, or leads to an internal load balancer."""
    return bool(zone.fields.get("private")) or target.fields.get("scheme") == "internal"


def _is_anywhere(peer: str) -> bool:
    return peer in (ANYWHERE, "::/0")


def _is_block(peer: str) -> bool:
    return peer[:1].isdigit() and "/" in peer and ":" not in peer
