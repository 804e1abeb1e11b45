"""People or devices that use the system."""

from typing import Literal

from .base import Component, Scope


class Client(Component):
    """People or devices that use the system, from the internet."""

    kind: Literal["client"]
    scope = Scope.OUTSIDE
    icon_class = "aws.general.Client"
    drawio_shape = "client"
    service_name = "Client"


KIND = Client
