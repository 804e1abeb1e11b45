"""Services that run an image for us: the job queues of AWS Batch, and the web services of App Runner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archgen.lint.coverage import Gap
from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.observed import SeenComponent
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.source.plan import Plan, Resource

_SUBNETS = ("compute_resources", "subnets")
_ENVIRONMENTS = (("compute_environment_order", "compute_environment"), ("compute_environments",))


def job_queue(o: Observer, r: Resource) -> SeenComponent:
    """A queue with the subnets and the groups of the compute environments that its jobs run in."""
    places: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    fields: dict[str, Any] = {}
    gap: Gap | None = None
    for path in _ENVIRONMENTS:
        for environment in o.plan.linked(r, *path, types=("aws_batch_compute_environment",)):
            places += o.places(environment, _SUBNETS)
            gap = None if places else o.gap_of(environment, places, _SUBNETS)
            groups += o.groups(environment, ("compute_resources", "security_group_ids"))
            sizes: Mapping[str, Any] = next(iter(environment.blocks("compute_resources")), {})
            fields.setdefault("max_vcpus", sizes.get("max_vcpus"))
    every = tuple(dict.fromkeys(places)), tuple(dict.fromkeys(groups))
    return o.component(Category.JOBS, r, *every, fields, gap=gap)


def job_definitions(plan: Plan, queue: Resource) -> Iterator[Resource]:
    """The definitions of a queue's jobs: those of its name, or all where there is one queue."""
    alone = len(plan.of_type("aws_batch_job_queue")) == 1
    for definition in plan.of_type("aws_batch_job_definition"):
        if alone or (queue.get("name") and definition.get("name") == queue.get("name")):
            yield definition


CONNECTOR = ("network_configuration", "egress_configuration", "vpc_connector_arn")


def web_service(o: Observer, r: Resource) -> SeenComponent:
    """A service with the subnets and the groups of its VPC connector."""
    places: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    gap: Gap | None = None
    for connector in o.plan.linked(r, *CONNECTOR, types=("aws_apprunner_vpc_connector",)):
        places = o.places(connector, ("subnets",))
        gap = o.gap_of(connector, places, ("subnets",))
        groups = o.groups(connector, ("security_groups",))
    fields = {"open": True, **dict(_size(r)), **dict(_scaling(o, r)), **_service(r)}
    return o.component(Category.WEB_SERVICE, r, places, groups, fields, gap=gap)


_UNITS = {"vCPU": 1024, "GB": 1024}


def _size(r: Resource) -> Iterator[tuple[str, int]]:
    """The CPU units and MiB of an instance; `1 vCPU` and `2 GB` are other ways to write them."""
    for block in r.blocks("instance_configuration"):
        for key in ("cpu", "memory"):
            number, _, unit = str(block.get(key) or "").partition(" ")
            try:
                yield key, int(float(number) * _UNITS.get(unit, 1))
            except ValueError:
                continue


def _scaling(o: Observer, r: Resource) -> Iterator[tuple[str, Any]]:
    types = ("aws_apprunner_auto_scaling_configuration_version",)
    for scaling in o.plan.linked(r, "auto_scaling_configuration_arn", types=types):
        yield "capacity", {"min": scaling.number("min_size"), "max": scaling.number("max_size")}
        if scaling.get("max_concurrency"):
            yield "concurrency", scaling.number("max_concurrency")


def _service(r: Resource) -> dict[str, Any]:
    """The image that it runs, where it is known, and its port."""
    for source in r.blocks("source_configuration"):
        for image in source.get("image_repository") or ():
            if not image.get("image_identifier"):
                continue
            service: dict[str, Any] = {"image": str(image["image_identifier"])}
            for configured in image.get("image_configuration") or ():
                if str(configured.get("port") or "").isdigit():
                    service["port"] = int(configured["port"])
            return {"service": service}
    return {}
