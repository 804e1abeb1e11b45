"""People or devices that use the system."""

from typing import Literal

from .base import Outside
from .category import Category
from .facts import Made


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
    lacks = (
        (Made.TERRAFORM, "it is who uses the system"),
        (Made.IMPORT, "a plan has nothing of it; who is let in from the internet becomes one"),
        (Made.LOCAL, "it is you"),
    )
    known_by_service = True


KIND = Client
