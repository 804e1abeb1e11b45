"""Amazon DynamoDB: a table."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from archgen.model.shapes import Places

from .category import Category
from .copies import Tier
from .facts import Access, Permission, StandIn
from .fields import Strict
from .managed import Managed

ATTRIBUTE_PATTERN = r"^[A-Za-z0-9_.-]+\z"
Attribute = Annotated[str, StringConstraints(pattern=ATTRIBUTE_PATTERN, max_length=255)]
IndexName = Annotated[str, StringConstraints(pattern=ATTRIBUTE_PATTERN, min_length=3, max_length=255)]
"""Naming rules of the Amazon DynamoDB Developer Guide; a key's attribute has at most 255 bytes."""


class TableKey(Strict):
    """What items are found by."""

    hash: Attribute = Field(description="the attribute that decides the partition")
    range: Attribute | None = Field(default=None, description="the attribute that items are sorted by")

    @property
    def attributes(self) -> tuple[str, ...]:
        """Its attributes, the partition's first."""
        return (self.hash, self.range) if self.range else (self.hash,)


class DynamoDb(Managed):
    """A table, replicated across zones by the service; `replica_regions` makes it a global table."""

    kind: Literal["dynamodb"]
    category = Category.TABLE
    replica_regions: Places = Field(
        default=(), description="regions that hold a replica of it (a global table)"
    )
    point_in_time_recovery: bool = Field(
        default=True, description="whether it can be restored to any second of the last 35 days"
    )
    deletion_protection: bool = Field(default=True, description="whether it refuses to be deleted")
    billing: Literal["on-demand", "provisioned"] = Field(
        default="on-demand", description="how it is paid for"
    )
    key: TableKey = Field(
        default=TableKey(hash="id"), description="its primary key, which cannot be changed later"
    )
    indexes: dict[IndexName, TableKey] = Field(
        default_factory=dict, max_length=20, description="its global secondary indexes, and their keys"
    )
    ttl: Attribute | None = Field(
        default=None, description="the attribute with the time, in Unix seconds, at which an item expires"
    )
    types: dict[Attribute, Literal["S", "N", "B"]] = Field(
        default_factory=dict, description="the types of key attributes that are not text: N or B"
    )
    own_tier = Tier.DATA
    icon_class = "aws.database.Dynamodb"
    drawio_shape = "dynamodb"
    service_name = "Amazon DynamoDB"
    words = ("table",)
    usual_port = 443
    hands_to = ("lambda",)
    endpoint_service = "dynamodb"
    has_gateway_endpoint = True
    permissions = (
        Permission(
            Access.READ,
            (
                "dynamodb:BatchGetItem",
                "dynamodb:ConditionCheckItem",
                "dynamodb:DescribeTable",
                "dynamodb:GetItem",
                "dynamodb:Query",
                "dynamodb:Scan",
            ),
            ("", "/index/*"),
        ),
        Permission(
            Access.WRITE,
            (
                "dynamodb:BatchWriteItem",
                "dynamodb:ConditionCheckItem",
                "dynamodb:DeleteItem",
                "dynamodb:DescribeTable",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
            ),
            ("", "/index/*"),
        ),
        Permission(
            Access.DELIVER,
            (
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams",
            ),
            ("/stream/*",),
            "Events",
        ),
    )
    delivers = True
    event_source = "stream_arn"
    is_stream = True
    variables = (("TABLE", "name"),)
    replica_arn = "dynamodb:REGION:${{local.account}}:table/{name}"
    terraform_type = "aws_dynamodb_table"
    read_from = ("aws_dynamodb_table",)
    compared = ("point_in_time_recovery", "deletion_protection", "billing", "replica_regions")
    may_serve_others = False
    name_limit = None
    lacks = ()

    @property
    def key_attributes(self) -> dict[str, str]:
        """The attributes of its keys, and their types."""
        named = [name for key in (self.key, *self.indexes.values()) for name in key.attributes]
        return {name: self.types.get(name, "S") for name in named}

    @property
    def copied_to(self) -> tuple[str, ...]:
        return self.replica_regions

    def stand_in(self, name: str) -> StandIn:
        """Amazon DynamoDB Developer Guide, DynamoDB local: it keeps everything in memory here."""
        alive = "curl -s -o /dev/null http://127.0.0.1:8000"
        command = ("-jar", "DynamoDBLocal.jar", "-sharedDb", "-inMemory")
        return StandIn(
            "amazon/dynamodb-local:2.6.1",
            8000,
            ("CMD-SHELL", alive),
            command=command,
            endpoint="AWS_ENDPOINT_URL_DYNAMODB",
            told="TABLE",
        )

    @property
    def is_restorable(self) -> bool:
        return self.point_in_time_recovery

    @property
    def is_protected(self) -> bool:
        return self.deletion_protection


KIND = DynamoDb
