"""AWS Secrets Manager."""

from typing import Literal

from .facts import Access, Made, Permission
from .managed import Managed


class SecretsManager(Managed):
    """A secret, replicated across zones by the service."""

    kind: Literal["secrets-manager"]
    keeps_nothing = True
    icon_class = "aws.security.SecretsManager"
    drawio_shape = "secrets_manager"
    service_name = "AWS Secrets Manager"
    words = ("secret",)
    usual_port = 443
    hands_to = ()
    endpoint_service = "secretsmanager"
    permissions = (
        Permission(Access.READ, ("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue")),
    )
    variables = (("SECRET_ARN", "arn"),)
    terraform_type = "aws_secretsmanager_secret"
    read_from = ("aws_secretsmanager_secret",)
    compared = ()
    read_if_used = True
    may_serve_others = True
    name_limit = None
    lacks = ((Made.LOCAL, "services get their secrets as variables, from `.env`"),)


KIND = SecretsManager
