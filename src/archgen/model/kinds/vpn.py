"""Site-to-Site VPN: a private network over two encrypted tunnels."""

from collections.abc import Sequence
from typing import Literal

from .category import Category
from .copies import Copy, FailureImpact, State
from .gateway import ONLY_AT_AWS, PrivateConnection


class Vpn(PrivateConnection):
    """One VPN connection. Its two tunnels end in different zones, so it survives the failure of one.

    Source: AWS Site-to-Site VPN User Guide, tunnel options and endpoint replacement.
    """

    kind: Literal["vpn"]
    category = Category.VPN
    icon_class = "aws.network.SiteToSiteVpn"
    drawio_shape = "site_to_site_vpn"
    service_name = "AWS Site-to-Site VPN"
    lacks = ONLY_AT_AWS
    words = ("sitetositevpn", "vpnconnection", "vpngateway", "vgw")
    terraform_type = "aws_vpn_connection"
    read_from = ("aws_vpn_connection",)

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """One tunnel is left: the customer gateway sends over it (BGP), and nobody changes a route."""
        return FailureImpact(
            State.UNAFFECTED, "its two tunnels end in different zones; one carries all traffic"
        )


KIND = Vpn
