"""Direct Connect: a private network over a line of its own."""

from typing import Literal

from .category import Category
from .gateway import ONLY_AT_AWS, PrivateConnection


class DirectConnect(PrivateConnection):
    """One connection at one location. It depends on that location, not on a zone of the region.

    Source: AWS Direct Connect User Guide, resiliency recommendations.
    """

    kind: Literal["direct-connect"]
    category = Category.DIRECT_CONNECT
    icon_class = "aws.network.DirectConnect"
    drawio_shape = "direct_connect"
    service_name = "AWS Direct Connect"
    lacks = ONLY_AT_AWS
    words = ("dx", "dxconnection", "dxgateway", "directconnectgateway")
    terraform_type = "aws_dx_gateway"
    read_from = ("aws_dx_gateway",)


KIND = DirectConnect
