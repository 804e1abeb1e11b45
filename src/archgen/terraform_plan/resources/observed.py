"""What a plan would build, in archgen's words: subnets with their routes, components with their rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from archgen.lint.coverage import Gap
from archgen.model.kinds import Category, kind_class
from archgen.terraform_plan.resources.network.route_tables import PlannedRoute, Target

ANYWHERE = "0.0.0.0/0"


@dataclass(frozen=True, slots=True)
class SeenNetwork:
    """A VPC: its primary block, and the secondary ones."""

    address: str
    region: str
    cidr: str
    more: tuple[str, ...] = ()
    id: str = "vpc"
    ipv6: bool = False
    account: str | None = None
    whole: bool = True
    """Whether all its blocks are known."""


@dataclass(frozen=True, slots=True)
class SeenSubnet:
    """A subnet.

    `way` is the address of what its default route leads to, `leads` what sort of thing it is,
    `network` the address of its VPC. `known` is false where the plan does not say which route it has.
    `routes` are all of its table, where it is known which one it has. `cidr` is empty where it has IPv6
    addresses only.
    """

    address: str
    row: str
    region: str
    zone: str
    cidr: str
    leads: Target | None = None
    way: str | None = None
    route: str | None = None
    network: str | None = None
    known: bool = True
    routes: tuple[PlannedRoute, ...] = ()
    ipv6: bool = False

    @property
    def id(self) -> str:
        """As a model would call it."""
        return f"{self.row}@{self.zone}"

    @property
    def leaves_elsewhere(self) -> bool:
        """Whether traffic to the internet leaves by something that is no gateway of this VPC."""
        return not self.known or self.leads not in (None, "internet-gateway", "nat-gateway")

    @property
    def access(self) -> Literal["public", "private", "isolated"]:
        """What its default route makes it; private where that is not known."""
        if self.leads == "internet-gateway":
            return "public"
        if not self.known:
            return "private"
        return "isolated" if self.leads is None else "private"


@dataclass(frozen=True, slots=True)
class Joins:
    """What a gateway joins, by addresses: VPCs with the subnet tiers of their attachments, and more.

    `gateway` is the transit gateway that a connection is attached to; `routes` give for each VPC those that
    it reaches, and `default` is the VPC that gets everything else. `blocks` are those of the private network,
    with the `name` that its own gateway gives. `shared`: other configurations attach networks too.
    """

    networks: tuple[tuple[str, str | None], ...] = ()
    gateway: str | None = None
    routes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    default: str | None = None
    peers: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    name: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class SeenComponent:
    """A component of one region as it is seen: where it stands, its security groups, its fields.

    `subnets` are addresses; `fields` are those of the format. `addresses` begin with the resource that is it.
    """

    id: str
    kind: str
    region: str | None
    addresses: tuple[str, ...]
    subnets: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    targets: tuple[tuple[str, int | None], ...] = ()
    """What it sends traffic to by its own settings (targets, origins, aliases): address and port."""
    replicas: int = 0
    placed: bool = False
    """Whether a tag says which component it is."""
    unknown: tuple[str, ...] = ()
    """The fields of which the plan does not say what they are."""
    network: str | None = None
    """The address of the VPC that it belongs to, where it has no subnets."""
    gap: Gap | None = None
    """Why it is not known where it is."""
    follows: bool = False
    """Whether it is a copy of a database whose primary stands in another region."""
    joins: Joins | None = None
    """What it joins, if it is a gateway between networks."""
    parts: tuple[str, ...] = ()
    """The addresses of what it uses that has no place of its own, and that others may use too."""

    @property
    def category(self) -> Category:
        """The category of its kind."""
        return kind_class(self.kind).category

    @property
    def address(self) -> str:
        """The address of the resource that it is."""
        return self.addresses[0]


class Reach(NamedTuple):
    """A port of a component to which a load balancer opens connections; `check`: for health checks."""

    address: str
    port: int
    protocol: Literal["tcp", "udp"]
    check: bool = False
    family: Literal[4, 6] = 4
    """The version of IP in which it opens them."""


class Listener(NamedTuple):
    """A port on which a load balancer waits for callers."""

    port: int
    protocol: Literal["tcp", "udp"]


@dataclass(frozen=True, slots=True)
class SecurityGroupRule:
    """One rule of a security group: who may come in, or go out, on which ports.

    `peer` is the address of a security group or of an endpoint, a CIDR block, or `cloudfront`. `guessed`:
    a group has several rules in it, and the plan does not say which of them names which peer; `number` is the
    place of the rule among them, `text` its description.
    """

    address: str
    group: str
    way: Literal["in", "out"]
    peer: str
    ports: tuple[int, int] | None
    protocol: str
    guessed: bool = False
    number: int = 0
    text: str = ""
    family: Literal[4, 6] | None = None
    """The version of IP of its block; None where it names none."""


@dataclass(frozen=True, slots=True)
class Use:
    """One resource uses another by its address; `address` is that of what says so.

    `how`: `event` (it hands it events), `policy` (its role may), `setting` (its
    variables name it), `mount` (it mounts its files), `wide` (its role may use a whole service: the target is
    the service's name).
    """

    user: str
    target: str
    address: str
    how: Literal["event", "policy", "setting", "mount", "wide"]


class Somewhere(NamedTuple):
    """The subnets of one tier in `number` of which a component is, 0 where that is not known."""

    subnets: tuple[str, ...]
    number: int


class InnerName(NamedTuple):
    """A record of a public hosted zone that leads to something private."""

    record: str
    name: str
    target: str
    what: Literal["balancer", "machine", "address"]


@dataclass(frozen=True, slots=True)
class Observed:
    """Everything that was understood, and the addresses of what was not placed with the reason.

    `supporting` has the addresses of what only serves others (buckets of logs, topics of alarms), with what
    it is for. `regions` are those that the plan builds in, its own first.
    """

    networks: tuple[SeenNetwork, ...]
    subnets: tuple[SeenSubnet, ...]
    components: tuple[SeenComponent, ...]
    rules: tuple[SecurityGroupRule, ...]
    unplaced: Mapping[str, Gap]
    open_questions: int = 0
    uses: tuple[Use, ...] = ()
    supporting: Mapping[str, str] = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    name: str | None = None
    resources: tuple[tuple[str, str], ...] = ()
    """The addresses and types of all resources of the plan, of whatever type."""
    open: frozenset[str] = frozenset()
    """The addresses of what refers to resources that are told apart only after apply."""
    whole_groups: frozenset[str] = frozenset()
    """The security groups of which all rules are known."""
    idle_groups: frozenset[str] = frozenset()
    """The security groups that rules admit and nothing has."""
    inner_names: tuple[InnerName, ...] = ()
    """The public names of private addresses."""
    somewhere: Mapping[str, Somewhere] = field(default_factory=dict)
    """The components, by address, of which the tier is known and the zone is not."""
    maybe_used: Mapping[str, str] = field(default_factory=dict)
    """What a reference may mean that is told apart only after apply: by address, which one it is."""
    called: frozenset[str] = frozenset()
    """The addresses of functions that a service of AWS may call, of which the format says nothing."""
    published: frozenset[str] = frozenset()
    """The gateways and route tables that outputs give to other configurations."""

    def subnet(self, address: str) -> SeenSubnet | None:
        """The subnet at an address."""
        return next((subnet for subnet in self.subnets if subnet.address == address), None)
