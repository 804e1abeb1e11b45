"""AG329 reference-without-connection: a service is given an address that it may not connect to.

A reference in the environment (`${orders.host}`) gives a service the address, and perhaps the password, of
another component. Security groups and IAM policies come from the connections alone: without one the service
knows where to connect and is refused.

Add the connection, or remove the variable.

```yaml bad
components:
  web: {service: {environment: {SQL_HOST: "${orders.host}"}}}
```

```yaml good
components:
  app: {service: {environment: {SQL_HOST: "${orders.host}", PRICE: "$${orders.host}", TEXT: "${HOME}"}}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.references import references
from archgen.topology.graph import Topology

CODE = "AG329"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "variables of containers are not compared with security groups in a plan"
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: security groups",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each variable that refers to a component to which its service has no connection."""
    for id, component in topology.components.items():
        if component.runs is None:
            continue
        reached = {id, *(connection.target for connection in topology.connections_from(id))}
        for name, value in component.runs.environment.items():
            for other in dict.fromkeys(reference.id for reference in references(value)):
                if other not in reached:
                    yield _fault(id, name, other)


def _fault(id: str, name: str, other: str) -> Fault:
    return Fault(
        ("components", id, "service", "environment", name),
        Phrase(
            "{name} gives {id} an address of {other}, and {id} has no connection to it; "
            "add `{id} -> {other}`",
            name=name,
            id=id,
            other=other,
        ),
        subjects=(id,),
        help=Phrase("under `connections` add `{id} -> {other}`", id=id, other=other),
    )
