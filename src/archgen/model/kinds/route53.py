"""Amazon Route 53: the names of the system."""

from typing import Literal

from pydantic import Field

from .base import Component, Scope, Tier


class Route53(Component):
    """A hosted zone: clients find by its name what it points to; nothing connects to or from it."""

    kind: Literal["route53"]
    domain: str | None = Field(default=None, description="the name that clients use, such as app.example.com")
    scope = Scope.GLOBAL
    own_tier = Tier.FRONTEND
    icon_class = "aws.network.Route53"
    drawio_shape = "route_53"
    service_name = "Amazon Route 53"


KIND = Route53
