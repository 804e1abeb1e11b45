"""Amazon SQS."""

from typing import Literal

from .facts import Access, Permission
from .managed import Managed


class Sqs(Managed):
    """A queue, replicated across zones by the service."""

    kind: Literal["sqs"]
    icon_class = "aws.integration.SimpleQueueServiceSqs"
    drawio_shape = "sqs"
    service_name = "Amazon SQS"
    words = ("queue",)
    usual_port = 443
    endpoint_service = "sqs"
    permissions = (
        Permission(Access.SEND, ("sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage")),
        Permission(
            Access.RECEIVE,
            (
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:GetQueueUrl",
                "sqs:ReceiveMessage",
            ),
        ),
    )
    variables = (("QUEUE_URL", "url"),)
    terraform_type = "aws_sqs_queue"
    read_from = ("aws_sqs_queue",)
    compared = ()
    may_serve_others = True
    name_limit = None


KIND = Sqs
