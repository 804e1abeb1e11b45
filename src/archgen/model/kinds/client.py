"""People or devices that use the system."""

from typing import Literal

from .base import Outside
from .category import Category


class Client(Outside):
    """People or devices that use the system, from the internet."""

    kind: Literal["client"]
    category = Category.CLIENT
    icon_class = "aws.general.Client"
    drawio_shape = "client"
    service_name = "Client"
    words = ("user", "browser", "internet")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = None
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None
    known_by_service = True


KIND = Client
