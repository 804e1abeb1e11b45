"""AG208 no-zone-headroom: too few instances are left of a group's minimum when a zone fails.

What runs when a zone fails is what ran in the others: new launches need the control plane, which is busy
and may be impaired on such a day (static stability). Of an even group of m over N zones, m - ceil(m / N) are
left when the fullest zone fails. That must be `capacity.required`, 1 unless the file says more.

Raise `capacity.min`: to keep R running when one of N zones fails, each zone needs ceil(R / (N - 1)).

Known exception: a group that may pause (a worker on a queue): set `required: 0`.

```yaml bad
components:
  app: {capacity: {min: 1, max: 4}}
```

```yaml bad
components:
  app: {capacity: {min: 4, max: 8, required: 3}}
```

```yaml good
components:
  app: {capacity: {min: 6, max: 8, required: 3}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.standing import spread
from archgen.lint.rules.ways import written
from archgen.model.kinds import Group
from archgen.model.kinds.copies import surviving
from archgen.topology.graph import Topology

CODE = "AG208"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG225",)
BREAKS_PATHS = True
REFERENCES = ("REL11 Use static stability to prevent bimodal behavior", "AWS Fault Isolation Boundaries")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each group with what is left of its minimum."""
    for id, component in topology.components.items():
        if not isinstance(component, Group):
            continue
        capacity = component.capacity
        for _, zones in spread(topology, id):
            left = surviving(capacity.min, len(zones))
            if len(zones) < 2 or left >= capacity.required:
                continue
            enough = _enough(capacity.required, len(zones))
            yield Fault(
                _route(id, component),
                Phrase(
                    "{id} has a minimum of {min} in {count} zones: {left_over} left when one fails, and "
                    "{required} required; raise `min` to {enough}",
                    id=id,
                    min=capacity.min,
                    count=len(zones),
                    left_over=_count(left),
                    required=capacity.required,
                    enough=enough,
                ),
                related=_required(id, component),
                help=_edit(id, component, enough),
            )
            break


def _enough(required: int, zones: int) -> int:
    """The smallest minimum of which enough is left."""
    total = required
    while surviving(total, zones) < required:
        total += 1
    return total


def _count(left: int) -> str:
    return {0: Phrase("none is"), 1: Phrase("one is")}.get(left, Phrase("{left} are", left=left))


def _route(id: str, component: Group) -> tuple[str, ...]:
    if "capacity" not in component.model_fields_set:
        return ("components", id)
    inner = ("min",) if "min" in component.capacity.model_fields_set else ()
    return ("components", id, "capacity", *inner)


def _edit(id: str, component: Group, enough: int) -> str:
    """The edit that raises the minimum, and with it whatever would be under it."""
    capacity, most = component.capacity, max(component.capacity.max, enough)
    if "capacity" not in component.model_fields_set:
        return written(id, Phrase("capacity: {{min: {enough}, max: {most}}}", enough=enough, most=most))
    fields = [f"min: {enough}"]
    if capacity.max < most:
        fields.append(f"max: {most}")
    if capacity.desired is not None and capacity.desired < enough:
        fields.append(f"desired: {enough}")
    return written(f"{id}.capacity", *fields)


def _required(id: str, component: Group) -> tuple[Place, ...]:
    if "required" not in component.capacity.model_fields_set:
        return ()
    return (Place(("components", id, "capacity", "required"), Phrase("must still run")),)
