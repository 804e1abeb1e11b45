"""NAT gateways: the egress of private subnets."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from .base import Component
from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State, Territory
from .gateway import ONLY_AT_AWS


class NatGateway(Component):
    """One in each zone; with `per: region` a single zonal one, with `per: vpc` a regional NAT gateway."""

    kind: Literal["nat-gateway"]
    category = Category.NAT_GATEWAY
    page_keys = (("subnets", "web"),)
    where = "in the zones of public subnets"
    per: Literal["zone", "region", "vpc"] = Field(
        default="zone",
        description="one per zone, a single zonal one per region, or AWS's regional NAT gateway (vpc)",
    )
    private: bool = Field(
        default=False,
        description="translates towards private networks, not the internet; it belongs in private subnets",
    )
    scope = Scope.ZONE
    is_way = True
    is_replaced_by_routes = False
    icon_class = "aws.network.NATGateway"
    drawio_shape = "nat_gateway"
    service_name = "NAT gateway"
    words = ("nat", "natgw")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_nat_gateway"
    read_from = ("aws_nat_gateway",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ONLY_AT_AWS
    known_by_service = True

    @property
    def actual_scope(self) -> Scope:
        return Scope.VPC if self.per == "vpc" else Scope.ZONE

    def zones_in(self, territory: Territory) -> tuple[str, ...]:
        zones = super().zones_in(territory)
        return zones[:1] if self.per == "region" else zones

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """A zonal one fails for every subnet routed to it, until the routes are changed manually."""
        if self.per == "vpc":
            return FailureImpact(State.UNAFFECTED, "the regional NAT gateway works in the other zones")
        if not lost:
            return ELSEWHERE
        if not left:
            return FailureImpact(
                State.DOWN, "the only NAT gateway is down until the routes are changed manually"
            )
        return FailureImpact(
            State.REDUCED, "the NAT gateways in the other zones serve their own zones", (0, 0)
        )

    @property
    def is_private_nat(self) -> bool:
        return self.private

    @property
    def is_one_per_region(self) -> bool:
        return self.per == "region"


KIND = NatGateway
