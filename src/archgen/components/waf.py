"""AWS WAF: a web ACL."""

from typing import Literal

from .base import Component, Scope


class Waf(Component):
    """A web ACL: it guards the distribution or the load balancers that it connects to.

    It is regional in front of load balancers and global in front of a distribution; the topology knows.
    """

    kind: Literal["waf"]
    scope = Scope.GLOBAL
    icon_class = "aws.security.WAF"
    drawio_shape = "waf"
    service_name = "AWS WAF"


KIND = Waf
