"""AG320 port-not-served: a connection to a port that its target does not listen on.

A service listens on its `port`. Health checks on another port fail, so the target never gets traffic; ECS
refuses a load balancer whose container port is not one of the container's.

A database listens on one port: the one that all its connections name, or the engine's where they differ.

Name the service's port in the connection, or leave it out: it is taken from the service. For a service
with several ports, `port` is the balanced one.

```yaml bad
connections-: [web-lb -> web]
connections+: [web-lb -> web: 8080]
```

```yaml good
connections-: [web-lb -> web]
connections+: [web-lb -> web]
```

```yaml bad
components:
  report: {kind: ecs-service, tier: backend, subnets: app, service: {image: "example/report:1"}}
connections+: [report -> orders: 3306]
```

```yaml good
connections-: [app -> orders]
connections+: [app -> orders: 6432]
```

```yaml good
components:
  web: {service: null}
connections-: [web-lb -> web]
connections+: [web-lb -> web: 8080]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.lint.rules.ways import at_port
from archgen.model.kinds import Component, Compute
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG320"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = (
    "Amazon ECS API Reference: LoadBalancer",
    "Elastic Load Balancing User Guide: health checks for target groups",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection of a load balancer, or to a database, that names other ports than its target's own."""
    yield from _of_databases(topology)
    for connection in topology.connections:
        target = topology.components.get(connection.target)
        own = _own_port(target)
        balances = topology.components[connection.source].is_load_balancer
        if target is None or not (balances or target.category is Category.CUSTOM):
            continue
        if own is None or own in connection.ports or not connection.ports:
            continue
        source, id = connection.source, connection.target
        fault = at_port(
            topology,
            connection,
            connection.ports[0],
            Phrase(
                "{source} sends traffic to {ports} of {id}, whose service listens on {own}; name that "
                "port, or none"
                if isinstance(target, Compute)
                else "{source} sends traffic to {ports} of {id}, which listens on {own}; name that port, "
                "or none",
                source=source,
                ports=listed(map(str, connection.ports)),
                id=id,
                own=own,
            ),
            help=Phrase("write `{source} -> {id}: {own}`", source=source, id=id, own=own),
        )
        field = ("service", "port") if isinstance(target, Compute) else ("port",)
        yield fault._replace(related=(Place(("components", id, *field), Phrase("listens here")),))


def _own_port(target: Component | None) -> int | None:
    """The port that a component listens on, as its fields say."""
    if isinstance(target, Compute):
        return target.service.port if target.service else None
    if target is None or target.category is not Category.CUSTOM or "port" not in target.model_fields_set:
        return None  # what the file does not say of a custom component is not known
    return target.default_port


def _of_databases(topology: Topology) -> Iterator[Fault]:
    """Where those who connect to a database do not agree on its port."""
    for id in topology.of(Category.DATABASE, Category.DATABASE_CLUSTER):
        own = topology.components[id].default_port
        connections = topology.connections_to(id)
        if own is None or len({port for each in connections for port in each.ports}) < 2:
            continue
        for connection in connections:
            if connection.ports and own not in connection.ports:
                yield at_port(
                    topology,
                    connection,
                    connection.ports[0],
                    Phrase(
                        "{source} connects to {ports} of {id}, and other connections to it name another "
                        "port, so it listens on {own}; name {own}, or none",
                        source=connection.source,
                        ports=listed(map(str, connection.ports)),
                        id=id,
                        own=own,
                    ),
                    help=Phrase("write `{source} -> {id}: {own}`", source=connection.source, id=id, own=own),
                )
