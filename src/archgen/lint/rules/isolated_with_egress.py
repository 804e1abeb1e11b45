"""AG319 isolated-with-egress: a component in isolated subnets that needs something outside the VPC.

An isolated subnet has no default route. A component there reaches no external service and no AWS service,
unless there is an endpoint for it. Compute with a `service` needs its platform: the image registry,
Systems Manager and logs. Interface endpoints serve those (`ecr.api`, `ecr.dkr`, `logs`, `ssm`,
`ssmmessages`, and a gateway endpoint for `s3`, where ECR keeps the layers); there is no endpoint for a
third party's registry.

Make the subnets private, with a NAT gateway in each zone; or add the endpoints that the finding names,
and keep the image in ECR. S3 and DynamoDB have their own rule (AG318).

```yaml bad
components:
  app: {subnets: db}
```

```yaml bad
subnets:
  app: {access: isolated}
components:
  nat: null
  partners: null
connections-: [app -> nat -> partners]
```

```yaml bad
components:
  report: {kind: lambda, tier: backend, subnets: db}
  queue: {kind: sqs}
  mailer: {kind: lambda, tier: backend}
connections+:
  - app -> nat -> report
  - report -> queue -> mailer
```

```yaml good
components:
  report: {kind: lambda, tier: backend, subnets: db}
  queue: {kind: sqs}
  queue-endpoint: {kind: vpc-endpoint, service: sqs, subnets: db}
  mailer: {kind: lambda, tier: backend}
connections+:
  - app -> nat -> report
  - report -> queue-endpoint -> queue -> mailer
```

```yaml good
components:
  nat: null
  partners: null
  app:
    subnets: db
    service: {image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/backend:1.0.0"}
  app-lb: {subnets: db}
  ecr-api: {kind: vpc-endpoint, service: ecr.api, subnets: db}
  ecr-dkr: {kind: vpc-endpoint, service: ecr.dkr, subnets: db}
  logs: {kind: vpc-endpoint, service: logs, subnets: db}
  ssm: {kind: vpc-endpoint, service: ssm, subnets: db}
  ssmmessages: {kind: vpc-endpoint, service: ssmmessages, subnets: db}
  s3-endpoint: {kind: vpc-endpoint, service: s3}
subnets:
  app: null
connections-: [app -> nat -> partners]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed, row
from archgen.lint.rules.ways import broken_by, hops, less_used, platform_lost, target_name, told, written
from archgen.model.kinds import INTERNET
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Cause, Path, all_paths
from archgen.topology.routes.platform_egress import PlatformEgress, platform_egress, registry_of

CODE = "AG319"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312", "AG701", "AG802")
BREAKS_PATHS = True
REFERENCES = (
    "Amazon VPC User Guide: subnet types",
    "Amazon ECR User Guide: interface VPC endpoints",
    "AWS Systems Manager User Guide: improve the security of EC2 instances by using VPC endpoints",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component in isolated rows with something that it cannot reach."""
    stuck: dict[str, dict[Connection, Path]] = {}
    for path in all_paths(topology):
        if path.broken and path.broken.cause is Cause.ISOLATED and not _is_told_by_318(topology, path):
            stuck.setdefault(path.connection.source, {}).setdefault(path.connection, path)
    cut_off: dict[str, PlatformEgress] = {}
    for egress in platform_egress(topology):
        if egress.missing and topology.access_of(topology.copies[egress.source]) == "isolated":
            cut_off.setdefault(egress.component, egress)
    left_behind = less_used(topology)
    for id in topology.components:
        if id in stuck or id in cut_off:
            yield _fault(topology, id, stuck.get(id, {}), cut_off.get(id), left_behind)


def _is_told_by_318(topology: Topology, path: Path) -> bool:
    if path.target == INTERNET:
        return False
    target, source = topology.copies[path.target], topology.copies[path.source]
    return topology.components[target.component].has_gateway_endpoint and target.region == source.region


def _fault(
    topology: Topology,
    id: str,
    stuck: dict[Connection, Path],
    cut_off: PlatformEgress | None,
    left_behind: tuple[str, ...],
) -> Fault:
    place = topology.components[id].subnets or ""
    lost = [target_name(connection) for connection in stuck]
    lost += platform_lost(topology, cut_off) if cut_off else ()
    better = next((other for other, known in topology.rows.items() if known.access == "private"), None)
    where = (
        Phrase("move it to {better}, a private one", better=better)
        if better
        else Phrase("give {place} a default route", place=place)
    )
    endpoints = _endpoints(topology, stuck, cut_off)
    way_out = Phrase("{where}, or add interface endpoints", where=where) if endpoints else where
    edit = written(id, f"subnets: {better}") if better else written(place, "access: private", of="subnets")
    return Fault(
        ("components", id, "subnets"),
        Phrase(
            "{id} is in {place}, an isolated subnet, and cannot reach {lost}; {way_out}",
            id=id,
            place=place,
            lost=listed(lost),
            way_out=way_out,
        ),
        related=(
            Place(("subnets", place, "access"), Phrase("no default route")),
            *(told(connection, Phrase("cannot be opened")) for connection in stuck),
            *_image(topology, id, cut_off),
        ),
        hops=_first_way(stuck, cut_off),
        help=Phrase(
            "{edit}; or add endpoints for {endpoints} in {place}",
            edit=edit,
            endpoints=", ".join(endpoints),
            place=place,
        )
        if endpoints
        else edit,
        subjects=(id, row(place), *left_behind),
    )


def _endpoints(
    topology: Topology, stuck: dict[Connection, Path], cut_off: PlatformEgress | None
) -> tuple[str, ...]:
    """The services whose endpoints would fix all of it; none if endpoints cannot."""
    services: list[str] = []
    for connection in stuck:
        target = topology.components.get(connection.target)
        if target is None or target.endpoint_service is None:
            return ()
        services.append(target.endpoint_service)
    if cut_off is None:
        return tuple(services)
    registry = registry_of(topology.components[cut_off.component])
    return () if registry in cut_off.missing else (*services, *cut_off.missing)


def _image(topology: Topology, id: str, cut_off: PlatformEgress | None) -> Iterator[Place]:
    component = topology.components[id]
    if cut_off is None or registry_of(component) not in cut_off.missing:
        return
    if component.runs is not None:
        yield Place(("components", id, "service", "image"), Phrase("cannot be pulled"))


def _first_way(stuck: dict[Connection, Path], cut_off: PlatformEgress | None) -> tuple[str, ...]:
    for path in stuck.values():
        return hops(path)
    return (cut_off.source, broken_by(Cause.ISOLATED), cut_off.missing[0]) if cut_off else ()
