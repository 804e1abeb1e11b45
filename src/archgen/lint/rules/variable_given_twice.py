"""AG812 variable-given-twice: two components give a caller the same environment variable.

A caller finds what it connects to in variables that begin with the component's id: the queue `jobs` gives it
`JOBS_QUEUE_URL`, and the load balancer `jobs-queue` gives it a `JOBS_QUEUE_URL` as well. A variable has one
value: the first connection's counts, and the caller is not given the other address.

Set the variable under `environment` to the component that is meant, and give the other a variable of its own;
or call one of the two by another id, as long as nothing of it is deployed.

```yaml bad
components:
  orders: null
  sales: {kind: aurora, subnets: db, read_replicas: 1}
  sales-reader: {kind: elasticache, subnets: db, replicas: 1}
connections-: [app -> orders]
connections+:
  - app -> sales
  - app -> sales-reader
```

```yaml good
components:
  orders: null
  sales: {kind: aurora, subnets: db, read_replicas: 1}
  sales-reader: {kind: elasticache, subnets: db, replicas: 1}
  app: {service: {environment: {SALES_READER_HOST: "${sales.reader_host}", CACHE: "${sales-reader.host}"}}}
connections-: [app -> orders]
connections+:
  - app -> sales
  - app -> sales-reader
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.variables import is_told, names_told
from archgen.topology.graph import Topology

CODE = "AG812"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "variables of containers are not read from plans"
REFERENCES = ("Amazon ECS Developer Guide: environment variables",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each generated variable of a caller that a second component has as well, unless the file sets it."""
    for id, caller in topology.components.items():
        if not is_told(caller):
            continue
        service = caller.runs
        decided = {*service.environment, *service.secrets} if service else set()
        first: dict[str, str] = {}
        for other in dict.fromkeys(connection.target for connection in topology.connections_from(id)):
            component = topology.components.get(other)  # none of a block of addresses
            for name in names_told(caller, component, other) if component else ():
                if first.setdefault(name, other) != other and name not in decided:
                    yield _fault(id, name, first[name], other)


def _fault(id: str, name: str, first: str, other: str) -> Fault:
    return Fault(
        ("components", id),
        Phrase(
            "{first} and {other} both give {id} the variable {name}, which is that of {first} now; "
            "set it under `environment`",
            first=first,
            other=other,
            id=id,
            name=name,
        ),
        key=True,
        subjects=(id, first, other),
        help=Phrase(
            "set `{name}` under `components.{id}.service.environment` to the one that is meant, and a "
            "variable of another name to the other; or rename {first} or {other}",
            name=name,
            id=id,
            first=first,
            other=other,
        ),
    )
