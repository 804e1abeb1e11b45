"""What compute needs to start and to be looked after: its image registry, Systems Manager and logs, on 443.

It is the one thing that may talk without standing in the file's connections. A function has none: its service
fetches its code and takes its logs outside the VPC.

Sources: Amazon ECR User Guide, interface VPC endpoints (the endpoints serve private repositories of their own
region, and layers come from Amazon S3); AWS Systems Manager User Guide, VPC endpoints and the reference of
ssmmessages; Amazon ECS Developer Guide, interface VPC endpoints (Fargate tasks need none of Amazon ECS).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archgen.model.kinds import Component, Compute, Copy, Tier
from archgen.model.kinds.category import TASKS, Category
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import all_paths, endpoint_for, way_out

PORT = 443
_ECR = re.compile(r"\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?")
_INSTANCE_SERVICES = ("ssm", "ssmmessages")
_HOST_SERVICES = ("ecs", "ecs-agent", "ecs-telemetry")
"""What hosts of containers need."""


class PlatformEgress(NamedTuple):
    """How one copy of a compute component reaches its platform.

    `needs` are services of AWS by the names of their endpoints (`ecr.api`), and the host of a registry that
    is no private ECR of its region (`ghcr.io`): no endpoint leads there. `endpoints` are the ids of the
    copies of endpoints that serve it; `gateway` is the copy of the gateway that carries the rest, if any is
    left and the gateway has a name; `missing` is what it cannot reach. `public_address` says that it needs an
    address of its own.
    """

    source: str
    component: str
    needs: tuple[str, ...]
    endpoints: tuple[str, ...]
    gateway: str | None
    public_address: bool
    missing: tuple[str, ...]
    leaves: bool
    """Whether some of it is reached over the internet."""

    @property
    def stops(self) -> tuple[str, ...]:
        """The stops of its way, for those that print it: itself, and the gateway or the first endpoint."""
        return (self.source, *([self.gateway] if self.gateway else self.endpoints[:1]))


def platform_egress(topology: Topology) -> tuple[PlatformEgress, ...]:
    """How every copy that has a platform reaches it, in the file's order."""
    return tuple(_all(topology))


def publicly_addressed(topology: Topology) -> frozenset[str]:
    """The copies of compute with public addresses of their own: frontends in public rows that need one.

    They reach the internet, or are reached, over the internet gateway, and have no other way.
    """
    needed = {way.source for way in platform_egress(topology) if way.public_address}
    for path in all_paths(topology):
        passed = {topology.components[topology.copies[stop].component].category for stop in path.stops[1:-1]}
        if path.broken is None and Category.INTERNET_GATEWAY in passed:
            needed |= {path.source, path.target}
    return frozenset(
        id
        for id in needed
        if (copy := topology.copies.get(id))
        and copy.row
        and topology.access_of(copy) == "public"
        and topology.components[copy.component].in_tier is Tier.FRONTEND
    )


def _all(topology: Topology) -> Iterator[PlatformEgress]:
    for id, component in topology.components.items():
        if has_platform(component):
            for copy in topology.copies_of(id):
                yield egress_of(topology, copy)


def has_platform(component: Component) -> bool:
    """Whether it must reach a platform: it runs an image. Fargate pulls one even for the placeholder."""
    if component.category in TASKS:
        return component.subnets is not None
    if not isinstance(component, Compute) or component.category is Category.FUNCTION:
        return False
    return component.service is not None


def egress_of(topology: Topology, copy: Copy) -> PlatformEgress:
    """How a copy of a compute component with a platform reaches it."""
    component = topology.components[copy.component]
    needs = _needs(component, copy.region or "")
    served = {service: endpoint_for(topology, copy, service) for service in needs}
    endpoints = tuple(dict.fromkeys(endpoint.id for endpoint in served.values() if endpoint))
    left = tuple(service for service, endpoint in served.items() if endpoint is None)
    way = _way_out(topology, copy) if left else None
    gateway = next(iter(way or ()), None)
    return PlatformEgress(
        copy.id,
        copy.component,
        needs,
        endpoints,
        gateway.id if gateway else None,
        bool(gateway) and topology.access_of(copy) == "public",
        () if way is not None else left,
        way is not None,
    )


def _needs(component: Component, region: str) -> tuple[str, ...]:
    registry = registry_of(component)
    found = _ECR.fullmatch(registry) if registry else None
    images = ("ecr.api", "ecr.dkr", "s3") if found and found[1] == region else (registry,) if registry else ()
    if component.on_own_hosts:
        return (*images, "logs", *_INSTANCE_SERVICES, *_HOST_SERVICES)
    return (*images, "logs", *(() if component.category in TASKS else _INSTANCE_SERVICES))


def registry_of(component: Component) -> str | None:
    """The host of the registry that its image comes from; Fargate's placeholder comes from ECR Public."""
    service = component.runs
    if service is None:
        return "public.ecr.aws" if component.category in TASKS else None
    host, slash, _ = service.image.partition("/")
    return host if slash and ("." in host or ":" in host or host == "localhost") else "docker.io"


def _way_out(topology: Topology, copy: Copy) -> tuple[Copy, ...] | None:
    """The gateways of its egress, which may have no name; in a public row only a frontend has an address."""
    public = topology.access_of(copy) == "public"
    if public and topology.components[copy.component].in_tier is not Tier.FRONTEND:
        return None
    ways, trouble = way_out(topology, copy)
    return None if trouble else ways


def rows_of_endpoint(topology: Topology, endpoint: Copy) -> tuple[str, ...]:
    """The rows that route to a gateway endpoint: those that use it, else all that are not public."""
    used = {
        topology.copies[path.source].row for path in all_paths(topology) if endpoint.id in path.stops[1:-1]
    }
    used |= {topology.copies[e.source].row for e in platform_egress(topology) if endpoint.id in e.endpoints}
    rows = [row for row in topology.rows.values() if endpoint.vpc in row.vpcs]
    chosen = [row.id for row in rows if row.id in used]
    return tuple(chosen or (row.id for row in rows if row.access != "public"))
