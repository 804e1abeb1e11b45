"""AG808 unknown-size: an instance type, class, node type, version or runtime that AWS does not offer.

A size or a version that does not exist is refused when it is applied, long after it was written: `terraform
plan` takes any text. They are compared with a catalogue of what AWS offers, whose date is in the message.
What may be newer than the catalogue, such as a later generation of a family or a later version, is a warning.

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

```yaml bad
components:
  orders: {engine_version: "9.9"}
```

```yaml bad
components:
  orders: {engine_version: "17.99"}
```

```yaml bad
components:
  task: {kind: lambda, tier: backend, runtime: python9.9}
connections+:
  - app -> task
```

```yaml bad
components:
  pods: {kind: eks, subnets: app, version: "1.99"}
connections+:
  - app -> pods
```

```yaml good
components:
  app: {instance_type: t4g.small}
  orders: {instance_class: db.m7g.large, engine_version: "17"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.catalogue import runtimes, sizes, versions
from archgen.catalogue.sizes import Answer
from archgen.catalogue.versions import RUNTIMES
from archgen.findings import Route, Severity, nearest
from archgen.findings.phrase import Phrase
from archgen.lint.rules.chosen_sizes import Chosen, chosen
from archgen.lint.rules.fault import Fault, listed
from archgen.topology.graph import Topology

CODE = "AG808"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Amazon EC2 Instance Types Guide: Amazon EC2 instance types by Region",
    "Amazon RDS User Guide: supported DB engines for DB instance classes",
    "Amazon RDS User Guide: DB engine versions",
    "Amazon ElastiCache User Guide: supported node types",
    "Amazon ElastiCache User Guide: supported engines and versions",
    "Amazon MSK Developer Guide: broker sizes",
    "Amazon MQ Developer Guide: broker instance types",
    "Amazon EKS User Guide: Kubernetes version lifecycle",
    "AWS Lambda Developer Guide: Lambda runtimes",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each size that no region offers, and each version that there is not."""
    yield from _sizes(topology)
    for id, component in topology.components.items():
        if component.catalogued_version:
            field, engine, version = component.catalogued_version
            route = ("components", id, field) if field in component.model_fields_set else ("components", id)
            yield from (_runtime if engine == RUNTIMES else _version)(route, id, engine, version)


def _runtime(route: Route, id: str, _: str, runtime: str) -> Iterator[Fault]:
    answer = versions.answer(RUNTIMES, runtime)
    told = {"runtime": runtime, "id": id, "date": sizes.date()}
    if answer is Answer.NEWER:
        text = "{runtime} of {id} is not among the runtimes of AWS Lambda on {date}; check that it exists"
        yield Fault(route, Phrase(text, **told), severity=Severity.WARNING)
    elif answer is Answer.UNKNOWN:
        text = "AWS Lambda creates no function with {runtime}, the runtime of {id} (as of {date})"
        meant = [f"`{each}`" for each in runtimes.alike(runtime)[:3]]
        help = Phrase("use a runtime such as {runtimes}", runtimes=listed(meant)) if meant else None
        yield Fault(route, Phrase(text, **told), help=help)


def _version(route: Route, id: str, engine: str, version: str) -> Iterator[Fault]:
    answer = versions.answer(engine, version)
    told = {"version": version, "engine": engine, "id": id, "date": sizes.date()}
    if answer is Answer.NEWER:
        text = (
            "{engine} {version} of {id} is not among the versions that AWS offered on {date}; "
            "check that it exists"
        )
        yield Fault(route, Phrase(text, **told), severity=Severity.WARNING)
    elif answer is Answer.UNKNOWN:
        text = "{version} of {id} is no version of {engine} that AWS offers (as of {date})"
        yield Fault(route, Phrase(text, **told), help=_instead(engine, version))


def _instead(engine: str, version: str) -> Phrase:
    """The newest versions of the same major version, else the major versions."""
    alike = versions.alike(engine, version)[:3]
    if alike:
        return Phrase("use a version such as {versions}", versions=listed([f"`{each}`" for each in alike]))
    majors = ", ".join(f"`{each}`" for each in versions.majors(engine)[:8])
    return Phrase("use one of the major versions of {engine}: {versions}", engine=engine, versions=majors)


def _sizes(topology: Topology) -> Iterator[Fault]:
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
