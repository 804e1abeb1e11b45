"""AG801 unused-component: a component in no connection.

It is drawn and charged, but nothing may connect to it and it may connect to nothing. Usually a connection
was forgotten, or an id was renamed on one side.

Gateways and endpoints count as used where traffic passes them, named in a chain or not; so does an
interface endpoint for the platform of instances (`ecr.api`, `logs`, `ssm`, ...).

In a plan, security groups decide who may connect. A database that admits only a group without members (no
resource refers to it, and no output passes it to another configuration) cannot be reached: the finding names
the group.

Connect it, or remove it.

```yaml bad
components:
  reports: {kind: s3}
```

```yaml good
components:
  reports: {kind: s3}
connections+: [cdn -> reports]
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds import endpoint_services
from archgen.model.kinds.category import PRIVATE_CONNECTIONS, Category
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import all_paths
from archgen.topology.routes.platform_egress import platform_egress

CODE = "AG801"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES: tuple[str, ...] = ()


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component that no line of `connections` needs."""
    used = {name.id for chain in topology.architecture.connections for name in chain.names}
    for path in all_paths(topology):
        used.update(topology.copies[stop].component for stop in path.stops[1:-1])
    for egress in platform_egress(topology):
        used.update(topology.copies[stop].component for stop in egress.endpoints)
    used.update(_gateways(topology))
    used.update(_platform_endpoints(topology, used))
    for component in topology.components.values():
        used.update(component.value_of(field) for field, _ in component.references)
    for id, component in topology.components.items():
        if id in used:
            continue
        yield Fault(
            ("components", id),
            Phrase("{id} ({kind}) is in no connection; connect it, or remove it", id=id, kind=component.kind),
            key=True,
        )


_PLATFORM = ("ecr.api", "ecr.dkr", "logs", "s3", "ssm", "ssmmessages", "ec2messages")
"""The services that compute may need for itself."""


def _gateways(topology: Topology) -> Iterator[str]:
    """What is used without being named: internet gateways, NAT gateways, the platform's endpoints."""
    access = {topology.access_of(copy) for copy in topology.copies.values()}
    if access & {"public", "private"} or _has_vpc_origin(topology):
        yield from topology.of(Category.INTERNET_GATEWAY)
    if "private" in access:
        yield from topology.of(Category.NAT_GATEWAY)
    for row in topology.rows.values():
        yield from (id for id in (row.via, *(gateway for _, gateway in row.routes)) if id)
    if any(vpc.ipv6 for vpc in topology.vpcs.values()):
        yield from topology.of(Category.EGRESS_ONLY_GATEWAY)
    for id in topology.of(*PRIVATE_CONNECTIONS):
        network = topology.components[id].leads_to or ""
        if topology.connections_from(network) or topology.connections_to(network):
            yield id


def _platform_endpoints(topology: Topology, used: Collection[str]) -> Iterator[str]:
    """The endpoints not `used` that compute may need for itself: of its platform, or of no kind's service."""
    if not any(component.is_compute for component in topology.components.values()):
        return
    for id in topology.of(Category.ENDPOINT):
        service = topology.components[id].called_service
        if id not in used and (service in _PLATFORM or service not in endpoint_services()):
            yield id


def _has_vpc_origin(topology: Topology) -> bool:
    """Whether CloudFront reaches into a VPC: it wants an internet gateway there, and does not pass it."""
    targets = (c.target for id in topology.of(Category.DISTRIBUTION) for c in topology.connections_from(id))
    return any(copy.row for target in targets for copy in topology.copies_of(target))
