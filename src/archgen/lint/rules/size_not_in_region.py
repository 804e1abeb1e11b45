"""AG809 size-not-in-region: a size that AWS offers, but not in this region, or not for this engine.

Not every region has every instance type, and not every database engine runs on every instance class: Oracle,
SQL Server and Db2 run on no Graviton. `terraform plan` takes any of them, and the apply fails. Sizes are
compared with a catalogue of what AWS offers, whose date is in the message.

```yaml bad
components:
  orders: {engine: oracle-ee, instance_class: db.t4g.medium}
```

```yaml bad
regions: {us-east-1: null, mx-central-1: {zones: [mx-central-1a, mx-central-1b], cidr: 10.0.0.0/16}}
components:
  app: {instance_type: m4.large}
```

```yaml good
components:
  orders: {engine: oracle-ee, instance_class: db.m5.large}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.catalogue import sizes
from archgen.catalogue.sizes import Answer
from archgen.findings import Severity, nearest
from archgen.findings.phrase import Phrase
from archgen.lint.rules.chosen_sizes import Chosen, chosen
from archgen.lint.rules.fault import Fault, listed
from archgen.topology.graph import Topology

CODE = "AG809"
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
    """Each size that exists, and not there."""
    for each in chosen(topology):
        answers = {region: sizes.answer(each.table, each.name, region) for region in each.regions}
        missing = [region for region, answer in answers.items() if answer is Answer.ELSEWHERE]
        if Answer.OTHER_ENGINE in answers.values():
            text = "{engine} does not run on {size}, the class of {id} (as of {date})"
            if sizes.offered_in(sizes.rds(each.engine, cluster=True), each.name):
                text = "only Multi-AZ DB clusters run on {size}, the class of {id} (as of {date})"
            message = Phrase(
                text,
                engine=each.engine,
                size=each.name,
                id=each.id,
                date=sizes.date(),
            )
            yield _fault(each, message, each.regions[0])
        elif missing:
            message = Phrase(
                "{size} of {id} is not offered in {regions} (as of {date})",
                size=each.name,
                id=each.id,
                regions=listed(missing),
                date=sizes.date(),
            )
            yield _fault(each, message, missing[0])


def _fault(each: Chosen, message: Phrase, region: str) -> Fault:
    """With a size as large that is offered there."""
    size = sizes.split(each.name).size
    alike = [name for name in sizes.offers(each.table, region) if sizes.split(name).size == size]
    meant = nearest(each.name, alike) or next(reversed(alike), None)
    help = Phrase("use a size such as `{size}`", size=meant) if meant else None
    return Fault(("components", each.id, each.field), message, help=help)
