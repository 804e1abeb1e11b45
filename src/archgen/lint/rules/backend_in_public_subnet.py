"""AG308 backend-in-public-subnet: a backend component in public subnets.

A public subnet has a default route to the internet gateway: one public address, or one rule of a security
group, is then all that separates the internet from the backend. A private subnet has no route in from the
internet, whatever else goes wrong, and its egress is the NAT gateway.

Move the component to private subnets, with egress through NAT. If the subnets were made public by
mistake, make them private again. A frontend may be in public subnets, behind its load balancer; a
function without `subnets` is in none.

```yaml bad
components:
  app: {subnets: web}
```

```yaml bad
subnets:
  app: {access: public}
```

```yaml bad
components:
  app: {subnets: web}
connections-: [app -> nat -> partners]
connections+:
  - app -> partners: 443
```

```yaml good
components:
  app: {subnets: app}
  web: {subnets: web}
```

```yaml good
components:
  mailer: {kind: lambda, tier: backend}
connections+: [app -> mailer]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, row
from archgen.lint.rules.ways import OUTSIDE, is_backend, less_used, moved_to_new_row, told, written
from archgen.model.kinds import Component
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG308"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG305", "AG312", "AG701", "AG802")
BREAKS_PATHS = True
REFERENCES = (
    "Security Hub EC2.9",
    "SEC05 Create network layers",
    "Amazon VPC User Guide: subnet types",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each backend component that stands in a public row."""
    left_behind = less_used(topology)
    for id, component in topology.components.items():
        place = component.subnets
        if not is_backend(component) or place is None or topology.rows[place].access != "public":
            continue
        message, help = _way_out(topology, id, place)
        yield Fault(
            ("components", id, "subnets"),
            Phrase(
                "{id} (backend) is in {place}, a public subnet; {fix}",
                id=id,
                place=place,
                fix=message,
            ),
            related=(
                Place(
                    ("subnets", place, "access"), Phrase("its default route leads to the internet gateway")
                ),
                *_around_nat(topology, id),
            ),
            hops=_way_in(topology, id),
            help=help,
            subjects=(id, row(place), *left_behind),
        )


def _way_out(topology: Topology, id: str, place: str) -> tuple[str, str]:
    """What fixes it, as the end of the message and as an edit."""
    private = [other for other, known in topology.rows.items() if known.access == "private"]
    if private:
        return Phrase("move it to {private}, a private one", private=private[0]), written(
            id, f"subnets: {private[0]}"
        )
    if not any(_belongs_in_public(other, place) for other in topology.components.values()):
        return Phrase("make {place} private", place=place), written(place, "access: private", of="subnets")
    return Phrase("move it to a private one"), moved_to_new_row(topology, id, "private")


def _belongs_in_public(component: Component, place: str) -> bool:
    """Whether a component is a reason for its row to be public: a NAT gateway, a frontend, what faces out."""
    if component.subnets != place:
        return False
    frontend = component.is_compute and not is_backend(component)
    return (
        frontend or component.category is Category.NAT_GATEWAY or component.given_scheme == "internet-facing"
    )


def _way_in(topology: Topology, id: str) -> tuple[str, ...]:
    copy = topology.copies_of(id)[:1]
    gateway = topology.internet_gateway(copy[0].vpc) if copy else None
    return (OUTSIDE, gateway.id, copy[0].id) if gateway else ()


def _around_nat(topology: Topology, id: str) -> Iterator[Place]:
    """Connections that name a NAT gateway, which a public subnet does not use."""
    for connection in topology.connections_from(id):
        if any(topology.components[way].category is Category.NAT_GATEWAY for way in connection.ways):
            yield told(
                connection,
                Phrase("leaves via the internet gateway, not via {gateway}", gateway=connection.ways[0]),
            )
