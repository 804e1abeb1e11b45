"""AWS Batch: a queue of jobs in containers."""

from typing import Literal

from .facts import Access, Permission
from .managed import Managed


class Batch(Managed):
    """A queue of jobs that run in containers; drawn and documented, without Terraform."""

    kind: Literal["batch"]
    icon_class = "aws.compute.Batch"
    drawio_shape = "batch"
    service_name = "AWS Batch"
    words = ("awsbatch", "jobqueue", "batchjob")
    usual_port = 443
    endpoint_service = "batch"
    permissions = (Permission(Access.SEND, ("batch:DescribeJobs", "batch:SubmitJob")),)
    variables = ()
    terraform_type = None
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None


KIND = Batch
