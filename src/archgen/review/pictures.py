"""A simulation or a change on the pictures of a system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

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


class Picture(NamedTuple):
    """One side of a change, or both together, with what is told over it."""

    name: str
    scene: Scene
    looks: Looks


def of_difference(difference: Difference) -> str:
    """The network view of both sides together: added green, removed red and dashed, changed amber."""
    both = _both(difference)
    return drawn(both.scene, both.looks)


def sides(difference: Difference) -> tuple[Picture, ...]:
    """Both sides together, then what there was and what will be."""
    from archgen.render.diagram.network import network

    looks = _difference_looks(difference)
    before = {_old_id(id, difference): look for id, look in looks.things.items() if look != "added"}
    pairs = {pair: look for pair, look in looks.pairs.items() if look != "added"}
    after = {id: look for id, look in looks.things.items() if look != "removed"}
    new_pairs = {pair: look for pair, look in looks.pairs.items() if look != "removed"}
    return (
        _both(difference),
        Picture("before", network(difference.old.topology), Looks(before, pairs)),
        Picture("after", network(difference.new.topology), Looks(after, new_pairs)),
    )


def _both(difference: Difference) -> Picture:
    from archgen.render.diagram.network import network

    return Picture("both", network(_together(difference)), _difference_looks(difference))


def _old_id(id: str, difference: Difference) -> str:
    return next((old for old, new in difference.renames.items() if new == id), id)


_SIGNS: dict[str, Look] = {"+": "added", "-": "removed", "~": "changed"}


def _difference_looks(difference: Difference) -> Looks:
    things = {edit.id: _SIGNS[edit.sign] for edit in difference.edits if edit.id}
    things |= _copies(difference)
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


def _copies(difference: Difference) -> Mapping[str, Look]:
    """The copies of components on both sides that are on one of them only: a standby, a NAT gateway."""
    old, new = difference.old.topology, difference.new.topology
    found: dict[str, Look] = {}
    for side, other, look in ((old, new, "removed"), (new, old, "added")):
        for id, copy in side.copies.items():
            if id not in other.copies and copy.component in other.components:
                found[id] = "removed" if look == "removed" else "added"
    return found


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
    for id in _with_fewer_copies(difference):
        data["components"][id] = old["components"][id]
    known = [str(line) for line in new.get("connections") or ()]
    gone = [line for line in old.get("connections") or () if str(line) not in known]
    data["connections"] = [*(new.get("connections") or ()), *gone]
    data.pop("policies", None)
    model, _ = architecture(data)
    return topology(model) if model is not None else difference.new.topology


def _with_fewer_copies(difference: Difference) -> Iterator[str]:
    """The components that only lose copies: drawn as they were, with what they lose marked."""
    old, new = difference.old, difference.new
    for id in set(old.data.get("components") or ()) & set(new.data.get("components") or ()):
        if id in old.topology.components and id in new.topology.components:
            before, after = ({c.id for c in side.topology.copies_of(id)} for side in (old, new))
            if after < before:
                yield id


def _gone(old: Mapping[str, Any], new: Mapping[str, Any], difference: Difference) -> dict[str, Any]:
    return {key: each for key, each in old.items() if key not in new and key not in difference.renames}
