"""Amazon SNS."""

from typing import Literal

from .category import Category
from .facts import Access, Made, Permission
from .managed import Managed


class Sns(Managed):
    """A topic, replicated across zones by the service."""

    kind: Literal["sns"]
    category = Category.TOPIC
    keeps_nothing = True
    icon_class = "aws.integration.SimpleNotificationServiceSns"
    drawio_shape = "sns"
    service_name = "Amazon SNS"
    words = ("topic",)
    usual_port = 443
    hands_to = ("lambda", "sqs")
    endpoint_service = "sns"
    permissions = (Permission(Access.PUBLISH, ("sns:Publish",)),)
    delivers = True
    passes_on = True
    principal = "sns.amazonaws.com"
    variables = (("TOPIC_ARN", "arn"),)
    terraform_type = "aws_sns_topic"
    read_from = ("aws_sns_topic",)
    compared = ()
    read_if_used = True
    may_serve_others = True
    name_limit = None
    lacks = ((Made.LOCAL, "no well-known container provides its API"),)


KIND = Sns
