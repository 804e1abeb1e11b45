"""The order in which an imported file lists its components, as a request meets them, and usual ports."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.model.kinds import Component, Scope
from archgen.terraform_plan.importing.connections import SeenConnection
from archgen.terraform_plan.importing.outside import CLIENT


def steps_of(seen_connections: Sequence[SeenConnection]) -> dict[str, int]:
    """When a request meets each: clients first, then what they reach; then what begins by itself."""
    onward: dict[str, list[tuple[str, ...]]] = {}
    for connection in seen_connections:
        onward.setdefault(connection.source, []).append(connection.chain[1:])
    targets = {connection.target for connection in seen_connections}
    steps: dict[str, int] = {}
    for first in sorted(onward, key=lambda id: (id != CLIENT, id in targets)):
        queue = [first] if first not in steps else []
        for id in queue:
            steps.setdefault(id, len(steps))
            for chain in onward.get(id, ()):
                for other in chain[:-1]:
                    steps.setdefault(other, len(steps))
                if chain[-1] not in steps:
                    steps[chain[-1]] = len(steps)
                    queue.append(chain[-1])
    return steps


def is_on_443(kind: type[Component]) -> bool:
    """Whether it is a service of AWS that is reached on 443 unless a line says otherwise."""
    return kind.usual_port == 443 and kind.scope is not Scope.OUTSIDE and not kind.is_way
