"""Amazon CloudFront: the content delivery network."""

from typing import Literal

from .base import Component, Scope, Tier


class CloudFront(Component):
    """A distribution; its origins are the components that it connects to."""

    kind: Literal["cloudfront"]
    scope = Scope.GLOBAL
    own_tier = Tier.FRONTEND
    icon_class = "aws.network.CloudFront"
    drawio_shape = "cloudfront"
    service_name = "Amazon CloudFront"

    @property
    def default_port(self) -> int:
        return 443


KIND = CloudFront
