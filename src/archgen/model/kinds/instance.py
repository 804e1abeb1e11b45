"""A single EC2 instance."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from archgen.model.shapes import Size

from .base import Compute, Zonal
from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State, Territory


class Instance(Zonal, Compute):
    """One EC2 instance in one zone: the first of the region unless `zones` says otherwise."""

    kind: Literal["instance"]
    category = Category.INSTANCE
    where = "in one zone of its subnets"
    instance_type: Size = Field(default="t3.small", description="the EC2 instance type")
    scope = Scope.ZONE
    icon_class = "aws.compute.EC2Instance"
    drawio_shape = "instance2"
    service_name = "Amazon EC2 instance"
    words = ("ec2", "ec2instance", "vm", "server")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_instance"
    read_from = ("aws_instance",)
    compared = ("instance_type",)
    may_serve_others = False
    name_limit = None
    lacks = ()

    def zones_in(self, territory: Territory) -> tuple[str, ...]:
        return super().zones_in(territory)[:1]

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Lost with its zone."""
        return FailureImpact(State.DOWN, "a single instance fails with its zone") if lost else ELSEWHERE

    @property
    def size(self) -> str:
        return self.instance_type


KIND = Instance
