"""Amazon Athena: queries over a bucket.

It reads buckets, and the tables of the Glue Data Catalog, with the rights of whoever starts a query.
Source: Amazon Athena User Guide, "Control access to Amazon S3 from Athena" and "Configure access to
databases and tables in the AWS Glue Data Catalog".
"""

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
    uses_callers_rights = True
    callers_need = (
        Permission(
            Access.READ,
            (
                "glue:GetDatabase",
                "glue:GetDatabases",
                "glue:GetPartition",
                "glue:GetPartitions",
                "glue:GetTable",
                "glue:GetTables",
            ),
            (
                "glue:REGION:ACCOUNT:catalog",
                "glue:REGION:ACCOUNT:database/*",
                "glue:REGION:ACCOUNT:table/*/*",
            ),
            "Catalog",
        ),
    )
    variables = (("WORKGROUP", "name"),)
    terraform_type = "aws_athena_workgroup"
    read_from = ("aws_athena_workgroup",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "no well-known container provides its API"),)


KIND = Athena
