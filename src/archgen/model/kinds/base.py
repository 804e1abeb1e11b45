"""What every kind of component has: its fields, its icon, where it is and what a zone failure does to it."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Literal, Self

from pydantic import (
    Field,
    model_validator,
)

from archgen.findings.phrase import Phrase
from archgen.model.shapes import (
    Places,
    TagKey,
    TagValue,
    refused,
)

from .asked import Asked
from .category import Category
from .copies import (
    ELSEWHERE,
    RELAUNCHED,
    UNAFFECTED,
    Copy,
    FailureImpact,
    Scope,
    State,
    Territory,
    Tier,
    surviving,
)
from .facts import Access, Made, Permission, StandIn
from .fields import (
    ICON_PATTERN,
    Capacity,
    Id,
    Label,
    OneOrMore,
    Service,
    Strict,
    Text,
)


class Component(Asked, Strict):
    """One thing in the architecture.

    A fact that has no value here must be stated by each kind: the tests name what a kind leaves out.
    """

    category: ClassVar[Category] = Category.SERVICE
    """What it is to code that treats it differently from others."""
    scope: ClassVar[Scope]
    own_tier: ClassVar[Tier | None] = None
    icon_class: ClassVar[str]
    drawio_shape: ClassVar[str | None]
    """Its name among the `mxgraph.aws4` shapes of draw.io; the icon is embedded where there is none."""
    service_name: ClassVar[str]
    words: ClassVar[tuple[str, ...]]
    """What else people call it, in small letters and without signs; an s at the end may be missing."""
    usual_port: ClassVar[int | None]
    """The port that a connection to it uses when neither the file nor its fields give one."""
    endpoint_service: ClassVar[str | None]
    """What the VPC endpoint for its API is called in `service`; None where it is not called by an API."""
    has_gateway_endpoint: ClassVar[bool] = False
    """Whether that endpoint may be a gateway endpoint: a route, free of charge."""
    permissions: ClassVar[tuple[Permission, ...]]
    """What a role needs for each access to it; none where IAM does not decide who may connect."""
    variables: ClassVar[tuple[tuple[str, str], ...]]
    """What its callers are given in their environment: the ends of the variables' names (`ORDERS_TABLE`),
    each with an attribute of its main resource in Terraform (`name`), or with an expression that has the
    `{label}` of its resources (`aws_kms_key.{label}.arn`; Terraform's own braces are doubled: `${{...}}`)."""
    terraform_type: ClassVar[str | None]
    """The type of its main resource in Terraform; None where nothing is made."""
    lacks: ClassVar[tuple[tuple[Made, str], ...]]
    """What archgen does not make of it (Terraform, a local stand-in) or does not read in plans, and why."""
    read_from: ClassVar[tuple[str, ...]]
    """The types of resources that `import` and `conform` read as it."""
    helper_types: ClassVar[tuple[str, ...]] = ()
    """Further types of its resources, which are nothing by themselves: `import` reads them with it."""
    read_fields: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    """Where its fields are in those resources: pairs of a field and a path of blocks and an attribute."""
    read_defaults: ClassVar[tuple[tuple[str, bool | int], ...]] = ()
    """What AWS takes for those of its fields that a resource does not give."""
    read_constants: ClassVar[tuple[tuple[str, str, str | bool], ...]] = ()
    """What a type of those resources says by itself: the type, a field and its value."""
    read_part_of: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Types of those resources that belong to another component where an attribute names one."""
    read_patterns: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """Types of those resources that pass on what others tell: the attribute that names those, their type."""
    read_link: ClassVar[tuple[str, str, str] | None] = None
    """What leads from it to the resource that has its subnets: the type of what names both, and how."""
    read_members: ClassVar[tuple[str, str] | None] = None
    """The type of its further instances, and the attribute by which they name it: all but one copy it."""
    read_subnet_group: ClassVar[str | None] = None
    """The attribute of those resources that names the group of their subnets."""
    read_places: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Where those resources name the subnets that they are in."""
    read_groups: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Where those resources name their security groups."""
    arn_attribute: ClassVar[str] = "arn"
    """The attribute of its main resource that is its ARN."""
    secret_attribute: ClassVar[str | None] = None
    """The attribute of its main resource that is the ARN of the secret with its password."""
    replica_arn: ClassVar[str | None] = None
    """The end of the ARN of its replica in a REGION, where that is no resource of its own."""
    named_arn: ClassVar[str | None] = None
    """The end of its ARN in a REGION and an ACCOUNT, where it is made of its {name} alone: so two can call
    each other, which Terraform cannot make where each refers to the other."""
    name_attribute: ClassVar[tuple[str, int] | None] = None
    """With that, the attribute of its main resource that is its name, and how long it may be."""
    compared: ClassVar[tuple[str, ...]]
    """The fields that `conform` compares."""
    delivers: ClassVar[bool] = False
    """Whether what it connects to is called with its events: a queue's messages, a table's changes."""
    moves_data: ClassVar[bool] = False
    """Whether what it delivers is data at rest, and no event."""
    hands_to: ClassVar[tuple[str, ...] | None] = None
    """The APIs of AWS that its Terraform makes it call; None where its role and its network decide."""
    passes_on: ClassVar[bool] = False
    """Whether it is of use only between who writes to it and who reads from it."""
    hears_others: ClassVar[bool] = False
    """Whether events come to it from others than what the file connects to it, such as AWS itself."""
    event_source: ClassVar[str | None] = None
    """The attribute, of its main resource, by which Lambda polls it for events."""
    is_stream: ClassVar[bool] = False
    """Whether its events are kept in order for whoever reads them, and polled from a position."""
    principal: ClassVar[str | None] = None
    """The service that calls others for it, where their policies must let it in."""
    called_by_policy: ClassVar[tuple[str, ...]] = ()
    """The APIs of those that let it in by their own policies, so that its role says nothing of them."""
    exists_with_target: ClassVar[bool] = False
    """Whether Terraform makes it only where it delivers to something."""
    uses_callers_rights: ClassVar[bool] = False
    """Whether it reads what it connects to with the rights of whoever calls it."""
    callers_need: ClassVar[tuple[Permission, ...]] = ()
    """What its callers need besides, of other resources: the endings are ARNs from the service on."""
    called_by_role: ClassVar[bool] = False
    """Whether a rule of EventBridge calls it by a role, and not by a policy of its own."""
    puts_failures_by_rule: ClassVar[bool] = False
    """Whether a rule of EventBridge puts what failed into its queue."""
    source_arn: ClassVar[str] = "{address}.arn"
    """What it calls others as: an expression of its `address`, and of the label of the `pair`."""
    keeps_data_in_vpc: ClassVar[bool] = False
    """Whether it is data behind a security group."""
    other_sizes: ClassVar[tuple[str, ...]] = ()
    """What it takes by default in regions that do not offer its usual size."""
    has_own_sizes: ClassVar[bool] = False
    """Whether its instance types are those of its service, and not of Amazon EC2."""
    read_if_used: ClassVar[bool] = False
    """Whether one in a plan is a component only where something in the plan uses it."""
    serving_types: ClassVar[tuple[str, ...]] = ()
    """Types of its resources that only serve another component where their tag gives them to it."""
    may_serve_others: ClassVar[bool]
    """Whether one in a plan may only serve another component: a bucket of logs, a queue of failures."""
    name_limit: ClassVar[tuple[int, str] | None]
    """How many characters AWS allows in the name of what; None where no name of the model comes near."""
    references: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    """The fields that name another component, each with the kinds that it may be of."""
    is_entry: ClassVar[bool] = False
    """Whether it is made to be met by clients from the internet, as load balancers and distributions are."""
    example: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Values, for its page, of the keys that it alone requires."""
    page_keys: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Further keys that its page shows, because nobody leaves them out though the format lets them."""
    where: ClassVar[str | None] = None
    """Where its copies are, in the words of the format's page, where its scope alone does not say it."""
    replaced_by: ClassVar[tuple[str, ...]] = ()
    """Fields whose change makes AWS create it again, empty (Terraform AWS provider, "Forces new")."""
    keeps_nothing: ClassVar[bool] = False
    """Whether no data is lost with it, though it is a service that others use by an API."""
    target_type: ClassVar[str] = "instance"
    """What it is registered as in the target group of a load balancer."""
    known_by_service: ClassVar[bool] = False
    """Whether pictures call the only one of its kind by its service."""
    shows_client_addresses: ClassVar[bool] = False
    """Whether what it leads to sees the addresses of the clients, not one of its own."""
    is_origin: ClassVar[bool] = False
    """Whether a distribution can fetch from it."""
    is_alias_target: ClassVar[bool] = False
    """Whether a hosted zone makes an alias record for it."""
    is_way: ClassVar[bool] = False
    runs_code: ClassVar[bool] = False
    is_compute: ClassVar[bool] = False
    is_load_balancer: ClassVar[bool] = False
    is_database: ClassVar[bool] = False
    is_cache: ClassVar[bool] = False
    copies_follow_first: ClassVar[bool] = False
    """Whether its copies in other regions are replicated from the first one's."""
    called_by_api: ClassVar[bool] = False
    """Whether interfaces in subnets serve its own calls, never those to it: they get no public address."""
    is_managed: ClassVar[bool] = False
    """A regional service with an API of its own outside the VPC (S3, DynamoDB, queues)."""
    needs_subnets: ClassVar[bool] = False
    is_replaced_by_routes: ClassVar[bool] = True
    """Whether traffic finds another copy when the one on its path fails; a route leads to one NAT gateway."""

    kind: str = Field(description="what it is")
    label: Label | None = Field(default=None, description="one line for the picture and the docs")
    description: Text | None = Field(default=None, description="prose for the docs")
    group: Id | None = Field(default=None, description="the group that it belongs to, one of `groups`")
    region: OneOrMore | None = Field(
        default=None, description="the region or regions that it is in; all unless set"
    )
    subnets: Id | None = Field(default=None, description="the subnet tier that it is in")
    zones: Places | None = Field(default=None, description="the zones that it is in; all unless set")
    vpc: OneOrMore | None = Field(
        default=None,
        description="the VPC, or VPCs, of what is not in subnets; every VPC that needs one unless set",
    )
    account: Id | None = Field(
        default=None, description="the AWS account of what is in no VPC; the account of its VPC unless set"
    )
    tags: dict[TagKey, TagValue] = Field(
        default_factory=dict, description="put on its resources; policies select by them"
    )

    def sized_for(self, given: Collection[str], regions: Collection[str]) -> Self:
        """The component with sizes that its regions offer, of those that its file has not `given`."""
        field, table = self.catalogued_size or ("", "")
        if not table or field in given:
            return self
        from archgen.catalogue.sizes import first_offered

        name = first_offered(table, (self.value_of(field), *self.other_sizes), regions)
        return self.model_copy(update={field: name}) if name else self

    def recreated_by(self, other: "Component") -> tuple[str, ...]:
        """The fields by which it becomes the other, of the same kind, only if AWS creates it again, empty."""
        return tuple(name for name in self.replaced_by if self.value_of(name) != other.value_of(name))

    @property
    def icon(self) -> str:
        """The node class of the `diagrams` package whose icon it has."""
        return self.icon_class

    @property
    def title(self) -> str:
        """What it is called where it has no label."""
        return self.label or self.service_name

    @property
    def default_port(self) -> int | None:
        """The port that a connection to it uses when the file gives none."""
        return self.usual_port

    @property
    def has_password(self) -> bool:
        """Whether its callers need a password that is made with it, outside of Secrets Manager."""
        return False

    @property
    def shares_nothing(self) -> bool:
        """Whether its copies hold different data, so that callers connect to all of them."""
        return False

    @property
    def takes_writes_everywhere(self) -> bool:
        """Whether its replicas in other regions take writes too."""
        return True

    @property
    def runs_on(self) -> str | None:
        """The id of the component whose network it uses: pods have the security groups of their cluster."""
        return None

    @property
    def waits(self) -> int | None:
        """How many seconds it waits for what it calls; None where that is not known."""
        return None

    @property
    def takes(self) -> int | None:
        """How many seconds a call of it may take, where the file says so."""
        return None

    @property
    def resource_type(self) -> str | None:
        """The type of its main resource in Terraform, as its fields have it; None where they leave it out."""
        return self.terraform_type

    @property
    def needed_for_terraform(self) -> str | None:
        """The field without which no Terraform is made for it, where the file leaves that out."""
        return None

    @property
    def given_variables(self) -> tuple[tuple[str, str], ...]:
        """What its callers are given, as its fields have it."""
        return self.variables

    @property
    def carries_events(self) -> bool:
        """Whether it is a bus, a topic, a queue or a stream: as its icon says."""
        return _drawn_as(self.icon, _EVENTS)

    @property
    def may_be_hub(self) -> bool:
        """Whether much may be published to it, and much be started by it: a bus, a topic or a queue."""
        return _drawn_as(self.icon, _HUBS)

    @property
    def link_subnets(self) -> str | None:
        """The subnets of its link into the VPC, where it is outside of the VPC itself."""
        return None

    def usual_access(self, caller: "Component") -> tuple[Access, ...]:
        """What a connection of a caller to it is for when the file does not say."""
        stated = (permission.access for permission in self.permissions)
        return tuple(dict.fromkeys(access for access in stated if access is not Access.DELIVER))

    def stand_in(self, name: str) -> StandIn | None:
        """The container that stands in for it in the local stack; `name` is its id as a database's name."""
        return None

    @property
    def in_tier(self) -> Tier | None:
        """The tier that it belongs to."""
        return self.own_tier

    @property
    def on_private_network(self) -> bool:
        """Whether it is outside of AWS, and joined to the VPCs by a network that is not the internet."""
        return False

    @property
    def actual_scope(self) -> Scope:
        """What it exists once in, as its fields have it."""
        return self.scope

    @classmethod
    def as_written(cls, field: str, value: Any) -> Any:
        """A value of a Terraform resource as a file of archgen writes it."""
        return value

    def zones_in(self, territory: Territory) -> tuple[str, ...]:
        """The zones of the territory that it is in, in the territory's order."""
        if self.zones is None:
            return territory.zones
        return tuple(zone for zone in territory.zones if zone in self.zones)

    def copies(self, id: str, territory: Territory) -> list[Copy]:
        """Its copies in one region, if it is in regions."""
        if self.actual_scope is Scope.ZONE:
            return [
                Copy(f"{id}@{zone}", id, territory.name, zone, (zone,), self.subnets)
                for zone in self.zones_in(territory)
            ]
        in_row = self.actual_scope is Scope.VPC and self.subnets
        zones = self.zones_in(territory) if in_row else ()
        row = self.subnets if in_row else None
        end = territory.once if self.actual_scope is Scope.VPC and not in_row else territory.name
        return [Copy(f"{id}@{end}", id, territory.name, None, zones, row)]

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """What becomes of it when the copies in `lost` are gone and those in `left` remain."""
        return UNAFFECTED


_EVENTS = ("sqs", "sns", "eventbridge", "kinesis", "mq", "simplequeue", "simplenotification", "kafka")
"""In the names of the icons of buses, topics, queues and streams, without regard to case."""
_HUBS = ("sqs", "sns", "eventbridge", "simplequeue", "simplenotification", "kafka", "rabbitmq")


def _drawn_as(icon: str, names: tuple[str, ...]) -> bool:
    node = icon.rpartition(".")[2].lower()
    if node.endswith(("analytics", "videostreams")):  # of Kinesis: they read a stream, or are none of records
        return False
    return any(name in node for name in names)


class Outside(Component):
    """A component that is none of AWS's, and may have the icon of what it is."""

    drawn_as: str | None = Field(
        default=None,
        alias="icon",
        pattern=rf"^{ICON_PATTERN}\z",
        description="a node class of the diagrams package, such as onprem.client.Users or saas.chat.Slack",
    )
    scope = Scope.OUTSIDE

    @property
    def icon(self) -> str:
        return self.drawn_as or self.icon_class


class Zonal(Component):
    """A component that must say which subnet tier it is in."""

    needs_subnets: ClassVar[bool] = True
    subnets: Id = Field(description="the subnet tier that it is in")


class Running(Component):
    """A component that runs an image of ours."""

    runs_code: ClassVar[bool] = True
    listens: ClassVar[bool] = True
    """Whether what it runs is spoken to on a port of its own; a function is called."""
    service: Service | None = Field(default=None, description="what it runs; a placeholder unless set")

    @model_validator(mode="after")
    def _checked_on_a_port(self) -> Self:
        if self.is_worker and self.service and "health_check" in self.service.model_fields_set:
            raise refused(
                "needs_port",
                Phrase("has no `port` to check; set `port` beside it"),
                at="service.health_check",
            )
        return self

    @property
    def runs(self) -> Service | None:
        return self.service

    @property
    def is_worker(self) -> bool:
        """Whether it runs something that listens on no port."""
        return self.listens and self.service is not None and self.service.port is None

    @property
    def default_port(self) -> int | None:
        if not self.listens:
            return self.usual_port
        return self.service.port if self.service else None


class Compute(Running):
    """A component that is there to run code of ours, in a tier."""

    is_compute: ClassVar[bool] = True
    tier: Literal["frontend", "backend"] = Field(description="the tier that it belongs to")

    @property
    def in_tier(self) -> Tier:
        return Tier(self.tier)


class Group(Zonal, Compute):
    """A compute component whose instances spread evenly over the zones of a row."""

    scope = Scope.ZONE
    capacity: Capacity = Field(default_factory=Capacity, description="how many run")

    @property
    def how_many(self) -> Capacity:
        return self.capacity

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Survivors serve; launches elsewhere are never counted on: they need the control plane.

        Source: AWS Fault Isolation Boundaries, static stability.
        """
        if not lost:
            return ELSEWHERE
        remaining = surviving(self.capacity.min, len(lost) + len(left), len(lost)) if left else 0
        if remaining < max(self.capacity.required, 1):
            if left and self.capacity.max >= max(self.capacity.required, 1):
                return FailureImpact(State.DOWN, RELAUNCHED, (120, 600), relaunches=True)
            note = "too few instances are left" if left else "all of its instances are in that zone"
            return FailureImpact(State.DOWN, note)
        return FailureImpact(State.REDUCED, "the instances in the other zones serve", (0, 300))
