"""Amazon S3: a bucket."""

from typing import Literal

from pydantic import Field

from .base import Component
from .category import Category
from .facts import Access, Permission, StandIn
from .managed import Managed


class S3(Managed):
    """A bucket, private unless `public: true`."""

    kind: Literal["s3"]
    category = Category.BUCKET
    public: bool = Field(default=False, description="whether anybody may read it")
    icon_class = "aws.storage.SimpleStorageServiceS3"
    drawio_shape = "s3"
    service_name = "Amazon S3"
    words = ("bucket",)
    usual_port = 443
    hands_to = ("lambda", "sqs", "sns", "events", "states", "batch", "kinesis-streams", "kinesis-firehose")
    endpoint_service = "s3"
    has_gateway_endpoint = True
    permissions = (
        Permission(Access.READ, ("s3:ListBucket",), ("",), "List"),
        Permission(Access.READ, ("s3:GetObject",), ("/*",), "Objects"),
        Permission(Access.WRITE, ("s3:DeleteObject", "s3:PutObject"), ("/*",), "Objects"),
        Permission(
            Access.DELIVER, ("s3:GetBucketLocation", "s3:ListBucketMultipartUploads"), ("",), "Bucket"
        ),
        Permission(Access.DELIVER, ("s3:AbortMultipartUpload", "s3:PutObject"), ("/*",), "Objects"),
    )
    delivers = True
    principal = "s3.amazonaws.com"
    called_by_policy = ("lambda", "sqs", "sns")
    variables = (("BUCKET", "id"),)
    terraform_type = "aws_s3_bucket"
    read_from = ("aws_s3_bucket",)
    compared = ()
    read_if_used = True
    may_serve_others = True
    name_limit = (63, "a bucket")
    lacks = ()
    is_origin = True
    copies_follow_first = True

    def usual_access(self, caller: Component) -> tuple[Access, ...]:
        """A stream only delivers, a distribution only reads."""
        if caller.is_compute:
            return super().usual_access(caller)
        return (Access.DELIVER,) if caller.delivers else (Access.READ,)

    @property
    def is_public(self) -> bool:
        return self.public

    def stand_in(self, name: str) -> StandIn:
        """Adobe S3Mock: it makes its buckets when it starts, and keeps nothing."""
        return StandIn(
            "adobe/s3mock:4.7.0",
            9090,
            ("CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:9090/favicon.ico"),
            endpoint="AWS_ENDPOINT_URL_S3",
            told="BUCKET",
            names_variable="COM_ADOBE_TESTING_S3MOCK_STORE_INITIAL_BUCKETS",
            only_local=True,
        )


KIND = S3
