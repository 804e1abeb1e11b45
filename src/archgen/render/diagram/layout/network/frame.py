"""Where everything is: boxes of frames, lanes and icons, and the tracks between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archgen.render.diagram.layout.network.columns import Columns
from archgen.render.diagram.layout.network.demand import Channel, Demand, left_offsets, offsets
from archgen.render.diagram.scene import Box


@dataclass(slots=True)
class Frame:
    """Boxes by id. A track of a channel is `base + number * step` away from the left or the top."""

    columns: Columns
    demand: Demand
    cloud: Box = field(init=False)
    regions: dict[str, Box] = field(default_factory=dict)
    vpcs: dict[str, Box] = field(default_factory=dict)
    accounts: dict[str, Box] = field(default_factory=dict)
    """The frame of its account for each VPC that says one."""
    zones: dict[str, Box] = field(default_factory=dict)
    subnets: dict[str, Box] = field(default_factory=dict)
    lanes: dict[str, Box] = field(default_factory=dict)
    icons: dict[str, Box] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    label_bottoms: dict[str, float] = field(default_factory=dict)
    channels: dict[Channel, tuple[float, float]] = field(default_factory=dict)

    def track(self, channel: Channel, number: int) -> float:
        """The place of a track."""
        base, step = self.channels[channel]
        return round(base + number * step, 1)

    def port(self, lane: str, key: str, *, left: bool) -> float:
        """The height of a lane's port."""
        ports = (self.demand.left if left else self.demand.right).get(lane, ())
        box = self.lanes[lane]
        middle = box.y + box.height / 2
        found: Mapping[str, float] = (left_offsets if left else offsets)(ports, box.height)
        return round(middle + found.get(key, 0.0), 1)
