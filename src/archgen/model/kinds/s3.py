"""Amazon S3: a bucket."""

from typing import Literal

from pydantic import Field

from .managed import Managed


class S3(Managed):
    """A bucket, private unless `public` says otherwise."""

    kind: Literal["s3"]
    public: bool = Field(default=False, description="whether anybody may read it")
    icon_class = "aws.storage.SimpleStorageServiceS3"
    drawio_shape = "s3"
    service_name = "Amazon S3"


KIND = S3
