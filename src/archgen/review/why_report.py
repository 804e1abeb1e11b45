"""The answer to why one thing reaches another, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.findings.json_text import json_text
from archgen.findings.phrase import Phrase
from archgen.i18n.translate import worded
from archgen.lint.reports.json import coverage_data
from archgen.model.kinds import INTERNET
from archgen.review.simulation_report import joined, named, not_checked
from archgen.review.subject import Subject
from archgen.review.why import Answer, Leg, admitted_by


def text(subject: Subject, answer: Answer, language: str = "en") -> str:
    """Each way, a line a connection; or the reason, and what would open one."""
    return "\n".join(worded(line, language) for line in _lines(subject, answer)) + "\n"


def _lines(subject: Subject, answer: Answer) -> Iterator[str]:
    yield f"archgen why: {answer.source.word} -> {answer.target.word}" + (
        f" ({answer.port})" if answer.port is not None else ""
    )
    for end in (answer.source, answer.target):
        if end.what is not None and end.ids:
            yield end.what
    for number, way in enumerate(answer.ways, start=1):
        yield ""
        yield _heading(way, number, len(answer.ways))
        for leg in way:
            yield from _leg(subject, leg)
    if not answer.is_all:
        yield ""
        yield Phrase("there are more than these {count}", count=len(answer.ways))
    yield ""
    yield from _verdict(answer)
    yield from not_checked(subject)


def _heading(way: tuple[Leg, ...], number: int, count: int) -> Phrase:
    direct = Phrase("a direct connection") if len(way) == 1 else None
    names = [way[0].connection.source, *(named(leg.connection.target) for leg in way)]
    what = direct or " -> ".join(names)
    if count == 1:
        return Phrase("path: {what}", what=what)
    return Phrase("path {number} of {count}: {what}", number=number, count=count, what=what)


def _leg(subject: Subject, leg: Leg) -> Iterator[str]:
    connection, path = leg.connection, leg.shown
    stops = [named(stop) for stop in path.stops] if path else [connection.source, named(connection.target)]
    hops: str = " -> ".join(stops)
    if path is not None and path.broken is not None:
        hops = " -> ".join(stops[: path.broken.stop + 1])
        hops = Phrase("{hops} -> (no path to {target})", hops=hops, target=named(path.target))
    if len(leg.paths) > 1:
        yield Phrase("  {hops} (and {count} more)", hops=hops, count=len(leg.paths) - 1)
    else:
        yield Phrase("  {hops}", hops=hops)
    yield Phrase("      {facts}", facts=joined(list(_facts(subject, leg))))
    if path is not None and path.broken is not None:
        yield Phrase("      blocked: {reason}", reason=path.broken.reason)


def _facts(subject: Subject, leg: Leg) -> Iterator[str]:
    connection = leg.connection
    yield Phrase("{ports} {protocol}", ports=ports(leg), protocol=connection.protocol)
    if connection.names:
        yield Phrase("found by {names}", names=", ".join(connection.names))
    if connection.guards:
        yield Phrase("guarded by {names}", names=", ".join(connection.guards))
    group = admitted_by(subject.topology, connection)
    if group is not None:
        yield Phrase("the security group of {component} admits it", component=group)
    address = subject.addresses.get(connection.route[:2])
    if address:
        yield address


def ports(leg: Leg) -> str:
    """The ports of a connection: any where the file gives none."""
    return ", ".join(map(str, leg.connection.ports)) or Phrase("any port")


def _verdict(answer: Answer) -> Iterator[str]:
    ends = {"source": answer.source.word, "target": answer.target.word}
    if answer.reaches and answer.is_direct:
        yield Phrase("{source} may open connections to {target}", **ends)
    elif answer.reaches:
        text = "{source} reaches {target} only through others: it can open no connection to {target} itself"
        yield Phrase(text, **ends)
    else:
        yield Phrase("{source} does not reach {target}: {reason}", reason=answer.reason or "", **ends)
    if answer.change is not None:
        yield Phrase("the smallest change that would open it: {change}", change=answer.change.text)
        if answer.change.objections:
            yield Phrase(
                "then archgen validate would report {findings}", findings=", ".join(answer.change.objections)
            )


def as_json(subject: Subject, answer: Answer, _language: str = "en") -> str:
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
        "coverage": coverage_data(subject.coverage),
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
