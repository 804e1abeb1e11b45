"""What the overview draws: cards for components, groups and crowds of one kind, and lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archgen.model.kinds import INTERNET, Component, Copy, Scope
from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.links import all_links
from archgen.topology.sorts import Sort, is_store, sort_of
from archgen.topology.trunks import Ends, Trunk, trunks

CLOUD, STRIP = "cloud", "/*"
"""The outermost frame, and the end of the id of what is in a region and in no VPC."""
CROWD = 8
"""From how many components of one kind on, beside each other in one place, they are one card."""

Routes = dict[tuple[str, str], dict[tuple[str | int, ...], None]]
"""Pairs of cards, each with the places of the file that speak of its line."""


@dataclass(frozen=True, slots=True)
class Place:
    """A card: what is in a VPC, in a region outside its VPCs (`strip`), in the cloud, or outside of it."""

    id: str
    components: tuple[str, ...]
    frame: str | None
    region: str | None
    group: str | None
    copies: tuple[Copy, ...]

    @property
    def zones(self) -> int:
        """In how many zones its copies run."""
        return len({zone for copy in self.copies for zone in (copy.zone, *copy.zones) if zone})


@dataclass(frozen=True, slots=True)
class Way:
    """A line from card to card; `routes` are the places of the file that speak of it."""

    id: str
    source: str
    target: str
    sort: Sort
    net: str
    trunk: Trunk
    routes: tuple[tuple[str | int, ...], ...] = ()


def vpc_frame(topology: Topology, vpc: str) -> str:
    """The id of a VPC's frame."""
    place = topology.vpcs[vpc]
    return f"vpc@{place.region}" if place.alone else f"vpc/{vpc}"


def strip(region: str) -> str:
    """The id of what is in a region and in no VPC; it is no frame that is drawn."""
    return f"{region}{STRIP}"


def places(topology: Topology) -> tuple[Place, ...]:
    """All cards, in the model's order."""
    crowds = _crowds(topology)
    found: dict[tuple[str, str | None], list[Copy]] = {}
    for copy in topology.copies.values():
        component = topology.components[copy.component]
        if not (component.is_way or component.category is Category.WEB_ACL):
            frame = _frame(topology, copy, component)
            found.setdefault((_card(component, copy.component, frame, crowds), frame), []).append(copy)
    found = _with_their_group(found)
    made = [_place(topology, card, frame, copies) for (card, frame), copies in found.items()]
    if any(connection.target == INTERNET for connection in topology.connections):
        made.append(Place(INTERNET, (INTERNET,), None, None, None, ()))
    return tuple(made)


def _place(topology: Topology, card: str, frame: str | None, copies: Sequence[Copy]) -> Place:
    components = tuple(dict.fromkeys(copy.component for copy in copies))
    group = card.removeprefix("group/") if card.startswith("group/") else None
    id = f"{card}@{copies[0].region}" if copies[0].region else card
    return Place(id, components, frame, copies[0].region, group, tuple(copies))


def _frame(topology: Topology, copy: Copy, component: Component) -> str | None:
    if component.actual_scope is Scope.OUTSIDE:
        return None
    if copy.vpc and (copy.zone or copy.zones or copy.row):
        return vpc_frame(topology, copy.vpc)
    return strip(copy.region) if copy.region else CLOUD


def _crowds(topology: Topology) -> set[tuple[str | None, str]]:
    """The kinds of which much is in one place."""
    counted: Counter[tuple[str | None, str]] = Counter()
    for id, component in topology.components.items():
        if component.group is None and (component.is_compute or component.actual_scope is Scope.OUTSIDE):
            frames = {_frame(topology, copy, component) for copy in topology.copies_of(id)}
            counted.update((frame, component.kind) for frame in frames)
    return {key for key, count in counted.items() if count > CROWD}


def _card(component: Component, id: str, frame: str | None, crowds: set[tuple[str | None, str]]) -> str:
    alone = component.is_load_balancer or component.category is Category.CLIENT
    if component.group and frame != CLOUD and not alone:
        return f"group/{component.group}"
    if component.group is None and (frame, component.kind) in crowds:
        return f"all/{component.kind}"
    return id


def _with_their_group(
    found: Mapping[tuple[str, str | None], list[Copy]],
) -> dict[tuple[str, str | None], list[Copy]]:
    """What a group has in a region beside its VPC is on the group's card in the VPC."""
    homes: dict[tuple[str, str | None], str | None] = {}
    for (card, frame), copies in found.items():
        if card.startswith("group/") and frame and not frame.endswith(STRIP):
            homes.setdefault((card, copies[0].region), frame)
    merged: dict[tuple[str, str | None], list[Copy]] = {}
    for (card, frame), copies in found.items():
        home = homes.get((card, copies[0].region), frame)
        merged.setdefault((card, home), []).extend(copies)
    return merged


def ways(topology: Topology, cards: Sequence[Place]) -> tuple[Way, ...]:
    """The lines between cards: names that clients look up, connections, replication between regions."""
    routes: Routes = {}
    found = list(dict.fromkeys(_ways(topology, cards, routes)))
    made = []
    for end, (net, trunk) in zip(found, trunks(found), strict=True):
        pair = (end.source, end.target)
        made.append(Way("--".join(pair), *pair, _sort(end.sort), net, trunk, tuple(routes[pair])))
    return tuple(made)


def _sort(text: str) -> Sort:
    assert text in ("request", "data", "egress", "event", "name", "replication")
    return text  # type: ignore[return-value]  # one of the sorts


def _ways(topology: Topology, cards: Sequence[Place], done: Routes) -> Iterator[Ends]:
    """Each pair of cards once; `done` is filled with the pairs, and with the connections of each."""
    at = {copy.id: card.id for card in cards for copy in card.copies}

    def between(one: str, other: str, sort: Sort, connection: Connection | None = None) -> Iterator[Ends]:
        pair = (one, other)
        if not all(pair) or one == other:
            return
        if pair not in done:
            yield Ends(*pair, sort)
        done.setdefault(pair, {}).update(dict.fromkeys([connection.route[:2]] if connection else ()))

    for source, zone in topology.stated.lookups:
        asking, asked = (at.get(topology.copies_of(id)[0].id, "") for id in (source, zone))
        yield from between(asking, asked, "name")
    for connection in topology.connections:
        sort = sort_of(topology, connection.source, connection.target, (connection,))
        for one in topology.copies_of(connection.source):
            if connection.target == INTERNET:
                yield from between(at.get(one.id, ""), INTERNET, sort, connection)
                continue
            for other in topology.reached(one, connection.target, readers=connection.readers):
                yield from between(at.get(one.id, ""), at.get(other.id, ""), sort, connection)
    for link in all_links(topology):
        if link.kind == "replication":
            ends = (topology.copies.get(link.source), topology.copies.get(link.target))
            back = (at.get(link.target), at.get(link.source)) in done
            if ends[0] and ends[1] and ends[0].region != ends[1].region and not back:
                yield from between(at.get(link.source, ""), at.get(link.target, ""), "replication")


def columns(topology: Topology, cards: Sequence[Place], lines: Sequence[Way]) -> dict[str, int]:
    """Clients, edge, then what is in regions by the longest way to it, data and queues, externals.

    Some may have nothing in them.
    """
    kinds = {card.id: _layer(topology, card) for card in cards}
    inner = [line for line in lines if kinds[line.source] == kinds[line.target] == "inside"]
    depth = _depths([card.id for card in cards if kinds[card.id] == "inside"], inner)
    most = max(depth.values(), default=-1)
    asked: dict[str, set[str]] = {}
    for line in lines:
        if line.sort != "replication":
            asked.setdefault(line.target, set()).add(kinds[line.source])
    found = {}
    for card in cards:
        kind = kinds[card.id]
        origin = kind == "data" and asked.get(card.id, set()) <= {"edge", "client"} and card.id in asked
        found[card.id] = {
            "client": 0,
            "edge": 1,
            "inside": 2 + depth.get(card.id, 0),
            "data": 2 if origin else most + 3,
            "external": most + 4,
        }[kind]
    return found


def _layer(topology: Topology, card: Place) -> str:
    if card.frame is None:
        caller = set(card.components) & set(topology.callers)
        return "client" if caller else "external"
    if card.frame == CLOUD:
        return "edge"
    members = [topology.components[id] for id in card.components]
    if card.group is None and all(is_store(one) or one.carries_events for one in members):
        return "data"
    return "inside"


def _depths(ids: Sequence[str], lines: Sequence[Way]) -> dict[str, int]:
    """The longest way to each card inside; what closes a circle counts for nothing."""
    after: dict[str, list[str]] = {id: [] for id in ids}
    for line in lines:
        after[line.source].append(line.target)
    depth = dict.fromkeys(ids, 0)
    for _ in range(min(len(ids), 6)):
        for id in ids:
            for target in after[id]:
                if depth[target] <= depth[id] and not _leads(after, target, id):
                    depth[target] = depth[id] + 1
    return depth


def _leads(after: Mapping[str, Sequence[str]], start: str, end: str) -> bool:
    seen, queue = {start}, [start]
    for id in queue:
        if id == end:
            return True
        new = [target for target in after[id] if target not in seen]
        seen.update(new)
        queue += new
    return False
