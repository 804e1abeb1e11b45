"""A service outside of the system."""

from ipaddress import IPv4Interface
from typing import Literal

from pydantic import Field

from .base import Outside
from .category import Category
from .facts import Made
from .fields import Cidrs, is_private


class External(Outside):
    """A third party's service or network: over the internet, or over a VPN where its `cidrs` are private."""

    kind: Literal["external"]
    category = Category.EXTERNAL
    cidrs: Cidrs = Field(
        default=(),
        description="its address blocks where they are known; the internet unless set. Private ones are "
        "reached over the VPN or Direct Connect that leads to it, or one made elsewhere",
    )
    icon_class = "aws.general.InternetAlt1"
    drawio_shape = "internet_alt22"
    service_name = "External service"
    words = ("thirdparty", "onprem", "saas")
    usual_port = 443
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = None
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = (
        (Made.TERRAFORM, "it is run by others"),
        (Made.IMPORT, "a plan has nothing of it; addresses and hosts outside of the VPCs become one"),
        (Made.LOCAL, "it is run by others"),
    )
    is_origin = True

    @property
    def on_private_network(self) -> bool:
        return bool(self.cidrs) and all(is_private(cidr.network) for cidr in self.cidrs)

    @property
    def written_blocks(self) -> tuple[IPv4Interface, ...]:
        return self.cidrs


KIND = External
