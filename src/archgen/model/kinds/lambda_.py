"""An AWS Lambda function."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from archgen.catalogue.versions import RUNTIMES
from archgen.model.shapes import Runtime

from .base import Compute
from .category import Category
from .copies import Copy, FailureImpact, Scope, State
from .facts import Access, Made, Permission


class Lambda(Compute):
    """A function: regional, or with interfaces in its zones when it has `subnets`."""

    kind: Literal["lambda"]
    category = Category.FUNCTION
    target_type = "lambda"
    keeps_nothing = True
    where = "once in a region, or in the zones of its subnets"
    runtime: Runtime = Field(default="python3.13", description="the Lambda runtime")
    memory: int = Field(default=256, ge=128, le=10240, description="memory in MiB")
    timeout: int = Field(default=30, ge=1, le=900, description="seconds after which a call is ended")
    scope = Scope.REGION
    icon_class = "aws.compute.Lambda"
    drawio_shape = "lambda"
    service_name = "AWS Lambda"
    words = ("function", "lambdafunction")
    usual_port = 443
    endpoint_service = "lambda"
    permissions = (Permission(Access.INVOKE, ("lambda:InvokeFunction",)),)
    variables = (("FUNCTION", "function_name"),)
    terraform_type = "aws_lambda_function"
    named_arn = "lambda:REGION:ACCOUNT:function:{name}"
    name_attribute = ("function_name", 64)
    read_from = ("aws_lambda_function",)
    compared = ("runtime", "memory")
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "code in a package has no container; a function with a `service` has"),)
    is_origin = True
    called_by_api = True
    listens = False

    @property
    def takes(self) -> int | None:
        return self.timeout if "timeout" in self.model_fields_set else None

    @property
    def actual_scope(self) -> Scope:
        return Scope.ZONE if self.subnets else Scope.REGION

    @property
    def catalogued_version(self) -> tuple[str, str, str] | None:
        """Its runtime; an image has what it needs in itself."""
        return None if self.runs else ("runtime", RUNTIMES, self.runtime)

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Runs in the zones that are left; one with a single subnet is lost with it."""
        if not lost:
            return FailureImpact(State.UNAFFECTED, "the service replicates it across zones")
        if not left:
            return FailureImpact(State.DOWN, "all of its subnets are in that zone")
        return FailureImpact(State.FAILS_OVER, "the service runs it in the other zones", (0, 60))


KIND = Lambda
