"""A simulation or a change on the pictures of a system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from archgen.render.diagram.overlay import Look, Looks, overlaid
from archgen.render.diagram.scene import Scene
from archgen.review.difference import Difference
from archgen.topology.failures.outage import Phase
from archgen.topology.failures.simulation import Outcome, Verdict
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import all_paths


def scenes(topology: Topology) -> Iterator[tuple[str, Scene]]:
    """The network view and the flow view."""
    from archgen.render.diagram.layout.flow import flow
    from archgen.render.diagram.network import network

    yield "network", network(topology)
    yield "flow", flow(topology)


def drawn(scene: Scene, looks: Looks) -> str:
    """A view with what is told over it, as SVG."""
    from archgen.render.diagram.writers import svg

    return overlaid(svg.draw(scene), scene, looks)


def failure_looks(topology: Topology, outcome: Outcome) -> Looks:
    """What failed is grey, the paths that break are red, and the copies that take over green."""
    things: dict[str, Look] = dict.fromkeys(outcome.failed, "failed")
    gone = set(outcome.failed)
    for id in topology.components:
        if all(copy.id in gone for copy in topology.copies_of(id)):
            things[id] = "failed"
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
            subnet = topology.copies[verdict.broken[0]].subnet
            pairs[f"{subnet}/subnet", verdict.broken[1]] = "broken"  # the line of its default route
        elif verdict.culprit and verdict.culprit not in outcome.outage.components:
            things.setdefault(verdict.culprit, "broken")
    return Looks(things, pairs)


def of_difference(difference: Difference) -> str:
    """The network view of both sides together: added green, removed red and dashed, changed amber."""
    from archgen.render.diagram.network import network

    return drawn(network(_together(difference)), _difference_looks(difference))


_SIGNS: dict[str, Look] = {"+": "added", "-": "removed", "~": "changed"}


def _difference_looks(difference: Difference) -> Looks:
    things = {edit.id: _SIGNS[edit.sign] for edit in difference.edits if edit.id}
    changed = {edit.pair: _SIGNS[edit.sign] for edit in difference.edits if edit.pair}
    pairs: dict[tuple[str, str], Look] = {}
    kept: set[tuple[str, str]] = set()
    for side in (difference.new.topology, difference.old.topology):
        for path in all_paths(side):
            look = changed.get((path.connection.source, path.connection.target))
            legs = [(_component(side, a), _component(side, b)) for a, b in pairwise(path.stops)]
            pairs |= dict.fromkeys(legs, look) if look else {}
            kept |= set() if look else set(legs)
    return Looks(things, {leg: look for leg, look in pairs.items() if leg not in kept} | changed)


def _component(topology: Topology, stop: str) -> str:
    return topology.copies[stop].component if stop in topology.copies else stop


def _together(difference: Difference) -> Topology:
    """The new side with what was removed; the new side alone where the two do not go together."""
    from archgen.model.reading import architecture
    from archgen.topology.building import topology

    old, new = difference.old.data, difference.new.data
    data = dict(new)
    for key in ("subnets", "components", "groups", "vpcs"):
        if old.get(key) or new.get(key):
            data[key] = {**(new.get(key) or {}), **_gone(old.get(key) or {}, new.get(key) or {}, difference)}
    known = [str(line) for line in new.get("connections") or ()]
    gone = [line for line in old.get("connections") or () if str(line) not in known]
    data["connections"] = [*(new.get("connections") or ()), *gone]
    data.pop("policies", None)
    model, _ = architecture(data)
    return topology(model) if model is not None else difference.new.topology


def _gone(old: Mapping[str, Any], new: Mapping[str, Any], difference: Difference) -> dict[str, Any]:
    return {key: each for key, each in old.items() if key not in new and key not in difference.renames}
