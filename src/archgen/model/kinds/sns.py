"""Amazon SNS."""

from typing import Literal

from .managed import Managed


class Sns(Managed):
    """A topic, kept in three or more zones by the service."""

    kind: Literal["sns"]
    icon_class = "aws.integration.SimpleNotificationServiceSns"
    drawio_shape = "sns"
    service_name = "Amazon SNS"


KIND = Sns
