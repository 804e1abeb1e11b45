"""Site-to-Site VPN: a private network over two encrypted tunnels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from .category import Category
from .copies import Copy, FailureImpact, Scope, State
from .fields import Id
from .gateway import Gateway


class Vpn(Gateway):
    """One VPN connection. Its two tunnels end in different zones, so that it survives the failure of one.

    Source: AWS Site-to-Site VPN User Guide, tunnel options and endpoint replacement.
    """

    kind: Literal["vpn"]
    category = Category.VPN
    where = "once in the region of what it is attached to"
    attaches: Id = Field(description="the VPC, or the transit gateway, that it is attached to")
    to: Id = Field(description="the external component that it leads to, a network with private `cidrs`")
    scope = Scope.REGION
    icon_class = "aws.network.SiteToSiteVpn"
    drawio_shape = "site_to_site_vpn"
    service_name = "AWS Site-to-Site VPN"
    words = ("sitetositevpn", "vpnconnection", "vpngateway", "vgw")
    terraform_type = "aws_vpn_connection"
    read_from = ("aws_vpn_connection",)

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """One tunnel is left: the customer gateway sends over it (BGP), and nobody changes a route."""
        return FailureImpact(
            State.UNAFFECTED, "its two tunnels end in different zones; one carries all traffic"
        )

    @property
    def attached(self) -> tuple[str, ...]:
        return (self.attaches,)

    @property
    def home(self) -> str:
        return self.attaches

    @property
    def leads_to(self) -> str:
        return self.to


KIND = Vpn
