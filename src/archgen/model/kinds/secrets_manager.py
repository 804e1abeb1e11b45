"""AWS Secrets Manager."""

from typing import Literal

from .managed import Managed


class SecretsManager(Managed):
    """A secret, kept in three or more zones by the service."""

    kind: Literal["secrets-manager"]
    icon_class = "aws.security.SecretsManager"
    drawio_shape = "secrets_manager"
    service_name = "AWS Secrets Manager"


KIND = SecretsManager
