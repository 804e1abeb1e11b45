"""AWS Glue: jobs that move and reshape data."""

from typing import Literal

from .facts import Access, Made, Permission
from .managed import Managed


class Glue(Managed):
    """An ETL job between what it connects to; its script is in a bucket."""

    kind: Literal["glue"]
    icon_class = "aws.analytics.Glue"
    drawio_shape = "glue"
    service_name = "AWS Glue"
    words = ("etl", "gluejob", "crawler")
    usual_port = 443
    endpoint_service = "glue"
    hands_to = ("s3",)
    permissions = (Permission(Access.INVOKE, ("glue:GetJobRun", "glue:StartJobRun")),)
    variables = (("JOB", "name"),)
    delivers = True
    moves_data = True
    terraform_type = "aws_glue_job"
    read_from = ("aws_glue_job",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "jobs are tried with the Glue image of AWS, by hand"),)


KIND = Glue
