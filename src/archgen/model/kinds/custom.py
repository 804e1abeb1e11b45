"""Anything else of AWS: drawn and documented, no Terraform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .base import ICON_PATTERN, UNAFFECTED, Component, Copy, Fate, Port, Scope, State


def _inside(value: Any) -> Any:
    if value == "outside":
        raise PydanticCustomError("elsewhere", 'is "outside"; what stands outside of AWS is `kind: external`')
    return value


class Custom(Component):
    """A component that archgen has no kind for, with an icon of the `diagrams` package and its own scope."""

    kind: Literal["custom"]
    exists_per: Annotated[
        Literal["global", "region", "zone"],
        BeforeValidator(_inside, json_schema_input_type=Literal["global", "region", "zone"]),
    ] = Field(default="region", alias="scope", description="what it exists once in")
    drawn_as: str = Field(
        default="aws.general.General",
        alias="icon",
        pattern=rf"^{ICON_PATTERN}\z",
        description="a node class of the diagrams package, such as aws.analytics.Athena",
    )
    port: Port | None = Field(default=None, description="the port that it listens on")
    scope = Scope.REGION
    icon_class = "aws.general.General"
    drawio_shape = None
    service_name = "Component"
    words = ()
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = None
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None

    @model_validator(mode="after")
    def _zonal_needs_subnets(self) -> Custom:
        if self.exists_per == "zone" and self.subnets is None:
            raise PydanticCustomError("needs_subnets", "needs `subnets`: its scope is zone")
        return self

    @property
    def icon(self) -> str:
        return self.drawn_as

    @property
    def default_port(self) -> int | None:
        return self.port

    @property
    def standing(self) -> Scope:
        return Scope(self.exists_per)

    def fate(self, lost: Sequence[Copy], left: Sequence[Copy]) -> Fate:
        """Whatever its scope says."""
        if not lost:
            return UNAFFECTED
        if not left:
            return Fate(State.DOWN, "all of its copies are in that zone")
        return Fate(State.REDUCED, "its copies in the other zones serve", (0, 300))


KIND = Custom
