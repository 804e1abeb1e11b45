"""AWS Network Firewall: inspection on the way, in subnets of its own."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State
from .fields import Id
from .gateway import ONLY_AT_AWS, Gateway


class NetworkFirewall(Gateway):
    """One endpoint in each zone of its subnets. Subnets that it inspects have `via: ID`.

    Source: AWS Network Firewall Developer Guide, VPC subnets: a firewall endpoint cannot protect what is in
    its own subnet, and each zone has an endpoint of its own.
    """

    kind: Literal["network-firewall"]
    category = Category.FIREWALL
    subnets: Id = Field(description="the subnets of its endpoints, with nothing else in them")
    scope = Scope.ZONE
    needs_subnets = True
    is_replaced_by_routes = False
    icon_class = "aws.network.NetworkFirewall"
    drawio_shape = "network_firewall"
    service_name = "AWS Network Firewall"
    words = ("nfw", "inspectionfirewall")
    terraform_type = "aws_networkfirewall_firewall"
    read_from = ("aws_networkfirewall_firewall",)
    name_limit = (128, "firewall")
    lacks = ONLY_AT_AWS

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Each zone routes to its own endpoint."""
        if not lost:
            return ELSEWHERE
        if not left:
            return FailureImpact(State.DOWN, "its only endpoint is in that zone")
        return FailureImpact(
            State.REDUCED, "its endpoints in the other zones inspect the traffic of their own zones"
        )


KIND = NetworkFirewall
