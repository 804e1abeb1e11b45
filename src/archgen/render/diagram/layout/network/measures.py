"""The sizes of the network picture, in CSS pixels."""

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
PITCH = 62.0
"""From copy to copy in a subnet."""
ZONE_PAD, ZONE_GAP, ZONE_GAP_TIGHT, ZONE_CAPTION = 14.0, 18.0, 8.0, 26.0
"""Inside a zone beside its subnets, between zones (also of a tight picture), and above the first subnet."""
EXIT = 36.0
"""From a subnet's right border to the NAT gateway's middle."""
LANE_OUT = 8.0
"""How far lanes reach beyond the last zone."""
TRUNK, TRUNKS = 48.0, 15.0
"""From a lane's end to the first trunk, and from trunk to trunk."""
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
