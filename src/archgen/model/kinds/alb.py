"""The Application Load Balancer."""

from typing import Literal

from .category import Category
from .copies import FailureImpact, State
from .load_balancer import LoadBalancer


class Alb(LoadBalancer):
    """Balances HTTP over the targets in its zones; cross-zone balancing is on by default."""

    kind: Literal["alb"]
    category = Category.APPLICATION_BALANCER
    target_type = "alb"
    icon_class = "aws.network.ElbApplicationLoadBalancer"
    drawio_shape = "application_load_balancer"
    service_name = "Application Load Balancer"
    words = ("elb", "elbv2", "lb", "loadbalancer", "applicationloadbalancer")
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
    when_lost = FailureImpact(
        State.FAILS_OVER, "its nodes in the zone leave DNS, the others serve all healthy targets", (60, 120)
    )

    @property
    def web_acl_target(self) -> str:
        return "aws_lb"


KIND = Alb
