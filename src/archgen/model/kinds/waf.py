"""AWS WAF: a web ACL."""

from typing import Literal

from .base import Component, Scope


class Waf(Component):
    """A web ACL: it guards what it connects to; global for a distribution, regional for load balancers."""

    kind: Literal["waf"]
    scope = Scope.GLOBAL
    icon_class = "aws.security.WAF"
    drawio_shape = "waf"
    service_name = "AWS WAF"


KIND = Waf
