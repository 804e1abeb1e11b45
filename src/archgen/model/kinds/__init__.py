"""The kinds of component: one module each, found by its file's name and imported when a file uses it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from .base import Component, Compute, Group, Running
from .category import Category
from .copies import Copy, FailureImpact, Scope, State, Territory, Tier
from .fields import INTERNET, Capacity, Service, is_private

__all__ = [
    "INTERNET",
    "Capacity",
    "Category",
    "Component",
    "Compute",
    "Copy",
    "FailureImpact",
    "Group",
    "Running",
    "Scope",
    "Service",
    "State",
    "Territory",
    "Tier",
    "category_of",
    "endpoint_services",
    "is_private",
    "kind_class",
    "kinds",
    "kinds_called",
]

_SHARED = {
    "asked",
    "base",
    "category",
    "cluster",
    "copies",
    "database",
    "facts",
    "fields",
    "gateway",
    "load_balancer",
    "managed",
}


@cache
def kinds() -> tuple[str, ...]:
    """The names of all kinds, sorted."""
    names = (module.name for module in iter_modules(__path__) if module.name not in _SHARED)
    return tuple(sorted(name.rstrip("_").replace("_", "-") for name in names))


@cache
def kind_class(kind: str) -> type[Component]:
    """The class of a kind; KeyError if there is none."""
    if kind not in kinds():
        raise KeyError(kind)
    name = "lambda_" if kind == "lambda" else kind.replace("-", "_")
    found: type[Component] = import_module(f".{name}", __package__).KIND
    return found


@cache
def category_of(kind: str) -> Category | None:
    """The category of a kind; None where there is no such kind."""
    return kind_class(kind).category if kind in kinds() else None


@cache
def kinds_called(word: str) -> tuple[str, ...]:
    """The kinds that people call by a word, in small letters and without signs."""
    return tuple(kind for kind in kinds() if word in kind_class(kind).words)


@cache
def endpoint_services() -> frozenset[str]:
    """What the VPC endpoints for the APIs of all kinds are called."""
    return frozenset(service for kind in kinds() if (service := kind_class(kind).endpoint_service))
