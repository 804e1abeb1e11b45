"""Who talks to whom: the steps of a request with what one should know of each, and the platform's share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archgen.i18n.translate import say, word, worded
from archgen.topology.graph import Topology
from archgen.topology.links import all_links
from archgen.topology.routes.names import FAILOVER, LATENCY, WEIGHTED, answers, policy
from archgen.topology.routes.platform_egress import platform_egress
from archgen.topology.routes.routing import connected_networks
from archgen.topology.steps import Step, paths_of, ways_of


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the docs list it."""

    step: Step
    guards: tuple[str, ...]
    ways: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EgressLine:
    """What one component needs of its platform, and by which gateways and endpoints it gets there."""

    component: str
    needs: tuple[str, ...]
    ways: tuple[str, ...]
    public_address: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplicationLine:
    """Which copy is replicated to which; where both accept writes, each is to the other."""

    source: str
    target: str
    is_mutual: bool


def replications(topology: Topology) -> tuple[tuple[str, tuple[ReplicationLine, ...]], ...]:
    """What is replicated to what, under what they have in common."""
    pairs = [(link.source, link.target) for link in all_links(topology) if link.kind == "replication"]
    one_way = tuple(ReplicationLine(*pair, False) for pair in pairs if pair[::-1] not in pairs)
    mutual = tuple(
        ReplicationLine(*pair, True) for at, pair in enumerate(pairs) if pair[::-1] in pairs[at + 1 :]
    )
    headed = (
        ("Replication, from the primary to its replicas:", one_way),
        ("Replication between replicas that all accept writes:", mutual),
    )
    return tuple((heading, lines) for heading, lines in headed if lines)


def line(topology: Topology, step: Step) -> StepLine:
    """What the docs say of one step."""
    guards = tuple(dict.fromkeys(guard for c in step.connections for guard in c.guards))
    return StepLine(step, guards, ways_of(topology, step), tuple(_notes(topology, step)))


def hops(topology: Topology, way: tuple[Step, ...]) -> tuple[tuple[str, str], ...]:
    """The components that a request passes, each with the ports at which it is reached; gateways: none."""
    found: list[tuple[str, str]] = [(way[0].source, "")]
    for step in way:
        passed = (
            *(zone for connection in step.connections for zone in connection.names),
            *(guard for connection in step.connections for guard in connection.guards),
            *ways_of(topology, step),
        )
        found += [(id, "") for id in dict.fromkeys(passed)]
        ports = dict.fromkeys(str(port) for connection in step.connections for port in connection.ports)
        found.append((step.target, ", ".join(ports)))
    return tuple(found)


def egress(topology: Topology) -> tuple[EgressLine, ...]:
    """What each component needs of its platform."""
    found: dict[str, EgressLine] = {}
    for one in platform_egress(topology):
        ways = (topology.copies[id].component for id in (*one.endpoints, *filter(None, [one.gateway])))
        known = found.get(one.component)
        found[one.component] = EgressLine(
            one.component,
            one.needs,
            tuple(dict.fromkeys((*(known.ways if known else ()), *ways))),
            one.public_address or bool(known and known.public_address),
            tuple(dict.fromkeys((*(known.missing if known else ()), *one.missing))),
        )
    return tuple(found.values())


def _notes(topology: Topology, step: Step) -> Iterator[str]:
    language = topology.architecture.language
    if step.label:
        yield step.label
    if step.role == "dns":
        domain = topology.components[step.target].domain_name
        pointed = [pointer.target for pointer in topology.pointers if pointer.zone == step.target]
        if domain and pointed:
            text = "{domain} is an alias of {targets}"
            yield say(text, language, domain=domain, targets=", ".join(pointed))
        yield from _answers(topology, step.target, language)
    broken = next((path.broken.reason for path in paths_of(topology, step) if path.broken), None)
    if broken:
        yield say("blocked: {reason}", language, reason=worded(broken, language))
    ends = (topology.components.get(id) for id in (step.source, step.target))
    joined = {step.source, step.target} & {*connected_networks(topology)}
    if not joined and any(end is not None and end.on_private_network for end in ends):
        yield word("over a VPN, Direct Connect or a transit gateway, managed elsewhere", language)
    balances = step.source in topology.components and topology.components[step.source].is_load_balancer
    if balances and any(connection.protocol == "udp" for connection in step.connections):
        yield word("its health is checked over TCP on the same port", language)
    yield from _zones(topology, step, language)


def _answers(topology: Topology, zone: str, language: str) -> Iterator[str]:
    """How a name with several targets is answered."""
    found, by = answers(topology, zone), policy(topology, zone)
    if len(found) < 2:
        return
    several = len({answer.target for answer in found}) > 1
    total = sum(answer.weight for answer in found) or 1
    for answer in found:
        name = answer.target if several or not answer.region else answer.region
        if by == FAILOVER:
            text = "{target} while it is healthy" if answer.role == "primary" else "else {target}"
            yield say(text, language, target=name)
        elif by == WEIGHTED:
            share = round(100 * answer.weight / total)
            yield say("{target}: {share} % of the answers", language, target=name, share=share)
    if by == LATENCY:
        yield word("clients are routed to the nearest healthy region", language)


def _zones(topology: Topology, step: Step, language: str) -> Iterator[str]:
    """Whether traffic between zonal copies stays in its zone, or from where to where it crosses."""
    pairs: dict[tuple[str, str], None] = {}
    for path in paths_of(topology, step):
        source, target = topology.copies[path.source], topology.copies.get(path.target)
        stops = [topology.copies[stop] for stop in path.stops[1:-1]]
        ends = [copy for copy in (*stops, *([target] if target else [])) if copy.zone]
        if source.zone and ends:
            pairs[source.zone, ends[0].zone or ""] = None
    crossing = [f"{source} → {target}" for source, target in pairs if source != target]
    if crossing:
        yield say("crosses zones: {pairs}", language, pairs=", ".join(crossing))
    elif len(pairs) > 1:
        yield word("stays in its zone", language)
