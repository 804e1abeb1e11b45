"""Whether a system keeps what its team promised: each broken policy with the path that breaks it.

A connection ends where it is opened to: load balancers, distributions and compute open connections of their
own. `never` and `only` are about single connections, looked at through gateways, endpoints and names;
`through` and `always` about whole paths of requests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from archgen.findings import Route, nearest
from archgen.findings.phrase import Phrase, listing
from archgen.model.kinds import INTERNET, Component
from archgen.model.policies import Every, Policy, agrees
from archgen.topology.analysis import computed_once
from archgen.topology.connections import Connection
from archgen.topology.failures.outage import (
    Outage,
    UnknownPartError,
    outage_of,
    region_outages,
    zone_outages,
)
from archgen.topology.failures.simulation import Simulator, Verdict
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Path, paths_of
from archgen.topology.selectors import Selected, selected_by


class Violation(NamedTuple):
    """One way in which a policy is broken.

    `hops` are the counter-example, `connection` the one that is at fault, `field` leads to the field of a
    component that is not as promised.
    """

    policy: Policy
    message: Phrase
    hops: tuple[str, ...] = ()
    connection: Connection | None = None
    field: Route = ()


@computed_once
def violations(topology: Topology) -> tuple[Violation, ...]:
    """Every policy that is broken, in the file's order."""
    return tuple(found for policy in placed(topology) for found in broken(topology, policy))


def placed(topology: Topology) -> Iterator[Policy]:
    """The policies, each with its place; names of files that nobody has read are left out."""
    for index, policy in enumerate(topology.architecture.policies):
        if policy.file is None:
            yield policy if policy.route else policy.at(("policies", index))


def broken(topology: Topology, policy: Policy) -> Iterator[Violation]:
    """How one policy is broken."""
    yield from _CHECKS[policy.sort](topology, policy)


def text_of(policy: Policy) -> str:
    """A policy on one line, as it might be written."""
    if policy.never:
        return f"never: {_words(policy.never.source)} -> {_words(policy.never.target)}"
    if policy.only:
        return f"only: {{from: {_words(policy.only.source)}, to: {_words(policy.only.target)}}}"
    if policy.through:
        ends = policy.through.path
        path = f"{_words(ends.source)} -> {_words(ends.target)}"
        return f"through: {{path: {path}, via: {_words(policy.through.via)}}}"
    if policy.always:
        ends = policy.always.path
        path = f"{_words(ends.source)} -> {_words(ends.target)}"
        return f"always: {{path: {path}, losing: {_words(policy.always.losing)}}}"
    assert policy.every is not None
    chosen = {by: policy.every.value_of(by) for by in ("id", "kind", "tier", "group", "tag")}
    parts = [f"{by}: {_words(words)}" for by, words in chosen.items() if words]
    wanted = ", ".join(f"{key}: {_value(value)}" for key, value in policy.every.has.items())
    return f"every: {{{', '.join([*parts, f'has: {{{wanted}}}'])}}}"


def _words(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"[{', '.join(words)}]"


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def named(id: str) -> str:
    """A component, or the internet."""
    return "internet" if id == INTERNET else id


def _never(topology: Topology, policy: Policy) -> Iterator[Violation]:
    assert policy.never is not None
    sources = selected_by(topology, policy.never.source)
    targets = selected_by(topology, policy.never.target)
    for connection, path in _open_connections(topology):
        if connection.source in sources and connection.target in targets:
            ends = {"source": connection.source, "target": named(connection.target)}
            yield Violation(
                policy, Phrase("{source} may connect to {target}", **ends), path.stops, connection
            )
    if sources.internet:
        yield from _opened(topology, policy, targets)


def _only(topology: Topology, policy: Policy) -> Iterator[Violation]:
    assert policy.only is not None
    allowed = selected_by(topology, policy.only.source)
    targets = selected_by(topology, policy.only.target)
    for connection, path in _open_connections(topology):
        if connection.source not in allowed and connection.target in targets:
            text = "{source} may connect to {target}, which only {allowed} may"
            message = Phrase(
                text,
                source=connection.source,
                target=named(connection.target),
                allowed=listing(policy.only.source),
            )
            yield Violation(policy, message, path.stops, connection)
    if not allowed.internet:
        yield from _opened(topology, policy, targets)


def _opened(topology: Topology, policy: Policy, targets: Selected) -> Iterator[Violation]:
    """What a field opens to the internet: a public bucket, a database with a public address."""
    for id, component in topology.components.items():
        field = opened_by(topology, id, component) if id in targets else None
        if field is not None:
            message = Phrase("anybody on the internet may connect to {target}", target=id)
            yield Violation(policy, message, ("internet", id), None, ("components", id, field))


def opened_by(topology: Topology, id: str, component: Component) -> str | None:
    """The field that opens a component to the internet."""
    if component.is_public:
        return "public"
    exposed = component.is_publicly_accessible
    public = any(topology.access_of(copy) == "public" for copy in topology.copies_of(id))
    return "publicly_accessible" if exposed and public else None


def _open_connections(topology: Topology) -> Iterator[tuple[Connection, Path]]:
    """The connections that have a network path, each with one."""
    for connection in topology.connections:
        path = next((path for path in paths_of(topology, connection) if path.broken is None), None)
        if path is not None:
            yield connection, path


def _through(topology: Topology, policy: Policy) -> Iterator[Violation]:
    """A path that is left when all that passes `via` is taken away."""
    assert policy.through is not None
    ends, via = policy.through.path, selected_by(topology, policy.through.via)
    targets = selected_by(topology, ends.target)
    for source in sorted(selected_by(topology, ends.source).components - via.components):
        way = _around(topology, source, targets, via)
        if way:
            target, words = way[-1][0].target, listing(policy.through.via)
            text = "{source} reaches {target} without passing {via}"
            message = Phrase(text, source=source, target=named(target), via=words)
            yield Violation(policy, message, _hops(way), way[-1][0])


def _around(
    topology: Topology, source: str, targets: Selected, via: Selected
) -> tuple[tuple[Connection, Path], ...]:
    """The shortest way from a source to one of the targets that does not pass `via`."""
    queue: list[tuple[tuple[Connection, Path], ...]] = [()]
    seen = {source}
    for way in queue:
        last = way[-1][0].target if way else source
        for connection in topology.connections_from(last) if last != INTERNET else ():
            path = _avoiding(topology, connection, via)
            if path is None or connection.target in seen or connection.target in via:
                continue
            if connection.target in targets:
                return (*way, (connection, path))
            seen.add(connection.target)
            queue.append((*way, (connection, path)))
    return ()


def _avoiding(topology: Topology, connection: Connection, via: Selected) -> Path | None:
    """A network path of a connection that passes none of these."""
    if any(id in via for id in (*connection.names, *connection.guards)):
        return None
    for path in paths_of(topology, connection):
        passed = {topology.copies[stop].component for stop in path.stops[1:-1]}
        if path.broken is None and not any(id in via for id in passed):
            return path
    return None


def _hops(way: tuple[tuple[Connection, Path], ...]) -> tuple[str, ...]:
    """The stops of several connections, one after the other."""
    found = list(way[0][1].stops)
    for _, path in way[1:]:
        found += path.stops if path.stops[0] != found[-1] else path.stops[1:]
    return tuple(named(stop) for stop in found)


def _always(topology: Topology, policy: Policy) -> Iterator[Violation]:
    assert policy.always is not None
    ends = policy.always.path
    sources = sorted(selected_by(topology, ends.source).components)
    targets = selected_by(topology, ends.target)
    simulator = Simulator(topology, tuple(sources))
    known = {(need.source, need.target) for need in simulator.needs}
    for source in sources:
        for target in sorted(targets.components - {source}):
            if (source, target) not in known and not targets.internet:
                message = Phrase("{source} does not reach {target} at all", source=source, target=target)
                yield Violation(policy, message)
    for word in policy.always.losing:
        for outage in _outages(topology, word):
            yield from _lost(policy, simulator, outage, set(sources), targets)


def _outages(topology: Topology, word: str) -> tuple[Outage, ...]:
    if word == "zone":
        return zone_outages(topology)
    if word == "region":
        return region_outages(topology)
    try:
        return (outage_of(topology, (word,)),)
    except UnknownPartError:
        return ()


def _lost(
    policy: Policy, simulator: Simulator, outage: Outage, sources: set[str], targets: Selected
) -> Iterator[Violation]:
    for path in simulator.simulate(outage).paths:
        verdict = path.at_promise
        if path.need.source not in sources or path.need.target not in targets:
            continue
        if verdict.verdict is Verdict.FAILS:
            reason = verdict.reasons[0] if verdict.reasons else Phrase("what it depends on is down")
            text = "without {what}, {source} does not reach {target}: {reason}"
            ends = {"source": path.need.source, "target": named(path.need.target)}
            message = Phrase(text, what=outage.name, reason=reason, **ends)
            hops = (*verdict.hops[:-2], *verdict.broken) if verdict.broken else verdict.hops
            connection = _last(simulator.topology, verdict.hops)
            yield Violation(policy, message, (*map(named, hops), Phrase("(fails)")), connection)


def _last(topology: Topology, hops: tuple[str, ...]) -> Connection | None:
    """The connection that a path breaks at."""
    for source, target in reversed(list(pairwise(hops))):
        for connection in topology.connections_from(source):
            if connection.target == target:
                return connection
    return None


def _every(topology: Topology, policy: Policy) -> Iterator[Violation]:
    assert policy.every is not None
    for id in topology.components:
        if all(id in selected_by(topology, map(str, words)) for words in policy.every.selectors):
            yield from _differing(topology, policy, policy.every, id)


def _differing(topology: Topology, policy: Policy, every: Every, id: str) -> Iterator[Violation]:
    component = topology.components[id]
    fields = {field.alias or name: name for name, field in type(component).model_fields.items()}
    for key, wanted in every.has.items():
        if key not in fields:
            meant = nearest(key, tuple(fields))
            hint = Phrase('; did you mean "{key}"?', key=meant) if meant else Phrase("{nothing}", nothing="")
            text = "{id} ({kind}) has no field `{key}`{hint}"
            yield Violation(policy, Phrase(text, id=id, kind=component.kind, key=key, hint=hint))
            continue
        value = component.value_of(fields[key])
        if not agrees(value, wanted):
            text = "`{key}` of {id} is {value}, and {wanted} is promised"
            shown = {"value": _shown(value), "wanted": _shown(wanted)}
            message = Phrase(text, key=key, id=id, **shown)
            yield Violation(policy, message, field=("components", id, key))


def _shown(value: Any) -> str:
    if value is None:
        return "not set"
    if isinstance(value, list | tuple):
        return " or ".join(map(_shown, value))
    if hasattr(value, "model_dump"):
        value = value.model_dump(exclude_none=True)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_shown(each)}' for key, each in value.items())}}}"
    return _value(value)


_CHECKS = {"never": _never, "only": _only, "through": _through, "always": _always, "every": _every}
