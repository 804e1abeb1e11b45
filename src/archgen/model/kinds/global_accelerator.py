"""AWS Global Accelerator: addresses that lead to the nearest region that is well."""

from typing import Literal

from .base import Component
from .category import Category
from .copies import Scope
from .facts import Made


class GlobalAccelerator(Component):
    """Two static addresses that route clients to load balancers of the nearest healthy region."""

    kind: Literal["global-accelerator"]
    category = Category.ACCELERATOR
    scope = Scope.GLOBAL
    icon_class = "aws.network.GlobalAccelerator"
    drawio_shape = "global_accelerator"
    service_name = "AWS Global Accelerator"
    words = ("accelerator", "anycast")
    usual_port = 443
    endpoint_service = None
    permissions = ()
    variables = ()
    is_entry = True
    shows_client_addresses = True
    terraform_type = "aws_globalaccelerator_accelerator"
    read_from = ("aws_globalaccelerator_accelerator",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "services are reached by their own ports"),)


KIND = GlobalAccelerator
