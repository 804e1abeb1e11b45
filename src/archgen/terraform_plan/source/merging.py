"""Several plans or states as one: a system whose state is split into roots.

Each root becomes a module of one configuration, so that references are resolved as between modules: by ids
where states know them, and by outputs of a remote state (`data.terraform_remote_state.net.outputs.vpc_id`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from archgen.terraform_plan.source.expressions import ROOT, modules
from archgen.terraform_plan.source.plan import Plan
from archgen.terraform_plan.source.resource import Resource


def merged(plans: Sequence[tuple[str, Plan]]) -> Plan:
    """One plan of several, each with its name: short, without dots, each once."""
    calls: dict[str, Any] = {}
    resources: list[Resource] = []
    data: list[Resource] = []
    for name, plan in plans:
        root = plan.modules.get("")
        given = {key: {"constant_value": value} for key, value in plan.variables.items()}
        calls[f"{ROOT}{name}"] = {"module": root.configuration if root else {}, "expressions": given}
        resources += [_inside(name, resource) for resource in plan.resources]
        data += [_inside(name, resource) for resource in plan.data]
    regions = {key: region for _, plan in reversed(plans) for key, region in plan.regions.items()}
    return Plan(
        tuple(sorted(resources, key=lambda r: r.address)),
        modules({"module_calls": calls}),
        tuple(data),
        regions=regions,
        outputs=frozenset(text for _, plan in plans for text in plan.outputs),
        accounts={key: name for _, plan in reversed(plans) for key, name in plan.accounts.items()},
    )


def _inside(name: str, resource: Resource) -> Resource:
    prefix = f"module.{ROOT}{name}"
    module = f"{prefix}.{resource.module}" if resource.module else prefix
    return replace(resource, address=f"{prefix}.{resource.address}", module=module)


def shown(text: str, names: Mapping[str, str]) -> str:
    """A text with addresses as their own files have them: `network.json: aws_vpc.main`."""
    for name, file in names.items():
        text = text.replace(f"module.{ROOT}{name}.", f"{file}: ")
    return text
