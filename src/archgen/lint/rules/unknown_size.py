"""AG808 unknown-size: an instance type, instance class or node type that AWS does not offer.

A size that does not exist is refused when it is applied, long after it was written: `terraform plan` takes
any text. Sizes are compared with a catalogue of what AWS offers, whose date is in the message. A size that
may be newer than the catalogue, such as a later generation of a family that exists, is a warning.

```yaml bad
components:
  app: {instance_type: t9.gigantic}
```

```yaml bad
components:
  orders: {instance_class: db.t1.huge}
```

```yaml bad
components:
  app: {instance_type: t5.small}
```

```yaml good
components:
  app: {instance_type: t4g.small}
  orders: {instance_class: db.m7g.large}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.catalogue import sizes
from archgen.catalogue.sizes import Answer
from archgen.findings import Severity, nearest
from archgen.findings.phrase import Phrase
from archgen.lint.rules.chosen_sizes import Chosen, chosen
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG808"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Amazon EC2 Instance Types Guide: Amazon EC2 instance types by Region",
    "Amazon RDS User Guide: supported DB engines for DB instance classes",
    "Amazon ElastiCache User Guide: supported node types",
    "Amazon MSK Developer Guide: broker sizes",
    "Amazon MQ Developer Guide: broker instance types",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each size that no region offers."""
    for each in chosen(topology):
        answers = {sizes.answer(each.table, each.name, region) for region in each.regions}
        if Answer.UNKNOWN in answers:
            yield _fault(each)
        elif Answer.NEWER in answers:
            yield Fault(
                ("components", each.id, each.field),
                Phrase(
                    "{size} of {id} is not among the sizes that AWS offered on {date}; check that it exists",
                    size=each.name,
                    id=each.id,
                    date=sizes.date(),
                ),
                severity=Severity.WARNING,
            )


def _fault(each: Chosen) -> Fault:
    message = Phrase(
        "{size} of {id} is no size that AWS offers (as of {date})",
        size=each.name,
        id=each.id,
        date=sizes.date(),
    )
    offered = sizes.offers(each.table, each.regions[0])
    family = [name for name in offered if sizes.split(name).family == sizes.split(each.name).family]
    meant = nearest(each.name, family) or nearest(each.name, offered) or next(iter(family), None)
    help = Phrase("use a size such as `{size}`", size=meant) if meant else None
    return Fault(("components", each.id, each.field), message, help=help)
