"""The Network Load Balancer."""

from typing import Literal

from .base import Fate, State
from .load_balancer import LoadBalancer


class Nlb(LoadBalancer):
    """Balances TCP and UDP; one address per zone, cross-zone balancing is off by default."""

    kind: Literal["nlb"]
    icon_class = "aws.network.ElbNetworkLoadBalancer"
    drawio_shape = "network_load_balancer"
    service_name = "Network Load Balancer"
    when_lost = Fate(State.FAILS_OVER, "clients of the zone's address wait for DNS", (60, 300))


KIND = Nlb
