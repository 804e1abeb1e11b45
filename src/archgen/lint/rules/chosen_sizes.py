"""The sizes that a model chooses: of which table each is, and in which regions it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archgen.catalogue import sizes
from archgen.findings.phrase import Phrase
from archgen.model.kinds import Component
from archgen.model.kinds.database import Relational
from archgen.topology.graph import Topology


class Chosen(NamedTuple):
    """One size: of a component, under a key of it."""

    id: str
    field: str
    name: str
    table: str
    regions: tuple[str, ...]
    engine: str = ""


def chosen(topology: Topology) -> Iterator[Chosen]:
    """Each size that the catalogue knows the table of, where its component has copies."""
    for id, component in topology.components.items():
        regions = tuple(dict.fromkeys(copy.region for copy in topology.copies_of(id) if copy.region))
        if not regions:
            continue
        name = None if component.has_own_sizes else component.size
        if name:
            yield Chosen(id, "instance_type", name, sizes.EC2, regions)
        if component.catalogued_size:
            field, table = component.catalogued_size
            yield Chosen(id, field, component.value_of(field), table, regions, _engine(component))


def _engine(component: Component) -> str:
    """What runs on the size, in a sentence."""
    engine = component.engine_name or ""
    if isinstance(component, Relational) and component.has_readable_standbys:
        return Phrase("a Multi-AZ DB cluster of {engine}", engine=engine)
    return engine
