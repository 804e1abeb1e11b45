"""The resources of a plan by module, by type, and by the instances of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from archgen.terraform_plan.source.expressions import bare, outer
from archgen.terraform_plan.source.resource import Resource


class Index:
    """Finds resources without a walk through all of them."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self.resources = resources

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """The instances of each module by its path without indexes."""
        every: set[str] = set()
        for resource in self.resources:
            place = resource.module
            while place and place not in every:
                every.add(place)
                place = outer(place)[0]
        found: dict[str, list[str]] = {"": [""]}
        for place in sorted(every):
            found.setdefault(bare(place), []).append(place)
        return found

    @cached_property
    def instances(self) -> dict[tuple[str, str], list[Resource]]:
        found: dict[tuple[str, str], list[Resource]] = {}
        for resource in self.resources:
            found.setdefault((resource.module, f"{resource.type}.{resource.name}"), []).append(resource)
        return found

    @cached_property
    def by_type(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            found.setdefault(resource.type, []).append(resource)
        return found

    @cached_property
    def by_module(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            found.setdefault(resource.module, []).append(resource)
        return found
