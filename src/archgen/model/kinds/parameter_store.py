"""AWS Systems Manager Parameter Store: the parameters below one path."""

from typing import Literal

from .facts import Access, Made, Permission
from .managed import Managed


class ParameterStore(Managed):
    """Parameters below a path of their own, stored in at least three zones by the service."""

    kind: Literal["parameter-store"]
    icon_class = "aws.management.SystemsManagerParameterStore"
    drawio_shape = "parameter_store"
    service_name = "AWS Systems Manager Parameter Store"
    words = ("parameters", "parameter", "ssm", "ssmparameter", "ssmparameterstore", "config")
    usual_port = 443
    hands_to = ()
    endpoint_service = "ssm"
    permissions = (
        Permission(
            Access.READ, ("ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"), ("", "/*")
        ),
        Permission(Access.WRITE, ("ssm:DeleteParameter", "ssm:PutParameter"), ("", "/*")),
    )
    variables = (("PATH", "name"),)
    terraform_type = "aws_ssm_parameter"
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = (
        (Made.IMPORT, "parameters are settings of what reads them"),
        (Made.LOCAL, "services get their settings as variables"),
    )


KIND = ParameterStore
