"""AG318 gateway-endpoint-missing: S3 or DynamoDB through NAT, or unreachable from isolated subnets.

A gateway endpoint is a route to the service inside AWS's network and costs nothing; through a NAT gateway
the same bytes are charged per gigabyte and fail with its zone. From an isolated subnet the endpoint is
the only route.

Add a `vpc-endpoint` for the service. Traffic to a bucket in another region, and from public subnets, is
not checked: a gateway endpoint serves its own region, and the internet gateway is free.

```yaml bad
components:
  dynamodb-endpoint: null
connections-: [app -> dynamodb-endpoint -> sessions]
connections+: [app -> nat -> sessions]
```

```yaml bad
components:
  uploads: {kind: s3}
connections+: [app -> uploads]
```

```yaml bad
components:
  report: {kind: lambda, tier: backend, subnets: db}
  uploads: {kind: s3}
connections+:
  - app -> nat -> report
  - report -> uploads
```

```yaml good
components:
  uploads: {kind: s3}
  s3-endpoint: {kind: vpc-endpoint, service: s3}
connections+: [app -> uploads]
```

```yaml good
components:
  report: {kind: lambda, tier: backend}
  uploads: {kind: s3}
connections+:
  - app -> nat -> report
  - report -> uploads
  - web -> uploads
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at, listed
from archgen.lint.rules.ways import added, free_id, hops, told
from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Cause, Path, all_paths

CODE = "AG318"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG312",)
BREAKS_PATHS = True
REFERENCES = (
    "Amazon VPC User Guide: gateway endpoints",
    "COST08 Implement services to reduce data transfer costs",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """One for each service: one endpoint component fixes all of its connections."""
    lacking: dict[str, list[Path]] = {}
    for path in all_paths(topology):
        service = _service(topology, path)
        if service is not None:
            lacking.setdefault(service, []).append(path)
    for service, paths in lacking.items():
        yield _fault(topology, service, paths)


def _service(topology: Topology, path: Path) -> str | None:
    """The service that a path reaches through NAT, or would reach if its subnets were not isolated."""
    if path.target == INTERNET:
        return None
    called = topology.components[path.connection.target]
    source, target = topology.copies[path.source], topology.copies[path.target]
    if not called.has_gateway_endpoint or source.row is None or source.region != target.region:
        return None
    if path.broken is not None:
        return called.endpoint_service if path.broken.cause is Cause.ISOLATED else None
    passed = {topology.components[topology.copies[stop].component].category for stop in path.stops[1:-1]}
    return called.endpoint_service if Category.NAT_GATEWAY in passed else None


def _fault(topology: Topology, service: str, paths: list[Path]) -> Fault:
    blocked = [path for path in paths if path.broken]
    first = (blocked or paths)[0]
    connection = first.connection
    others = {path.connection.route: path.connection for path in paths}
    others.pop(connection.route, None)
    name = topology.components[connection.target].service_name.removeprefix("Amazon ")
    row = topology.copies[first.source].row
    if blocked:
        what = Phrase(
            "{source} cannot reach {target}: {row} is isolated",
            source=connection.source,
            target=connection.target,
            row=row,
        )
    else:
        nat = topology.copies[first.stops[1]].component
        what = Phrase(
            "{source} reaches {target} through {nat}, which charges per gigabyte",
            source=connection.source,
            target=connection.target,
            nat=nat,
        )
    return fault_at(
        connection,
        Phrase("{what}; a gateway endpoint for {name} is free", what=what, name=name),
        severity=Severity.ERROR if blocked else None,
        related=tuple(
            told(other, Phrase("{source} would use it too", source=other.source)) for other in others.values()
        ),
        hops=hops(first),
        help=added(free_id(topology, f"{service}-endpoint"), Category.ENDPOINT, service=service)
        + (
            Phrase(", and remove {ways} from the chain", ways=listed(connection.ways))
            if connection.ways
            else ""
        ),
        subjects=tuple(dict.fromkeys(id for path in paths for id in _parties(path))),
    )


def _parties(path: Path) -> tuple[str, str]:
    return path.connection.source, path.connection.target
