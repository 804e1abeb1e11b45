"""What runs code: groups, containers, instances, functions, the nodes of a cluster."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.balancers import INTERFACES
from archgen.terraform_plan.resources.naming import component_id
from archgen.terraform_plan.resources.observed import SeenComponent
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.source.knowledge import UNKNOWN, Flag, Unknown, any_of
from archgen.terraform_plan.source.plan import Plan, Resource

TEMPLATES = ("aws_launch_template", "aws_launch_configuration")
_MIXED = ("mixed_instances_policy", "launch_template", "launch_template_specification")
TEMPLATE_PATHS = (
    ("launch_template", "id"),
    ("launch_template", "name"),
    ("launch_configuration",),
    (*_MIXED, "launch_template_id"),
    (*_MIXED, "launch_template_name"),
)
"""Where an Auto Scaling group says what it launches."""
_TEMPLATE_GROUPS = (
    ("vpc_security_group_ids",),
    ("network_interfaces", "security_groups"),
    ("security_groups",),
)


def templates(plan: Plan, group: Resource) -> Iterator[Resource]:
    """The launch templates and configurations of an Auto Scaling group or of a group of nodes."""
    for path in TEMPLATE_PATHS:
        yield from plan.linked(group, *path, types=TEMPLATES)


def scaling_group(o: Observer, r: Resource) -> SeenComponent:
    """An Auto Scaling group, with the security groups and the type of its launch template."""
    places = o.places(r, ("vpc_zone_identifier",))
    groups: tuple[str, ...] = ()
    least, most = o.number(r, "min_size"), o.number(r, "max_size")
    fields: dict[str, Any] = {
        "capacity": _capacity(least, most, o.value(r, "desired_capacity")),
        "detached": _is_detached(o.plan, r),
    }
    for template in list(templates(o.plan, r))[:1]:
        if nat := _nat_group(o, r, template):
            return nat
        groups = o.groups(template, *_TEMPLATE_GROUPS)
        fields["instance_type"] = o.value(template, "instance_type") or _first_type(r)
        paths = ("associate_public_ip_address",), ("network_interfaces", "associate_public_ip_address")
        fields["public_address"] = o.has_address(places, *(o.value(template, *path) for path in paths))
    gap = None if places else o.gap(r, ("vpc_zone_identifier",))
    return o.component(Category.AUTO_SCALING, r, places, groups, fields, gap=gap)


def _capacity(least: Any, most: Any, desired: Any = None) -> Any:
    """How many there are; UNKNOWN where one of the numbers is."""
    if UNKNOWN in (least, most, desired):
        return UNKNOWN
    return {"min": least, "max": most} | ({} if desired is None else {"desired": desired})


def _nat_group(o: Observer, r: Resource, template: Resource) -> SeenComponent | None:
    """A group that keeps one NAT instance: its template has the interface that routes lead to.

    Or its user data attaches it: the interface of the same module that no instance has.
    """
    path, types = ("network_interfaces", "network_interface_id"), ("aws_network_interface",)
    near = (i for i in o.plan.of_type(*types) if i.module and i.module == r.module)
    for interface in (*o.plan.linked(template, *path, types=types), *near):
        if any(seen.leads == "nat-instance" and seen.way == interface.address for seen in o.seen.values()):
            places, groups = o.places(interface, ("subnet_id",)), o.groups(interface, ("security_groups",))
            made = _nat_instance(o, template, places, groups)
            return replace(made, id=component_id(r), addresses=(r.address, interface.address))
    return None


_ORCHESTRATORS = ("aws_ecs_cluster", "aws_ecs_service", "aws_eks_cluster", "aws_eks_node_group")
"""What registers instances with target groups beside Terraform."""


def _is_detached(plan: Plan, group: Resource) -> bool:
    """Whether it is known that no load balancer has the instances of a group as targets."""
    names = ("target_group_arns", "traffic_source", "load_balancers")
    return not plan.of_type(*_ORCHESTRATORS) and not any(
        group.get(name) or group.unknown.get(name) for name in names
    )


def _first_type(r: Resource) -> str | None:
    """The first of the types that a group with mixed instances chooses from."""
    for policy in r.blocks("mixed_instances_policy"):
        for template in policy.get("launch_template") or ():
            for override in (template or {}).get("override") or ():
                if isinstance(override, dict) and override.get("instance_type"):
                    return str(override["instance_type"])
    return None


SERVICE_PLACES = (("network_configuration", "subnets"),)


def ecs_service(o: Observer, r: Resource) -> SeenComponent:
    """A service with network interfaces of its own, or with those of the instances that it runs on."""
    places = o.places(r, *SERVICE_PLACES)
    groups = o.groups(r, ("network_configuration", "security_groups"))
    hosts = () if r.blocks("network_configuration") or places else tuple(_hosts(o.plan, r))
    for host in hosts:
        places = places or o.places(host, ("vpc_zone_identifier",))
        for template in templates(o.plan, host):
            groups = groups or o.groups(template, *_TEMPLATE_GROUPS)
    gap = None if places else o.gap(r, *SERVICE_PLACES)
    desired = o.number(r, "desired_count", default=1)
    capacity = _capacity(desired, desired)
    for target in _scaled(o, r):
        capacity = _capacity(o.number(target, "min_capacity"), o.number(target, "max_capacity"))
    if not o.all_pointing("aws_appautoscaling_target", "resource_id"):
        capacity = UNKNOWN
    address = o.flag(r, "network_configuration", "assign_public_ip")
    fields = {"capacity": capacity, "service": _service(o, r), "public_address": address}
    fields |= _launched(o, r)
    sized = {**fields, **dict(_task_size(o, r))}
    own = tuple(host.address for host in _hosts(o.plan, r) if hosts_containers(o.plan, host))
    return o.component(Category.CONTAINERS, r, places, groups, sized, gap=gap, parts=own)


def _task_size(o: Observer, r: Resource) -> Iterator[tuple[str, int | Unknown]]:
    """The CPU units and the memory (MiB) of a service on Fargate; `1 vCPU` is another way to write them."""
    for task in o.plan.linked(r, "task_definition", types=("aws_ecs_task_definition",)):
        if "FARGATE" not in (task.get("requires_compatibilities") or ()):
            continue
        sizes = {key: o.value(task, key) for key in ("cpu", "memory")}
        if UNKNOWN in sizes.values():
            yield from dict.fromkeys(sizes, UNKNOWN).items()
            return
        yield from ((key, int(size)) for key, size in sizes.items() if str(size or "").isdigit())


def _hosts(plan: Plan, service: Resource) -> Iterator[Resource]:
    """The Auto Scaling groups behind the capacity providers of a service, or of its cluster."""
    clusters = plan.linked(service, "cluster", types=("aws_ecs_cluster",))
    providers = [*plan.linked(service, *_PROVIDER, types=("aws_ecs_capacity_provider",))]
    for cluster in clusters:
        for joint in plan.pointing(cluster, "aws_ecs_cluster_capacity_providers", "cluster_name"):
            providers += plan.linked(joint, "capacity_providers", types=("aws_ecs_capacity_provider",))
    for provider in providers or plan.of_type("aws_ecs_capacity_provider"):
        path = ("auto_scaling_group_provider", "auto_scaling_group_arn")
        yield from plan.linked(provider, *path, types=("aws_autoscaling_group",))
    groups = plan.of_type("aws_autoscaling_group")
    if not providers and len(groups) == 1:
        yield from groups


def hosts_containers(plan: Plan, group: Resource) -> bool:
    """Whether a group is only what the tasks of one service run on, which have interfaces of their own."""
    for service in plan.of_type("aws_ecs_service"):
        if service.blocks("network_configuration") and service.blocks("capacity_provider_strategy"):
            for provider in plan.linked(service, *_PROVIDER, types=("aws_ecs_capacity_provider",)):
                path = ("auto_scaling_group_provider", "auto_scaling_group_arn")
                if group in plan.linked(provider, *path, types=("aws_autoscaling_group",)):
                    return True
    return False


def _launched(o: Observer, service: Resource) -> dict[str, Any]:
    """What its tasks run on, where that is instances of its own."""
    own = [group for group in _hosts(o.plan, service) if hosts_containers(o.plan, group)]
    for template in (template for group in own[:1] for template in templates(o.plan, group)):
        return {"launch": "ec2", "instance_type": o.value(template, "instance_type")}
    return {}


_PROVIDER = ("capacity_provider_strategy", "capacity_provider")


def _scaled(o: Observer, r: Resource) -> tuple[Resource, ...]:
    """What says between which numbers a service scales: it names it, or ends with its name."""
    found = o.plan.pointing(r, "aws_appautoscaling_target", "resource_id")
    name = f"/{r.get('name')}"
    every = o.plan.of_type("aws_appautoscaling_target")
    return found or tuple(t for t in every if str(t.get("resource_id", "")).endswith(name))


def _service(o: Observer, r: Resource) -> dict[str, Any] | None:
    """The image of the first container, where it is known, and its port."""
    balanced = [b.get("container_port") for b in r.blocks("load_balancer") if b.get("container_port")]
    for task in o.plan.linked(r, "task_definition", types=("aws_ecs_task_definition",)):
        for text in o.plan.values(task, "container_definitions"):
            for container in sorted(_containers(text), key=lambda c: not _serves(c, balanced)):
                ports = [
                    p["containerPort"]
                    for p in container.get("portMappings") or ()
                    if isinstance(p, dict) and isinstance(p.get("containerPort"), int)
                ]
                if container.get("image"):
                    port = next((p for p in ports if p in balanced), next(iter(ports), None))
                    return {"image": str(container["image"])} | ({"port": port} if port else {})
        image = next(_images(o, r, task), None)
        if image:
            return {"image": image} | ({"port": int(str(balanced[0]))} if balanced else {})
    return None


def _serves(container: Mapping[str, Any], ports: Sequence[Any]) -> bool:
    """Whether a container listens on one of the ports that a load balancer sends traffic to."""
    mapped = [p.get("containerPort") for p in container.get("portMappings") or () if isinstance(p, dict)]
    return any(port in ports for port in mapped)


def _images(o: Observer, r: Resource, task: Resource) -> Iterator[str]:
    """The images that a text speaks of which is not known yet: in a variable, in a registry of the plan."""
    for name in o.plan.mentions(task, "container_definitions"):
        value = o.plan.constant(task, name)
        if isinstance(value, str) and re.fullmatch(r"[\w.-]+(/[\w.-]+)+:[\w.-]+", value):
            yield value
    accounts = [str(a.get("account_id")) for a in o.plan.data if a.type == "aws_caller_identity"]
    for registry in o.plan.spoken_of(
        task, "container_definitions", types=("aws_ecr_repository",), asks=False
    ):
        if registry.get("name"):
            host = f"{(accounts or ['000000000000'])[0]}.dkr.ecr.{o.region(r)}.amazonaws.com"
            yield f"{host}/{registry.get('name')}:latest"


def _containers(text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [c for c in found if isinstance(c, dict)] if isinstance(found, list) else []


def node_group(o: Observer, r: Resource) -> SeenComponent:
    """The nodes of an EKS cluster: they have its security group."""
    places = o.places(r, ("subnet_ids",))
    clusters = o.plan.linked(r, "cluster_name", types=("aws_eks_cluster",))
    sizes = (o.number(r, "scaling_config", key, default=1) for key in ("min_size", "max_size"))
    types = o.value(r, "instance_types")
    fields = {
        "capacity": _capacity(*sizes),
        "instance_type": UNKNOWN if types is UNKNOWN else next(iter(r.get("instance_types") or ()), None),
    }
    groups = [cluster.address for cluster in clusters]
    for template in templates(o.plan, r):
        groups += o.groups(template, *_TEMPLATE_GROUPS)
    gap = None if places else o.gap(r, ("subnet_ids",))
    return o.component(Category.AUTO_SCALING, r, places, tuple(groups), fields, gap=gap)


INSTANCE_PLACES = (("subnet_id",), ("network_interface", "subnet_id"))


def instance(o: Observer, r: Resource) -> SeenComponent:
    """A single instance; one that routes lead to is a NAT instance, which `nat_instance` makes."""
    places = o.places(r, *INSTANCE_PLACES) or _interface_places(o, r)
    groups = o.groups(r, ("vpc_security_group_ids",), ("security_groups",))
    for interface in _interfaces(o, r):
        groups = tuple(dict.fromkeys((*groups, *o.groups(interface, ("security_groups",)))))
    for template in o.plan.linked(r, "launch_template", "id", types=TEMPLATES):
        groups = groups or o.groups(template, *_TEMPLATE_GROUPS)
    if any(seen.leads == "nat-instance" and seen.way == r.address for seen in o.seen.values()):
        return _nat_instance(o, r, places, groups)
    own = o.has_address(places, o.value(r, "associate_public_ip_address"))
    address = any_of((own, _has_elastic_ip(o, r)))
    fields = {"instance_type": o.value(r, "instance_type"), "public_address": address}
    gap = None if places else o.gap(r, *INSTANCE_PLACES)
    return o.component(Category.INSTANCE, r, places, groups, fields, gap=gap)


def _has_elastic_ip(o: Observer, r: Resource) -> Flag:
    paths = (("aws_eip", "instance"), ("aws_eip_association", "instance_id"))
    if any(o.plan.pointing(r, *path) for path in paths):
        return True
    return False if all(o.all_pointing(*path) for path in paths) else UNKNOWN


def _interfaces(o: Observer, r: Resource) -> tuple[Resource, ...]:
    types = ("aws_network_interface",)
    return tuple(found for path in INTERFACES for found in o.plan.linked(r, *path, types=types))


def _interface_places(o: Observer, r: Resource) -> tuple[str, ...]:
    return tuple(place for interface in _interfaces(o, r) for place in o.places(interface, ("subnet_id",)))


def _nat_instance(
    o: Observer, r: Resource, places: tuple[str, ...], groups: tuple[str, ...]
) -> SeenComponent:
    """An instance that translates addresses for private subnets: a way out, and no part of a tier."""
    fields = {"instance_type": o.value(r, "instance_type")}
    return o.component(Category.NAT_INSTANCE, r, places, groups, fields)


def function(o: Observer, r: Resource) -> SeenComponent:
    """A function."""
    places = o.places(r, ("vpc_config", "subnet_ids"))
    groups = o.groups(r, ("vpc_config", "security_group_ids"))
    fields = {
        "runtime": o.value(r, "runtime"),
        "memory": o.value(r, "memory_size"),
        "timeout": o.value(r, "timeout"),
        "open": _has_open_url(o, r) or None,
    }
    gap = o.gap_of(r, places, ("vpc_config", "subnet_ids"))
    return o.component(Category.FUNCTION, r, places, groups, fields, gap=gap)


def _has_open_url(o: Observer, r: Resource) -> Flag:
    """Whether a URL of a function answers to everybody."""
    urls = o.plan.pointing(r, "aws_lambda_function_url", "function_name")
    said = [o.value(url, "authorization_type") for url in urls]
    return any_of(UNKNOWN if each is UNKNOWN else each == "NONE" for each in said)
