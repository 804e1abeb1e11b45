"""Why one thing reaches another, hop by hop; or why it does not, and the smallest change that opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from ipaddress import IPv4Network, ip_network
from itertools import islice, product
from typing import Any, NamedTuple

from archgen.findings import Severity, nearest
from archgen.findings.phrase import Phrase, listing
from archgen.model.kinds import INTERNET, Component, Tier, is_private
from archgen.model.policies import INTERNET_WORD
from archgen.model.reading import architecture
from archgen.review.subject import Subject
from archgen.terraform_plan.checking import silent
from archgen.topology.building import topology
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Path, paths_of
from archgen.topology.selectors import is_outside

MOST_PATHS = 20
MOST_TRIES = 40
ONLY_THEY = "only {callers} connect to {target}, and {source} reaches none of them"
ONLY_ONE = "only {callers} connects to {target}, and {source} does not reach it"


class UnknownEndError(ValueError):
    """A word that names no component, copy, block or the internet."""


class End(NamedTuple):
    """One end of a question: what it is called, the components in it, and the copies if only some count."""

    word: str
    ids: frozenset[str]
    copies: frozenset[str] | None = None
    what: Phrase | None = None

    def holds(self, stop: str) -> bool:
        """Whether a copy belongs to it."""
        return self.copies is None or stop in self.copies


class Leg(NamedTuple):
    """One connection on the way, and how its copies take it: all their network paths."""

    connection: Connection
    paths: tuple[Path, ...]

    @property
    def is_open(self) -> bool:
        """Whether there is a network path for every copy that may use it."""
        return all(path.broken is None for path in self.paths)

    @property
    def shown(self) -> Path | None:
        """The path to print: a broken one if there is one."""
        broken = (path for path in self.paths if path.broken)
        return next(broken, self.paths[0] if self.paths else None)


class Change(NamedTuple):
    """A change of the model that would open the way, and the rules that would then object."""

    text: Phrase
    objections: tuple[str, ...] = ()
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """Every way from one end to the other (at most so many), or the reason why there is none."""

    source: End
    target: End
    port: int | None
    ways: tuple[tuple[Leg, ...], ...]
    is_all: bool
    reason: Phrase | None = None
    change: Change | None = None

    @property
    def reaches(self) -> bool:
        """Whether there is a way that works."""
        return any(all(leg.is_open for leg in way) for way in self.ways)

    @property
    def is_direct(self) -> bool:
        """Whether one connection leads from end to end."""
        return any(len(way) == 1 for way in self.ways)


def end_of(graph: Topology, word: str) -> End:
    """What a word means: a component, a copy, `internet`, or an address block."""
    if word == INTERNET_WORD:
        outside = {id for id, component in graph.components.items() if is_outside(component)}
        return End(word, frozenset({*outside, INTERNET}), None, Phrase("anybody on the internet"))
    word = word.removeprefix("id:")
    if word in graph.components:
        return End(word, frozenset((word,)))
    if word in graph.copies:
        return End(word, frozenset((graph.copies[word].component,)), frozenset((word,)))
    block = _block(word)
    if block is None:
        meant = nearest(word, (*graph.components, *graph.copies))
        hint = f'; did you mean "{meant}"?' if meant else ""
        raise UnknownEndError(f'there is no component, copy or address block "{word}"{hint}')
    return _in_block(graph, word, block)


def _block(word: str) -> IPv4Network | None:
    try:
        found = ip_network(word, strict=False)
    except ValueError:
        return None
    return found if isinstance(found, IPv4Network) else None


def _in_block(graph: Topology, word: str, block: IPv4Network) -> End:
    """What has addresses in a block: copies in subnets, networks of others, or the internet."""
    subnets = {subnet.id for subnet in graph.subnets.values() if subnet.cidr.overlaps(block)}
    copies = {copy.id for copy in graph.copies.values() if _subnets(copy.row, copy.zones) & subnets}
    outside = {
        id
        for id, component in graph.components.items()
        for cidr in component.written_blocks
        if cidr.network.overlaps(block)
    }
    ids = {graph.copies[copy].component for copy in copies} | outside
    if not is_private(block):
        ids |= {id for id, component in graph.components.items() if is_outside(component)} | {INTERNET}
        return End(word, frozenset(ids), None, Phrase("{block} is on the internet", block=word))
    what = Phrase("{block} is not the block of anything here", block=word)
    if ids:
        names = sorted({*subnets, *outside})
        what = Phrase("{block} has addresses of {places}", block=word, places=listing(tuple(names)))
    copies |= {copy.id for id in outside for copy in graph.copies_of(id)}
    return End(word, frozenset(ids), frozenset(copies), what)


def _subnets(row: str | None, zones: Sequence[str]) -> set[str]:
    return {f"{row}@{zone}" for zone in zones} if row else set()


@dataclass(frozen=True)
class Question:
    """Whether one end reaches the other, on a port or on any."""

    subject: Subject
    source: End
    target: End
    port: int | None = None

    @property
    def graph(self) -> Topology:
        """The topology."""
        return self.subject.topology

    def answer(self) -> Answer:
        """The ways, or the reason that there is none and what would open one."""
        found = list(islice(self._ways(), MOST_PATHS + 1))
        ways = tuple(found[:MOST_PATHS])
        made = Answer(self.source, self.target, self.port, ways, len(found) <= MOST_PATHS)
        if made.reaches:
            return made
        reason = self._broken(ways) or self._reason()
        return replace(made, reason=reason, change=self._change(ways))

    def _ways(self) -> Iterator[tuple[Leg, ...]]:
        """Chains of connections that visit nothing twice, the shortest first."""
        queue: list[tuple[Leg, ...]] = [()]
        tried = 0
        for way in queue:
            last = way[-1].connection.target if way else None
            for leg in self._legs(last):
                target = leg.connection.target
                if target in {each.connection.source for each in (*way, leg)}:
                    continue
                if self._arrives(leg):
                    yield (*way, leg)
                elif tried < 20_000 and target not in self.source.ids:
                    tried += 1
                    queue.append((*way, leg))

    def _legs(self, component: str | None) -> Iterator[Leg]:
        sources = sorted(self.source.ids - {INTERNET}) if component is None else (component,)
        for id in sources:
            for connection in self._outgoing.get(id, ()):
                paths = paths_of(self.graph, connection)
                if component is None:
                    paths = tuple(path for path in paths if self.source.holds(path.source))
                if paths:
                    yield Leg(connection, paths)

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[Connection, ...]]:
        return {id: self.graph.connections_from(id) for id in self.graph.components}

    def _arrives(self, leg: Leg) -> bool:
        if leg.connection.target not in self.target.ids:
            return False
        ports = leg.connection.ports
        admits = self.port is None or not ports or self.port in ports
        return admits and any(self.target.holds(path.target) or path.target == INTERNET for path in leg.paths)

    def _broken(self, ways: Sequence[tuple[Leg, ...]]) -> Phrase | None:
        """Why the connections that there are carry nothing."""
        for leg in (leg for way in ways for leg in way):
            path = leg.shown
            if path is not None and path.broken is not None:
                return path.broken.reason
        return None

    def _reason(self) -> Phrase:
        source, target = self.source.word, self.target.word
        for end in (self.source, self.target):
            if end.what is not None and not end.ids:
                return end.what
        direct = [c for id in sorted(self.target.ids) for c in self.graph.connections_to(id)]
        if self.port is not None and direct:
            ports = sorted({port for connection in direct for port in connection.ports})
            admitted = listing(tuple(map(str, ports)))
            return Phrase(
                "{target} admits {ports} only, not {port}", target=target, ports=admitted, port=self.port
            )
        if not any(self.graph.connections_from(id) for id in self.source.ids & set(self.graph.components)):
            return Phrase("{source} opens no connections", source=source)
        if not direct:
            return Phrase("nothing connects to {target}", target=target)
        callers = tuple(dict.fromkeys(connection.source for connection in direct))
        text = ONLY_THEY if len(callers) > 1 else ONLY_ONE
        return Phrase(text, callers=listing(callers), target=target, source=source)

    def _change(self, ways: Sequence[tuple[Leg, ...]]) -> Change | None:
        broken = next((leg for way in ways for leg in way if not leg.is_open), None)
        if broken is not None:
            return self._fixed(broken)
        best: Change | None = None
        for source, target in islice(self._candidates(), MOST_TRIES):
            change = self._with(source, target)
            if change is not None and (best is None or change.errors < best.errors):
                best = change
            if best is not None and not best.errors:
                break
        return best

    def _fixed(self, leg: Leg) -> Change | None:
        """What a rule suggests for a connection without a network path."""
        about = {
            leg.connection.route,
            ("components", leg.connection.source),
            ("components", leg.connection.target),
        }
        for finding in self.subject.findings:
            places = {finding.route, finding.route[:2], *(place.route for place in finding.related)}
            if finding.help and finding.severity is Severity.ERROR and places & about:
                return Change(Phrase("{help}", help=finding.help))
        return None

    def _candidates(self) -> Iterator[tuple[str, str]]:
        """Pairs that one more connection could join: the ends themselves first, then what is near them.

        A port is asked of one connection: what ends it and opens its own does not carry it on.
        """
        components = self.graph.components
        before = _reached(self.source.ids, self.graph.connections_from, lambda each: each.target)
        after = _reached(self.target.ids, self.graph.connections_to, lambda each: each.source)
        if self.port is not None:
            before, after = sorted(self.source.ids - {INTERNET}), sorted(self.target.ids - {INTERNET})
        pairs = product(enumerate(before), enumerate(after))
        for (_, source), (_, target) in sorted(pairs, key=lambda pair: pair[0][0] + pair[1][0]):
            if source != target and _opens(components[source]) and not components[target].is_way:
                yield source, target

    def _with(self, source: str, target: str) -> Change | None:
        """The change that adds one connection, if it gets a network path."""
        port = self.port if target in self.target.ids else None
        data = deepcopy(dict(self.subject.data))
        line: Any = f"{source} -> {target}"
        data["connections"] = [*data.get("connections", ()), {line: port} if port else line]
        model, _ = architecture(data)
        if model is None:
            return None
        graph = topology(model, self.graph.given)
        added = [c for c in graph.connections_from(source) if c.target == target]
        paths = [path for connection in added for path in paths_of(graph, connection)]
        if not paths or any(path.broken for path in paths):
            return None
        found = self._objections(graph)
        errors = sum(severity is Severity.ERROR for severity in found.values())
        return Change(self._wording(added, port), tuple(found), errors)

    def _wording(self, added: Sequence[Connection], port: int | None) -> Phrase:
        """The change as a line of the model, or of a plan as what its resources have to say."""
        source, target = added[0].source, added[0].target
        ports = sorted({port for connection in added for port in connection.ports})
        said = port or (ports[0] if len(ports) == 1 else None)
        if not self.subject.addresses:
            line = f"{source} -> {target}"
            return Phrase("add `{line}` to `connections`", line=f"{line}: {said}" if said else line)
        ends = {id: self.subject.address(id) or id for id in (source, target)}
        if self.graph.components[source].is_load_balancer:
            return Phrase("make {target} a target of {source}", source=ends[source], target=ends[target])
        if not self.graph.components[target].subnets:
            return Phrase("let {source} use {target}", source=ends[source], target=ends[target])
        text = "let the security group of {target} admit {source} on {port}"
        return Phrase(text, source=ends[source], target=ends[target], port=said or Phrase("its port"))

    def _objections(self, graph: Topology) -> Mapping[str, Severity]:
        """The errors and warnings that were not there before."""
        from archgen.lint.engine import check

        return {
            f"{finding.code} {finding.name}": finding.severity
            for finding in check(graph).findings
            if finding.severity is not Severity.INFO
            and (finding.code, finding.message) not in self._known
            and not (self.subject.addresses and finding.code in silent())
        }

    @cached_property
    def _known(self) -> frozenset[tuple[str, str]]:
        """What the rules say before the change, in their own words."""
        from archgen.lint.engine import check

        return frozenset((finding.code, finding.message) for finding in check(self.graph).findings)


def _opens(component: Component) -> bool:
    """Whether it is something that opens connections: gateways, names and stores of data do not."""
    store = component.is_database or component.is_managed or component.in_tier is Tier.DATA
    return not component.is_way and not store


def _reached(
    starts: frozenset[str],
    connections: Callable[[str], Iterable[Connection]],
    end: Callable[[Connection], str],
) -> list[str]:
    found = dict.fromkeys(sorted(starts - {INTERNET}))
    queue = list(found)
    for id in queue:
        for connection in connections(id):
            other = end(connection)
            if other != INTERNET and other not in found:
                found[other] = None
                queue.append(other)
    return queue


def admitted_by(graph: Topology, connection: Connection) -> str | None:
    """The security group that lets a connection in: that of its target, where it has one."""
    component = graph.components.get(connection.target)
    return connection.target if component is not None and component.subnets else None
