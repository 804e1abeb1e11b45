"""Many things of one sort that are all reached the same way, drawn as one box with one line to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from archgen.render.diagram.layout.network.things import Place, Thing, Things
from archgen.render.diagram.layout.network.wires import Wire, Wiring

MANY = 4
"""From how many on they share a box."""
EXTERNALS = "externals"


@dataclass(frozen=True, slots=True)
class Box:
    """What shares a box. `ports` are written beside the names, where they differ."""

    id: str
    members: tuple[Thing, ...]
    ports: Mapping[str, str]


def boxed(things: Things, wiring: Wiring) -> tuple[Things, Wiring, tuple[Box, ...]]:
    """The things and wires with boxes for what can share one."""
    boxes = tuple(_boxes(things, wiring))
    if not boxes:
        return things, wiring, ()
    of = {member.id: box.id for box in boxes for member in box.members}
    made = {box.id: _thing(box) for box in boxes}
    by_id = dict(things.by_id) | made
    members = dict.fromkeys(of, Place.BOXED)
    rewired = tuple(_rewired(wiring.wires, of))
    return Things(by_id, things.of_copy).moved(members), replace(wiring, wires=rewired), boxes


def _thing(box: Box) -> Thing:
    first = box.members[0]
    return Thing(box.id, first.component, "box", Place.BOX, first.region, None, ())


def _boxes(things: Things, wiring: Wiring) -> Iterator[Box]:
    alike: dict[tuple[str | None, str, tuple[str, ...]], list[Thing]] = {}
    for thing in things.by_id.values():
        if thing.place in (Place.EXTERNAL, Place.STRIP) and (way := _way(thing, wiring)):
            kind = "" if thing.place is Place.EXTERNAL else thing.kind
            alike.setdefault((thing.region, kind, way), []).append(thing)
    for (region, kind, _), members in alike.items():
        if len(members) >= MANY:
            id = f"{kind}@{region}/box" if region else EXTERNALS
            yield Box(id, tuple(members), _ports(members, wiring))


def _way(thing: Thing, wiring: Wiring) -> tuple[str, ...]:
    """The gateways over which a thing is reached; empty where anything else is joined to it."""
    own = [wire for wire in wiring.wires if thing.id in (wire.source, wire.target)]
    if any(wire.source == thing.id or wire.sort != "egress" for wire in own):
        return ()
    return tuple(sorted(wire.source for wire in own))


def _ports(members: list[Thing], wiring: Wiring) -> dict[str, str]:
    labels = {m.id: next(w.label for w in wiring.wires if w.target == m.id) for m in members}
    return labels if len(set(labels.values())) > 1 else {}


def _rewired(wires: tuple[Wire, ...], of: Mapping[str, str]) -> Iterator[Wire]:
    """The lines to members of a box as one line to it."""
    merged: dict[tuple[str, str], Wire] = {}
    for wire in wires:
        if wire.target not in of:
            yield wire
            continue
        key = (wire.source, of[wire.target])
        known = merged.get(key)
        id = f"{wire.source}--{of[wire.target]}"
        connections = dict.fromkeys((*(known.connections if known else ()), *wire.connections))
        label = wire.label if known is None or known.label == wire.label else ""
        merged[key] = Wire(id, wire.source, of[wire.target], wire.sort, label, tuple(connections))
    yield from merged.values()
