"""AWS App Runner: a web service from an image."""

import re
from collections.abc import Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from archgen.findings.phrase import Phrase, either
from archgen.model.shapes import refused

from .base import Running
from .category import Category
from .copies import Copy, FailureImpact, Scope, State
from .facts import Access, Permission
from .fields import Capacity
from .managed import Managed

_SIZES = {
    256: (512, 1024),
    512: (1024,),
    1024: (2048, 3072, 4096),
    2048: (4096, 6144),
    4096: (8192, 10240, 12288),
}
"""The MiB that an instance may have, by its CPU units (AWS App Runner Developer Guide, instances)."""
_REGISTRIES = re.compile(r"(\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?|public\.ecr\.aws)/")


class AppRunner(Managed, Running):
    """A web service from an image in Amazon ECR, scaled by requests; it calls into the VPC from `subnets`."""

    kind: Literal["app-runner"]
    category = Category.WEB_SERVICE
    where = "once in a region, or in the zones of its subnets"
    keeps_nothing = True
    called_by_api = True
    listens = False
    cpu: int = Field(default=1024, description="CPU units of an instance: 256, 512, 1024, 2048 or 4096")
    memory: int = Field(default=2048, description="memory of an instance in MiB")
    capacity: Capacity = Field(default_factory=Capacity, description="how many run")
    concurrency: int = Field(
        default=100, ge=1, le=200, description="requests at once that one instance takes; more add one"
    )
    icon_class = "aws.compute.AppRunner"
    drawio_shape = "app_runner"
    service_name = "AWS App Runner"
    words = ("apprunner",)
    usual_port = 443
    endpoint_service = "apprunner.requests"
    permissions = (Permission(Access.INVOKE, ("apprunner:DescribeService",)),)
    variables = (("URL", '"https://${{aws_apprunner_service.{label}.service_url}}"'),)
    is_entry = True
    terraform_type = "aws_apprunner_service"
    read_from = ("aws_apprunner_service",)
    compared = ("cpu", "memory")
    may_serve_others = False
    name_limit = None
    lacks = ()

    @model_validator(mode="after")
    def _offered(self) -> Self:
        """AWS App Runner Developer Guide: instances, automatic scaling, image-based services."""
        if self.cpu not in _SIZES:
            raise refused("app_runner_cpu", Phrase("is none of 256, 512, 1024, 2048 and 4096"), at="cpu")
        if self.memory not in _SIZES[self.cpu]:
            offered = either(map(str, _SIZES[self.cpu]))
            text = Phrase("has to be {offered} with `cpu: {cpu}`", offered=offered, cpu=self.cpu)
            raise refused("app_runner_memory", text, at="memory")
        if not 1 <= self.capacity.min <= self.capacity.max:
            raise refused(
                "app_runner_capacity",
                Phrase("needs a `min` of 1 or more, and a `max` not below it"),
                at="capacity",
            )
        if self.service and not _REGISTRIES.match(self.service.image):
            raise refused(
                "app_runner_image",
                Phrase("is not in Amazon ECR, the only registry that App Runner pulls from"),
                at="service.image",
            )
        return self

    @property
    def actual_scope(self) -> Scope:
        return Scope.ZONE if self.subnets else Scope.REGION

    @property
    def waits(self) -> int:
        """AWS App Runner Developer Guide, HTTP requests: all of one has to be done in two minutes."""
        return 120

    @property
    def web_acl_target(self) -> str | None:
        """AWS WAF Developer Guide, resources that it protects."""
        return "aws_apprunner_service"

    @property
    def served_port(self) -> int:
        """The port that its image listens on; 8080 is the service's default."""
        return (self.service.port if self.service else None) or 8080

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Runs in zones of AWS's own; what it calls in the VPC needs a subnet that is left."""
        if not lost:
            return FailureImpact(State.UNAFFECTED, "the service replicates it across zones")
        if not left:
            return FailureImpact(State.DOWN, "all of its subnets are in that zone")
        return FailureImpact(State.FAILS_OVER, "the service runs it in the other zones", (0, 60))


KIND = AppRunner
