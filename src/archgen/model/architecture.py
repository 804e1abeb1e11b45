"""What a file may say: the types of `architecture.yaml`, and pydantic's complaints as findings."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    PrivateAttr,
    model_validator,
)

from archgen.findings.phrase import Phrase
from archgen.model.chains import Chain
from archgen.model.identity import Identity, identity_of
from archgen.model.kinds import Component
from archgen.model.kinds.fields import (
    Cidr,
    Cidrs,
    FileNames,
    Id,
    Label,
    Names,
    OneOrMore,
    Strict,
    Text,
)
from archgen.model.networks import BlockText, OneOrMoreCidrs
from archgen.model.policies import Policy, as_policy
from archgen.model.shapes import PlaceName, Places, Size, TagKey, TagValue, listed, refused
from archgen.model.style import Style

TOP = "the top level"


def _dated(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise refused("date", Phrase("is not a date such as 2026-12-31")) from None
    return value


def _cidrs_by_region(value: Any) -> Any:
    return {"": value} if isinstance(value, list | tuple) else value


def _seconds(value: Any) -> Any:
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    if isinstance(value, str) and value[:-1].isdigit() and value[-1] in units:
        return int(value[:-1]) * units[value[-1]]
    raise refused("duration", Phrase("is not a duration such as 30s, 5m, 1h or 1d"))


Duration = Annotated[int, BeforeValidator(_seconds, json_schema_input_type=str)]
"""A length of time, in seconds."""


class Region(Strict):
    """One region, with its VPC where it has a single one."""

    zones: Places = Field(
        default=(), description="the zones, by their full names; none where nothing is in a VPC"
    )
    cidr: Cidr | None = Field(
        default=None, description="the block of its VPC; unset where it has none, or several under `vpcs`"
    )
    role: Literal["active", "standby"] = Field(
        default="active", description="active: it serves; standby: it serves only when the others do not"
    )


class Vpc(Strict):
    """One VPC of several."""

    region: PlaceName = Field(description="the region that it is in")
    cidr: OneOrMoreCidrs = Field(description="its block, or a list of blocks: the primary one first")
    ipv6: bool = Field(default=False, description="whether it has an IPv6 block of Amazon's, a /56")
    zones: Places | None = Field(default=None, description="its zones; those of its region unless set")
    account: Id | None = Field(default=None, description="the AWS account that it is in, by a name of yours")
    label: Label | None = Field(default=None, description="one line for the picture and the docs")
    description: Text | None = Field(default=None, description="prose for the docs")


class Subnets(Strict):
    """One row of subnets: one in each zone."""

    access: Literal["public", "private", "isolated"] = Field(
        description="default route: to the internet gateway, to the zone's NAT gateway, or none"
    )
    zones: Places | None = Field(
        default=None, description="the zones in which it has subnets; those of its VPC unless set"
    )
    slot: int | None = Field(default=None, ge=0, le=7, description="which eighth of the VPC's slots it takes")
    cidrs: Annotated[
        dict[str, Cidrs],
        BeforeValidator(_cidrs_by_region, json_schema_input_type=list[str] | dict[str, list[str]]),
    ] = Field(default_factory=dict, description="pinned blocks, one per zone; with several regions by region")
    vpc: OneOrMore | None = Field(
        default=None, description="its VPC, or one in each of several regions; every VPC unless set"
    )
    via: Id | None = Field(
        default=None,
        description="the gateway that its default route leads to, where that is not the usual one: a transit "
        "gateway, a firewall, a NAT instance, a VPN",
    )
    routes: dict[BlockText, Id] = Field(
        default_factory=dict, description="static routes: which gateway leads to a block"
    )
    cidr: Cidr | None = Field(
        default=None, description="the block of the VPC that its subnets are taken from; the first unless set"
    )
    ipv6: bool | Literal["only"] | None = Field(
        default=None, description="whether it has IPv6 blocks, or only those; as its VPC unless set"
    )
    label: Label | None = Field(default=None, description="one line for the picture and the docs")
    description: Text | None = Field(default=None, description="prose for the docs")


class ComponentGroup(Strict):
    """Components that belong together: a bounded context, a team, a subsystem."""

    label: Label | None = Field(default=None, description="one line for the picture and the docs")
    description: Text | None = Field(default=None, description="prose for the docs")


class DrawnView(Strict):
    """A view of its own: which picture, and of what. What is chosen is drawn with what it is connected to."""

    of: Literal["network", "flow", "overview"] = Field(default="network", description="which picture")
    label: Label | None = Field(default=None, description="the heading of the picture")
    group: str | None = Field(default=None, description="only this group and its neighbours")
    tier: Literal["frontend", "backend", "data"] | None = Field(
        default=None, description="only this tier and its neighbours"
    )
    region: str | None = Field(default=None, description="only what is in this region")
    component: str | None = Field(default=None, description="only this component and its neighbours")


class Target(Strict):
    """How soon the system must work again, and how much may be lost, in seconds."""

    rto: Duration | None = Field(default=None, description="recovery time objective, such as 5m")
    rpo: Duration | None = Field(default=None, description="recovery point objective, such as 0s")


class Targets(Strict):
    """What is promised when a zone or a region is lost."""

    zone: Target | None = Field(default=None, description="recovery targets for a zone failure")
    region: Target | None = Field(default=None, description="recovery targets for a region failure")


class Ignore(Strict):
    """One rule that is not to speak, and why."""

    rule: str = Field(description="the rule's name or code")
    component: str | None = Field(default=None, description="only for this component")
    reason: Text = Field(description="why")
    until: Annotated[str, AfterValidator(_dated)] | None = Field(
        default=None, description="the last day on which it holds, such as 2026-12-31"
    )


class Setting(Strict):
    """How one rule is to speak in this file."""

    severity: Literal["error", "warning", "info", "off"] | None = Field(
        default=None, description="the severity of its findings here; `off` ignores them all, with a `reason`"
    )
    reason: Text | None = Field(default=None, description="why")

    @model_validator(mode="after")
    def _off_with_a_reason(self) -> Self:
        if self.severity == "off" and self.reason is None:
            raise refused("needs_reason", Phrase("needs a `reason`: its severity is off"))
        return self


class Rules(Strict):
    """Ignored rules, and settings of single rules under their names."""

    __pydantic_extra__: dict[str, Setting] = Field(init=False)
    model_config = ConfigDict(frozen=True, extra="allow", strict=True, defer_build=True)
    ignore: Annotated[
        tuple[Ignore, ...],
        Field(max_length=1000),
        BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v),
    ] = Field(default=(), description="findings that are accepted, each with a reason")

    @property
    def settings(self) -> Mapping[str, Setting]:
        """What the file sets for single rules, by name or code."""
        return self.model_extra or {}


class Delivery(Strict):
    """What the pipeline does beside building images."""

    archgen_version: Label | None = Field(
        default=None,
        alias="archgen-version",
        description="what the workflow installs archgen from: a Git URL or a wheel; the repository's "
        "variable ARCHGEN unless set",
    )
    model: Label | None = Field(
        default=None,
        description="where this file is in its repository, if not at the top: shop/architecture.yaml",
    )
    rollout: bool = Field(default=True, description="whether Terraform is planned and applied on main")


class Server(Strict):
    """One EC2 instance on which all services and databases run in containers."""

    instance_type: Size = Field(default="t3.micro", description="the EC2 instance type")
    os: Literal["ubuntu", "amazon-linux"] = Field(default="ubuntu", description="its operating system")
    key_name: Annotated[Label, Field(max_length=255)] | None = Field(
        default=None, description="the key pair for SSH; Session Manager alone unless set"
    )
    ssh_from: Annotated[tuple[Cidr, ...], BeforeValidator(listed)] = Field(
        default=(), description="the address blocks that may connect by SSH"
    )

    @property
    def is_arm(self) -> bool:
        """Whether its processor is Graviton: those families have a g after their number."""
        return re.match(r"([a-z]+\d+g[a-z]*|a1)\.", self.instance_type) is not None


class Deployment(Strict):
    """Where it runs, if not in the architecture that is described."""

    server: Server | None = Field(
        default=None, description="a single server: a cheap mode that survives no failure"
    )


class Architecture(Strict):
    """The whole file."""

    archgen: Literal[1] = Field(description="the version of the format")
    name: Id = Field(description="the system's id; it begins the names of resources")
    title: Label | None = Field(default=None, description="the system's name for people")
    description: Text | None = Field(default=None, description="what it is for")
    language: Literal["en", "es"] = Field(default="en", description="of captions, docs and reports")
    tags: dict[TagKey, TagValue] = Field(default_factory=dict, description="put on every resource")
    regions: dict[PlaceName, Region] = Field(
        min_length=1, max_length=64, description="the regions, by AWS's names"
    )
    vpcs: dict[Id, Vpc] = Field(
        default_factory=dict,
        max_length=64,
        description="the VPCs, where a region has several; each region has one unless set",
    )
    subnets: dict[Id, Subnets] = Field(
        default_factory=dict, max_length=64, description="the subnet tiers, in drawing order"
    )
    groups: dict[Id, ComponentGroup] = Field(
        default_factory=dict,
        max_length=64,
        description="what components belong to: contexts, teams, subsystems",
    )
    views: dict[Id, DrawnView] = Field(
        default_factory=dict, max_length=64, description="views that are drawn beside the usual ones"
    )
    style: Style = Field(default_factory=Style, description="colours and theme of the pictures")
    components: dict[Id, InstanceOf[Component]] = Field(description="what there is, by id")
    connections: tuple[InstanceOf[Chain], ...] = Field(default=(), description="who may connect to whom")
    policies: Annotated[
        tuple[
            Annotated[Policy, BeforeValidator(as_policy, json_schema_input_type=str | dict[str, Any])], ...
        ],
        Field(max_length=200),
        BeforeValidator(listed),
    ] = Field(default=(), description="what the team promises itself; or names of files with policies")
    targets: Targets = Field(default_factory=Targets, description="recovery targets")
    rules: Rules = Field(default_factory=Rules, description="ignored rules and settings of rules")
    deployment: Deployment = Field(
        default_factory=Deployment, description="a simpler way to run it, such as a single server"
    )
    delivery: Delivery = Field(default_factory=Delivery, description="settings of the delivery pipeline")
    include: FileNames = Field(
        default=(),
        description="files that this one is merged with: policies, shared components, defaults",
    )
    environments: dict[Id, Any] = Field(default_factory=dict, description="merge patches by name")
    outputs: Names | None = Field(default=None, description="what `render` makes by default")
    _identity: Identity | None = PrivateAttr(default=None)

    @property
    def identity(self) -> Identity:
        """What it is called at AWS."""
        return self._identity or identity_of({"name": self.name, "environments": self.environments})

    def identified(self, identity: Identity) -> Self:
        """The same system under another identity: that of an environment."""
        found = self.model_copy()
        found._identity = identity
        return found

    @property
    def heading(self) -> str:
        """What the system is called."""
        return self.title or self.name
