"""Which components only have another id: the same kind, fields and neighbours."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.topology.graph import Topology


def renames(old: Topology, new: Topology) -> dict[str, str]:
    """For each old id that is gone the new one, where exactly one component is the same but for its id."""
    gone = [id for id in old.components if id not in new.components]
    come = [id for id in new.components if id not in old.components]
    found: dict[str, str] = {}
    for id in gone:
        same = [other for other in come if old.components[id] == new.components[other]]
        twins = [other for other in gone if old.components[other] == old.components[id]]
        if len(same) == 1 and len(twins) == 1 and _degree(old, id) == _degree(new, same[0]):
            found[id] = same[0]
    return found


def renamed_id(id: str, renames: Mapping[str, str]) -> str:
    """The new id of a component, or the id itself."""
    return renames.get(id, id)


def _degree(topology: Topology, id: str) -> tuple[int, int]:
    return len(topology.connections_from(id)), len(topology.connections_to(id))
