"""Several plans or states as one: a system whose state is split into roots.

Each root becomes a module of one configuration, so that references are resolved as between modules: by ids
where states know them, by outputs of a remote state (`data.terraform_remote_state.net.outputs.vpc_id`), and
by variables that are called as an output of another root, as Terragrunt gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archgen.findings.phrase import Phrase
from archgen.terraform_plan.source.expressions import ROOT, modules
from archgen.terraform_plan.source.plan import Plan
from archgen.terraform_plan.source.resource import Resource, texts_in


def merged(plans: Sequence[tuple[str, Plan]]) -> Plan:
    """One plan of several, each with its name: short, without dots, each once."""
    calls: dict[str, Any] = {}
    resources: list[Resource] = []
    data: list[Resource] = []
    known = {text for _, plan in plans for r in plan.resources for text in _ids(r)}
    for name, plan in plans:
        given = {key: {"constant_value": value} for key, value in plan.variables.items()}
        joined = dict(_joined(name, plan, plans, known))
        given |= {key: {**given.get(key, {}), **said} for key, said in joined.items()}
        calls[f"{ROOT}{name}"] = {"module": _configuration(plan), "expressions": given}
        stand_ins = {text for key in joined for text in texts_in(plan.variables.get(key))}
        stand_ins |= {text for r in plan.data for text in texts_in(r.values.get("value"))} - known
        inside = (_inside(name, resource) for resource in plan.resources)
        resources += [_without(resource, stand_ins) for resource in inside] if stand_ins else inside
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


def _configuration(plan: Plan) -> Mapping[str, Any]:
    root = plan.modules.get("")
    return root.configuration if root else {}


def _ids(resource: Resource) -> Iterator[str]:
    yield from (str(resource.values[key]) for key in ("id", "arn", "name") if resource.values.get(key))


def _joined(
    name: str, plan: Plan, plans: Sequence[tuple[str, Plan]], known: set[str]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The variables of a root that are an output of exactly one other root: nothing is applied yet.

    One whose value is an id that there is needs no such thing.
    """
    for variable in _configuration(plan).get("variables") or {}:
        roots = [other for other, each in plans if other != name and _gives(each, variable)]
        if len(roots) == 1 and not known & set(texts_in(plan.variables.get(variable))):
            module = f"module.{ROOT}{roots[0]}"
            yield variable, {"references": [f"{module}.{variable}", module]}


def _gives(plan: Plan, output: str) -> bool:
    """Whether a root has an output that is something of its resources: not only a variable passed on."""
    said = (_configuration(plan).get("outputs") or {}).get(output) or {}
    references = (said.get("expression") or {}).get("references") or ()
    return any(not each.startswith(("var.", "local.", "data.", "each.", "path.")) for each in references)


def _without(resource: Resource, stand_ins: set[str]) -> Resource:
    """A resource without the values that stand in for what another root will give: they are not known yet."""
    later = {key: True for key, value in resource.values.items() if stand_ins.intersection(texts_in(value))}
    if not later:
        return resource
    kept = {key: _blanked(value, stand_ins) for key, value in resource.values.items()}
    values = {key: value for key, value in kept.items() if value is not None or key not in later}
    return replace(resource, values=values, unknown={**resource.unknown, **later})


def _blanked(value: Any, stand_ins: set[str]) -> Any:
    """A value without them, None where it is one; a list that one is in is not known as a whole."""
    if isinstance(value, dict):
        kept = {key: _blanked(inner, stand_ins) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner is not None or value[key] is None}
    if isinstance(value, list):
        is_open = any(isinstance(item, str) and item in stand_ins for item in value)
        return None if is_open else [_blanked(item, stand_ins) for item in value]
    return None if isinstance(value, str) and value in stand_ins else value


def _inside(name: str, resource: Resource) -> Resource:
    prefix = f"module.{ROOT}{name}"
    module = f"{prefix}.{resource.module}" if resource.module else prefix
    return replace(resource, address=f"{prefix}.{resource.address}", module=module)


def shown(text: str, names: Mapping[str, str]) -> str:
    """A text with addresses as their own files have them: `network.json: aws_vpc.main`."""
    if isinstance(text, Phrase) and text.values:
        values = {
            key: shown(each, names) if isinstance(each, str) else each for key, each in text.values.items()
        }
        return Phrase(text.template, **values)
    for name, file in names.items():
        text = text.replace(f"module.{ROOT}{name}.", f"{file}: ")
    return text
