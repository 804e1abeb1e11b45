"""AG803 name-too-long: a name that AWS would refuse.

Resources are named after the architecture's `name` and the component's id. AWS allows 32 characters for a
load balancer and a target group, 3 to 63 for a bucket, and 63 for a database. The Terraform that archgen
writes shortens a longer name and ends it with a hash, so that it can be created; but in the console it is
hard to recognise.

Shorten the id, or the architecture's `name`.

```yaml bad
components:
  load-balancer-of-the-administrators: {kind: alb, subnets: app}
connections+:
  - web -> load-balancer-of-the-administrators -> app: 8000
```

```yaml good
components:
  admin-lb: {kind: alb, subnets: app}
connections+:
  - web -> admin-lb -> app: 8000
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase, listing
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG803"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "the names in a plan are those that AWS gets; Terraform checks their length"
REFERENCES = (
    "Elastic Load Balancing API Reference: CreateLoadBalancer, CreateTargetGroup",
    "Amazon S3 User Guide: general purpose bucket naming rules",
    "Amazon RDS User Guide: naming constraints in Amazon RDS",
)
TARGETS = (32, "a target group")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component whose name is longer than AWS allows."""
    balanced = {
        connection.target
        for id, component in topology.components.items()
        if component.is_load_balancer
        for connection in topology.connections_from(id)
    }
    for id, component in topology.components.items():
        limit = component.name_limit
        if component.is_compute and id in balanced:
            limit = TARGETS
        name = f"{topology.architecture.name}-{id}"
        if limit is not None and len(name) > limit[0]:
            yield Fault(
                ("components", id),
                Phrase(
                    "{name} has {count} characters, and AWS allows {limit} for {resource}; ",
                    name=name,
                    count=len(name),
                    limit=limit[0],
                    resource=Phrase(limit[1]),
                )
                + _way(topology.architecture.name, id, len(name) - limit[0]),
                key=True,
                related=(Place(("name",), Phrase("begins the name")),),
            )


def _way(name: str, id: str, surplus: int) -> str:
    """What to shorten: one of the two where something is left of it, else both."""
    enough = [
        what
        for what, text in ((id, id), (Phrase("the architecture's name"), name))
        if len(text) > surplus + 2
    ]
    if enough:
        return Phrase("shorten {names} by {surplus}", names=listing(tuple(enough), "or"), surplus=surplus)
    return Phrase(
        "shorten {id} and the architecture's name, to {count} characters together",
        id=id,
        count=len(name) + len(id) - surplus,
    )
