"""Groups of a model from the modules of a plan: components that one module makes belong together.

A module that makes everything says nothing, and neither does one whose name is general; then the modules in
it are asked. Gateways and endpoints are in no group: routes lead to them, whoever made them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.model.kinds import kind_class
from archgen.terraform_plan.resources.naming import is_general, module_id
from archgen.terraform_plan.resources.observed import SeenComponent
from archgen.terraform_plan.source.expressions import ROOT

_MODULE = re.compile(r'module\.[^.\[]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.')


def grouped(
    fields: dict[str, Any], components: Sequence[SeenComponent], ids: Mapping[str, str]
) -> dict[str, Any]:
    """The groups, and in the fields of each component the one that it is in."""
    found = _groups([c for c in components if ids.get(c.address) in fields], ids)
    for id, group in found.items():
        fields[id]["group"] = group
    return {group: {} for group in dict.fromkeys(found.values())}


def _groups(components: Sequence[SeenComponent], ids: Mapping[str, str]) -> dict[str, str]:
    """The group of each component that is in one, by its id."""
    paths = {
        ids[component.address]: [*_modules(component.address)]
        for component in components
        if component.address in ids and not kind_class(component.kind).is_way
    }
    members: dict[str, set[str]] = {}
    for id, path in paths.items():
        for module in path:
            members.setdefault(module, set()).add(id)
    chosen = {id: _chosen(path, members, len(paths)) for id, path in paths.items()}
    names = _named({module for module in chosen.values() if module})
    return {id: names[module] for id, module in chosen.items() if module}


def _modules(address: str) -> Iterator[str]:
    """The modules that an address is in, the outermost first; roots that were given together are none."""
    end = 0
    while match := _MODULE.match(address, end):
        end = match.end()
        if not match[0].startswith(f"module.{ROOT}"):
            yield address[:end]


def _chosen(path: Sequence[str], members: Mapping[str, set[str]], every: int) -> str | None:
    """The outermost module with several components, and not all of them."""
    fitting = (m for m in path if 1 < len(members[m]) < every and not is_general(module_id(m)))
    return next(fitting, None)


def _named(modules: set[str]) -> dict[str, str]:
    """An id for each module: its own name, with a number where two have the same."""
    found: dict[str, str] = {}
    for module in sorted(modules):
        id, number = module_id(module), 2
        while id in found.values():
            id, number = f"{module_id(module)}-{number}", number + 1
        found[module] = id
    return found
