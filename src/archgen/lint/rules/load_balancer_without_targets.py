"""AG314 load-balancer-without-targets: a load balancer without targets, or that nothing connects to.

Its targets are the components that it connects to. Without any it answers 503. If nothing connects to it,
its security group admits nothing, and it is charged all the same. A hosted zone that points at it is no
caller: `client -> dns -> lb` names one.

A worker cannot be a target: a `service` without a `port` does not listen, so every health check fails.

Connect it, or remove it.

```yaml bad
components:
  spare: {kind: alb, subnets: web}
connections+:
  - client -> spare: 443
```

```yaml bad
components:
  spare: {kind: alb, subnets: app}
connections+:
  - spare -> app: 8000
```

```yaml bad
components:
  app: {service: {port: null, health_check: null}}
```

```yaml good
components:
  api-lb: {kind: alb, subnets: web}
connections+:
  - client -> dns -> api-lb: 443
  - api-lb -> app: 8000
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.model.kinds import Compute
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG314"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG414", "AG801")
BREAKS_PATHS = True
REFERENCES = ("Application Load Balancers User Guide: troubleshoot your Application Load Balancers",)

CALLERS = "callers"
"""What the message says that a load balancer lacks, where nothing connects to it."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each load balancer without one of its two sides, and each target that cannot be one."""
    yield from _workers(topology)
    for id in topology.of(Category.APPLICATION_BALANCER, Category.NETWORK_BALANCER):
        behind, before = topology.connections_from(id), topology.connections_to(id)
        if behind and before:
            continue
        if not behind and not before:
            message, help = Phrase("{id} is in no connection; connect it, or remove it", id=id), None
        elif not behind:
            message = Phrase("{id} has no targets; connect it to its targets", id=id)
            target = _compute(topology)
            help = (
                Phrase("under `connections` add, for example, `{id} -> {target}`", id=id, target=target)
                if target
                else None
            )
        else:
            text = "nothing connects to {id}; add a connection to it, or remove it"
            message = Phrase(text, id=id, lacks=CALLERS)
            source = _source(topology, id)
            help = (
                Phrase("under `connections` add `{source} -> {id}: 443`", source=source, id=id)
                if source
                else None
            )
        pointers = [pointer for pointer in topology.pointers if pointer.target == id]
        yield Fault(
            ("components", id),
            message,
            key=True,
            related=tuple(
                Place(
                    pointer.chain.route,
                    Phrase("{zone} points at it", zone=pointer.zone),
                    key=pointer.chain.key,
                )
                for pointer in pointers[: 0 if before else 1]
            ),
            help=help,
        )


def _workers(topology: Topology) -> Iterator[Fault]:
    for connection in topology.connections:
        source, target = (topology.components.get(id) for id in (connection.source, connection.target))
        if source and source.is_load_balancer and isinstance(target, Compute) and target.is_worker:
            port = connection.ports[0] if connection.ports else 8000
            yield fault_at(
                connection,
                Phrase(
                    "{source} sends requests to {target}, whose service has no port; set the port, or "
                    "remove the connection",
                    source=connection.source,
                    target=connection.target,
                ),
                related=(
                    Place(("components", connection.target, "service"), Phrase("has no `port`"), key=True),
                ),
                help=Phrase(
                    "set `port: {port}` in `components.{target}.service`", port=port, target=connection.target
                ),
            )


def _compute(topology: Topology) -> str | None:
    return next((id for id, component in topology.components.items() if component.is_compute), None)


def _source(topology: Topology, id: str) -> str | None:
    """Who may be meant to come: a client, where the load balancer faces the internet."""
    faces_out = topology.scheme(id) == "internet-facing"
    return next(iter(topology.of(Category.CLIENT)), None) if faces_out else None
