"""Who talks to whom, as doors, targets, origins, aliases, policies and events say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Any

from archgen.model.kinds import kind_class
from archgen.terraform_plan.importing.outside import Outside
from archgen.terraform_plan.resources.observed import ANYWHERE, Door, Observed, Party, Use
from archgen.terraform_plan.resources.security_groups import CLOUDFRONT

WIDE = 1000
"""A range of more ports than this counts as any port."""
_PLATFORM = (
    *("ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry", "logs", "monitoring", "xray", "kms", "sts"),
    *("ssm", "ssmmessages", "ec2messages", "ec2", "autoscaling", "elasticloadbalancing", "s3"),
)
"""The endpoints that instances use of themselves: for images, sessions and logs."""


@dataclass(frozen=True, slots=True)
class Speech:
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
class Heard:
    """All connections, and the parties outside of AWS that they name, as the format says them.

    `private` are the ids of those that are private networks.
    """

    speeches: tuple[Speech, ...]
    externals: Mapping[str, Mapping[str, Any]]
    private: Collection[str] = ()


def heard(observed: Observed, ids: Mapping[str, str]) -> Heard:
    """All connections, each from the first of what says it."""
    listener = _Listener(observed, ids)
    found: dict[tuple[str, str, int | None], Speech] = {}
    for speech in listener.speeches():
        if speech.source != speech.target:
            found.setdefault((speech.source, speech.target, speech.port), speech)
    return Heard(tuple(found.values()), listener.outside.externals, listener.outside.private)


class _Listener:
    def __init__(self, observed: Observed, ids: Mapping[str, str]) -> None:
        self.observed = observed
        self.ids = ids
        self.by_address = {a: p for p in observed.parties for a in p.addresses if a in ids}
        self.members: dict[str, list[Party]] = {}
        for party in self.by_address.values():
            for group in party.groups:
                members = self.members.setdefault(group, [])
                if party not in members:
                    members.append(party)
        self.subnets = {subnet.address: subnet for subnet in observed.subnets}
        self.gateways = dict(self._gateways())
        self.endpoints = {(p.region, p.fields.get("service")): p for p in self._of_kind("vpc-endpoint")}
        self.open_ports: dict[str, list[int | None]] = {}
        for door in observed.doors:
            if door.way == "in" and _is_anywhere(door.peer):
                self.open_ports.setdefault(door.group, []).extend(_ports(door))
        self.outside = Outside(observed, taken=set(ids.values()))
        self.found_by_name = {
            address
            for party in self.by_address.values()
            if party.kind in ("route53", "cloudfront")
            for address, _ in party.targets
        }
        self.services_of: dict[str, set[str]] = {}
        for use in observed.uses:
            target = self.by_address.get(use.target)
            service = kind_class(target.kind).endpoint_service if target else None
            self.services_of.setdefault(use.user, set()).add(service or "")
        self.doors_in = {door.group for door in observed.doors if door.way == "in"}
        self.led_to = {address: p for p in self.by_address.values() for address, _ in p.targets}

    def _of_kind(self, kind: str) -> Iterator[Party]:
        yield from (party for party in self.by_address.values() if party.kind == kind)

    def speeches(self) -> Iterator[Speech]:
        parties = list(dict.fromkeys(party.address for party in self.by_address.values()))
        for address in parties:
            yield from self._edge(self.by_address[address])
        for address in parties:
            yield from self._entrance(self.by_address[address])
        for door in self.observed.doors:
            for party in self.members.get(door.group, ()):
                yield from self._through(door, party)
        yield from self._used()

    def _edge(self, party: Party) -> Iterator[Speech]:
        """What names, distributions, web ACLs and load balancers lead to."""
        me = self.ids[party.address]
        for address, port in party.targets:
            target = self.by_address.get(address)
            if target is None:
                continue
            them = self.ids[address]
            if party.kind == "route53":
                for open_port in self._open(target):
                    yield Speech(("client", me, them), open_port, party.address)
            elif party.kind == "cloudfront":
                public = target.fields.get("scheme") == "internet-facing"
                way = self._way_in(target) if public else ()
                yield Speech((me, *way, them), port, party.address)
            else:
                yield Speech((me, them), port, party.address)
        for host in party.fields.get("outside", ()):
            yield Speech((me, self.outside.host(host)), 443, party.address)

    def _open(self, party: Party) -> list[int | None]:
        """The ports on which anybody may reach what a name leads to."""
        if party.kind == "cloudfront" or party.fields.get("open"):
            return [443]
        if self._is_bare(party):
            return list(party.fields.get("listens") or (443,))
        open_ports = [port for group in party.groups for port in self.open_ports.get(group, ())]
        listens = party.fields.get("listens")
        return [443 if p is None else p for p in open_ports if p is None or not listens or p in listens]

    def _is_bare(self, party: Party) -> bool:
        """Whether it is a public network load balancer without a security group: it admits everybody."""
        return party.kind == "nlb" and not party.groups and party.fields.get("scheme") == "internet-facing"

    def _entrance(self, party: Party) -> Iterator[Speech]:
        """What clients reach without a name and without a door."""
        me = self.ids[party.address]
        if self._is_bare(party):
            for port in party.fields.get("listens") or ():
                yield Speech(("client", *self._way_in(party), me), port, party.address)
        elif (party.kind == "cloudfront" or party.fields.get("open")) and (
            party.address not in self.found_by_name
        ):
            yield Speech(("client", me), 443, party.address)

    def _through(self, door: Door, party: Party) -> Iterator[Speech]:
        """What one rule of a security group lets through."""
        me = self.ids[party.address]
        if party.kind == "custom" and any(seen.way == party.address for seen in self.subnets.values()):
            return  # a NAT instance: routes lead to it, and no connection does
        for port in self._reached(door, party):
            if door.way == "in" and _is_anywhere(door.peer):
                yield from self._from_anywhere(door, party, port)
            elif door.way == "in" and door.peer in self.outside.blocks:
                yield from self._from_outside(self.outside.blocks[door.peer], door, party, port)
            elif door.way == "in":
                for peer in self._callers(door, party):
                    yield from self._to(peer, party, port, door)
            elif _is_anywhere(door.peer):
                if kind_class(party.kind).is_compute and not self._is_shut_in(party):
                    yield Speech((me, "internet"), 443 if port is None else port, door.address)
            elif door.peer in self.by_address:
                yield from self._to(party, self.by_address[door.peer], port, door)
            elif door.peer in self.outside.blocks and self._opens_to(door.peer, party):
                yield Speech((me, self.outside.blocks[door.peer]), port or 443, door.address)

    def _reached(self, door: Door, party: Party) -> tuple[int | None, ...]:
        """The ports that a rule opens; of a load balancer only those that it listens on."""
        listens = party.fields.get("listens")
        if door.way == "out" or not listens:
            return _ports(door)
        first, last = door.ports or (0, 65535)
        return tuple(port for port in listens if first <= port <= last)

    def _from_outside(self, them: str, door: Door, party: Party, port: int | None) -> Iterator[Speech]:
        """From blocks outside: over the internet, or over a VPN, which does not lead to public addresses."""
        me = self.ids[party.address]
        if them not in self.outside.private:
            yield Speech((them, *self._way_in(party), me), port, door.address)
        elif party.fields.get("scheme") != "internet-facing":
            yield Speech((them, me), port, door.address)

    def _opens_to(self, block: str, party: Party) -> bool:
        """Whether it opens connections to a block; a load balancer has targets in private networks only."""
        balances = (
            kind_class(party.kind).is_load_balancer and self.outside.blocks[block] in self.outside.private
        )
        return balances or kind_class(party.kind).is_compute

    def _from_anywhere(self, door: Door, party: Party, port: int | None) -> Iterator[Speech]:
        me = self.ids[party.address]
        inside = party.kind in ("vpc-endpoint", "efs") or party.fields.get("scheme") == "internal"
        before = self.led_to.get(party.address)
        passed_on = before is not None and self._is_bare(before) and (party.address, port) in before.targets
        if not inside and not passed_on:
            yield Speech(("client", *self._way_in(party), me), port, door.address)
        elif party.fields.get("scheme") == "internal":
            for peer in self._neighbours(party):
                yield from self._to(peer, party, port, door)

    def _gateways(self) -> Iterator[tuple[tuple[str | None, str | None], str]]:
        """The internet gateway of each VPC, and of each region where its VPC is not known."""
        for party in self._of_kind("internet-gateway"):
            yield (party.region, party.network), self.ids[party.address]

    def _way_in(self, party: Party) -> tuple[str, ...]:
        """The internet gateway before it, if its VPC has one."""
        networks = [self.subnets[a].network for a in party.subnets if a in self.subnets]
        keys = [(party.region, network) for network in (*networks[:1], None)]
        if not networks:
            keys += [key for key in self.gateways if key[0] == party.region][:1]
        return next(((self.gateways[key],) for key in keys if key in self.gateways), ())

    def _neighbours(self, party: Party) -> list[Party]:
        """What runs code in the VPC of an internal load balancer that is open to all of it."""
        home = {self.subnets[a].network for a in party.subnets if a in self.subnets}
        behind = {address for address, _ in party.targets}
        return [
            peer
            for peer in self.by_address.values()
            if kind_class(peer.kind).is_compute
            and peer.address not in behind
            and home & {self.subnets[a].network for a in peer.subnets if a in self.subnets}
        ]

    def _is_shut_in(self, party: Party) -> bool:
        """Whether it is a function whose subnets lead nowhere: what its group lets out goes nowhere."""
        places = [self.subnets[address].access for address in party.subnets if address in self.subnets]
        return party.kind == "lambda" and set(places) == {"isolated"}

    def _callers(self, door: Door, party: Party) -> list[Party]:
        """Who may come in through a door that names a group, or a block of the VPC."""
        if door.peer in self.members:
            return [peer for peer in self.members[door.peer] if peer is not party]
        return self._within(IPv4Network(door.peer, strict=False), party) if _is_block(door.peer) else []

    def _within(self, block: IPv4Network, party: Party) -> list[Party]:
        """What runs code in a block and is not met first; only data and what is internal is called.

        Behind a load balancer a door for the whole VPC is how the balancer comes in.
        """
        internal = party.fields.get("scheme") == "internal"
        alone = kind_class(party.kind).is_compute and party.address not in self.led_to
        if not (_keeps_data(party) or internal or alone):
            return []
        found = [
            peer
            for peer in self.by_address.values()
            if kind_class(peer.kind).is_compute
            and peer is not party
            and party.region == peer.region
            and self._share_a_network(party, peer)
            and any(self._lies_in(address, block) for address in peer.subnets)
            and not any(address == peer.address for address, _ in party.targets)
        ]
        backend = [peer for peer in found if not self._is_met_first(peer)]
        return backend or found

    def _share_a_network(self, one: Party, other: Party) -> bool:
        """Whether two are in the same VPC, as far as it is known."""
        homes = [
            {self.subnets[a].network for a in party.subnets if a in self.subnets} for party in (one, other)
        ]
        return not all(homes) or bool(homes[0] & homes[1])

    def _lies_in(self, subnet: str, block: IPv4Network) -> bool:
        seen = self.subnets.get(subnet)
        return seen is not None and IPv4Network(seen.cidr, strict=False).subnet_of(block)

    def _is_met_first(self, party: Party) -> bool:
        places = [self.subnets[address].access for address in party.subnets if address in self.subnets]
        return "public" in places

    def _to(self, party: Party, target: Party, port: int | None, door: Door) -> Iterator[Speech]:
        """One to another; an endpoint is only the way to its service."""
        me, them = self.ids[party.address], self.ids[target.address]
        if target.kind != "vpc-endpoint":
            if door.peer != CLOUDFRONT:
                yield Speech((me, them), port, door.address)
            return
        service = target.fields.get("service")
        if service in _PLATFORM or self._uses(party, str(service)):
            return
        behind = self._only(service, target.region) if not self._has_role(party) else None
        if behind is not None:
            yield Speech((me, them, self.ids[behind.address]), None, door.address)
        elif target.subnets:
            yield Speech((me, them), port, door.address)

    def _has_role(self, party: Party) -> bool:
        return any(address in self.services_of for address in party.addresses)

    def _uses(self, party: Party, service: str) -> bool:
        return any(service in self.services_of.get(address, ()) for address in party.addresses)

    def _only(self, service: Any, region: str | None) -> Party | None:
        """The one party that a service's name can mean."""
        found = [
            party
            for party in self.by_address.values()
            if kind_class(party.kind).endpoint_service == service
            and party.region == region
            and party.address not in self.observed.supporting
        ]
        return found[0] if len(found) == 1 else None

    def _used(self) -> Iterator[Speech]:
        """What policies, settings and events say."""
        for use in self.observed.uses:
            user = self.by_address.get(use.user)
            target = self._target(use, user) if user else None
            if user is None or target is None or {use.user, target.address} & set(self.observed.supporting):
                continue
            if _keeps_data(target) and not self._is_hidden(use, user, target):
                continue
            endpoint = self.endpoints.get((user.region, kind_class(target.kind).endpoint_service))
            way = (self.ids[endpoint.address],) if endpoint and user.subnets and user.kind != "alb" else ()
            port = self._api_port(user, target)
            yield Speech((self.ids[user.address], *way, self.ids[target.address]), port, use.address)

    def _is_hidden(self, use: Use, user: Party, target: Party) -> bool:
        """Whether only settings tell who talks to data: its doors name groups that are not known yet."""
        has_doors = any(group in self.doors_in for group in target.groups)
        return use.how != "setting" or target.kind == "custom" or not has_doors

    def _target(self, use: Use, user: Party | None) -> Party | None:
        if use.how == "wide":
            return self._only(use.target, user.region if user else None)
        return self.by_address.get(use.target)

    def _api_port(self, user: Party, target: Party) -> int | None:
        """The port of what has none by its kind: a load balancer that an API leads to."""
        listens = target.fields.get("listens")
        return next(iter(listens), None) if listens else None


def _ports(door: Door) -> tuple[int | None, ...]:
    if door.ports is None or door.ports[1] - door.ports[0] >= WIDE:
        return (None,)
    first, last = door.ports
    return tuple(range(max(first, 1), min(last, first + 15) + 1)) or (None,)


def _keeps_data(party: Party) -> bool:
    return kind_class(party.kind).keeps_data_in_vpc or party.kind == "custom"


def _is_anywhere(peer: str) -> bool:
    return peer in (ANYWHERE, "::/0")


def _is_block(peer: str) -> bool:
    return peer[:1].isdigit() and "/" in peer and ":" not in peer
