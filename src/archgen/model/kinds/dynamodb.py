"""Amazon DynamoDB: a table."""

from typing import Literal

from pydantic import Field

from .base import Names, Tier
from .managed import Managed


class DynamoDb(Managed):
    """A table, kept in every zone by the service itself; `replica_regions` makes it a global table."""

    kind: Literal["dynamodb"]
    replica_regions: Names = Field(
        default=(), description="regions that hold a replica of it (a global table)"
    )
    point_in_time_recovery: bool = Field(
        default=True, description="whether it can be restored to any second of the last 35 days"
    )
    deletion_protection: bool = Field(default=True, description="whether it refuses to be deleted")
    billing: Literal["on-demand", "provisioned"] = Field(
        default="on-demand", description="how it is paid for"
    )
    own_tier = Tier.DATA
    icon_class = "aws.database.Dynamodb"
    drawio_shape = "dynamodb"
    service_name = "Amazon DynamoDB"


KIND = DynamoDb
