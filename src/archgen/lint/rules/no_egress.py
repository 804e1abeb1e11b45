"""AG305 no-egress: private subnets without a NAT gateway, although something in them needs egress.

A private subnet's default route leads to a NAT gateway. Without one, its components reach no external
service and no image registry, Systems Manager or log service of AWS: instances do not even start. A function
in public subnets has no egress either, because its interfaces get no public addresses.

Add a NAT gateway in public subnets, one per zone. If nothing needs egress, make the subnets `isolated`, and
add VPC endpoints for the AWS services that their components need. Private subnets without components are not
checked.

```yaml bad
components:
  nat: null
connections-: [app -> nat -> partners]
connections+:
  - app -> partners: 443
```

```yaml bad
components:
  nat: null
  partners: null
connections-: [app -> nat -> partners]
```

```yaml bad
components:
  render: {kind: lambda, tier: frontend, subnets: web}
connections+:
  - web-lb -> render
  - render -> partners: 443
```

```yaml good
components:
  nat: {per: vpc, subnets: null}
```

```yaml good
components:
  mailer: {kind: lambda, tier: backend}
connections+:
  - mailer -> partners: 443
  - app -> mailer
```

```yaml good
subnets:
  app: {access: isolated}
components:
  nat: null
  partners: null
  app: {service: null}
connections-: [app -> nat -> partners]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed, row
from archgen.lint.rules.ways import (
    added_in,
    broken_by,
    hops,
    platform_lost,
    target_name,
    told,
    used_rows,
    written,
)
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import Cause, Path, all_paths, way_out
from archgen.topology.routes.platform_egress import PlatformEgress, platform_egress

CODE = "AG305"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312", "AG318")
BREAKS_PATHS = True
REFERENCES = (
    "Amazon VPC User Guide: NAT gateway use cases",
    "AWS Lambda Developer Guide: internet access for VPC-connected functions",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Private rows without a NAT gateway, gateways that lead nowhere, functions without an address."""
    yield from _without_nat(topology)
    yield from _without_internet_gateway(topology)
    yield from _without_address(topology)
    yield from _stranded(topology)


def _without_nat(topology: Topology) -> Iterator[Fault]:
    """One for all rows and regions: one NAT gateway component fixes it."""
    regions: dict[str, None] = {}
    rows: dict[str, None] = {}
    for vpc in topology.vpcs:
        if topology.nat_for(vpc, None) is None:
            for id in used_rows(topology, vpc, "private"):
                if not _leaves_otherwise(topology, id):
                    regions[vpc] = rows[id] = None
    if not rows:
        return
    stuck = [
        path for path in all_paths(topology) if path.broken and path.broken.cause is Cause.NO_NAT_GATEWAY
    ]
    cut_off = [
        egress
        for egress in platform_egress(topology)
        if egress.missing and topology.copies[egress.source].row in rows
    ]
    first, *others = rows
    public = next((id for id, row in topology.rows.items() if row.access == "public"), None)
    fix = Phrase("add one in {public}", public=public) if public else Phrase("add public subnets with one")
    yield Fault(
        ("subnets", first, "access"),
        Phrase(
            "the subnets of {rows} are private, and there is no NAT gateway in {regions}{consequence}; {fix}",
            rows=listed(rows),
            regions=listed(regions),
            consequence=_consequence(topology, stuck, cut_off),
            fix=fix,
        ),
        related=(
            *(Place(("subnets", id, "access"), Phrase("private too")) for id in others),
            *_guilty(topology, stuck, cut_off),
        ),
        hops=_first_way(stuck, cut_off),
        help=added_in(topology, Category.NAT_GATEWAY, "nat", subnets=public or "public"),
        subjects=(
            *(row(id) for id in rows),
            *dict.fromkeys(path.connection.source for path in stuck),
            *dict.fromkeys(egress.component for egress in cut_off),
        ),
    )


def _leaves_otherwise(topology: Topology, row: str) -> bool:
    """Whether a row has a default route of its own, or leaves over IPv6."""
    known = topology.rows[row]
    return known.via is not None or known.ipv6 or any(block.endswith("/0") for block, _ in known.routes)


def _stranded(topology: Topology) -> Iterator[Fault]:
    """Compute whose image or platform is not reached over the gateway that its row names."""
    told: set[str] = set()
    for egress in platform_egress(topology):
        copy = topology.copies[egress.source]
        if not egress.missing or copy.row is None or egress.component in told:
            continue
        if topology.access_of(copy) != "private" or not _leaves_otherwise(topology, copy.row):
            continue
        trouble = way_out(topology, copy)[1]
        if trouble is None:
            continue
        told.add(egress.component)
        yield Fault(
            ("components", egress.component, "subnets"),
            Phrase(
                "{component} cannot reach {lost}: {reason}",
                component=egress.component,
                lost=listed(platform_lost(topology, egress)),
                reason=trouble[1],
            ),
            subjects=(egress.component, row(copy.row)),
        )


def _consequence(topology: Topology, stuck: list[Path], cut_off: list[PlatformEgress]) -> str:
    """Who cannot reach what, for the first who cannot."""
    if not stuck and not cut_off:
        return ""
    who = stuck[0].connection.source if stuck else cut_off[0].component
    lost = [target_name(path.connection) for path in stuck if path.connection.source == who]
    lost += [
        need for egress in cut_off if egress.component == who for need in platform_lost(topology, egress)
    ]
    return Phrase(": {who} cannot reach {lost}", who=who, lost=listed(lost))


def _guilty(topology: Topology, stuck: list[Path], cut_off: list[PlatformEgress]) -> Iterator[Place]:
    for connection in {path.connection.route: path.connection for path in stuck}.values():
        yield told(connection, Phrase("has no egress"))
    for id in dict.fromkeys(egress.component for egress in cut_off):
        component = topology.components[id]
        has_image = component.runs is not None
        route = ("components", id, "service", "image") if has_image else ("components", id)
        yield Place(
            route, Phrase("cannot be pulled") if has_image else Phrase("cannot start"), key=not has_image
        )


def _first_way(stuck: list[Path], cut_off: list[PlatformEgress]) -> tuple[str, ...]:
    if stuck:
        return hops(stuck[0])
    return tuple(
        part
        for egress in cut_off[:1]
        for part in (egress.source, broken_by(Cause.NO_NAT_GATEWAY), egress.missing[0])
    )


def _without_internet_gateway(topology: Topology) -> Iterator[Fault]:
    """A NAT gateway in a VPC without internet gateway, where no public row tells of it."""
    for region in topology.vpcs:
        nat = topology.nat_for(region, None)
        if nat is None or topology.internet_gateway(region) or any(used_rows(topology, region, "public")):
            continue
        yield Fault(
            ("components", nat.component),
            Phrase(
                "{nat} has no route out: the VPC in {region} has no internet gateway; add one",
                nat=nat.component,
                region=region,
            ),
            key=True,
            help=added_in(topology, Category.INTERNET_GATEWAY, "igw"),
        )


def _without_address(topology: Topology) -> Iterator[Fault]:
    """Compute in public subnets without an address, which needs something outside: its image at least."""
    private = next((id for id, row in topology.rows.items() if row.access == "private"), None)
    seen: set[str] = set()
    for path in all_paths(topology):
        function = path.connection.source
        if path.broken is None or path.broken.cause is not Cause.NO_PUBLIC_ADDRESS or function in seen:
            continue
        if topology.access_of(topology.copies[path.source]) != "public":
            continue
        seen.add(function)
        is_function = topology.components[function].category is Category.FUNCTION
        yield Fault(
            ("components", function, "subnets"),
            Phrase(
                _FUNCTION if is_function else _OTHER, function=function, target=target_name(path.connection)
            )
            + _moved(private),
            related=(told(path.connection, Phrase("cannot be opened")),),
            hops=hops(path),
            help=written(function, f"subnets: {private}") if private else None,
        )
    on_server = topology.architecture.deployment.server is not None  # which has an address
    for egress in () if on_server else platform_egress(topology):
        id, copy = egress.component, topology.copies[egress.source]
        if egress.missing and topology.access_of(copy) == "public" and id not in seen:
            seen.add(id)
            lost = listed(platform_lost(topology, egress))
            yield Fault(
                ("components", id, "subnets"),
                Phrase(_OTHER, function=id, target=lost) + _moved(private),
                help=written(id, f"subnets: {private}") if private else None,
            )


_FUNCTION = (
    "{function} is a function in a public subnet: its interfaces get no public address, "
    "and it cannot reach {target}; "
)
_OTHER = (
    "{function} is in a public subnet, where its network interfaces get no public address, "
    "and it cannot reach {target}; "
)


def _moved(private: str | None) -> Phrase:
    if private is None:
        return Phrase("move it to private subnets")
    return Phrase("move it to {private}, which is private", private=private)
