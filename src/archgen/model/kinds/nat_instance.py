"""NAT instances: a NAT that is an EC2 instance."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from archgen.model.shapes import Size

from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State, Territory
from .fields import Id
from .gateway import ONLY_AT_AWS, Gateway


class NatInstance(Gateway):
    """One instance in one zone of public subnets. It is replaced manually if it fails.

    Source: Amazon VPC User Guide, NAT instances and their comparison with NAT gateways.
    """

    kind: Literal["nat-instance"]
    category = Category.NAT_INSTANCE
    where = "in one zone of public subnets"
    subnets: Id = Field(description="the public subnets that it is in")
    instance_type: Size = Field(default="t4g.nano", description="the EC2 instance type")
    scope = Scope.ZONE
    needs_subnets = True
    is_replaced_by_routes = False
    icon_class = "aws.compute.EC2Instance"
    drawio_shape = "instance2"
    service_name = "NAT instance"
    words = ("fcknat",)
    terraform_type = "aws_instance"
    read_from = ("aws_instance",)
    compared = ("instance_type",)
    lacks = ONLY_AT_AWS

    def zones_in(self, territory: Territory) -> tuple[str, ...]:
        return super().zones_in(territory)[:1]

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """It fails with its zone, for every subnet that routes to it."""
        if not lost:
            return ELSEWHERE
        return FailureImpact(State.DOWN, "a NAT instance is in one zone, and is replaced manually")

    @property
    def size(self) -> str:
        return self.instance_type


KIND = NatInstance
