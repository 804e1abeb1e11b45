"""Results that are expensive to compute, computed once for each topology.

The graph imports none of what is computed from it, so imports only go down.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from archgen.topology.graph import Topology

P = ParamSpec("P")
T = TypeVar("T")


def computed_once(
    compute: Callable[Concatenate[Topology, P], T],
) -> Callable[Concatenate[Topology, P], T]:
    """A function of a topology and hashable arguments whose result is kept as long as the topology is."""
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def result(topology: Topology, /, *args: P.args, **kwargs: P.kwargs) -> T:
        kept: dict[tuple[Any, ...], T] = vars(topology).setdefault("_computed", {})
        key = (name, *args, *kwargs.items())
        if key not in kept:
            kept[key] = compute(topology, *args, **kwargs)
        return kept[key]

    return result
