"""What the load balancers have in common."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from pydantic import Field

from .base import Zonal
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State


class LoadBalancer(Zonal):
    """It belongs to no zone: a node stands in each zone that is enabled for it."""

    scope = Scope.VPC
    is_load_balancer = True
    when_lost: ClassVar[FailureImpact]

    scheme: Literal["internet-facing", "internal"] | None = Field(
        default=None, description="internet-facing in public subnets and internal elsewhere, unless set"
    )

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Its node in the failed zone stops; the others serve."""
        if not lost:
            return ELSEWHERE
        return self.when_lost if left else FailureImpact(State.DOWN, "all of its nodes are in that zone")

    @property
    def given_scheme(self) -> Literal["internet-facing", "internal"] | None:
        return self.scheme
