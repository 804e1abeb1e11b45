"""AG310 database-reachable-from-internet: a database, cache or file system that is reachable from outside.

It is in public subnets, has a public address (`publicly_accessible`), or a client, an external service or
an internet-facing load balancer may connect to it. Data belongs in subnets without routes in or out,
reached only by the backend.

Move it to isolated subnets, remove `publicly_accessible`, and let external callers use the backend. For
administration use Session Manager port forwarding, which opens no port.

```yaml bad
components:
  orders: {subnets: web}
```

```yaml bad
components:
  orders: {publicly_accessible: true}
```

```yaml bad
connections+:
  - client -> orders: 5432
```

```yaml bad
components:
  db-door: {kind: nlb, subnets: web}
connections+:
  - client -> db-door: 443
  - db-door -> orders: 5432
```

```yaml good
subnets:
  db: null
components:
  orders: {subnets: app}
```

```yaml good
components:
  partners: {cidrs: [203.0.113.0/24]}
connections+:
  - partners -> web-lb: 443
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at, row
from archgen.lint.rules.ways import OUTSIDE, less_used, moved_to_new_row, ports_text, way_of, written
from archgen.model.kinds import Tier
from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

CODE = "AG310"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG311", "AG312", "AG403", "AG414", "AG802")
BREAKS_PATHS = True
REFERENCES = (
    "Security Hub RDS.2",
    "Security Hub RDS.46",
    "SEC05 Create network layers",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """By its subnets, by its field, by its connections: each has its own fix."""
    for id, component in topology.components.items():
        if component.in_tier is not Tier.DATA or component.is_managed:
            continue
        if component.subnets and topology.rows[component.subnets].access == "public":
            yield _in_public(topology, id, component.subnets)
        if component.is_publicly_accessible:
            yield Fault(
                ("components", id, "publicly_accessible"),
                Phrase(
                    "{id} has a public address, and only the backend should reach it; remove the field",
                    id=id,
                ),
                help=Phrase("remove `publicly_accessible` from `components.{id}`", id=id),
            )
        for connection in topology.connections_to(id):
            if _from_outside(topology, connection):
                yield _open(topology, connection)


def _in_public(topology: Topology, id: str, place: str) -> Fault:
    rows = topology.rows.items()
    better = [other for wanted in ("isolated", "private") for other, known in rows if known.access == wanted]
    where = (
        Phrase("move it to {better}", better=better[0]) if better else Phrase("move it to isolated subnets")
    )
    copy = topology.copies_of(id)[:1]
    gateway = topology.internet_gateway(copy[0].vpc) if copy else None
    return Fault(
        ("components", id, "subnets"),
        Phrase("{id} is in {place}, a public subnet; {where}", id=id, place=place, where=where),
        related=(
            Place(("subnets", place, "access"), Phrase("its default route leads to the internet gateway")),
        ),
        hops=(OUTSIDE, gateway.id, copy[0].id) if gateway else (),
        help=written(id, f"subnets: {better[0]}") if better else moved_to_new_row(topology, id, "isolated"),
        subjects=(id, row(place), *less_used(topology)),
    )


def _from_outside(topology: Topology, connection: Connection) -> bool:
    source = topology.components[connection.source]
    outside = source.category in (Category.CLIENT, Category.EXTERNAL) and not source.on_private_network
    return outside or topology.scheme(connection.source) == "internet-facing"


def _open(topology: Topology, connection: Connection) -> Fault:
    source, target = connection.source, connection.target
    balancer = topology.scheme(source) is not None
    who = Phrase("{id} (internet-facing)", id=source) if balancer else source
    backend = next(
        (
            each.source
            for each in topology.connections_to(target)
            if topology.components[each.source].is_compute
        ),
        None,
    )
    way_out = (
        Phrase("use {backend} for that", backend=backend)
        if backend
        else Phrase("connect to it from the backend only")
    )
    return fault_at(
        connection,
        Phrase(
            "{who} may open {ports} of {target}, which holds data; {way_out}",
            who=who,
            ports=ports_text(connection),
            target=target,
            way_out=way_out,
        ),
        hops=way_of(topology, connection),
        help=Phrase("remove this connection"),
    )
