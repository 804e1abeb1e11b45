"""What sort of line a connection is: a request, data, an event, or a call that leaves for the internet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from archgen.model.kinds import INTERNET, Component, Scope, Tier
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

Sort = Literal["request", "data", "egress", "event", "name", "replication"]

STORES = ("database.", "storage.")


def sort_of(topology: Topology, source: str, target: str, connections: Iterable[Connection] = ()) -> Sort:
    """The sort of the line from one component to another, or to the internet."""
    if any(connection.is_event for connection in connections):
        return "event"
    if target == INTERNET:
        return "egress"
    one, two = topology.components[source], topology.components[target]
    if two.actual_scope is Scope.OUTSIDE:
        return "request" if two.on_private_network or one.actual_scope is Scope.OUTSIDE else "egress"
    if one.carries_events or two.carries_events or (is_store(one) and two.is_compute):
        return "event"
    edge = one.actual_scope in (Scope.OUTSIDE, Scope.GLOBAL) or one.is_load_balancer
    return "data" if is_store(two) and not edge else "request"


def is_store(component: Component) -> bool:
    """Whether it keeps data: a database, a cache, a table, a bucket, a file system."""
    icon = component.icon.partition(".")[2]
    return component.in_tier is Tier.DATA or (icon.startswith(STORES) and not component.is_compute)
