"""The internet gateway of a VPC."""

from typing import Literal

from .base import Component
from .category import Category
from .copies import Scope
from .gateway import ONLY_AT_AWS


class InternetGateway(Component):
    """The VPC's connection to the internet; one per VPC, redundant by design."""

    kind: Literal["internet-gateway"]
    category = Category.INTERNET_GATEWAY
    scope = Scope.VPC
    is_way = True
    icon_class = "aws.network.InternetGateway"
    drawio_shape = "internet_gateway"
    service_name = "Internet gateway"
    words = ("igw", "internet")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_internet_gateway"
    read_from = ("aws_internet_gateway",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ONLY_AT_AWS
    known_by_service = True


KIND = InternetGateway
