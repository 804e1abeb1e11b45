"""A value that is known only after apply raises no finding, whichever attribute of whichever type it is.

Nothing is listed by hand: the types are those that archgen asks a plan for, the attributes those that it
reads while it checks one. Each is taken from a resource in turn, as Terraform does where only AWS will
tell it.
"""

from __future__ import annotations

import copy
import gzip
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Any
from unittest.mock import patch

import pytest

import test_plans_of_pods as pods
from archgen.findings import Severity
from archgen.lint.coverage import Coverage
from archgen.terraform_plan.checking import checked, coverage, sound
from archgen.terraform_plan.importing.architecture import imported
from archgen.terraform_plan.resources.observing import MAKERS, observe
from archgen.terraform_plan.source.plan import Plan, Resource, read_plan
from archgen.terraform_plan.source.resource import at
from sound_plans import plans
from terraforming import COMMAND, needs_terraform

Path = tuple[str, ...]
Found = frozenset[tuple[str, str]]

LATER = {"references": ["random_id.later.hex", "random_id.later"]}
UNDECIDED = frozenset(
    {
        *("ingress", "egress", "route", "entry", "subnet_mapping", "network_interface", "attachment"),
        *("launch_template", "mixed_instances_policy", "traffic_source", "inline_policy", "logging"),
        *("endpoint_configuration", "health_check", "cluster_config", "ebs_options", "encrypt_at_rest"),
        *("stream_mode_details", "primary_network_interface", "point_in_time_recovery"),
    }
)
"""Blocks that AWS fills in: a plan says the same of one that is not written and of one that is not known."""


class Watched(dict[str, Any]):
    """Values that note which of them are read."""

    def __init__(self, values: Mapping[str, Any], path: Path, read: set[Path]) -> None:
        super().__init__({key: _watched(value, (*path, key), read) for key, value in values.items()})
        self.path, self.read = path, read

    def get(self, key: str, default: Any = None) -> Any:
        self.read.add((*self.path, key))
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self.read.add((*self.path, key))
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.read.add((*self.path, str(key)))
        return super().__contains__(key)


def _watched(value: Any, path: Path, read: set[Path]) -> Any:
    if isinstance(value, dict):
        return Watched(value, path, read)
    return [_watched(each, path, read) for each in value] if isinstance(value, list) else value


@cache
def raw() -> dict[str, bytes]:
    return {name: json.dumps(plan).encode() for name, plan in (plans() | {"pods": _pods()}).items()}


def _pods() -> dict[str, Any]:
    """Workloads of a cluster, which Terraform's provider of Kubernetes is not at hand to plan, and more."""
    types = [f"kubernetes_{sort}{end}" for sort in ("deployment", "stateful_set") for end in ("", "_v1")]
    ports = {"container": {"port": [{"container_port": 8080}]}}
    served = pods.service("orders0", port=[{"port": 80}])
    again = {**served, "address": "kubernetes_service_v1.orders0", "type": "kubernetes_service_v1"}
    found = [*pods.network(), pods.cluster(), served, again]
    for end in ("", "_v1", "_v2", "_v2beta2"):
        spec = {"min_replicas": 2, "max_replicas": 9, "scale_target_ref": [{"name": "orders0"}]}
        scaler = f"kubernetes_horizontal_pod_autoscaler{end}.orders0"
        found.append(pods.resource(scaler, metadata=[{"name": "orders0"}], spec=[spec]))
    found += [pods.deployment(f"orders{n}", type_, **ports) for n, type_ in enumerate(types)]
    found += [
        pods.resource("aws_ecs_cluster.tasks", id="tasks", name="tasks"),
        pods.resource("aws_ecs_task_set.tasks", cluster="tasks"),
        pods.resource("aws_ecs_express_gateway_service.tasks", cluster="tasks"),
        pods.resource("aws_lambda_function.logs", id="logs", function_name="logs"),
        pods.resource("aws_cloudwatch_log_subscription_filter.logs", destination_arn="logs"),
    ]
    return {"format_version": "1.0", "planned_values": {"root_module": {"resources": found}}}


def verdict(plan: Plan) -> tuple[Found, Coverage]:
    """The errors and warnings of a plan by code and address, and what was not checked."""
    made, model = sound(imported(observe(plan)))
    assert model is not None
    found = [each for each in checked(made, model) if each.severity is not Severity.INFO]
    return frozenset((f.code, f.message.partition(": ")[0]) for f in found), coverage(made)


@cache
def known(name: str) -> Found:
    return verdict(read_plan(raw()[name]))[0]


@cache
def asked_types() -> frozenset[str]:
    """The types that archgen asks plans for, and those that it makes components of."""
    asked = set(MAKERS)
    of_type = Plan.of_type

    def noted(plan: Plan, *types: str) -> tuple[Resource, ...]:
        asked.update(types)
        return of_type(plan, *types)

    with patch.object(Plan, "of_type", noted):
        for text in raw().values():
            verdict(read_plan(text))
    return frozenset(asked)


@cache
def readings() -> dict[str, dict[Path, tuple[str, str]]]:
    """What is read of each type: the attributes that a resource has, each with a plan and an address."""
    found: dict[str, dict[Path, tuple[str, str]]] = {}
    for name, text in raw().items():
        plan = read_plan(text)
        reads: dict[str, set[Path]] = {}
        for resource in plan.resources:
            values = Watched(resource.values, (), reads.setdefault(resource.address, set()))
            object.__setattr__(resource, "values", values)
        verdict(plan)
        for resource in plan.resources:
            for path in sorted(reads[resource.address]):
                there = any(True for _ in at(dict(resource.values), path)) or resource.is_later(*path)
                if there and not _is_undecided(resource, path):
                    found.setdefault(resource.type, {}).setdefault(path, (name, resource.address))
    return found


def _is_undecided(resource: Resource, path: Path) -> bool:
    values = list(at(resource.values, path[:-1]))
    return path[-1] in UNDECIDED and any(isinstance(v.get(path[-1]), list) for v in values if v)


def without(name: str, address: str, path: Path) -> Plan:
    """The plan in which only AWS will tell what an attribute of a resource is."""
    plan = read_plan(raw()[name])
    resource = next(r for r in plan.resources if r.address == address)
    blocks = any(isinstance(value, dict) for value in at(resource.values, path))
    taken = _taken(resource.values, path)
    object.__setattr__(resource, "unknown", _joined(copy.deepcopy(dict(resource.unknown)), taken))
    configured = plan.evaluator.configured(resource)
    if configured is not None:
        _written(configured[1].get("expressions"), path, dynamic=blocks)
    return plan


def _taken(values: Any, path: Path) -> Any:
    """Takes a value away; what `after_unknown` says of it."""
    if isinstance(values, list):
        return [_taken(each, path) or {} for each in values]
    if not isinstance(values, dict):
        return None
    if len(path) == 1:
        values.pop(path[0], None)
        return {path[0]: True}
    return {path[0]: _taken(values.get(path[0]), path[1:])} if path[0] in values else {}


def _joined(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: _joined(one.get(key), value) for key, value in other.items()}
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [_joined(*pair) for pair in zip(one, other, strict=True)]
    return other


def _written(expressions: Any, path: Path, *, dynamic: bool) -> None:
    """Writes an expression that names nothing in the plan; a plan leaves dynamic blocks out."""
    if isinstance(expressions, list):
        for each in expressions:
            _written(each, path, dynamic=dynamic)
    elif isinstance(expressions, dict) and len(path) > 1:
        _written(expressions.get(path[0]), path[1:], dynamic=dynamic)
    elif isinstance(expressions, dict) and dynamic:
        expressions.pop(path[0], None)
    elif isinstance(expressions, dict):
        expressions[path[0]] = copy.deepcopy(LATER)


def test_every_type_that_archgen_asks_a_plan_for_is_in_one_of_the_plans() -> None:
    there = {r.type for text in raw().values() for r in read_plan(text).resources}
    assert asked_types() - there == set()


def _types() -> Iterator[str]:
    yield from sorted(readings())


@pytest.mark.parametrize("type_", list(_types()))
def test_what_is_known_only_after_apply_raises_no_finding(type_: str) -> None:
    for path, (name, address) in readings()[type_].items():
        found, _ = verdict(without(name, address, path))
        assert found - known(name) == frozenset(), (name, address, path)


def _flipped(name: str, address: str, path: Path) -> Plan:
    """The plan in which a value that is true or false is the other one."""
    plan = read_plan(raw()[name])
    resource = next(r for r in plan.resources if r.address == address)
    for holder in at(resource.values, path[:-1]):
        if isinstance(holder, dict) and isinstance(holder.get(path[-1]), bool):
            holder[path[-1]] = not holder[path[-1]]
    return plan


@pytest.mark.parametrize("type_", list(_types()))
def test_what_would_be_found_of_the_other_value_is_said_to_be_not_checked(type_: str) -> None:
    for path, (name, address) in readings()[type_].items():
        resource = next(r for r in read_plan(raw()[name]).resources if r.address == address)
        if not any(isinstance(value, bool) for value in at(resource.values, path)):
            continue
        if verdict(_flipped(name, address, path))[0] != known(name):
            before = set(verdict(read_plan(raw()[name]))[1].not_checked)
            after = set(verdict(without(name, address, path))[1].not_checked)
            assert after - before or address in {each.address for each in after}, (name, address, path)


def schema() -> dict[str, Any]:
    """The provider's schema, beside the command that plays Terraform."""
    file = FilePath(COMMAND or "").parent / "schema" / "aws.json.gz"
    return dict(json.loads(gzip.decompress(file.read_bytes()))["resources"]) if file.exists() else {}


@needs_terraform
def test_what_is_absent_is_what_the_provider_takes_for_it() -> None:
    known_types = schema()
    for type_, paths in readings().items():
        for path, (name, address) in paths.items():
            default = _default(known_types.get(type_, {}), path)
            if default is not None:
                given = verdict(_given(name, address, path, default))[0]
                assert verdict(_given(name, address, path, None))[0] == given, (name, address, path, default)


def _default(of: Mapping[str, Any], path: Path) -> Any:
    for step in path[:-1]:
        of = (of.get("b") or {}).get(step, {}).get("b") or {}
    return (of.get("a") or {}).get(path[-1], {}).get("d")


def _given(name: str, address: str, path: Path, value: Any) -> Plan:
    """The plan in which an attribute has a value that is written, or none that is written."""
    plan = without(name, address, path)
    resource = next(r for r in plan.resources if r.address == address)
    object.__setattr__(resource, "unknown", {})
    configured = plan.evaluator.configured(resource)
    for holder in at(resource.values, path[:-1]):
        if value is not None and isinstance(holder, dict):
            holder[path[-1]] = value
    if configured is not None:
        _written(configured[1].get("expressions"), path, dynamic=True)
    return plan
