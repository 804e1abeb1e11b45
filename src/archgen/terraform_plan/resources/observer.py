"""Makes components of the resources of a plan: what is asked of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.model.kinds import Scope, kind_class
from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.naming import component_id, label, tagged_id
from archgen.terraform_plan.resources.observed import SeenComponent, SeenSubnet, Somewhere
from archgen.terraform_plan.source import knowledge
from archgen.terraform_plan.source.knowledge import UNKNOWN, Flag, Unknown, is_open
from archgen.terraform_plan.source.plan import LISTS, Plan, Resource
from archgen.terraform_plan.source.resource import at

GROUPS = ("aws_security_group", "aws_default_security_group")
_SUBNETS = ("aws_subnet", "aws_default_subnet")


class Observer:
    """Makes components of resources; knows the subnets."""

    def __init__(
        self, plan: Plan, seen: Mapping[str, SeenSubnet], unplaced: Mapping[str, Gap] | None = None
    ) -> None:
        self.plan = plan
        self.unplaced = unplaced or {}
        self.seen = seen
        self.beside_unknown: set[str] = set()
        """Security groups of what has others too, which the plan does not explain."""
        self._whole: dict[tuple[str, tuple[str, ...]], bool] = {}
        self.somewhere: dict[str, Somewhere] = {}
        self.partly: dict[str, Gap] = {}
        """What is in subnets too of which it is not known where they are."""
        self.homes = list(dict.fromkeys(subnet.region for subnet in seen.values()))

    def region(self, resource: Resource, places: tuple[str, ...] = ()) -> str:
        """The region of a resource: of its subnets, what it says itself, else the first of the plan."""
        for address in places:
            return self.seen[address].region
        if resource.get("region"):
            return str(resource.get("region"))
        arn = str(resource.get("arn", "")).split(":")
        if len(arn) > 3 and arn[3]:
            return arn[3]
        configured = self.plan.region_of(resource)
        if configured:
            return configured
        inside = self.plan.linked(resource, "vpc_id", types=("aws_vpc",))
        own = inside[0].address if inside else resource.address
        for address, seen in self.seen.items():
            if seen.network == own and address:
                return seen.region
        return self.home

    @property
    def home(self) -> str:
        """The first region of the plan: of its subnets, of its provider, else AWS's own first."""
        said = self.plan.regions.get("aws")
        first = [said] if said in self.homes or not self.homes else []
        return next((r for r in (*first, *self.homes, *self.plan.regions.values()) if r), "us-east-1")

    def places(self, resource: Resource, *paths: tuple[str, ...], public: bool = False) -> tuple[str, ...]:
        """The addresses of the subnets that a resource is in.

        Where it is one of several, all of them if they are of one row: which zone it is in is open then.
        `public`: it works in public subnets only, so that it is in those of several rows.
        """
        found: list[str] = []
        for path in paths:
            meant = self.plan.meant(resource, *path, types=_SUBNETS)
            certain = [s.address for s in meant.certain if s.address in self.seen]
            choices = [s.address for s in meant.choices if s.address in self.seen]
            outside = [address for address in choices if self.seen[address].access == "public"]
            choices = outside if public and outside else choices
            if public and len(choices) == 1 and not certain:
                certain, choices = choices, []  # the others are none that it works in
            rows = {self.seen[address].row for address in choices}
            if certain or len(rows) == 1:
                found += certain or choices
            if not certain and len(rows) == 1:
                count = sum(1 for _ in at(resource.values, path)) if path[-1] in LISTS else 1
                self.somewhere[resource.address] = Somewhere(tuple(choices), count)
                self.plan.answered(resource, *path)
            elif not certain and (choices or self.plan.is_said_later(resource, *path)):
                self.plan.open_questions.setdefault(resource.address, ".".join(path))
            for subnet in meant.certain:  # the other subnets do not say that it is in their zones alone
                gap = self.unplaced.get(subnet.address)
                if gap is not None and gap.cause is Cause.PLACE_AFTER_APPLY:
                    self.partly[resource.address] = gap
        return tuple(dict.fromkeys(found))

    def gap(self, resource: Resource, *paths: tuple[str, ...]) -> Gap:
        """Why it is not known where a resource is: in a local zone, outside of the plan, or not known yet."""
        for path in paths:
            meant = self.plan.meant(resource, *path, types=_SUBNETS)
            for subnet in meant.all:
                if subnet.address in self.unplaced:
                    return self.unplaced[subnet.address]
            for reference in meant.opaque:
                if reference.startswith("data."):
                    return Gap(Cause.OUTSIDE, ".".join(reference.split("[")[0].split(".")[:3]))
            for value in self.plan.values(resource, *path):
                return Gap(Cause.OUTSIDE, value)
        if paths and not any(self.plan.is_set(resource, *path) for path in paths):
            return Gap(Cause.OUTSIDE, Phrase("the subnets of the default VPC"))
        return Gap(Cause.PLACE_AFTER_APPLY, ".".join(paths[0]) if paths else "")

    def value(self, resource: Resource, *path: str, default: Any = None, inherited: bool = False) -> Any:
        """A value; the default of AWS where none is given; UNKNOWN where only AWS will tell.

        `inherited`: what is not given comes from a snapshot or from another resource.
        """
        return knowledge.stated(self.plan, resource, *path, default=default, inherited=inherited)

    def flag(self, resource: Resource, *path: str, default: bool = False, inherited: bool = False) -> Flag:
        """A value that is true or false."""
        return knowledge.flag(self.plan, resource, *path, default=default, inherited=inherited)

    def number(
        self, resource: Resource, *path: str, default: int = 0, inherited: bool = False
    ) -> int | Literal[Unknown.UNKNOWN]:
        """A value that is a whole number."""
        return knowledge.number(self.plan, resource, *path, default=default, inherited=inherited)

    def all_pointing(self, type_: str, *path: str) -> bool:
        """Whether each resource of a type says to what its attribute refers."""
        key = (type_, path)
        if key not in self._whole:
            self._whole[key] = not any(is_open(self.plan, each, *path) for each in self.plan.of_type(type_))
        return self._whole[key]

    def has_address(self, places: tuple[str, ...], *own: Flag | str | None) -> Flag:
        """Whether what starts in these subnets gets a public address: as it says, else as they do.

        A launch template says it in words: "true" or "false".
        """
        if UNKNOWN in own:
            return UNKNOWN
        said = [str(each).lower() for each in own if each not in (None, "")]
        if said:
            return "true" in said
        subnets = (s for s in self.plan.of_type(*_SUBNETS) if s.address in places)
        return knowledge.any_of(self.flag(s, "map_public_ip_on_launch") for s in subnets)

    def gap_of(self, resource: Resource, places: tuple[str, ...], *paths: tuple[str, ...]) -> Gap | None:
        """Why it is not known where a resource is that need not be in subnets but says that it is."""
        if places:
            return None
        said = any(
            self.plan.values(resource, *path) or self.value(resource, *path) is UNKNOWN for path in paths
        )
        return self.gap(resource, *paths) if said else None

    def groups(self, resource: Resource, *paths: tuple[str, ...]) -> tuple[str, ...]:
        """The addresses of the security groups that a resource has."""
        found = [g.address for path in paths for g in self.plan.linked(resource, *path, types=GROUPS)]
        if any(self._names_others(resource, path) for path in paths):
            self.beside_unknown.update(found)
        return tuple(dict.fromkeys(found))

    def _names_others(self, resource: Resource, path: tuple[str, ...]) -> bool:
        """Whether an attribute names security groups that the plan does not have."""
        meant = self.plan.meant(resource, *path, types=GROUPS)
        values = [value for value in self.plan.values(resource, *path) if value]
        known = [value for value in values if self.plan.named(value, GROUPS)]
        guessed = any(name.startswith("local.") for name in self.plan.mentions(resource, *path))
        return guessed or bool(meant.opaque or meant.choices) or len(known) < len(values)

    def component(
        self,
        kind: str | Category,
        resource: Resource,
        places: tuple[str, ...] = (),
        groups: tuple[str, ...] = (),
        fields: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> SeenComponent:
        """A component of one resource; the fields that are not known are kept by their names."""
        kind = kind.value if isinstance(kind, Category) else kind
        region = None if kind_class(kind).scope is Scope.GLOBAL else self.region(resource, places)
        said = {"label": label(resource), **(fields or {})}
        return SeenComponent(
            component_id(resource),
            kind,
            region,
            (resource.address,),
            places,
            groups,
            {key: value for key, value in said.items() if value is not None and value is not UNKNOWN},
            placed=tagged_id(resource) is not None,
            unknown=tuple(key for key, value in said.items() if value is UNKNOWN),
            **more,
        )
