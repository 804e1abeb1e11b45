"""What an earlier render called things, so that this one calls nothing anew that can keep its name.

Labels in Terraform and names at AWS must not depend on what stands beside them in the file: another region
put first, or a component renamed, would replace what is running. So the regions' suffixes, the labels of all
resources, and the ids that names at AWS are made of are kept in the folder's manifest. What has another
address all the same is moved there in the state (`moves`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from archgen.render.outputs.terraform.history.renames import Renames, Shape, renames, shape
from archgen.render.outputs.terraform.names import label
from archgen.render.outputs.view import View

ARROW = " -> "
EACH = "*"
"""Ends the label of a resource that there are several of, by key."""


@dataclass(frozen=True)
class Recollection:
    """What the last render wrote down, read against the model of this one."""

    view: View

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, str]]:
        """What it wrote down; empty where nothing was rendered before."""
        return self.view.memory.get("terraform", {})

    @cached_property
    def shape(self) -> Shape:
        """The model of this render, without its names."""
        return shape(self.view.architecture, self.view.topology)

    @cached_property
    def renames(self) -> Renames:
        """What has another name in the model than it had."""
        links = frozenset(
            (source, target)
            for chain in self.tables.get("connections", {})
            for source, arrow, target in [chain.partition(ARROW)]
            if arrow
        )
        before = Shape(self.tables.get("rows", {}), self.tables.get("components", {}), links)
        return renames(before, self.shape)

    def suffixes(self, regions: Iterable[str]) -> dict[str, str]:
        """How the labels of each region end: as they did, else with its name; those of the first not at all.

        `regions` are the file's, and one more where global services need it.
        """
        known = self.tables.get("regions", {})
        if not any(region in known for region in self.view.architecture.regions):
            known = {next(iter(self.view.architecture.regions)): ""}
        return {region: known.get(region, f"_{label(region)}") for region in regions}

    @cached_property
    def names(self) -> dict[str, str]:
        """The ids that names at AWS are made of, where they are others than the components' own.

        A component that is renamed keeps its names: most of AWS's resources cannot be renamed. An id that is
        still in use there is not given to a newcomer.
        """
        before = self.tables.get("names", {})
        older = {new: old for old, new in self.renames.components.items()}
        components = self.view.architecture.components
        found = {id: before.get(older.get(id, id), older.get(id, id)) for id in components}
        known = self.tables.get("components", {})
        for id in (id for id in components if id not in known and id not in older):
            taken = {name for other, name in found.items() if other != id}
            free = (id if number == 1 else f"{id}-{number}" for number in range(1, len(taken) + 2))
            found[id] = next(name for name in free if name not in taken)
        return {id: name for id, name in found.items() if name != id}

    @cached_property
    def homes(self) -> dict[str, str]:
        """The regions in which the primaries of what is copied to other regions live."""
        first = next(iter(self.view.architecture.regions))
        components = self.view.architecture.components.items()
        copied = {id: made for id, made in components if made.copied_to}
        return {id: made.region[0] if made.region else first for id, made in copied.items()}

    @property
    def left(self) -> dict[str, str]:
        """The regions in which primaries lived that live in another one now."""
        before = self.tables.get("homes", {})
        return {id: before[id] for id, home in self.homes.items() if before.get(id, home) != home}

    @property
    def system(self) -> str | None:
        """The system's name when it was last rendered, where it has another one now."""
        known = self.tables.get("system", {}).get("name", self.view.architecture.identity.name)
        return known if known != self.view.architecture.identity.name else None

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that there were."""
        listed = " ".join(self.tables.get("resources", {}).values())
        return frozenset(text.removesuffix(EACH) for text in listed.split())

    def written(
        self,
        suffixes: Mapping[str, str],
        resources: Mapping[str, str],
        placed: Mapping[str, str],
        moved: Mapping[str, str],
    ) -> dict[str, dict[str, str]]:
        """What the next render is to know."""
        return {
            "system": {"name": self.view.architecture.identity.name},
            "regions": dict(suffixes),
            "rows": dict(self.shape.rows),
            "components": dict(self.shape.components),
            "connections": {ARROW.join(link): "" for link in sorted(self.shape.links)},
            "homes": self.homes,
            "names": self.names,
            "resources": dict(sorted(resources.items())),
            "placed": dict(sorted(placed.items())),
            "moved": dict(moved),
        }
