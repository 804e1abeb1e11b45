"""Who talks to whom, as doors, targets, origins and aliases say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archgen.plans.doors import CLOUDFRONT
from archgen.plans.observed import Door, Observed, Party

WIDE = 1000
"""A range of more ports than this counts as any port."""


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


def speeches(observed: Observed, ids: Mapping[str, str]) -> Iterator[Speech]:
    """All connections, each from the first of what says it."""
    seen: set[tuple[str, str, int | None]] = set()
    for speech in _all(observed, ids):
        key = (speech.source, speech.target, speech.port)
        if key not in seen and speech.source != speech.target:
            seen.add(key)
            yield speech


def _all(observed: Observed, ids: Mapping[str, str]) -> Iterator[Speech]:
    members: dict[str, list[Party]] = {}
    for party in observed.parties:
        for group in party.groups:
            members.setdefault(group, []).append(party)
    gateways = {
        p.region: ids[p.address]
        for p in observed.parties
        if p.kind == "internet-gateway" and p.address in ids
    }
    opened = {door.group for door in observed.doors if door.way == "in" and _is_anywhere(door.peer)}
    for party in observed.parties:
        if party.address in ids:
            yield from _edge(party, observed, ids, gateways, opened)
    for door in observed.doors:
        for party in members.get(door.group, ()):
            if party.address in ids:
                yield from _through(door, party, members, observed, ids, gateways)


def _edge(
    party: Party,
    observed: Observed,
    ids: Mapping[str, str],
    gateways: Mapping[str | None, str],
    opened: set[str],
) -> Iterator[Speech]:
    """What names, distributions, web ACLs and load balancers lead to."""
    me, by_address = ids[party.address], {a: p for p in observed.parties for a in p.addresses}
    for address, port in party.targets:
        target = by_address.get(address)
        if target is None or address not in ids:
            continue
        if party.kind == "route53":
            if target.kind == "cloudfront" or opened & set(target.groups):
                yield Speech(("client", me, ids[address]), 443, party.address)
        elif party.kind == "cloudfront":
            public = target.fields.get("scheme") == "internet-facing" and target.region in gateways
            way = (gateways[target.region],) if public else ()
            yield Speech((me, *way, ids[address]), port, party.address)
        else:
            yield Speech((me, ids[address]), port, party.address)


def _through(
    door: Door,
    party: Party,
    members: Mapping[str, list[Party]],
    observed: Observed,
    ids: Mapping[str, str],
    gateways: Mapping[str | None, str],
) -> Iterator[Speech]:
    """What one rule of a security group lets through."""
    me, peers = ids[party.address], members.get(door.peer, ())
    for port in _ports(door):
        if door.way == "in" and _is_anywhere(door.peer):
            inside = party.kind in ("vpc-endpoint", "efs") or party.fields.get("scheme") == "internal"
            way = (gateways[party.region],) if party.region in gateways else ()
            if not inside:
                yield Speech(("client", *way, me), port, door.address)
        elif door.way == "in":
            for peer in peers:
                if peer.address in ids and peer is not party and door.peer != CLOUDFRONT:
                    yield Speech((ids[peer.address], me), port, door.address)
        elif _is_anywhere(door.peer) and party.kind not in ("alb", "nlb", "rds", "aurora", "elasticache"):
            yield Speech((me, "internet"), 443 if port is None else port, door.address)
        elif door.peer in ids:
            yield from _to_service(me, door, port, observed, ids)


def _to_service(
    me: str, door: Door, port: int | None, observed: Observed, ids: Mapping[str, str]
) -> Iterator[Speech]:
    """Through an endpoint to the services that it leads to."""
    endpoint = next((p for p in observed.parties if door.peer in p.addresses), None)
    if endpoint is None or endpoint.kind != "vpc-endpoint":
        return
    kinds = {
        "dynamodb": "dynamodb",
        "s3": "s3",
        "sqs": "sqs",
        "sns": "sns",
        "secretsmanager": "secrets-manager",
    }
    for party in observed.parties:
        if (
            party.kind == kinds.get(endpoint.fields.get("service", ""))
            and party.region == endpoint.region
            and party.placed
        ):
            yield Speech((me, ids[endpoint.address], ids[party.address]), port, door.address)


def _ports(door: Door) -> tuple[int | None, ...]:
    if door.ports is None or door.ports[1] - door.ports[0] >= WIDE:
        return (None,)
    first, last = door.ports
    return tuple(range(max(first, 1), min(last, first + 15) + 1)) or (None,)


def _is_anywhere(peer: str) -> bool:
    return peer in ("0.0.0.0/0", "::/0")
