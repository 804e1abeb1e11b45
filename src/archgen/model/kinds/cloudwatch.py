"""Amazon CloudWatch: metrics and logs that code writes."""

from typing import Literal

from .facts import Access, Made, Permission
from .managed import Managed


class CloudWatch(Managed):
    """Metrics and logs that your code writes; the log groups and alarms of components need no component."""

    kind: Literal["cloudwatch"]
    icon_class = "aws.management.Cloudwatch"
    drawio_shape = "cloudwatch_2"
    service_name = "Amazon CloudWatch"
    words = ("cw", "metrics", "logs", "cloudwatchlogs", "monitoring", "dashboard", "alarms")
    usual_port = 443
    hands_to = ()
    endpoint_service = "logs"
    permissions = (
        Permission(Access.WRITE, ("logs:CreateLogStream", "logs:PutLogEvents"), (":*",)),
        Permission(Access.READ, ("logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"), (":*",)),
    )
    variables = (("LOG_GROUP", "name"),)
    terraform_type = "aws_cloudwatch_log_group"
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = (
        (Made.IMPORT, "log groups and alarms belong to the components that they monitor"),
        (Made.LOCAL, "logs of containers are read with `docker compose logs`"),
    )


KIND = CloudWatch
