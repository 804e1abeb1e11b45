"""What all gateways have: traffic passes them on its way, and nobody connects to them."""

from collections.abc import Collection
from typing import ClassVar, Self

from pydantic import Field

from .base import Component
from .copies import Scope
from .facts import Made
from .fields import Id

ONLY_AT_AWS = (
    (
        Made.LOCAL,
        "containers reach each other over networks of Docker, without routes and gateways",
    ),
)
"""What all of them lack."""


class Gateway(Component):
    """A way that traffic takes between a VPC and something else."""

    is_way = True
    drawio_shape: ClassVar[str | None] = None
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    compared: ClassVar[tuple[str, ...]] = ()
    may_serve_others = False
    name_limit: ClassVar[tuple[int, str] | None] = None


class PrivateConnection(Gateway):
    """What leads to a private network outside of AWS."""

    where = "once in the region of what it is attached to"
    attaches: Id = Field(description="the VPC, or the transit gateway, that it is attached to")
    to: Id = Field(description="the external component that it leads to, a network with private `cidrs`")
    scope = Scope.REGION

    def among(self, present: Collection[str]) -> Self | None:
        return self if self.attaches in present and self.to in present else None

    @property
    def attached(self) -> tuple[str, ...]:
        return (self.attaches,)

    @property
    def home(self) -> str:
        return self.attaches

    @property
    def leads_to(self) -> str:
        return self.to
