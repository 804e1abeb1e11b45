"""The model as Terraform sees it: places (regions with a VPC) and parts (a component in one of them)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from archgen.model.architecture import Architecture
from archgen.model.kinds import Component, Compute, Copy, Territory
from archgen.model.kinds.category import OUTSIDE, Category
from archgen.render.outputs.terraform.history.earlier import Recollection
from archgen.render.outputs.terraform.names import Labels, fit, label, own
from archgen.render.outputs.view import View
from archgen.render.quoting import Hcl, hcl, inner, line, refer
from archgen.render.templating import exists
from archgen.topology.connections import Connection
from archgen.topology.graph import Subnet, Topology

EDGE = "us-east-1"
"""The region that CloudFront takes its certificates from, and Route 53 and global web ACLs write to."""

UNGROUPED = (Category.PODS, Category.NAT_GATEWAY, Category.NAT_INSTANCE, Category.FIREWALL)
"""What is in subnets and has no security group of its own; pods have the group of their cluster."""

IN_MODULES = (Category.AUTO_SCALING, Category.BUCKET, Category.CONTAINERS, Category.FUNCTION)
"""Kinds whose resources are in a local module, one call for each part."""

P = ParamSpec("P")
T = TypeVar("T")


def remembered(function: Callable[Concatenate[Stack, P], T]) -> Callable[Concatenate[Stack, P], T]:
    """A function of a stack that is worked out once for the same arguments."""

    @wraps(function)
    def recalled(stack: Stack, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, *args, *kwargs.items())
        if key not in stack.memory:
            stack.memory[key] = function(stack, *args, **kwargs)
        return cast("T", stack.memory[key])

    return recalled


@dataclass(frozen=True, slots=True)
class Place:
    """A region in an account. `light` says that it has no VPC, but a key and a topic.

    `home` is the provider's region. `suffix` ends the labels of its resources; one region has none. `account`
    is the alias of the account's provider, None for the default one. `vpc_id` is the VPC of what is in one,
    where the file names VPCs.
    """

    name: str
    title: str
    home: bool
    suffix: str
    light: bool = False
    account: str | None = None
    vpc_id: str | None = field(default=None, compare=False)

    @property
    def argument(self) -> Hcl:
        """The line by which a resource says that it stands in another region than the provider's."""
        return Hcl("" if self.home else f"  region = {hcl(self.name)}")

    @property
    def where(self) -> Hcl:
        """The end of a sentence that tells regions apart."""
        return Hcl("" if self.home else f" in {inner(self.name)}")

    @property
    def main(self) -> str:
        """The label of what there is one of in each region."""
        return f"main{self.suffix}"

    @property
    def vpc(self) -> Hcl:
        """The address of the VPC."""
        return Hcl(f"aws_vpc.{self.vpc_label}")

    @property
    def vpc_label(self) -> str:
        """The label of the VPC, and of what there is one of in it."""
        return f"{label(self.vpc_id)}{self.suffix}" if self.vpc_id else self.main

    @property
    def provider(self) -> Hcl:
        """The provider of its account."""
        return Hcl(f"aws.{self.account_label}" if self.account else "aws")

    @property
    def account_label(self) -> str:
        """The account in labels."""
        return label(self.account) if self.account else "own"

    @property
    def number(self) -> Hcl:
        """The number of its account, an expression."""
        return Hcl(f"local.account_{self.account_label}" if self.account else "local.account")

    @property
    def key(self) -> Hcl:
        """The address of the key for data at rest."""
        return Hcl(f"aws_kms_key.{self.main}")

    @property
    def topic(self) -> Hcl:
        """The address of the topic of the alarms."""
        return Hcl(f"aws_sns_topic.alarms{self.suffix}")

    def global_name(self, limit: int, text: str) -> str:
        """A name for what is known in all regions by its name, as roles are."""
        return fit(f"{self.title}-{text}" + (f"-{self.name}" if self.suffix else ""), limit)

    def bucket(self, text: str) -> str:
        """The beginning of a bucket's name; the account's number follows (63 characters in all)."""
        return self.global_name(50, text)


@dataclass(frozen=True, eq=False)
class Part:
    """A component in one place, or a global one (whose place is the one that it writes to)."""

    id: str
    model: Component
    place: Place
    copies: tuple[Copy, ...]
    title: str
    zone_names: tuple[str, ...]
    """The zones that it may stand in, in its row."""
    named: str
    """The id that its names at AWS are made of: its own, or the one that it was made under."""
    vpc: str | None = None
    """The VPC that tells it apart, where a component has a part in each of several."""

    @cached_property
    def label(self) -> str:
        """The label of its resources."""
        apart = f"_{label(self.vpc)}" if self.vpc else ""
        return label(own(self.id)) + apart + ("" if self.is_global else self.place.suffix)

    @property
    def key(self) -> str:
        """Its key where its resource has an entry for each part of the region."""
        return self.label.removesuffix(self.place.suffix).replace("_", "-")

    @property
    def address(self) -> Hcl:
        """The address of its main resource, or of the module that has it and gives out its attributes."""
        if self.model.category in IN_MODULES:
            return refer("module", self.label)
        return Hcl(f"{self.model.resource_type}.{self.label}")

    @cached_property
    def is_global(self) -> bool:
        """Whether it stands outside all regions."""
        return all(copy.region is None for copy in self.copies)

    @property
    def comment(self) -> Hcl:
        """How a comment names it."""
        return Hcl(line(f"{self.id}: {self.model.label}" if self.model.label else self.id))

    @cached_property
    def row(self) -> str | None:
        """The row of subnets that it stands in."""
        return next((copy.row for copy in self.copies if copy.row), self.model.link_subnets)

    @cached_property
    def group(self) -> str | None:
        """The label of its security group; gateways have none, or one of their own."""
        return self.label if self.row and self.model.category not in UNGROUPED else None

    def name(self, limit: int) -> str:
        """Its name at AWS, which begins with the architecture's."""
        return fit(f"{self.title}-{own(self.named)}", limit)

    def pair_name(self, other: Part, limit: int) -> str:
        """The name at AWS of what joins it to another part."""
        return fit(f"{self.title}-{own(self.named)}-{own(other.named)}", limit)

    def global_name(self, limit: int) -> str:
        """Its name where names are known in all regions."""
        return self.place.global_name(limit, own(self.named))

    @property
    def bucket(self) -> str:
        """The beginning of its name as a bucket."""
        return self.place.bucket(own(self.named))

    @property
    def tags(self) -> Hcl:
        """Its tags, an expression: its name, and the component that it is."""
        return Hcl(f"{{ Name = {hcl(f'{self.title}-{self.id}')}, {self._belonging} }}")

    @property
    def tags_by_key(self) -> Hcl:
        """The tags of one of several, told apart by `each.key`."""
        name = f"{inner(self.title)}-{inner(self.id)}-${{each.key}}"
        return Hcl(f'{{ Name = "{name}", {self._belonging} }}')

    @property
    def _belonging(self) -> Hcl:
        group = f", Group = {hcl(self.model.group)}" if self.model.group else ""
        own = "".join(f", {hcl(key)} = {hcl(value)}" for key, value in self.model.tags.items())
        return Hcl(f"Component = {hcl(self.id)}{group}{own}")

    tags_by_zone = tags_by_key

    @property
    def quoted_zones(self) -> list[str]:
        """Its zones as keys of instances."""
        return [hcl(zone) for zone in self.zone_names]

    @property
    def subnet(self) -> Hcl:
        """The address of its row's subnets, by zone."""
        return Hcl(f"aws_subnet.{label(self.row or '')}{self.place.suffix}")


@dataclass(frozen=True, eq=False)
class Stack:
    """All of it."""

    view: View
    memory: dict[tuple[object, ...], object] = field(default_factory=dict)

    @property
    def architecture(self) -> Architecture:
        """The model."""
        return self.view.architecture

    @property
    def topology(self) -> Topology:
        """The graph of it."""
        return self.view.topology

    @cached_property
    def recollection(self) -> Recollection:
        """What an earlier render called things."""
        return Recollection(self.view)

    @cached_property
    def labels(self) -> Labels:
        """The labels that are made of several ids."""
        return Labels(self.recollection.labels)

    @cached_property
    def home(self) -> Place:
        """The provider's region: the file's first one when it was first rendered, while the file has it."""
        return self.places[0]

    @cached_property
    def suffixes(self) -> Mapping[str, str]:
        """How labels end in each region, and in one more where global services need it."""
        regions = list(self.architecture.regions)
        if self._has_edge and EDGE not in regions:
            regions.append(EDGE)
        return self.recollection.suffixes(regions)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The regions, home first, and one more where global services need it."""
        title, regions = self.architecture.identity.name, list(self.architecture.regions)
        home = next((region for region in regions if not self.suffixes[region]), regions[0])
        ordered = sorted(self.suffixes, key=lambda region: region != home)
        return tuple(
            Place(region, title, region == home, self._suffix(region, account), light, account)
            for region in ordered
            for account, light in self._accounts_in(region).items()
        )

    def _suffix(self, region: str, account: str | None) -> str:
        return self.suffixes[region] + (f"_{label(account)}" if account else "")

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """The accounts that the file names, in its order."""
        vpcs = (vpc.account for vpc in self.topology.vpcs.values())
        components = (component.account for component in self.architecture.components.values())
        return tuple(dict.fromkeys(account for account in (*vpcs, *components) if account))

    def account_of(self, copy: Copy) -> str | None:
        """The account that a copy is in: its VPC's, that of what it is attached to, or what it says."""
        component = self.architecture.components[copy.component]
        if copy.vpc is not None:
            return self.topology.vpcs[copy.vpc].account
        if component.account is not None:
            return component.account
        for id in component.attached:
            if id in self.topology.vpcs:
                return self.topology.vpcs[id].account
            return self.account_of(self.topology.copies_of(id)[0])
        return None

    def _accounts_in(self, region: str) -> dict[str | None, bool]:
        """The accounts with something in a region, and whether they have no VPC there."""
        vpcs = [vpc.account for vpc in self.topology.vpcs_of(region)]
        copies = [self.account_of(copy) for copy in self.topology.copies.values() if copy.region == region]
        found = dict.fromkeys(sorted({*vpcs, *copies} - {None}, key=str), True)
        everywhere = region == EDGE and self._has_edge
        start = dict.fromkeys([None], True) if None in (*vpcs, *copies) or everywhere or not found else {}
        return {account: account not in vpcs for account in (*start, *found)}

    @property
    def _has_edge(self) -> bool:
        return bool(self.topology.of(Category.DNS_ZONE, Category.DISTRIBUTION))

    @cached_property
    def edge(self) -> Place:
        """Where global services keep what is regional of theirs."""
        return next((place for place in self.places if place.name == EDGE), self.home)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Everything that something is made for, in the file's order, region by region."""
        made: list[Part] = []
        for id, component in self.architecture.components.items():
            if component.category in OUTSIDE or not exists(f"terraform/{component.kind}.tf.j2"):
                continue
            if component.needed_for_terraform:
                continue
            made += self._parts_of(id, component)
        return tuple(made)

    def _parts_of(self, id: str, component: Component) -> Iterable[Part]:
        copies, named = self.topology.copies_of(id), self.recollection.names.get(id, id)
        if all(copy.region is None for copy in copies):
            yield Part(id, component, self.edge, copies, self.architecture.identity.name, (), named)
            return
        for place in self.places:
            here = tuple(c for c in self.topology.copies_of(id, place.name) if self._is_at(c, place))
            for vpc, inside in _by_vpc(here).items():
                known = self.topology.vpcs.get(vpc or "")
                zones = component.zones_in(Territory(place.name, self._zones(component, place, vpc)))
                at = replace(place, vpc_id=known.id) if known and known.declared else place
                apart = known.id if known and not known.alone and not inside[0].row else None
                yield Part(id, component, at, inside, self.architecture.identity.name, zones, named, apart)

    def _is_at(self, copy: Copy, place: Place) -> bool:
        return self.account_of(copy) == place.account

    def _zones(self, component: Component, place: Place, vpc: str | None) -> tuple[str, ...]:
        """The zones that a component may be in: of its row, its VPC or its region."""
        if component.subnets is not None and component.subnets in self.topology.rows:
            return tuple(subnet.zone for subnet in self.subnets(place, component.subnets))
        return self.topology.vpcs[vpc].zones if vpc else self.topology.regions[place.name].zones

    @cached_property
    def _parts(self) -> Mapping[tuple[str, str | None], Part]:
        found: dict[tuple[str, str | None], Part] = {}
        for part in self.parts:
            found.setdefault((part.id, None if part.is_global else part.place.name), part)
        return found

    @cached_property
    def _parts_by_copy(self) -> Mapping[str, Part]:
        return {copy.id: part for part in self.parts for copy in part.copies}

    def part_of(self, copy: Copy | None) -> Part | None:
        """The part that a copy belongs to."""
        if copy is None:
            return None
        host = self.topology.components[copy.component].runs_on
        return self.part(host, copy.region) if host else self._parts_by_copy.get(copy.id)

    def place_of(self, vpc: str) -> Place:
        """The place that a VPC is in."""
        known = self.topology.vpcs[vpc]
        found = next(p for p in self.places if (p.name, p.account) == (known.region, known.account))
        return replace(found, vpc_id=vpc) if known.declared else found

    def vpcs(self, place: Place) -> tuple[Place, ...]:
        """The VPCs of a place, each as a place of its own."""
        here = (v for v in self.topology.vpcs_of(place.name) if v.account == place.account)
        return tuple(self.place_of(vpc.id) for vpc in here)

    def part(self, id: str, region: str | None) -> Part | None:
        """The part that is a component in a region, or a global component."""
        return self._parts.get((id, region)) or self._parts.get((id, None))

    @cached_property
    def _parts_by_id(self) -> Mapping[str, tuple[Part, ...]]:
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            found.setdefault(part.id, []).append(part)
        return {id: tuple(parts) for id, parts in found.items()}

    def parts_of(self, id: str) -> tuple[Part, ...]:
        """The parts of a component, one in each of its regions."""
        return self._parts_by_id.get(id, ())

    def ports(self, connection: Connection) -> tuple[int, ...]:
        """The ports of a connection; where neither the file nor the kind gives any, those that we open.

        A load balancer listens on 443 (on 80 for plain http), a placeholder answers where others connect to
        it, else on 80. None still means any: of a service that has no port.
        """
        target = self.topology.components.get(connection.target)
        if connection.ports or target is None or connection.protocol == "all":
            return connection.ports
        if target.is_load_balancer:
            return (80,) if connection.protocol == "http" else (443,)
        if not isinstance(target, Compute) or target.service:
            return ()
        asked = (other.ports for other in self.topology.connections_to(connection.target))
        return tuple(dict.fromkeys(port for ports in asked for port in ports)) or (80,)

    def home_of(self, part: Part) -> Part:
        """Where the primary of a part's component lives: in its own region, unless it is a replica's."""
        wanted = part.model.region or tuple(self.architecture.regions)
        if not part.model.copied_to or part.place.name == wanted[0]:
            return part
        return self._parts.get((part.id, wanted[0]), part)

    def peers(self, part: Part) -> tuple[tuple[Part, tuple[int, ...], str], ...]:
        """What a part may open connections to: the part there, the ports, the protocol."""
        found = []
        for connection in self.topology.connections_from(part.id):
            for target in self._reached(part, connection.target):
                found.append((target, self.ports(connection), str(connection.protocol)))
        return tuple(found)

    def uses(self, part: Part) -> tuple[tuple[Part, Connection], ...]:
        """What a part may open connections to, each with the connection."""
        return tuple(
            (target, connection)
            for connection in self.topology.connections_from(part.id)
            for target in self._reached(part, connection.target)
        )

    def callers(self, part: Part) -> tuple[tuple[Part, Connection], ...]:
        """What may open connections to a part in its region, each with the connection."""
        return tuple(
            (caller, connection)
            for connection in self.topology.connections_to(part.id)
            for caller in self.parts_of(connection.source)
            if caller.is_global or caller.place == part.place
        )

    def reached(self, part: Part, target: str) -> Part | None:
        """The part of a component that a part means by its id."""
        return next(iter(self._reached(part, target)), None)

    def _reached(self, part: Part, target: str) -> tuple[Part, ...]:
        """Its own region's, else the one there is; from a global part, all."""
        parts = self.parts_of(target)
        if part.is_global:
            return parts
        own = tuple(other for other in parts if other.is_global or other.place == part.place)
        return tuple(map(self._writable, own)) or parts[:1]

    def _writable(self, part: Part) -> Part:
        """A part that takes writes: a database's home, where its replicas in other regions take none."""
        if not part.model.is_database or part.model.takes_writes_everywhere:
            return part
        return self.home_of(part)

    def subnets(self, place: Place, row: str) -> tuple[Subnet, ...]:
        """The subnets of a row in a region."""
        return tuple(
            subnet
            for subnet in self.topology.subnets.values()
            if subnet.region == place.name and subnet.row == row
        )

    def zones_expression(self, part: Part) -> Hcl:
        """Its zones as something that `for_each` takes."""
        return Hcl(f"toset({hcl(part.zone_names)})")

    def subnet_ids(self, part: Part) -> Hcl:
        """The ids of the subnets that it stands in, an expression; empty outside subnets."""
        if part.row is None:
            return Hcl("[]")
        every = tuple(subnet.zone for subnet in self.subnets(part.place, part.row))
        if set(every) == set(part.zone_names):
            return Hcl(f"[for subnet in {part.subnet} : subnet.id]")
        zones = ", ".join(f"{part.subnet}[{hcl(zone)}].id" for zone in part.zone_names)
        return Hcl(f"[{zones}]")


def _by_vpc(copies: tuple[Copy, ...]) -> dict[str | None, tuple[Copy, ...]]:
    """The copies of a component in a place by their VPC."""
    found: dict[str | None, tuple[Copy, ...]] = {}
    for copy in copies:
        found[copy.vpc] = (*found.get(copy.vpc, ()), copy)
    return found
