"""What happens when a zone is lost, and what was promised: `Topology.without`, told to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archgen.i18n.translate import say, word, worded
from archgen.model.kinds import Capacity, FailureImpact, State, Tier
from archgen.model.kinds.copies import surviving
from archgen.topology.failures.failure import BrokenPath, ZoneFailure, without
from archgen.topology.graph import Topology


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """What happens to one component when one of `zones` is lost; no zones: whichever it is."""

    id: str
    zones: tuple[str, ...]
    state: State
    details: str
    time: str
    by_itself: bool
    data: str


@dataclass(frozen=True, slots=True)
class BrokenPathLine:
    """A hop that breaks when a zone is lost, and why."""

    zone: str
    hop: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A zone is lost: what clients see of it, and what is out of their reach until a person acts."""

    zone: str
    survives: bool
    text: str
    unreached: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What happens when a zone of a region is lost."""

    region: str
    verdicts: tuple[Verdict, ...]
    impacts: tuple[ImpactLine, ...]
    unaffected: tuple[str, ...]
    broken_paths: tuple[BrokenPathLine, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """One target against what the model gives. `kept` is None where the model cannot tell."""

    what: str
    promised: str
    given: str
    kept: bool | None


def accounts(topology: Topology) -> tuple[Account, ...]:
    """What happens when a zone is lost, region by region."""
    return tuple(_account(topology, place.name) for place in topology.regions.values() if place.zones)


def impact_line(topology: Topology, id: str, zone: str) -> ImpactLine:
    """What happens to one component when one zone is lost."""
    language, loss = topology.architecture.language, without(topology, zone)
    impact = loss.impacts[id]
    details = [word(impact.note, language), *_details(topology, id, loss, language)]
    return ImpactLine(
        id,
        (zone,),
        impact.state,
        "; ".join(details),
        span(impact.seconds, language) if impact.seconds else "",
        impact.state.serves or impact.relaunches,
        _data(topology, id, impact, language),
    )


def _account(topology: Topology, region: str) -> Account:
    zones = topology.regions[region].zones
    impacts = without(topology, zones[0]).impacts
    touched = [id for id in impacts if any(_touched(topology, id, zone) for zone in zones)]
    return Account(
        region,
        tuple(_verdict(topology, zone) for zone in zones),
        tuple(line for id in touched for line in _lines(topology, id, zones)),
        tuple(id for id in impacts if id not in touched),
        tuple(_cuts(topology, zones)),
    )


def _touched(topology: Topology, id: str, zone: str) -> bool:
    """Whether a lost zone takes anything of a component, or keeps it from serving."""
    stands = any(zone in copy.zones for copy in topology.copies_of(id))
    return stands or without(topology, zone).impacts[id].state is not State.UNAFFECTED


def _lines(topology: Topology, id: str, zones: tuple[str, ...]) -> Iterator[ImpactLine]:
    """What happens to a component, zones of the same outcome together."""
    found: dict[ImpactLine, list[str]] = {}
    for zone in zones:
        if not _touched(topology, id, zone):
            continue
        found.setdefault(replace(impact_line(topology, id, zone), zones=()), []).append(zone)
    for line, same in found.items():
        yield replace(line, zones=() if len(same) == len(zones) else tuple(same))


def promises(topology: Topology) -> tuple[Promise, ...]:
    """The targets of the file against what the model gives."""
    return (*_zone_promises(topology), *_region_promises(topology))


def span(seconds: tuple[int, int], language: str) -> str:
    """A typical time: "60–120 s", "up to 5 min", "30 min – 4 h", "at once"."""
    low, high = seconds
    if high == 0:
        return word("at once", language)
    if low == 0:
        return say("up to {time}", language, time=duration(high))
    (a, unit), (b, other) = _measured(low), _measured(high)
    if unit == other or low % (3600 if other == "h" else 60) == 0:
        divisor = {"s": 1, "min": 60, "h": 3600}[other]
        return f"{low // divisor}–{b} {other}" if low >= divisor else f"{a} {unit} – {b} {other}"
    return f"{low}–{high} s" if high <= 600 else f"{a} {unit} – {b} {other}"


def duration(seconds: int) -> str:
    """A length of time in its largest whole unit: "90 s", "5 min"."""
    count, unit = _measured(seconds)
    return f"{count} {unit}"


def _measured(seconds: int) -> tuple[int, str]:
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            return seconds // size, unit
    return seconds, "s"


def _details(topology: Topology, id: str, loss: ZoneFailure, language: str) -> Iterator[str]:
    """How many instances are left, and which copy takes over."""
    capacity = topology.components[id].how_many
    standing = [copy for copy in topology.copies_of(id, loss.region) if copy.zone]
    if isinstance(capacity, Capacity) and any(copy.zone == loss.zone for copy in standing):
        left = surviving(capacity.min, len(standing))
        yield say("at least {left} of {min} left", language, min=capacity.min, left=left)
    for copy, heir in loss.promoted.items():
        if topology.copies[copy].component == id:
            yield say("{copy} takes over", language, copy=heir)


def _data(topology: Topology, id: str, impact: FailureImpact, language: str) -> str:
    if impact.data_loss:
        return word("the last writes may be lost", language)
    return word("kept", language) if topology.components[id].in_tier is Tier.DATA else ""


def _cuts(topology: Topology, zones: tuple[str, ...]) -> Iterator[BrokenPathLine]:
    language = topology.architecture.language
    for zone in zones:
        cuts = dict.fromkeys((cut.hop, cut.reason) for cut in without(topology, zone).broken_paths)
        for hop, reason in cuts:
            yield BrokenPathLine(zone, hop, worded(reason, language))


def _verdict(topology: Topology, zone: str) -> Verdict:
    language, loss = topology.architecture.language, without(topology, zone)
    unreached = tuple((id, _why(cut, loss, id, language)) for id, cut in loss.unreached.items())
    return Verdict(zone, loss.survives, _told(loss, language), unreached)


def _told(loss: ZoneFailure, language: str) -> str:
    if not loss.survives:
        if _is_relaunched(loss):
            return word("until instances launch in the remaining zones, clients are cut off from", language)
        return word("until somebody intervenes, clients are cut off from", language)
    if loss.seconds == 0:
        return word("clients notice nothing", language)
    text = "everything that clients use recovers automatically, typically within {time}"
    return say(text, language, time=duration(loss.seconds))


def _is_relaunched(loss: ZoneFailure) -> bool:
    """Whether all that is down is launched again automatically, and nothing else cuts clients off."""
    down = {id for id, impact in loss.impacts.items() if not impact.state.serves}
    cut_off = {cut.hop[1].partition("@")[0] for cut in loss.unreached.values() if cut is not None}
    return bool(down) and all(loss.impacts[id].relaunches for id in down) and cut_off <= down


def _why(cut: BrokenPath | None, loss: ZoneFailure, id: str, language: str) -> str:
    if cut is not None:
        return worded(cut.reason, language)
    impact = loss.impacts.get(id)
    if impact is not None and not impact.state.serves:
        return word(impact.note, language)
    return word("what it depends on is down", language)


def _zone_promises(topology: Topology) -> Iterator[Promise]:
    target, language = topology.architecture.targets.zone, topology.architecture.language
    if target is None:
        return
    losses = [without(topology, zone) for _, zone in topology.zones]
    fatal = [loss.zone for loss in losses if not loss.survives]
    slowest = max((loss.seconds for loss in losses), default=0)
    if target.rto is not None:
        given = (
            say("not automatically: {zones}", language, zones=", ".join(fatal))
            if fatal
            else say("within {time}", language, time=duration(slowest))
            if slowest
            else word("at once", language)
        )
        kept = not fatal and slowest <= target.rto
        yield Promise(word("zone failure: recovery time", language), duration(target.rto), given, kept)
    if target.rpo is not None:
        losers = list(dict.fromkeys(id for loss in losses for id in loss.data_loss))
        given = (
            say("the last writes of {components} may be lost", language, components=", ".join(losers))
            if losers
            else word("no data loss", language)
        )
        unknown = bool(losers) and target.rpo > 0
        kept_rpo = None if unknown else not losers
        yield Promise(word("zone failure: data loss", language), duration(target.rpo), given, kept_rpo)


def _region_promises(topology: Topology) -> Iterator[Promise]:
    target, language = topology.architecture.targets.region, topology.architecture.language
    if target is None:
        return
    alone = list(_in_one_region(topology))
    for seconds, what in (
        (target.rto, "region failure: recovery time"),
        (target.rpo, "region failure: data loss"),
    ):
        if seconds is None:
            continue
        if len(topology.regions) < 2:
            given, kept = word("there is one region", language), False
        elif alone:
            given = say("only in one region: {components}", language, components=", ".join(alone))
            kept = False
        else:
            given, kept = word("a second region has everything; replicas lag behind", language), None
        yield Promise(word(what, language), duration(seconds), given, kept)


def _in_one_region(topology: Topology) -> Iterator[str]:
    """The components of a tier that stand in a region, and in no other."""
    for id, component in topology.components.items():
        regions = {copy.region for copy in topology.copies_of(id)}
        if component.in_tier and regions != {None} and len(regions) == 1:
            yield id
