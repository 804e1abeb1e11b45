"""Amazon SQS."""

from typing import Literal

from .managed import Managed


class Sqs(Managed):
    """A queue, kept in three or more zones by the service."""

    kind: Literal["sqs"]
    icon_class = "aws.integration.SimpleQueueServiceSqs"
    drawio_shape = "sqs"
    service_name = "Amazon SQS"


KIND = Sqs
