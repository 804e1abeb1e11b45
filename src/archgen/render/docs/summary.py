"""The architecture in a few sentences: the docs' summary, and what a picture says to who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archgen.i18n.translate import say, word
from archgen.model.kinds import Tier
from archgen.model.kinds.category import Category
from archgen.render.docs.inventory import name
from archgen.render.docs.zone_failures import duration
from archgen.topology.failures.failure import without
from archgen.topology.graph import Topology
from archgen.topology.steps import requests, steps


def listed(names: Sequence[str], language: str) -> str:
    """Names as a list in a sentence: "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    joined = f"{names[-2]} {_and(names[-1], language)} {names[-1]}"
    return ", ".join([*names[:-2], joined])


def _and(following: str, language: str) -> str:
    """The conjunction before a word; in Spanish `y` becomes `e` before the sound of i."""
    if language == "es" and re.match(r"h?[ií](?![aeo])", following, re.IGNORECASE):
        return "e"
    return word("and", language)


def places(topology: Topology) -> str:
    """The regions with their zones, as a sentence."""
    language = topology.architecture.language
    told = [
        say(_place(len(place.zones)), language, region=place.name, count=len(place.zones))
        for place in topology.regions.values()
    ]
    return listed(told, language)


def _place(zones: int) -> str:
    """How a region is called: where the file lists no zones, nothing is in one."""
    if zones > 1:
        return "{region} ({count} zones)"
    return "{region} (1 zone)" if zones else "{region}"


def entries(topology: Topology) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Whom each client reaches first, and the names by which it finds it."""
    for client in topology.of(Category.CLIENT):
        first = tuple(dict.fromkeys(c.target for c in topology.connections_from(client)))
        zones = [zone for source, zone in topology.stated.lookups if source == client]
        domains = (topology.components[zone].domain_name or zone for zone in zones)
        yield client, first, tuple(dict.fromkeys(domains))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary: what it is about, and what there is to say."""

    what: str
    text: str


def lines(topology: Topology) -> tuple[Line, ...]:
    """The summary of the page."""
    return tuple(_lines(topology))


def _lines(topology: Topology) -> Iterator[Line]:
    language = topology.architecture.language
    yield Line(word("Regions" if len(topology.regions) > 1 else "Region", language), places(topology))
    for _, first, names in entries(topology):
        if first:
            yield Line(word("Entry point", language), _entry(topology, first, names))
    for tier in Tier:
        members = tier_members(topology, tier)
        if members:
            yield Line(
                word(tier.value.capitalize(), language), listed(_identified(topology, members), language)
            )
    yield Line(word("AZ failure", language), zone_verdict(topology))


def _entry(topology: Topology, first: tuple[str, ...], names: tuple[str, ...]) -> str:
    language = topology.architecture.language
    reached = listed(_named(topology, first), language)
    if not names:
        return reached
    return say("{names}, served by {reached}", language, names=listed(names, language), reached=reached)


def _identified(topology: Topology, ids: Sequence[str]) -> list[str]:
    """Components by id and service: "web (Amazon EC2)"."""
    language = topology.architecture.language
    return [f"{id} ({word(topology.components[id].service_name, language)})" for id in ids]


def _named(topology: Topology, ids: Sequence[str]) -> list[str]:
    """Components by label and service."""
    language = topology.architecture.language
    return [
        name(topology.components[id], language)
        if id in topology.components
        else word("the internet", language)
        for id in ids
    ]


def told(topology: Topology) -> str:
    """The steps of a request in words, for who cannot see the flow picture."""
    language = topology.architecture.language
    parts = [
        f"{step.number}. {_title(topology, step.source)} → {_title(topology, step.target)}"
        for step in steps(topology)
    ]
    return say("Steps of a request: {steps}.", language, steps="; ".join(parts))


def tier_members(topology: Topology, tier: Tier) -> tuple[str, ...]:
    """The components of a tier."""
    return tuple(id for id, component in topology.components.items() if component.in_tier is tier)


def zone_verdict(topology: Topology) -> str:
    """What a lost zone does, in one sentence."""
    language = topology.architecture.language
    losses = [without(topology, zone) for _, zone in topology.zones]
    fatal = [loss for loss in losses if not loss.survives]
    if not fatal:
        slowest = max((loss.seconds for loss in losses), default=0)
        if slowest == 0:
            return word("any single-AZ failure is survived automatically, without interruption", language)
        return say(
            "any single-AZ failure is survived automatically, typically within {time}",
            language,
            time=duration(slowest),
        )
    cut = dict.fromkeys(id for loss in fatal for id in loss.unreached)
    return say(
        "the failure of {zones} cuts off clients from {components}",
        language,
        zones=_or([loss.zone for loss in fatal], language),
        components=listed(list(cut), language),
    )


def spoken(topology: Topology) -> str:
    """The topology in a sentence or two, for the description of a picture."""
    language = topology.architecture.language
    told = steps(topology)
    parts = [
        say("{title}: {places}.", language, title=topology.architecture.heading, places=places(topology))
    ]
    for client in topology.of(Category.CLIENT):
        ways = requests(topology, client, told)
        chains = [[client, *(step.target for step in way)] for way in ways.values()]
        longest = max(chains, key=len, default=[])
        if len(longest) > 1:
            names = [_title(topology, id) for id in longest]
            parts.append(say("Requests go {way}.", language, way=" → ".join(names)))
    return " ".join(parts)


def _title(topology: Topology, id: str) -> str:
    component = topology.components.get(id)
    return (
        word("the internet", topology.architecture.language) if component is None else component.label or id
    )


def _or(names: Sequence[str], language: str) -> str:
    return f" {word('or', language)} ".join(names)
