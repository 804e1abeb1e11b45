"""Amazon Athena: queries over a bucket."""

from typing import Literal

from .facts import Access, Made, Permission
from .managed import Managed


class Athena(Managed):
    """SQL queries over the objects of a bucket: a workgroup with managed query results."""

    kind: Literal["athena"]
    icon_class = "aws.analytics.Athena"
    drawio_shape = "athena"
    service_name = "Amazon Athena"
    words = ("sqloverbuckets", "queryservice")
    usual_port = 443
    endpoint_service = "athena"
    permissions = (
        Permission(
            Access.READ, ("athena:GetQueryExecution", "athena:GetQueryResults", "athena:StartQueryExecution")
        ),
    )
    variables = (("WORKGROUP", "name"),)
    terraform_type = "aws_athena_workgroup"
    read_from = ("aws_athena_workgroup",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "no well-known container speaks its API"),)


KIND = Athena
