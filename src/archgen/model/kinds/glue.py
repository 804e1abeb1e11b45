"""AWS Glue: jobs that move and reshape data."""

from typing import Literal

from .facts import Access, Permission
from .managed import Managed


class Glue(Managed):
    """Jobs that move and reshape data; drawn and documented, without Terraform."""

    kind: Literal["glue"]
    icon_class = "aws.analytics.Glue"
    drawio_shape = "glue"
    service_name = "AWS Glue"
    words = ("etl", "gluejob", "crawler")
    usual_port = 443
    endpoint_service = "glue"
    permissions = (Permission(Access.INVOKE, ("glue:GetJobRun", "glue:StartJobRun")),)
    variables = ()
    delivers = True
    terraform_type = None
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None


KIND = Glue
