"""Amazon EventBridge: a bus, or a schedule."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from .facts import Access, Made, Permission
from .managed import Managed

Schedule = Annotated[str, StringConstraints(pattern=r"^(rate|cron)\([a-zA-Z0-9 *?,/#-]+\)\z", max_length=256)]


class EventBridge(Managed):
    """An event bus, with a rule for each component that it connects to; or, with `schedule`, a clock."""

    kind: Literal["eventbridge"]
    schedule: Schedule | None = Field(
        default=None, description="when it calls, such as rate(5 minutes) or cron(0 6 * * ? *), in UTC"
    )
    pattern: dict[str, Any] | None = Field(
        default=None, description="which events its rules pass on, as an event pattern; all unless set"
    )
    archive: int | None = Field(
        default=None,
        ge=0,
        description="how many days events are kept for replay; 0 keeps them without expiry",
    )
    icon_class = "aws.integration.Eventbridge"
    drawio_shape = "eventbridge"
    service_name = "Amazon EventBridge"
    words = ("bus", "eventbus", "events", "scheduler", "schedule", "cron", "cloudwatchevents")
    usual_port = 443
    hands_to = ("lambda", "sqs", "sns", "states", "kinesis-streams", "kinesis-firehose", "events", "batch")
    endpoint_service = "events"
    called_by_role = True
    puts_failures_by_rule = True
    permissions = (Permission(Access.PUBLISH, ("events:PutEvents",)),)
    variables = (("BUS_NAME", "name"),)
    delivers = True
    passes_on = True
    hears_others = True
    principal = "events.amazonaws.com"
    called_by_policy = ("lambda", "sqs", "sns")
    source_arn = "aws_cloudwatch_event_rule.{pair}.arn"
    terraform_type = "aws_cloudwatch_event_bus"
    read_from = ("aws_cloudwatch_event_bus", "aws_cloudwatch_event_rule")
    read_fields = (("schedule", ("schedule_expression",)),)
    read_part_of = (("aws_cloudwatch_event_rule", "event_bus_name"),)
    read_patterns = (("aws_cloudwatch_event_rule", "event_pattern", "aws_s3_bucket"),)
    read_if_used = True
    serving_types = ("aws_cloudwatch_event_rule",)
    compared = ("schedule",)
    may_serve_others = False
    name_limit = None
    lacks = (
        (
            Made.LOCAL,
            "a small clock sends to queues, at rates and times of a day; a bus has no well-known container",
        ),
    )

    @property
    def schedule_expression(self) -> str | None:
        return self.schedule


KIND = EventBridge
