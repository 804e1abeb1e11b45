"""Amazon Route 53: the names of the system."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import HostName

from .base import Component
from .category import Category
from .copies import Scope, Tier
from .facts import Made


class Route53(Component):
    """A hosted zone: clients resolve its name to what it points to; no traffic passes it."""

    kind: Literal["route53"]
    category = Category.DNS_ZONE
    domain: HostName | None = Field(
        default=None, description="the name that clients use, such as app.example.com"
    )
    routing: Literal["latency", "failover", "weighted"] | None = Field(
        default=None,
        description="how a name with several targets is answered; failover where a region is standby or a "
        "target has a `role`, weighted where one has a `weight`, else latency",
    )
    scope = Scope.GLOBAL
    own_tier = Tier.FRONTEND
    icon_class = "aws.network.Route53"
    drawio_shape = "route_53"
    service_name = "Amazon Route 53"
    words = ("dns", "hostedzone")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_route53_zone"
    read_from = ("aws_route53_zone",)
    compared = ()
    read_if_used = True
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "containers are found by their ids"),)
    known_by_service = True

    @property
    def domain_name(self) -> str | None:
        return self.domain


KIND = Route53
