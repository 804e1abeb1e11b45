"""Anything else of AWS: drawn and documented, no Terraform."""

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from archgen.findings.phrase import Phrase
from archgen.model.shapes import refused

from .base import Component
from .category import Category
from .copies import UNAFFECTED, Copy, FailureImpact, Scope, State
from .facts import Made
from .fields import ICON_PATTERN, Port


def _whole_name(value: Any) -> Any:
    """An icon by its whole name: a bare name, such as `athena`, means the only icon that is called so."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", value):
        return value
    from archgen.model.icons import meant

    found = meant(value)
    if len(found) == 1:
        return found[0]
    hint = Phrase("; `archgen icons WORD` lists the names with a word in them")
    if found:
        hint = Phrase("; it may be {names}", names=", ".join(found[:4]))
    text = 'is "{value}", which is not the name of one icon{hint}'
    raise refused("icon", Phrase(text, value=value, hint=hint))


class Custom(Component):
    """A component that archgen has no kind for, with an icon of the `diagrams` package and its own scope."""

    kind: Literal["custom"]
    category = Category.CUSTOM
    page_keys = (("icon", "aws.analytics.Athena"),)
    where = "as its `scope` says"
    exists_per: Literal["global", "region", "zone", "outside"] = Field(
        default="region", alias="scope", description="what it exists once in"
    )
    drawn_as: Annotated[
        str,
        StringConstraints(pattern=rf"^{ICON_PATTERN}\z"),
        BeforeValidator(_whole_name, json_schema_input_type=str),
    ] = Field(
        default="aws.general.General",
        alias="icon",
        description="a node class of the diagrams package, such as aws.analytics.Athena, or its bare name",
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
    lacks = (
        (Made.TERRAFORM, "what it is made of is not known"),
        (Made.IMPORT, "resources of services without a kind become one"),
        (Made.LOCAL, "what it is is not known"),
    )

    @model_validator(mode="after")
    def _zonal_needs_subnets(self) -> "Custom":
        if self.exists_per == "zone" and self.subnets is None:
            raise refused("needs_subnets", Phrase("needs `subnets`: its scope is zone"))
        return self

    @property
    def icon(self) -> str:
        return self.drawn_as

    @property
    def default_port(self) -> int | None:
        """Services of AWS are reached on 443."""
        of_aws = self.drawn_as.startswith("aws.") and self.drawn_as != self.icon_class
        return self.port or (443 if of_aws else None)

    @property
    def actual_scope(self) -> Scope:
        return Scope(self.exists_per)

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Whatever its scope says."""
        if not lost:
            return UNAFFECTED
        if not left:
            return FailureImpact(State.DOWN, "all of its copies are in that zone")
        return FailureImpact(State.REDUCED, "its copies in the other zones serve", (0, 300))


KIND = Custom
