"""Amazon Data Firehose: a delivery stream."""

from typing import Literal

from pydantic import Field

from .facts import Access, Made, Permission
from .managed import Managed


class Firehose(Managed):
    """A delivery stream: it batches the records that it receives and writes them to a bucket."""

    kind: Literal["firehose"]
    buffer_seconds: int = Field(
        default=300, ge=0, le=900, description="how long records are gathered before they are delivered"
    )
    icon_class = "aws.analytics.KinesisDataFirehose"
    drawio_shape = "kinesis_data_firehose"
    service_name = "Amazon Data Firehose"
    words = ("deliverystream", "kinesisfirehose", "kinesisdatafirehose", "datafirehose")
    usual_port = 443
    hands_to = ("s3",)
    exists_with_target = True
    endpoint_service = "kinesis-firehose"
    called_by_role = True
    permissions = (Permission(Access.WRITE, ("firehose:PutRecord", "firehose:PutRecordBatch")),)
    variables = (("DELIVERY_STREAM", "name"),)
    delivers = True
    terraform_type = "aws_kinesis_firehose_delivery_stream"
    read_from = ("aws_kinesis_firehose_delivery_stream",)
    read_fields = (("buffer_seconds", ("extended_s3_configuration", "buffering_interval")),)
    read_if_used = True
    compared = ("buffer_seconds",)
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "no well-known container provides its API"),)


KIND = Firehose
