"""Who may connect to whom: the chains of the file as connections between parties, and the hops they draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypedDict

from archgen.findings import Route
from archgen.findings.phrase import Phrase
from archgen.i18n.translate import worded
from archgen.model.chains import Chain, Name, Protocol, Routed
from archgen.model.kinds import INTERNET, Component, Scope
from archgen.model.kinds.category import LEADING_OUT, Category
from archgen.model.kinds.facts import PARTS, Access, takes

ADMIN_PORTS = (22, 3389)
"""SSH and Remote Desktop."""


class Connection(NamedTuple):
    """One party may open connections to another.

    `target` is a component's id or INTERNET. No `ports` means any. `ways` are the ids of the gateways and
    endpoints that the file names on the way, `names` those of the hosted zones by which it is found, and
    `guards` those of the web ACLs in it. `given` says that the file itself says the port.
    """

    source: str
    target: str
    ports: tuple[int, ...]
    protocol: Protocol
    label: str | None
    ways: tuple[str, ...]
    names: tuple[str, ...]
    guards: tuple[str, ...]
    given: bool
    chain: Chain
    position: int
    last: int
    """The place in its chain at which it ends."""
    accesses: tuple[Access, ...] = ()
    """What it is for, where its target is used by an API that IAM guards."""
    readers: bool = False
    """Whether it leads to the replicas that are read from."""
    delivers: bool = False
    """Whether it is the source that calls the target, with its events."""
    moves_data: bool = False
    """Whether what it delivers is data at rest, and no event."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What connections are told apart by."""
        return self.source, self.target, f"{self.protocol} to readers" if self.readers else self.protocol

    @property
    def route(self) -> Route:
        """The place of its chain in the file."""
        return self.chain.route

    @property
    def within(self) -> tuple[int, int]:
        """The characters of its chain's text that say it."""
        names = self.chain.names
        stands = self.position >= 0 and names[self.position].id == self.source
        start = self.position if stands else self.position + 1
        return (names[start].within[0], names[self.last].within[1])

    @property
    def for_administration(self) -> bool:
        """Whether it is for SSH or Remote Desktop alone: no requests come over it."""
        return bool(self.ports) and set(self.ports) <= set(ADMIN_PORTS)

    @property
    def is_event(self) -> bool:
        """Whether it carries events: not where its line says that data is read or written."""
        stated = PARTS.get(self.chain.access, (self.chain.access,)) if self.chain.access else ()
        only_data = bool(stated) and self.accesses == stated and {Access.READ, Access.WRITE} >= set(stated)
        return self.delivers and not (only_data or self.moves_data)

    @property
    def purpose(self) -> Phrase | None:
        """What it is for in one or two words: `read-write`; None where its ports say more."""
        if self.is_event:
            return Phrase("events")
        if self.given or self.ports != (443,) or not self.accesses:
            return None
        if set(self.accesses) == {Access.READ, Access.WRITE}:
            return Phrase("read-write")
        first, *others = (Phrase(access.value) for access in self.accesses)
        return Phrase("{first} and {last}", first=first, last=others[0]) if others else first

    def text(self, language: str) -> str:
        """What is written on its line: its label, and what it is for or its ports."""
        purpose = self.purpose
        what = worded(purpose, language) if purpose else ", ".join(map(str, self.ports))
        told = "" if self.is_event and self.label else what
        return " · ".join(part for part in (self.label, told) if part)


class Pointer(NamedTuple):
    """A hosted zone points a name at a component."""

    zone: str
    target: str
    chain: Chain
    position: int
    routed: tuple[Routed, ...] = ()
    """How it is led to, as the file says it: once for each region that it says."""


class Guard(NamedTuple):
    """A web ACL stands in front of a component."""

    acl: str
    target: str
    chain: Chain
    position: int


class StatedConnections(NamedTuple):
    """All that the file's connections say."""

    connections: tuple[Connection, ...]
    pointers: tuple[Pointer, ...]
    guards: tuple[Guard, ...]
    lookups: tuple[tuple[str, str], ...]
    """Pairs of who looks a name up, and in which hosted zone."""


def stated_connections(chains: tuple[Chain, ...], components: Mapping[str, Component]) -> StatedConnections:
    """The chains as connections (the same pair and protocol added up), pointers and guards."""
    connections: dict[tuple[str, str, str], Connection] = {}
    pointers: dict[tuple[str, str], Pointer] = {}
    guards: dict[tuple[str, str], Guard] = {}
    lookups: dict[tuple[str, str], None] = {}
    for chain in chains:
        parts = [components[name.id] for name in chain.names]
        for connection in _connections(chain, parts, components):
            key = connection.key
            known = connections.get(key)
            connections[key] = _added(known, connection) if known else connection
        for index, (name, following) in enumerate(zip(chain.names, chain.names[1:], strict=False)):
            pair = (name.id, following.id)
            if parts[index].category is Category.DNS_ZONE:
                for target in _beyond(chain, parts, index):
                    known_one = pointers.get((name.id, target), Pointer(name.id, target, chain, index))
                    routed = (*known_one.routed, *([chain.routed] if chain.routed else []))
                    pointers[name.id, target] = known_one._replace(routed=routed)
            elif parts[index + 1].category is Category.DNS_ZONE:
                lookups.setdefault(pair, None)
            if parts[index].category is Category.WEB_ACL:
                for target in _beyond(chain, parts, index):
                    guards.setdefault((name.id, target), Guard(name.id, target, chain, index))
    _found_by_name(connections, pointers, lookups, components)
    _named_elsewhere(connections)
    return StatedConnections(
        tuple(connections.values()), tuple(pointers.values()), tuple(guards.values()), tuple(lookups)
    )


_BESIDE = (Category.DNS_ZONE, Category.WEB_ACL)


def _connections(
    chain: Chain, parts: list[Component], components: Mapping[str, Component]
) -> Iterator[Connection]:
    """The pairs of neighbouring parties of one chain."""
    source: int | None = None
    passed: list[int] = []
    last = len(parts) - 1
    for index, part in enumerate(parts):
        ends_at_endpoint = part.category is Category.ENDPOINT and index == last
        if _is_passed(part) and not ends_at_endpoint:
            passed.append(index)
            continue
        if source is not None:
            yield from _by_protocol(_connection(chain, parts, source, passed, index, components))
        source, passed = index, []
    if source is not None and passed and parts[-1].category in LEADING_OUT:
        yield from _by_protocol(_connection(chain, parts, source, passed, None, components))


def _is_passed(part: Component) -> bool:
    return part.is_way or part.category in _BESIDE


def _by_protocol(connection: Connection) -> Iterator[Connection]:
    """A connection for each protocol: where the file gives none, each port has its own."""
    if connection.chain.protocol is not None or len(connection.ports) < 2:
        yield connection
        return
    ports: dict[Protocol, list[int]] = {}
    for port in connection.ports:
        ports.setdefault(_USUAL.get(port, "tcp"), []).append(port)
    for protocol, own in ports.items():
        yield connection._replace(ports=tuple(own), protocol=protocol)


_USUAL: Mapping[int, Protocol] = {80: "http", 443: "https"}


def _connection(
    chain: Chain,
    parts: list[Component],
    source: int,
    passed: list[int],
    target: int | None,
    components: Mapping[str, Component],
) -> Connection:
    def those(wanted: Category) -> tuple[str, ...]:
        return tuple(chain.names[index].id for index in passed if parts[index].category is wanted)

    id = INTERNET if target is None else chain.names[target].id
    default = 443 if target is None else components[id].default_port
    ports = chain.ports or ((default,) if default and chain.protocol != "all" else ())
    protocol = chain.protocol or ("https" if ports == (443,) else "http" if ports == (80,) else "tcp")
    return Connection(
        chain.names[source].id,
        id,
        ports,
        protocol,
        chain.label,
        tuple(chain.names[index].id for index in passed if parts[index].is_way),
        those(Category.DNS_ZONE),
        those(Category.WEB_ACL),
        bool(chain.ports),
        chain,
        source,
        passed[-1] if target is None else target,
        **_use(chain, components[chain.names[source].id], components.get(id)),
    )


class _Use(TypedDict, total=False):
    accesses: tuple[Access, ...]
    readers: bool
    delivers: bool
    moves_data: bool


def _use(chain: Chain, source: Component, target: Component | None) -> _Use:
    """What a connection is for: as its line says, where its target takes that, else as its target is used."""
    if target is None:
        return {}
    given = (
        PARTS.get(chain.access, (chain.access,)) if chain.access and takes(type(target), chain.access) else ()
    )
    used = target.permissions if target.endpoint_service else ()
    ours = source.scope is not Scope.OUTSIDE  # nobody outside has a role
    accesses = given or (target.usual_access(source) if used and ours else ())
    readers = chain.readers and (target.is_database or target.is_cache)
    return {
        "accesses": accesses,
        "readers": readers,
        "delivers": source.delivers,
        "moves_data": source.moves_data,
    }


def _named_elsewhere(connections: dict[tuple[str, str, str], Connection]) -> None:
    """A chain through a hosted zone without a port only names its target where another line says the port."""
    told = {key[:2] for key, connection in connections.items() if connection.ports}
    for key, connection in list(connections.items()):
        only_names = connection.names and not connection.ports and not connection.chain.protocol
        if only_names and key[:2] in told:
            del connections[key]


def _added(known: Connection, other: Connection) -> Connection:
    """Two lines on the same pair as one, which is where the first of them names a way."""

    def both(some: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(some + more))

    told = other if other.ways and not known.ways else known
    return told._replace(
        ways=both(known.ways, other.ways),
        names=both(known.names, other.names),
        guards=both(known.guards, other.guards),
        ports=tuple(sorted({*known.ports, *other.ports})) if known.ports and other.ports else (),
        label=known.label or other.label,
        given=known.given and other.given,
        accesses=tuple(dict.fromkeys(known.accesses + other.accesses)),
    )


def _beyond(chain: Chain, parts: list[Component], index: int) -> Iterator[str]:
    """The next party after a place in a chain."""
    for later in range(index + 1, len(parts)):
        if not _is_passed(parts[later]):
            yield chain.names[later].id
            return


def _found_by_name(
    connections: dict[tuple[str, str, str], Connection],
    pointers: dict[tuple[str, str], Pointer],
    lookups: dict[tuple[str, str], None],
    components: Mapping[str, Component],
) -> None:
    """`client -> dns` and `dns -> cdn` on two lines mean what `client -> dns -> cdn` means on one."""
    known = {(source, target) for source, target, _ in connections}
    by_zone: dict[str, list[Pointer]] = {}
    for pointer in pointers.values():
        by_zone.setdefault(pointer.zone, []).append(pointer)
    for source, zone in lookups:
        for pointer in by_zone.get(zone, ()):
            if (source, pointer.target) in known or source == pointer.target:
                continue
            chain = pointer.chain._replace(
                names=(Name(source, (0, 0)), *pointer.chain.names[pointer.position :])
            )
            parts = [components[name.id] for name in chain.names]
            made = next(_connections(chain, parts, components), None)
            if made is not None:
                known.add((source, made.target))
                behind = pointer.position - 1
                connections[made.key] = made._replace(
                    chain=pointer.chain, position=behind, last=made.last + behind
                )
