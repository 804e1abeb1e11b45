"""The views of a model by their names: the usual ones, and those that the file defines.

Where there are several regions, or much is in subnets, the picture that can be read first is the overview:
it comes first, and each region has a network view of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from archgen.i18n.translate import say, word
from archgen.model.architecture import DrawnView
from archgen.model.style import Style
from archgen.render.diagram.scene import Line, Look, Scene
from archgen.topology.graph import Topology
from archgen.topology.part import around, of_region, part

Kind = Literal["network", "flow", "overview"]

MANY = 40
"""From how many components in subnets on, region by region, the network view is too large to begin with."""
TITLES: dict[str, str] = {"network": "Network", "flow": "Flow", "overview": "Overview"}


def names(topology: Topology) -> tuple[str, ...]:
    """The views of a model, that one first which shows it at a glance."""
    usual = (
        ["overview", "network", *_regional(topology), "flow"] if _is_large(topology) else ["network", "flow"]
    )
    return tuple(dict.fromkeys((*usual, *topology.architecture.views)))


def title(topology: Topology, name: str) -> str:
    """What a view is called."""
    language = topology.architecture.language
    own = topology.architecture.views.get(name)
    if own is not None:
        return own.label or name
    if name in TITLES:
        return word(TITLES[name], language)
    return say("Network in {region}", language, region=name.removeprefix("network-"))


def drawn(topology: Topology, name: str, group: str | None = None) -> Scene:
    """A view in the colours that the file asks for; KeyError where there is none of this name.

    With a group it shows what is in it, and what that is connected to.
    """
    if group is not None:
        label = topology.architecture.groups[group].label or group
        return _headed(drawn(_of_group(topology, group), name), f"{topology.architecture.heading}: {label}")
    return replace(_drawn(topology, name), look=look(topology.architecture.style))


def look(style: Style) -> Look:
    """How the file wants its pictures."""
    return Look(
        title=style.title,
        steps=style.steps,
        groups=style.groups,
        request=style.requests,
        data=style.data,
        egress=style.egress,
        event=style.events,
        paper=style.theme == "print",
    )


def _drawn(topology: Topology, name: str) -> Scene:
    own = topology.architecture.views.get(name)
    if own is not None:
        heading = own.label or f"{topology.architecture.heading}: {name}"
        return _headed(_scene(own.of, _chosen(topology, own)), heading)
    if name in ("network", "flow", "overview"):
        return _scene(name, topology)  # type: ignore[arg-type]  # one of the kinds
    region = name.removeprefix("network-")
    if region == name or region not in topology.regions:
        raise KeyError(name)
    heading = f"{topology.architecture.heading}: {region}"
    return _headed(_scene("network", of_region(topology, region)), heading)


def _scene(kind: Kind, topology: Topology) -> Scene:
    if kind == "flow":
        from archgen.render.diagram.layout.flow import flow

        return flow(topology)
    if kind == "overview":
        from archgen.render.diagram.layout.overview import overview

        return overview(topology)
    from archgen.render.diagram.network import network

    return network(topology)


def _headed(scene: Scene, heading: str) -> Scene:
    """The scene with another heading; the picture grows where that is wider."""
    from archgen.render.diagram.text import typeface

    if scene.heading is None:
        return replace(scene, title=heading)
    text = replace(scene.heading, lines=(Line(heading, "heading"),))
    width = max(scene.width, round(typeface.extent(text).right + text.x, 1))
    return replace(scene, title=heading, heading=text, width=width)


def _chosen(topology: Topology, view: DrawnView) -> Topology:
    """The part that a view shows."""
    found = topology
    if view.region is not None:
        found = of_region(found, view.region)
    picked = set(_picked(found, view))
    if view.group is None and view.tier is None and view.component is None:
        return found
    return part(found, around(found, picked))


def _of_group(topology: Topology, group: str) -> Topology:
    members = (id for id, component in topology.components.items() if component.group == group)
    return part(topology, around(topology, members))


def _picked(topology: Topology, view: DrawnView) -> Iterable[str]:
    for id, component in topology.components.items():
        asked = ((view.group, component.group), (view.component, id), (view.tier, component.in_tier))
        if all(wanted in (None, own) for wanted, own in asked):
            yield id


def _is_large(topology: Topology) -> bool:
    lanes = {(copy.component, copy.region) for copy in topology.copies.values() if copy.row}
    return len(topology.regions) > 1 or len(lanes) > MANY


def _regional(topology: Topology) -> Iterator[str]:
    if len(topology.regions) > 1:
        used = {copy.region for copy in topology.copies.values()} | {v.region for v in topology.vpcs.values()}
        yield from (f"network-{region}" for region in topology.regions if region in used)
