"""What sort of line a connection is: a request, data, an event, or a call that leaves for the internet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from archgen.model.kinds import INTERNET, Component, Scope, Tier
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

Sort = Literal["request", "data", "egress", "event", "name", "replication"]

EVENTS = ("sqs", "sns", "eventbridge", "kinesis", "msk", "mq", "simplequeue", "simplenotification", "kafka")
"""In the names of the icons of buses, topics, queues and streams, without regard to case."""
HUBS = ("sqs", "sns", "eventbridge", "simplequeue", "simplenotification", "kafka", "rabbitmq")
STORES = ("database.", "storage.")


def sort_of(topology: Topology, source: str, target: str, connections: Iterable[Connection] = ()) -> Sort:
    """The sort of the line from one component to another, or to the internet."""
    if any(connection.delivers for connection in connections):
        return "event"
    if target == INTERNET:
        return "egress"
    one, two = topology.components[source], topology.components[target]
    if two.actual_scope is Scope.OUTSIDE:
        return "request" if two.on_private_network or one.actual_scope is Scope.OUTSIDE else "egress"
    if carries_events(one) or carries_events(two) or (is_store(one) and two.is_compute):
        return "event"
    edge = one.actual_scope in (Scope.OUTSIDE, Scope.GLOBAL) or one.is_load_balancer
    return "data" if is_store(two) and not edge else "request"


def carries_events(component: Component) -> bool:
    """Whether it is a bus, a topic, a queue or a stream."""
    return _named(component, EVENTS)


def may_be_hub(component: Component) -> bool:
    """Whether much may be published to it, and much be started by it: a bus, a topic or a queue."""
    return _named(component, HUBS)


def is_store(component: Component) -> bool:
    """Whether it keeps data: a database, a cache, a table, a bucket, a file system."""
    icon = component.icon.partition(".")[2]
    return component.in_tier is Tier.DATA or (icon.startswith(STORES) and not component.is_compute)


def _named(component: Component, names: tuple[str, ...]) -> bool:
    icon = component.icon.rpartition(".")[2].lower()
    return any(name in icon for name in names)
