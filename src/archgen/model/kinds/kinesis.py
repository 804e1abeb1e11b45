"""Amazon Kinesis Data Streams: a stream."""

from typing import Literal

from pydantic import Field

from .base import Component, Compute
from .facts import Access, Made, Permission
from .managed import Managed


class Kinesis(Managed):
    """A stream of records, stored in three zones by the service; what it connects to reads them in order."""

    kind: Literal["kinesis"]
    mode: Literal["on-demand", "provisioned"] = Field(
        default="on-demand", description="how its capacity is set"
    )
    shards: int = Field(default=1, ge=1, le=10000, description="its shards, where it is provisioned")
    retention_hours: int = Field(
        default=24, ge=24, le=8760, description="how long records can be read again, in hours"
    )
    icon_class = "aws.analytics.KinesisDataStreams"
    drawio_shape = "kinesis_data_streams"
    service_name = "Amazon Kinesis"
    words = ("stream", "kinesisdatastreams", "kinesisstream", "datastream", "kds")
    usual_port = 443
    hands_to = ("lambda", "kinesis-firehose")
    endpoint_service = "kinesis-streams"
    called_by_role = True
    permissions = (
        Permission(
            Access.READ,
            (
                "kinesis:DescribeStreamSummary",
                "kinesis:GetRecords",
                "kinesis:GetShardIterator",
                "kinesis:ListShards",
            ),
        ),
        Permission(
            Access.WRITE, ("kinesis:DescribeStreamSummary", "kinesis:PutRecord", "kinesis:PutRecords")
        ),
        Permission(
            Access.DELIVER,
            (
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:GetRecords",
                "kinesis:GetShardIterator",
                "kinesis:ListShards",
            ),
        ),
    )
    variables = (("STREAM", "name"),)
    delivers = True
    passes_on = True
    event_source = "arn"
    is_stream = True
    terraform_type = "aws_kinesis_stream"
    read_from = ("aws_kinesis_stream",)
    read_fields = (
        ("mode", ("stream_mode_details", "stream_mode")),
        ("shards", ("shard_count",)),
        ("retention_hours", ("retention_period",)),
    )
    read_if_used = True
    compared = ("mode", "retention_hours")
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "no well-known container provides its API"),)

    @classmethod
    def as_written(cls, field: str, value: str | int) -> str | int:
        """The provider writes modes in capitals."""
        return value.lower().replace("_", "-") if isinstance(value, str) else value

    def usual_access(self, caller: Component) -> tuple[Access, ...]:
        """Servers and containers may read as well; a function is called with what there is to read."""
        reads = isinstance(caller, Compute) and caller.listens
        return super().usual_access(caller) if reads else (Access.WRITE,)


KIND = Kinesis
