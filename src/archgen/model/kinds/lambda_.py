"""An AWS Lambda function."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from .base import Compute, Copy, Fate, Scope, State


class Lambda(Compute):
    """A function: regional, or with interfaces in the zones of a row when it has `subnets`."""

    kind: Literal["lambda"]
    runtime: str = Field(default="python3.13", description="the Lambda runtime")
    memory: int = Field(default=256, ge=128, le=10240, description="memory in MiB")
    scope = Scope.REGION
    icon_class = "aws.compute.Lambda"
    drawio_shape = "lambda"
    service_name = "AWS Lambda"
    listens = False

    @property
    def default_port(self) -> int:
        return 443

    @property
    def standing(self) -> Scope:
        return Scope.ZONE if self.subnets else Scope.REGION

    def fate(self, lost: Sequence[Copy], left: Sequence[Copy]) -> Fate:
        """Runs in the zones that are left; one with a single subnet is lost with it."""
        if not lost:
            return Fate(State.UNAFFECTED, "the service keeps it in three or more zones")
        if not left:
            return Fate(State.DOWN, "all of its subnets are in that zone")
        return Fate(State.FAILS_OVER, "the service runs it in the other zones", (0, 60))


KIND = Lambda
