"""Which module calls are given a resource, by the references in their inputs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archgen.terraform_plan.source.expressions import Module, bare, expressions

_STEP = re.compile(r"module\.[^.\[]+")


def handed_on(modules: Mapping[str, Module], addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The addresses that an input of another module refers to, each with the call."""
    inputs = {path: dict(_inputs(module)) for path, module in modules.items()}
    for address in addresses:
        for path, name in _levels(bare(address)):
            calls = inputs.get(path, {}).items()
            call = next((c for c, given in calls if name in given and not name.startswith(c)), None)
            if call is not None:
                yield f"{path}.{call}".lstrip("."), address
                break


def _levels(address: str) -> Iterator[tuple[str, str]]:
    """What an address is called in its own module and in those around it, the outermost last."""
    steps = _STEP.findall(address)
    name = address.removeprefix(".".join(steps)).lstrip(".")
    for depth in range(len(steps), -1, -1):
        yield ".".join(steps[:depth]), name
        name = steps[depth - 1] if depth else name


def _inputs(module: Module) -> Iterator[tuple[str, set[str]]]:
    """The calls of a module with what their inputs refer to, without indexes and attributes."""
    calls: Mapping[str, Any] = module.configuration.get("module_calls") or {}
    for name, call in calls.items():
        given = (call.get("expressions") or {}).values()
        references = (r for value in given for e in expressions(value, ()) for r in e.get("references") or ())
        yield f"module.{name}", {".".join(re.split(r"[.\[]", reference)[:2]) for reference in references}
