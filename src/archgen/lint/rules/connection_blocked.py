"""AG312 connection-blocked: a declared connection that has no network path.

archgen follows the path from every instance of the source to the instances of the target: route tables,
gateways, endpoints, zones, schemes. The finding prints each hop, and in brackets why the path ends. A
gateway named in a chain (`a -> nat -> b`) must be the one that the routes use.

An `external` component whose `cidrs` are private (a corporate network) is assumed to be joined to the
VPCs by a VPN, Direct Connect or a transit gateway: it needs no gateway in the file, and does not reach
what has only public addresses.

Fix the reported hop, or remove the connection. This is the general rule of its family: it is not reported
where a more specific rule reports the same problem.

```yaml bad
connections+:
  - client -> app-lb: 443
```

```yaml bad
components:
  batch: {kind: lambda, tier: backend}
connections+: [app -> batch, "batch -> orders"]
```

```yaml bad
connections-: [app -> dynamodb-endpoint -> sessions]
connections+: [app -> nat -> sessions]
```

```yaml good
connections-: [cdn -> igw -> web-lb]
connections+:
  - cdn -> app-lb: 443
  - client -> web-lb: 443
```

```yaml bad
components:
  office: {kind: external, cidrs: [192.168.0.0/16]}
connections+:
  - office -> web-lb: 443
```

```yaml good
components:
  office: {kind: external, cidrs: [192.168.0.0/16]}
connections+:
  - office -> app-lb: 443
  - app -> office: 636
```

```yaml good
components:
  api: {kind: custom, icon: aws.network.APIGateway, port: 443}
connections+:
  - client -> api
  - api -> app-lb: 443
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.lint.rules.ways import added, added_in, free_id, hops, target_name, used_rows, written
from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Break, Cause, Path, all_paths

CODE = "AG312"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("Amazon VPC User Guide: configure route tables",)

_TOLD_ELSEWHERE = {
    Cause.NO_NAT_GATEWAY,  # AG305
    Cause.NO_PUBLIC_ADDRESS,  # AG305, AG308
    Cause.MISPLACED_NAT_GATEWAY,  # AG304
    Cause.ISOLATED,  # AG318, AG319
}


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection of which a path is broken, once for each reason."""
    silent = {
        vpc for vpc in topology.vpcs if any(used_rows(topology, vpc, "public"))
    }  # AG301 tells of a gateway that is not there
    told: set[tuple[str, str, str]] = set()
    for path in all_paths(topology):
        broken = path.broken
        if broken is None or _is_told_elsewhere(topology, path) or _is_about_gateway(topology, path, silent):
            continue
        key = (path.connection.source, path.connection.target, broken.reason)
        if key in told:
            continue
        told.add(key)
        yield _fault(topology, path, broken)


def _is_told_elsewhere(topology: Topology, path: Path) -> bool:
    if path.broken is None or path.broken.cause not in _TOLD_ELSEWHERE:
        return False
    source = topology.copies[path.source]
    return path.broken.cause is not Cause.NO_PUBLIC_ADDRESS or topology.access_of(source) == "public"


def _is_about_gateway(topology: Topology, path: Path, silent: set[str]) -> bool:
    if path.broken is None or path.broken.cause is not Cause.NO_INTERNET_GATEWAY:
        return False
    ends = (topology.copies[stop] for stop in (path.source, path.target) if stop != INTERNET)
    return any(copy.vpc in silent for copy in ends if copy.row)


def _fault(topology: Topology, path: Path, broken: Break) -> Fault:
    connection = path.connection
    text = "{source} cannot reach {target}: {reason}"
    names = {"source": connection.source, "target": target_name(connection)}
    if broken.cause is Cause.OTHER_WAY and len(path.stops) == 2:
        text, names = "{reason}; write `{chain}`", {"chain": f"{connection.source} -> {connection.target}"}
    return fault_at(
        connection,
        Phrase(text, reason=broken.reason, **names),
        hops=hops(path),
        help=_help(topology, path, broken.cause),
        subjects=(connection.source, connection.target, *connection.ways),
    )


def _help(topology: Topology, path: Path, cause: Cause) -> str | None:
    return _help_between_vpcs(topology, path, cause) or _help_in_vpc(topology, path, cause)


def _help_between_vpcs(topology: Topology, path: Path, cause: Cause) -> str | None:
    if cause is not Cause.NOT_PEERED:
        return None
    if topology.architecture.vpcs:
        ends = (topology.copies[stop].vpc for stop in (path.source, path.target))
        pair = f"[{', '.join(filter(None, ends))}]"
        return added(free_id(topology, "peering"), Category.PEERING, between=pair)
    target = path.connection.target
    return Phrase("add a {target} in each region, or remove this connection", target=target)


def _help_in_vpc(topology: Topology, path: Path, cause: Cause) -> str | None:
    source, target = path.connection.source, path.connection.target
    if cause is Cause.NO_WAY_IN and topology.components[source].called_by_api:
        row = topology.components[target].subnets
        edit = written(source, f"subnets: {row}")
        return Phrase("{edit}, to give it interfaces in the VPC", edit=edit)
    if cause is Cause.NO_WAY_IN and topology.scheme(target) is not None:
        public = next((id for id, row in topology.rows.items() if row.access == "public"), None)
        return (
            written(target, f"subnets: {public}") + Phrase(", or remove this connection") if public else None
        )
    if cause is Cause.NO_WAY_IN:
        return Phrase(
            "connect {source} to an internet-facing load balancer that targets {target}",
            source=source,
            target=target,
        )
    if cause is Cause.INTERNAL:
        return written(target, "scheme: internet-facing") + Phrase(", or remove this connection")
    if cause is Cause.INTERNET_FACING:
        return written(target, "scheme: internal")
    if cause is Cause.OVERLAP:
        return Phrase(
            "use another block for one of the two: the VPC's local route keeps traffic for its "
            "own block inside"
        )
    if cause is Cause.NO_INTERNET_GATEWAY:
        return added_in(topology, Category.INTERNET_GATEWAY, "igw")
    if cause is Cause.OTHER_WAY and target == INTERNET:
        return Phrase("remove this connection")
    if cause is Cause.OTHER_REGION:
        return Phrase(
            "write `{source} -> {target}`: an endpoint is used where there is one",
            source=source,
            target=target,
        )
    if cause is Cause.OTHER_WAY:
        taken = [topology.copies[stop].component for stop in path.stops[1:-1]]
        return Phrase("write `{chain}`", chain=" -> ".join([source, *taken, target]))
    return None
