"""The sizes of the network picture, in CSS pixels."""

from typing import NamedTuple

ICON, COPY, SMALL_COPY, BOXED = 44.0, 40.0, 32.0, 24.0
"""Icons: of things that are drawn by themselves, of copies in a lane, in a crowded row, in a box."""
SIGN, LANE_SIGN = 26.0, 22.0
"""Signs in the corners of frames, and of an Auto Scaling group."""
UNDER = 5.0
"""Between an icon and its label."""
LEFT, TOP = 16.0, 48.0
"""The cloud's left border; the top of clients and externals."""
NEST = 16.0
"""Between nested frames outside the VPC."""
STUB, PORT_STUB = 64.0, 84.0
"""From the entrance column's middle to the name cells; where a port is written beside a load balancer."""
ZONE_CAPTION = 26.0
"""In a zone above the first subnet."""
LANE_OUT = 8.0
"""How far lanes reach beyond the last zone."""
TRUNK = 48.0
"""From a lane's end to the first trunk."""
TRACK, LEVEL = 10.0, 17.0
"""From line to line elsewhere: upright ones, and level ones, on which something may be written."""
CORRIDOR = 66.0
"""From the VPC's top border to the zones."""
ROW_GAP = 22.0
"""Between rows of subnets."""
AIR, CROWDED_AIR = 12.0, 8.0
"""How much higher a lane is than what is in it."""
LANE_GAP, CROWDED_GAP = 8.0, 6.0
"""Between lanes."""
REGION_GAP = 28.0
"""Between regions."""
RADIUS = 22.0
"""Half of an icon."""


class Sizes(NamedTuple):
    """What is smaller in a picture that would be too wide to be read."""

    nest: float
    """Between nested frames, at their sides."""
    pitch: float
    """From copy to copy in a subnet, if their roles fit."""
    gap: float
    """Between zones."""
    pad: float
    """Inside a zone beside its subnets."""
    exit: float
    """From a subnet's right border to the NAT gateway's middle."""
    before: float
    """Left of what leaves there, to the subnet's caption."""
    cell: float
    """In a name cell beside its text."""
    trunks: float
    """From trunk to trunk."""
    border: float
    """Between a trunk and a text that is between it and the border, and right of it, with half of an icon."""


USUAL = Sizes(NEST, 62.0, 18.0, 14.0, 36.0, 14.0, 22.0, 15.0, 56.0)
TIGHT = Sizes(12.0, 54.0, 8.0, 12.0, 30.0, 6.0, 18.0, 12.0, 40.0)
