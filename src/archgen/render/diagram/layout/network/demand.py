"""What the lines ask of the layout: tracks in channels, ports on lanes, room for what is written on them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import fsum
from typing import NamedTuple


class Channel(NamedTuple):
    """A strip of the picture in which lines run side by side, upright (V) or level (H).

        HX  under clients and externals        VE  between edge services
        HC  over the edge services             ML  left of the regions
        HE  under them, over the first region  MR  right of the regions
    and in each region
        HG  over it (the second and others)    VX  the entrance column
        HS  over the strip's services          VN  left of it, beside the load balancers
        HM  between their two rows             VL  between it and the lanes
        HB  under them, over the VPC
        HZ  in the VPC, over the zones         VU  over the name cells, from strip to zones
        HU  in the VPC, under the zones        VR  right of the lanes: trunks
                                               VT  right of the VPC
    """

    name: str
    region: str = ""

    @property
    def upright(self) -> bool:
        return self.name[0] in "VM"


class Port(NamedTuple):
    """A place at a lane's end. `half` is half of the height of what is written there."""

    key: str
    half: float


ROOM = 30.0
"""Pixels of height for texts beside upright lines, for each time that lines are farther apart."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for; nothing before lines are known. `texts` are the widest ones in a channel's stubs."""

    tracks: Mapping[Channel, int] = field(default_factory=dict)
    left: Mapping[str, tuple[Port, ...]] = field(default_factory=dict)
    right: Mapping[str, tuple[Port, ...]] = field(default_factory=dict)
    aligned: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The lane, and its port, at whose height a load balancer is."""
    anchors: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The lane, and its port, at whose height something right of the lanes is."""
    entries: frozenset[str] = frozenset()
    """What is on the right border and leads into the VPC."""
    passing: frozenset[tuple[str, str]] = frozenset()
    """The ports whose lines leave the VPC at the right."""
    border: float = 0.0
    """The widest text between a trunk and the VPC's border."""
    side: float = 18.0
    """From the lanes to the first upright line left of them: half of what is written on it must fit."""
    step: float = 12.0
    """From one of these lines to the next."""
    branch: float = 29.0
    arrival: float = 29.0
    high: Mapping[Channel, float] = field(default_factory=dict)
    """Heights of what is written where lines of a level channel arrive, beyond one line."""
    air: float = 1.0
    """How many times farther than usual lines are apart that run side by side."""

    def upright(self, pixels: float) -> float:
        """From one upright line to the next."""
        return round(pixels * self.air, 1)

    @property
    def more(self) -> float:
        """How much higher than usual the room is in which lines run down to a region and to its VPC."""
        return round(ROOM * (self.air - 1), 1)

    def level(self, pixels: float) -> float:
        """From one level line to the next: texts are written along them, so that they need less."""
        return round(pixels * min(self.air, 1.5), 1)

    def count(self, name: str, region: str | None = None) -> int:
        """Tracks in a channel; the most of all regions where none is named."""
        return max(
            (n for c, n in self.tracks.items() if c.name == name and region in (None, c.region)), default=0
        )


def left_offsets(ports: tuple[Port, ...], height: float) -> dict[str, float]:
    """The heights of ports at a lane's left end: what leaves is under what arrives."""
    arriving = tuple(port for port in ports if port.key.startswith("in:"))
    leaving = ports[len(arriving) :]
    if not arriving or not leaving:
        return offsets(ports, height)
    found = offsets(arriving, height)
    at = max(found.values())
    for port in leaving:
        at += max(SPACED[1], port.half + 8)
        found[port.key] = at
    return found if at + LAST <= height / 2 else offsets(ports, height)


def grown(before: Demand, after: Demand) -> Demand:
    """What is asked for now, and no less than before; ports stay where they are."""
    counts = dict(after.tracks)
    for channel, count in before.tracks.items():
        counts[channel] = max(count, counts.get(channel, 0))
    return replace(
        before,
        tracks=counts,
        border=max(before.border, after.border),
        side=max(before.side, after.side),
        step=max(before.step, after.step),
    )


SPACED = (22.0, 16.0)
"""From port to port of a lane, where there is room and where there is not."""
LAST = 10.0
"""Least pixels between a port and the lane's corner."""


def offsets(ports: tuple[Port, ...], height: float) -> dict[str, float]:
    """The heights of ports in a lane, from its middle."""
    loose = [max(SPACED[0], a.half + b.half) for a, b in itertools.pairwise(ports)]
    tight = [max(SPACED[1], a.half + b.half) for a, b in itertools.pairwise(ports)]
    steps = loose if fsum(loose) + 2 * LAST <= height else tight
    at = -fsum(steps) / 2
    found = {}
    for port, step in zip(ports, [*steps, 0.0], strict=True):
        found[port.key] = at
        at += step
    return found


def needed(ports: tuple[Port, ...]) -> float:
    """The least height of a lane with these ports."""
    tight = [max(SPACED[1], a.half + b.half) for a, b in itertools.pairwise(ports)]
    ends = max(LAST, ports[0].half) + max(LAST, ports[-1].half) if ports else 0.0
    return fsum(tight) + ends
