"""What runs in a cluster of Amazon EKS, as the providers `kubernetes` and `helm` say it.

Source: pages of the provider `hashicorp/kubernetes`; each type has a second name, with `_v1` at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.observed import SeenComponent
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.source.knowledge import UNKNOWN, Unknown, stated
from archgen.terraform_plan.source.plan import Plan, Resource
from archgen.terraform_plan.source.resource import at

WORKLOADS = (
    *("kubernetes_deployment", "kubernetes_deployment_v1"),
    *("kubernetes_stateful_set", "kubernetes_stateful_set_v1"),
)
"""What becomes a component."""
_SERVICES = ("kubernetes_service", "kubernetes_service_v1")
_INGRESSES = ("kubernetes_ingress", "kubernetes_ingress_v1")
_SCALERS = (
    *("kubernetes_horizontal_pod_autoscaler", "kubernetes_horizontal_pod_autoscaler_v1"),
    *("kubernetes_horizontal_pod_autoscaler_v2", "kubernetes_horizontal_pod_autoscaler_v2beta2"),
)
_SILENT = re.compile(
    r"kubernetes_(?:namespace|config_map|secret|service_account|default_service_account|role|cluster_role"
    r"|network_policy|pod_disruption_budget|priority_class|resource_quota|limit_range|labels|annotations|env"
    r"|storage_class|persistent_volume|ingress_class|service|horizontal_pod_autoscaler|deployment|stateful_set"
    r")(?:_v\w+|_binding|_claim|_data)*"
)
"""The types that say how something else in the cluster is, or that are read."""
_CLUSTER = "aws_eks_cluster"
_TEMPLATE = ("spec", "template")


def workload(o: Observer, r: Resource) -> SeenComponent | None:
    """A Deployment, in the one cluster of the plan."""
    clusters = o.plan.of_type(_CLUSTER)
    if len(clusters) != 1:
        return None
    places = o.places(clusters[0], ("vpc_config", "subnet_ids"))
    fields = {
        "cluster": clusters[0].address,
        "capacity": _capacity(o.plan, r),
        "service": _service(o.plan, r),
        **dict(_size(r)),
    }
    gap = None if places else o.gap(clusters[0], ("vpc_config", "subnet_ids"))
    return o.component(Category.PODS, r, places, (), fields, gap=gap)


def why_not(plan: Plan) -> Gap:
    """Why a Deployment is no component."""
    several = len(plan.of_type(_CLUSTER)) > 1
    if several:
        why = Phrase("the plan has several clusters, and does not say in which it runs")
    else:
        why = Phrase("its cluster is not in the plan")
    return Gap(Cause.UNSUPPORTED, why)


def gaps(plan: Plan) -> dict[str, Gap]:
    """What a cluster makes by itself, of which the plan says nothing."""
    found: dict[str, Gap] = {}
    for resource in plan.resources:
        why = _why_open(resource)
        if why:
            found[resource.address] = Gap(Cause.UNSUPPORTED, why)
    return found


def is_known(type_: str) -> bool:
    """Whether the type is of these providers, and read here."""
    return type_ == "helm_release" or _SILENT.fullmatch(type_) is not None


def _why_open(r: Resource) -> Phrase | None:
    if r.type == "helm_release":
        return Phrase("what its chart makes in the cluster is not in the plan")
    if r.type in _INGRESSES or (r.type in _SERVICES and _first(r, "spec", "type") == "LoadBalancer"):
        return Phrase("the load balancer that the cluster makes for it is not in the plan")
    return None


def _first(r: Resource, *path: str) -> Any:
    return next((value for value in at(r.values, path) if value is not None), None)


def _name(r: Resource) -> Any:
    return _first(r, "metadata", "name")


def _capacity(plan: Plan, r: Resource) -> dict[str, int] | Unknown | None:
    """Between how many its autoscaler scales it, else how many it asks for."""
    for scaler in plan.of_type(*_SCALERS):
        if _name(r) is not None and _first(scaler, "spec", "scale_target_ref", "name") == _name(r):
            most, least = (stated(plan, scaler, "spec", f"{end}_replicas") for end in ("max", "min"))
            if UNKNOWN in (most, least):
                return UNKNOWN
            if (number := _whole(most)) is not None:
                return {"min": _whole(least) or 1, "max": number}
    asked: Any = stated(plan, r, "spec", "replicas")
    if asked is UNKNOWN:
        return Unknown.UNKNOWN
    number = _whole(asked)
    return None if number is None else {"min": number, "max": number}


def _whole(value: Any) -> int | None:
    return int(value) if str(value).isdigit() else None


def _service(plan: Plan, r: Resource) -> dict[str, Any] | None:
    """The image of its first container, and the port of it or of the Service before it."""
    container = next(_containers(r), {})
    if not container.get("image"):
        return None
    ports = [port for port in at(container, ("port", "container_port")) if isinstance(port, int)]
    ports += [port for service in _before(plan, r) for port in _targets(service)]
    return {"image": str(container["image"])} | ({"port": ports[0]} if ports else {})


def _containers(r: Resource) -> Iterator[Mapping[str, Any]]:
    for value in at(r.values, (*_TEMPLATE, "spec", "container")):
        if isinstance(value, dict):
            yield value


def _before(plan: Plan, r: Resource) -> Iterator[Resource]:
    """The Services that select its pods."""
    labels = _first(r, *_TEMPLATE, "metadata", "labels")
    for service in plan.of_type(*_SERVICES):
        selector = _first(service, "spec", "selector")
        if not isinstance(selector, dict) or not isinstance(labels, dict) or not selector:
            continue
        if selector.items() <= labels.items():
            yield service


def _targets(service: Resource) -> Iterator[int]:
    for port in at(service.values, ("spec", "port")):
        if isinstance(port, dict):
            number = _whole(port.get("target_port")) or _whole(port.get("port"))
            if number:
                yield number


_CPU = re.compile(r"(\d+)m|(\d+(?:\.\d+)?)")
_MEMORY = re.compile(r"(\d+)(Mi|Gi)")


def _size(r: Resource) -> Iterator[tuple[str, int]]:
    """What its pods ask for, in CPU units and MiB."""
    asked: dict[str, Any] = {}
    for container in _containers(r):
        for requests in at(container, ("resources", "requests")):
            if isinstance(requests, dict):
                asked = asked or requests
    if cpu := _CPU.fullmatch(str(asked.get("cpu") or "")):
        units = int(cpu[1]) * 1.024 if cpu[1] else float(cpu[2]) * 1024
        yield "cpu", max(round(units), 16)
    if memory := _MEMORY.fullmatch(str(asked.get("memory") or "")):
        yield "memory", max(int(memory[1]) * (1024 if memory[2] == "Gi" else 1), 32)


ENVIRONMENT = (*_TEMPLATE, "spec", "container", "env", "value")
"""Where its variables are."""


def roles(plan: Plan, r: Resource) -> Iterator[Resource]:
    """The roles that its pods take, by the name of their service account."""
    account = _first(r, *_TEMPLATE, "spec", "service_account_name")
    for joint in plan.of_type("aws_eks_pod_identity_association"):
        if account is not None and joint.get("service_account") == account:
            yield from plan.linked(joint, "role_arn", types=("aws_iam_role",))
