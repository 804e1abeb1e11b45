"""Direct Connect: a private network over a line of its own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .category import Category
from .copies import Scope
from .fields import Id
from .gateway import Gateway


class DirectConnect(Gateway):
    """One connection at one location. It is bound to no zone of the region, but to its location.

    Source: AWS Direct Connect User Guide, resiliency recommendations.
    """

    kind: Literal["direct-connect"]
    category = Category.DIRECT_CONNECT
    where = "once in the region of what it is attached to"
    attaches: Id = Field(description="the VPC, or the transit gateway, that it is attached to")
    to: Id = Field(description="the external component that it leads to, a network with private `cidrs`")
    scope = Scope.REGION
    icon_class = "aws.network.DirectConnect"
    drawio_shape = "direct_connect"
    service_name = "AWS Direct Connect"
    words = ("dx", "dxconnection", "dxgateway", "directconnectgateway")
    terraform_type = "aws_dx_gateway"
    read_from = ("aws_dx_gateway",)

    @property
    def attached(self) -> tuple[str, ...]:
        return (self.attaches,)

    @property
    def home(self) -> str:
        return self.attaches

    @property
    def leads_to(self) -> str:
        return self.to


KIND = DirectConnect
