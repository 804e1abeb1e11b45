"""AG209 capacity-bounds: a group for which min <= desired <= max does not hold.

AWS refuses an Auto Scaling group, and the scaling of an ECS service, whose minimum is above its maximum, or
whose desired capacity is outside of the two. The same is true of the capacity units of Aurora Serverless v2.
They are without effect, which is a warning, where the instances of the cluster have a class with a size.

```yaml bad
components:
  web: {capacity: {min: 6, max: 2}}
```

```yaml bad
components:
  web: {capacity: {min: 2, max: 6, desired: 8}}
```

```yaml bad
components:
  orders:
    kind: aurora
    engine: aurora-postgresql
    multi_az: null
    instance_class: db.serverless
    serverless: {min: 8, max: 4}
```

```yaml bad
components:
  orders: {kind: aurora, engine: aurora-postgresql, multi_az: null, serverless: {min: 1, max: 4}}
```

```yaml good
components:
  orders:
    kind: aurora
    engine: aurora-postgresql
    multi_az: null
    instance_class: db.serverless
    serverless: {min: 1, max: 4}
```

```yaml good
components:
  web: {capacity: {min: 2, max: 6, desired: 4}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds import Component, Group
from archgen.model.kinds.aurora import Aurora
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG209"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG208", "AG211", "AG225")
REFERENCES = (
    "Amazon EC2 Auto Scaling API Reference: CreateAutoScalingGroup",
    "Amazon Aurora User Guide: performance and scaling for Aurora Serverless v2",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each group whose numbers are out of order, and each cluster whose capacity units are."""
    for id in topology.of(Category.DATABASE_CLUSTER):
        yield from _units(id, topology.components[id])
    for id, component in topology.components.items():
        if not isinstance(component, Group):
            continue
        capacity, at = component.capacity, ("components", id, "capacity")
        if capacity.min > capacity.max:
            low = "min" in capacity.model_fields_set
            high = "max" in capacity.model_fields_set
            yield Fault(
                (*at, "max" if high else "min"),
                Phrase(
                    "{id} has at most {max}{max_note} and at least {min}{min_note}; set `max` to {min} or "
                    "more",
                    id=id,
                    max=capacity.max,
                    max_note="" if high else Phrase(" (the default)"),
                    min=capacity.min,
                    min_note="" if low else Phrase(" (the default)"),
                ),
                related=(Place((*at, "min"), Phrase("more than the maximum")),) if low and high else (),
            )
        elif not capacity.min <= capacity.wanted <= capacity.max:
            yield Fault(
                (*at, "desired"),
                Phrase(
                    "{id} wants {wanted}, but may run {min} to {max}; set `desired` within that range",
                    id=id,
                    wanted=capacity.wanted,
                    min=capacity.min,
                    max=capacity.max,
                ),
            )


def _units(id: str, component: Component) -> Iterator[Fault]:
    """The capacity units of Aurora Serverless v2."""
    if not isinstance(component, Aurora) or component.serverless is None:
        return
    at, units = ("components", id, "serverless"), component.serverless
    if component.capacity_units is None:
        yield Fault(
            at,
            Phrase(
                "{id} has `serverless`, and its instances are {size}, which do not scale; set "
                "`instance_class: db.serverless`, or remove `serverless`",
                id=id,
                size=component.instance_class,
            ),
            severity=Severity.WARNING,
        )
    elif units.min > units.max:
        yield Fault(
            at,
            Phrase(
                "{id} scales to at most {max} capacity units and at least {min}; set `max` to {min} or more",
                id=id,
                max=units.max,
                min=units.min,
            ),
        )
