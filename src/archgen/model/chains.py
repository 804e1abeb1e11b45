"""The notation of connections: `a -> b -> c: 443` as values, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Literal, NamedTuple, cast

from archgen.findings import Finding, Route, nearest
from archgen.findings.codes import MAX_FAULTS, schema_finding
from archgen.findings.phrase import Phrase, did_you_mean, either
from archgen.model import suggestions as advice
from archgen.model.kinds import category_of, kind_class
from archgen.model.kinds import kinds as all_kinds
from archgen.model.kinds.category import LEADING_OUT, Category
from archgen.model.kinds.facts import Access, takes

Protocol = Literal["tcp", "udp", "http", "https", "tls", "all"]
PROTOCOLS = ("tcp", "udp", "http", "https", "tls", "all")
ACCESSES = tuple(access.value for access in Access if access is not Access.DELIVER)

_DETAILS = ("port", "protocol", "label", "access", "to", "region", "role", "weight")
_ROUTED = ("region", "role", "weight")
"""Details of where a hosted zone leads to."""
ROLES = ("primary", "secondary")
_WORD = re.compile(r"\S+")
_ARROW = re.compile(r"->")
_PORT_INSIDE = re.compile(r"(?P<chain>.*->[^:]*[^:\s])\s*:\s*(?P<port>\d+|\[[\d, ]+\])\s*", re.DOTALL)
"""A connection in quotes, with the port that would be the value beside it."""


class Name(NamedTuple):
    """One id of a chain; `within` are its characters in the chain's text."""

    id: str
    within: tuple[int, int]


class Routed(NamedTuple):
    """How a hosted zone leads to a target: the region that is meant, its role, its share of the answers."""

    region: str | None = None
    role: str | None = None
    weight: int | None = None


class Chain(NamedTuple):
    """One line of `connections`. `route` leads to its text; `key` says that the text is a key.

    `port_routes` lead to its `ports`, one to each.
    """

    names: tuple[Name, ...]
    route: Route
    key: bool = False
    ports: tuple[int, ...] = ()
    protocol: Protocol | None = None
    label: str | None = None
    port_routes: tuple[Route, ...] = ()
    access: Access | None = None
    """What it is for, as the file says it."""
    readers: bool = False
    """Whether it leads to the replicas that are read from."""
    routed: Routed | None = None
    """How the hosted zone in it leads to what follows."""


def chains(
    raw: Any, kinds: Mapping[str, str], regions: Sequence[str] = ()
) -> tuple[tuple[Chain, ...], list[Finding]]:
    """The chains of `connections`, and every fault in them; `kinds` gives the kind of each declared id."""
    if not isinstance(raw, list):
        message = Phrase("`connections` is empty" if raw is None else "`connections` is not a list")
        help = Phrase("begin each line with a hyphen: `- a -> b`") if isinstance(raw, dict) else None
        return (), [schema_finding("AG004", message, ("connections",), help=help)]
    made: list[Chain] = []
    findings: list[Finding] = []
    for index, item in enumerate(raw):
        chain = _chain(item, ("connections", index), findings)
        if chain is not None:
            made.append(chain)
            findings += _faults(chain, kinds)
            findings += _unrouted(chain, kinds, regions)
        if len(findings) > MAX_FAULTS:
            break
    return tuple(made), findings


def chain_of(line: Any) -> Chain | None:
    """One line of `connections` by itself; None where it is not a valid one."""
    return _chain(line, ("connections",), [])


def _chain(item: Any, route: Route, findings: list[Finding]) -> Chain | None:
    if isinstance(item, str):
        return _named(item, route, False, findings)
    if isinstance(item, dict) and len(item) == 1:
        ((text, details),) = item.items()
        chain = _named(str(text), (*route, text), True, findings)
        return _detailed(chain, details, findings) if chain else None
    message = Phrase("a connection is text such as `a -> b`, or one such text with details: `a -> b: 443`")
    findings.append(schema_finding("AG012", message, route, help=advice.a_connection(item)))
    return None


def _named(text: str, route: Route, key: bool, findings: list[Finding]) -> Chain | None:
    names: list[Name] = []
    start = 0
    for end, following in [(m.start(), m.end()) for m in _ARROW.finditer(text)] + [(len(text), len(text))]:
        words = list(_WORD.finditer(text, start, end))
        if len(words) != 1:
            message = Phrase("the connection has an arrow without an id on each side")
            if words:
                message = Phrase("the connection has two ids without an arrow between them")
            within = (
                (words[0].start(), words[-1].end()) if words else (max(start - 2, 0), min(end + 2, len(text)))
            )
            help = advice.a_chain(text) or Phrase("write it as `a -> b`, or `a -> b -> c`")
            if not key and (port := _PORT_INSIDE.fullmatch(text)):
                message = Phrase("the connection has its port inside of the quotes")
                help = Phrase("take the quotes away: `{meant}`", meant=f"{port['chain']}: {port['port']}")
            findings.append(schema_finding("AG012", message, route, key=key, within=within, help=help))
            return None
        names.append(Name(words[0].group(), words[0].span()))
        start = following
    if len(names) < 2:
        message = Phrase('"{text}" connects nothing; write it as `{text} -> other`', text=text)
        findings.append(schema_finding("AG012", message, route, key=key))
        return None
    return Chain(tuple(names), route, key)


def _detailed(chain: Chain, details: Any, findings: list[Finding]) -> Chain | None:
    route = chain.route
    bare = not isinstance(details, dict)
    if bare:
        details = {} if details is None else {"port": details}
    before = len(findings)
    for key in details:
        if key not in _DETAILS:
            meant = nearest(str(key), _DETAILS)
            hint = did_you_mean(meant) or Phrase("; the keys are {keys}", keys=", ".join(_DETAILS))
            message = Phrase('the connection has an unknown key "{key}"{hint}', key=key, hint=hint)
            findings.append(schema_finding("AG001", message, (*route, key), key=True))
    port_route = route if bare else (*route, "port")
    ports = _ports(details.get("port"), port_route, findings)
    protocol = details.get("protocol")
    if protocol is not None and protocol not in PROTOCOLS:
        meant = nearest(str(protocol).lower(), PROTOCOLS)
        hint = did_you_mean(meant) or Phrase("; it must be {choices}", choices=", ".join(PROTOCOLS))
        message = Phrase("`{key}` is {value}{hint}", key="protocol", value=f'"{protocol}"', hint=hint)
        findings.append(schema_finding("AG004", message, (*route, "protocol")))
    label = details.get("label")
    if label is not None and (not isinstance(label, str) or not label or "\n" in label or len(label) > 120):
        message = Phrase("`label` is not one line of text of at most 120 characters")
        findings.append(schema_finding("AG004", message, (*route, "label")))
    access = _word(details, "access", ACCESSES, route, findings)
    readers = _word(details, "to", ("readers",), route, findings)
    routed = _routed(details, route, findings)
    if len(findings) > before:
        return None
    return Chain(
        chain.names,
        route,
        chain.key,
        ports,
        cast("Protocol | None", protocol),
        label,
        _port_routes(details.get("port"), ports, port_route),
        Access(access) if access else None,
        readers is not None,
        routed,
    )


def _routed(details: Mapping[Any, Any], route: Route, findings: list[Finding]) -> Routed | None:
    """How a hosted zone leads to its target, where the details say so."""
    if not any(details.get(key) is not None for key in _ROUTED):
        return None
    region, weight = details.get("region"), details.get("weight")
    if region is not None and not isinstance(region, str):
        message = Phrase("`region` is {value}; it must be one region", value=_shown(region))
        findings.append(schema_finding("AG004", message, (*route, "region")))
    if weight is not None and (type(weight) is not int or not 0 <= weight <= _MOST_WEIGHT):
        text = "`weight` is {value}; it must be a whole number from 0 to {most}"
        message = Phrase(text, value=_shown(weight), most=_MOST_WEIGHT)
        findings.append(schema_finding("AG004", message, (*route, "weight")))
    return Routed(region, _word(details, "role", ROLES, route, findings), weight)


_MOST_WEIGHT = 255
"""Amazon Route 53 Developer Guide, values specific for weighted records."""


def _word(
    details: Mapping[Any, Any], key: str, words: Sequence[str], route: Route, findings: list[Finding]
) -> str | None:
    """The value of a key that takes one of some words."""
    value = details.get(key)
    if value is None or value in words:
        return value
    meant = nearest(str(value).lower(), words)
    hint = did_you_mean(meant) or Phrase("; it must be {choices}", choices=either(words))
    message = Phrase("`{key}` is {value}{hint}", key=key, value=_shown(value), hint=hint)
    findings.append(schema_finding("AG004", message, (*route, key)))
    return None


_MOST_PORTS = 100


def _ports(value: Any, route: Route, findings: list[Finding]) -> tuple[int, ...]:
    if value is None:
        return ()
    ports = value if isinstance(value, list) else [value]
    if len(ports) > _MOST_PORTS:
        message = Phrase("`port` has more than {most} entries", most=_MOST_PORTS)
        findings.append(schema_finding("AG004", message, route))
        return ()
    good = [port for port in ports if type(port) is int and 1 <= port <= 65535]
    if len(good) != len(ports) or not ports:
        guilty = next((port for port in ports if port not in good), value)
        text = "{value} is not a port: a whole number from 1 to 65535, or a list of them"
        message = Phrase(text, value=_shown(guilty))
        findings.append(schema_finding("AG004", message, route, help=advice.a_port(guilty)))
    return tuple(dict.fromkeys(good))


def _port_routes(value: Any, ports: tuple[int, ...], route: Route) -> tuple[Route, ...]:
    if not isinstance(value, list):
        return (route,) * len(ports)
    return tuple((*route, value.index(port)) for port in ports)


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _faults(chain: Chain, kinds: Mapping[str, str]) -> list[Finding]:
    unknown = (name for name in chain.names if name.id not in kinds)
    findings = [_dangling(chain, name, kinds) for name in islice(unknown, MAX_FAULTS + 1)]
    if findings:
        return findings
    for name, following in zip(chain.names, chain.names[1:], strict=False):
        if name.id == following.id:
            findings.append(_bad(chain, following, Phrase("{id} connects to itself", id=name.id)))
    first, last = chain.names[0], chain.names[-1]
    if _is_way(kinds[first.id]):
        text = "{id} is a gateway on the path, not an endpoint: it opens no connections"
        help = Phrase("say who connects through it: `a -> {id} -> b`", id=first.id)
        findings.append(_bad(chain, first, Phrase(text, id=first.id), help))
    if _is_way(kinds[last.id]) and category_of(kinds[last.id]) not in (*LEADING_OUT, Category.ENDPOINT):
        text = "{id} is a gateway on the path, not an endpoint: nothing connects to it"
        help = Phrase("say who is reached through it: `a -> {id} -> b`", id=last.id)
        findings.append(_bad(chain, last, Phrase(text, id=last.id), help))
    findings += _unfit(chain, kinds)
    return findings


def _unrouted(chain: Chain, kinds: Mapping[str, str], regions: Sequence[str]) -> Iterator[Finding]:
    """Roles and weights of what no hosted zone leads to, and regions that the file does not have."""
    if chain.routed is None:
        return
    given = chain.routed._asdict()
    said = next(key for key in ("role", "weight", "region") if given[key] is not None)
    found = [kinds.get(name.id) for name in chain.names[:-1]]
    if not any(kind in all_kinds() and category_of(kind) is Category.DNS_ZONE for kind in found if kind):
        text = "`{key}` is for what a hosted zone leads to; there is none before {id}"
        message = Phrase(text, key=said, id=chain.names[-1].id)
        yield schema_finding("AG004", message, (*chain.route, said))
    elif chain.routed.region is not None and chain.routed.region not in regions:
        meant = nearest(chain.routed.region, list(regions))
        text = 'there is no region "{region}" under `regions`{hint}'
        message = Phrase(text, region=chain.routed.region, hint=did_you_mean(meant))
        yield schema_finding("AG002", message, (*chain.route, "region"))


def _is_way(kind: str) -> bool:
    """Whether a kind is no party of a connection, but a way that it takes."""
    return kind in all_kinds() and kind_class(kind).is_way


def _unfit(chain: Chain, kinds: Mapping[str, str]) -> Iterator[Finding]:
    """An access that nothing in its chain takes, and readers of what has none."""
    classes = [kind_class(kinds[name.id]) for name in chain.names if kinds[name.id] in all_kinds()]
    known = len(classes) == len(chain.names)
    if known and chain.access and not any(takes(kind, chain.access) for kind in classes[1:]):
        last, route = chain.names[-1].id, (*chain.route, "access")
        taken = ", ".join(access for access in ACCESSES if takes(classes[-1], Access(access)))
        fit = Phrase("it takes {taken}", taken=taken) if taken else Phrase("it takes none")
        text = "`access: {access}` is not for {id} ({kind}); {fit}"
        message = Phrase(text, access=f"{chain.access}", id=last, kind=kinds[last], fit=fit)
        yield schema_finding("AG004", message, route)
    if known and chain.readers and not any(kind.is_database or kind.is_cache for kind in classes[1:]):
        last = chain.names[-1].id
        text = "`to: readers` is not for {id} ({kind}): only databases and caches have readers"
        message = Phrase(text, id=last, kind=kinds[last])
        yield schema_finding("AG004", message, (*chain.route, "to"))


def _dangling(chain: Chain, name: Name, kinds: Mapping[str, str]) -> Finding:
    meant = nearest(name.id, list(kinds))
    message = Phrase('there is {none} "{name}"', none=Phrase("no component"), name=name.id)
    message += did_you_mean(meant)
    return schema_finding("AG002", message, chain.route, key=chain.key, within=name.within)


def _bad(chain: Chain, name: Name, message: Phrase, help: Phrase | None = None) -> Finding:
    return schema_finding("AG012", message, chain.route, key=chain.key, within=name.within, help=help)
