"""The steps in words: who, whom, on which port, over what; what has one number is one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from archgen.i18n.translate import say, word
from archgen.render.diagram.text import captions
from archgen.topology.graph import Topology
from archgen.topology.steps import Step, ways_of

NAMED = 3
"""Up to how many names are said before the others are counted."""


def sentences(topology: Topology, told: Sequence[Step]) -> list[tuple[str, str]]:
    """Numbers and sentences, in order."""
    return [
        (str(number), _sentence(topology, list(steps)))
        for number, steps in groupby(told, key=lambda step: step.number)
    ]


def _sentence(topology: Topology, steps: Sequence[Step]) -> str:
    """A line of the legend: "CloudFront → Web LB: 443 https, via Internet gateway"."""
    language = topology.architecture.language
    first = steps[0]
    sources = list(dict.fromkeys(captions.party(step.source, topology) for step in steps))
    targets = list(dict.fromkeys(captions.party(step.target, topology) for step in steps))
    if first.trunk == "alone" and len(steps) > 1:
        text = f"{sources[0]} → {targets[0]}"
        text = say("{text}, and {count} alike", language, text=text, count=len(steps) - 1)
    else:
        text = f"{_listed(sources, language)} → {_listed(targets, language)}"
    if first.role == "dns":
        domain = topology.components[first.target].domain_name
        return f"{text}: {domain or word('DNS', language)}"
    text += f": {_purposes(steps, language)}"
    label = dict.fromkeys(step.label for step in steps if step.label)
    text += f" ({', '.join(label)})" if label else ""
    ways = _ways(topology, steps)
    return say("{text}, via {ways}", language, text=text, ways=", ".join(ways)) if ways else text


def _purposes(steps: Sequence[Step], language: str) -> str:
    """What all of them are for; ports only where all have the same."""
    found = dict.fromkeys(step.purpose(language) for step in steps)
    worded = any(connection.purpose for step in steps for connection in step.connections)
    return ", ".join(found) if len(found) == 1 or worded else word("a port each", language)


def _ways(topology: Topology, steps: Sequence[Step]) -> list[str]:
    """The web ACLs, gateways and endpoints that they pass."""
    passed: dict[str, None] = {}
    for step in steps:
        passed |= dict.fromkeys(guard for c in step.connections for guard in c.guards)
        passed |= dict.fromkeys(ways_of(topology, step))
    return [captions.party(id, topology) for id in passed]


def _listed(names: Sequence[str], language: str) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    rest = len(names) - NAMED + 1
    return say("{names} and {count} more", language, names=", ".join(names[: NAMED - 1]), count=rest)
