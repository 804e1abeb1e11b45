"""A simulation or a change on the pictures of a system."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.render.diagram.overlay import Look, Looks, overlaid
from archgen.render.diagram.scene import Scene
from archgen.topology.graph import Topology
from archgen.topology.outage import Phase
from archgen.topology.simulation import Outcome, Verdict


def scenes(topology: Topology) -> Iterator[tuple[str, Scene]]:
    """The network view and the flow view."""
    from archgen.render.diagram.layout.flow import flow
    from archgen.render.diagram.layout.network import network

    yield "network", network(topology)
    yield "flow", flow(topology)


def drawn(scene: Scene, looks: Looks) -> str:
    """A view with what is told over it, as SVG."""
    from archgen.render.diagram.writers import svg

    return overlaid(svg.draw(scene), scene, looks)


def failure_looks(outcome: Outcome) -> Looks:
    """What failed is grey, the paths that break are red, and the copies that take over green."""
    things: dict[str, Look] = dict.fromkeys(outcome.failed, "failed")
    things |= dict.fromkeys((*outcome.outage.zones, *outcome.outage.regions), "failed")
    things |= dict.fromkeys(outcome.promoted.values(), "promoted")
    pairs: dict[tuple[str, str], Look] = {}
    for path in outcome.paths:
        verdict = path.at(Phase.RECOVERED)
        if verdict.verdict is not Verdict.FAILS:
            continue
        pairs |= dict.fromkeys(zip(verdict.hops[-2:-1], verdict.hops[-1:], strict=False), "broken")
        if verdict.broken:
            pairs[verdict.broken] = "broken"
        elif verdict.culprit and verdict.culprit not in outcome.outage.components:
            things.setdefault(verdict.culprit, "broken")
    return Looks(things, pairs)
