"""Which lines share their way: those from one copy, or to one, that say the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from archgen.render.diagram.layout.grid import Wire
from archgen.render.diagram.scene import Line
from archgen.render.diagram.text import captions
from archgen.topology.graph import Link, Topology

Net = tuple[str, ...]
PARTNERS, LINES = 4, 6
"""From how many partners on a hub's lines are one net; one partner less will do for so many lines."""


def wires(
    links: Sequence[Link], topology: Topology, labels: Mapping[str, tuple[Line, ...]]
) -> tuple[Wire, ...]:
    """A wire for each link.

    Those from one copy to all copies of a component are one net, and so are those the other way; where they
    lead to many components and all say the same, they all are: a hub has a few trunks, not a comb of lines.
    """
    fans, joins = _nets(links, topology, "source"), _nets(links, topology, "target")
    sizes = Counter([*fans.values(), *joins.values()])
    made = []
    for link in links:
        fan, join = fans[link.id], joins[link.id]
        hub: Literal["source", "target"] = "target" if sizes[join] > sizes[fan] else "source"
        shared = link.kind == "traffic" and (sizes[fan] > 1 if hub == "source" else sizes[join] > 2)
        net = " ".join(join if hub == "target" else fan) if shared else link.id
        size = captions.extent(labels[link.id]) if labels[link.id] else None
        made.append(Wire(link.id, link.source, link.target, net, hub, size))
    return tuple(made)


def _nets(links: Sequence[Link], topology: Topology, hub: Literal["source", "target"]) -> dict[str, Net]:
    """The net of each link as seen from one of its ends."""
    partners: dict[Net, set[str]] = defaultdict(set)
    nets: dict[str, tuple[Net, str]] = {}
    for link in links:
        end, other = (link.source, link.target) if hub == "source" else (link.target, link.source)
        partner = topology.copies[other].component
        net = (hub, end, link.kind, link.label or "")
        partners[net].add(partner)
        nets[link.id] = (net, partner)
    lines = Counter(net for net, _ in nets.values())
    wide = {
        net
        for net, others in partners.items()
        if len(others) >= PARTNERS or (len(others) == PARTNERS - 1 and lines[net] >= LINES)
    }
    return {id: net if net in wide else (*net, partner) for id, (net, partner) in nets.items()}
