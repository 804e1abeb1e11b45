"""Makes parties of the resources of a plan: what is asked of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archgen.terraform_plan.resources.naming import component_id, label, tagged_id
from archgen.terraform_plan.resources.observed import Party, SeenSubnet
from archgen.terraform_plan.source.plan import Plan, Resource


class Observer:
    """Makes parties of resources; knows the subnets."""

    def __init__(self, plan: Plan, seen: Mapping[str, SeenSubnet]) -> None:
        self.plan = plan
        self.seen = seen
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
        for subnet in self.plan.of_type("aws_subnet"):
            vpcs = self.plan.linked(subnet, "vpc_id", types=("aws_vpc",))
            if any(vpc.address == own for vpc in vpcs) and subnet.address in self.seen:
                return self.seen[subnet.address].region
        return self.home

    @property
    def home(self) -> str:
        """The first region of the plan: of its subnets, of its provider, else AWS's own first."""
        said = self.plan.regions.get("aws")
        first = [said] if said in self.homes or not self.homes else []
        return next((r for r in (*first, *self.homes, *self.plan.regions.values()) if r), "us-east-1")

    def places(self, resource: Resource, *paths: tuple[str, ...]) -> tuple[str, ...]:
        """The addresses of the subnets that a resource stands in."""
        found = [
            s.address for path in paths for s in self.plan.linked(resource, *path, types=("aws_subnet",))
        ]
        return tuple(address for address in dict.fromkeys(found) if address in self.seen)

    def has_address(self, places: tuple[str, ...], *own: bool | str | None) -> bool:
        """Whether what starts in these subnets gets a public address: as it says, else as they do.

        A launch template says it in words: "true" or "false".
        """
        said = [str(each).lower() for each in own if each not in (None, "")]
        if said:
            return "true" in said
        subnets = self.plan.of_type("aws_subnet")
        return any(s.get("map_public_ip_on_launch") for s in subnets if s.address in places)

    def groups(self, resource: Resource, *paths: tuple[str, ...]) -> tuple[str, ...]:
        """The addresses of the security groups that a resource has."""
        types = ("aws_security_group", "aws_default_security_group")
        found = [g.address for path in paths for g in self.plan.linked(resource, *path, types=types)]
        return tuple(dict.fromkeys(found))

    def party(
        self,
        kind: str,
        resource: Resource,
        places: tuple[str, ...] = (),
        groups: tuple[str, ...] = (),
        fields: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Party:
        """A party of one resource."""
        region = None if kind in _GLOBAL else self.region(resource, places)
        return Party(
            component_id(resource),
            kind,
            region,
            (resource.address,),
            places,
            groups,
            {"label": label(resource)} | {k: v for k, v in (fields or {}).items() if v is not None},
            placed=tagged_id(resource) is not None,
            **more,
        )


_GLOBAL = ("cloudfront", "route53", "waf")
