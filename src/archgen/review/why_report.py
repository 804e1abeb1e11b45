"""The answer to why one thing reaches another, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.findings.json_text import json_text
from archgen.model.kinds import INTERNET
from archgen.review.simulation_report import named
from archgen.review.subject import Subject
from archgen.review.why import Answer, Leg, admitted_by


def text(subject: Subject, answer: Answer) -> str:
    """Each way, a line a connection; or the reason, and what would open one."""
    return "\n".join(_lines(subject, answer)) + "\n"


def _lines(subject: Subject, answer: Answer) -> Iterator[str]:
    port = f", port {answer.port}" if answer.port is not None else ""
    yield f"archgen why: {answer.source.word} -> {answer.target.word}{port}"
    for end in (answer.source, answer.target):
        if end.what is not None and end.ids:
            yield f"{end.what}"
    for number, way in enumerate(answer.ways, start=1):
        yield ""
        yield _heading(way, number, len(answer.ways))
        for leg in way:
            yield from _leg(subject, leg)
    if not answer.is_all:
        yield ""
        yield f"there are more than these {len(answer.ways)}"
    yield ""
    yield from _verdict(answer)


def _heading(way: tuple[Leg, ...], number: int, count: int) -> str:
    which = f"path {number} of {count}" if count > 1 else "path"
    if len(way) == 1:
        return f"{which}: a direct connection"
    names = [way[0].connection.source, *(named(leg.connection.target) for leg in way)]
    return f"{which}: {' -> '.join(names)}"


def _leg(subject: Subject, leg: Leg) -> Iterator[str]:
    connection, path = leg.connection, leg.shown
    stops = [named(stop) for stop in path.stops] if path else [connection.source, named(connection.target)]
    if path is not None and path.broken is not None:
        stops = [*stops[: path.broken.stop + 1], f"(no path to {named(path.target)})"]
    more = f" (and {len(leg.paths) - 1} more)" if len(leg.paths) > 1 else ""
    yield f"  {' -> '.join(stops)}{more}"
    yield f"      {'; '.join(_facts(subject, leg))}"
    if path is not None and path.broken is not None:
        yield f"      blocked: {path.broken.reason}"


def _facts(subject: Subject, leg: Leg) -> Iterator[str]:
    connection = leg.connection
    yield f"{ports(leg)} {connection.protocol}"
    if connection.names:
        yield f"found by {', '.join(connection.names)}"
    if connection.guards:
        yield f"guarded by {', '.join(connection.guards)}"
    group = admitted_by(subject.topology, connection)
    if group is not None:
        yield f"the security group of {group} admits it"
    address = subject.addresses.get(connection.route[:2])
    if address:
        yield address


def ports(leg: Leg) -> str:
    """The ports of a connection: any where the file gives none."""
    return ", ".join(map(str, leg.connection.ports)) or "any port"


def _verdict(answer: Answer) -> Iterator[str]:
    source, target = answer.source.word, answer.target.word
    if answer.reaches:
        if answer.is_direct:
            yield f"{source} may open connections to {target}"
        else:
            through = f"{source} reaches {target} only through others"
            yield f"{through}: it can open no connection to {target} itself"
        return
    yield f"{source} does not reach {target}: {answer.reason}"
    if answer.change is not None:
        yield f"the smallest change that would open it: {answer.change.text}"
        if answer.change.objections:
            yield f"then archgen validate would report {', '.join(answer.change.objections)}"


def as_json(subject: Subject, answer: Answer) -> str:
    """The answer for programs."""
    reason, change = answer.reason, answer.change
    whole: dict[str, Any] = {
        "version": 1,
        "command": "why",
        "source": subject.source,
        "from": answer.source.word,
        "to": answer.target.word,
        "port": answer.port,
        "reaches": answer.reaches,
        "direct": answer.is_direct,
        "complete": answer.is_all,
        "paths": [[_json_leg(subject, leg) for leg in way] for way in answer.ways],
        "reason": None
        if reason is None
        else {
            "text": str(reason),
            "cause": reason.template,
            "arguments": {key: str(value) for key, value in reason.values.items()},
        },
        "change": None if change is None else {"text": str(change.text), "would_report": change.objections},
    }
    return json_text(whole) + "\n"


def _json_leg(subject: Subject, leg: Leg) -> dict[str, Any]:
    connection = leg.connection
    return {
        "source": connection.source,
        "target": named(connection.target),
        "ports": connection.ports,
        "protocol": connection.protocol,
        "names": connection.names,
        "guards": connection.guards,
        "security_group": admitted_by(subject.topology, connection),
        "address": subject.addresses.get(connection.route[:2]),
        "hops": [
            {
                "stops": ["internet" if stop == INTERNET else stop for stop in path.stops],
                "blocked": str(path.broken.reason) if path.broken else None,
            }
            for path in leg.paths
        ],
    }
