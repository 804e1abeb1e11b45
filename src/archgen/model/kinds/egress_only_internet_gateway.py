"""Egress-only internet gateways: out to the internet over IPv6, and not in."""

from typing import Literal

from .category import Category
from .copies import Scope
from .gateway import ONLY_AT_AWS, Gateway


class EgressOnlyInternetGateway(Gateway):
    """One per VPC. A VPC with `ipv6` and private subnets has one without a component."""

    kind: Literal["egress-only-internet-gateway"]
    category = Category.EGRESS_ONLY_GATEWAY
    scope = Scope.VPC
    icon_class = "aws.network.InternetGateway"
    drawio_shape = "internet_gateway"
    service_name = "Egress-only internet gateway"
    lacks = ONLY_AT_AWS
    words = ("eigw", "eoigw", "egressonlygateway")
    terraform_type = "aws_egress_only_internet_gateway"
    read_from = ("aws_egress_only_internet_gateway",)


KIND = EgressOnlyInternetGateway
