"""AWS WAF: a web ACL."""

from typing import Literal

from .base import Component
from .category import Category
from .copies import Scope
from .facts import Made


class Waf(Component):
    """A web ACL: it protects what it connects to; global for a distribution, regional for load balancers."""

    kind: Literal["waf"]
    category = Category.WEB_ACL
    where = "once, or in the regions of the load balancers that it guards"
    scope = Scope.GLOBAL
    icon_class = "aws.security.WAF"
    drawio_shape = "waf"
    service_name = "AWS WAF"
    words = ("firewall", "webacl")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_wafv2_web_acl"
    read_from = ("aws_wafv2_web_acl",)
    compared = ()
    read_if_used = True
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "nothing outside reaches your machine"),)
    known_by_service = True


KIND = Waf
