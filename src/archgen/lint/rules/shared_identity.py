"""AG811 shared-identity: an environment that shares state, buckets or names with another.

Names at AWS, buckets and the key of Terraform's state begin with the system's name and, under
`--env staging`, with the environment's: `shop-staging`. An environment that sets a `name` has that one
instead. Two with the same name overwrite each other's state, and the second apply fails on names that are
taken, or replaces the first.

A folder that was rendered before environments had names of their own keeps the name that its `.archgen.json`
records, since another one would replace everything that runs; `archgen render` then reports it.

Give each environment a name of its own. Where an environment runs under a recorded name in an account and
with a state of its own, ignore this with that reason.

```yaml bad
environments:
  staging: {name: shop-test}
  demo: {name: shop-test}
```

```yaml bad
environments:
  staging: {name: three-tier-web}
```

```yaml good
environments:
  staging: {name: shop-test}
  demo: {regions: {us-east-1: {cidr: 10.9.0.0/16}}}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.findings import Place, Route, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG811"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "a plan is of one environment"
REFERENCES = ("Terraform: backend type: s3",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each environment with the identity of one before it, and one that keeps what was recorded."""
    model = topology.architecture
    environments, first = model.environments, dict[str, str]()
    for environment, name in model.identity.others.items():
        other = first.setdefault(name, environment)
        if environment and other != environment:
            yield _shared(environment, other, name, environments)
    if model.identity.kept:
        yield _kept(model.identity.laid[-1], model.identity.name)


def _shared(environment: str, other: str, name: str, environments: Mapping[str, object]) -> Fault:
    whom = Phrase("{other}", other=other) if other else Phrase("the file without an environment")
    named = "name" in _keys(environments.get(environment))
    route: Route = ("environments", environment, *(("name",) if named else ()))
    place = ("environments", other) if other else ("name",)
    return Fault(
        route,
        Phrase(
            "{environment} is called {name}, as {whom} is: they would share Terraform state, buckets and "
            "names",
            environment=environment,
            name=name,
            whom=whom,
        ),
        key=not named,
        related=(Place(place, Phrase("has that name"), key=bool(other)),),
        help=Phrase("give {environment} a `name` of its own", environment=environment),
    )


def _keys(patch: object) -> tuple[object, ...]:
    return tuple(patch) if isinstance(patch, dict) else ()


def _kept(environment: str, name: str) -> Fault:
    return Fault(
        ("environments", environment),
        Phrase(
            "{environment} keeps the name {name} that this folder was rendered with before: it shares "
            "Terraform state, buckets and names with what else is called so",
            environment=environment,
            name=name,
        ),
        key=True,
        help=Phrase(
            "use `-o` with a folder of its own for {environment}, or set `name: {name}-{environment}` in it: "
            "Terraform then replaces what runs",
            environment=environment,
            name=name,
        ),
    )
