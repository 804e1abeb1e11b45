"""The Network Load Balancer."""

from typing import Literal

from .category import Category
from .copies import FailureImpact, State
from .load_balancer import LoadBalancer


class Nlb(LoadBalancer):
    """Balances TCP and UDP; one address per zone. Terraform turns cross-zone balancing on."""

    kind: Literal["nlb"]
    category = Category.NETWORK_BALANCER
    icon_class = "aws.network.ElbNetworkLoadBalancer"
    drawio_shape = "network_load_balancer"
    service_name = "Network Load Balancer"
    words = ("elb", "elbv2", "lb", "loadbalancer", "networkloadbalancer")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_lb"
    read_from = ("aws_lb", "aws_alb")
    compared = ()
    may_serve_others = False
    name_limit = (32, "a load balancer")
    lacks = ()
    is_origin = True
    is_alias_target = True
    when_lost = FailureImpact(State.FAILS_OVER, "clients of the zone's address wait for DNS", (60, 300))


KIND = Nlb
