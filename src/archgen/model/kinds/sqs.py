"""Amazon SQS."""

from typing import Literal

from .base import Component, Compute
from .category import Category
from .facts import Access, Permission, StandIn
from .managed import Managed


class Sqs(Managed):
    """A queue, replicated across zones by the service."""

    kind: Literal["sqs"]
    category = Category.QUEUE
    icon_class = "aws.integration.SimpleQueueServiceSqs"
    drawio_shape = "sqs"
    service_name = "Amazon SQS"
    words = ("queue",)
    usual_port = 443
    hands_to = ("lambda",)
    endpoint_service = "sqs"
    permissions = (
        Permission(Access.SEND, ("sqs:SendMessage",)),
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
        Permission(Access.DELIVER, ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")),
    )
    delivers = True
    passes_on = True
    event_source = "arn"
    variables = (("QUEUE_URL", "url"),)
    terraform_type = "aws_sqs_queue"
    read_from = ("aws_sqs_queue",)
    compared = ()
    read_if_used = True
    may_serve_others = True
    name_limit = None
    lacks = ()

    def usual_access(self, caller: Component) -> tuple[Access, ...]:
        """Servers and containers may poll as well; a function is called with what it receives."""
        polls = isinstance(caller, Compute) and caller.listens
        return super().usual_access(caller) if polls else (Access.SEND,)

    def stand_in(self, name: str) -> StandIn:
        return StandIn(
            "softwaremill/elasticmq-native:1.6.12",
            9324,
            ("CMD-SHELL", "nc -z 127.0.0.1 9324"),
            endpoint="AWS_ENDPOINT_URL_SQS",
            told="QUEUE_URL",
            names_file="/opt/elasticmq.conf",
            only_local=True,
        )


KIND = Sqs
