"""People or devices that use the system."""

from typing import Literal

from .base import Outside


class Client(Outside):
    """People or devices that use the system, from the internet."""

    kind: Literal["client"]
    icon_class = "aws.general.Client"
    drawio_shape = "client"
    service_name = "Client"


KIND = Client
