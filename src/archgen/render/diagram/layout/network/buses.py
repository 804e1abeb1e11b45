"""Lines that share strokes: those of one sort to one target, or from one source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archgen.render.diagram.layout.network.things import Place, Things
from archgen.render.diagram.layout.network.wires import Wire
from archgen.render.diagram.scene import Sort

CALLERS = (Place.LANE, Place.BORDER, Place.BESIDE)
"""What calls something together with others; their lines join before they arrive."""
OUTSIDE = (Place.CLIENT, Place.EXTERNAL, Place.ORIGIN, Place.STRIP)
"""Their lines join before they arrive if there are several, else they part behind their source."""
EGRESS = "egress"
FAN = 3
"""From how many targets on, each called by nobody else, lines from one caller part behind it."""


@dataclass(frozen=True, slots=True)
class Bus:
    """Wires that are drawn as one tree of lines. `label` is that of all, where it is the same."""

    id: str
    sort: Sort
    wires: tuple[Wire, ...]
    joins: bool
    """Whether the lines come together at one target; else they part behind one source."""

    @property
    def label(self) -> str | None:
        """What is written on the shared stretch; None where each line has its own."""
        labels = {wire.label for wire in self.wires}
        return labels.pop() if len(labels) == 1 else None


def buses(things: Things, wires: Sequence[Wire]) -> tuple[Bus, ...]:
    """The wires grouped, in the order of the first of each group."""
    several = Counter(
        (wire.target, wire.sort, wire.label) for wire in wires if things.by_id[wire.source].place in OUTSIDE
    )
    fans = fanned(things, wires)
    found: dict[str, list[Wire]] = {}
    joins: dict[str, bool] = {}
    for wire in wires:
        id, together = _bus(things, wire, several[wire.target, wire.sort, wire.label] > 1)
        if wire.id in fans:
            id, together = fans[wire.id], False
        found.setdefault(id, []).append(wire)
        joins[id] = together
    return tuple(Bus(id, group[0].sort, tuple(group), joins[id]) for id, group in found.items())


def fanned(things: Things, wires: Sequence[Wire]) -> dict[str, str]:
    """For wires from one caller to several targets that nobody else calls so, what they share."""
    called = [wire for wire in wires if things.by_id[wire.source].place in CALLERS]
    callers = Counter((wire.target, wire.sort) for wire in called)
    alike: dict[str, list[str]] = {}
    for wire in called:
        if callers[wire.target, wire.sort] == 1 and wire.sort != "replication":
            source, target = things.by_id[wire.source], things.by_id[wire.target]
            where = target.place if target.site == source.site else f"other {target.place}"
            alike.setdefault(f"{wire.source}>{wire.sort}:{where}", []).append(wire.id)
    return {wire: id for id, fan in alike.items() if len(fan) >= FAN for wire in fan}


def _bus(things: Things, wire: Wire, several: bool) -> tuple[str, bool]:
    place = things.by_id[wire.source].place
    if wire.sort == "egress" and place in (Place.GATEWAY, Place.NAT):
        return EGRESS, False
    if place is Place.UPLINK and things.by_id[wire.target].place is Place.EXTERNAL:
        return f">{wire.target}:{wire.sort}", True
    if wire.sort == "replication":
        return f"{wire.source}>{wire.sort}", False
    if place in CALLERS or (place in OUTSIDE and several):
        return f">{wire.target}:{wire.sort}:{wire.label}", True
    return f"{wire.source}>{wire.sort}", False
