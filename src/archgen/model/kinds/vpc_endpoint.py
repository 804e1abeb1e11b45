"""VPC endpoints: the private way to a service of AWS."""

from collections.abc import Collection, Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from archgen.findings.phrase import Phrase
from archgen.model.shapes import refused

from .base import Component
from .category import Category
from .copies import ELSEWHERE, UNAFFECTED, Copy, FailureImpact, Scope, State
from .fields import Id
from .gateway import ONLY_AT_AWS

GATEWAY_SERVICES = ("s3", "dynamodb")


class VpcEndpoint(Component):
    """A gateway endpoint (s3, dynamodb; free, on the VPC's border) or an interface endpoint in subnets."""

    kind: Literal["vpc-endpoint"]
    category = Category.ENDPOINT
    example = (("service", "s3"),)
    where = "on the VPC's border, or in the zones of its subnets"
    service: str | None = Field(
        default=None,
        pattern=r"^[a-z][a-z0-9.-]*\z",
        description="the service's name in the endpoint's own: s3, dynamodb, sqs, ecr.api",
    )
    to: Id | None = Field(
        default=None,
        description="a network load balancer in another VPC that it leads to, as an endpoint service "
        "(PrivateLink); instead of `service`",
    )
    scope = Scope.VPC
    is_way = True
    icon_class = "aws.network.Endpoint"
    drawio_shape = "endpoints"
    service_name = "VPC endpoint"
    words = ("endpoint", "vpce", "privatelink")
    usual_port = 443
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_vpc_endpoint"
    read_from = ("aws_vpc_endpoint",)
    compared = ("service",)
    may_serve_others = False
    name_limit = None
    lacks = ONLY_AT_AWS
    known_by_service = True

    @model_validator(mode="after")
    def _has_one_target(self) -> "VpcEndpoint":
        if (self.service is None) == (self.to is None):
            text = Phrase(
                "needs `service` or `to`"
                if self.to is None
                else "has `service` and `to`: it takes one of them"
            )
            raise refused("needs_subnets", text)
        if self.to is not None and self.subnets is None:
            text = Phrase("needs `subnets`: an endpoint of an endpoint service is an interface endpoint")
            raise refused("needs_subnets", text)
        return self

    @model_validator(mode="after")
    def _interface_needs_subnets(self) -> "VpcEndpoint":
        if self.service is None:
            return self
        if self.subnets is None and self.service not in GATEWAY_SERVICES:
            text = "needs `subnets`: an endpoint for {service} is an interface endpoint"
            raise refused("needs_subnets", Phrase(text, service=self.service))
        return self

    def among(self, present: Collection[str]) -> Self | None:
        return self if self.to is None or self.to in present else None

    @property
    def is_gateway(self) -> bool:
        """Whether it is a gateway endpoint: a route, free of charge, bound to no zone."""
        return self.subnets is None

    @property
    def actual_scope(self) -> Scope:
        return Scope.VPC if self.is_gateway else Scope.ZONE

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """A gateway endpoint is bound to no zone; an interface endpoint has one interface in each."""
        if self.is_gateway:
            return UNAFFECTED
        if not lost:
            return ELSEWHERE
        if not left:
            return FailureImpact(State.DOWN, "its only interface is in that zone")
        return FailureImpact(State.FAILS_OVER, "its interfaces in the other zones serve", (0, 60))

    @property
    def leads_to(self) -> str | None:
        return self.to

    @property
    def called_service(self) -> str | None:
        return self.service


KIND = VpcEndpoint
