"""Amazon CloudFront: the content delivery network."""

from typing import Literal

from .base import Component
from .category import Category
from .copies import Scope, Tier
from .facts import Made


class CloudFront(Component):
    """A distribution; its origins are the components that it connects to."""

    kind: Literal["cloudfront"]
    category = Category.DISTRIBUTION
    scope = Scope.GLOBAL
    own_tier = Tier.FRONTEND
    icon_class = "aws.network.CloudFront"
    drawio_shape = "cloudfront"
    service_name = "Amazon CloudFront"
    words = ("cdn", "distribution")
    usual_port = 443
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_cloudfront_distribution"
    read_from = ("aws_cloudfront_distribution",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "services are reached by their own ports"),)
    known_by_service = True
    is_alias_target = True

    @property
    def takes_web_acl(self) -> bool:
        return True


KIND = CloudFront
