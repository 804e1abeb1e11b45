"""What the network picture draws: every copy of the model belongs to one thing, and every thing has a place.

A component with copies in subnets is one thing per region, a lane; anything else is a thing for each copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from archgen.model.kinds import Copy, Scope
from archgen.model.kinds.category import PRIVATE_CONNECTIONS, Category
from archgen.topology.graph import Topology


class Place(StrEnum):
    """In which part of the picture a thing is."""

    CLIENT = "client"
    """Above the cloud, over the entrance column."""
    EXTERNAL = "external"
    """Above the cloud, at the right."""
    EDGE = "edge"
    """In the cloud, above the regions."""
    ORIGIN = "origin"
    """In the strip above the VPC, left of the entrance column: what requests reach without the VPC."""
    STRIP = "strip"
    """In the strip above the VPC, at the right: what is reached over the internet gateway."""
    BESIDE = "beside"
    """In the region, right of the VPC: what is reached over an endpoint on its border, or needs none."""
    GATEWAY = "gateway"
    """On the VPC's top border."""
    BORDER = "border"
    """On the VPC's right border."""
    BALANCER = "balancer"
    """In the VPC's entrance column."""
    NAT = "nat"
    """In the exit column of its subnets: what default routes pass zone by zone."""
    TRANSIT = "transit"
    """An upright lane right of the VPCs."""
    ATTACHMENT = "attachment"
    """Of a VPC to a transit gateway: on the VPC's right border."""
    UPLINK = "uplink"
    """On the region's top border, over the transit gateway that it is attached to."""
    LANE = "lane"
    """A row of icons through the zones."""
    BOX = "box"
    """A box of many things that are reached the same way: of externals above the cloud, else in the strip."""
    BOXED = "boxed"
    """In such a box."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One icon, or one lane of icons. `row` is the subnets' that it is in or beside."""

    id: str
    component: str
    kind: str
    place: Place
    region: str | None
    row: str | None
    copies: tuple[Copy, ...]
    vpc: str | None = None
    category: Category | None = None

    @property
    def site(self) -> str:
        """The VPC that it is in, else its region."""
        return self.vpc or self.region or ""


BY_CATEGORY = {
    Category.CLIENT: Place.CLIENT,
    Category.INTERNET_GATEWAY: Place.GATEWAY,
    Category.NAT_GATEWAY: Place.NAT,
    Category.NAT_INSTANCE: Place.NAT,
    Category.FIREWALL: Place.NAT,
    Category.TRANSIT_GATEWAY: Place.TRANSIT,
}


@dataclass(frozen=True, slots=True)
class Things:
    """All things by id, and the thing of each copy."""

    by_id: Mapping[str, Thing]
    of_copy: Mapping[str, str]

    def at(self, place: Place, site: str | None = None) -> list[Thing]:
        """The things in a part of the picture, in the file's order: all, or those of a VPC or a region."""
        return [
            thing
            for thing in self.by_id.values()
            if thing.place is place and (site is None or thing.site == site)
        ]

    def moved(self, places: Mapping[str, Place]) -> Things:
        """The same things, some of them in another place."""
        by_id = {
            id: replace(thing, place=places[id]) if id in places else thing
            for id, thing in self.by_id.items()
        }
        return Things(by_id, self.of_copy)


def things(topology: Topology) -> Things:
    """Everything that is drawn; regional services are in the strip until it is known who reaches them."""
    by_id: dict[str, Thing] = {}
    of_copy: dict[str, str] = {}
    for component in topology.components:
        for copies in _together(topology, component):
            thing = _thing(topology, component, copies)
            by_id[thing.id] = thing
            of_copy |= {copy.id: thing.id for copy in copies}
            by_id |= {attachment.id: attachment for attachment in _attachments(topology, thing)}
    return Things(by_id, of_copy)


def attachment(transit: str, vpc: str) -> str:
    """The id of a VPC's attachment to a transit gateway."""
    return f"{transit}/{vpc}"


def _attachments(topology: Topology, thing: Thing) -> Iterable[Thing]:
    """The attachments of a transit gateway to the VPCs of its region."""
    if thing.place is not Place.TRANSIT:
        return
    attached = topology.components[thing.component].attached
    for vpc in attached:
        if vpc in topology.vpcs:  # all of them, but in a part of a system
            id = attachment(thing.id, vpc)
            yield Thing(
                id, thing.component, thing.kind, Place.ATTACHMENT, thing.region, None, (), vpc, thing.category
            )
            yield from _arriving(topology, thing, vpc)


def _arriving(topology: Topology, thing: Thing, vpc: str) -> Iterable[Thing]:
    """The attachment in each zone through which a VPC gets what no other route takes, in rows of its own."""
    component = topology.components[thing.component]
    row = component.attachments.get(vpc) or topology.attachment_row(vpc)
    used = any(copy.row == row for copy in topology.copies.values())
    if component.default_vpc != vpc or row is None or used:
        return
    for subnet in topology.subnets.values():
        if (subnet.row, subnet.vpc) == (row, vpc) and subnet.access == "private":
            id = f"{attachment(thing.id, vpc)}/{subnet.zone}"
            copy = Copy(id, thing.component, thing.region, subnet.zone, (), row, "", vpc)
            yield Thing(
                id, thing.component, thing.kind, Place.NAT, thing.region, row, (copy,), vpc, thing.category
            )


def _together(topology: Topology, component: str) -> Iterable[tuple[Copy, ...]]:
    """The copies of a component that are one thing: those in subnets of one region, else each by itself."""
    lanes: dict[tuple[str | None, str | None], list[Copy]] = {}
    alone: list[tuple[Copy, ...]] = []
    category = topology.components[component].category
    for copy in topology.copies_of(component):
        if copy.zone and copy.row and category not in BY_CATEGORY:
            lanes.setdefault((copy.region, copy.vpc), []).append(copy)
        else:
            alone.append((copy,))
    return [*map(tuple, lanes.values()), *alone]


def _thing(topology: Topology, component: str, copies: tuple[Copy, ...]) -> Thing:
    first, made = copies[0], topology.components[component]
    place = _place(topology, first)
    id = f"{component}@{first.vpc or first.region}" if place is Place.LANE else first.id
    vpc = first.vpc or (_attached(topology, component) if place is Place.BORDER else None)
    return Thing(id, component, made.kind, place, first.region, first.row, copies, vpc, made.category)


def _attached(topology: Topology, component: str) -> str | None:
    """The VPC that a VPN or a Direct Connect gateway is attached to."""
    attached = topology.components[component].attached
    return next((id for id in attached if id in topology.vpcs), None)


def _place(topology: Topology, copy: Copy) -> Place:
    component = topology.components[copy.component]
    if component.category in BY_CATEGORY:
        return BY_CATEGORY[component.category]
    if component.is_load_balancer:
        return Place.BALANCER
    if copy.zone and copy.row:
        return Place.LANE
    if component.category in PRIVATE_CONNECTIONS:
        return Place.BORDER if _attached(topology, copy.component) else Place.UPLINK
    if component.actual_scope is Scope.OUTSIDE:
        return Place.EXTERNAL
    if copy.region is None:
        return Place.EDGE
    return Place.BORDER if component.actual_scope is Scope.VPC else Place.STRIP
